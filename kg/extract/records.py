"""Announcements of structured records: calendar events, entries of lists, rows of tables, nodes of JSON-LD."""

from dataclasses import replace

from kg.extract.composed_records import composed_talk, marked, parted
from kg.extract.records_calendar import calendar_of
from kg.extract.records_event import talk_of_event
from kg.extract.records_repeated import each_time
from kg.extract.records_feed import feed_name, talks_of_entry
from kg.extract.records_fields import tree_of
from kg.extract.records_kin import with_kin
from kg.extract.records_gatherings import event_of_calendar, events_of_node
from kg.extract.records_front import with_body
from kg.extract.records_indico import talks_of_indico
from kg.extract.records_entry import NOTHING
from kg.extract.records_mapping import talks_of_node
from kg.extract.records_table import is_told, rows_with_headings
from kg.extract.series_organizers import series_of
from kg.extract.wording import key
from kg.model.announcement import Announcement, Event, Talk
from kg.model.document import Document
from kg.model.source import SourceSettings


_MAPPINGS = ("mapping", "row", "json-ld", "microdata", "researchseminars")
"""The kinds of records whose fields are told by their names."""


def talks_of_records(document: Document, settings: SourceSettings | None = None) -> Announcement:
    """What the records of a document state, in their order; nothing where it has none that describes a talk.

    `settings` say how the fields of its source are composed.
    """
    calendar, feed = calendar_of(document), feed_name(document)
    talks: list[Talk] = []
    events: list[Event] = []
    above = {id(row): around for row, around in rows_with_headings(document)}
    parts = {id(record): parted(document, record, settings) for record in document.records if record.kind in _MAPPINGS}
    trees = {at: tree_of(record) for at, (record, _) in parts.items()}
    for kind in ("row", "mapping"):
        with_kin(document, [trees[at] for at, (record, _) in parts.items() if record.kind == kind], every=kind == "row")
    for record in document.records:
        if record.kind == "vevent":
            found = talk_of_event(document, record, calendar, composed_talk(document, record, settings))
            talks += (talk for one in found for talk in each_time(document, record, one))
            events += (event,) if not found and (event := event_of_calendar(document, record, calendar)) else ()
        elif record.kind == "entry":
            talks += talks_of_entry(document, record, feed, composed_talk(document, record, settings))
        elif record.kind == "indico":
            announced = talks_of_indico(document, record)
            talks += announced.talks
            events += announced.events
        elif record.kind in _MAPPINGS:
            root, fits = trees[id(record)], parts[id(record)][1]
            found = talks_of_node(document, root, above.get(id(record), NOTHING))
            events += events_of_node(document, root)
            talks += marked(tuple(talk for talk in found if record.kind != "row" or is_told(talk)), fits)
    if document.media_type == "text/markdown" and len(talks) == 1:
        talks = [with_body(document, talks[0])]
    names = {key(talk.series.text): replace(talk.series, derived=False) for talk in reversed(talks) if talk.series}
    return Announcement(
        talks=tuple(talks),
        events=tuple(events),
        series=tuple(series_of(document.text, name) for name in reversed(names.values())),
    )

