"""What the readers of biographies share: sentences and dates."""

import re
from dataclasses import dataclass
from functools import cache

from kg.model.announcement import Value
from kg.model.document import Span
from kg.text import language
from kg.text.words import fold, vocabulary, words

_END = re.compile(r"(?<![.!?])[.!?]+[\"”’)]*(?=\s|$)|\n\s*\n|\n(?=\s*[-•*·])|;\s")
SHORT = frozenset(
    (
        "prof dr mr mrs ms st ph sc eng phil tech jr sr univ dept inst vs no ed eds hon rer nat ing dipl "
        "habil jan feb mar apr jun jul aug sep sept oct nov dec ltd inc co corp etc al hons "
    ).split()
)
"""Abbreviations of two letters and more whose full stop ends no sentence; single letters never do."""
YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"


@dataclass(frozen=True, slots=True)
class Date:
    """A year, with a month where one is printed: text is YYYY or YYYY-MM."""

    text: str
    begin: int
    end: int


def sentences(text: str, begin: int, end: int) -> tuple[Span, ...]:
    """The sentences between two offsets; a full stop behind `Ph.D` or `Oct` ends none unless a new subject follows."""
    spans, start = [], begin
    for match in _END.finditer(text, begin, end):
        if text[match.start()] == "." and _is_abbreviation(text, start, match, end):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, end))
    return tuple(span for span in spans if text[span[0] : span[1]].strip())


def dates(text: str, begin: int, end: int) -> tuple[Date, ...]:
    """The years between two offsets, with the month in front where there is one; not the year of `1938E`.

    The second year of 2016–17 is a date of its own.
    """
    found = []
    for match in _date_pattern().finditer(text, begin, end):
        month = months().get(fold(match["month"] or "").rstrip("."))
        year = match["year"]
        start = match.start() if month else match.start("year")
        found.append(Date(f"{year}-{month:02d}" if month else year, start, match.end("year")))
        if match["later"] and match["later"] > year[2:]:
            found.append(Date(year[:2] + match["later"], match.start("later"), match.end("later")))
    return tuple(found)


def opening_date(text: str, begin: int, end: int) -> Date | None:
    """The date that opens a sentence and holds for what it tells: In 2016, he obtained …"""
    reach = min(end, begin + 60)
    given = dates(text, begin, reach)
    if not given:
        return None
    front = [word for word in words(text, begin, given[0].begin) if word.text != "\n"]
    behind = next(iter(words(text, given[0].end, reach)), None)
    ends = behind is not None and (behind.text == "," or behind.text[0].islower())
    alone = len(given) == 1 or given[1].begin - given[0].end > 3
    return given[0] if ends and alone and all(word.key in vocabulary("year_openers") for word in front) else None


def are_listed(text: str, given: tuple[Date, ...]) -> bool:
    """Whether nothing but `and` and commas stands between dates: in 1997 and 2001."""
    between = vocabulary("and") | {","}
    pairs = zip(given, given[1:], strict=False)
    return all(word.key in between for left, right in pairs for word in words(text, left.end, right.begin))


def short_year(text: str, begin: int, end: int) -> Date | None:
    """The year of a venue printed as ALPHA'15 or DELTA’26."""
    match = re.compile(r"['’‘](\d\d)(?!\d)").search(text, begin, end)
    if not match:
        return None
    year = int(match[1])
    return Date(str(2000 + year if year < 70 else 1900 + year), match.start(1), match.end(1))


def value(text: str, span: Span, name: str, confidence: float = 0.9) -> Value:
    """The words at a span as a value of a rule."""
    return Value(" ".join(text[span[0] : span[1]].split()), (span,), confidence, name)


def dated(date: Date, name: str, confidence: float = 0.95) -> Value:
    """A date as a value of a rule."""
    return Value(date.text, ((date.begin, date.end),), confidence, name)


def _is_abbreviation(text: str, start: int, match: re.Match, end: int) -> bool:
    before = re.compile(r"\w+$").search(text, max(start, match.start() - 12), match.start())
    if before is None or not (len(before.group()) == 1 or fold(before.group()) in SHORT):
        return False
    behind = re.compile(r"\s*(\w+|[(,])").match(text, match.end(), end)
    return behind is not None and not (behind[1][0].isupper() and fold(behind[1]) in vocabulary("sentence_openers"))


@cache
def months() -> dict[str, int]:
    """Folded month names and abbreviations of every language, with their numbers."""
    named = {}
    for known in language.languages():
        for number, forms in enumerate(known.section("dates").get("months", ()), 1):
            for form in [forms] if isinstance(forms, str) else forms:
                named.setdefault(fold(form).rstrip("."), number)
    return named


@cache
def _date_pattern() -> re.Pattern[str]:
    names = sorted((name for name in months() if name), key=lambda name: (-len(name), name))
    printed = "|".join(re.escape(name) for name in names)
    return re.compile(
        rf"(?:(?<!\w)(?P<month>{printed})\.?,?\s+(?:of\s+|de\s+|do\s+)?)?(?P<year>{YEAR})(?!\w)(?:[-–/](?P<later>\d\d)(?![\d-]))?",
        re.IGNORECASE,
    )
