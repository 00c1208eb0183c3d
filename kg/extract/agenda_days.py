"""Rows that are a day and little else, under which the rows below stand."""

from kg.extract.page import Row


def opens_with_date(row: Row) -> bool:
    """Whether a row begins with a day."""
    return bool(row.dates) and row.dates[0].begin - row.begin < 12 and row.dates[0].day is not None


def is_day(row: Row) -> bool:
    """Whether a short row opens with a day: 'Day 1: Monday, June 3'."""
    return opens_with_date(row) and row.end - row.begin < 80
