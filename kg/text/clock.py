"""From the figures of a time or a range of times to the 24-hour clock, or to the finding that they are no time."""

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.rules import rule
from kg.text.lexicon import Tokens, pattern
from kg.text.time_signs import behind_date, half_after, hour_behind_day, is_cited, is_labelled, is_led, leads_figures, leads_hour, leads_range, means

_LONGEST = 14 * 60


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a range as printed: hour and minute, the half of the day (am, pm or None) and what marks it as a time.

    `colon` and `dot` say what parts hour and minute; `sure` means that am, pm, 'Uhr', 'h' or 'noon' stands with it;
    `twentyfour` that it is on the 24-hour clock; `letter` that its only sign is an 'h', which a duration has too;
    `face` that it is printed as '1600'; `tie` is the dash or comma of '16-30' and '14,30', which a time has rarely.
    """

    hour: int
    minute: int
    half: str | None = None
    colon: bool = False
    dot: bool = False
    sure: bool = False
    twentyfour: bool = False
    letter: bool = False
    face: bool = False
    tie: str = ""

    def minutes(self, half: str | None = None) -> int:
        """Minutes since midnight, with the half of the day given where none is printed."""
        half = self.half or half
        hour = self.hour
        if half and not self.twentyfour and hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        return hour % 24 * 60 + self.minute


@dataclass(frozen=True, slots=True)
class Range:
    """A time (`finish` None) or a range, and the tokens it covers."""

    start: int
    stop: int
    first: Point
    second: Point | None = None

    @property
    def bare(self) -> bool:
        """Whether nothing says which half of the day is meant."""
        return not any(point.half or point.twentyfour for point in (self.first, self.second) if point)

    def in_half(self, half: str) -> "Range":
        """The same range with the half of the day that the text gives after it."""
        if self.second:
            return replace(self, second=replace(self.second, half=half))
        return replace(self, first=replace(self.first, half=half))

    def clocks(self) -> tuple[str, str | None]:
        """Start and end as 'HH:MM'.

        Where one end has no half of its own it takes that of the other, unless the range would then run backwards:
        '11:00-12:00pm' begins in the morning, '11am-1' ends in the afternoon.
        """
        if not self.second:
            return clock(self.first.minutes()), None
        first, second = self._begin(), self._end()
        return clock(first), clock(second)

    def _begin(self) -> int:
        end, half = self.second.minutes(), self.second.half
        if self.first.half or self.first.twentyfour or not half:
            return self.first.minutes()
        if half == "am" and end == 0:
            return self.first.minutes("am")
        same, other = self.first.minutes(half), self.first.minutes("am" if half == "pm" else "pm")
        return same if same <= end else other

    def _end(self) -> int:
        begin, second = self._begin(), self.second
        if second.half == "am" and second.minutes() == 0 and not self.first.half and begin < 720:
            return 720
        if second.half or second.twentyfour:
            return second.minutes()
        if not (self.first.half or self.first.twentyfour):
            later = second.minutes() + 720
            return later if second.minutes() < begin and later < 1440 and later - begin < 720 else second.minutes()
        choices = [second.minutes(half) for half in ("am", "pm")]
        after = [choice for choice in choices if choice > begin]
        return min(after) if after else min(choices)


def clock(minutes: int) -> str:
    """Minutes since midnight as 'HH:MM'."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def read_range(read: Tokens, match: re.Match) -> Range | None:
    """What the match of the shape of times says, or None where its figures are no time."""
    first, stop_first = _point(read, match, "1"), _stop(match, "1")
    second = _point(read, match, "2") if match.end() > stop_first else None
    start = _first_token(match)
    if first and second and _is_range(read, match, first, second):
        return Range(start, match.end(), first, second)
    if first and _is_time(read, match, first):
        return Range(start, stop_first, first)
    return None


def _stop(match: re.Match, which: str) -> int:
    return max(match.end(name + which) for name in "bfhmqkaunox")


def _first_token(match: re.Match) -> int:
    return min(start for name in ("b1", "f1", "h1", "x1") if (start := match.start(name)) >= 0)


def _point(read: Tokens, match: re.Match, which: str) -> Point | None:
    def word(name: str) -> str | None:
        return None if match[name + which] is None else read.word(match.start(name + which))

    if match["x" + which] is not None:
        midnight = bool(_midnight().fullmatch(match["x" + which]))
        return Point(0 if midnight else 12, 0, sure=True, twentyfour=True)
    face, hour, minute = word("f"), word("h"), word("m") or word("q") or word("k")
    if face is None and hour is None:
        return None
    hours, minutes = (int(face[:-2]), int(face[-2:])) if face else (int(hour), int(minute or 0))
    before = word("b") if minute or face or (word("b") or "").isupper() else None  # 'am 12. Mai' and 'Am 12. Mai' are no hours
    half = (word("a") or before or "")[:1].lower()
    if len(match["a" + which] or "  ") == 1 and len(word("a")) == 1 and word("c") is None:
        return None
    noon, unit, oclock = match["n" + which] is not None, word("u"), word("o")
    letter = bool(word("l") or (unit and unit.lower().startswith(("h", "ч", "u")))) and not half
    late = hours > 12 or hours == 0 or bool(face and not half) or bool(hour and hour[0] == "0" and not half)
    return Point(
        hours, minutes, {"a": "am", "p": "pm"}.get(half) if not late else None, word("c") == ":", word("c") == ".",
        bool(half or unit or word("l") or noon or oclock), late or noon or bool(unit or word("l")), letter, bool(face), word("t") or "",
    )


