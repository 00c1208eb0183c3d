"""Agendas: lines that open with a time, under the day they belong to, with talks, blocks of talks and breaks."""

import itertools
import re
from dataclasses import dataclass, replace

from kg.extract.breaks import ASIDE, is_break
from kg.extract.claims import Claim
from kg.extract.entry import quality, read_entry
from kg.extract.location import is_location
from kg.extract.page import Page, Row, is_prose
from kg.extract.people import people_line
from kg.extract.segments import best_parting
from kg.extract.slots import Frame, fill
from kg.extract.table import entry_claims, entry_of, named_columns
from kg.extract.when import moment
from kg.extract.wording import QUOTED, plain, tightened, value
from kg.model.announcement import AgendaItem, Session, Slot, Talk, Value
from kg.rules import rule
from kg.text.moments import DateMention, TimeMention
from kg.text.temporal import resolve_times

Rows = tuple[Row, ...]
Columns = dict[int, dict[int, str]]
"""The roles of the columns of tables, by the number of the table and of the column."""

_TALKS = re.compile(
    r"\b(?:talks|lectures|presentations|vorträge|exposés|charlas|session|contributed|lightning|parallel|panel|track|sitzung)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What an agenda holds: the rows ahead of it and behind it, talks, timed blocks, breaks, and its days."""

    head: Rows
    tail: Rows
    talks: tuple[Talk, ...]
    sessions: tuple[Session, ...]
    items: tuple[AgendaItem, ...]
    days: tuple[DateMention, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """The rows of one item, its day and its time (None for an untimed break)."""

    rows: Rows
    day: DateMention | None
    time: TimeMention | None


@rule("agenda", nothing=None)
def agenda_of(page: Page, rows: Rows, frame: Frame, fallback: DateMention | None) -> Agenda | None:
    """The agenda among `rows`, where at least three lines open with a time and say more; else None.

    `fallback` is the day of an agenda that prints none of its own.
    """
    led = [place for place, row in enumerate(rows) if _opens_with_time(page, row)]
    if len(led) < 3 or not _is_agenda(page, rows, led):
        return None
    first = _first_day(rows, led[0])
    stop = _stop(page, rows, led)
    if sum(_opens_with_date(row) for row in (*rows[:first], *rows[stop:])) > len(led):
        return None  # the timed lines are one day among the dated entries of a list
    items = tuple(_items(page, rows[first:stop], fallback))
    return _read(page, items, frame, rows[: led[0]], rows[stop:])


def _opens_with_time(page: Page, row: Row) -> bool:
    if not row.times or row.times[0].begin - row.begin > 3 or row.line.kind == "meta":
        return False
    rest = tightened(page.text, (row.times[0].end, row.end))
    return (rest[1] - rest[0] >= 3 and not row.dates and not row.times[1:]) or (row.line.cell is not None and not row.dates)


def _is_agenda(page: Page, rows: Rows, led: list[int]) -> bool:
    """Whether the lines run forward in time as an agenda does, and are not each the place and hour of one talk."""
    times = [rows[place].times[0] for place in led]
    forward = sum(second.start >= first.start or second.bare for first, second in itertools.pairwise(times))
    spans = [_head(page, rows, place) for place in led]
    heads = [plain(page.text, span).strip(" -–—:") for span in spans]
    places = sum(is_location(page.text, span) and not is_break(plain(page.text, span)) for span in spans)
    distinct = len({time.start for time in times})
    return forward >= 0.6 * (len(times) - 1) and distinct >= min(3, 0.5 * len(times)) and places < 0.5 * len(led) and len(set(heads)) > 1


def _head(page: Page, rows: Rows, place: int) -> tuple[int, int]:
    """What stands behind the time: on its line, or in the next cell of its row."""
    span = tightened(page.text, (rows[place].times[0].end, rows[place].end))
    return span if span[0] < span[1] or place + 1 == len(rows) else rows[place + 1].span


def _first_day(rows: Rows, first: int) -> int:
    """The row of the day that the first item stands under, if it stands right above."""
    for place in range(first - 1, max(-1, first - 3), -1):
        if (
            rows[place].dates
            and rows[place].dates[0].day
            and rows[place].dates[0].kind == "day"
            and rows[place].end - rows[place].begin < 80
            and not (rows[place].label and not rows[place].label.alone)
        ):
            return place
    return first


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


def _items(page: Page, rows: Rows, fallback: DateMention | None):
    """The items in order, each with its day; times of one day are resolved against each other."""
    day: DateMention | None = fallback
    group: list[Row] = []
    pending: list[tuple[list[Row], _Item]] = []
    for row in rows:
        if _opens_with_time(page, row):
            group = [row]
            pending.append((group, _Item((), day, row.times[0])))
        elif _is_day(page, row):
            yield from _resolved(pending)
            pending, day, group = [], row.dates[0], []
        elif group and _is_beside(row, group[0]):
            group.append(row)
        elif _is_untimed_break(page, row):
            pending.append(([row], _Item((), day, None)))
            group = []
        elif group and group[0].line.cell is not None and _table(row) != _table(group[0]):
            group = []
        elif group:
            group.append(row)
    yield from _resolved(pending)


def _is_beside(row: Row, other: Row) -> bool:
    """Whether two rows stand in one row of a table."""
    return row.line.cell is not None and other.line.cell is not None and row.line.cell[:2] == other.line.cell[:2]


def _table(row: Row) -> int | None:
    return row.line.cell[0] if row.line.cell is not None else None


def _is_day(page: Page, row: Row) -> bool:
    return _opens_with_date(row) and row.end - row.begin < 80


def _opens_with_date(row: Row) -> bool:
    return bool(row.dates) and row.dates[0].begin - row.begin < 12 and row.dates[0].day is not None


def _is_untimed_break(page: Page, row: Row) -> bool:
    return (
        (row.label is None or row.label.alone)
        and row.end - row.begin < 70
        and not row.times
        and is_break(plain(page.text, row.span))
        and not people_line(page.text, row.span)
    )


def _resolved(pending: list[tuple[list[Row], _Item]]) -> list[_Item]:
    items = [replace(item, rows=tuple(rows)) for rows, item in pending]
    timed = [place for place, item in enumerate(items) if item.time]
    times = resolve_times(tuple(items[place].time for place in timed))
    for place, time in zip(timed, times, strict=False):
        items[place] = replace(items[place], time=time)
    return items


def _read(page: Page, items: tuple[_Item, ...], frame: Frame, head: Rows, tail: Rows) -> Agenda | None:
    columns = named_columns(page, (*head, *(row for item in items for row in item.rows)))
    talks: list[Talk] = []
    sessions: list[Session] = []
    pauses: list[AgendaItem] = []
    for item in items:
        when = moment(page, frame.calendar, item.day, item.time, rule="agenda", confidence=0.95)
        rows = _without_time(page, item)
        if rows and (pause := _pause(page, rows, when, item)):
            pauses.append(pause)
        elif block := _block(page, rows, when, item, frame):
            sessions.append(block[0])
            talks.extend(block[1])
        else:
            here = replace(frame, date=item.day, time=item.time, default=replace(frame.default, time=None))
            talks.extend(_talk(page, rows, here, columns))
    days = tuple(dict.fromkeys(item.day for item in items if item.day))
    return Agenda(head, tail, tuple(talks), tuple(sessions), tuple(pauses), days) if talks else None


def _without_time(page: Page, item: _Item) -> Rows:
    first = item.rows[0]
    if item.time is None:
        return item.rows
    begin, end = tightened(page.text, (first.times[0].end, first.end), " \t\n\u00a0,;:–—-|•·*_")
    if begin >= end:
        return item.rows[1:]
    return (replace(first, begin=begin, end=end, times=(), label=None), *item.rows[1:])


@rule("agenda-break", nothing=None)
def _pause(page: Page, rows: Rows, when, item: _Item) -> AgendaItem | None:
    """A meal or a pause, with the place in brackets behind it."""
    span = rows[0].span
    printed = plain(page.text, span)
    if (
        not is_break(printed)
        or (QUOTED.search(page.text, *span) and not is_break(re.sub(r"[\"“”]", "", printed)))
        or any(row.label for row in rows[1:])
    ):
        return None
    aside = ASIDE.search(page.text, *span)
    place = (
        value(page.text, aside.span(1), "agenda-break", 0.85)
        if aside and (is_location(page.text, aside.span(1)) or any(c.isdigit() for c in aside[1]))
        else None
    )
    label = value(page.text, tightened(page.text, (span[0], aside.start() if place else span[1])), "agenda-break", 0.95)
    return AgendaItem(label, when.start if item.time else None, when.end if item.time else None, place)


@rule("block-of-talks", nothing=None)
def _block(page: Page, rows: Rows, when, item: _Item, frame: Frame) -> tuple[Session, list[Talk]] | None:
    """A timed block that several talks share: they have its slot and no time of their own."""
    if len(rows) < 3 or not rows or (people_line(page.text, rows[0].span) and not _TALKS.search(page.text, *rows[0].span)):
        return None
    parting = best_parting(page, rows[1:])
    good = [segment for segment in parting.segments if quality(segment.claims) >= 1.5]
    if len(good) < 2:
        return None
    name = value(page.text, rows[0].span, "block-of-talks", 0.9)
    slot = Slot(when.start, when.end) if when.start else None
    here = replace(frame, date=item.day, time=None, slot=slot, session=name, default=replace(frame.default, time=None))
    talks = [talk for segment in good if (talk := fill(page, segment.claims, here))]
    return Session(name, when.start, when.end), talks


def _talk(page: Page, rows: Rows, frame: Frame, columns: Columns) -> list[Talk]:
    if not rows or (is_prose(page.text, rows[0].span) and rows[0].end - rows[0].begin > 400):
        return []
    claims = _claims(page, rows, columns)
    roles = {claim.role for claim in claims}
    if "speaker" not in roles and not any(claim.role == "title" and claim.confidence >= 0.88 for claim in claims):
        return []
    talk = fill(page, claims, frame)
    return [talk] if talk else []


def _claims(page: Page, rows: Rows, columns: Columns) -> tuple[Claim, ...]:
    """What an item claims: by the columns of its table where they are named, else by its lines."""
    cell = rows[0].line.cell
    if cell is None or cell[0] not in columns or any(row.line.cell is None or row.line.cell[:2] != cell[:2] for row in rows):
        return read_entry(page, rows)
    return entry_claims(page, entry_of(rows, columns[cell[0]]))


def days_of(page: Page, agenda: Agenda, frame: Frame) -> tuple[Value | None, Value | None]:
    """The first day of an agenda, and the last where it is another."""
    if not agenda.days:
        return None, None
    first = moment(page, frame.calendar, agenda.days[0], None, rule="agenda").start
    last = moment(page, frame.calendar, agenda.days[-1], None, rule="agenda").start if len(agenda.days) > 1 else None
    return first, last
