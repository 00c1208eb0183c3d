"""The page of a workshop, a colloquium meeting or another event that holds talks."""

from kg.pages.facts import evidence, fact, linked, one, present, properties
from kg.pages.model import Cell, Ref, Table, ThingPage
from kg.pages.rows import Site
from kg.pages.sources import disagreements, reasons, sources
from kg.pages.tables import cell, grouped, refs, words
from kg.pages.talk import said_label, time_and_place
from kg.pages.times import when


def event_page(site: Site, type_: str, id_: str, iri: str) -> ThingPage:
    """The page of one event: when and where, how many fit, and its agenda with sessions, talks and breaks in order."""
    said = properties(site, iri)
    places = evidence(site, iri)
    name = said_label(said)
    facts = (
        *time_and_place(said, site, iri, places),
        fact("Series", linked(site, said.get("tg:inSeries", [])), places.get((iri, "tg:inSeries"), ())),
        fact("Part of", linked(site, said.get("schema:superEvent", []))),
        fact("Organized by", linked(site, said.get("schema:organizer", [])), places.get((iri, "schema:organizer"), ())),
        fact("Capacity", [Ref(value) for value in [one(said, "schema:maximumAttendeeCapacity")] if value], places.get((iri, "schema:maximumAttendeeCapacity"), ())),
        fact("Registration", [Ref(value) for value in [one(said, "tg:registrationText")] if value], places.get((iri, "tg:registrationText"), ())),
    )
    return ThingPage(
        type_, id_, iri, site.path(iri, name), name, "Event",
        facts=present(*facts),
        tables=(_agenda(site, iri),),
        sources=sources(site, iri),
        disagreements=disagreements(site, iri),
        reasons=reasons(site, iri),
    )


def _agenda(site: Site, iri: str) -> Table:
    asked = site.ask("agenda", thing=iri)
    rows = []
    for group in grouped(asked, "item"):
        first = group[0]
        time = when(first.get("start"), first.get("end"))
        item = site.ref(first["item"], first["name"], first.get("session")) if first["kind"] == "talk" else Ref(first["name"], note=first["kind"])
        rows.append((cell(time), cell(item), Cell(refs(site, group, "speaker", "speakerName")), words(first, "place")))
    return Table("Agenda", ("When", "What", "Speakers", "Where"), tuple(rows), asked.query, "No talk of this event is announced here.")
