"""The items of an agenda: which rows belong to which time, under which day, session and column headings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from kg.extract.agenda_days import is_day
from kg.extract.breaks import is_break, is_meal, session_in
from kg.extract.grids import columns_of_line
from kg.extract.page import Page, Row
from kg.extract.people import people_line
from kg.extract.wording import plain, tightened
from kg.model.announcement import Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words
from kg.text.moments import DateMention, TimeMention
from kg.text.temporal import resolve_times

Rows = tuple[Row, ...]
_PADDED, _HALF, _PAST_NOON = re.compile(r"0[1-7][:.h]"), re.compile(r"[ap]\.?m", re.I), "14:30"
_TELL = ("speaker", "title")
"""Labels right below a time that stands alone on its line."""
_SHORT = 30
"""How long a word in place of a time may be."""
_EDGES = " \t\n\u00a0,;:–—-|•·*_"


@dataclass(frozen=True, slots=True)
class Item:
    """The rows of one item, its day and its time (None for an untimed break), and what stands over it.

    `columns` are the roles of the table's columns, `headings` the words over columns that name none.
    """

    rows: Rows
    day: DateMention | None
    time: TimeMention | None
    session: Value | None = None
    columns: tuple[tuple[int, str], ...] = ()
    headings: tuple[tuple[int, Row], ...] = ()


@dataclass(slots=True)
class _Walk:
    """What the rows so far hand down to the next."""

    day: DateMention | None
    session: Value | None = None
    until: str | None = None
    open: bool = False
    columns: tuple[tuple[int, str], ...] = ()
    headings: tuple[tuple[int, Row], ...] = ()


def opens_with_time(page: Page, rows: Rows, place: int) -> bool:
    """Whether a row opens with a time, and says more behind it, in the next cell or on the next line."""
    row = rows[place]
    if not row.times or _lead(page, row) > 3 or row.line.kind == "meta" or row.dates or row.label is not None:
        return False
    begin, end = tightened(page.text, (row.times[0].end, row.end), _EDGES)
    if end - begin >= 3:
        return not row.times[1:]
    if row.line.cell is not None:
        return not any(one.times or one.dates or len(plain(page.text, one.span)) > 2 for one in _before_in_line(rows, place))
    following = rows[place + 1] if place + 1 < len(rows) else None
    if following is None or following.dates or following.times:
        return False
    told = following.label is None or (following.label.role in _TELL and not following.label.alone)
    return told or (following.label.alone and is_break(plain(page.text, following.span)))


def _lead(page: Page, row: Row) -> int:
    """How many characters stand before the first time of a row, words that only lead hours left out."""
    return 0 if _is_led(page, row) else row.times[0].begin - row.begin


@rule("word-before-hour", nothing=False)
def _is_led(page: Page, row: Row) -> bool:
    """Whether what stands before the first time of a row is a word that leads hours and nothing else: 'ore 15', 'às 14h'."""
    return _hour_words().fullmatch(page.text, row.begin, row.times[0].begin) is not None


@cache
def _hour_words() -> re.Pattern[str]:
    listed = sorted({re.escape(word) for key in ("hour_before", "at", "hour_at", "from") for word in words("dates", key)}, key=len, reverse=True)
    return re.compile(rf"\W{{0,2}}(?:(?:{'|'.join(listed)})\.?\s*){{1,2}}", re.I)


def _before_in_line(rows: Rows, place: int) -> Iterator[Row]:
    """The rows in front of one in its line of a table, the last first."""
    line = rows[place].line.cell[:2]
    return takewhile(lambda row: row.line.cell is not None and row.line.cell[:2] == line, reversed(rows[max(0, place - 12) : place]))


def items_of(page: Page, rows: Rows, fallback: DateMention | None, days: Mapping[int, DateMention]) -> Iterator[Item]:
    """The items in order, each with its day; times of one day are resolved against each other.

    `days` are those of whole tables, by their numbers.
    """
    walk = _Walk(fallback)
    pending: list[tuple[list[Row], Item]] = []
    headed: set[int] = set()
    ahead = _chairs_ahead(page, rows)
    for place, row in enumerate(rows):
        if place in headed or place in ahead:
            continue
        group = pending[-1][0] if pending else []
        if row.line.cell is not None and (day := days.get(row.line.cell[0])) not in (None, walk.day):
            yield from _resolved(page, pending)
            pending, group, walk.day, walk.open, walk.session = [], [], day, False, None
        if heading := _heading_line(page, rows, place, fresh=not (group and _is_beside(group[0], row))):
            walk.columns, walk.headings = heading
            walk.open = False
            headed |= {number for number in range(place, min(len(rows), place + 12)) if _one_line(rows[number], row)}
        elif opens_with_time(page, rows, place):
            walk.open = True
            pending.append(([row], _opened(page, rows, place, walk)))
        elif is_day(row):
            yield from _resolved(page, pending)
            pending, walk.day, walk.open, walk.session = [], row.dates[0], False, None
        elif walk.open and _belongs(page, group, row):
            group.append(row)
        elif walk.open and _heads_line(rows, place, group[0]):
            walk.open = False
        elif session := session_in(page.text, row.span):
            walk.session, walk.until, walk.open = session, None, False
        elif _is_untimed_break(page, row):
            pending.append(([row], Item((), walk.day, None)))
            walk.open = False
        elif walk.open and group[0].line.cell is not None and not _is_beside(group[0], row):
            walk.open = False
        elif walk.open:
            group.append(row)
    yield from _resolved(page, pending)


@rule("chair-above-hour", nothing=frozenset())
def _chairs_ahead(page: Page, rows: Rows) -> frozenset[int]:
    """The rows that say who chairs the item below them, on a page that prints them above the hours: 'Chair: Ann Lee' / '15.30-16.30'."""
    led = [place for place in range(len(rows)) if opens_with_time(page, rows, place)]
    chaired = frozenset(place - 1 for place in led if place and (label := rows[place - 1].label) is not None and label.role == "chair")
    return chaired if led and led[0] - 1 in chaired else frozenset()


def _opened(page: Page, rows: Rows, place: int, walk: _Walk) -> Item:
    """The item that a row opens; a timed heading of a session holds for the items up to its end, a meal ends a session."""
    row = rows[place]
    content = content_of(page, row) or (rows[place + 1].span if place + 1 < len(rows) else row.span)
    if walk.until and row.times[0].start >= walk.until or is_meal(plain(page.text, content)) and is_break(plain(page.text, content)):
        walk.session = None
    item = Item((), walk.day, row.times[0], walk.session, walk.columns, walk.headings)
    if session := session_in(page.text, content):
        walk.session, walk.until = session, row.times[0].finish
    return item


def content_of(page: Page, row: Row) -> Span | None:
    """What stands behind the time of a row; None where that is all."""
    begin, end = tightened(page.text, (row.times[0].end, row.end), _EDGES)
    return (begin, end) if begin < end else None


def _belongs(page: Page, group: list[Row], row: Row) -> bool:
    """Whether a row goes with the open item whatever it says: it stands in the same line of a table, or the item is a bare time."""
    return _one_line(group[0], row) or (len(group) == 1 and content_of(page, group[0]) is None)


def _heads_line(rows: Rows, place: int, first: Row) -> bool:
    """Whether a row stands where the times of its table stand, short and with more beside it: 'Evening', 'Session 2'."""
    row, beside = rows[place], rows[place + 1] if place + 1 < len(rows) else None
    if first.line.cell is None or row.line.cell is None or beside is None or not _one_line(row, beside) or row.end - row.begin > _SHORT:
        return False
    return row.line.cell[0] == first.line.cell[0] and row.line.cell[2] == first.line.cell[2] == 0 and row.line.cell[1] != first.line.cell[1]


def _one_line(one: Row, other: Row) -> bool:
    return one.line.cell is not None and other.line.cell is not None and one.line.cell[:2] == other.line.cell[:2]


def _is_beside(one: Row, other: Row) -> bool:
    """Whether two rows stand in one table."""
    return one.line.cell is not None and other.line.cell is not None and one.line.cell[0] == other.line.cell[0]


def _heading_line(page: Page, rows: Rows, place: int, *, fresh: bool):
    """The roles of the columns, or the words over them, where a line of headings begins at `place`."""
    row = rows[place]
    if row.line.cell is None or (place and _one_line(rows[place - 1], row)):
        return None
    line = tuple(one for one in rows[place : place + 12] if _one_line(one, row))
    if roles := columns_of_line(page, line):
        return tuple(roles.items()), ()
    days = tuple((one.line.cell[2], one) for one in line if one.line.cell[2] > 0 and is_day(one))
    if len(days) > 1 and all(one.line.cell[2] == 0 or is_day(one) for one in line):
        return (), days
    plainly = not any(one.times or one.dates for one in line) and all(one.end - one.begin < 60 for one in line)
    columns = {one.line.cell[2] for one in line}
    if not fresh or not plainly or len(columns) != len(line) or len(columns - {0}) < 2:
        return None
    over = tuple((one.line.cell[2], one) for one in line if one.line.cell[2] > 0)
    return None if any(people_line(page.text, one.span) for _, one in over) else ((), over)


def _is_untimed_break(page: Page, row: Row) -> bool:
    return (
        (row.label is None or row.label.alone)
        and row.end - row.begin < 70
        and not row.times
        and is_break(plain(page.text, row.span))
        and not people_line(page.text, row.span)
    )


def _resolved(page: Page, pending: list[tuple[list[Row], Item]]) -> list[Item]:
    items = [replace(item, rows=tuple(rows)) for rows, item in pending]
    timed = [place for place, item in enumerate(items) if item.time]
    times = resolve_times(_afternoons(page.text, [items[place].time for place in timed]))
    for place, time in zip(timed, times, strict=False):
        items[place] = replace(items[place], time=time)
    return [part for item in items for part in (_by_days(item) or (item,))]


def _afternoons(text: str, times: list[TimeMention]) -> tuple[TimeMention, ...]:
    """The times of one day with those as bare as any that are padded to two figures and come behind the noon: '11:20', '02:30'."""
    found, latest = [], ""
    for time in times:
        behind = time.start < latest <= _PAST_NOON and _PADDED.match(text, time.begin, time.end) and not _HALF.search(text, time.begin, time.end)
        found.append(replace(time, bare=True) if behind else time)
        latest = max(latest, time.start)
    return tuple(found)


@rule("days-over-columns", nothing=())
def _by_days(item: Item) -> tuple[Item, ...]:
    """The items of one line of a table whose columns are days: what stands under each day, at the time of the line."""
    days = {column: row.dates[0] for column, row in item.headings if is_day(row)}
    if not days or not item.rows or item.rows[0].line.cell is None:
        return ()
    first, *rest = item.rows
    cells = {column: tuple(row for row in rest if row.line.cell is not None and row.line.cell[2] == column) for column in days}
    return tuple(replace(item, rows=(first, *rows), day=days[column], headings=()) for column, rows in cells.items() if rows)
