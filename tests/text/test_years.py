"""A date without a year gets one only where the document justifies it, with the reason."""

import pytest

from kg.text.temporal import compose, find_dates, find_terms, find_times, find_years, infer_years

TERMS = {
    "Spring 2024": "2024-01-01/2024-06-30",
    "Fall semester 2013": "2013-08-01/2013-12-31",
    "2005 Fall schedule": "2005-08-01/2005-12-31",
    "Fall '24": "2024-08-01/2024-12-31",
    "Summer Term 2019/20": "2020-04-15/2020-09-30",
    "Autumn Term 2021/22": "2021-08-01/2021-12-31",
    "WS 2015/16": "2015-09-01/2016-03-31",
    "WiSe 2023/24": "2023-09-01/2024-03-31",
    "SoSe 2024": "2024-03-01/2024-09-30",
    "Wintersemester 2019/20": "2019-09-01/2020-03-31",
    "Michaelmas 2020": "2020-09-15/2020-12-31",
    "Lent 2020": "2020-01-01/2020-04-15",
    "2006-2007": "2006-08-01/2007-07-31",
    "2006-07": "2006-08-01/2007-07-31",
    "2022/23": "2022-08-01/2023-07-31",
    "1er semestre 2023": "2023-01-01/2023-07-31",
    "segundo semestre de 2023": "2023-07-01/2023-12-31",
    "Primavera de 2024": "2024-01-01/2024-06-30",
    "October 2024": "2024-10-01/2024-10-31",
    "2024-02-11": "",
    "1999-2005": "",
    "pressed ss 2024": "",
    "the spring of a watch": "",
}


@pytest.mark.parametrize(("text", "expected"), TERMS.items(), ids=TERMS)
def test_a_term_bounds_its_days(text, expected):
    assert " ".join(f"{term.first}/{term.last}" for term in find_terms(text)) == expected


def year(date: str, *, heading: str = "", others: str = "", **known):
    """The year and the reason that the one date gets."""
    other_dates = find_dates(others) + find_years(others)
    (dated,) = infer_years(find_dates(date), terms=find_terms(heading), other_dates=other_dates, **known)
    return dated.year, dated.basis


@pytest.mark.parametrize(
    ("date", "known", "expected"),
    [
        ("Feb 20, 2025", {"heading": "Spring 2024"}, (2025, "stated")),
        ("Feb 20", {"heading": "Spring 2024"}, (2024, "heading")),
        ("Nov 3", {"heading": "2006-2007"}, (2006, "heading")),
        ("March 3", {"heading": "2006-2007"}, (2007, "heading")),
        ("Nov 3", {"heading": "Spring 2024"}, (None, None)),
        ("Friday, Nov 3", {"heading": "Fall 2023 and Fall 2024"}, (2023, "weekday")),
        ("Nov 3", {"heading": "Fall 2023 and Fall 2024"}, (None, None)),
        ("Oct 21", {"others": "posted Friday, October 15, 2010"}, (2010, "dates")),
        ("Feb 5", {"others": "written December 12, 2014"}, (2015, "dates")),
        ("July 5", {"others": "written December 12, 2014"}, (None, None)),
        ("Monday, March 13", {"others": "founded 1990, renewed 2016"}, (2017, "weekday")),
        ("Monday, March 14", {"others": "founded 1990"}, (None, None)),
        ("March 13", {"others": "renewed 2016"}, (None, None)),
        ("Feb 3", {"sent": "2024-11-20"}, (2025, "mail date")),
        ("Oct 3", {"sent": "2024-11-20"}, (None, None)),
        ("Tuesday, Feb 3", {"sent": "2024-11-20"}, (None, None)),
        ("Jan 24", {"address": "https://example.org/ColloquiumSpring2014.html"}, (2014, "url")),
        ("Jan 23", {"address": "https://example.org/2024/01/19/notice"}, (2024, "url")),
        ("Wednesday Sept 27", {"address": "https://example.org/seminars/2003-07/talk.txt"}, (2006, "weekday")),
        ("Sept 27", {"address": "https://example.org/seminars/2003-07/talk.txt"}, (None, None)),
        ("Tue 15", {"heading": "October 2024"}, (2024, "heading")),
        ("Wed 15", {"heading": "October 2024"}, (None, None)),
        ("Feb 20", {}, (None, None)),
        ("Thursday, Feb 20", {}, (None, None)),
    ],
)
def test_a_year_is_given_with_its_reason_or_not_at_all(date, known, expected):
    assert year(date, **known) == expected


@pytest.mark.parametrize(
    ("date", "heading", "disagrees"),
    [
        ("Thursday, February 20, 2025", "", False),
        ("Friday, February 20, 2025", "", True),
        ("Friday, February 20", "Spring 2025", True),
        ("February 20, 2025", "", False),
    ],
)
def test_a_weekday_that_is_not_that_of_the_day_is_kept_in_sight(date, heading, disagrees):
    (dated,) = infer_years(find_dates(date), terms=find_terms(heading))
    assert dated.year == 2025
    assert dated.weekday_disagrees is disagrees


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("February 20, 2025, 9:00-9:45am", ("2025-02-20T09:00", "2025-02-20T09:45")),
        ("February 20, 2025, 9:00am", ("2025-02-20T09:00", None)),
        ("February 20, 2025", ("2025-02-20", None)),
        ("February 20, 9:00am", ("--02-20T09:00", None)),
        ("February 20", ("--02-20", None)),
        ("Mardi 17 à 16h", (None, None)),
        ("December 31, 2024, 10pm-1am", ("2024-12-31T22:00", "2025-01-01T01:00")),
        ("December 31, 10pm-1am", ("--12-31T22:00", "--01-01T01:00")),
        ("Feb 20–21, 2025", ("2025-02-20", "2025-02-21")),
        ("Dec 30 to Jan 2", ("--12-30", "--01-02")),
    ],
)
def test_a_date_and_a_time_are_put_together(text, expected):
    (dated,) = infer_years(find_dates(text))
    time = next(iter(find_times(text)), None)
    assert compose(dated, time) == expected
