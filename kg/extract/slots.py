"""One talk out of the claims of its rows: each slot filled once, under the constraints that hold between them."""

from dataclasses import dataclass, replace

from kg.extract.claims import Claim, of_role
from kg.extract.joint import coauthors, without_joint
from kg.extract.location import mode_of, way_of
from kg.extract.page import Page
from kg.extract.series import bare_span
from kg.extract.speakers import speakers_of
from kg.extract.stated_defaults import NO_DEFAULT, Default
from kg.extract.status import is_tba, status_in, unmarked
from kg.extract.when import Calendar, Moment, moment, times_in
from kg.extract.truncated import without_more
from kg.extract.wording import EDGES, key, plain, prose, tightened, value
from kg.model.announcement import Coauthor, Person, Slot, Talk, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.moments import DateMention, TimeMention


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds an entry: the page's calendar and default, and what its session or its day hands down."""

    calendar: Calendar
    default: Default = NO_DEFAULT
    date: DateMention | None = None
    time: TimeMention | None = None
    slot: Slot | None = None
    location: Value | None = None
    series: Value | None = None
    event: Value | None = None
    session: Value | None = None
    organizers: tuple[Person, ...] = ()
    timezone: Value | None = None
    kind: Value | None = None


def fill(page: Page, claims: tuple[Claim, ...], frame: Frame) -> Talk | None:
    """The talk that the claims describe; None where they give neither title nor speaker."""
    if frame.default.sections and claims:
        frame = replace(frame, default=frame.default.at(claims[0].span[0]))
    claims = _of_own_day(page, claims) or claims
    title, announced = _title(page, claims)
    abstract_spans = _abstract_spans(page, claims)
    speakers, abstract_spans = speakers_of(page, claims, abstract_spans)
    if title is None and not speakers:
        return None
    if title is not None and any(key(title.text) == key(person.name.text) for person in speakers):
        title = None
    when = _when(page, claims, frame)
    location = _location(page, claims, frame, when)
    return Talk(
        title=title,
        speakers=speakers,
        start=when.start,
        end=when.end,
        slot=frame.slot,
        year_basis=when.year_basis,
        weekday=when.weekday,
        time_text=when.time_text,
        timezone=when.timezone or (frame.timezone if (when.start and "T" in when.start.text) or frame.slot else None),
        location=location,
        mode=mode_of(location) or _mode(page, claims) or (frame.default.mode if location is None or location.derived else None),
        series=_series(page, claims, frame),
        event=_first(page, claims, "event") or frame.event,
        session=_first(page, claims, "session") or frame.session,
        organizers=_organizers(page, claims) or frame.organizers,
        coauthors=_coauthors(page, abstract_spans, claims, speakers),
        abstract=_abstract(page, abstract_spans, claims),
        status=_status(page, claims, announced),
        language=page.document.language,
        kind=_first(page, claims, "kind") or frame.kind,
    )


def _title(page: Page, claims: tuple[Claim, ...]) -> tuple[Value | None, bool]:
    """The title, and whether the page announces one at all ('TBA' is none)."""
    found = of_role(claims, "title")
    tba = bool(of_role(claims, "tba"))
    for claim in found:
        words = plain(page.text, claim.span)
        if is_tba(words):
            tba = True
            if claim.confidence >= 0.9:
                return None, False
            continue
        if len(words) >= 2 and any(sign.isalpha() for sign in words):
            if tba and claim.confidence < 0.8:
                return None, False
            return value(page.text, without_joint(page.text, unmarked(page.text, claim.span)), claim.rule, claim.confidence), True
    return None, not tba


def _abstract_spans(page: Page, claims: tuple[Claim, ...]) -> tuple[Span, ...]:
    """Where the abstract stands: behind its label, or all running text of the entry."""
    found = [claim for claim in claims if claim.role == "abstract"]
    labelled = [claim for claim in found if claim.rule != "running-text-is-abstract"]
    chosen = labelled[:1] or _below(found, claims)
    chosen = [claim for claim in chosen if not is_tba(plain(page.text, claim.span))]
    return tuple(claim.span for claim in chosen)


def _below(found: list[Claim], claims: tuple[Claim, ...]) -> list[Claim]:
    """The running text below the line of the date, where there is some on either side of it."""
    dated = min((claim.span[1] for claim in claims if claim.role == "when"), default=0)
    return [claim for claim in found if claim.span[0] >= dated] or found


def _when(page: Page, claims: tuple[Claim, ...], frame: Frame) -> Moment:
    """Date and time: each from the surest claim that has one, then from what surrounds the entry."""
    found = of_role(claims, "when")
    told = [(date, claim) for claim in found for date in dates_in(page, claim.span) if date.day or date.kind == "range"]
    dates = [date for date, claim in told if claim.confidence > told[0][1].confidence - 0.1]
    date = next((d for d in dates if d.year or d.weekday is not None), dates[0] if dates else None)
    times = [time for claim in found for time in times_in(page, claim.span)]
    date_claim = next((claim for claim in found if date and claim.span[0] <= date.begin < claim.span[1]), None)
    near = [time for time in times if date_claim and date_claim.span[0] <= time.begin < date_claim.span[1]]
    time = (near or times or [None])[0]
    if time is not None and time.finish is None and len(times) > 1 and 0 <= times[1].begin - time.end < 12 and not time.usual:
        time = _until(page, time, times[1])
    confidence = found[0].confidence if found else 0.9
    result = moment(
        page,
        frame.calendar,
        date or frame.date,
        time or frame.time,
        rule=found[0].rule if found else "date-and-time",
        confidence=confidence,
    )
    if time is None and frame.time is None and frame.slot is None and result.start is not None:
        result = _with_default(page, frame, result, date or frame.date)
    return result


