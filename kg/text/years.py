"""Terms, and the years of dates that print none."""

from collections.abc import Sequence

from kg.text.moments import DateMention, Dated, TermMention, TimeMention


def find_terms(text: str, begin: int = 0, end: int | None = None) -> tuple[TermMention, ...]:
    """The terms and academic years of `text[begin:end]`: 'Spring 2024', 'WS 2015/16', '2006-2007'."""
    return ()


def infer_years(
    dates: Sequence[DateMention],
    *,
    terms: Sequence[TermMention] = (),
    other_dates: Sequence[DateMention] = (),
    sent: str | None = None,
    address: str | None = None,
) -> tuple[Dated, ...]:
    """Each date with a year and the reason for it, or without one where none can be justified.

    `terms` are those whose heading the dates stand under; `other_dates` the rest of the document's; `sent` the ISO
    date of the mail; `address` the document's URL.
    """
    return tuple(Dated(date, date.year, "stated" if date.year else None) for date in dates)


def compose(date: Dated, time: TimeMention | None = None) -> tuple[str | None, str | None]:
    """Start and end in the JSON form: '2025-02-20T09:00', '2025-02-20', '--02-20T09:00' or '--02-20'.

    None where the day is not known. An end past midnight falls on the next day.
    """
    if date.mention.month is None or date.mention.day is None:
        return None, None
    year = f"{date.year:04}" if date.year else "-"
    day = f"{year}-{date.mention.month:02}-{date.mention.day:02}"
    return (day, None) if time is None else (f"{day}T{time.start}", time.finish and f"{day}T{time.finish}")
