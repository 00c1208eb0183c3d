"""Announcements made by hand, and a plain identification: what bears the same name is the same thing."""

from collections import defaultdict

from kg.describe import Described, DocumentFacts, describe
from kg.identify.folding import fold
from kg.identify.mentions import sources
from kg.identify.model import DocumentReading, Identification, Thing
from kg.identify.walk import nodes
from kg.iris import Iris
from kg.model.announcement import Announcement, Value

IRIS = Iris("https://example.org/")
DOC = "00112233445566ff"


def by_name(*readings: DocumentReading) -> Identification:
    """Things told apart by type and folded name alone, with ids that can be read."""
    found = defaultdict(list)
    for source in sources(readings):
        for node in nodes(source):
            found[node.type, fold(node.name).replace(" ", "-") or node.path.replace(".", "-")].extend(node.mentions())
    things = [
        Thing(type, id, mentions[0].name, tuple(sorted({one.name for one in mentions})), tuple(mentions))
        for (type, id), mentions in found.items()
    ]
    return Identification(tuple(things), named={(one.doc, one.path): thing for thing in things for one in thing.mentions})


class Page:
    """A stored text, and values read from its words."""

    def __init__(self, text: str, doc: str = DOC) -> None:
        self.text, self.doc = text, doc

    def value(self, words: str, normal: str | None = None, **more) -> Value:
        """The value read from the first place of these words."""
        begin = self.text.index(words)
        return Value(normal or words, ((begin, begin + len(words)),), **more)

    def facts(self, **facts) -> DocumentFacts:
        """What is known of the page apart from what was read from it."""
        return DocumentFacts(self.doc, self.doc * 4, self.text, "A page", "text/plain", **facts)

    def described(self, announcement: Announcement, **facts) -> Described:
        """What the page states when this was read from it."""
        return describe(self.facts(**facts), announcement, by_name(DocumentReading(self.doc, "key", announcement)), IRIS)


def said(triples, subject: str) -> dict[str, list[str]]:
    """What is said of a thing (its path under `id/`), by the local name of the property, values sorted."""
    found = defaultdict(list)
    for triple in triples:
        if triple.subject.value == f"{IRIS.base}id/{subject}":
            value = triple.object.value.removeprefix(f"{IRIS.base}id/")
            found[triple.predicate.value.rpartition("/")[2].rpartition("#")[2]].append(value)
    return {name: sorted(values) for name, values in found.items()}