@rule("day-right-above", nothing=None)
def _of_own_day(page: Page, claims: tuple[Claim, ...]) -> tuple[Claim, ...] | None:
    """The claims from the line of a day right above the talk on, where days that stand empty or are to be filled come before it."""
    main = min((claim.span[0] for claim in claims if claim.role in ("speaker", "title")), default=0)
    above = sorted((c for c in claims if c.role == "when" and c.span[1] <= main and page.dates_in(c.span)), key=lambda c: c.span)
    if len(above) < 2:
        return None
    begin, end = above[-1].span
    bare = all(end - begin - (date.end - date.begin) <= 6 for date in page.dates_in((begin, end)))
    line = any(row.end - row.begin <= end - begin + 2 for row in page.between((begin, end)))
    return tuple(claim for claim in claims if claim.span[0] >= begin) if bare and line else None


def _until(page: Page, first: TimeMention, second: TimeMention) -> TimeMention:
    """Two times of which the first has lost its dash to the second: '10:30a.m11:30a.m.'."""
    between = page.text[first.end : second.begin].strip(" \t\n-–—.toà:")
    return (
        replace(first, finish=second.start, end=second.end)
        if not between and second.finish is None and second.start > first.start
        else first
    )


def dates_in(page: Page, span: Span) -> list[DateMention]:
    """The dates of the page that begin at `span`."""
    return list(page.dates_in(span))


def _with_default(page: Page, frame: Frame, result: Moment, date: DateMention | None) -> Moment:
    """The moment with the page's default time, marked as inherited, where the day is one the default speaks of."""
    time = frame.default.time
    if time is None or date is None or not frame.default.applies(result.start.text) or date.last is not None:
        return result
    given = moment(page, frame.calendar, date, time, rule="page-default", confidence=0.85, derived=True)
    return replace(given, weekday=result.weekday, time_text=result.time_text, timezone=result.timezone or given.timezone)


def _location(page: Page, claims: tuple[Claim, ...], frame: Frame, when: Moment) -> Value | None:
    for claim in of_role(claims, "location"):
        span = _without_address(page.text, claim.span)
        words = plain(page.text, span)
        if words and not is_tba(words):
            return value(page.text, span, claim.rule, claim.confidence)
    if frame.location is not None:
        return frame.location
    return frame.default.location if frame.default.location and frame.default.applies(when.start and when.start.text) else None


def _mode(page: Page, claims: tuple[Claim, ...]) -> Value | None:
    """How the talk is held, where its entry says so apart from a place."""
    claim = next(iter(of_role(claims, "mode")), None)
    return claim and Value(way_of(page.text, claim.span), (claim.span,), claim.confidence, claim.rule)


def _without_address(text: str, span: Span) -> Span:
    """A place without the web address printed behind it."""
    at = text.find("http", *span)
    return tightened(text, (span[0], at), EDGES + "(<") if at > span[0] else span


def _series(page: Page, claims: tuple[Claim, ...], frame: Frame) -> Value | None:
    found = of_role(claims, "series")
    if not found:
        return frame.series
    return value(page.text, bare_span(page.text, found[0].span), found[0].rule, found[0].confidence)


def _first(page: Page, claims: tuple[Claim, ...], role: str) -> Value | None:
    found = of_role(claims, role)
    return value(page.text, found[0].span, found[0].rule, found[0].confidence) if found else None


def _organizers(page: Page, claims: tuple[Claim, ...]) -> tuple[Person, ...]:
    return tuple(person for claim in claims if claim.role in ("host", "organizer") for person in claim.people)


def _coauthors(page: Page, abstract: tuple[Span, ...], claims: tuple[Claim, ...], speakers: tuple[Person, ...]) -> tuple[Coauthor, ...]:
    """Those the abstract or a note beside the title names as authors of joint work, without the speakers."""
    speaking = {key(person.name.text) for person in speakers}
    spans = (*abstract, *(claim.span for claim in claims if claim.role == "joint"))
    found = [author for span in spans for author in coauthors(page.text, *span)]
    return tuple(author for author in found if key(author.name.text) not in speaking)


def _abstract(page: Page, spans: tuple[Span, ...], claims: tuple[Claim, ...]) -> Value | None:
    if not spans:
        return None
    claim = next((claim for claim in claims if claim.role == "abstract" and claim.span[1] == spans[0][1]), None)
    words = without_more("\n\n".join(prose(page.text, span) for span in spans))
    return Value(words, spans, claim.confidence if claim else 0.9, claim.rule if claim else "labelled-abstract") if words else None


def _status(page: Page, claims: tuple[Claim, ...], announced: bool) -> Value:
    for claim in of_role(claims, "status"):
        if stated := status_in(page.text, claim.span):
            return stated
    if not announced:
        spans = tuple(claim.span for claim in of_role(claims, "tba")[:1])
        return Value("tba", spans, 0.9, "title-to-be-announced")
    return Value("scheduled", confidence=0.9)
