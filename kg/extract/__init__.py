"""Reading: what a document states, as talks, events and series."""

from dataclasses import replace

from kg.extract.composed import composition
from kg.extract.confidence import measured
from kg.extract.front_matter import with_front_matter
from kg.extract.given import with_given
from kg.extract.mailbox import told_in_mails
from kg.extract.merge import Told, joined
from kg.extract.missing import is_missing
from kg.extract.records import talks_of_records
from kg.extract.records_front import without_cited
from kg.extract.tagger_fill import with_tagged
from kg.extract.text import extract_text
from kg.model.announcement import Announcement, Talk
from kg.model.document import Document
from kg.model.source import SourceSettings
from kg.rules import one_document

_PAGES = ("text/html", "application/xhtml+xml", "text/markdown", "text/plain", "message/rfc822", "application/mbox", "application/pdf")
"""What is written for people; other documents are data, and their records say all."""


def extract(document: Document, settings: SourceSettings | None = None) -> Announcement:
    """What `document` states: from its structured records where it has them, from its text otherwise.

    A page that holds both is read twice; where both tell of a talk, the record is taken and the text adds what it
    alone says. `settings` are those of the source the document is from: how its lines are composed, and what holds
    for its talks where the document does not say.
    """
    return measured(as_stated(document, settings))


def as_stated(document: Document, settings: SourceSettings | None = None) -> Announcement:
    """What `extract` gives, with each value as sure as its rule says, before what was measured is taken into account."""
    with one_document():
        announcement = with_tagged(document, _read(document, settings)) if not is_missing(document) else Announcement()
        return with_given(document, announcement, settings) if settings else announcement


def _read(document: Document, settings: SourceSettings | None) -> Announcement:
    """What the document itself states."""
    recorded = talks_of_records(document, settings) if document.records else Announcement()
    if document.records and document.media_type not in _PAGES:
        return recorded
    if document.media_type == "application/mbox":
        return _both(recorded, told_in_mails(document, composition(settings, "line")))
    told = extract_text(document, composed=composition(settings, "line"), recorded=bool(recorded.talks))
    told = without_cited(document, recorded, told)
    return _both(recorded, told) if recorded.talks else with_front_matter(document, told)


def _both(recorded: Announcement, told: Announcement) -> Announcement:
    known = Told(list(told.talks))
    for talk in recorded.talks:
        place = known.same(talk)
        if place is not None:
            known.put(place, joined(talk, known.talks[place]))
        elif _adds(talk, known.talks):
            known.add(talk)
    names = {series.name.text for series in told.series}
    more = tuple(series for series in recorded.series if series.name.text not in names)
    return replace(told, talks=tuple(known.talks), series=told.series + more)


def _adds(talk: Talk, talks: list[Talk]) -> bool:
    """Whether a recorded talk is one that the text does not tell of: it has a speaker, or there is no other."""
    return bool(talk.speakers) or not talks
