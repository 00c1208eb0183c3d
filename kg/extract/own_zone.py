"""Times that a program gives in universal time, beside the zone that they are held in."""

import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kg.extract.when import Moment
from kg.model.announcement import Value
from kg.rules import rule
from kg.text.moments import ZoneMention

_OFFSET = re.compile(r"UTC(?:([+-])(\d\d):?(\d\d)?)?$")


@rule("own-zone", nothing=None)
def _shifted(value: Value, offset: timedelta, zone: Value) -> Value | None:
    """A time with an offset as the clocks of its zone show it; None where there is no such zone."""
    try:
        moment = datetime.fromisoformat(value.text).replace(tzinfo=timezone(offset)).astimezone(ZoneInfo(zone.text))
    except (ValueError, OverflowError, ZoneInfoNotFoundError, OSError):
        return None
    text = moment.strftime("%Y-%m-%dT%H:%M")
    return value if text == value.text else Value(text, (*value.spans, *zone.spans), min(0.95, value.confidence), "own-zone")


def in_own_zone(moment: Moment, printed: ZoneMention | None) -> Moment:
    """The moment in the zone that is stated for it, where its times are printed with another offset; without the zone
    where that is none, for 18:00 of universal time is not 18:00 there."""
    offset = _OFFSET.match(printed.name) if printed else None
    zone, start = moment.timezone, moment.start
    if offset is None or zone is None or start is None or "T" not in start.text or zone.text == printed.name:
        return moment
    sign, hours, minutes = offset.groups()
    apart = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    first = _shifted(start, apart, zone)
    if first is None:
        stated = Value(printed.name, ((printed.begin, printed.end),), 0.95, "record-zone")
        return replace(moment, timezone=stated)
    last = _shifted(moment.end, apart, zone) if moment.end and "T" in moment.end.text else moment.end
    return replace(moment, start=first, end=last)
