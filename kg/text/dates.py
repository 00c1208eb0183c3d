"""Dates as announcements print them, in nine languages, whole or in part.

The grammar is a handful of shapes over kinds of tokens (`kg.text.date_shapes`); where two shapes begin at the same place,
the longer wins. Nothing is guessed: a shape whose figures make no day of the calendar is no date.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from kg.rules import minded, rule
from kg.text.date_shapes import shapes
from kg.text.lexicon import Tokens, month_of, pattern, tokens, weekday_of
from kg.text.moments import DateMention, Day


@rule("dates", nothing=())
def find_dates(
    text: str, begin: int = 0, end: int | None = None, *, day_first: bool | None = None
) -> tuple[DateMention, ...]:
    """The dates of `text[begin:end]` in the order of the text; offsets count from the start of `text`.

    `day_first` says how 03/04/2024 is to be read; None leaves what is ambiguous out, unless its weekday decides.
    """
    return _found(text, begin, len(text) if end is None else end, day_first)


@minded
def _found(text: str, begin: int, end: int, day_first: bool | None) -> tuple[DateMention, ...]:
    read = tokens(text, begin, end)
    return _joined(read, tuple(_dates(read, day_first)))


def _dates(read: Tokens, day_first: bool | None) -> Iterator[DateMention]:
    if not _telling().search(read.kinds):
        return
    found = [(m.start(), -m.end(), name, m) for name, shape in shapes() for m in shape.finditer(read.kinds)]
    reached = 0
    for start, stop, name, match in sorted(found, key=lambda item: item[:3]):
        if start >= reached:
            mentions = _mentions(read, name, match, day_first)
            yield from mentions
            reached = -stop if mentions else reached


@cache
def _telling() -> re.Pattern:
    """What every date has one of: a number, or the name of a month or a day."""
    return pattern(r"{number|month|weekday|weekday_short}")


def _mentions(read: Tokens, name: str, match: re.Match, day_first: bool | None) -> tuple[DateMention, ...]:
    if name.startswith("figures"):
        return _figures(read, match, day_first)
    if name == "one word":
        digits = read.word(match.start("iso"))
        return _one(read, match, (int(digits[:4]), int(digits[4:6]), int(digits[6:])))
    month = _month(read, match) if "m" in match.re.groupindex else None
    year = _year(read, match)
    if match.re.groupindex.get("list") and len(match["list"]) > 1:
        return _several(read, match, year, month)
    if name == "iso" and read.word(match.start("s")) != read.word(match.start("s2")):
        return ()
    if name == "short weekday day" and len(read.word(match.start("w"))) < 3:
        return ()
    day = int(read.word(match.start("d"))) if "d" in match.re.groupindex else None
    return _one(read, match, (year, month, day))


def _month(read: Tokens, match: re.Match) -> int | None:
    word = read.word(match.start("m"))
    return int(word) if word.isdigit() else month_of(word)


def _group(match: re.Match, name: str) -> int | None:
    """The token that a group of the shape matched; None where the shape has no such group or it matched nothing."""
    return match.start(name) if name in match.re.groupindex and match[name] is not None else None


def _year(read: Tokens, match: re.Match) -> int | None:
    for name in ("y", "y2", "y3", "y4"):
        index = _group(match, name)
        if index is not None:
            digits = int(read.word(index))
            return digits if digits > 99 else digits + (1900 if digits >= 70 else 2000)
    return None


def _weekday(read: Tokens, match: re.Match) -> int | None:
    for name in ("w", "v", "u"):
        index = _group(match, name)
        if index is not None:
            return weekday_of(read.word(index))
    return None


def _one(
    read: Tokens, match: re.Match, parts: tuple[int | None, int | None, int | None], last: Day | None = None
) -> tuple[DateMention, ...]:
    year, month, day = parts
    if month and day and not real(year, month, day):
        return ()
    kind = "range" if last else "day" if month and day else "month" if month else "weekday"
    begin, end = read.begin(match.start()), read.begin(match.end())
    begin, end = _trimmed(read.text, begin, end)
    return (DateMention(begin, end, year, month, day, _weekday(read, match), last, kind),)


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    while end > begin and text[end - 1] in " \t.,":
        if text[end - 1] == "." and text[end - 2 : end - 1].isdigit() and not _sentence_end(text, end):
            break
        end -= 1
    return begin, end


def _sentence_end(text: str, end: int) -> bool:
    """Whether the full stop before `end` ends a sentence instead of an ordinal ('3.')."""
    return text[end - 5 : end - 1].isdigit() or text[end : end + 1] in ("", "\n") and not text[end - 4 : end - 1].count(".")


def real(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has the day (29 February counts where the year is not said)."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or 2000, month)[1]


def _several(read: Tokens, match: re.Match, year: int | None, month: int | None) -> tuple[DateMention, ...]:
    """The days that share one month: a range as one mention, a list as one mention a day."""
    first, stop = match.span("list")
    at = [i for i in range(first, stop) if read.word(i).isdigit()]
    days = [int(read.word(i)) for i in at]
    if days != sorted(set(days)) or month is None or not all(real(year, month, day) for day in days):
        return _one(read, match, (year, month, days[-1] if match.start("m") > first else days[0]))
    between = "".join(read.word(i) for i in range(at[0] + 1, at[-1])).strip()
    if len(days) == 2 and not any(sign in between for sign in ",&") and not _is_and(read, at):
        return _one(read, match, (year, month, days[0]), (year, month, days[1]))
    return _listed(read, match, (year, month), list(zip(at, days, strict=True)))


def _is_and(read: Tokens, at: list[int]) -> bool:
    return bool(_and().search(read.kinds[at[0] + 1 : at[-1]]))


@cache
def _and() -> re.Pattern:
    return pattern(r"{and!to} | &")


def _listed(
    read: Tokens, match: re.Match, shared: tuple[int | None, int], days: list[tuple[int, int]]
) -> tuple[DateMention, ...]:
    whole = _one(read, match, (*shared, days[0][1]))[0]
    found = []
    for place, (index, day) in enumerate(days):
        begin = whole.begin if place == 0 else read.begin(index)
        end = whole.end if place == len(days) - 1 else read.begin(index + 1)
        weekday = whole.weekday if place == 0 else None
        found.append(DateMention(begin, end, *shared, day, weekday))
    return tuple(found)


def _figures(read: Tokens, match: re.Match, day_first: bool | None) -> tuple[DateMention, ...]:
    first, second = int(read.word(match.start("d"))), int(read.word(match.start("m")))
    sign, year, weekday = read.word(match.start("s")), _year(read, match), _weekday(read, match)
    if not _plausible(read, match, sign, year) and not (day_first is not None and _heads_line(read, match)):
        return ()
    orders = [(second, first)] if sign == "." or day_first is True else [(first, second)] if day_first is False else []
    orders = orders or [(second, first), (first, second)]
    orders = list(dict.fromkeys(order for order in orders if real(year, *order)))
    if len(orders) == 2 and year and weekday is not None:
        orders = [order for order in orders if date(year, *order).weekday() == weekday]
    return _one(read, match, (year, *orders[0])) if len(orders) == 1 else ()


def _plausible(read: Tokens, match: re.Match, sign: str, year: int | None) -> bool:
    """Whether figures look like a date and not like a version, a section, a fraction or a telephone number."""
    if _group(match, "s2") is not None:
        if sign != read.word(match.start("s2")):
            return False
        both_two = read.starts[match.start("d") + 1] - read.starts[match.start("d")] == 2 == len(read.word(match.start("m")))
        return _group(match, "y") is not None or sign == "/" or both_two or _weekday(read, match) is not None
    if _weekday(read, match) is not None:
        return sign == "/" or match["dot"] is not None
    before = read.kinds[max(0, match.start() - 3) : match.start()]
    after = read.kinds[match.end() : match.end() + 5]
    if sign == ".":
        two = len(read.word(match.start("d"))) == 2 == len(read.word(match.start("m")))
        return match["dot"] is not None and bool(two or _on().search(before))
    return bool(_then_clock().match(after))


def _heads_line(read: Tokens, match: re.Match) -> bool:
    """Whether figures open a line and stand apart from what follows, as the date column of a listing does."""
    begin, after = read.begin(match.start()), read.kinds[match.end() : match.end() + 1]
    line = ("\n" + read.text[:begin] if begin < 9 else read.text[begin - 9 : begin]).rpartition("\n")
    return bool(line[1]) and not line[2].strip(" \t*|") and after in ("", " ", "\n", ":", "*", "|", ",")


@cache
def _on() -> re.Pattern:
    return pattern(r"{on|to} [ ] \Z")


@cache
def _then_clock() -> re.Pattern:
    return pattern(r",? _ {number} (?: :{minute} | _{am|pm} )")


def _joined(read: Tokens, found: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """The mentions with those that a dash or 'to' ties ('28 Feb – 2 March 2025') made one range."""
    joined: list[DateMention] = []
    for mention in found:
        if joined and _tied(read, joined[-1], mention):
            joined[-1] = _range(joined[-1], mention)
        else:
            joined.append(mention)
    return tuple(joined)


def _tied(read: Tokens, one: DateMention, other: DateMention) -> bool:
    if one.kind != "day" or other.kind != "day" or not 0 < other.begin - one.end < 12:
        return False
    between = read.kinds[read.index(one.end) : read.index(other.begin)]
    year = one.year or other.year or 0
    turn = not year and one.month > 10 and other.month < 3
    forward = turn or (year, one.month, one.day) < (other.year or year, other.month, other.day)
    return forward and bool(_tie().fullmatch(between))


@cache
def _tie() -> re.Pattern:
    return pattern(r"\.? (?: _{dash}_ | [ ] {to} [ ] (?: {the} [ ] )? )")


def _range(one: DateMention, other: DateMention) -> DateMention:
    year = one.year or other.year
    last = (other.year or one.year, other.month, other.day)
    return DateMention(one.begin, other.end, year, one.month, one.day, one.weekday, last, "range")


@rule("order-of-figures", nothing=None)
def day_first(text: str) -> bool | None:
    """Whether the dates in figures of a page put the day first, by its own evidence (a number above 12); else None.

    Dates without a year count where at least three of them open a line, alone or behind a weekday.
    """
    return _order_of_figures(text)


@lru_cache(maxsize=2)
def _order_of_figures(text: str) -> bool | None:
    """Kept, because each record of a list asks it of the whole text."""
    whole = list(re.finditer(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/-])", text))
    dated = _order(whole)
    if dated:
        return dated.pop() if len(dated) == 1 else None
    if whole and (counted := _day_counted(whole)) is not None:
        return counted
    opening = list(re.finditer(r"(?m)^[ \t*|#]{0,8}(?:[^\W\d_]{2,10}\.?,?[ \t]{1,2})?(\d{1,2})(/)(\d{1,2})(?![\d/.%])", text))
    order = _order(opening)
    return order.pop() if len(opening) >= 3 and len(order) == 1 else None


@rule("days-counted-on", nothing=None)
def _day_counted(matches: list[re.Match]) -> bool | None:
    """Whether the first figure of all dates is the day, for it counts on by one while the other stays: '08/07/2024 09/07/2024 10/07/2024'."""
    pairs = list(dict.fromkeys((int(match[1]), int(match[3])) for match in matches))
    for day, month, first in ((0, 1, True), (1, 0, False)):
        same = len({pair[month] for pair in pairs}) == 1
        if len(pairs) >= 3 and same and all(after[day] - pair[day] == 1 for pair, after in pairwise(pairs)):
            return first
    return None


def _order(matches: Iterable[re.Match]) -> set[bool]:
    pairs = [(int(match[1]), int(match[3])) for match in matches]
    return {first > 12 for first, second in pairs if max(first, second) <= 31 and 0 < min(first, second) <= 12 < max(first, second)}
