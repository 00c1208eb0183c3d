"""Dates and times as a reader reads them, and as a machine does."""

from kg.pages.model import Ref

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def when(start: str | None, end: str | None = None) -> Ref | None:
    """A start and an end in one phrase, from the lexical forms of xsd:dateTime, date, gYearMonth, gYear or gMonthDay.

    >>> when("2025-02-20T09:00:00", "2025-02-20T09:45:00").text
    '20 February 2025, 09:00–09:45'
    >>> when("--02-20").text
    '20 February, year not stated'
    >>> when("2018-10").text
    'October 2018'
    """
    if not start:
        return None
    date, _, time = start.partition("T")
    shown = day(date)
    if time:
        shown += f", {time[:5]}"
    if end:
        last, _, finish = end.partition("T")
        if last != date:
            shown += f" – {day(last)}" + (f", {finish[:5]}" if finish else "")
        elif finish:
            shown += f"–{finish[:5]}"
    offset = time[8:].lstrip(".0123456789")
    if offset:
        shown += " UTC" if offset in ("Z", "+00:00") else f" (UTC{offset})"
    return Ref(shown, datetime=start)


def day(date: str) -> str:
    """A date, month or year in words; what is no date is given back as it is.

    >>> day("2024-12-19"), day("2015"), day("soon")
    ('19 December 2024', '2015', 'soon')
    """
    if date.startswith("--"):
        return f"{day('0000' + date[1:]).removesuffix(' 0000')}, year not stated"
    pieces = date.split("-")
    if not all(piece.isdecimal() for piece in pieces) or (len(pieces) > 1 and not 1 <= int(pieces[1]) <= 12):
        return date
    if len(pieces) == 3:
        return f"{int(pieces[2])} {_MONTHS[int(pieces[1]) - 1]} {pieces[0]}"
    if len(pieces) == 2:
        return f"{_MONTHS[int(pieces[1]) - 1]} {pieces[0]}"
    return date
