"""What became of a talk, where a mapping has no field for it: a mark at its title, a note, or a field that is true."""

from kg.extract.records_entry import Entry
from kg.extract.records_fields import spoken
from kg.extract.status import status_in, unmarked
from kg.model.announcement import Value
from kg.rules import rule

_NOTES = {"note", "notes", "notice", "remark", "remarks", "comment", "comments", "announcement", "info"}
_TRUE = {"true", "yes", "1"}


@rule("noted-in-record", nothing=None)
def noted_status(entry: Entry) -> Value | None:
    """The status that a mark at the title, a short note or a field such as `cancelled: true` states; None where none does."""
    text = entry.document.text
    for one in entry.of("title"):
        begin, end = unmarked(text, (one.begin, one.end))
        if stated := status_in(text, (one.begin, begin)) or status_in(text, (end, one.end)):
            return stated
    for name, one in entry.node.fields:
        if spoken(name) in _NOTES and (stated := status_in(text, (one.begin, one.end))):
            return stated
        if one.value.strip().lower() in _TRUE and (named := _NAMED.get(spoken(name).removeprefix("is "))):
            return Value(named, ((one.begin, one.end),), 0.95, "noted-in-record")
    return None


_NAMED = {
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "postponed": "postponed",
    "rescheduled": "moved",
    "moved online": "moved_online",
}
"""Names of fields that say what became of a talk where they are true."""
