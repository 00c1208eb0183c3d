"""A calendar's event that is held several times: a talk each time, where a title says that it is a talk."""

import re
from dataclasses import replace
from datetime import datetime

from kg.model.announcement import Talk, Value
from kg.model.document import Document, Record
from kg.rules import rule

_START = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?")


@rule("repeated-event", nothing=None)
def _starts(document: Document, record: Record) -> tuple[Value, ...] | None:
    """When a repeated event is held, each time of it."""
    for one in record.fields:
        if one.path == "X-HELD":
            found = _START.finditer(document.text, one.begin, one.end)
            return tuple(Value(start[0], (start.span(),), 0.9, "repeated-event") for start in found)
    return None


def each_time(document: Document, record: Record, talk: Talk) -> tuple[Talk, ...]:
    """The talk once for each time that its event is held, if it comes to an end; else as it is, once.

    Without a title it is no announced talk that is repeated, but somebody's usual hour: it is told once.
    """
    starts = _starts(document, record)
    if not starts or talk.start is None:
        return (talk,)
    if talk.title is None:
        return (replace(talk, start=starts[0], end=_end(talk, starts[0]), time_text=starts[0]),) if starts[0].text != talk.start.text else (talk,)
    return tuple(talk if start.text == talk.start.text else replace(talk, start=start, end=_end(talk, start), time_text=start, weekday=None) for start in starts)


def _end(talk: Talk, start: Value) -> Value | None:
    """The end of one time, as long after its start as that of the first."""
    if talk.end is None or talk.start is None or len(talk.start.text) != len(start.text):
        return None
    lasts = datetime.fromisoformat(talk.end.text) - datetime.fromisoformat(talk.start.text)
    moment = datetime.fromisoformat(start.text) + lasts
    text = moment.isoformat(timespec="minutes") if "T" in start.text else moment.date().isoformat()
    return Value(text, (*start.spans, *talk.end.spans), 0.88, "repeated-event")
