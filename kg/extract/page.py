"""A page as rows: the lines that hold words, each with its label, its dates and its times."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, wraps

from kg.extract.composed import Composition, Fit
from kg.extract.attachments import without_attachments
from kg.extract.cell_dates import cell_dates
from kg.extract.due_dates import not_due
from kg.extract.dotted_hours import dotted_hours
from kg.extract.labels import Label, bracketed_labels, find_label, has_foreign_labels, inner_labels, run_in_labels
from kg.extract.location import is_counted
from kg.extract.quoted_times import days_outside, outside_quotations
from kg.extract.wording import tightened
from kg.model.document import Document, Line, Span
from kg.rules import rule
from kg.text.affiliation_parts import has_head
from kg.text.gazetteer import is_institution
from kg.text.letters import cased
from kg.text.full_stops import inner_stop
from kg.text.moments import DateMention, TimeMention
from kg.text.temporal import day_first, find_dates, find_times

_LETTER = re.compile(r"[^\W_]")
_ROOM_GLUED = re.compile(
    cased(r"(?:Salle|Room|Raum|Hörsaal|Sala|Aula|Amphi|Amphithéâtre|Zaal|Lecture Hall) (?:\d{1,4}|[A-Z])(?=[\p{Lu}][\p{Ll}])")
)
_MARK = re.compile(r"(?:[\U0001F534-\U0001F53D\U0001F7E0-\U0001F7EB\u25A0-\u25FF\u2B1B\u2B1C\u26AA\u26AB]\uFE0F?\s*)+")
"""Circles and squares that a legend gives a meaning, in front of the words of a line."""
_PROSE = 1_000
"""Signs in which forty words mostly stand."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_BRACKETED = re.compile(r"\(([^()\n]{2,100})\)")
_LONGEST_COUNTER = 24
"""Signs of the number of a meeting with the word for what is counted."""
_LONGEST_ABOVE = 300
"""Signs of a line that may end with a name."""
_TITLED = ("text/markdown", "text/html", "application/xhtml+xml")
_GLUE_OF_DAYS = "*)]!?."
_ASIDE = ("nav", "footer", "quote")


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(cased(rf"(?=[.!?…])(?!{inner_stop()})[.!?…](?=\s+[\p{{Lu}}\d]|[)\"”»]*\s*$)"))


@dataclass(frozen=True, slots=True)
class Row:
    """One line that holds words, or the part of it after a label glued into it.

    `begin`, `end` bound what stands there without list signs and emphasis; `gap` says that a blank line or a new
    block of the layout stands before it. `fit` is the row as a pattern of its source reads it, where it fits one.
    """

    number: int
    begin: int
    end: int
    line: Line
    gap: bool
    label: Label | None
    dates: tuple[DateMention, ...]
    times: tuple[TimeMention, ...]
    fit: Fit | None = None

    @property
    def span(self) -> Span:
        return self.begin, self.end

    @property
    def mark(self) -> tuple:
        """What tells the row from every other of its page, and from itself with its label or its time taken away."""
        return self.begin, self.end, self.line.begin, self.label is None, self.fit is None, len(self.dates), len(self.times)

    @property
    def value(self) -> Span:
        """What stands after the label, or the whole row."""
        return (self.label.value if self.label else self.begin), self.end


