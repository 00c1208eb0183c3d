"""What the shapes found, in sentences, by the document it was found in."""

from collections import defaultdict
from dataclasses import dataclass

from kg.pages.model import Ref
from kg.pages.rows import Row, Site

NAMES = {"Violation": "Wrong", "Warning": "Poor", "Info": "Not stated"}
"""The severities of SHACL, the gravest first, by what they mean here."""

ORDER = tuple(NAMES)


@dataclass(frozen=True, slots=True)
class Found:
    """One problem: its severity (Violation, Warning, Info), the sentence, and the thing it is about."""

    severity: str
    message: str
    about: Ref


@dataclass(frozen=True, slots=True)
class ProblemsPage:
    """Problems by document, the gravest first, with their numbers by severity."""

    counts: tuple[tuple[str, int], ...]
    by_document: tuple[tuple[Ref, tuple[Found, ...]], ...]
    query: str


def problems_page(site: Site) -> ProblemsPage:
    """Every problem the shapes found in what is stored."""
    asked = site.ask("problems")
    found: dict[Ref, list[Found]] = defaultdict(list)
    for row in asked:
        document = site.ref(row["document"], row["documentName"]) if "document" in row else Ref("No single document")
        found[document].append(_found(site, row))
    # A problem of a talk that several documents announce stands below each, and counts once.
    distinct = {item for items in found.values() for item in items}
    numbers = {name: sum(item.severity == name for item in distinct) for name in ORDER}
    ordered = tuple(
        (document, tuple(dict.fromkeys(sorted(items, key=lambda item: ORDER.index(item.severity))))) for document, items in found.items()
    )
    return ProblemsPage(tuple((NAMES[name], number) for name, number in numbers.items()), ordered, asked.query)


def problems_of(site: Site, document: str) -> tuple[Found, ...]:
    """The problems found in what one document states."""
    return tuple(_found(site, row) for row in site.ask("problems-of-document", thing=document))


def _found(site: Site, row: Row) -> Found:
    # What is not published has a name, but no page.
    about = site.ref(row["about"], row["aboutName"]) if "aboutName" in row else Ref(row.get("called", ""))
    return Found(row["severity"].rpartition("#")[2], row["message"], about)
