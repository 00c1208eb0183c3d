"""What the readers of biographies share: sentences, dates and the stretch that names an organization."""

import re
from dataclasses import dataclass
from functools import cache

from kg.model.announcement import Value
from kg.model.document import Span
from kg.text import language
from kg.text.affiliations import is_unit_text, split_affiliations
from kg.text.words import Word, fold, is_head, vocabulary, words

_END = re.compile(r"(?<![.!?])[.!?]+[\"”’)]*(?=\s|$)|\n\s*\n|\n(?=\s*[-•*·])|;\s")
_SHORT = frozenset(
    (
        "prof dr mr mrs ms st ph sc eng phil tech jr sr univ dept inst vs no ed eds hon rer nat ing dipl "
        "habil jan feb mar apr jun jul aug sep sept oct nov dec ltd inc co corp etc al "
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
    """The years between two offsets, with the month in front where there is one; not the year of `1938E`."""
    found = []
    for match in _date_pattern().finditer(text, begin, end):
        month = _months().get(fold(match["month"] or "").rstrip("."))
        year = match["year"]
        start = match.start() if month else match.start("year")
        found.append(Date(f"{year}-{month:02d}" if month else year, start, match.end()))
    return tuple(found)


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


def organization(text: str, begin: int, end: int, *, whole: bool = True) -> Value | None:
    """The organization a stretch opens with: `CS at the University of Leeds`, as printed.

    `whole` keeps the units with their institution; without it the institution alone is taken.
    """
    mentions = split_affiliations(text, begin, end)
    if not mentions or not _is_near(text, begin, mentions[0].begin):
        return None
    last = 0
    while (
        last + 1 < len(mentions)
        and mentions[last].is_unit
        and _continues(text, mentions[last].end, mentions[last + 1].begin)
    ):
        last += 1
    first = 0 if whole or mentions[last].is_unit else last
    span = (mentions[first].begin, _end_without_place(mentions[last]))
    if not _is_named(text[slice(*span)]):
        return None
    return Value(" ".join(text[slice(*span)].split()), (span,), 0.9)


def organization_stop(text: str, found: list[Word], number: int) -> int:
    """The offset at which the organization that opens at word `number` ends at the latest."""
    stops = vocabulary("phrase_stops")
    for later in range(number, len(found)):
        word = found[later]
        if word.text in ";.\n" and not _is_dot_inside(found, later):
            return word.begin
        if word.text == "(" and later + 1 < len(found) and found[later + 1].text.isdigit():
            return word.begin
        if word.key in stops and word.text.islower() and not _is_inside_name(text, found, later):
            return word.begin
    return found[-1].end if found else 0


def value(text: str, span: Span, name: str, confidence: float = 0.9) -> Value:
    """The words at a span as a value of a rule."""
    return Value(" ".join(text[span[0] : span[1]].split()), (span,), confidence, name)


def dated(date: Date, name: str, confidence: float = 0.95) -> Value:
    """A date as a value of a rule."""
    return Value(date.text, ((date.begin, date.end),), confidence, name)


def _is_abbreviation(text: str, start: int, match: re.Match, end: int) -> bool:
    before = re.compile(r"\w+$").search(text, max(start, match.start() - 12), match.start())
    if before is None or not (len(before.group()) == 1 or fold(before.group()) in _SHORT):
        return False
    behind = re.compile(r"\s*(\w+)").match(text, match.end(), end)
    return behind is not None and not (behind[1][0].isupper() and fold(behind[1]) in vocabulary("sentence_openers"))


def _is_named(printed: str) -> bool:
    """Whether the words can name an organization: they open with a capital, or are a unit's and hold one."""
    return not printed[0].islower() or (is_unit_text(printed) and any(letter.isupper() for letter in printed))


def _is_near(text: str, begin: int, start: int) -> bool:
    if fold(text[begin:start].strip()) in vocabulary("articles"):
        return True
    return all(
        word.key in vocabulary("articles") | vocabulary("at") | vocabulary("of") for word in words(text, begin, start)
    )


def _continues(text: str, left: int, right: int) -> bool:
    return text[left:right].strip(" ,") in ("", "at", "at the", "of", "of the", "in", "in the", "at The")


def _end_without_place(mention) -> int:
    if mention.place is None:
        return mention.end
    return mention.begin + len(mention.text[: mention.place[0] - mention.begin].rstrip(" ,("))


def _is_dot_inside(found: list[Word], number: int) -> bool:
    """Whether a full stop belongs to an abbreviation: Univ. of, St. Louis, U.S. Census."""
    return found[number].text == "." and number > 0 and found[number - 1].key in _SHORT and number + 1 < len(found)


def _is_inside_name(text: str, found: list[Word], number: int) -> bool:
    """Whether a word such as `in`, `and`, `for`, `at` stands inside an organization's name."""
    word = found[number]
    if number + 1 >= len(found) or not found[number + 1].text[0].isupper():
        return (
            word.key == "at"
            and number + 2 < len(found)
            and found[number + 1].key in vocabulary("articles")
            and _has_unit(found, number)
        )
    if word.key in ("and", "for"):
        return True
    if word.key in ("in", "at") and not _is_time_or_field(found[number + 1]):
        return _has_unit(found, number) or word.key == "at" or found[number - 1].key in vocabulary("institutions")
    return False


def _is_time_or_field(word: Word) -> bool:
    fields = vocabulary("disciplines") | vocabulary("discipline_words")
    return word.key in _months() or word.key in fields


def _has_unit(found: list[Word], number: int) -> bool:
    """Whether a unit or a discipline stands in the few words before `number`."""
    heads = vocabulary("units") | vocabulary("disciplines")
    return any(is_head(word, heads) for word in found[max(0, number - 6) : number])


@cache
def _months() -> dict[str, int]:
    """Folded month names and abbreviations of every language, with their numbers."""
    named = {}
    for known in language.languages():
        for number, forms in enumerate(known.section("dates").get("months", ()), 1):
            for form in [forms] if isinstance(forms, str) else forms:
                named.setdefault(fold(form).rstrip("."), number)
    return named


@cache
def _date_pattern() -> re.Pattern[str]:
    names = sorted((name for name in _months() if name), key=lambda name: (-len(name), name))
    months = "|".join(re.escape(name) for name in names)
    return re.compile(
        rf"(?:(?<!\w)(?P<month>{months})\.?,?\s+(?:of\s+|de\s+|do\s+)?)?(?P<year>{YEAR})(?!\w)", re.IGNORECASE
    )
