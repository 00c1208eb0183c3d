"""Dates and times as literals: no more precise, and no more certain of their zone, than what was announced.

An offset is given only where it is certain: the zone is one of the IANA database, or an abbreviation that means one
offset on that day. `EST` printed for a day in July is no offset: the writer meant the clock of the day. `CST`, `IST`
and `BST` mean several zones each and never give one.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pyoxigraph import Literal, NamedNode

from kg.vocab import XSD_date, XSD_dateTime, XSD_gMonthDay, XSD_gYear, XSD_gYearMonth, XSD_time

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MOMENT = re.compile(
    r"(?:(?P<year>\d{4})|-)-(?P<month>\d\d)-(?P<day>\d\d)(?:T(?P<clock>\d\d:\d\d)(?P<second>:\d\d)?(?P<offset>Z|[+-]\d\d:\d\d)?)?",
    re.ASCII,
)
_STATED = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)
_OFFSET = re.compile(r"(?:UTC|GMT)? ?(?P<sign>[+\-−])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?", re.ASCII)
_ABBREVIATIONS = {
    "UTC": ("UTC", 0), "GMT": ("Europe/London", 0), "WET": ("Europe/Lisbon", 0), "WEST": ("Europe/Lisbon", 60),
    "CET": ("Europe/Paris", 60), "CEST": ("Europe/Paris", 120), "EET": ("Europe/Athens", 120),
    "EEST": ("Europe/Athens", 180), "MSK": ("Europe/Moscow", 180), "EST": ("America/New_York", -300),
    "EDT": ("America/New_York", -240), "CDT": ("America/Chicago", -300), "MDT": ("America/Denver", -360),
    "PDT": ("America/Los_Angeles", -420), "PST": ("America/Los_Angeles", -480), "JST": ("Asia/Tokyo", 540),
    "KST": ("Asia/Seoul", 540), "HKT": ("Asia/Hong_Kong", 480), "AEDT": ("Australia/Sydney", 660),
    "NZST": ("Pacific/Auckland", 720), "NZDT": ("Pacific/Auckland", 780),
}  # fmt: skip
_CLOCKS = {
    "ET": "America/New_York", "EASTERN TIME": "America/New_York", "CENTRAL TIME": "America/Chicago",
    "MOUNTAIN TIME": "America/Denver", "PT": "America/Los_Angeles", "PACIFIC TIME": "America/Los_Angeles",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or a date and a time of day, with or without its year and its offset."""

    month: int
    day: int
    year: int | None = None
    clock: str | None = None
    offset: str = ""

    @property
    def date(self) -> date | None:
        """The day; None without a year."""
        return None if self.year is None else date(self.year, self.month, self.day)

    @property
    def literal(self) -> Literal | None:
        """An xsd:dateTime or xsd:date; None without a year."""
        if self.date is None:
            return None
        if self.clock is None:
            return day_literal(self.date)
        return Literal(f"{self.date.isoformat()}T{self.clock}{self.offset}", datatype=XSD_dateTime)

    @property
    def month_day(self) -> Literal:
        """The day without its year, an xsd:gMonthDay."""
        return Literal(f"--{self.month:02}-{self.day:02}", datatype=XSD_gMonthDay)

    @property
    def time(self) -> Literal | None:
        """The time of day, an xsd:time."""
        return None if self.clock is None else Literal(self.clock, datatype=XSD_time)


def moment(text: str, zone: str | None = None) -> Moment | None:
    """What `text` (`2025-02-20T09:00`, `2025-02-20`, `--02-20T09:00`) says; None where it is no moment there is.

    >>> moment("2025-02-20T09:00", "America/Chicago").literal.value, moment("2025-07-01T09:00", "EST").literal.value
    ('2025-02-20T09:00:00-06:00', '2025-07-01T09:00:00')
    """
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    clock = match["clock"] and match["clock"] + (match["second"] or ":00")
    year = int(match["year"]) if match["year"] else None
    try:
        day = date(year or 2000, int(match["month"]), int(match["day"]))
        local = datetime.fromisoformat(f"{day.isoformat()}T{clock or '00:00:00'}")
    except ValueError:
        return None
    offset = match["offset"] or ""
    if year and clock and zone and not offset:
        offset = _offset(zone, local)
    return Moment(day.month, day.day, year, clock, offset)


def day_literal(day: date) -> Literal:
    """A day as an xsd:date."""
    return Literal(day.isoformat(), datatype=XSD_date)


def stated(text: str | None) -> Literal | None:
    """A year, a month or a day as precise as stated: xsd:gYear, xsd:gYearMonth or xsd:date; None for other words."""
    days = bounds(text)
    if text is None or days is None:
        return None
    kinds: dict[int, NamedNode] = {4: XSD_gYear, 7: XSD_gYearMonth, 10: XSD_date}
    return Literal(text, datatype=kinds[len(text)])


def bounds(text: str | None) -> tuple[date, date] | None:
    """The first and the last day that a year, a month or a day can mean; None for other words.

    >>> bounds("2018-02")
    (datetime.date(2018, 2, 1), datetime.date(2018, 2, 28))
    """
    match = _STATED.fullmatch(text) if text else None
    if match is None:
        return None
    year, month, day = (int(match[part]) if match[part] else None for part in ("year", "month", "day"))
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    return first, date(first.year, month or 12, monthrange(first.year, month or 12)[1])


def _offset(zone: str, local: datetime) -> str:
    """The offset of a zone at a local time, as `+01:00`; empty where it is not certain."""
    name = zone.strip()
    short = name.upper()
    fixed = _OFFSET.fullmatch(short)
    if fixed:
        minutes = int(fixed["hours"]) * 60 + int(fixed["minutes"] or 0)
        return _written(minutes if fixed["sign"] == "+" else -minutes) if minutes <= 14 * 60 else ""
    if short in _ABBREVIATIONS:
        place, minutes = _ABBREVIATIONS[short]
        return _written(minutes) if _of_place(place, local) in (minutes, None) else ""
    minutes = _of_place(_CLOCKS.get(short, name), local)
    return "" if minutes is None else _written(minutes)


def _of_place(place: str, local: datetime) -> int | None:
    """Minutes east of Greenwich; None for no such zone, and in the hour that the clocks turn back or skip."""
    zone = _zone(place)
    if zone is None:
        return None
    offsets = {local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1)}
    found = offsets.pop()
    return None if offsets or found is None else int(found / timedelta(minutes=1))


@lru_cache(maxsize=512)
def _zone(place: str) -> ZoneInfo | None:
    """The zone of the IANA database; only names as `Europe/London` and `UTC`, which leave no doubt."""
    if "/" not in place and place != "UTC":
        return None
    try:
        return ZoneInfo(place)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _written(minutes: int) -> str:
    return datetime(2000, 1, 1, tzinfo=timezone(timedelta(minutes=minutes))).isoformat()[-6:]
