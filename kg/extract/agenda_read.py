"""What the items of an agenda say: a talk, talks side by side, a block that several talks share, a session, a break."""

import re
from dataclasses import dataclass, replace
from itertools import groupby

from kg.extract.agenda_items import Item, content_of
from kg.extract.recurring import recurring, without_recurring
from kg.extract.breaks import ASIDE, chaired_session, is_break, kind_before, session_in
from kg.extract.claims import Claim
from kg.extract.entry import quality, read_entry
from kg.extract.grids import Entry, entry_of
from kg.extract.known_names import known_name_before_title
from kg.extract.location import is_location
from kg.extract.page import Page, Row, is_prose
from kg.extract.people import people_line
from kg.extract.segments import best_parting
from kg.extract.slots import Frame, fill
from kg.extract.status import is_tba
from kg.extract.table import entry_claims
from kg.extract.titles import name_comma_title
from kg.extract.when import Moment, moment
from kg.extract.wording import QUOTED, plain, tightened, unquoted, value
from kg.model.announcement import AgendaItem, Session, Slot, Talk, Value
from kg.rules import rule

Rows = tuple[Row, ...]
_TALKS = re.compile(
    r"\b(?:talks|lectures|presentations|vorträge|exposés|charlas|session|contributed|lightning|parallel|panel|track|sitzung)\b", re.I
)
_WHOLE = 1.9
"""The quality of an entry that names both its speaker and its title."""


@dataclass(frozen=True, slots=True)
class Found:
    """The talks, named or timed blocks and breaks of an agenda."""

    talks: tuple[Talk, ...]
    sessions: tuple[Session, ...]
    pauses: tuple[AgendaItem, ...]


def read_items(page: Page, items: tuple[Item, ...], frame: Frame) -> Found:
    """What the items of an agenda hold, in their order."""
    talks: list[Talk] = []
    sessions: list[Session] = []
    pauses: list[AgendaItem] = []
    again = recurring(page, items)
    for item in items:
        when = moment(page, frame.calendar, item.day, item.time, rule="agenda", confidence=0.95)
        rows = without_recurring(page, _without_time(page, item), again)
        here = replace(frame, date=item.day, time=item.time, session=item.session, default=replace(frame.default, time=None))
        if rows and (pause := _pause(page, rows, when, item)):
            pauses.append(pause)
            continue
        if rows and item.time and (name := session_in(page.text, rows[0].span)):
            sessions.append(Session(name, when.start, when.end))
            here, rows = replace(here, session=name), rows[1:]
        chaired = chaired_session(page.text, rows[0].span) if rows and item.time else None
        if block := _block(page, rows, when, here):
            sessions += [session for session in block[0] if session.name]
            talks += block[1]
        elif chaired and not rows[1:]:
            sessions.append(Session(chaired, when.start, when.end))
        else:
            talks += _side_by_side(page, item, rows, here) or _lines(page, item, rows, when, here) or _talk(page, item, rows, here)
    return Found(tuple(talks), (*_untimed(items, sessions), *sessions), tuple(pauses))


def _untimed(items: tuple[Item, ...], timed: list[Session]) -> tuple[Session, ...]:
    """The sessions that items stand under and whose headings print no time."""
    known = {session.name.spans for session in timed if session.name}
    named = {item.session.spans: item.session for item in items if item.session}
    return tuple(Session(name) for spans, name in named.items() if spans not in known)


def _without_time(page: Page, item: Item) -> Rows:
    first = item.rows[0]
    if item.time is None:
        return item.rows
    span = content_of(page, first)
    if span is None:
        return item.rows[1:]
    return (replace(first, begin=span[0], end=span[1], times=(), label=None), *item.rows[1:])


@rule("agenda-break", nothing=None)
def _pause(page: Page, rows: Rows, when: Moment, item: Item) -> AgendaItem | None:
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
    start = when.start if item.time or (when.start and "T" not in when.start.text) else None
    return AgendaItem(label, start, when.end if item.time else None, place)


@rule("block-of-talks", nothing=None)
def _block(page: Page, rows: Rows, when: Moment, here: Frame) -> tuple[list[Session], list[Talk]] | None:
    """A timed block that several talks share: they have its slot and no time of their own."""
    if here.session and rows and _good(page, rows, _WHOLE):
        return _sharing(page, rows, when, here, here.session)
    chaired = chaired_session(page.text, rows[0].span) if len(rows) > 1 else None
    if len(rows) < 3 or (not chaired and people_line(page.text, rows[0].span) and not _TALKS.search(page.text, *rows[0].span)):
        return None
    if rows[0].line.cell is not None and len({row.line.cell[1] for row in rows if row.line.cell}) > 1:
        return None
    name = chaired or value(page.text, rows[0].span, "block-of-talks", 0.9)
    found = _sharing(page, rows[1:], when, replace(here, session=name), name)
    return ([Session(name, when.start, when.end)], found[1]) if found else None


def _good(page: Page, rows: Rows, least: float) -> list[tuple[Claim, ...]]:
    """The claims of the talks among `rows` where there are several: of each row for itself, or as the rows are best parted."""
    single = [claims_of_cell(page, (row,)) for row in rows]
    whole = [claims for claims in single if quality(claims) >= _WHOLE]
    if len(whole) < 2 or len(whole) < len(rows) - 1:
        whole = [segment.claims for segment in best_parting(page, rows).segments if quality(segment.claims) >= least]
    return whole if len(whole) > 1 else []


