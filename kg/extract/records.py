"""Announcements of structured records: calendar events, entries of lists, rows of tables, nodes of JSON-LD."""

from kg.extract.records_fields import tree_of
from kg.extract.records_mapping import talks_of_node
from kg.model.announcement import Announcement, Series, Talk
from kg.model.document import Document


def talks_of_records(document: Document) -> Announcement:
    """What the records of a document state, in their order; nothing where it has none that describes a talk."""
    talks: list[Talk] = []
    for record in document.records:
        if record.kind in ("mapping", "row", "json-ld", "microdata"):
            talks += talks_of_node(document, tree_of(record))
    return Announcement(talks=tuple(talks))