@cache
def _midnight() -> re.Pattern:
    return pattern(r"{midnight}")


def _is_range(read: Tokens, match: re.Match, first: Point, second: Point) -> bool:
    if match["tie"] is None:
        return _lost_dash(first, second)
    if bool(_only_and().fullmatch(match["tie"])) and match["pre"] is None:
        return False
    if is_cited(read, match):
        return False
    if not _parted(read, match, first) or not (_tied(read, match, first) and _tied(read, match, second)):
        return False
    length = Range(0, 0, first, second)
    begin, end = length._begin(), length._end()
    if (end - begin) % 1440 > _LONGEST or begin == end:
        return False
    return _signed(read, match, first, second)


def _tied(read: Tokens, match: re.Match, point: Point) -> bool:
    """Whether a dash or a comma between hour and minute is one: 'в 16-30', 'ore 14,30', '3-45pm'; '12-36 hours' is none."""
    if not point.tie or point.half:
        return point.tie != "," or leads_hour(match)
    led = leads_hour(match) if point.tie == "," else match["pre"] is not None or leads_hour(match) or is_labelled(read, match)
    return led and point.minute % 5 == 0


def _signed(read: Tokens, match: re.Match, first: Point, second: Point) -> bool:
    fives = first.minute % 5 == second.minute % 5 == 0
    if first.face and not (second.face or first.sure) and first.hour in (19, 20):
        return False  # 'October 9, 2023 - 9:00am': four figures before a time of another form are a year
    if first.face and second.face and first.minute == second.minute == 0 and means(match, "pre", "from"):
        return False  # 'from 1600 to 1700' are years as well
    if first.face or second.face:
        return first.sure or second.sure or (first.face and second.face and fives and leads_range(read, match))
    if first.sure or second.sure or first.colon or second.colon:
        return not (second.letter and not first.colon and not first.sure and second.hour < 7)
    if leads_hour(match) and not (first.minute or second.minute):
        return first.hour < second.hour and not _month_next().match(read.kinds, match.end())
    return (first.dot and second.dot and fives and is_led(read, match)) or match["ore"] is not None and first.dot


@cache
def _only_and() -> re.Pattern:
    return pattern(r"{and!to}")


@rule("lost-dash", nothing=False)
def _lost_dash(first: Point, second: Point) -> bool:
    """Two times with nothing between are a range where both are whole and the second follows within four hours."""
    whole = all(point.half and point.colon for point in (first, second))
    return whole and 0 < second.minutes() - first.minutes() <= 240


def _parted(read: Tokens, match: re.Match, first: Point) -> bool:
    """Whether a bare first hour belongs to the range and not to what stands before it ('Room 3 - 4:30', 'May 5 - 4pm')."""
    if first.sure or first.colon or first.dot or first.face or match["pre"] is not None:
        return True
    before = read.kinds[max(0, match.start() - 2) : match.start()].rstrip(" ")
    spaced = read.kinds[match.end("h1")] == " "
    tied = read.text[read.begin(match.start("tie")) : read.begin(match.end("tie"))].strip().isalpha()  # 'will be 4 to 5 p.m.'
    if _at_hour().match(read.kinds, match.start("tie")) and _weekday_end().search(before):
        return False  # 'El martes 16 a las 11:30'
    return not _month_end().search(before) and not (spaced and not tied and _plain_end().search(before))


@cache
def _month_end() -> re.Pattern:
    return pattern(r"{month!weekday} \Z")


@cache
def _at_hour() -> re.Pattern:
    return pattern(r"{to} [ ] {article} [ ]")


@cache
def _weekday_end() -> re.Pattern:
    return pattern(r"{weekday} ,? \Z")


@cache
def _month_next() -> re.Pattern:
    return pattern(r"\.? _ {month|roman}")


@cache
def _plain_end() -> re.Pattern:
    return pattern(r"{name|other} \Z")


def _is_time(read: Tokens, match: re.Match, point: Point) -> bool:
    led = match["pre"] is not None or match["ore"] is not None
    if point.hour == 24 and point.minute:
        return False
    if point.face:
        return point.sure or (leads_figures(match) or is_labelled(read, match)) and point.minute % 5 == 0 and not means(match, "f1", "year")
    if point.tie:
        return _tied(read, match, point) and not is_cited(read, match)
    if point.sure:
        return not point.letter or point.hour >= 7 or led or point.colon
    if is_cited(read, match):
        return False
    if point.colon:
        return led or point.minute % 5 == 0 or point.hour > 12 and is_led(read, match)
    if point.dot:
        return (led or is_labelled(read, match) or behind_date(read, match, point.hour, point.minute)) and point.minute % 5 == 0
    afternoon = match["pre"] is not None and half_after(read.text, read.begin(match.end("h1")), read.starts[-1])
    return bool(afternoon) or leads_hour(match) or hour_behind_day(read, match, point.hour)
