"""What the grammar of dates and times finds: mentions with their offsets, end-exclusive, in the text they were read from."""

from dataclasses import dataclass

Day = tuple[int | None, int, int]
"""A year (None where not printed), a month and a day."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as printed, whole or in part; what is not printed is None.

    `weekday` counts from Monday, 0. `last` is the last day of a range ('Feb 20–21, 2025'). `kind` is `day` (month and
    day at least), `range`, `month` (a month and a year), `weekday` (a weekday and a day of the month: 'Mardi 17').
    A list of days ('Feb 20, 22 & 24') gives one mention a day; each covers its own words.
    """

    begin: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None
    last: Day | None = None
    kind: str = "day"


@dataclass(frozen=True, slots=True)
class ZoneMention:
    """A time zone as printed: an abbreviation, an IANA or Windows name, 'Eastern Time', 'UTC+2'."""

    begin: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time or a range of times, on the 24-hour clock ('HH:MM').

    `bare` marks hours from 1 to 12 printed without a sign of morning or afternoon, read as printed until
    `resolve_times` has seen their neighbours. `cum_tempore` is the academic quarter ('c.t.'), not added to `start`.
    `usual` marks what the text calls only usual. A `start` later than `finish` runs past midnight.
    """

    begin: int
    end: int
    start: str
    finish: str | None = None
    zone: ZoneMention | None = None
    cum_tempore: bool = False
    usual: bool = False
    bare: bool = False

    @property
    def opening(self) -> str:
        """When it begins ('HH:MM'): the full hour printed, or, with the academic quarter, a quarter past it."""
        return f"{self.start[:3]}15" if self.cum_tempore and self.start.endswith(":00") else self.start


@dataclass(frozen=True, slots=True)
class TermMention:
    """A term or an academic year as printed, with the first and last day it can mean (ISO dates)."""

    begin: int
    end: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with the year it was given and why: stated, heading, weekday, dates, mail date or url.

    `year` and `basis` are None where no year can be justified. `weekday_disagrees` where the weekday printed with
    the date is not that of the day in `year`.
    """

    mention: DateMention
    year: int | None
    basis: str | None
    weekday_disagrees: bool = False


@dataclass(frozen=True, slots=True)
class WeekdayMention:
    """A weekday printed without a date ('Fridays', 'every Thursday'); 0 is Monday. `usual` as for times."""

    begin: int
    end: int
    weekday: int
    usual: bool = False
