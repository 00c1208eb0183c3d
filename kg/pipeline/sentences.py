"""Why something was not published, in a sentence that leads to the line of the announcement."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.iris import Iris, owner
from kg.pipeline.build import Built, Page
from kg.pipeline.gate import Rejection
from kg.vocab import TG_about, TG_evidence, TG_property

_QUOTED = 80


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement was read: the document, the line of its stored text from 1, and the words."""

    doc: str
    line: int
    words: str


def rejected_things(built: Built, doc: str, iris: Iris) -> set[NamedNode]:
    """The rejected talks that a document states."""
    stated = {triple.subject for triple in built.described[doc].facts}
    talks = {rejection.node for rejection in built.rejections if (iris.parse(rejection.node.value) or ("",))[0] == "talk"}
    return talks & stated


def sentences(built: Built, names: dict[str, str], iris: Iris) -> dict[str, tuple[str, ...]]:
    """For each document that has one, the sentences on what of it is not published.

    `names` is what each document is called in front of the line; a problem is told of every document that states it.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    at_fault: dict[NamedNode | BlankNode, list[Rejection]] = defaultdict(list)
    for rejection in built.rejections:
        at_fault[rejection.problem.focus].append(rejection)
    for page in built.pages:
        doc = page.version.doc
        described = built.described[doc]
        for stated in {triple.subject for triple in described.facts} & at_fault.keys():
            for rejection in at_fault[stated]:
                place = _place(page, described.readings, rejection, iris)
                found[doc][_sentence(rejection, names[doc], place, iris)] = None
    return {doc: tuple(sorted(own)) for doc, own in found.items()}


def _sentence(rejection: Rejection, name: str, place: Place | None, iris: Iris) -> str:
    parsed = iris.parse(rejection.node.value)
    kind = parsed[0] if parsed is not None and "#" not in rejection.node.value else "statement"
    called = f" {rejection.problem.label!r}" if rejection.problem.label and kind != "statement" else ""
    where = name if place is None else f"{name}, line {place.line} ({place.words!r})"
    message = rejection.problem.message.rstrip(".")
    return f"{where}: {message}. The {kind}{called} is not published."


def _place(page: Page, readings: Iterable[Triple], rejection: Rejection, iris: Iris) -> Place | None:
    """The first words behind the property at fault; else those of anything said of the thing at fault."""
    about = {triple.subject for triple in readings if triple.predicate == TG_about and triple.object == rejection.problem.focus}
    exact = {
        triple.subject
        for triple in readings
        if triple.predicate == TG_property and triple.object == rejection.problem.path and triple.subject in about
    }
    whole = {
        triple.subject
        for triple in readings
        if triple.predicate == TG_about and owner(triple.object) == owner(rejection.problem.focus)
    }
    for wanted in (exact, about, whole):
        places = [
            words
            for triple in readings
            if triple.predicate == TG_evidence and triple.subject in wanted and (words := iris.words(triple.object.value))
        ]
        if places:
            first = min(places, key=lambda one: (one.begin, one.end))
            text = page.stored.text
            quoted = " ".join(text[first.begin : first.end].split())
            short = quoted if len(quoted) <= _QUOTED else quoted[: _QUOTED - 1] + "…"
            return Place(first.doc, text.count("\n", 0, first.begin) + 1, short)
    return None
