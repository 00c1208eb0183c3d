"""Dates, times, zones and terms as announcements print them; the whole of what other modules need of them."""

from kg.text.dates import day_first, find_dates, find_weekdays
from kg.text.moments import DateMention, Dated, TermMention, TimeMention, WeekdayMention, ZoneMention
from kg.text.times import find_times, resolve_times
from kg.text.years import compose, find_terms, infer_years
from kg.text.zones import find_zones, reader_zone

__all__ = [
    "DateMention",
    "Dated",
    "TermMention",
    "TimeMention",
    "WeekdayMention",
    "ZoneMention",
    "compose",
    "day_first",
    "find_dates",
    "find_terms",
    "find_times",
    "find_weekdays",
    "find_zones",
    "infer_years",
    "reader_zone",
    "resolve_times",
]
