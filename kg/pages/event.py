"""The page of a workshop, a colloquium meeting or another event that holds talks."""

from dataclasses import replace

from kg.pages.facts import fact, label, linked, plain, present, properties
from kg.pages.model import Cell, Ref, Table, ThingPage
from kg.pages.participants import people
from kg.pages.places import Places, places
from kg.pages.rows import Site
from kg.pages.sources import disagreements, reasons
from kg.pages.status import status
from kg.pages.tables import cell, grouped, refs, table, words
from kg.pages.talk import time_and_place
from kg.pages.times import when


def event_page(site: Site, type_: str, id_: str, iri: str) -> ThingPage:
    """The page of one event: when and where, how many fit, and its agenda with sessions, talks and breaks in order."""
    said = properties(site, iri)
    read = places(site, iri)
    name = label(said)
    persons = people(site, iri, read)
    facts = (
        *time_and_place(said, site, iri, read),
        fact("Series", linked(site, said.get("tg:inSeries", [])), read.of(iri, "tg:inSeries")),
        fact("Part of", linked(site, said.get("schema:superEvent", []))),
        *persons,
        None if persons else fact("Organized by", linked(site, said.get("schema:organizer", [])), read.of(iri, "schema:organizer")),
        fact("Capacity", plain(said, "schema:maximumAttendeeCapacity"), read.of(iri, "schema:maximumAttendeeCapacity")),
        fact("Registration", plain(said, "tg:registrationText"), read.of(iri, "tg:registrationText")),
        fact("Links", linked(site, said.get("schema:url", [])), read.of(iri, "schema:url")),
    )
    return ThingPage(
        type_, id_, iri, site.path(iri, name) or "", name, "Event",
        evidence=read.of(iri, "schema:name"),
        facts=present(*facts),
        tables=(_agenda(site, iri, read),),
        sources=read.documents,
        disagreements=disagreements(site, iri, read),
        reasons=reasons(site, iri, read),
    )


def _agenda(site: Site, iri: str, read: Places) -> Table:
    asked = site.ask("agenda", thing=iri)
    rows = []
    for group in grouped(asked, "item"):
        first = group[0]
        evidence = read.of(first["item"], "schema:name", "rdfs:label", "schema:startDate")
        if first["kind"] == "talk":
            item = site.ref(first["item"], first["name"], first.get("session"))
        else:
            item = Ref(first["name"], note=first["kind"])
        rows.append((
            cell(when(first.get("start"), first.get("end"))),
            cell(replace(item, status=status(first.get("status")), evidence=evidence)),
            Cell(refs(site, group, "speaker", "speakerName")),
            words(first, "place"),
        ))
    return replace(
        table("Agenda", ("When", "What", "Speakers", "Where"), rows, asked.query),
        empty="No talk of this event is announced here.",
    )
