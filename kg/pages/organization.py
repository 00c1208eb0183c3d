"""The pages of an institution or unit, and of a series, a work and a place."""

from dataclasses import replace

from kg.pages.facts import fact, label, linked, one, present, properties
from kg.pages.model import Cell, Fact, Ref, Table, ThingPage
from kg.pages.participants import author_lines
from kg.pages.places import Places, places
from kg.pages.rows import Site
from kg.pages.sources import disagreements, reasons
from kg.pages.tables import cell, date_cell, grouped, refs, table, talk_table, words

PRINTED = ("tg:statedAffiliationText", "tg:statedAffiliation", "schema:organizer", "org:organization", "tg:conferredBy")
"""The properties whose words are names of institutions."""


def organization_page(site: Site, type_: str, id_: str, iri: str) -> ThingPage:
    """The page of one institution or unit: names, units, the talks and people announced from it, degrees, series."""
    said = properties(site, iri)
    read = places(site, iri)
    name = label(said)
    units = site.ask("units", thing=iri)
    own = {iri, *(row["unit"] for row in units)}
    others = [row["value"] for row in said.get("schema:alternateName", []) if row["value"] != name]
    facts = (
        fact("Also printed as", [Ref(other, evidence=read.saying(other, *PRINTED)) for other in others]),
        fact("Unit of", linked(site, said.get("org:unitOf", []))),
        fact("Units", refs(site, units, "unit", "name")),
        fact("Series", [
            replace(site.ref(row["series"], row["name"]), evidence=read.of(row["series"], "schema:organizer", value=iri))
            for row in site.ask("series-of-institution", thing=iri)
        ]),
        fact("Same as", linked(site, said.get("schema:sameAs", []))),
    )
    talks = site.ask("talks-from-institution", thing=iri)
    tables = (
        talk_table(site, "Talks by its people", talks, read=lambda row: read.under(row["talk"], "tg:statedAffiliation", own)),
        _people(site, iri, read),
        _degrees(site, iri, read),
    )
    return ThingPage(
        type_, id_, iri, site.path(iri, name) or "", name, "Unit of an institution" if "org:unitOf" in said else "Institution",
        evidence=read.saying(name, *PRINTED),
        facts=present(*facts),
        tables=tuple(one for one in tables if one.rows),
        sources=read.documents,
        disagreements=disagreements(site, iri, read),
        reasons=reasons(site, iri, read),
    )


def _people(site: Site, iri: str, read: Places) -> Table:
    asked = site.ask("people-of-institution", thing=iri)
    rows = []
    for group in grouped(asked, "person"):
        units = []
        for unit in grouped(group, "unit"):
            evidence = read.ending("-" + unit[0]["person"].rpartition("/")[2], "tg:statedAffiliation", unit[0]["unit"])
            units.append(replace(site.ref(unit[0]["unit"], unit[0]["unitName"]), evidence=evidence))
        rows.append((cell(site.ref(group[0]["person"], group[0]["name"])), Cell(tuple(units))))
    return table("People announced from here", ("Person", "Announced with"), rows, asked.query)


def _degrees(site: Site, iri: str, read: Places) -> Table:
    asked = site.ask("degrees-of-institution", thing=iri)
    rows = []
    for row in (group[0] for group in grouped(asked, "degree")):
        person = replace(site.ref(row["person"], row["name"]), evidence=read.of(row["degree"], "tg:conferredBy", "tg:degreeText"))
        rows.append((cell(person), words(row, "type"), words(row, "field"), date_cell(row, "date")))
    return table("Degrees from here", ("Person", "Degree", "Field", "Date"), rows, asked.query)


def series_page(site: Site, type_: str, id_: str, iri: str) -> ThingPage:
    """The page of one series: who runs it, its meetings, its talks."""
    said = properties(site, iri)
    read = places(site, iri)
    name = label(said)
    asked = site.ask("events-of-series", thing=iri)
    rows = ((cell(site.ref(row["event"], row["name"])), date_cell(row, "start")) for row in asked)
    meetings = table("Meetings", ("Meeting", "Date"), rows, asked.query)
    run_by = [
        replace(ref, evidence=read.of(iri, "schema:organizer", value=row["value"]))
        for row, ref in zip(said.get("schema:organizer", []), linked(site, said.get("schema:organizer", [])), strict=True)
    ]
    talks = site.ask("talks-of-series", thing=iri)
    tables = (talk_table(site, "Talks", talks, own=iri, read=lambda row: read.of(row["talk"], "tg:inSeries")), meetings)
    return ThingPage(
        type_, id_, iri, site.path(iri, name) or "", name, "Joint series" if len(run_by) > 1 else "Series",
        evidence=read.of(iri, "schema:name"),
        facts=present(fact("Run by", run_by)),
        tables=tuple(one for one in tables if one.rows),
        sources=read.documents,
        disagreements=disagreements(site, iri, read),
        reasons=reasons(site, iri, read),
    )


def work_page(site: Site, type_: str, id_: str, iri: str) -> ThingPage:
    """The page of one joint work: its authors and the talks that present it."""
    said = properties(site, iri)
    read = places(site, iri)
    name = label(said)
    scope = one(said, "tg:scopeText")
    authors = Fact("Authors", lines=author_lines(site, site.ask("authors", thing=iri), read))
    return ThingPage(
        type_, id_, iri, site.path(iri, name) or "", name, "Joint work",
        evidence=read.of(iri, "schema:name"),
        facts=present(authors if authors.lines else None, fact("As stated", [Ref(scope)] if scope else [], read.of(iri, "tg:scopeText"))),
        tables=(talk_table(site, "Presented in", site.ask("talks-of-work", thing=iri)),),
        sources=read.documents,
        disagreements=disagreements(site, iri, read),
        reasons=reasons(site, iri, read),
    )


def place_page(site: Site, type_: str, id_: str, iri: str) -> ThingPage:
    """The page of one place: the talks that are announced there."""
    said = properties(site, iri)
    read = places(site, iri)
    name = label(said)
    talks = site.ask("talks-at-place", thing=iri)
    return ThingPage(
        type_, id_, iri, site.path(iri, name) or "", name, "Place",
        evidence=read.saying(name, "tg:locationText"),
        tables=(talk_table(site, "Talks here", talks, read=lambda row: read.of(row["talk"], "schema:location", "tg:locationText")),),
        sources=read.documents,
        reasons=reasons(site, iri, read),
    )
