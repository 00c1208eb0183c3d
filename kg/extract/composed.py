"""Composed text read by the patterns of its source: which words of a line are the speaker, the title, the affiliation."""

import re
from dataclasses import dataclass
from itertools import islice

from kg.extract.labels import label_key, label_roles
from kg.extract.people import people_line
from kg.extract.series import names_gathering
from kg.extract.status import behind_status, is_empty, is_tba, status_in
from kg.extract.wording import plain, tightened
from kg.model.document import Span
from kg.model.source import SourceSettings
from kg.text.patterns import SKIPPED, Parts, matches, pattern_of
from kg.text.temporal import find_dates, find_times

_WAYS = 32
"""How many ways of fitting one pattern are looked at."""
_LEAST_PLACES = 3
"""A pattern of fewer places fits a line of a page only where a known name stands, for '{speaker}: {title}' is any line with
a colon; in a field of an entry two words may be an unknown name, one ('News: …') may not."""
_LONGEST_PEOPLE = 200
_NOBODY = re.compile(r"[\d@?!]|https?:|\s[–—|-]+\s|[:;]\s")
_PEOPLE = ("speaker", "host", "organizer")
NO, PERHAPS, SURE = range(3)


@dataclass(frozen=True, slots=True)
class Fit:
    """A composed text as one of its source's patterns reads it.

    `parts` are the places with the spans of their words (those passed over left out); `left` is what stands in no
    place: words passed over, a status or a date at the edge. `rule` names the settings the pattern is from.
    """

    span: Span
    pattern: str
    rule: str
    parts: Parts
    left: tuple[Span, ...] = ()

    def of(self, name: str) -> Span | None:
        """Where the words of a place stand."""
        return next((span for place, span in self.parts if place == name), None)


@dataclass(frozen=True, slots=True)
class Composition:
    """The patterns of one field of a source, and the rule that what they read is told to be read by."""

    patterns: tuple[str, ...]
    rule: str
    line: bool = False

    def fit(self, text: str, span: Span) -> Fit | None:
        """The text at `span` as the first pattern reads it that it fits, signs and blanks as written before others; else None.

        A status in front ('CANCELLED:') stands outside of the pattern, and so does a date or an hour at the edge of a
        line of a page.
        """
        span = _tight(text, span)
        for inner in self._cores(text, span):
            if found := self._whole(text, inner):
                edges = tuple(edge for edge in (_tight(text, (span[0], inner[0])), _tight(text, (inner[1], span[1]))) if edge[0] < edge[1])
                return Fit(span, found.pattern, found.rule, found.parts, (*edges, *found.left))
        return None

    def _cores(self, text: str, span: Span) -> tuple[Span, ...]:
        """The line, and what is left of it without dates and hours at its edges, without a status in front, without both."""
        dateless = _without_moments(text, span) if self.line else span
        bare = [behind_status(text, one) for one in (span, dateless)]
        if self.line:
            bare.append(_without_moments(text, bare[0]))
        return tuple(dict.fromkeys((span, dateless, *bare)))

    def _whole(self, text: str, span: Span) -> Fit | None:
        if span[0] >= span[1]:
            return None
        for loose in (False, True):
            for printed in self.patterns:
                ways = islice(matches(pattern_of(printed), text, span, loose=loose), _WAYS)
                ranked = [(rank, -number, way) for number, way in enumerate(ways) if (rank := self._rank(text, way)) > NO]
                if ranked:
                    way = max(ranked)[2]
                    parts = tuple((name, place) for name, place in way if name != SKIPPED)
                    return Fit(span, printed, self.rule, parts, tuple(place for name, place in way if name == SKIPPED))
        return None

    def _rank(self, text: str, way: Parts) -> int:
        """How well the words of each place can be what the place says: NO where one of them cannot."""
        places = [(name, span) for name, span in way if name != SKIPPED]
        ranks = [_likely(name, text, span) for name, span in places]
        if NO in ranks:
            return NO
        people = [(rank, span) for rank, (name, span) in zip(ranks, places, strict=True) if name in _PEOPLE]
        doubtful = [span for rank, span in people if rank == PERHAPS] if len(places) < _LEAST_PLACES else []
        if any(self.line or len(text[slice(*span)].split()) < 2 for span in doubtful):
            return NO
        return min((rank for rank, _ in people), default=SURE)


def composition(settings: SourceSettings | None, field: str) -> Composition | None:
    """How the texts of a field are composed by the settings; None where they do not say. `line` is a line of a page.

    Lines of a page that the settings have no pattern of are composed as titles are.
    """
    stated = dict(settings.patterns) if settings else {}
    patterns = stated.get(field) or (stated.get("title") if field == "line" else None)
    return Composition(patterns, f"pattern:{settings.name}", field == "line") if settings and patterns else None


def _tight(text: str, span: Span) -> Span:
    return tightened(text, span, " \t\n\r\u00a0\u200b\ufeff*_")


def _likely(name: str, text: str, span: Span) -> int:
    """Whether the words at `span` can stand in a place of this name."""
    if not any(map(str.isalnum, text[slice(*span)])):
        return NO
    if name == "date":
        return SURE if _covered(text, span, find_dates(text, *span)) else NO
    if name == "time":
        return SURE if _covered(text, span, find_times(text, *span)) else NO
    return _likely_people(text, span) if name in _PEOPLE else SURE


def _covered(text: str, span: Span, mentions) -> bool:
    """Whether dates or times are most of the words, and the rest no name."""
    rest = len(text[slice(*span)].strip()) - sum(one.end - one.begin for one in mentions)
    return bool(mentions) and rest <= max(6, (span[1] - span[0]) // 3)


def _likely_people(text: str, span: Span) -> int:
    printed = plain(text, span)
    if not printed or len(printed) > _LONGEST_PEOPLE:
        return NO
    if is_tba(printed) or people_line(text, span):
        return SURE
    folded = label_key(printed)
    if folded in label_roles() or names_gathering(printed) or is_empty(printed) or status_in(text, span):
        return NO
    bare = re.sub(r"\([^()]*\)", "", printed)
    return NO if _NOBODY.search(bare) or bare[:1].islower() or len(bare.split()) > 12 else PERHAPS


def _without_moments(text: str, span: Span) -> Span:
    """The line without the dates and hours at its two edges."""
    marks = sorted((one.begin, one.end) for one in (*find_dates(text, *span), *find_times(text, *span)))
    begin, end = span
    for first, last in marks:
        if not any(map(str.isalnum, text[begin:first])):
            begin = max(begin, last)
    for first, last in reversed(marks):
        if first >= begin and not any(map(str.isalnum, text[last:end])):
            end = first
    return tightened(text, (begin, end)) if begin < end else span
