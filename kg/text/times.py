"""Times of day as announcements print them, in nine languages.

One shape covers a time or a range of times; what it matched is then weighed: a figure needs a sign that it is a time
(a colon and minutes, am or pm, 'Uhr', 'h'), and the sign of one end of a range serves for both.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.rules import rule
from kg.text.clock import Range, read_range
from kg.text.hedges import is_usual
from kg.text.language import words
from kg.text.lexicon import Tokens, pattern, tokens
from kg.text.moments import TimeMention, ZoneMention
from kg.text.time_signs import half_after
from kg.text.zones import reader_zone, zone_after

_HALF = r"(?: {am} | {pm} | {half} \. _ {meridiem} \.? | {half} [ ] {meridiem} )"
_POINT = (
    r"(?: (?P<b@> {am} | {pm} ) [ ] )? (?:"
    r" (?P<f@> {clockface} ) (?! [:.,/]{number} | {name} )"
    r" | (?P<h@> {clock_hour} ) (?: (?P<c@> [:.] ) (?P<m@> {minute} ) (?: :{minute} (?: [.,]{number} )? )? (?! :{number|dash} )"
    r"   | (?P<t@> {dash} | , ) (?P<k@> {past} ) (?! : )"
    r"   | _ (?P<l@> {h|hour} ) \.? _ (?P<q@> {minute} ) (?: _ {minutes} \.? )? (?! : ) | (?! : ) )"
    r" (?! [/%°] | [.,]{number} | {ordinal!h} (?! {to} ) | {dash}{other} )"
    r" ) (?! {number} | {other} )"
    r" (?: _ {o} ['’] (?P<o@> {oclock} ) )?"
    r" (?: (?: _ (?= " + _HALF + r" ) | (?= {half} (?! {word|number} | ['’] ) ) ) (?P<a@>" + _HALF + r" | {half} ) (?! {other} ) )?"
    r" (?: _ (?P<u@> {clock} | {hour} (?! {minute} ) ) (?! {other} ) \.? )? (?: _ (?P<n@> {noon} ) )?"
)
_NOON = r"(?P<x@> {noon} | {midnight} )"
_TIE = r"(?: _ (?P<tie> {dash} | {to} | {and} ) _ (?: {at} _ )? (?: {article|hour_before} \.? _ )? | (?P<lost> _ ) )"
_SHAPE = (
    r"(?<! {number}[.:/,+] ) (?: (?<! {number}{dash} ) | (?<= {year}{dash} ) (?= {clock_hour} : {minute} ) ) (?<! [$€£/=*^\x5f\\] ) (?<! {other} ) (?<! {other}\. ) (?<! {number}{iso} )"
    r"(?: (?P<pre> {at|from} ) ['’]? _ (?: {article} _ )? )? (?: (?P<ore> {hour_before|article} ) \.? _ )?"
    + f"(?: {_POINT} | {_NOON} )".replace("@", "1")
    + f"(?: {_TIE} (?: {_POINT} | {_NOON} ) )?".replace("@", "2")
)
_ISO = re.compile(r"(?<=\d)[T ](\d\d):?([0-5]\d):?[0-5]\d(?:\.\d{1,9})?(Z\b|[+-]\d\d:?\d\d)|(?<=\d)T(\d\d):?([0-5]\d)(?::?[0-5]\d)?(Z\b)?")
_QUARTER = re.compile(r"[^\S\n]?,?[^\S\n]?\(?c\.?[^\S\n]?t\b\.?", re.IGNORECASE)


@cache
def _shape() -> re.Pattern:
    return pattern(_SHAPE)


@rule("times", nothing=())
def find_times(text: str, begin: int = 0, end: int | None = None) -> tuple[TimeMention, ...]:
    """The times of `text[begin:end]`, a range as one mention; offsets count from the start of `text`.

    A time has a zone only where one is printed beside it and the page does not say that its times are in the
    reader's zone (`reader_zone`).
    """
    stop = len(text) if end is None else end
    stamps = {mention.begin: mention for mention in _stamps(text, begin, stop)}
    found = [mention for mention in _times(tokens(text, begin, stop)) if mention.begin not in stamps]
    return _without_doors(text, sorted((*found, *stamps.values()), key=lambda mention: mention.begin))


@cache
def _for() -> re.Pattern[str]:
    return re.compile(rf"[\s,.]*(?:{'|'.join(map(re.escape, sorted(words('dates', 'doors_before'), key=len, reverse=True)))})\s*", re.I)


@cache
def _bare_doors() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.:/-])\d{{1,2}}(?:[.:]\d\d)?{_for().pattern}$", re.I)


@cache
def _start() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, words('dates', 'start_behind')))})(?!\w)", re.I)


@rule("start-behind-doors", nothing=None)
def _is_doors(text: str, first: TimeMention, second: TimeMention) -> bool | None:
    """Whether at the first of two times people come for the second."""
    return (first.finish is None and 0 < second.begin - first.end < 12 and _for().fullmatch(text, first.end, second.begin) is not None) or None


def _without_doors(text: str, found: list[TimeMention]) -> tuple[TimeMention, ...]:
    """The times without those at which people come before the hour of the start: '7.15 for 7.30pm' is half past seven."""
    kept: list[TimeMention] = []
    for mention in found:
        last = kept[-1] if kept else None
        bare = _bare_doors().search(text, last.end if last else max(0, mention.begin - 24), mention.begin)
        mention = replace(mention, begin=bare.start()) if bare else mention  # '7 for 7.30pm'
        if last is not None and _is_doors(text, last, mention):
            behind = _start().match(text, mention.end)
            kept[-1] = replace(mention, begin=last.begin, end=behind.end() if behind else mention.end)
        else:
            kept.append(mention)
    return tuple(kept)


def _stamps(text: str, begin: int, end: int) -> Iterator[TimeMention]:
    """The times of ISO 8601 stamps ('2025-02-20T09:00:00Z')."""
    for match in _ISO.finditer(text, begin, end):
        hour, minute = match[1] or match[4], match[2] or match[5]
        offset = match[3] or match[6]
        name = offset and ("UTC" if offset == "Z" else f"UTC{offset}")
        place = match.end() - len(offset or "")
        zone = ZoneMention(place, match.end(), name) if name and not reader_zone(text) else None
        if int(hour) < 24:
            yield TimeMention(match.start() + 1, match.end(), f"{hour}:{minute}", None, zone)


def _times(read: Tokens) -> Iterator[TimeMention]:
    position, end = 0, read.starts[-1]
    while match := _shape().search(read.kinds, position):
        found = read_range(read, match)
        position = max(found.stop if found else _first_end(match), match.start() + 1)
        if found:
            yield _mention(read, found, end)


def _first_end(match: re.Match) -> int:
    """Where the first time of what was matched ends: what follows may be a time by itself."""
    return match.start("tie") if match["tie"] is not None else match.start("lost") if match["lost"] is not None else match.end()


def _mention(read: Tokens, found: Range, end: int) -> TimeMention:
    text, begin, stop = read.text, read.begin(found.start), read.begin(found.stop)
    phrase = half_after(text, stop, end)
    if phrase and found.bare:
        found = found.in_half("pm" if phrase[1] else "am")
    stop = phrase.end() if phrase else stop
    zone = None if reader_zone(text) else zone_after(text, stop, end)
    quarter = _QUARTER.match(text, stop, end)
    stop = quarter.end() if quarter else stop
    start, finish = found.clocks()
    usual = is_usual(text, begin, stop)
    return TimeMention(begin, stop, start, finish, zone, bool(quarter), usual, found.bare)
