"""The page of a person."""

from kg.pages.facts import evidence, fact, linked, present, properties
from kg.pages.model import Cell, Ref, Table, ThingPage
from kg.pages.rows import Site
from kg.pages.sources import disagreements, reasons, sources
from kg.pages.tables import cell, count_table, date_cell, grouped, refs, talk_table, words
from kg.pages.talk import said_label
from kg.pages.times import day, when


def person_page(site: Site, type_: str, id_: str, iri: str) -> ThingPage:
    """The page of one person: names, where announced from, talks, joint work, posts, degrees, awards, service."""
    said = properties(site, iri)
    places = evidence(site, iri)
    name = said_label(said)
    others = [row for row in said.get("schema:alternateName", []) if row["value"] != name]
    given = site.ask("talks-of-speaker", thing=iri)
    facts = (
        fact("Also printed as", linked(site, others), places.get((iri, "schema:alternateName"), ())),
        fact("Same as", linked(site, said.get("schema:sameAs", []))),
    )
    tables = (
        talk_table(site, "Talks", given, empty="No talk of this person is announced here."),
        _affiliations(site, iri),
        talk_table(site, "Organizes and hosts", site.ask("talks-organized", thing=iri)),
        talk_table(site, "Joint work presented by others", site.ask("talks-coauthored", thing=iri)),
        count_table(site, "Joint work with", ("Person", "Works"), site.ask("co-authors", thing=iri), ("person", "name", "works")),
        _posts(site, iri),
        _degrees(site, iri),
        _awards(site, iri),
        _service(site, iri),
        count_table(site, "Spoke at the same events and series", ("Person", "Times"), site.ask("co-speakers", thing=iri), ("person", "name", "times")),
    )
    return ThingPage(
        type_, id_, iri, site.path(iri, name), name, "Person",
        facts=present(*facts),
        tables=tuple(table for table in tables if table.rows or table.empty),
        sources=sources(site, iri),
        disagreements=disagreements(site, iri),
        reasons=reasons(site, iri),
    )


def _affiliations(site: Site, iri: str) -> Table:
    asked = site.ask("affiliations", thing=iri)
    rows = []
    for group in grouped(asked, "organization"):
        dates = tuple(
            Ref(time.text, site.path(row["talk"], row["talkName"]), time.datetime) if (time := when(row.get("start"))) else site.ref(row["talk"], row["talkName"])
            for row in group
            if "talk" in row
        )
        rows.append((Cell(refs(site, group, "organization", "organizationName")), Cell(dates)))
    return Table("Announced from", ("Institution or unit", "At the talk of"), tuple(rows), asked.query)


def _posts(site: Site, iri: str) -> Table:
    asked = site.ask("posts", thing=iri)
    rows = []
    for group in grouped(asked, "post"):
        first = group[0]
        period = " – ".join(day(first[key]) if key in first else "" for key in ("start", "end")) if {"start", "end"} & set(first) else ""
        current = "when announced" if "stated" in first else ""
        rows.append((words(first, "role"), cell(site.ref(first["organization"], first["organizationName"])), cell(Ref(period) if period else None), cell(Ref(current) if current else None)))
    return Table("Posts", ("Post", "At", "Period", "Held"), tuple(rows), asked.query)


def _degrees(site: Site, iri: str) -> Table:
    asked = site.ask("degrees", thing=iri)
    rows = tuple(
        (words(row, "type"), words(row, "field"), cell(site.ref(row["institution"], row["institutionName"]) if "institution" in row else None), date_cell(row, "date"))
        for row in (group[0] for group in grouped(asked, "degree"))
    )
    return Table("Degrees", ("Degree", "Field", "From", "Date"), rows, asked.query)


def _awards(site: Site, iri: str) -> Table:
    asked = site.ask("awards", thing=iri)
    rows = tuple((words(row, "name"), words(row, "by"), date_cell(row, "date")) for row in (group[0] for group in grouped(asked, "award")))
    return Table("Awards", ("Award", "Given by", "Year"), rows, asked.query)


def _service(site: Site, iri: str) -> Table:
    asked = site.ask("service", thing=iri)
    rows = tuple((words(row, "role"), words(row, "venue"), words(row, "year")) for row in (group[0] for group in grouped(asked, "service")))
    return Table("Service", ("Role", "For", "Year"), rows, asked.query)
