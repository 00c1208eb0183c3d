"""Claims of rows without a label, by what they hold: a date, a place, people, a title, running text."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.asides import is_aside, is_signature
from kg.extract.claims import Claim, Known
from kg.extract.content import content_claims, says_something
from kg.extract.defaults import states_default
from kg.extract.labels import is_listed
from kg.extract.page import Page, Row, is_prose, of_row
from kg.extract.people import people_line
from kg.extract.status import behind_status, is_empty, status_in
from kg.extract.quoted_items import quoted_item
from kg.extract.told import held_claims, tells_held
from kg.extract.told_places import listed_pattern, place_in
from kg.extract.wording import QUOTED, plain, tightened, unquoted
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words
from kg.text.temporal import find_weekdays, find_zones

_CUT = re.compile(r"\s+[/|–—-]\s+|\s*[|•;]\s*|,\s+|\s*[\[\]()]\s*|\t+|\s{3,}|:\s+|\s*\n\s*")
_AT = re.compile(r"(?:@|(?:in|at|im|en|à|in der|dans|on|um|le|am|from|and|until|to|et|und|ab)(?!\w))\s*", re.I)
_GREETING = re.compile(
    r"(?:(?:dear|hi|hello|bonjour|lieber?|sehr geehrter?|chers?|chères?|car[ioae]|beste)\b|(?:estimad|prezad|уважаем|szanown)\w*)\s[^.]{0,60}[,:!]?$", re.I
)
_FILE = re.compile(r"\.[a-z]{3,4}\b.{0,12}?\d[\d.,]*\s?[kKMG]i?B\b")
"""The name of a file with its size, as pages print what they offer for download."""
_SMALL_WORD = re.compile(r"(?<![\w-])[a-zà-ÿ]{2,}(?![\w-])")
_FEWEST_SMALL = 8
"""Small words that a sentence of an abstract has and a title mostly has not."""
_MOST_LINES, _LONGEST_TITLE = 3, 300
_OPENING = 6
"""Words of a row in which it says that something is held."""
_VERB = re.compile(r"\b(?:will|announces?|presents?|invites?|gives?|speaks?|is pleased|are pleased|on|by|at|and|about)\b", re.I)


def read_unlabelled(page: Page, rows: tuple[Row, ...], known: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims of an entry's unlabelled rows, in order; `known` are those of its labelled rows."""
    claims: list[Claim] = []
    so_far = Known()
    so_far.add(known)
    for block in _blocks(page, rows):
        claims.extend(_block_claims(page, block, so_far))
    return tuple(claims)


def _blocks(page: Page, rows: tuple[Row, ...]) -> Iterator[tuple[Row, ...]]:
    """The rows in runs: paragraphs of running text, wrapped or not, whole; every other row for itself."""
    place = 0
    while place < len(rows):
        stop = place + 1
        while stop < len(rows) and _wraps(page, rows[stop - 1], rows[stop]):
            stop += 1
        closed = _quoted_over(page, rows, place)
        if closed > place + 1:
            stop = closed
            yield rows[place:stop]
        elif stop - place > 1 and _is_text(page, (rows[place].begin, rows[stop - 1].end)):
            yield rows[place:stop]
        else:  # what is no running text from here on is none from any row below either
            yield from ((row,) for row in rows[place:stop])
        place = stop


@rule("title-quoted-over-lines", nothing=0)
def _quoted_over(page: Page, rows: tuple[Row, ...], place: int) -> int:
    """Behind the rows of a title in quotation marks that goes over two lines or three, the marks on the first and the last."""
    row = rows[place]
    sign = page.text[row.begin]
    closing = {"“": "”", "„": "“”", "«": "»", '"': '"'}.get(sign)
    if closing is None or row.dates or row.label is not None or any(end in page.text[row.begin + 1 : row.end] for end in closing):
        return 0
    for number in range(place + 1, min(place + _MOST_LINES, len(rows))):
        below = rows[number]
        if below.label is not None or below.dates or below.end - row.begin > _LONGEST_TITLE:
            return 0
        ends = [at for end in closing if (at := page.text.find(end, below.begin, below.end)) >= 0]
        if ends:
            return number + 1 if min(ends) >= below.end - 2 else 0
    return 0


def _is_text(page: Page, span: Span) -> bool:
    """Whether the lines at `span` are running text, or one sentence that a line end parts."""
    return is_prose(page.text, span) or _is_wrapped_sentence(page.text, span)


@rule("sentence-over-lines", nothing=False)
def _is_wrapped_sentence(text: str, span: Span) -> bool:
    """Whether two lines are one sentence: it goes on in small letters, says what is or will be, and ends with its full stop."""
    end = text.find("\n", *span)
    below = text[end + 1 : span[1]].lstrip() if end >= 0 else ""
    return below[:1].islower() and text[span[1] - 1] in ".!?" and says_something(text, span) and "\n" not in below


