"""The page of a source document: its stored text with every fact marked at the words it was read from."""

from collections import defaultdict

from kg.pages.facts import fact, linked, one, present, properties
from kg.pages.model import DocumentPage, Mark, Ref, Table
from kg.pages.problems import problems_of
from kg.pages.rows import Asked, Row, Site
from kg.pages.sources import said_of
from kg.pages.tables import cell, talk_table, words
from kg.pages.talk import said_label

LONG = 400
"""Characters above which a fact (an abstract, a biography) is no mark of its own: its text would be one colour."""

Place = tuple[int, int, str]


def document_page(site: Site, id_: str, text: str | None) -> DocumentPage:
    """The page of one document; `text` is its stored text, None where it is not kept here."""
    iri = site.iris.thing("doc", id_).value
    said = properties(site, iri)
    asked = site.ask("document-readings", graph=site.iris.graph("reading", id_).value)
    places = _places(asked)
    versions = site.ask("versions", thing=iri)
    return DocumentPage(
        id_, iri, site.path(iri, said_label(said)), said_label(said),
        facts=present(
            fact("Address", linked(site, said.get("schema:url", []))),
            fact("Format", [Ref(value) for value in [one(said, "schema:encodingFormat")] if value]),
            fact("SHA-256", [Ref(value) for value in [one(said, "schema:sha256")] if value]),
        ),
        marks=None if text is None else marks(text, places),
        talks=talk_table(site, "Talks announced here", site.ask("talks-of-document", thing=iri), empty="This document announces no talk."),
        readings=_readings(site, asked, text),
        versions=tuple(site.ref(row["document"], row["name"], row["order"]) for row in versions),
        problems=tuple(problem.message for problem in problems_of(site, iri)),
    )


def _span(row: Row) -> tuple[int, int] | None:
    begin, _, end = row["evidence"].partition("#char=")[2].partition(",")
    return (int(begin), int(end)) if begin.isdecimal() and end.isdecimal() else None


def _places(asked: Asked) -> list[Place]:
    places = set()
    for row in asked:
        if span := _span(row):
            about = row.get("aboutName")
            places.add((*span, said_of(row["property"]) + (f" of {about}" if about else "")))
    return sorted(places)


def marks(text: str, places: list[Place]) -> tuple[Mark, ...]:
    """The text in runs, each with the facts that were read from it; linear in the number of places and the text.

    >>> [(mark.text, mark.facts) for mark in marks("by Ada Byron", [(3, 12, "Speaker")])]
    [('by ', ()), ('Ada Byron', ('Speaker',))]
    """
    opens, closes, anchors = defaultdict(list), defaultdict(list), set()
    for begin, end, label in places:
        if 0 <= begin < end <= len(text):
            anchors.add(begin)
            if end - begin <= LONG:
                opens[begin].append(label)
                closes[end].append(label)
    cuts = sorted({0, len(text)} | anchors | set(opens) | set(closes))
    current: list[str] = []
    runs = []
    for begin, end in zip(cuts, cuts[1:]):
        for label in closes[begin]:
            current.remove(label)
        current += opens[begin]
        runs.append(Mark(text[begin:end], tuple(dict.fromkeys(current)), (begin,) if begin in anchors else ()))
    return tuple(runs)


def _readings(site: Site, asked: Asked, text: str | None) -> Table:
    rows = []
    for row in asked:
        span = _span(row)
        printed = text[slice(*span)] if text is not None and span else ""
        printed = printed if len(printed) <= 160 else printed[:157] + "…"
        rows.append((
            cell(Ref(said_of(row["property"]))),
            cell(site.ref(row["about"], row.get("aboutName", "")) if row.get("aboutName") else None),
            cell(Ref(printed, f"#c{span[0]}") if span and printed else None),
            words(row, "rule"),
            words(row, "confidence"),
        ))
    return Table("What was read where", ("Fact", "About", "Words", "Rule", "Confidence"), tuple(rows), asked.query, "Nothing was read from this document.")
