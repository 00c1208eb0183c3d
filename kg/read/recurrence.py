"""The days on which a calendar's repeated event is held (RFC 5545, 3.8.5), where they come to an end."""

import re
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrulestr

MOST = 60
"""Times up to which a repeated event is told one by one: a course of a term. Beyond, and without an end, it only repeats."""
LONGEST = timedelta(days=731)
"""How far ahead days are looked for, so that a rule that never fits (30 February) costs no more than one that does."""
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?Z?)?$")
_RULE = re.compile(r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;(?:INTERVAL|COUNT|UNTIL|BYDAY|BYMONTH|BYMONTHDAY|BYSETPOS|WKST)=[A-Z0-9,+-]{1,60}){0,8}$")

Stated = tuple[str, tuple[tuple[str, str], ...], str]
"""A property: its name, its parameters, its value."""


def occurrences(properties: list[Stated], instead: frozenset[str]) -> list[str]:
    """The starts of a repeated event as iCalendar writes them, in their order, without those it excepts and those that
    other events stand `instead` of; none where it does not repeat, or not to an end within reach.

    >>> rule = [("DTSTART", (), "20250503T140000"), ("RRULE", (), "FREQ=WEEKLY;COUNT=3"), ("EXDATE", (), "20250510T140000")]
    >>> occurrences(rule, frozenset())
    ['20250503T140000', '20250517T140000']
    """
    stated = {name: [value for own, _, value in properties if own == name] for name in ("DTSTART", "RRULE", "RDATE", "EXDATE")}
    first = _moment(stated["DTSTART"][0]) if stated["DTSTART"] else None
    if first is None or not (stated["RRULE"] or stated["RDATE"]):
        return []
    held = {first}
    for rule in stated["RRULE"][:1]:
        ruled = _ruled(rule.strip().upper().rstrip(";"), first)
        if ruled is None:
            return []
        held.update(ruled)
    held.update(moment for moment in _listed(stated["RDATE"]) if abs(moment - first) <= LONGEST)
    left_out = {*_listed(stated["EXDATE"]), *_listed(list(instead))}
    days = {moment.date() for moment in left_out if moment.time() == time()}
    kept = sorted(moment for moment in held if moment not in left_out and moment.date() not in days)
    if len(kept) > MOST:
        return []
    template = stated["DTSTART"][0].strip()
    return [_printed(moment, template) for moment in kept]


def _ruled(rule: str, first: datetime) -> list[datetime] | None:
    """The moments of a rule; None where it has no end, or one out of reach."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    if not _RULE.match(";".join(sorted(rule.split(";"), key=lambda part: not part.startswith("FREQ=")))):
        return None
    count = int(parts.pop("COUNT")) if parts.get("COUNT", "").isdecimal() else None
    last = _moment(parts.pop("UNTIL", ""))
    if (count is None and last is None) or (count or 0) > MOST:
        return None
    if last is not None and last - first > LONGEST:
        return None
    # UNTIL is in universal time and DTSTART is not: the whole of its day counts.
    until = datetime.combine(last.date(), time(23, 59, 59)) if last else min(first, datetime.max - LONGEST) + LONGEST
    try:
        rules = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=first).replace(until=until)
        found = list(islice(rules, MOST + 1 if count is None else count))
    except (ValueError, KeyError, TypeError, IndexError, OverflowError):
        return None
    whole = sorted({first, *found})[:count]  # the start is the first time, whether it fits the rule or not
    return whole if count is None or len(whole) == count else None


def _listed(values: list[str]) -> list[datetime]:
    stamps = [stamp for value in values for stamp in value.split(",")[:500]]
    return [moment for stamp in stamps if (moment := _moment(stamp))]


def _moment(stamp: str) -> datetime | None:
    found = _STAMP.match(stamp.strip())
    if not found:
        return None
    year, month, day, hour, minute, _ = (int(part or 0) for part in found.groups())
    try:
        return datetime.combine(date(year, month, day), time(hour, minute))
    except ValueError:
        return None


def _printed(moment: datetime, template: str) -> str:
    """A moment written as the start is: with or without a time, in universal time or not."""
    return moment.strftime("%Y%m%dT%H%M%S") + template[15:] if "T" in template else moment.strftime("%Y%m%d")