def _wraps(page: Page, before: Row, row: Row) -> bool:
    """Whether a row goes on with the paragraph of the long row before it."""
    if row.gap or row.number != before.number + 1 or row.line.kind != before.line.kind or row.line.cell != before.line.cell or row.line.bold != before.line.bold:
        return False
    if row.end - row.begin > 1.6 * (before.end - before.begin) + 20:
        return False
    return before.end - before.begin >= 45 or (page.text[before.end - 1].islower() and page.text[row.begin].islower())


def _block_claims(page: Page, block: tuple[Row, ...], known: Known) -> tuple[Claim, ...]:
    span = block[0].begin, block[-1].end
    if len(block) == 1 and {"title", "speaker", "when"} <= known.roles and _is_remark(page, block[0]):
        claims = prose_claim(page, span, known)
        known.add(claims)
        return claims
    if len(block) > 1 and _quoted_over(page, block, 0) == len(block):
        claims = (Claim("title", unquoted(page.text, span), "quoted-title", 0.9),)
        known.add(claims)
        return claims
    if len(block) == 1 and (claims := _held_in_row(page, block[0])):
        known.add(claims)
        return claims
    if not _is_text(page, span) or (len(block) == 1 and (_is_dated_line(page, block[0]) or _is_quoted_by(page, block[0]))):
        return row_claims(page, block[0], known)
    item = quoted_item(page, block[0]) if len(block) == 1 and not known.roles & {"title", "speaker"} else ()
    claims = item or held_claims(page, span) or prose_claim(page, span, known)
    known.add(claims)
    return claims


@cache
def _of_talk() -> re.Pattern[str]:
    """A word for a talk, as news that are told of one print it."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words('people', 'talk_words')))})(?!\w)", re.I)


@rule("sentence-below-entry", nothing=False)
def _is_remark(page: Page, row: Row) -> bool:
    """Whether a line below an entry that is told whole is a sentence on its subject, however short: no hour, no place, nobody welcome."""
    text, (begin, end) = page.text, row.span
    if text[end - 1] not in ".?!…" or row.times or (row.dates and row.dates[0].begin - begin < 4) or not text[begin].isupper() or is_noise(page, row.span):
        return False
    if _of_talk().search(text, begin, end):
        return False
    small = len(_SMALL_WORD.findall(text, begin, min(end, begin + 400)))
    return small >= _FEWEST_SMALL and place_in(text, row.span) is None and status_in(text, row.span) is None


@rule("held-row", nothing=())
def _held_in_row(page: Page, row: Row) -> tuple[Claim, ...]:
    """What a short sentence says of when and where, which begins with what is held: 'This event was held at 1 pm in Hall B.'"""
    if page.text[row.end - 1] != "." or is_prose(page.text, row.span) or not (row.dates or row.times):
        return ()
    opening = " ".join(page.text[row.begin : row.end].split()[:_OPENING])
    return held_claims(page, row.span) if tells_held(opening) else ()


@rule("people-and-quotation", nothing=False)
def _is_quoted_by(page: Page, row: Row) -> bool:
    """Whether a long line is a list of people and the quoted title behind it, and nothing else."""
    quoted = QUOTED.search(page.text, *row.span)
    if quoted is None or row.end - quoted.end() > 3:
        return False
    begin, end = tightened(page.text, (row.begin, quoted.start()), " \t\u00a0,;:–—-|•·*_")
    return end > begin and bool(people_line(page.text, (begin, end)))


def _is_dated_line(page: Page, row: Row) -> bool:
    """Whether a long line opens with its date and holds a title in quotation marks."""
    return bool(row.dates) and row.dates[0].begin - row.begin < 12 and bool(QUOTED.search(page.text, *row.span))


@rule("running-text-is-abstract", nothing=())
def prose_claim(page: Page, span: Span, known: Known) -> tuple[Claim, ...]:
    """Running text behind a title or a speaker is the abstract, or goes on with it."""
    if "abstract" in known.roles and "running-text-is-abstract" not in known.rules:
        return ()
    if not known.roles & {"title", "speaker"}:
        return (Claim("lead", span, "running-text-is-abstract", 0.5),)
    return (Claim("abstract", span, "running-text-is-abstract", 0.85),)


def row_claims(page: Page, row: Row, known: Known) -> tuple[Claim, ...]:
    """The claims of one short row, which `known` takes in."""
    told = _told(page, row)
    if told is None:
        return ()
    claims = list(told[0])
    known.add(claims)
    for span, temporal in told[1]:
        words = span if temporal else behind_status(page.text, span)
        found = (Claim("when", span, "dated-row", 0.9),) if temporal else content_claims(page, words, row, known)
        known.add(found)
        claims.extend(found)
    return tuple(claims)


@of_row
def _told(page: Page, row: Row) -> tuple[tuple[Claim, ...], tuple[tuple[Span, bool], ...]] | None:
    """The status that a row states, and its pieces; None where it says nothing of a talk."""
    if is_noise(page, row.span) or is_aside(page, row) or is_signature(page, row) or _is_open(page, row) or states_default(page, row):
        return None
    status = status_in(page.text, row.span)
    return ((Claim("status", row.span, "status-words", 0.9),) if status else ()), tuple(pieces(page, row))


@rule("day-left-open", nothing=False)
def _is_open(page: Page, row: Row) -> bool:
    """Whether a row is a day on which nobody speaks: 'Friday, 24 September: open'."""
    if not row.dates or row.times or row.end - row.begin > 80:
        return False
    begin, end = tightened(page.text, (row.dates[-1].end, row.end))
    return row.dates[0].begin - row.begin < 12 and begin < end and is_empty(plain(page.text, (begin, end)))


@rule("file-with-its-size", nothing=False)
def is_file(text: str) -> bool:
    """Whether a line names a file for download with its size; in a listing such a line closes its entry."""
    return bool(_FILE.search(text))


def is_noise(page: Page, span: Span) -> bool:
    """Whether a row says nothing of a talk: navigation, a greeting, 'all are welcome'."""
    if is_listed(page.text, span, "navigation", "words") or is_listed(page.text, span, "navigation", "ends"):
        return True
    printed = plain(page.text, span)
    if is_file(printed[-160:]):
        return True
    return bool(_GREETING.match(printed) or _supervised().match(printed)) or is_empty(printed)


@cache
def _supervised() -> re.Pattern[str]:
    """A line that names who guided or judges a thesis: they speak in nobody's defence."""
    return re.compile(rf"\(?(?:{listed_pattern('supervised')})(?!\w)(?!.{{160}})", re.I)


