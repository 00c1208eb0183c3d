"""The page of a talk, and what talks share with events."""

from kg.pages.facts import Properties, evidence, fact, linked, one, present, properties
from kg.pages.model import Cell, Fact, Ref, Table, ThingPage
from kg.pages.rows import Row, Site
from kg.pages.sources import disagreements, reasons, sources
from kg.pages.tables import cell, grouped, refs, words
from kg.pages.times import when

STATUS = {
    "EventCancelled": "cancelled",
    "EventPostponed": "postponed",
    "EventRescheduled": "moved to another time",
    "EventMovedOnline": "moved online",
}
MODE = {
    "OnlineEventAttendanceMode": "online",
    "OfflineEventAttendanceMode": "in person",
    "MixedEventAttendanceMode": "in person and online",
}


def talk_page(site: Site, type_: str, id_: str, iri: str) -> ThingPage:
    """The page of one talk: who, what, when, where, in which series, on joint work with whom, and where it says so."""
    said = properties(site, iri)
    places = evidence(site, iri)
    title = one(said, "schema:name")
    facts = (
        *_people(site, iri, places),
        *time_and_place(said, site, iri, places),
        fact("Series", linked(site, said.get("tg:inSeries", [])), places.get((iri, "tg:inSeries"), ())),
        fact("Part of", linked(site, said.get("schema:superEvent", [])), places.get((iri, "schema:superEvent"), ())),
        fact("Status", [Ref(STATUS[name]) for row in said.get("schema:eventStatus", []) if (name := _last(row)) in STATUS]),
        fact("Attendance", [Ref(MODE[name]) for row in said.get("schema:eventAttendanceMode", []) if (name := _last(row)) in MODE]),
        fact("Links", linked(site, said.get("schema:url", [])), places.get((iri, "schema:url"), ())),
    )
    abstract = one(said, "schema:abstract")
    notices = []
    if title is None:
        notices.append("The announcement gives no title.")
    if "schema:startDate" not in said and "tg:startMonthDay" not in said:
        notices.append("The announcement gives no date.")
    if said.get("tg:lastSeenIn"):
        notices.append("A newer version of the page no longer lists this talk; it was last seen in the version below.")
    return ThingPage(
        type_, id_, iri, site.path(iri, said_label(said)), title or said_label(said), "Talk",
        facts=present(*facts),
        prose=(("Abstract", paragraphs(abstract)),) if abstract else (),
        tables=_works(site, iri),
        sources=sources(site, iri),
        disagreements=disagreements(site, iri),
        reasons=reasons(site, iri),
        notices=tuple(notices),
    )


def said_label(said: Properties) -> str:
    """The name of a thing for people."""
    return one(said, "rdfs:label") or one(said, "schema:name") or "without a name"


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text."""
    return tuple(part for part in (piece.strip() for piece in text.split("\n\n")) if part)


def time_and_place(said: Properties, site: Site, iri: str, places) -> tuple[Fact | None, ...]:
    """When and where a talk or an event is, as stated."""
    start = one(said, "schema:startDate")
    time = when(start, one(said, "schema:endDate"))
    if start is None and (month_day := one(said, "tg:startMonthDay")):
        time = when(month_day + (f"T{clock}" if (clock := one(said, "tg:startTime")) else ""))
    zone = one(said, "tg:timeZone")
    stated = places.get((iri, "schema:startDate"), ()) + places.get((iri, "schema:endDate"), ())
    where = linked(site, said.get("schema:location", [])) or tuple(
        Ref(row["value"]) for row in said.get("tg:locationText", [])
    )
    return (
        fact("When", [time and Ref(time.text, datetime=time.datetime, note=zone)], tuple(dict.fromkeys(stated))),
        fact("Where", where, places.get((iri, "schema:location"), ()) or places.get((iri, "tg:locationText"), ())),
    )


def _last(row: Row) -> str:
    return row["value"].rsplit("/", 1)[-1]


def _people(site: Site, iri: str, places) -> tuple[Fact | None, ...]:
    facts = []
    asked = site.ask("participants", thing=iri)
    for role in dict.fromkeys(row["role"] for row in asked):
        people, found = [], []
        for group in grouped((row for row in asked if row["role"] == role), "participation"):
            first = group[0]
            people.append(site.ref(first["person"], first["name"], first.get("statedPosition")))
            people += refs(site, group, "affiliation", "affiliationName")
            found += places.get((first["participation"], "tg:statedName"), ())
        facts.append(fact(role_label(role, len({row["person"] for row in asked if row["role"] == role})), people, found))
    return tuple(facts)


def role_label(role: str, number: int) -> str:
    """The name of a role for people, in the plural where several hold it."""
    name = role.rsplit("/", 1)[-1].replace("-", " ").capitalize()
    return name if number == 1 else name + "s"


def _works(site: Site, iri: str) -> tuple[Table, ...]:
    asked = site.ask("work-authors", thing=iri)
    rows = []
    for group in grouped(asked, "work"):
        authors = []
        for author in grouped(group, "author"):
            authors.append(site.ref(author[0]["author"], author[0]["authorName"]))
        affiliations = refs(site, group, "affiliation", "affiliationName")
        rows.append((cell(site.ref(group[0]["work"], group[0]["workName"])), words(group[0], "scope"), Cell(tuple(authors)), Cell(affiliations)))
    return (Table("Joint work", ("Work", "As stated", "Authors", "Affiliations"), tuple(rows), asked.query),) if rows else ()