@dataclass(frozen=True, slots=True)
class Page:
    """A document's text with its rows; `meta` are those of front matter and mail headers.

    `kept` holds what was found out about single rows, which every parting of the page asks again (`of_row`).
    """

    document: Document
    rows: tuple[Row, ...]
    starts: tuple[int, ...]
    meta: tuple[Row, ...] = ()
    dates: tuple[DateMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    date_starts: tuple[int, ...] = ()
    time_starts: tuple[int, ...] = ()
    kept: dict = field(default_factory=dict, compare=False, repr=False)

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def title(self) -> Span | None:
        """The page's own title, in its front matter or in the head of the file; a mail has none but its subject."""
        rows = self.meta if self.document.media_type in _TITLED else ()
        front = self.document.media_type == "text/markdown"
        return next((row.value for row in rows if (row.label is not None and row.label.role == "title") or not (front or row.label)), None)

    def dates_in(self, span: Span) -> tuple[DateMention, ...]:
        """The dates that begin inside `span`."""
        return self.dates[bisect_left(self.date_starts, span[0]) : bisect_left(self.date_starts, span[1])]

    def times_in(self, span: Span) -> tuple[TimeMention, ...]:
        """The times that begin inside `span`."""
        return self.times[bisect_left(self.time_starts, span[0]) : bisect_left(self.time_starts, span[1])]

    def between(self, span: Span) -> tuple[Row, ...]:
        """The rows that reach into `span`."""
        first = max(0, bisect_right(self.starts, span[0]) - 1)
        return self.rows[first : bisect_left(self.starts, span[1])]


def of_row(function: Callable) -> Callable:
    """A decorator for what is read from a page, a row of it and nothing else but plain values: answered once for each."""

    @wraps(function)
    def apply(page: Page, row: Row, *more):
        asked = (function, row.mark, *more)
        if asked not in page.kept:
            page.kept[asked] = function(page, row, *more)
        return page.kept[asked]

    return apply


def of_rows(function: Callable) -> Callable:
    """A decorator for what is read from a page, rows of it and nothing else but plain values: answered once for the same rows."""

    @wraps(function)
    def apply(page: Page, rows: tuple[Row, ...], *more):
        asked = (function, tuple([row.mark for row in rows]), *more)
        if asked not in page.kept:
            page.kept[asked] = function(page, rows, *more)
        return page.kept[asked]

    return apply


@rule("order-of-figures-by-language", nothing=None)
def _by_language(document: Document) -> bool | None:
    """True where the page is in another language than English: there the day comes first; None where that is not known."""
    stated = (document.language or "en").casefold()[:2]
    return True if stated != "en" or has_foreign_labels(document.text) else None


def page_of(
    document: Document, begin: int = 0, end: int | None = None, composed: Composition | None = None, kinds: tuple[str, ...] = ()
) -> Page:
    """The rows of `document` between two offsets; of these kinds of lines, or all but navigation, footers and quoted mail.

    `composed` says how lines of its source are composed; a line that fits is one row, and has no label.
    """
    end = len(document.text) if end is None else end
    text = document.text
    order = day_first(text)
    order = _by_language(document) if order is None else order
    dates = _with_cells(document, begin, end, days_outside(text, find_dates(text, begin, end, day_first=order)))
    dates, times = not_due(text, (begin, end), dates, outside_quotations(text, dates, find_times(text, begin, end)))
    if dotted := dotted_hours(text, (line for line in document.lines if begin <= line.begin < end and line.kind not in _ASIDE), times):
        times = tuple(sorted((*times, *dotted), key=lambda time: time.begin))
    date_starts, time_starts = [date.begin for date in dates], [time.begin for time in times]
    rows: list[Row] = []
    meta: list[Row] = []
    last: Line | None = None
    first = bisect_right(document.lines, begin, key=lambda line: line.end)
    for place in range(first, len(document.lines)):
        line = document.lines[place]
        if line.begin >= end:
            break
        if line.kind not in kinds if kinds else line.kind in _ASIDE:
            continue
        if line.begin < begin:  # 'Description: ' stands before what is asked for
            line = replace(line, begin=begin)
        gap = last is None or line.block != last.block or text.count("\n", last.end, line.begin) > 1
        fit = composed.fit(text, (line.begin, line.end)) if composed else None
        for number, span in enumerate([fit.span] if fit else _parts(document, line, within(dates, date_starts, line.begin, line.end))):
            if not _LETTER.search(text, *span):
                continue
            row_dates, row_times = within(dates, date_starts, *span), within(times, time_starts, *span)
            if not fit and rows and last is rows[-1].line and _reads_on(text, rows[-1], line, span):
                rows[-1] = replace(rows[-1], end=span[1], dates=(*rows[-1].dates, *row_dates), times=(*rows[-1].times, *row_times))
                continue
            label = None if fit else find_label(text, *span)
            kept = meta if line.kind == "meta" else rows
            kept.append(Row(len(kept), *span, line, gap and number == 0, label, tuple(row_dates), tuple(row_times), fit))
            last = line
    starts = tuple(row.begin for row in rows)
    return Page(document, tuple(rows), starts, tuple(meta), tuple(dates), tuple(times), tuple(date_starts), tuple(time_starts))


@rule("bracket-below-name", nothing=False)
def _reads_on(text: str, above: Row, line: Line, span: Span) -> bool:
    """Whether a line is the institution in brackets of whoever the line above ends with: a cell or a narrow page broke it."""
    inside = _BRACKETED.fullmatch(text, *span)
    if inside is None or line.kind != "text" or above.line.kind != "text" or above.line.cell != line.cell or line.bold != above.line.bold:
        return False
    if above.end - above.begin > _LONGEST_ABOVE or not text[above.end - 1].isalpha() or above.label is not None and above.label.alone:
        return False
    return is_institution(inside[1].strip()) or has_head(text, *inside.span(1))


def _with_cells(document: Document, begin: int, end: int, dates: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """The dates with those that the cells of tables tell in parts."""
    lines = [line for line in document.lines if line.cell is not None and begin <= line.begin < end]
    told = cell_dates(document.text, lines, dates) if lines else []
    taken = {date.begin for date in told}
    return tuple(sorted((*(date for date in dates if date.begin not in taken), *told), key=lambda date: date.begin)) if told else dates


def within(mentions: tuple, starts: list[int], begin: int, end: int) -> tuple:
    """The mentions that begin between two offsets; `starts` are where each begins."""
    return mentions[bisect_left(starts, begin) : bisect_left(starts, end)]


@rule("days-glued-into-one-line", nothing=())
def _glued_days(text: str, dates: tuple[DateMention, ...]) -> tuple[int, ...]:
    """Where days open that are glued to what stands before them, so that entries lost their line ends: 'Knots (3pm)Friday, 8 May: Ann Lee …'."""
    found = tuple(date.begin for date in dates if date.weekday is not None and date.begin and text[date.begin - 1] in _GLUE_OF_DAYS)
    return found if len(found) > 1 else ()


def _parts(document: Document, line: Line, dates: tuple[DateMention, ...]) -> list[Span]:
    """The line in one piece, or cut where further labels or glued days begin in it."""
    text = document.text
    days = (begin for begin in _glued_days(text, dates) if begin > line.begin)
    labels = (find(text, line.begin, line.end) for find in (inner_labels, bracketed_labels, run_in_labels))
    cuts = tuple(sorted({*itertools.chain(*labels), *days}))
    room = _ROOM_GLUED.match(text, line.begin, line.end)
    bounds = [line.begin, *((room.end(),) if room else ()), *cuts, line.end]
    spans = (without_attachments(document, _tight(text, span)) for span in itertools.pairwise(bounds))
    return [_behind_counter(text, span, dates) for span in spans]


@rule("counter-before-day", nothing=None)
def _counter_end(text: str, span: Span, dates: tuple[DateMention, ...]) -> int | None:
    """Where the day begins behind the number of a meeting that opens a line: 'Week 3 (6 February)', 'WEEK 3: Tuesday 1 February'."""
    day = next((date for date in dates if date.begin >= span[0]), None)
    if day is None or day.day is None or not 4 < day.begin - span[0] < _LONGEST_COUNTER:
        return None
    return day.begin if is_counted(text[span[0] : day.begin].strip(" \t\u00a0(,:;–—-")) else None


def _behind_counter(text: str, span: Span, dates: tuple[DateMention, ...]) -> Span:
    """The span without the number of a meeting in front of its day."""
    return (_counter_end(text, span, dates) or span[0], span[1])


def _tight(text: str, span: Span) -> Span:
    begin, end = tightened(text, span, " \t\n\r\u00a0\u200b\ufeff,;|•·*_")
    mark = _MARK.match(text, begin, end)
    return (mark.end(), end) if mark and mark.end() < end else (begin, end)


def is_prose(text: str, span: Span) -> bool:
    """Whether the words at `span` are running text: many, and in sentences."""
    words = len(_WORD.findall(text, span[0], min(span[1], span[0] + _PROSE)))
    if words < 40 and span[1] - span[0] > _PROSE:
        words = sum(1 for _ in itertools.islice(_WORD.finditer(text, *span), 40))
    if words >= 40 or words < 16:
        return words >= 40
    return len(_sentence_end().findall(text, *span)) >= (1 if words >= 24 else 2)
