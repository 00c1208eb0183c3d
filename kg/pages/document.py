"""The page of a source document: its stored text with every fact marked at the words it was read from."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from kg.pages.excerpt import Span, blanked, shown
from kg.pages.facts import Properties, fact, label, linked, plain, present, properties
from kg.pages.history import history_of_document, sights
from kg.pages.model import Cell, DocumentPage, Mark, Ref, Table
from kg.pages.problems import NAMES, problems_of
from kg.pages.rows import Asked, Row, Site
from kg.pages.sources import said_of
from kg.pages.tables import cell, talk_table, words
from kg.pages.times import day

LONG = 400
"""Characters above which a fact (an abstract, a biography) is no mark of its own: its text would be one colour."""

QUOTED = 160
"""Characters of a value that the table of readings shows."""

Said = tuple[str, str]
"""What was read, and of which thing."""

Place = tuple[int, int, Said]


def document_page(site: Site, id_: str, text: str | None, rights: str = "full") -> DocumentPage:
    """The page of one document; `text` is its stored text, None where it is not kept here, `rights` how much of it may be
    shown (TEXT_RIGHTS)."""
    iri = site.iris.thing("doc", id_).value
    said = properties(site, iri)
    asked = site.ask("document-readings", graph=site.iris.graph("reading", id_).value)
    places = _places(asked)
    runs = shown(text or "", _spans(places), rights)
    talks = talk_table(site, "Talks announced here", site.ask("talks-of-document", thing=iri))
    versions = site.ask("versions", thing=iri)
    return DocumentPage(
        id_, iri, site.path(iri, label(said)) or "", label(said),
        facts=present(
            fact("Address", linked(site, said.get("schema:url", []))),
            fact("Format", plain(said, "schema:encodingFormat")),
            *sights(said),
            fact("Rights", plain(said, "dcterms:rights")),
            fact("SHA-256", plain(said, "schema:sha256")),
        ),
        marks=None if text is None or rights == "none" else marks(text, places, runs),
        talks=talks,
        readings=_readings(site, asked, None if rights == "none" else text),
        versions=tuple(site.ref(row["document"], row["name"], _order(row)) for row in versions),
        changes=history_of_document(site, iri),
        problems=tuple(
            (Ref(f"{NAMES[problem.severity]}: "), *([problem.about, Ref(": ")] if problem.about.text else []), Ref(problem.message))
            for problem in problems_of(site, iri)
        ),
        rights=rights,
        notices=_notices(talks, [row["order"] for row in versions], said),
    )


def _order(row: Row) -> str:
    """Whether another version is older or newer, and when it was first seen."""
    return f"{row['order']}, first seen {day(row['first'][:10])}" if "first" in row else row["order"]


def _notices(talks: Table, versions: list[str], said: Properties) -> tuple[str, ...]:
    notices = []
    if not talks.rows:
        notices.append("This document announces no talk that is published.")
    if "newer" in versions:
        notices.append("This is an older version; a newer one of the same page is stored.")
    elif "tg:goneSince" in said:
        notices.append("The page is gone; what it announced is kept as it was last seen.")
    elif "tg:silentSince" in said:
        notices.append("The page announces no talk any more; what it announced is kept as it was last seen.")
    return tuple(notices)


def _span(site: Site, row: Row) -> tuple[int, int] | None:
    place = site.iris.words(row["evidence"])
    return (place.begin, place.end) if place else None


def _places(asked: Iterable[Row]) -> list[Place]:
    places = set()
    for row in asked:
        begin, _, end = row["evidence"].partition("#char=")[2].partition(",")
        if begin.isdecimal() and end.isdecimal():
            places.add((int(begin), int(end), (said_of(row["property"]), _shortened(row.get("aboutName", ""), 80))))
    return sorted(places)


def _spans(places: list[Place]) -> list[Span]:
    return [(begin, end) for begin, end, _ in places]


def shown_text(site: Site, id_: str, text: str, rights: str) -> str:
    """The stored text of a document as far as `rights` (TEXT_RIGHTS) let it be shown: blanks for the rest, so that
    evidence points to where it did."""
    asked = site.ask("document-readings", graph=site.iris.graph("reading", id_).value) if rights == "excerpt" else ()
    return blanked(text, shown(text, _spans(_places(asked)), rights))


def marks(text: str, places: list[Place], runs: tuple[Span, ...]) -> tuple[Mark, ...]:
    """The runs of a text that may be shown, each part with the facts that were read from it; linear in places and text.

    >>> [(mark.text, mark.facts) for mark in marks("by Ada Byron", [(3, 12, ("Name", "Ada"))], ((0, 12),))]
    [('by ', ()), ('Ada Byron', ('Name (Ada)',))]
    """
    opens, closes, anchors = defaultdict(list), defaultdict(list), set()
    for begin, end, name in places:
        if 0 <= begin < end <= len(text):
            anchors.add(begin)
            if end - begin <= LONG:
                opens[begin].append(name)
                closes[end].append(name)
    begins, ends = {begin for begin, _ in runs}, {end for _, end in runs}
    cuts = sorted({0, len(text)} | anchors | set(opens) | set(closes) | begins | ends)
    current: list[Said] = []
    visible, parts = False, []
    for begin, end in pairwise(cuts):
        for name in closes[begin]:
            current.remove(name)
        current += opens[begin]
        visible = begin in begins or visible and begin not in ends
        if visible:
            parts.append(Mark(text[begin:end], _told(current), (begin,) if begin in anchors else ()))
        elif not parts or not parts[-1].hidden:
            parts.append(Mark("", hidden=True))
    return tuple(parts)


def _told(current: list[Said]) -> tuple[str, ...]:
    """Each fact once, with the thing it is of, or how many things it is of."""
    things: dict[str, list[str]] = {}
    for said, about in dict.fromkeys(current):
        things.setdefault(said, []).append(about)
    return tuple(
        f"{said} ({about[0]})" if len(about) == 1 and about[0] else f"{said} ({len(about)} things)" if len(about) > 1 else said
        for said, about in things.items()
    )


def _shortened(text: str, length: int = QUOTED) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _readings(site: Site, asked: Asked, text: str | None) -> Table:
    rows = []
    for row in asked:
        span = _span(site, row)
        printed = _shortened(" ".join(text[slice(*span)].split())) if text is not None and span else ""
        about = site.ref(row["about"], _shortened(row["aboutName"], 80)) if row.get("aboutName") else None
        rows.append((
            cell(Ref(said_of(row["property"]))),
            cell(about),
            Cell(_value(site, row)),
            cell(Ref(printed, f"#c{span[0]}") if span and printed else None),
            words(row, "rule"),
            words(row, "confidence"),
        ))
    columns = ("Fact", "About", "Value", "Words", "Rule", "Confidence")
    return Table("What was read where", columns, tuple(rows), asked.query, "Nothing was read from this document.")


def _value(site: Site, row: Row) -> tuple[Ref, ...]:
    if "value" not in row:
        return ()
    if "valueName" in row:
        return (site.ref(row["value"], row["valueName"]),)
    return (Ref(_shortened(row["value"]).removeprefix("https://schema.org/")),)
