"""The pages of an institution or unit, and of a series, an event, a work and a place."""

from kg.pages.facts import evidence, fact, linked, one, present, properties
from kg.pages.model import Cell, Ref, Table, ThingPage
from kg.pages.rows import Site
from kg.pages.sources import disagreements, reasons, sources
from kg.pages.tables import cell, date_cell, grouped, refs, talk_table, words
from kg.pages.talk import said_label


def organization_page(site: Site, type_: str, id_: str, iri: str) -> ThingPage:
    """The page of one institution or unit: names, units, the talks and people announced from it, degrees, series."""
    said = properties(site, iri)
    name = said_label(said)
    units = site.ask("units", thing=iri)
    runs = site.ask("series-of-institution", thing=iri)
    others = [row for row in said.get("schema:alternateName", []) if row["value"] != name]
    facts = (
        fact("Also printed as", linked(site, others)),
        fact("Unit of", linked(site, said.get("org:unitOf", []))),
        fact("Units", refs(site, units, "unit", "name")),
        fact("Series", refs(site, runs, "series", "name")),
        fact("Same as", linked(site, said.get("schema:sameAs", []))),
    )
    tables = (
        talk_table(site, "Talks by its people", site.ask("talks-from-institution", thing=iri)),
        _people(site, iri),
        _degrees(site, iri),
    )
    return ThingPage(
        type_, id_, iri, site.path(iri, name), name, "Unit of an institution" if "org:unitOf" in said else "Institution",
        facts=present(*facts),
        tables=tuple(table for table in tables if table.rows),
        sources=sources(site, iri),
        disagreements=disagreements(site, iri),
        reasons=reasons(site, iri),
    )


def _people(site: Site, iri: str) -> Table:
    asked = site.ask("people-of-institution", thing=iri)
    rows = tuple((cell(site.ref(group[0]["person"], group[0]["name"])), Cell(refs(site, group, "unit", "unitName"))) for group in grouped(asked, "person"))
    return Table("People announced from here", ("Person", "Announced with"), rows, asked.query)


def _degrees(site: Site, iri: str) -> Table:
    asked = site.ask("degrees-of-institution", thing=iri)
    rows = tuple((cell(site.ref(row["person"], row["name"])), words(row, "type"), words(row, "field"), date_cell(row, "date")) for row in asked)
    return Table("Degrees from here", ("Person", "Degree", "Field", "Date"), rows, asked.query)


def series_page(site: Site, type_: str, id_: str, iri: str) -> ThingPage:
    """The page of one series: who runs it, its meetings, its talks."""
    said = properties(site, iri)
    places = evidence(site, iri)
    name = said_label(said)
    asked = site.ask("events-of-series", thing=iri)
    meetings = Table("Meetings", ("Meeting", "Date"), tuple((cell(site.ref(row["event"], row["name"])), date_cell(row, "start")) for row in asked), asked.query)
    run_by = linked(site, said.get("schema:organizer", []))
    tables = (talk_table(site, "Talks", site.ask("talks-of-series", thing=iri), series=False), meetings)
    return ThingPage(
        type_, id_, iri, site.path(iri, name), name, "Joint series" if len(run_by) > 1 else "Series",
        facts=present(fact("Run by", run_by, places.get((iri, "schema:organizer"), ()))),
        tables=tuple(table for table in tables if table.rows),
        sources=sources(site, iri),
        disagreements=disagreements(site, iri),
        reasons=reasons(site, iri),
    )


def work_page(site: Site, type_: str, id_: str, iri: str) -> ThingPage:
    """The page of one joint work: its authors and the talks that present it."""
    said = properties(site, iri)
    name = said_label(said)
    scope = one(said, "tg:scopeText")
    return ThingPage(
        type_, id_, iri, site.path(iri, name), name, "Joint work",
        facts=present(fact("Authors", linked(site, said.get("schema:author", []))), fact("As stated", [Ref(scope)] if scope else [])),
        tables=(talk_table(site, "Presented in", site.ask("talks-of-work", thing=iri)),),
        sources=sources(site, iri),
        reasons=reasons(site, iri),
    )


def place_page(site: Site, type_: str, id_: str, iri: str) -> ThingPage:
    """The page of one place: the talks that are announced there."""
    said = properties(site, iri)
    name = said_label(said)
    return ThingPage(
        type_, id_, iri, site.path(iri, name), name, "Place",
        tables=(talk_table(site, "Talks here", site.ask("talks-at-place", thing=iri)),),
        sources=sources(site, iri),
        reasons=reasons(site, iri),
    )
