"""Entries of an archive that run on behind their date: '25/1 Ann Lee (Uppsala) On Knots. Knots are …'.

The person stands first or last, in some years with an affiliation in brackets; title and abstract share a line, parted
by a full stop or by nothing but the capital of the next sentence. An entry that names nobody so is left alone.
"""

import re

from kg.extract.claims import Claim
from kg.extract.entry_names import BRACKET, ROOM, WORD, chosen, first_named, last_named
from kg.extract.location import is_location, way_of
from kg.extract.page import Page, Row
from kg.extract.series import names_gathering
from kg.extract.people import people_line
from kg.extract.status import is_status_alone, is_tba, status_in
from kg.extract.quotations import place_behind
from kg.extract.wording import QUOTED, plain, tightened, unquoted
from kg.model.document import Span
from kg.rules import rule
from kg.text.letters import cased
from kg.text.name_runs import common_words
from kg.text.words import fold

Rows = tuple[Row, ...]
_STOP = re.compile(cased(r"(?<=[\w)\"”“«»'’])(?<!\b[A-Z])(?:\.(?!\.)|[?!])(?=\s+[\"“(\[]?[\p{Lu}\d])"))
_SENTENCE = re.compile(
    cased(r"(?<=[\w)\"”'’])\s+(?=(?:In (?:this|the|my|his)|This (?:talk|paper|is|note|work|seminar)|We|I|It is|There is"
    r"|The (?:objective|aim|goal|purpose|talk|paper|usual)"
    r"|Our|Recently|Since|Is|When|If|What|How|A|An|The|En|Ett|Jag|Vi|Det|In diesem|Wir|Ich"
    r"|Dans (?:cet|ce)|Nous|On (?:présente|montre)|En esta|En este)\s[\p{Ll}])")
)
_JOINT = re.compile(r"\s*\(((?:joint(?:ly)?|based on joint|in collaboration|with)\b[^()\n]{3,160})\)", re.I)
_LONGEST_TITLE = 120
_SHORT_REST = 60
"""Signs behind a question or an exclamation that are no abstract yet, but the rest of the title."""


def dated_entry_claims(page: Page, rows: Rows) -> tuple[Claim, ...]:
    """The claims of an entry that opens with its date and runs on in the same line; none where it names no speaker."""
    opened = _opened(page, rows)
    if opened is None:
        return ()
    date, head, last = opened
    if any(person.honorific for person in people_line(page.text, head)):
        return ()
    aside, begin = _leading_asides(page, head[0], head[1])
    named = chosen(first_named(page, (begin, head[1]), last), last_named(page, (begin, last)))
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
    while match := BRACKET.match(page.text, begin, end):
        claims += _aside(page, match.span(1))
        begin = match.end()
    return tuple(claims), begin


@rule("aside-in-entry", nothing=())
def _aside(page: Page, span: Span) -> tuple[Claim, ...]:
    """The room or the hour that a bracket between date, name and title gives."""
    found = [Claim("when", (time.begin, time.end), "dated-row", 0.9) for time in page.times_in(span)[:1]]
    if ROOM.fullmatch(page.text, *span) or (not found and is_location(page.text, span)):
        found.append(Claim("location", span, "aside-in-entry", 0.9))
    elif room := re.search(r"\bin ([A-Z]{1,3}\d{2,4})$", page.text[span[0] : span[1]]):
        found.append(Claim("location", (span[0] + room.start(1), span[0] + room.end(1)), "aside-in-entry", 0.9))
    return tuple(found)


@rule("title-runs-into-abstract", nothing=())
def _title_and_abstract(page: Page, span: Span, line_end: int) -> tuple[Claim, ...]:
    """The title, up to the full stop or the sentence that opens behind it, and the abstract from there on."""
    text = page.text
    begin, end = tightened(text, span)
    begin = tightened(text, (begin + 1, end))[0] if text[begin:end].startswith(". ") else begin  # 'Ann Lee (Lund). On Knots'
    line_end = min(line_end, end)
    if place := _place_behind_quotation(text, begin, line_end):
        return place
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


def _place_behind_quotation(text: str, begin: int, end: int) -> tuple[Claim, ...]:
    """The quoted title that opens a stretch with the place in the bracket behind it; nothing where it goes on otherwise."""
    quoted = QUOTED.match(text, begin, end)
    place = place_behind(text, tightened(text, (quoted.end(), end), " \t\n.,;")) if quoted else ()
    return (Claim("title", unquoted(text, quoted.span()), "quoted-title", 0.9), *place) if quoted and place else ()


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
    words = [word for word in WORD.finditer(text, *span) if word[0][0].isalpha()]
    for number in range(3, len(words) - 2):
        word, before = words[number], words[number - 1]
        if word.start() - before.end() != 1 or not before[0].islower() or not word[0][0].isupper() or not words[number + 1][0][0].islower():
            continue
        small = sum(one[0][0].islower() for one in words[1:number])
        if small * 2 > number - 1 and fold(word[0]) in common_words(text) and len(words) - number > 5:
            return before.end()
    return None
