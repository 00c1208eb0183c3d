"""Times are no more precise and no more certain of their zone than what was announced."""

from datetime import date

import pytest

from kg.describe.time import bounds, moment, stated

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    "text, zone, value, kind",
    [
        ("2025-02-20", None, "2025-02-20", "date"),
        ("2025-02-20T09:00", None, "2025-02-20T09:00:00", "dateTime"),
        ("2025-02-20T09:00", "Europe/London", "2025-02-20T09:00:00+00:00", "dateTime"),
        ("2025-07-20T09:00", "Europe/London", "2025-07-20T09:00:00+01:00", "dateTime"),
        ("2025-07-20T09:00", "EDT", "2025-07-20T09:00:00-04:00", "dateTime"),
        ("2025-07-20T09:00", "Eastern Time", "2025-07-20T09:00:00-04:00", "dateTime"),
        ("2025-07-20T09:00", "UTC+2", "2025-07-20T09:00:00+02:00", "dateTime"),
        ("2025-07-20T09:00", "UTC+05:30", "2025-07-20T09:00:00+05:30", "dateTime"),
        ("2025-07-20T09:00Z", None, "2025-07-20T09:00:00Z", "dateTime"),
        ("2025-02-20", "Europe/London", "2025-02-20", "date"),
    ],
)
def test_a_moment_is_as_precise_as_announced(text, zone, value, kind):
    literal = moment(text, zone).literal
    assert (literal.value, literal.datatype.value) == (value, XSD + kind)


@pytest.mark.parametrize(
    "text, zone, why",
    [
        ("2025-07-20T09:00", "EST", "the clocks of New York are on summer time then"),
        ("2025-02-20T09:00", "CST", "Chicago, Shanghai, Havana"),
        ("2025-02-20T09:00", "IST", "India, Ireland, Israel"),
        ("2025-02-20T09:00", "BST", "Britain, Bangladesh"),
        ("2025-10-26T02:30", "Europe/Berlin", "that hour comes twice"),
        ("2025-03-30T02:30", "Europe/Berlin", "that hour does not come"),
        ("2025-02-20T09:00", "Europe/Nowhere", "no such zone"),
        ("2025-02-20T09:00", "../../etc/passwd", "no zone at all"),
        ("2025-02-20T09:00", "UTC+99", "no such offset"),
    ],
)
def test_an_uncertain_zone_gives_no_offset(text, zone, why):
    assert moment(text, zone).literal.value == text + ":00", why


def test_a_day_without_a_year_is_no_date():
    found = moment("--02-20T09:00", "Europe/London")
    assert found.literal is None and found.date is None
    assert (found.month_day.value, found.month_day.datatype.value) == ("--02-20", XSD + "gMonthDay")
    assert (found.time.value, found.time.datatype.value) == ("09:00:00", XSD + "time")


@pytest.mark.parametrize("text", ["2025-02-30", "2025-02-20T25:00", "20 Feb 2025", "2025-02", "", "2025-02-20T09:00\n"])
def test_what_is_no_moment_is_none(text):
    assert moment(text) is None


def test_the_29th_of_february_needs_no_year():
    assert moment("--02-29").month_day.value == "--02-29"


@pytest.mark.parametrize(
    "text, kind, first, last",
    [
        ("2018", "gYear", date(2018, 1, 1), date(2018, 12, 31)),
        ("2016-02", "gYearMonth", date(2016, 2, 1), date(2016, 2, 29)),
        ("2018-10-05", "date", date(2018, 10, 5), date(2018, 10, 5)),
    ],
)
def test_a_stated_date_has_bounds(text, kind, first, last):
    assert stated(text).datatype.value == XSD + kind
    assert bounds(text) == (first, last)


@pytest.mark.parametrize("text", ["spring 2018", "2018-13", "0000", None])
def test_other_words_have_no_bounds(text):
    assert bounds(text) is None and stated(text) is None
