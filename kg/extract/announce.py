"""From the rows of a page to its talks, events and series."""

from dataclasses import replace

from kg.extract.abstracts import with_abstracts
from kg.extract.agenda import agenda_of, days_of
from kg.extract.columns import page_columns
from kg.extract.day_pairs import pair_claims, pairs_below_days
from kg.extract.defaults import beside_hour, page_default, states_default
from kg.extract.entry import quality, read_entry
from kg.extract.events import event_of, header_moment, meeting_of, series_records
from kg.extract.grids import Grid, grids_of
from kg.extract.header_blocks import header_blocks, series_of_blocks, with_blocks
from kg.extract.header import Header, header_of, named_below_kind, named_by_heading
from kg.extract.hour_places import with_places_at_hours
from kg.extract.introduced import with_introduced
from kg.extract.invitation import invited
from kg.extract.location import mode_of
from kg.extract.mail import with_subject
from kg.extract.merge import merged
from kg.extract.order import in_shared_order
from kg.extract.page import Page, Row
from kg.extract.pairs import paired
from kg.extract.press import talks_in_prose, told_of
from kg.extract.sections import sections_of, series_over
from kg.extract.segments import Parting, Segment, best_parting, days_carried, is_day_line, recesses
from kg.extract.shared_places import with_shared_places
from kg.extract.slots import Frame, fill
from kg.extract.status import is_empty
from kg.extract.told_or_rows import chosen
from kg.extract.table import entry_claims, preceding_talk
from kg.extract.week_grids import weeks_of
from kg.extract.when import calendar_of, page_zone
from kg.extract.wording import plain
from kg.model.announcement import Announcement, Slot, Talk, Value
from kg.rules import rule

Rows = tuple[Row, ...]


def announcement_of(page: Page) -> Announcement:
    """The talks of a page with what its layout and its mail header hand down to them, its event and its series."""
    return with_introduced(page, with_places_at_hours(page, with_subject(page, _read(page))))


def _read(page: Page) -> Announcement:
    calendar = calendar_of(page)
    headings = page_columns(page, page.rows)
    roles = headings[0][1] if headings else ()
    left = {row.number for row, _ in headings if row.line.cell is None and "|" not in page.text[row.line.begin : row.line.end]}
    rows = tuple(row for row in page.rows if row.number not in left)
    base = Frame(calendar, timezone=page_zone(page, calendar))
    if talks := invited(page, rows, base):
        return Announcement(tuple(talks), (), series_records(page, talks, header_of(page, ())))
    by_weeks, in_layout = _by_weeks(page, rows, base, roles), _in_layout(page, rows, base, roles)
    return by_weeks if by_weeks and _told(by_weeks) > _told(in_layout) else in_layout


def _told(announcement: Announcement) -> tuple[int, int]:
    """How many talks are read, and how many of them with the hour of their end."""
    return len(announcement.talks), sum(talk.end is not None for talk in announcement.talks)


def _in_layout(page: Page, rows: Rows, base: Frame, roles: tuple[str, ...]) -> Announcement:
    return _by_agenda(page, rows, base) or _by_grid(page, rows, base) or _by_days(page, rows, base) or _by_parting(page, rows, base, roles)


def _by_weeks(page: Page, rows: Rows, base: Frame, roles: tuple[str, ...]) -> Announcement | None:
    """The talks of tables that are weeks, with what the rest of the page tells."""
    weeks = weeks_of(page, rows, base)
    if not weeks:
        return None
    inside = frozenset().union(*(week.numbers for week in weeks))
    outside = tuple(row for row in rows if row.number not in inside)
    header = header_of(page, outside[:40])
    frame = _framed(page, base, header, outside)
    talks = [_inheriting(talk, frame) for week in weeks for talk in week.talks]
    rest = _in_layout(page, outside, base, roles) if len(outside) > 1 else Announcement()
    told = with_abstracts(page, talks, outside, frame) or merged(talks, [talk for talk in rest.talks if talk.title and talk.speakers])
    events = rest.events or ((meeting_of(header, header_moment(page, base, header)),) if header.event else ())
    return Announcement(tuple(told), events, series_records(page, told, header))


def _by_agenda(page: Page, rows: Rows, base: Frame) -> Announcement | None:
    """An event with an agenda: its talks take the event's place, and its abstracts from below."""
    agenda = agenda_of(page, rows, base, None)
    if agenda is None:
        return None
    header = header_of(page, agenda.head)
    header = named_below_kind(page, agenda.head, header) or named_by_heading(page, header, agenda.head)
    if not agenda.days and header.date is not None:
        agenda = agenda_of(page, rows, base, header.date) or agenda
    frame = _framed(page, base, header, agenda.head)
    talks = [_inheriting(talk, frame) for talk in agenda.talks]
    if told := with_abstracts(page, talks, agenda.tail, frame):
        talks = told
    elif agenda.tail:
        parting = best_parting(page, agenda.tail)
        told = [
            talk
            for segment in parting.segments
            for talk in _talks(page, segment, replace(frame, default=replace(frame.default, time=None)), ())
        ]
        talks = merged(talks, [talk for talk in told if talk.title and (talk.speakers or talk.abstract)])
    event = event_of(header, agenda, days_of(page, agenda, base)) if header.name else None
    if event is not None and not header.series:
        talks = [replace(talk, event=talk.event or header.name) for talk in talks]
    return Announcement(tuple(talks), (event,) if event else (), series_records(page, talks, header))


