"""The people at a talk, an event or a work: one line a person, with position and affiliations as announced."""

from collections.abc import Iterable
from dataclasses import replace

from kg.pages.model import Fact, Ref
from kg.pages.places import Places
from kg.pages.rows import Row, Site
from kg.pages.tables import grouped, refs


def people(site: Site, iri: str, places: Places) -> tuple[Fact, ...]:
    """A fact for each role: who holds it, with their position, then units before institutions, in reading order."""
    asked = site.ask("participants", thing=iri)
    facts = []
    for role in sorted({row["role"] for row in asked}, key=_rank):
        lines = tuple(_line(site, group, places) for group in grouped((row for row in asked if row["role"] == role), "participation"))
        facts.append(Fact(role_label(role, len(lines)), lines=lines))
    return tuple(facts)


def _rank(role: str) -> tuple[bool, str]:
    return not role.endswith("/speaker"), role


def _line(site: Site, group: list[Row], places: Places) -> tuple[Ref, ...]:
    first = group[0]
    held = first["participation"]
    name = replace(site.ref(first["person"], first["name"]), evidence=places.of(held, "tg:statedName"))
    printed = dict.fromkeys(row["statedPosition"] for row in group if "statedPosition" in row)
    positions = [Ref(text, evidence=places.of(held, "tg:statedPosition", value=text)) for text in printed]
    return (name, *positions, *affiliations(site, group, places))


def affiliations(site: Site, group: list[Row], places: Places) -> tuple[Ref, ...]:
    """The institutions and units one person was announced with, each with the places that say so."""
    held = group[0]["participation"]
    above = {row["affiliation"]: row.get("above", "") for row in group if "affiliation" in row}
    begins = {one: places.begin(held, "tg:statedAffiliation", one) for one in above}
    order = reading_order(above, begins)
    found = {ref.path: ref for ref in refs(site, group, "affiliation", "affiliationName")}
    return tuple(
        replace(found[path], evidence=places.of(held, "tg:statedAffiliation", value=one))
        for one in order
        if (path := _path(site, group, one)) in found
    )


def _path(site: Site, group: list[Row], affiliation: str) -> str | None:
    name = next(row["affiliationName"] for row in group if row.get("affiliation") == affiliation)
    return site.ref(affiliation, name).path


def reading_order(above: dict[str, str], begins: dict[str, tuple[int, int]]) -> list[str]:
    """Affiliations as they are read: each institution where it or its first unit stands, units before what holds them.

    >>> reading_order({"MIT": "", "Math": "MIT", "NYU": ""}, {"MIT": (1, 20), "Math": (1, 30), "NYU": (1, 5)})
    ['NYU', 'Math', 'MIT']
    """
    def chain(one: str) -> list[str]:
        found = [one]
        while (next_ := above.get(found[-1], "")) in above and next_ not in found:
            found.append(next_)
        return found

    chains = {one: chain(one) for one in above}
    group_begin: dict[str, tuple[int, int]] = {}
    for one, links in chains.items():
        group_begin[links[-1]] = min(begins[one], group_begin.get(links[-1], begins[one]))
    return sorted(above, key=lambda one: (group_begin[chains[one][-1]], chains[one][-1], -len(chains[one]), begins[one], one))


def role_label(role: str, number: int) -> str:
    """The name of a role for people, in the plural where several hold it."""
    name = role.rsplit("/", 1)[-1].replace("-", " ").capitalize()
    return name if number == 1 else name + "s"


def author_lines(site: Site, rows: Iterable[Row], places: Places) -> tuple[tuple[Ref, ...], ...]:
    """The authors of a work, one line each: those named as co-authors with what the announcement says of them."""
    lines = []
    for group in grouped(rows, "author"):
        name = site.ref(group[0]["author"], group[0]["authorName"])
        stated = [row for row in group if "participation" in row]
        evidence = places.of(stated[0]["participation"], "tg:statedName") if stated else ()
        lines.append((replace(name, evidence=evidence), *(affiliations(site, stated, places) if stated else ())))
    return tuple(lines)
