"""Reading: what a document states, as talks, events and series."""

from kg.extract.text import extract_text
from kg.model.announcement import Announcement
from kg.model.document import Document


def extract(document: Document) -> Announcement:
    """What `document` states: from its structured records where it has them, from its text otherwise."""
    return extract_text(document)
