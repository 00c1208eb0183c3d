"""The page of a talk, and what talks share with events."""

from dataclasses import replace

from kg.pages.facts import Properties, fact, label, linked, one, plain, present, properties
from kg.pages.history import history_of_talk, last_seen_notice, sights
from kg.pages.model import Fact, Prose, Ref, ThingPage
from kg.pages.participants import author_lines, people
from kg.pages.places import Places, places
from kg.pages.rows import Row, Site
from kg.pages.sources import disagreements, reasons
from kg.pages.status import STATUS
from kg.pages.tables import grouped
from kg.pages.times import when

MODE = {
    "OnlineEventAttendanceMode": "online",
    "OfflineEventAttendanceMode": "in person",
    "MixedEventAttendanceMode": "in person and online",
}


def talk_page(site: Site, type_: str, id_: str, iri: str) -> ThingPage:
    """The page of one talk: who, what, when, where, in which series, on joint work with whom, and where it says so."""
    said = properties(site, iri)
    read = places(site, iri)
    title = one(said, "schema:name")
    facts = (
        *people(site, iri, read),
        *time_and_place(said, site, iri, read),
        fact("Series", linked(site, said.get("tg:inSeries", [])), read.of(iri, "tg:inSeries")),
        fact("Part of", linked(site, said.get("schema:superEvent", [])), read.of(iri, "schema:superEvent")),
        *_works(site, iri, read),
        fact("Status", _named(said, "schema:eventStatus", STATUS), read.of(iri, "schema:eventStatus")),
        fact("Attendance", _named(said, "schema:eventAttendanceMode", MODE), read.of(iri, "schema:eventAttendanceMode")),
        fact("Links", linked(site, said.get("schema:url", [])), read.of(iri, "schema:url")),
        *sights(said),
    )
    changed = history_of_talk(site, iri)
    return ThingPage(
        type_, id_, iri, site.path(iri, label(said)) or "", title or label(said), "Talk",
        evidence=read.of(iri, "schema:name"),
        facts=present(*facts),
        prose=tuple(
            Prose("Abstract", paragraphs(row["value"]), read.of(iri, "schema:abstract", value=row["value"]))
            for row in said.get("schema:abstract", [])[:1]
        ),
        tables=(changed,) if changed.rows else (),
        sources=read.documents,
        disagreements=disagreements(site, iri, read),
        reasons=reasons(site, iri, read),
        notices=tuple(_notices(site, iri, said)),
    )


def _notices(site: Site, iri: str, said: Properties) -> list[str]:
    notices = []
    if "schema:name" not in said:
        notices.append("The announcement gives no title.")
    if "schema:startDate" not in said and "tg:startMonthDay" not in said:
        notices.append("The announcement gives no date.")
    if said.get("tg:lastSeenIn"):
        notices.append(last_seen_notice(site, iri))
    return notices


def _named(said: Properties, name: str, names: dict[str, str]) -> list[Ref]:
    return [Ref(names[last]) for row in said.get(name, []) if (last := _last(row)) in names]


def _last(row: Row) -> str:
    return row["value"].rsplit("/", 1)[-1]


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text."""
    return tuple(part for part in (piece.strip() for piece in text.split("\n\n")) if part)


def time_and_place(said: Properties, site: Site, iri: str, read: Places) -> tuple[Fact | None, ...]:
    """When and where a talk or an event is, as stated."""
    start = one(said, "schema:startDate")
    time = when(start, one(said, "schema:endDate"))
    if start is None and (month_day := one(said, "tg:startMonthDay")):
        time = when(month_day + (f"T{clock}" if (clock := one(said, "tg:startTime")) else ""))
    if time is None:
        time = next(iter(plain(said, "tg:timeText")), None)
    zone = one(said, "tg:timeZone")
    where = linked(site, said.get("schema:location", [])) or plain(said, "tg:locationText")
    stated = read.of(iri, "schema:startDate", "tg:startMonthDay", "tg:startTime", "schema:endDate", "tg:timeText")
    return (
        fact("When", [time and replace(time, note=zone)], stated),
        fact("Where", where, read.of(iri, "schema:location", "tg:locationText")),
    )


def _works(site: Site, iri: str, read: Places) -> list[Fact]:
    """The joint works, each with its authors but for the speakers, one line each; the words that limit it come first."""
    facts = []
    for group in grouped(site.ask("work-authors", thing=iri), "work"):
        first = group[0]
        scope = Ref(first["scope"], evidence=read.of(first["work"], "tg:scopeText")) if "scope" in first else None
        work = (site.ref(first["work"], first["workName"]), *([scope] if scope else []))
        others = [row for row in group if "speaks" not in row]
        facts.append(Fact("Joint work with", lines=author_lines(site, others, read)))
        facts.append(Fact("Joint work", lines=(work,)))
    return facts
