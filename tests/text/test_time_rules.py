"""Each rule for dates and times is needed: without it, something is read otherwise."""

import pytest

from kg.rules import without
from kg.text.temporal import (
    day_first,
    find_dates,
    find_terms,
    find_times,
    find_weekdays,
    find_years,
    find_zones,
    infer_years,
    reader_zone,
)


def year(date: str, *, terms: str = "", others: str = "", **known):
    """The one date with the year it gets."""
    years = find_years(others)
    return infer_years(find_dates(date), terms=find_terms(terms), other_dates=find_dates(others) + years, **known)


NEEDED = {
    "dates": lambda: find_dates("3 May 2024"),
    "order-of-figures": lambda: day_first("17/04/2024"),
    "times": lambda: find_times("3 pm"),
    "lost-dash": lambda: find_times("10:30a.m11:30a.m."),
    "usual": lambda: find_times("usually 3 pm"),
    "zone-after-time": lambda: find_times("3 pm EST"),
    "named-zones": lambda: find_zones("All times are in CET"),
    "reader-zone": lambda: reader_zone("shown in your time zone"),
    "terms": lambda: find_terms("Spring 2024"),
    "weekdays": lambda: find_weekdays("every Thursday"),
    "year-of-heading": lambda: year("Feb 20", terms="Spring 2024"),
    "month-of-heading": lambda: year("Tue 15", terms="October 2024"),
    "year-of-other-dates": lambda: year("Feb 5", others="posted December 12, 2014"),
    "year-of-mail": lambda: year("Feb 3", sent="2024-11-20"),
    "year-of-address": lambda: year("Jan 23", address="https://example.org/2024/01/19/notice"),
    "year-of-weekday": lambda: year("Monday, March 13", others="renewed 2016"),
}


@pytest.mark.parametrize("name", NEEDED)
def test_without_the_rule_something_is_read_otherwise(name):
    reads = NEEDED[name]
    with_it = reads()
    with without(name):
        assert reads() != with_it
