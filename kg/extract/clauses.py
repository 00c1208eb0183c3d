"""The sentences of running text, cut into the clauses that tell of talks: who speaks, or when the talk is."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.page import Page
from kg.extract.told_places import listed_pattern
from kg.extract.told_series import told_series
from kg.extract.told_verbs import is_passive, may_be_title, titles_behind, titles_of
from kg.extract.verbs import featuring, hosting, in_headlines, of_lectures, speaking
from kg.extract.wording import QUOTED
from kg.model.document import Span
from kg.rules import rule
from kg.text.full_stops import ends_nothing
from kg.text.hedges import is_usual
from kg.text.language import words
from kg.text.letters import cased
from kg.text.names import find_names
from kg.text.phrases import Phrases, opening_with
from kg.text.words import fold, phrase_pattern, vocabulary

_BREAK = re.compile(
    cased(
        r"(?<![\p{Lu}])(?<!\b[\p{Lu}][\p{Ll}])(?<!Prof)(?<!\bDr)(?<![ap]\.m)[.!?][”\"»)]?\s+(?=[\p{Lu}“\"«])|[.!?][”\"»]\s+(?=[\p{Lu}])|\n[ \t]*\n"
        r"|(?<=[a-z]{3})\.(?=[A-Z][a-z]+ )|[ap]\.m\.\s+(?=(?:The|He|She|It|This|In|For|All)\b)|\n[ \t]*(?=[•*-][ \t])|\n(?=[^\n]{120})"
        r"|(?<=\w\w)(?<!Prof)(?<!\bDr)[.!?]\s*\n(?=[\p{Lu}“\"«*–-])"
    )
)
_DATELINE = re.compile(r".{0,60}?\b[A-Z]{3,}(?:[ .]+[A-Z]{3,})*(?:,\s+[A-Z][\w.]+)?(?:\s+\([\w ,]+\))?\s+[—–-]{1,2}\s", re.S)
"""The place that opens a report: 'FORT WAYNE, Ind. (WANE) — …'."""
_LEAD = 120
_HELD_LEADS = (("sentences", "default_nouns"), ("sentences", "talk_nouns"), ("navigation", "held"))
_LAST_WORD = re.compile(r"\w+$")
_GLUE = 4
"""Characters between a title in quotation marks and 'presented by' behind it, or between a name and 'to speak' in a headline."""
_BESIDE = 12
"""Characters between a title in quotation marks and the verb of its own clause: '“Knots”, que impartirá …'."""
_NEAR = 60
"""Characters behind 'given by' in which a name is looked for."""
_OBJECT = 160
"""Characters behind 'will host' in which its object stands."""
_MOST = 12
"""Verbs of speaking in one sentence that are looked at."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence or the part of one around a verb of speaking; `verb` is None where nobody speaks in it.

    `weak` where the verb says only what somebody will go into ('will explain'); `held` where the clause says of a talk
    when or where it is; `each` where it says so of several; `head` what stands before all clauses of its sentence.
    """

    begin: int
    end: int
    verb: Span | None = None
    weak: bool = False
    held: bool = False
    each: bool = False
    head: Span | None = None

    @property
    def span(self) -> Span:
        return self.begin, self.end


@cache
def _weak() -> Phrases:
    return phrase_pattern(words("navigation", "discussing"))


@cache
def _held() -> Phrases:
    nouns, verbs = listed_pattern("default_nouns", "talk_nouns"), listed_pattern("default_verbs")
    more = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words("navigation", "held"))
    on = "|".join(map(re.escape, words("dates", "on")))  # 'the lecture on 29 April', 'der Vortrag am 29. April'
    leads = [word for section, name in _HELD_LEADS for word in words(section, name)]
    return opening_with(
        leads,
        rf"(?<!\w)(?=\w)(?:{nouns})(?!\w)(?:[^;]{{0,300}}?(?<!\w)(?:{verbs}|{more})(?!\w)|\s+(?:{on})\s+(?:[^\W\d]+,?\s+){{0,2}}\d)|(?<!\w)(?=\w)(?:{more})(?!\w)",
        re.I | re.S,
    )


@cache
def _each() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{listed_pattern('each_leads')})(?!\w)", re.I)


def clauses(page: Page, span: Span) -> Iterator[Clause]:
    """The clauses of the sentences between two offsets, in order."""
    text = page.text
    quoted = [match.span() for match in QUOTED.finditer(text, *span)]
    stops = (match for match in _BREAK.finditer(text, *span) if not _is_short(text, match) and not _inside(quoted, match.end()))
    begin = span[0]
    for end in (*(match.end() for match in stops), span[1]):
        if end > begin:
            place = _DATELINE.match(text, begin, min(end, begin + _LEAD))
            yield from _of_sentence(page, place.end() if place else begin, end)
        begin = end


def _inside(quoted: list[Span], offset: int) -> bool:
    """Whether an offset lies within one of the quotations of a text."""
    place = bisect_right(quoted, (offset, offset)) - 1
    return place >= 0 and quoted[place][0] < offset < quoted[place][1] - 1


def _is_short(text: str, stop: re.Match) -> bool:
    """Whether the full stop is that of 'prof.' or 'dr.' in small letters."""
    if ends_nothing(text, stop.start()):
        return True
    before = _LAST_WORD.search(text, max(0, stop.start() - 12), stop.start())
    return stop[0][0] == "." and bool(before) and fold(before[0]) in vocabulary("honorifics") | vocabulary("honorific_tails")


def _of_sentence(page: Page, begin: int, end: int) -> Iterator[Clause]:
    text = page.text
    verbs = [match.span() for match, _ in zip(speaking().finditer(text, begin, end), range(_MOST), strict=False)]
    quotes = [match.span() for match in QUOTED.finditer(text, begin, end)]
    quotes = [quote for quote in quotes if may_be_title(text, quote)]
    verbs = [verb for verb in verbs if not any(quote[0] <= verb[0] < quote[1] for quote in quotes)]
    verbs = [verb for verb in verbs if _says_who(text, begin, verb, end)]
    verbs = sorted({*verbs, *titles_of(text, quotes, end), *titles_behind(text, quotes, begin)})[:_MOST]
    if not verbs:
        weak = _weak().search(text, begin, end)
        yield Clause(begin, end, weak and weak.span(), weak is not None, _is_held(page, begin, end), bool(_each().match(text, begin, end)))
        return
    cuts = [begin]
    kept = verbs[:1]
    for verb in verbs[1:]:
        if (cut := _cut(text, kept[-1], verb, quotes)) is not None:
            cuts.append(cut)
            kept.append(verb)
        elif _names_later(text, cuts[-1], kept[-1], verb):
            kept[-1] = verb
    head = begin, min(kept[0][0], *(quote[0] for quote in quotes), kept[0][0])
    for first, last, verb in zip(cuts, [*cuts[1:], end], kept, strict=True):
        yield Clause(first, last, verb, held=True, head=head if first > begin else None)


def _says_who(text: str, begin: int, verb: Span, end: int) -> bool:
    """Whether a verb may be one of speaking: in a headline it stands behind a name, and what somebody hosts is a person."""
    if in_headlines().fullmatch(text, *verb):
        return _behind_name(text, begin, verb)
    if featuring().fullmatch(text, *verb) and not of_lectures().search(text, begin, verb[0]):
        return False  # an event with several speakers
    return not (hosting().fullmatch(text, *verb) or featuring().fullmatch(text, *verb)) or _before_person(text, verb, end)


def _before_person(text: str, verb: Span, end: int) -> bool:
    """Whether a person stands behind 'will host' or 'features', and not the name of a lecture."""
    stop = min(end, verb[1] + _OBJECT)
    series = told_series(text, (verb[1], stop))
    names = [name for name in find_names(text, verb[1], stop) if name.confidence >= 0.6 and not (series and series[0] - 12 <= name.begin < series[1])]
    return bool(names)


def _behind_name(text: str, begin: int, verb: Span) -> bool:
    """Whether a name stands right before 'to speak', as in a headline."""
    names = find_names(text, max(begin, verb[0] - 60), verb[0])
    return bool(names) and verb[0] - names[-1].end < _GLUE


def _cut(text: str, before: Span, verb: Span, quotes: list[Span]) -> int | None:
    """Where the clause of a further verb begins: at the title or the name that belongs to it; None where it has none of its own."""
    if is_passive(text, verb):
        title = next((quote for quote in reversed(quotes) if before[1] <= quote[0] and 0 <= verb[0] - quote[1] < _GLUE), None)
        return title[0] if title else None
    title = next((quote for quote in reversed(quotes) if before[1] <= quote[0] and 0 <= verb[0] - quote[1] < _BESIDE), None)
    if title:
        return title[0]
    names = [name for name in find_names(text, before[1], verb[0]) if name.confidence >= 0.85]
    return (names[-1].honorific[0] if names[-1].honorific else names[-1].begin) if len(names) > 0 and "," in text[before[1] : names[-1].begin] else None


@rule("speaker-behind-later-verb", nothing=False)
def _names_later(text: str, begin: int, first: Span, verb: Span) -> bool:
    """Whether the first verb of a clause has nobody before it, and right behind a later one stands who speaks: 'propose une conférence animée par Ann Lee'."""
    if is_passive(text, first) or not is_passive(text, verb) or find_names(text, first[1], verb[0]):
        return False
    named = next(iter(find_names(text, verb[1], verb[1] + _NEAR)), None)
    opening = named and (named.honorific[0] if named.honorific else named.begin)
    return opening is not None and opening - verb[1] < _GLUE and not any(name.confidence >= 0.7 for name in find_names(text, begin, first[0]))


def _is_held(page: Page, begin: int, end: int) -> bool:
    """Whether a sentence says when, where or under which title a talk is held, and not that it usually is."""
    held = _held().search(page.text, begin, end) or _is_hosted(page.text, begin, end)
    return bool(held) and not is_usual(page.text, begin, end)


def _is_hosted(text: str, begin: int, end: int) -> bool:
    """Whether a sentence says that somebody hosts a lecture or invites to one."""
    verb = hosting().search(text, begin, end)
    return verb is not None and of_lectures().search(text, verb.end(), min(end, verb.end() + _OBJECT)) is not None
