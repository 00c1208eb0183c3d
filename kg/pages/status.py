"""What became of a talk or an event, in words."""

STATUS = {
    "EventCancelled": "cancelled",
    "EventPostponed": "postponed",
    "EventRescheduled": "moved to another time",
    "EventMovedOnline": "moved online",
}


def status(iri: str | None) -> str | None:
    """What a list says beside a title; None where it takes place as announced."""
    return STATUS.get((iri or "").rpartition("/")[2])