def pieces(page: Page, row: Row) -> Iterator[tuple[Span, bool]]:
    """The row cut at its dates and times: stretches of the calendar (True), and of other words (False)."""
    marks = sorted([*((date.begin, date.end) for date in row.dates), *((time.begin, time.end) for time in row.times), *_asides(page, row)])
    if not marks or ((row.end - row.begin) > 300 and not _is_dated_line(page, row)):
        yield row.span, False
        return
    at = row.begin
    first, last = marks[0][0], marks[0][1]
    for begin, end in marks:
        between = page.text[last:begin]
        if begin > last and len(tightened(page.text, (last, begin), " \t,;:–—-|•·*_()[]/")) and re.sub(r"\W", "", _AT.sub("", between)):
            yield from _words(page, (at, first))
            yield (first, last), True
            at, first = last, begin
        last = max(last, end)
    yield from _words(page, (at, first))
    yield (first, last), True
    yield from _words(page, (last, row.end))


def _asides(page: Page, row: Row) -> list[Span]:
    if not (row.dates or row.times):
        return []
    zones = [(zone.begin, zone.end) for zone in find_zones(page.text, row.begin, row.end)]
    days = [(day.begin, day.end) for day in find_weekdays(page.text, row.begin, row.end)]
    return zones + days


def _words(page: Page, span: Span) -> Iterator[tuple[Span, bool]]:
    begin, end = tightened(page.text, span, " \t\n\u00a0,;:–—-|•·*_/@")
    while begin < end and page.text[begin] in ").]":
        begin, end = tightened(page.text, (begin + 1, end), " \t\n\u00a0,;:–—-|•·*_/@.")
    if end > begin and page.text[end - 1] in "([":
        begin, end = tightened(page.text, (begin, end - 1), " \t\n\u00a0,;:–—-|•·*_/@")
    match = _AT.match(page.text, begin, end)
    begin = match.end() if match and match.end() < end else begin
    begin, end = tightened(page.text, (begin, end), " \t\n\u00a0,;:–—-|•·*_/")
    if end > begin and page.text[end - 1] == ")" and "(" not in page.text[begin:end]:
        begin, end = tightened(page.text, (begin, end - 1))  # the bracket opens before the hour: '(4:30 pm, M5024)'
    elif end > begin and page.text[begin] == "(" and ")" not in page.text[begin:end]:
        begin, end = tightened(page.text, (begin + 1, end))
    if page.text[begin:end].strip("()[]., "):
        while page.text[begin] == "(" and page.text[end - 1] == ")" and page.text.find(")", begin, end) == end - 1:
            begin, end = tightened(page.text, (begin + 1, end - 1))
        if end > begin:
            yield (begin, end), False
