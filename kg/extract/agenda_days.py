"""Rows that are a day and little else, under which the rows below stand."""

from kg.extract.page import Page, Row
from kg.extract.wording import plain
from kg.rules import rule
from kg.text.moments import DateMention
from kg.text.words import dated_words, fold

Rows = tuple[Row, ...]


def opens_with_date(row: Row) -> bool:
    """Whether a row begins with a day."""
    return bool(row.dates) and row.dates[0].begin - row.begin < 12 and row.dates[0].day is not None


def is_day(row: Row) -> bool:
    """Whether a short row opens with a day: 'Day 1: Monday, June 3'."""
    return opens_with_date(row) and row.end - row.begin < 80


def names_day(page: Page, row: Row) -> bool:
    """Whether a row is one day, or a weekday and nothing else."""
    return (is_day(row) and row.dates[0].kind == "day") or fold(plain(page.text, row.span)).strip(" .:*") in dated_words()


def tabbed_days(rows: Rows) -> tuple[DateMention, ...]:
    """The days of a list of nothing but days, three or more, as tabs over the tables of a programme are."""
    run: list[Row] = []
    for row in rows:
        if is_day(row) and row.line.cell is None and row.dates[0].kind == "day" and (not run or row.number == run[-1].number + 1):
            run.append(row)
        elif len(run) >= 3:
            break
        else:
            run = [row] if is_day(row) and row.line.cell is None and row.dates[0].kind == "day" else []
    days = tuple(row.dates[0] for row in run)
    return days if len({(day.month, day.day) for day in days}) >= 3 else ()


@rule("days-in-tabs", nothing={})
def days_of_tables(rows: Rows, days: tuple[DateMention, ...]) -> dict[int, DateMention]:
    """The day of each table, by its number, where there are as many tables as tabs; none where there are not."""
    tables = list(dict.fromkeys(row.line.cell[0] for row in rows if row.line.cell is not None and row.begin > days[-1].begin)) if days else []
    return dict(zip(tables, days, strict=True)) if days and len(tables) == len(days) else {}
