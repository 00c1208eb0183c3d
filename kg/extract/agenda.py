"""Agendas: lines that open with a time, under the day they belong to, with talks, blocks of talks and breaks."""

import itertools
from dataclasses import dataclass

from kg.extract.agenda_days import days_of_tables, is_day, names_day, opens_with_date, tabbed_days
from kg.extract.agenda_items import content_of, items_of, opens_with_time
from kg.extract.agenda_read import Found, read_items
from kg.extract.breaks import is_break, session_in
from kg.extract.columns import columns
from kg.extract.grids import columns_of_line
from kg.extract.location import is_location
from kg.extract.page import Page, Row
from kg.extract.slots import Frame
from kg.extract.when import moment
from kg.extract.wording import plain, tightened
from kg.model.announcement import AgendaItem, Session, Talk, Value
from kg.rules import rule
from kg.text.moments import DateMention

Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """What an agenda holds: the rows ahead of it and behind it, talks, timed blocks, breaks, and its days."""

    head: Rows
    tail: Rows
    talks: tuple[Talk, ...]
    sessions: tuple[Session, ...]
    items: tuple[AgendaItem, ...]
    days: tuple[DateMention, ...]


@rule("agenda", nothing=None)
def agenda_of(page: Page, rows: Rows, frame: Frame, fallback: DateMention | None) -> Agenda | None:
    """The agenda among `rows`, where at least three lines open with a time and say more; else None.

    `fallback` is the day of an agenda that prints none of its own.
    """
    led = [place for place in range(len(rows)) if opens_with_time(page, rows, place)]
    led = _before_details(rows, led)
    if len(led) < 3 or not _is_agenda(page, rows, led):
        return None
    first = _first(page, rows, led[0])
    stop = _stop(page, rows, led)
    if sum(opens_with_date(row) for row in (*rows[:first], *rows[stop:])) > len(led):
        return None  # the timed lines are one day among the dated entries of a list
    tabs = tabbed_days(rows[: led[0]])
    items = tuple(items_of(page, rows[first:stop], None if tabs else fallback, days_of_tables(rows, tabs)))
    found: Found = read_items(page, items, frame)
    days = tuple(dict.fromkeys(item.day for item in items if item.day))
    over = rows[first : led[0]]
    about = {below.number for above, below in itertools.pairwise(rows[: led[0]]) if names_day(page, above) and below.line.kind == "heading"}
    head = tuple(row for row in (*rows[:first], *(row for row in over if row.line.cell is None)) if row.number not in about)
    return Agenda(head, rows[stop:], found.talks, found.sessions, found.pauses, days) if found.talks else None


def _before_details(rows: Rows, led: list[int]) -> list[int]:
    """The lines with a time above the one heading of the abstracts, which may print each time again."""
    heads = [place for place, row in enumerate(rows) if row.label is not None and row.label.role in ("details", "titleabstract") and row.label.alone]
    kept = [place for place in led if place < heads[0]] if len(heads) == 1 and rows[heads[0]].line.kind == "heading" else led
    return kept if len(kept) >= 3 else led


def _is_agenda(page: Page, rows: Rows, led: list[int]) -> bool:
    """Whether the lines run forward in time as an agenda does, and are not each the place and hour of one talk."""
    times = [rows[place].times[0] for place in led]
    alone = all(rows[place].line.cell is None and content_of(page, rows[place]) is None for place in led)
    new_day = [alone and any(map(is_day, rows[before:behind])) for before, behind in itertools.pairwise(led)]
    pairs = zip(itertools.pairwise(times), new_day, strict=True)
    forward = sum(second.start >= first.start or second.bare or new for (first, second), new in pairs)
    spans = [_head(page, rows, place) for place in led]
    heads = [plain(page.text, span).strip(" -–—:") for span in spans]
    places = sum(is_location(page.text, span) and not is_break(plain(page.text, span)) for span in spans)
    distinct = len({time.start for time in times})
    return (
        forward >= 0.6 * (len(times) - 1)
        and distinct >= min(3, 0.5 * len(times))
        and places < 0.5 * len(led)
        and len(set(heads)) > 1
        and _shared_days(rows, led)
    )


def _shared_days(rows: Rows, led: list[int]) -> bool:
    """Whether a day has more than one line with a time, on the whole: in a listing each talk has a day of its own."""
    days = sum(is_day(row) for row in rows[led[0] : led[-1]])
    return days * 2 <= len(led)


def _head(page: Page, rows: Rows, place: int) -> tuple[int, int]:
    """What stands behind the time: on its line, or in the next cell of its row."""
    span = tightened(page.text, (rows[place].times[0].end, rows[place].end))
    return span if span[0] < span[1] or place + 1 == len(rows) else rows[place + 1].span


def _first(page: Page, rows: Rows, first: int) -> int:
    """Where the agenda begins: at the day, the session and the column headings right above its first item."""
    begin = first
    for place in range(first - 1, max(-1, first - 8), -1):
        row = rows[place]
        if is_day(row) and _heads_column(rows, place):
            begin = place
            continue
        if is_day(row) and row.dates[0].kind == "day" and not (row.label and not row.label.alone):
            return place
        if not _is_over(page, rows, place):
            if place and row.line.kind == "heading" and names_day(page, rows[place - 1]):
                continue  # what the day is about
            break
        begin = place if row.line.cell is not None or row.label is not None or session_in(page.text, row.span) else begin
    return begin


def _heads_column(rows: Rows, place: int) -> bool:
    """Whether a day is the heading of one column of a table beside others."""
    cell = rows[place].line.cell
    beside = rows[max(0, place - 8) : place + 8] if cell is not None else ()
    return sum(is_day(row) for row in beside if row.line.cell is not None and row.line.cell[:2] == cell[:2]) > 1


def _is_over(page: Page, rows: Rows, place: int) -> bool:
    """Whether a row may stand between the day and the first item: a heading of columns or of a session, or one more line."""
    row = rows[place]
    if row.line.cell is not None:
        line = tuple(one for one in rows[max(0, place - 8) : place + 8] if one.line.cell and one.line.cell[:2] == row.line.cell[:2])
        return bool(columns_of_line(page, line)) or row.line.cell[1] == 0
    if row.label is not None and row.label.role in ("agenda", "session", "number", "chair"):
        return True
    if session_in(page.text, row.span):
        return True
    return bool(columns(plain(page.text, row.span))) or (place + 1 < len(rows) and opens_with_time(page, rows, place + 1))


def _stop(page: Page, rows: Rows, led: list[int]) -> int:
    """The row that ends the agenda: the heading of the abstracts, or one as high as those inside it are not."""
    inside = {rows[place].line.level for place in range(led[0], led[-1]) if rows[place].line.kind == "heading"}
    for place in range(led[-1] + 1, len(rows)):
        row = rows[place]
        if row.label is not None and row.label.role == "details":
            return place
        if row.line.kind == "heading" and rows[led[-1]].line.kind != "heading" and row.line.level not in inside:
            return place
        if row.line.cell is None and rows[led[-1]].line.cell is not None and row.gap:
            return place
    return len(rows)


def days_of(page: Page, agenda: Agenda, frame: Frame) -> tuple[Value | None, Value | None]:
    """The first day of an agenda, and the last where it is another."""
    if not agenda.days:
        return None, None
    first = moment(page, frame.calendar, agenda.days[0], None, rule="agenda").start
    last = moment(page, frame.calendar, agenda.days[-1], None, rule="agenda").start if len(agenda.days) > 1 else None
    return first, last
