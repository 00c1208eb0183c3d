"""What stands around figures and makes them a time of day, or something else: 'at', a date in front, 'scale', a verse."""

import re
from functools import cache

from kg.rules import rule
from kg.text.language import words
from kg.text.lexicon import Tokens, pattern


def means(match: re.Match, group: str, roles: str) -> bool:
    """Whether the token that a group matched has one of the roles (`at`, `hour_before!half`); not where it matched none."""
    return match[group] is not None and bool(_meaning(roles).fullmatch(match[group]))


@cache
def _meaning(roles: str) -> re.Pattern:
    return pattern("{" + roles + "}")


def leads_hour(match: re.Match) -> bool:
    """Whether a word that only stands before hours ('ore 15', 'godz. 15', 'a las 15') leads the figures."""
    return means(match, "ore", "hour_before!half|iso|h")


def leads_figures(match: re.Match) -> bool:
    """Whether a word leads four figures that makes a time of them: 'at 1600'; 'um 1700' is a year."""
    return match["ore"] is not None or means(match, "pre", "at_figures")


def behind_date(read: Tokens, match: re.Match, hour: int, minute: int) -> bool:
    """Whether a time with a point follows a date: '23 maja 2024, 16.30'; '16.10' behind a weekday may be a day of October."""
    before = read.kinds[max(0, match.start() - 6) : match.start()]
    return hour >= 7 and bool((_date_end() if 0 < minute <= 12 else _day_end()).search(before))


@cache
def _date_end() -> re.Pattern:
    return pattern(r"(?: {year} | {year_word} \.? ) \)? _ (?: [,;] | {dash} )? _ \Z")


@cache
def _day_end() -> re.Pattern:
    return pattern(r"(?: (?: {year} | {year_word} \.? | {weekday} ) \)? _ (?: [,;] | {dash} )? | {month} _ (?: [,;] | {dash} ) ) _ \Z")


@rule("hour-behind-day", nothing=False)
def hour_behind_day(read: Tokens, match: re.Match, hour: int) -> bool:
    """Whether a bare hour follows a day and a word for 'at' that asks for one: 'lunedì 23 settembre alle 17', '22 de mayo a las 16'."""
    if match["h1"] is None or hour < 9:
        return False
    start = match.start("h1")
    return bool(_day_and_at().search(read.kinds[max(0, start - 10) : start]))


@cache
def _day_and_at() -> re.Pattern:
    return pattern(r"{month|weekday|year} \)? _ ,? _ (?: {hour_at} | {to} [ ] {article} ) [ ] \Z")


def is_labelled(read: Tokens, match: re.Match) -> bool:
    """Whether 'time:' or its like stands before the figures."""
    return bool(_label().search(read.kinds[max(0, match.start() - 5) : match.start()]))


@cache
def _label() -> re.Pattern:
    return pattern(r"{time_label} _ : _ \Z")


def is_led(read: Tokens, match: re.Match) -> bool:
    """Whether what stands before lets a time be expected: a line's begin, a comma, a date, 'at'."""
    before = read.kinds[max(0, match.start() - 3) : match.start()]
    return match["pre"] is not None or match["ore"] is not None or bool(_expected().search(before))


@cache
def _expected() -> re.Pattern:
    return pattern(r"(?: \A | \n | [,;:(|•@] | {dash} | {weekday|weekday_short|year|day} \.? | {month} \.? ) _ \Z")


def leads_range(read: Tokens, match: re.Match) -> bool:
    """Whether what stands before makes hours of '1430-1530': 'at', a label, a date, a line's begin; behind other words they are years."""
    before = read.kinds[max(0, match.start() - 5) : match.start()]
    return match["pre"] is not None or match["ore"] is not None or bool(_before_range().search(before))


@cache
def _before_range() -> re.Pattern:
    return pattern(r"(?: (?: \A | \n | [|•@] | {time_label} _ : ) | {weekday|weekday_short|year|day|month} \.? _ (?: [,;:(|] | {dash} )? ) _ \Z")


def is_cited(read: Tokens, match: re.Match) -> bool:
    """Whether the words around make the figures a verse, a ratio or a scale."""
    before = read.kinds[max(0, match.start() - 5) : match.start()]
    return bool(_not_before().search(before) or _not_after().match(read.kinds, match.end()))


@cache
def _not_before() -> re.Pattern:
    return pattern(r"{not_before} (?: [ ] {of} )? [ ] \Z")


@cache
def _not_after() -> re.Pattern:
    return pattern(r"[ ] {not_after}")


def half_after(text: str, position: int, end: int) -> re.Match | None:
    """The words after a time that say which half of the day it is in; group 1 is set where it is the later one."""
    return _half_after().match(text, position, end)


@cache
def _half_after() -> re.Pattern:
    later, earlier = (
        "|".join(sorted(map(re.escape, words("dates", key)), key=len, reverse=True)) for key in ("afternoon", "morning")
    )
    return re.compile(rf"[^\S\n]?,?[^\S\n]?(?:({later})|({earlier}))\b", re.IGNORECASE)