def _sharing(page: Page, rows: Rows, when: Moment, here: Frame, name: Value) -> tuple[list[Session], list[Talk]] | None:
    good = _good(page, rows, 1.5)
    if not good:
        return None
    inner = _in_slot(here, when)
    return [], [talk for claims in good if (talk := fill(page, claims, inner))]


def _in_slot(here: Frame, when: Moment) -> Frame:
    slot = Slot(when.start, when.end) if when.start and "T" in when.start.text else None
    return replace(here, time=None, slot=slot)


@rule("talks-side-by-side", nothing=())
def _side_by_side(page: Page, item: Item, rows: Rows, here: Frame) -> tuple[Talk, ...]:
    """The talks of parallel tracks: each cell behind the time tells of one, under the heading of its column."""
    if item.columns or not rows or any(row.line.cell is None for row in rows):
        return ()
    cells = [(column, tuple(group)) for column, group in groupby(rows, key=lambda row: row.line.cell[2])]
    told = [(column, claims) for column, group in cells if quality(claims := claims_of_cell(page, group)) >= _WHOLE]
    if len(told) < 2 or len({column for column, _ in told}) != len(told):
        return ()
    headings = dict(item.headings)
    talks = [fill(page, claims, _under(page, here, headings.get(column))) for column, claims in told]
    return tuple(talk for talk in talks if talk)


def _under(page: Page, here: Frame, heading: Row | None) -> Frame:
    """The frame of a track: its heading is the place or the session."""
    if heading is None:
        return here
    if is_location(page.text, heading.span):
        return replace(here, location=value(page.text, heading.span, "talks-side-by-side", 0.9))
    return replace(here, session=value(page.text, heading.span, "talks-side-by-side", 0.85))


@rule("lines-of-one-time", nothing=())
def _lines(page: Page, item: Item, rows: Rows, when: Moment, here: Frame) -> tuple[Talk, ...]:
    """The talks of one cell of time that spans several lines of a table: they share it."""
    if not rows or any(row.line.cell is None for row in rows):
        return ()
    lines = [tuple(group) for _, group in groupby(rows, key=lambda row: row.line.cell[:2])]
    if len(lines) < 2:
        return ()
    inner = _in_slot(here, when)
    found = [fill(page, claims, inner) for line in lines if _is_talk(claims := _of_line(page, item, line))]
    return tuple(talk for talk in found if talk) if len(found) > 1 else ()


def _of_line(page: Page, item: Item, rows: Rows) -> tuple[Claim, ...]:
    """The claims of rows: by the columns of their table where these are named, else by what they hold."""
    if not item.columns or any(row.line.cell is None for row in rows):
        return claims_of_cell(page, rows)
    roles = {column: role for column, role in item.columns if role not in ("time", "date", "datetime")}
    entry = entry_of(rows, roles)
    return () if _lacks_speaker(entry, roles) else entry_claims(page, entry)


@rule("line-of-an-agenda-without-speaker", nothing=False)
def _lacks_speaker(entry: Entry, roles: dict[int, str]) -> bool:
    """Whether the cell of who speaks is empty beside that of the title, as in a line for a registration or a tour."""
    return {"speaker", "title"} <= set(roles.values()) and all(role != "speaker" for role, _ in entry.cells)


def claims_of_cell(page: Page, rows: Rows) -> tuple[Claim, ...]:
    """The claims of an item's rows, the word for its kind apart from them."""
    kind = kind_before(page.text, rows[0].span)
    if kind is None:
        return _parted(page, rows) or read_entry(page, rows)
    begin, end = tightened(page.text, (kind[1], rows[0].end))
    by = re.match(r"(?:by|von|par|por|di|door)\s+", page.text[begin:end])
    first = replace(rows[0], begin=begin + (by.end() if by else 0), label=None)
    rest = (first, *rows[1:]) if begin < end else rows[1:]
    claims = _parted(page, rest) or read_entry(page, rest) if rest else ()
    return (*claims, Claim("kind", kind, "kind-before-talk", 0.9))


def _parted(page: Page, rows: Rows) -> tuple[Claim, ...]:
    """'Ada Byron, On engines' and 'Ada Byron On engines', where a line of an agenda holds nothing else."""
    if rows[0].label is not None or not (both := name_comma_title(page.text, rows[0].span) or known_name_before_title(page, rows[0].span)):
        return ()
    people_span, people, title = both
    named = (
        Claim("speaker", people_span, "name-comma-title", 0.85, people),
        Claim("tba" if is_tba(plain(page.text, title)) else "title", unquoted(page.text, title), "name-comma-title", 0.85),
    )
    return (*named, *read_entry(page, rows[1:])) if rows[1:] else named


def _talk(page: Page, item: Item, rows: Rows, here: Frame) -> tuple[Talk, ...]:
    if not rows or (is_prose(page.text, rows[0].span) and rows[0].end - rows[0].begin > 400):
        return ()
    claims = _of_line(page, item, rows)
    talk = fill(page, claims, here) if _is_talk(claims) else None
    return (talk,) if talk else ()


def _is_talk(claims: tuple[Claim, ...]) -> bool:
    """Whether somebody speaks, or a title is printed as one."""
    return any(claim.role == "speaker" or (claim.role == "title" and claim.confidence >= 0.88) for claim in claims)