def _inheriting(talk: Talk, frame: Frame) -> Talk:
    location = talk.location or frame.location or frame.default.location
    return replace(
        talk,
        location=location,
        mode=talk.mode or mode_of(location),
        series=talk.series or frame.series,
        event=talk.event or frame.event,
        timezone=talk.timezone or (frame.timezone if talk.start else None),
    )


def _framed(page: Page, base: Frame, header: Header, outside: Rows) -> Frame:
    """The frame of a page's entries: its header and its default."""
    default = page_default(page, outside, base.calendar)
    place = header.location and replace(header.location, derived=True, confidence=min(0.88, header.location.confidence))
    if place and default.term and default.location and place.text == default.location.text:
        place = None  # it is the place of that term
    if place and (placed := default.placed(place, sections_of(page))):
        default, place = placed, None
    return replace(base, default=default, location=place, series=header.series, event=header.name if header.event else None)


def _by_grid(page: Page, rows: Rows, base: Frame) -> Announcement | None:
    """The talks of tables with named columns."""
    grids = grids_of(page, rows)
    if not grids:
        return None
    inside = {row.number for grid in grids for row in (*grid.headings, *(row for entry in grid.entries for row in entry.rows))}
    outside = tuple(row for row in rows if row.number not in inside)
    header = header_of(page, outside[:40])
    frame = _framed(page, base, header, outside)
    frame = replace(frame, location=frame.location if beside_hour(page, frame.location) else None)
    talks = [talk for grid in grids for talk in _grid_talks(page, grid, frame)]
    talks = with_abstracts(page, talks, outside, frame) or talks
    if not talks:
        return Announcement(series=series_records(page, talks, header)) if _is_table_of_talks(grids) else None
    return Announcement(tuple(talks), (), series_records(page, talks, header))


def _is_table_of_talks(grids: tuple[Grid, ...]) -> bool:
    return any(len(grid.entries) >= 2 and any(role == "speaker" for role, _ in grid.entries[0].cells) for grid in grids)


def _grid_talks(page: Page, grid: Grid, frame: Frame) -> list[Talk]:
    found = []
    for entry in grid.entries:
        claims = entry_claims(page, entry)
        if any(claim.role == "empty" for claim in claims) and not any(claim.role == "speaker" for claim in claims):
            continue
        own = replace(frame, date=entry.day)
        read = any(claim.rule == "reading-of-session" for claim in claims)  # a paper that nobody presents is no talk
        if (talk := fill(page, claims, own)) is not None and (talk.speakers or not read):
            found.append(talk)
        if (ahead := preceding_talk(claims)) and (talk := fill(page, ahead, own)) is not None:
            found.append(replace(talk, kind=Value("pre-talk", talk.title.spans if talk.title else (), 0.8, "preceding-talk")))
    return found


def _by_days(page: Page, rows: Rows, base: Frame) -> Announcement | None:
    """The talks of a listing that puts pairs of lines below each day."""
    pairs = pairs_below_days(page, rows)
    if not pairs:
        return None
    inside = {row.number for pair in pairs for row in pair.rows}
    outside = tuple(row for row in rows if row.number not in inside)
    header = header_of(page, tuple(row for row in outside if row.begin < pairs[0].day.begin))
    frame = _framed(page, base, header, outside)
    found = (fill(page, pair_claims(page, pair), replace(frame, date=pair.day)) for pair in pairs)
    talks = [talk for talk in found if talk is not None]
    return Announcement(tuple(talks), (), series_records(page, talks, header))


