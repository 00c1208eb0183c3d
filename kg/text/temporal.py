"""Dates, times, zones and terms as announcements print them; the whole of what other modules need of them."""

from kg.text.agenda import resolve_times
from kg.text.dates import day_first, find_dates
from kg.text.moments import Dated, DateMention, TermMention, TimeMention, WeekdayMention, ZoneMention
from kg.text.terms import find_terms
from kg.text.times import find_times
from kg.text.weekdays import find_weekdays
from kg.text.years import compose, find_years, infer_years, whole_dates
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
    "find_years",
    "find_zones",
    "infer_years",
    "reader_zone",
    "resolve_times",
    "whole_dates",
]
