"""What one document states, as RDF: a graph of its statements and a graph of the readings they rest on.

Pure: the same document, announcement and identification give the same triples. What several documents say of one thing
is brought together by kg.publish.
"""

from dataclasses import dataclass

from pyoxigraph import Triple

from kg.describe.document import describe_document
from kg.describe.event import describe_events
from kg.describe.organization import describe_series
from kg.describe.readings import reading_triples
from kg.describe.sheet import DocumentFacts, Sheet
from kg.describe.talk import describe_talks
from kg.describe.things import thing_triples
from kg.identify.model import Identification
from kg.iris import Iris
from kg.model.announcement import Announcement

__all__ = ["Described", "DocumentFacts", "describe", "thing_triples"]


@dataclass(frozen=True, slots=True)
class Described:
    """The triples of the document's own graph, and those of the graph of its readings; each once, in no order.

    `inherited` are the facts that rest on defaults of the document alone.
    """

    facts: tuple[Triple, ...]
    readings: tuple[Triple, ...]
    inherited: frozenset[Triple] = frozenset()


def describe(document: DocumentFacts, announcement: Announcement, found: Identification, iris: Iris) -> Described:
    """What the document states, its talks, people, events and series under the ids that identification gave them.

    What `found` does not name (a speaker 'TBA') is left out.
    """
    sheet = Sheet(document, found, iris)
    describe_document(sheet)
    describe_series(sheet, announcement)
    describe_events(sheet, announcement)
    describe_talks(sheet, announcement)
    return Described(tuple(sheet.facts), tuple(reading_triples(sheet)), sheet.inherited)