def _by_parting(page: Page, rows: Rows, base: Frame, roles: tuple[str, ...]) -> Announcement:
    """The talks of entries that the page's own order tells apart; one talk where nothing recurs."""
    blocks = header_blocks(page, rows)
    aside = {row.number for block in blocks for row in block.rows}
    entries = tuple(row for row in rows if row.number not in aside)
    parting = _below_headings(page, entries, roles) or best_parting(page, entries, roles)
    parting = replace(parting, segments=with_shared_places(page, in_shared_order(page, parting.segments)))
    several = len(parting.segments) > 1
    outside = _outside(page, parting) if several else rows
    header = header_of(page, parting.head or outside[:20] if several else rows)
    frame = _framed(page, base, header, outside)
    frame = replace(frame, default=with_blocks(frame.default, blocks))
    when = header_moment(page, base, header)
    shares = several and _undated(page, parting)
    shared = shares and header.event and when.end is not None and "T" in when.end.text
    slot = Slot(when.start, when.end) if shared else None
    frame = replace(
        frame,
        location=frame.location if several and not _is_of_entries(page, parting, frame.location) else None,
        date=header.date if shares else None,
        slot=slot,
        default=replace(frame.default, time=None) if shared else frame.default,
    )
    days = days_carried(page, parting.segments)
    over = series_of_blocks(blocks, [segment.rows for segment in parting.segments]) or series_over(page, [segment.rows for segment in parting.segments], parting.between) or (None,) * len(days)
    frames = [replace(frame, date=frame.date or day, series=series or frame.series) for day, series in zip(days, over, strict=True)]
    read = (_talks(page, segment, own, roles) for segment, own in zip(parting.segments, frames, strict=True))
    talks = _alike(merged([], [talk for found in read for talk in found]))
    if not any(is_labelled(talk) for talk in talks):
        told = talks_in_prose(page, rows, _framed(page, base, header_of(page, rows), rows))
        talks = chosen(page, rows, talks, told)
    if len(talks) == 1 and not talks[0].speakers:
        talks = told_of(talks[0], talks_in_prose(page, rows, _framed(page, base, header_of(page, rows), rows))) or talks
    events = (meeting_of(header, when),) if several and header.event and talks else ()
    return Announcement(tuple(talks), events, series_records(page, talks, header))


@rule("entries-below-column-headings", nothing=None)
def _below_headings(page: Page, rows: Rows, roles: tuple[str, ...]) -> Parting | None:
    """The parting of the rows below the line of column headings of a flattened table: no entry reaches above it."""
    left = {row.number for row in page.rows} - {row.number for row in rows}
    if not roles or not left:
        return None
    above = tuple(row for row in rows if row.number < min(left))
    parting = best_parting(page, rows[len(above) :], roles) if len(rows) - len(above) > 1 else None
    return parting and replace(parting, head=(*above, *parting.head)) if parting and len(parting.segments) > 1 else None


def _alike(talks: list[Talk]) -> list[Talk]:
    """The talks of a listing without lines that name nobody, where most entries name their speaker."""
    spoken = sum(bool(talk.speakers) for talk in talks)
    if spoken < 2 or spoken * 2 < len(talks):
        return talks
    return [talk for talk in talks if talk.speakers or (talk.title and talk.title.rule not in ("title-row",))]


def _outside(page: Page, parting: Parting) -> Rows:
    """The rows of no talk: those above the entries, and entries that turn out to be none."""
    rest = (row for segment in parting.segments if quality(segment.claims) <= 0 for row in segment.rows)
    general = (row for segment in parting.segments if quality(segment.claims) > 0 for row in segment.rows if states_default(page, row))
    return (*parting.head, *sorted((*rest, *general, *parting.between), key=lambda row: row.begin))


def is_labelled(talk: Talk) -> bool:
    """Whether labels or a table name title or speaker, so that no sentence needs to be asked."""
    if talk.title and talk.title.rule.startswith(("labelled", "table", "pattern:")):
        return True
    named = any(person.name.confidence >= 0.97 for person in talk.speakers)
    return named and not (talk.title and talk.start is None and talk.title.rule == "title-row")


def _is_of_entries(page: Page, parting: Parting, place: Value | None) -> bool:
    """Whether the place above the entries is that of one of them: another prints it too."""
    told = (claim for segment in parting.segments for claim in segment.claims if claim.role == "location")
    return place is not None and any(plain(page.text, claim.span) == place.text for claim in told)


def _undated(page: Page, parting: Parting) -> bool:
    return not any(claim.role == "when" and page.dates_in(claim.span) for segment in parting.segments for claim in segment.claims)


def _talks(page: Page, segment: Segment, frame: Frame, roles: tuple[str, ...]) -> list[Talk]:
    """The talk of a segment, or the talks, where a further parting inside it tells them apart."""
    named = any(claim.role == "speaker" and claim.rule == "labelled-people" for claim in segment.claims)
    opening = segment.rows[: 1 + any(map(is_day_line, segment.rows[:1]))]
    if (quality(segment.claims) <= 0 and not named) or any(
        is_empty(plain(page.text, row.span)) for row in opening if row.end - row.begin < 120
    ):
        return []
    _first, *others = recesses(page, segment.rows) or (segment.rows,)
    claims = segment.claims
    undated = replace(frame, date=None, time=None)
    found = [fill(page, part, frame) for part in paired(page, claims)]
    found += [fill(page, read_entry(page, part, roles), undated) for part in others]
    return [talk for talk in found if talk and _is_announced(talk)]


def _is_announced(talk: Talk) -> bool:
    """Whether a reading is a talk at all: somebody speaks, or a title is printed as one or with its hour."""
    if talk.speakers:
        return True
    if talk.title is None:
        return False
    firm = talk.title.rule.startswith(("labelled", "table", "pattern:"))
    day = firm or talk.title.rule.startswith("quoted")  # a quotation with text behind it is no talk yet
    return bool((firm and talk.abstract) or (talk.start and (day or "T" in talk.start.text)))
