"""Entries of an archive that run on behind their date: '25/1 Ann Lee (Uppsala) On Knots. Knots are …'.

The person stands first or last, in some years with an affiliation in brackets; title and abstract share a line, parted
by a full stop or by nothing but the capital of the next sentence. An entry that names nobody so is left alone.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.claims import Claim
from kg.extract.location import is_location, way_of
from kg.extract.page import Page, Row
from kg.extract.series import names_gathering
from kg.extract.people import people_line
from kg.extract.status import is_status_alone, is_tba, status_in
from kg.extract.wording import plain, tightened, unquoted
from kg.model.announcement import Person, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import split_affiliations
from kg.text.gazetteer import given_names
from kg.text.letters import cased
from kg.text.name_finding import is_name
from kg.text.name_runs import common_words
from kg.text.words import fold, vocabulary

Rows = tuple[Row, ...]
_CAPITAL = cased(r"[\p{Lu}][\w’'-]*\.?")
_OPENING = re.compile(rf"{_CAPITAL}(?: (?:van|von|de|der|da|del|di|la) (?={_CAPITAL}))?(?: {_CAPITAL}){{1,4}}")
_WORD = re.compile(r"[^\s()]+")
_BRACKET = re.compile(r"\s*\(([^()\n]{2,120})\)\s*:?\s*")
_ROOM = re.compile(r"[A-Z]{1,4}[- ]?\d{1,4}[A-Za-z]?(?:, [^,()]{3,40})?$")
_CLOSING = re.compile(rf"(?:^|(?<=[\s.?!)*]))({_CAPITAL}(?: {_CAPITAL}){{1,3}})(?:\s*\(([^()\n]{{2,60}})\))?[\s*.)]*$")
_BEFORE_NAME = re.compile(r"\b(?:with|by|and|of|in|for|from|to|see|after|the|von|mit|und|av|med|och|de|et|par|con|y)\s*$", re.I)
_STOP = re.compile(cased(r"(?<=[\w)\"”'’])(?<!\b[A-Z])(?:\.(?!\.)|[?!])(?=\s+[\"“(\[]?[\p{Lu}\d])"))
_SENTENCE = re.compile(
    cased(r"(?<=[\w)\"”'’])\s+(?=(?:In (?:this|the|my|his)|This (?:talk|paper|is|note|work|seminar)|We|I|It is|There is"
    r"|The (?:objective|aim|goal|purpose|talk|paper|usual)"
    r"|Our|Recently|Since|Is|When|If|What|How|A|An|The|En|Ett|Jag|Vi|Det|In diesem|Wir|Ich"
    r"|Dans (?:cet|ce)|Nous|On (?:présente|montre)|En esta|En este)\s[\p{Ll}])")
)
_JOINT = re.compile(r"\s*\(((?:joint(?:ly)?|based on joint|in collaboration|with)\b[^()\n]{3,160})\)", re.I)
_TITLE_START = re.compile(cased(r" [\p{Lu}\"“\d]| ?$"))
_LONGEST_TITLE = 120
_SHORT_REST = 60
"""Signs behind a question or an exclamation that are no abstract yet, but the rest of the title."""
_SURE = 0.5
_NEAR = 100_000
"""Signs before and behind an entry in which its speaker is looked for again."""


@dataclass(frozen=True, slots=True)
class _Named:
    """The person found at one end of an entry, what stands beside the name, and where the rest of the entry begins and ends."""

    people: tuple[Person, ...]
    span: Span
    rest: Span
    sure: float


def dated_entry_claims(page: Page, rows: Rows) -> tuple[Claim, ...]:
    """The claims of an entry that opens with its date and runs on in the same line; none where it names no speaker."""
    opened = _opened(page, rows)
    if opened is None:
        return ()
    date, head, last = opened
    if any(person.honorific for person in people_line(page.text, head)):
        return ()
    aside, begin = _leading_asides(page, head[0], head[1])
    named = _chosen(_first(page, (begin, head[1]), last), _last(page, (begin, last)))
    if named is None or names_gathering(plain(page.text, named.span)):
        return ()
    asides, start = _leading_asides(page, named.rest[0], min(head[1], named.rest[1]))
    told = _title_and_abstract(page, (start, named.rest[1]), min(head[1], named.rest[1]))
    if not told and named.sure < 0.85:
        return ()
    rule_name = "name-opens-entry" if named.span[0] < named.rest[0] else "name-closes-entry"
    speaker = Claim("speaker", named.span, rule_name, 0.9, named.people)
    return (Claim("when", date, "dated-row", 0.9), *aside, *asides, speaker, *told)


def _opened(page: Page, rows: Rows) -> tuple[Span, Span, int] | None:
    """The date that opens the entry, the line that it opens without it, and where the entry ends."""
    if not rows or not rows[0].dates:
        return None
    first = rows[0]
    if first.label is not None or first.dates[0].begin - first.begin > 3 or first.dates[0].last is not None:
        return None
    date = first.dates[0]
    begin, end = tightened(page.text, (date.end, first.end), " \t\n\u00a0*_:.,–-")
    if begin >= end:
        if len(rows) < 2 or rows[1].gap or rows[1].label is not None:
            return None
        begin, end = rows[1].span
    last = next((place for place, row in enumerate(rows) if place and row.line.kind == "heading"), len(rows))
    return (date.begin, date.end), (begin, end), max(end, rows[last - 1].end)


def _leading_asides(page: Page, begin: int, end: int) -> tuple[tuple[Claim, ...], int]:
    """The claims of brackets that open a stretch, a room or an hour, and where the words behind them begin."""
    claims: list[Claim] = []
    start = begin
    for time in page.times_in((begin, end))[:2]:
        if time.begin <= begin + 1:
            claims = [Claim("when", (start, time.end), "dated-row", 0.9)]
            begin = tightened(page.text, (time.end, end), " \t:,–-")[0]
    while match := _BRACKET.match(page.text, begin, end):
        claims += _aside(page, match.span(1))
        begin = match.end()
    return tuple(claims), begin


@rule("aside-in-entry", nothing=())
def _aside(page: Page, span: Span) -> tuple[Claim, ...]:
    """The room or the hour that a bracket between date, name and title gives."""
    found = [Claim("when", (time.begin, time.end), "dated-row", 0.9) for time in page.times_in(span)[:1]]
    if _ROOM.fullmatch(page.text, *span) or (not found and is_location(page.text, span)):
        found.append(Claim("location", span, "aside-in-entry", 0.9))
    elif room := re.search(r"\bin ([A-Z]{1,3}\d{2,4})$", page.text[span[0] : span[1]]):
        found.append(Claim("location", (span[0] + room.start(1), span[0] + room.end(1)), "aside-in-entry", 0.9))
    return tuple(found)


def _chosen(first: _Named | None, last: _Named | None) -> _Named | None:
    if first is None or last is None:
        return first or last
    return first if first.sure >= last.sure else last


@rule("name-opens-entry", nothing=None)
def _first(page: Page, span: Span, last: int) -> _Named | None:
    """The person whose name opens the entry; the words behind the name open the title."""
    text = page.text
    run = _OPENING.match(text, *span)
    if not run:
        return None
    bracket = _BRACKET.match(text, run.end(), span[1])
    if bracket and not _is_aside(page, bracket.span(1)):
        name = (run.start(), run.end())
        sure = is_name(text[run.start() : run.end()])
        if sure < _SURE or bracket.end() >= last:
            return None
        return _Named((_person(text, name, bracket.span(1), sure),), (name[0], bracket.end(1) + 1), (bracket.end(), last), 0.95)
    end = _name_end(text, run, span[1], bracket is not None)
    if end is None:
        return None
    sure = is_name(text[run.start() : end])
    return _Named((_person(text, (run.start(), end), None, sure),), (run.start(), end), (end, last), sure)


def _is_aside(page: Page, span: Span) -> bool:
    """Whether a bracket behind a name is a room, an hour or a note, and no affiliation."""
    return bool(_ROOM.fullmatch(page.text, *span) or page.times_in(span) or page.text[span[1] - 1] == "!" or is_location(page.text, span))


def _name_end(text: str, run: re.Match, stop: int, whole: bool) -> int | None:
    """Where the name ends that opens a run of capitalised words; `whole` where an aside closes the run."""
    words = list(_WORD.finditer(text, run.start(), run.end()))
    if len(words[0][0]) < 3 and not words[0][0].endswith("."):
        return None
    if whole:
        return run.end() if is_name(run[0]) >= _SURE else None
    best = None
    for count in range(2, min(4, len(words)) + 1):
        end = words[count - 1].end()
        behind = text[end : end + 2]
        if is_name(text[run.start() : end]) < _SURE or not _TITLE_START.match(behind) or end >= stop:
            continue
        if count > 2 and (_is_common(text, words[count - 1][0]) or _is_adjective(words[count - 2][0], words[count - 1][0], behind)):
            break
        best = end
    return best


def _is_adjective(before: str, word: str, behind: str) -> bool:
    """Whether a word behind a whole name opens the title: of the form of an adjective, with a further word behind it.

    Behind a given name it is a surname ('Ana Maria Petrovic').
    """
    folded = fold(word)
    known = folded in given_names() or fold(before) in given_names()
    return bool(behind.strip()) and not known and len(folded) > 5 and folded.endswith(tuple(vocabulary("title_endings")))


def _is_common(text: str, word: str) -> bool:
    """Whether a capitalised word is one of the language, printed small elsewhere or of a form that names do not have."""
    folded = fold(word)
    return folded in _small(text) or folded.endswith(("ing", "tion", "ity", "ical", "ism", "'s", "’s"))


@lru_cache(maxsize=4)
def _small(text: str) -> frozenset[str]:
    return frozenset(common_words(text))


@rule("name-closes-entry", nothing=None)
def _last(page: Page, span: Span) -> _Named | None:
    """The person whose name closes the entry, behind the title or the last sentence of the abstract."""
    text = page.text
    line = max(span[0], text.rfind("\n", *span) + 1, span[1] - 160)
    match = _CLOSING.search(text, line, span[1])
    if not match or _BEFORE_NAME.search(text, max(span[0], match.start() - 12), match.start()):
        return None
    words = [word for word in _WORD.finditer(text, *match.span(1)) if not word[0].isupper() or word[0].endswith(".")]
    for count in range(2, min(3, len(words)) + 1):
        begin = words[-count].start()
        if (
            count < len(words)
            and count < 3
            and not _is_common(text, words[-count - 1][0])
            and is_name(text[words[-3].start() : match.end(1)]) >= _SURE
        ):
            continue
        sure = is_name(text[begin : match.end(1)])
        if sure >= _SURE and begin > span[0] and not _is_phrase(text, words[-count:]):
            given = match.span(2) if match[2] else None
            return _Named((_person(text, (begin, match.end(1)), given, sure),), (begin, match.end()), (span[0], begin), sure)
    return None


def _is_phrase(text: str, words: list[re.Match]) -> bool:
    """Whether capitalised words at the end of an entry are words of the language, and name nobody who comes again near by."""
    begin, end = words[0].start(), words[-1].end()
    near = max(0, begin - _NEAR), end + _NEAR
    return all(_is_common(text, word[0]) for word in words) and text.count(text[begin:end], *near) < 2


def _person(text: str, name: Span, given: Span | None, sure: float) -> Person:
    affiliations: tuple[Value, ...] = ()
    if given and not is_tba(plain(text, given)):
        found = split_affiliations(text, *given)
        whole = (Value(plain(text, given), (given,), 0.85, "name-opens-entry"),)
        affiliations = tuple(Value(m.text, ((m.begin, m.end),), max(0.8, m.confidence), "name-opens-entry") for m in found) or whole
    return Person(Value(plain(text, name), (name,), min(0.95, max(0.7, sure)), "name-opens-entry"), affiliations=affiliations)


@rule("title-runs-into-abstract", nothing=())
def _title_and_abstract(page: Page, span: Span, line_end: int) -> tuple[Claim, ...]:
    """The title, up to the full stop or the sentence that opens behind it, and the abstract from there on."""
    text = page.text
    begin, end = tightened(text, span)
    begin = tightened(text, (begin + 1, end))[0] if text[begin:end].startswith(". ") else begin  # 'Ann Lee (Lund). On Knots'
    line_end = min(line_end, end)
    joint = _JOINT.search(text, begin, min(line_end, begin + 2 * _LONGEST_TITLE))
    cut = _cut(text, (begin, joint.start() if joint else line_end))
    if cut is None or cut <= begin:
        return ()
    claims: list[Claim] = []
    title = unquoted(text, (begin, cut))
    if joint and not text[cut : joint.start()].strip():
        claims.append(Claim("joint", joint.span(1), "title-runs-into-abstract", 0.85))
        cut = joint.end()
    title = (title[0], title[1] - (text[title[1] - 1] == "." and text[title[1] - 3 : title[1]] != "..."))
    if is_tba(plain(text, title)):
        return (Claim("tba", title, "title-to-be-announced", 0.9),)
    if way_of(text, title):
        return (Claim("mode", title, "way-of-holding", 0.9),)
    if is_status_alone(plain(page.text, title)):
        return (*claims, Claim("status", title, "status-words", 0.9))
    if title[1] - title[0] < 4:
        return ()
    claims.append(Claim("title", title, "title-runs-into-abstract", 0.85))
    rest = (tightened(text, (cut, end), " \t\n.*_")[0], end)
    if rest[1] - rest[0] < 200 and (status := status_in(text, rest)):
        return (*claims, Claim("status", status.spans[0], "status-words", 0.9))
    if rest[1] - rest[0] >= 80:
        claims.append(Claim("abstract", rest, "title-runs-into-abstract", 0.8))
    return tuple(claims)


def _cut(text: str, span: Span) -> int | None:
    """Where the title of a line ends; None where that cannot be told."""
    stop = _STOP.search(text, *span)
    first = stop.end() if stop else span[1]
    opener = _SENTENCE.search(text, span[0], min(first, span[0] + _LONGEST_TITLE))
    ends = [opener.start()] if opener else []
    if first - span[0] > 60 and (small := _small_opener(text, (span[0], ends[0] if ends else first))):
        ends.append(small)
    if stop and stop[0][0] in "?!" and first != span[1] and span[1] - first < _SHORT_REST and not opener:
        first = span[1]  # 'Tsunamis! Past, present and future'
    end = min([*ends, first])
    return end if end - span[0] <= _LONGEST_TITLE else None


def _small_opener(text: str, span: Span) -> int | None:
    """Where a sentence opens with nothing before it: at a capital that the text prints small elsewhere, in a title in small letters."""
    words = [word for word in _WORD.finditer(text, *span) if word[0][0].isalpha()]
    for number in range(3, len(words) - 2):
        word, before = words[number], words[number - 1]
        if word.start() - before.end() != 1 or not before[0].islower() or not word[0][0].isupper() or not words[number + 1][0][0].islower():
            continue
        small = sum(one[0][0].islower() for one in words[1:number])
        if small * 2 > number - 1 and fold(word[0]) in _small(text) and len(words) - number > 5:
            return before.end()
    return None
