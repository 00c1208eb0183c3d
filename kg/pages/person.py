"""The page of a person."""

from dataclasses import replace

from kg.pages.facts import address, fact, label, linked, present, properties
from kg.pages.model import Cell, Ref, Table, ThingPage
from kg.pages.places import Places, places
from kg.pages.rows import Row, Site
from kg.pages.sources import disagreements, reasons
from kg.pages.tables import cell, count_table, date_cell, grouped, refs, table, talk_table, words
from kg.pages.times import day, when

DEGREE = ("tg:degreeText", "tg:degree", "tg:field", "tg:conferredBy", "tg:conferredOn")
POST = ("tg:roleText", "org:organization", "tg:startText", "tg:endText")
AWARD = ("schema:name", "tg:conferredByText", "tg:conferredOn")
SERVICE = ("tg:roleText", "tg:venueText", "tg:yearText")


def person_page(site: Site, type_: str, id_: str, iri: str) -> ThingPage:
    """The page of one person: names, where announced from, talks, joint work, posts, degrees, awards, service."""
    said = properties(site, iri)
    read = places(site, iri)
    name = label(said)
    others = [row["value"] for row in said.get("schema:alternateName", []) if row["value"] != name]
    facts = (
        fact("Also printed as", [Ref(other, evidence=read.saying(other, "tg:statedName")) for other in others]),
        fact("Same as", linked(site, said.get("schema:sameAs", []))),
        fact("Homepage", [address(row["value"]) for row in said.get("schema:url", [])], read.of(iri, "schema:url")),
    )
    given = site.ask("talks-of-speaker", thing=iri)
    organized = site.ask("talks-organized", thing=iri)
    shared = site.ask("talks-coauthored", thing=iri)
    tables = (
        replace(
            talk_table(
                site, "Talks", given, own=iri, read=lambda row: read.under(row["talk"], "tg:statedName", ending=f"#speaker-{id_}")
            ),
            empty="No talk of this person is announced here.",
        ),
        _affiliations(site, iri, read),
        talk_table(site, "Organizes and hosts", organized, read=lambda row: read.under(row["talk"], "tg:statedName")),
        talk_table(site, "Joint work presented by others", shared, read=lambda row: read.under(row["work"], "tg:statedName")),
        _coauthors(site, iri, read),
        _posts(site, iri, read),
        _degrees(site, iri, read),
        _awards(site, iri, read),
        _service(site, iri, read),
        count_table(
            site, "Spoke at the same events and series", ("Person", "Times"), site.ask("co-speakers", thing=iri),
            ("person", "name", "times"),
        ),
    )
    return ThingPage(
        type_, id_, iri, site.path(iri, name) or "", name, "Person",
        evidence=read.saying(name, "tg:statedName"),
        facts=present(*facts),
        tables=tuple(one for one in tables if one.rows or one.empty),
        sources=read.documents,
        disagreements=disagreements(site, iri, read),
        reasons=reasons(site, iri, read),
    )


def _affiliations(site: Site, iri: str, read: Places) -> Table:
    asked = site.ask("affiliations", thing=iri)
    rows = []
    for group in grouped(asked, "organization"):
        talks = [
            replace(_talk(site, row), evidence=read.of(row["participation"], "tg:statedAffiliation", value=row["organization"]))
            for row in group
        ]
        rows.append((Cell(refs(site, group, "organization", "organizationName")), cell(*dict.fromkeys(talks))))
    return table("Announced from", ("Institution or unit", "At the talk of"), rows, asked.query)


def _talk(site: Site, row: Row) -> Ref:
    """The talk or the work that an affiliation was printed at, by its date where it has one."""
    ref = site.ref(row["at"], row["atName"])
    time = when(row.get("start"))
    return Ref(time.text, ref.path, time.datetime) if time else ref


def _coauthors(site: Site, iri: str, read: Places) -> Table:
    asked = site.ask("co-authors", thing=iri)
    rows = []
    for row in asked:
        ending = f"#co-author-{row['person'].rpartition('/')[2]}"
        person = replace(site.ref(row["person"], row["name"]), evidence=read.ending(ending, "tg:statedName"))
        rows.append((cell(person), words(row, "works")))
    return table("Joint work with", ("Person", "Works"), rows, asked.query)


def _posts(site: Site, iri: str, read: Places) -> Table:
    asked = site.ask("posts", thing=iri)
    rows = []
    for group in grouped(asked, "post"):
        first = group[0]
        bounds = [day(first[key]) if key in first else "" for key in ("start", "end")]
        current = "when announced" if "stated" in first else ""
        at = site.ref(first["organization"], first["organizationName"], first.get("whole"))
        post = Ref(first.get("role", "Post"), evidence=read.of(first["post"], *POST))
        rows.append((cell(post), cell(at), cell(_period(*bounds)), cell(Ref(current) if current else None)))
    return table("Posts", ("Post", "At", "Period", "Held"), rows, asked.query)


def _period(start: str, end: str) -> Ref | None:
    if start and end:
        return Ref(f"{start} – {end}")
    if start:
        return Ref(f"from {start}")
    return Ref(f"until {end}") if end else None


def _degrees(site: Site, iri: str, read: Places) -> Table:
    asked = site.ask("degrees", thing=iri)
    rows = []
    for row in (group[0] for group in grouped(asked, "degree")):
        at = site.ref(row["institution"], row["institutionName"]) if "institution" in row else None
        degree = Ref(row.get("type", "Degree"), evidence=read.of(row["degree"], *DEGREE))
        rows.append((cell(degree), words(row, "field"), cell(at), date_cell(row, "date")))
    return table("Degrees", ("Degree", "Field", "From", "Date"), rows, asked.query)


def _awards(site: Site, iri: str, read: Places) -> Table:
    asked = site.ask("awards", thing=iri)
    rows = [
        (words(row, "name", read.of(row["award"], *AWARD)), words(row, "by"), date_cell(row, "date"))
        for row in (group[0] for group in grouped(asked, "award"))
    ]
    return table("Awards", ("Award", "Given by", "Year"), rows, asked.query)


def _service(site: Site, iri: str, read: Places) -> Table:
    asked = site.ask("service", thing=iri)
    rows = []
    for row in (group[0] for group in grouped(asked, "service")):
        role = Ref(row.get("role", "Service"), evidence=read.of(row["service"], *SERVICE))
        rows.append((cell(role), words(row, "venue"), words(row, "year")))
    return table("Service", ("Role", "For", "Year"), rows, asked.query)
