"""One talk out of the claims of its rows: each slot filled once, under the constraints that hold between them."""

from dataclasses import dataclass, replace

from kg.extract.biography import biography
from kg.extract.claims import Claim, of_role
from kg.extract.defaults import NO_DEFAULT, Default
from kg.extract.joint import coauthors
from kg.extract.location import mode_of
from kg.extract.page import Page
from kg.extract.people import people_line
from kg.extract.series import bare_span
from kg.extract.status import is_tba, status_in
from kg.extract.when import Calendar, Moment, moment, times_in
from kg.extract.wording import key, plain, prose, tightened, value
from kg.model.announcement import Coauthor, Person, Slot, Talk, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import split_position_and_affiliations
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
    title, announced = _title(page, claims)
    abstract_spans = _abstract_spans(page, claims)
    speakers, abstract_spans = _speakers(page, claims, abstract_spans)
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
        mode=mode_of(location) or frame.default.mode,
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
            return value(page.text, claim.span, claim.rule, claim.confidence), True
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


@rule("speaker-opens-abstract", nothing=None)
def _opening(page: Page, span: Span) -> Span | None:
    """The first paragraph of an abstract where it is a person's name and no more."""
    cut = page.text.find("\n", *span)
    if cut > 0 and people_line(page.text, (span[0], cut)):
        return span[0], cut
    return None


def _speakers(page: Page, claims: tuple[Claim, ...], abstract: tuple[Span, ...]) -> tuple[tuple[Person, ...], tuple[Span, ...]]:
    found = of_role(claims, "speaker")
    if not found and abstract and (opening := _opening(page, abstract[0])):
        begin, _end = tightened(page.text, (opening[1], abstract[0][1]))
        return people_line(page.text, opening), ((begin, abstract[0][1]), *abstract[1:])
    if not found:
        return (), abstract
    people = list(found[0].people)
    if found[0].rule == "people-row":
        people += _adjoining(page, found)
    people = _with_affiliations(page, people, claims, found[0])
    return tuple(_with_bio(page, tuple(people), claims)), abstract


def _adjoining(page: Page, found: tuple[Claim, ...]) -> list[Person]:
    """The people of the rows right below the first row of people."""
    more, end = [], found[0].span[1]
    for claim in sorted(found[1:], key=lambda claim: claim.span):
        if claim.rule == "people-row" and claim.span[0] >= end and not page.text[end : claim.span[0]].strip(" \n\t-*•,;&"):
            more += claim.people
            end = claim.span[1]
    return more


def _with_affiliations(page: Page, people: list[Person], claims: tuple[Claim, ...], chosen: Claim) -> list[Person]:
    """The speakers, a lone one with the affiliation that stands apart from the name."""
    apart = [claim for claim in claims if claim.role in ("affiliation", "position")]
    if (
        apart
        and people[-1].affiliations
        and page.text[chosen.span[1] : apart[0].span[0]].strip(" \t\n*_") in ("", ",")
        and _trails(page, chosen)
    ):
        more = split_position_and_affiliations(page.text, *apart[0].span)[1]
        given = tuple(Value(plain(page.text, (m.begin, m.end)), ((m.begin, m.end),), min(0.9, m.confidence), apart[0].rule) for m in more)
        return [*people[:-1], replace(people[-1], affiliations=people[-1].affiliations + given)]
    if not apart or people[-1].affiliations or any(person.affiliations for person in people[:-1]):
        return people
    given: list[Value] = []
    position = people[-1].position
    for claim in apart:
        spot, mentions = split_position_and_affiliations(page.text, *claim.span)
        given += [Value(plain(page.text, (m.begin, m.end)), ((m.begin, m.end),), min(0.9, m.confidence), claim.rule) for m in mentions]
        position = position or (value(page.text, spot, claim.rule, 0.85) if spot else None)
    targets = people if len(people) == 1 else people[-1:]
    return [*people[: len(people) - len(targets)], *(replace(person, affiliations=tuple(given), position=position) for person in targets)]


def _trails(page: Page, claim: Claim) -> bool:
    """Whether the row of the people ends with a comma, so that the next goes on."""
    return "," in page.text[claim.span[1] - 1 : claim.span[1] + 2]


def _with_bio(page: Page, people: tuple[Person, ...], claims: tuple[Claim, ...]) -> tuple[Person, ...]:
    spans = [claim.span for claim in claims if claim.role == "bio" and not is_tba(plain(page.text, claim.span))]
    given: list[Person] = []
    for _number, person in enumerate(people):
        span = _own(page, person, spans, alone=len(people) == 1) if spans else None
        given.append(_told(page, person, span) if span else person)
    return tuple(given)


def _own(page: Page, person: Person, spans: list[Span], alone: bool) -> Span | None:
    surname = person.name.text.split()[-1]
    named = [span for span in spans if surname in page.text[span[0] : span[1]]]
    return named[0] if named else spans[0] if alone else None


@rule("present-post-is-affiliation", nothing=())
def _present(bio) -> tuple[Value, ...]:
    """The organizations of the posts that a biography states in the present tense."""
    current = [post.organization for post in bio.positions if post.current and post.organization]
    return tuple(replace(name, rule="present-post-is-affiliation", confidence=min(0.85, name.confidence)) for name in current[:1])


def _told(page: Page, person: Person, span: Span) -> Person:
    bio = biography(page.text, *span, subject=person.name.text)
    if bio.text is None:
        bio = replace(bio, text=Value(prose(page.text, span), (span,), 0.95, "labelled-abstract"))
    if person.affiliations or not (present := _present(bio)):
        return replace(person, bio=bio)
    return replace(person, bio=bio, affiliations=present, affiliation_from="bio")


def _when(page: Page, claims: tuple[Claim, ...], frame: Frame) -> Moment:
    """Date and time: each from the surest claim that has one, then from what surrounds the entry."""
    found = of_role(claims, "when")
    dates = [date for claim in found for date in dates_in(page, claim.span) if date.day or date.kind == "range"]
    date = next((d for d in dates if d.year or d.weekday is not None), dates[0] if dates else None)
    times = [time for claim in found for time in times_in(page, claim.span)]
    date_claim = next((claim for claim in found if date and claim.span[0] <= date.begin < claim.span[1]), None)
    near = [time for time in times if date_claim and date_claim.span[0] <= time.begin < date_claim.span[1]]
    time = (near or times or [None])[0]
    if time is not None and time.finish is None and len(times) > 1 and times[1].begin - time.end < 12 and not time.usual:
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
    return replace(given, weekday=result.weekday, time_text=result.time_text, timezone=result.timezone)


def _location(page: Page, claims: tuple[Claim, ...], frame: Frame, when: Moment) -> Value | None:
    for claim in of_role(claims, "location"):
        words = plain(page.text, claim.span)
        if words and not is_tba(words):
            return value(page.text, claim.span, claim.rule, claim.confidence)
    if frame.location is not None:
        return frame.location
    return frame.default.location if frame.default.location and frame.default.applies(when.start and when.start.text) else None


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
    words = "\n\n".join(prose(page.text, span) for span in spans)
    return Value(words, spans, claim.confidence if claim else 0.9, claim.rule if claim else "labelled-abstract") if words else None


def _status(page: Page, claims: tuple[Claim, ...], announced: bool) -> Value:
    for claim in of_role(claims, "status"):
        if stated := status_in(page.text, claim.span):
            return stated
    if not announced:
        spans = tuple(claim.span for claim in of_role(claims, "tba")[:1])
        return Value("tba", spans, 0.9, "title-to-be-announced")
    return Value("scheduled", confidence=0.9)
