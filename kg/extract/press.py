"""Talks told in sentences: 'Ann Lee of MIT will speak on “Knots” on Friday at noon in Room 2.'"""

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import islice

from kg.extract.claims import Claim
from kg.extract.told_places import place_in
from kg.extract.labelled import read_labelled
from kg.extract.location import is_location
from kg.extract.page import Page, Row, is_prose
from kg.extract.slots import Frame, fill
from kg.extract.wording import EDGES, QUOTED, plain, tightened, unquoted, value
from kg.model.announcement import Person, Talk, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import split_position_and_affiliations
from kg.text.language import words
from kg.text.names import NameMention, find_names
from kg.text.people import split_people
from kg.text.words import phrase_pattern

Rows = tuple[Row, ...]
_BREAK = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!Prof)(?<!\bDr)(?<![ap]\.m)[.!?][”\"»]?\s+(?=[A-ZÀ-ÞА-Я“\"«])|[.!?][”\"»]\s+(?=[A-ZÀ-Þ])|\n[ \t]*\n"
)
_PASSIVE = re.compile(r"\b(?:by|par|von|por|da|door|cargo de|de)$", re.I)
_LEAD = re.compile(r"[\s,]*(?:of|from|at|the|von|vom|der|de|du|la|del|dell[ae']|da|van|an der|from the|an)\b\s*", re.I)
_OWN = re.compile(
    r"\b(?:we|i|in this (?:talk|lecture|seminar)|this (?:talk|lecture)|wir|nous|en esta charla|in diesem vortrag|dans cet exposé)\b", re.I
)
_ON = re.compile(r"\b(?:on|about|über|sur|sobre|titled|entitled)\s*:?\s*$", re.I)
_REACH = 400
_MOST_BESIDE = 40
"""Rows of places and of dates that a sentence without its own is given."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """One sentence that tells of a talk: its bounds, the verb, and where the next telling begins."""

    begin: int
    end: int
    verb: Span
    reach: int


class _Beside:
    """What the short rows of a page say of place and day for the sentences that give none, found once for all of them."""

    def __init__(self, page: Page, rows: Rows) -> None:
        self.page, self.rows = page, rows

    @cached_property
    def places(self) -> list[Claim]:
        """The first rows that are places."""
        text = self.page.text
        found = (row for row in self.rows if row.label is None and is_location(text, row.span))
        return [Claim("location", tightened(text, row.span), "place-row", 0.6) for row in islice(found, _MOST_BESIDE)]

    @cached_property
    def dates(self) -> list[Claim]:
        """The first short rows that hold a date."""
        found = (row for row in self.rows if row.dates and row.end - row.begin < 100 and row.label is None)
        return [Claim("when", row.span, "dated-row", 0.6) for row in islice(found, _MOST_BESIDE)]


@cache
def _speaking() -> re.Pattern[str]:
    return phrase_pattern(words("navigation", "speaking"))


@rule("talk-told-in-sentences", nothing=[])
def talks_in_prose(page: Page, rows: Rows, frame: Frame) -> list[Talk]:
    """The talks that sentences of the page tell of, each with speaker and title or time."""
    found: list[Talk] = []
    if not rows:
        return found
    beside = _Beside(page, rows)
    tellings = _tellings(page, (rows[0].begin, rows[-1].end))
    for _number, telling in enumerate(tellings):
        claims = _claims(page, telling, beside, alone=len(tellings) == 1)
        if claims and (talk := fill(page, claims, frame)) and talk.speakers and (talk.title or (talk.start and "T" in talk.start.text)):
            found.append(talk)
    return found


def _tellings(page: Page, span: Span) -> list[_Telling]:
    """The sentences with a verb of speaking, in order."""
    bounds = [span[0], *(match.end() for match in _BREAK.finditer(page.text, *span)), span[1]]
    verbs = list(_speaking().finditer(page.text, *span))
    found: list[_Telling] = []
    place = 0
    for number, verb in enumerate(verbs):
        while place + 2 < len(bounds) and bounds[place + 1] <= verb.start():
            place += 1
        if found and found[-1].begin == bounds[place]:
            continue
        following = verbs[number + 1].start() if number + 1 < len(verbs) else span[1]
        found.append(_Telling(bounds[place], bounds[place + 1], verb.span(), min(following, bounds[place + 1] + 2 * _REACH)))
    return found


def _claims(page: Page, telling: _Telling, beside: _Beside, *, alone: bool) -> tuple[Claim, ...]:
    title = _title(page, telling)
    speaker = _speaker(page, telling, title)
    if speaker is None:
        return ()
    claims = [Claim("speaker", speaker.name.spans[0], "talk-told-in-sentences", 0.85, (speaker,))]
    if title:
        claims.append(Claim("title", unquoted(page.text, title), "talk-told-in-sentences", 0.85))
    claims += _when_and_where(page, telling, beside, title)
    if alone and title:
        labelled = [claim for claim in read_labelled(page, beside.rows).claims if claim.role in ("abstract", "bio")]
        claims += labelled or _abstract(page, beside.rows, max(title[1], telling.end))
    return tuple(claims)


def _title(page: Page, telling: _Telling) -> Span | None:
    """The words in quotation marks around the verb, or what stands on the lines after 'will speak on'."""
    text = page.text
    quotes = [match.span() for match in QUOTED.finditer(text, telling.begin, min(len(text), telling.end + 160))]
    behind = [span for span in quotes if span[0] >= telling.verb[1] and span[0] - telling.verb[1] < _REACH]
    if behind and not text[telling.end : behind[0][0]].strip().startswith(("He ", "She ")):
        return behind[0]
    before = [span for span in quotes if span[1] <= telling.verb[0]]
    if before:
        return before[0]
    return _below(page, telling)


def _below(page: Page, telling: _Telling) -> Span | None:
    """The title on the lines below a line that ends with 'on'."""
    line_end = page.text.find("\n", telling.verb[1], telling.verb[1] + _REACH)
    if line_end < 0 or not _ON.search(page.text, telling.verb[1] - 3, line_end):
        return None
    rows = [row for row in page.between((line_end + 1, min(len(page.text), line_end + 500))) if row.begin > line_end][:4]
    if not rows:
        return None
    last = next((place for place in range(1, len(rows)) if rows[place].gap), len(rows))
    quoted = re.compile(r"[\"“„«]([^\"”“»]{6,300})[\"”“»]").search(page.text, rows[0].begin, rows[last - 1].end)
    return quoted.span() if quoted else tightened(page.text, (rows[0].begin, rows[last - 1].end))


def _speaker(page: Page, telling: _Telling, title: Span | None) -> Person | None:
    text = page.text
    passive = bool(_PASSIVE.search(text, *telling.verb))
    names = [name for name in find_names(text, telling.begin, telling.end) if not (title and title[0] <= name.begin < title[1])]
    names = [name for name in names if name.confidence >= 0.5]
    after = [name for name in names if name.begin >= telling.verb[1]]
    before = [name for name in names if name.end <= telling.verb[0]]
    chosen = after[:1] if passive else before[:1] if _is_subject(text, before, telling) else before[-1:]
    if not chosen and not passive:
        chosen = _earlier(page, telling)
    if not chosen:
        return None
    return _person(page, chosen[0], telling, title)


def _is_subject(text: str, names: list[NameMention], telling: _Telling) -> bool:
    return bool(names) and names[0].begin - telling.begin < 40


def _earlier(page: Page, telling: _Telling) -> list[NameMention]:
    """The name that 'she' or 'he' stands for: the last one of the sentence before, in the same paragraph."""
    if not re.search(r"\b(?:he|she|they|er|sie|il|elle|él|ella|lui|lei)\s*$", page.text[telling.begin : telling.verb[0]], re.I):
        return []
    names = find_names(page.text, max(0, telling.begin - _REACH), telling.begin)
    return [name for name in names if name.confidence >= 0.6][:1]


def _person(page: Page, name: NameMention, telling: _Telling, title: Span | None) -> Person:
    """The speaker with what the sentence says between the name and the verb or the title."""
    begin = name.honorific[0] if name.honorific else name.begin
    stop = next((end for end in sorted((telling.verb[0], title[0] if title else telling.end, telling.end)) if end > name.end), name.end)
    stop = min(stop, name.end + 160)
    mention = next(iter(split_people(page.text, begin, name.end)), None)
    plain_name = Person(Value(name.name, ((name.begin, name.end),), 0.8, "talk-told-in-sentences"))
    person = mention.person if mention else plain_name
    lead = _LEAD.match(page.text, name.end, stop)
    start = lead.end() if lead else name.end
    stop = _clause_end(page.text, start, stop, bool(lead))
    position, affiliations = split_position_and_affiliations(page.text, start, stop) if stop > start else (None, ())
    given = tuple(
        value(page.text, tightened(page.text, (m.begin, m.end), EDGES + "()"), "talk-told-in-sentences", 0.8)
        if page.text[m.begin] == "("
        else value(page.text, (m.begin, m.end), "talk-told-in-sentences", 0.8)
        for m in affiliations
        if m.confidence >= (0.8 if lead else 0.9)
    )
    at = position and Value(plain(page.text, position), (position,), 0.8, "talk-told-in-sentences")
    return replace(person, affiliations=given, position=at)


def _clause_end(text: str, begin: int, end: int, led: bool) -> int:
    """The end of what is said of the speaker: a comma, 'on', 'who', 'will', a quotation mark."""
    match = re.compile(r"\s+(?:on|will|who|about|begins|y divulgador|gives)\b|[“\"«„]|,\s+(?:will|on|who|gives)").search(text, begin, end)
    stop = match.start() if match and (match[0][0] not in '“"«„' or match.start() > begin + 3) else end
    return stop


def _when_and_where(page: Page, telling: _Telling, beside: _Beside, title: Span | None) -> list[Claim]:
    """The date, time and place of the sentence, else of those that follow up to the next telling."""
    claims: list[Claim] = []
    spans = ((telling.begin, telling.end), (telling.end, telling.reach))
    dated = [date for span in spans for date in page.dates_in(span)]
    for confidence, span in zip((0.85, 0.8), spans, strict=False):
        mentions = [m for m in (*page.dates_in(span), *page.times_in(span)) if not (title and title[0] <= m.begin < title[1])]
        claims += [Claim("when", (mention.begin, mention.end), "talk-told-in-sentences", confidence) for mention in mentions]
        if (place := place_in(page.text, _without(span, title))) and not any(claim.role == "location" for claim in claims):
            claims.append(Claim("location", place, "talk-told-in-sentences", 0.8))
    if not any(claim.role == "location" for claim in claims):
        claims += beside.places
    if not dated:
        claims += beside.dates
    return claims


def _without(span: Span, title: Span | None) -> Span:
    return (title[1], span[1]) if title and span[0] <= title[0] < title[1] < span[1] else span


def _abstract(page: Page, rows: Rows, begin: int) -> list[Claim]:
    """Running text below, told by the speaker ('we', 'in this lecture')."""
    found, block = [], []
    for row in [*(row for row in rows if row.begin >= begin), None]:
        if block and (row is None or row.gap):
            span = (block[0].begin, block[-1].end)
            if is_prose(page.text, span) and _OWN.search(page.text, *span):
                found.append(Claim("abstract", span, "running-text-is-abstract", 0.8))
            block = []
        if row is not None:
            block.append(row)
    return found
