"""The honours of a biography: awards, prizes, fellowships, with year and the organization printed as giving them."""

from dataclasses import dataclass, replace

from kg.extract.bio_fellows import fellowships, giver_named, own_end
from kg.extract.bio_text import Date, dated, dates, opening_date, sentences, short_year, value
from kg.model.announcement import Award, Value
from kg.rules import rule
from kg.text.gazetteer import is_institution
from kg.text.words import Word, is_and, trimmed, vocabulary, words

_LONGEST = 1_500
_REACH = 16


@dataclass(frozen=True, slots=True)
class _Name:
    """The name of an award by the numbers of its first word, of its head word, and of the word behind it."""

    first: int
    head: int
    last: int


def awards(text: str, begin: int, end: int) -> tuple[Award, ...]:
    """The honours that the biography between two offsets says its subject received, in order."""
    done: list[Award] = []
    for first, last in sentences(text, begin, end):
        found = words(text, first, min(last, first + _LONGEST))
        if any(word.key in vocabulary("award_verbs") for word in found):
            given = [*_named(text, found), *fellowships(text, found)]
            done += _opened(text, first, last, given)
    return tuple(sorted(done, key=lambda award: award.name.spans[-1]))


def _named(text: str, found: list[Word]) -> list[Award]:
    heads = vocabulary("award_heads")
    names = [_name(found, number) for number, word in enumerate(found) if word.key in heads or _is_compound(word)]
    kept = [name for name in names if name]
    stops = [name.first for name in kept[1:]] + [len(found)]
    return [_award(text, found, name, stop) for name, stop in zip(kept, stops, strict=False) if name.first < stop]


@rule("award-name", nothing=None)
def _name(found: list[Word], number: int) -> _Name | None:
    """The award that the word at `number` is the head of; None where it names no particular one."""
    if number + 1 < len(found) and found[number + 1].key in vocabulary("award_not") | vocabulary("award_heads"):
        return None
    first = number
    while first and (_belongs(found, first - 1) or _is_short_form(found, first)):
        first -= 1 if _belongs(found, first - 1) else 3
    while first < number and (found[first].key in vocabulary("of") or found[first].text in "-–—.&,"):
        first += 1
    qualified = any(
        word.text[0].isupper() or word.text[0].isdigit() or word.key in vocabulary("award_words")
        for word in found[first:number]
    )
    if _is_compound(found[number]):
        return _Name(number, number, number + 1)
    if found[number].key in vocabulary("award_heads_first"):
        last = _name_behind(found, number + 1)
        return _Name(number, number, last) if last > number + 1 else None
    last = _tail(found, number + 1)
    named = last > number + 1 and found[number].text[0].isupper()
    return _Name(first, number, last) if (qualified and first < number) or named else None


@rule("award-compound", nothing=False)
def _is_compound(word: Word) -> bool:
    """Whether a word is an award's whole name: Carl-Ramsauer-Preis, Leibnizpreis."""
    heads = vocabulary("award_heads")
    return word.text[0].isupper() and any(word.key.endswith(head) and len(word.key) > len(head) + 3 for head in heads if len(head) > 4)


@rule("award-head-first", nothing=0)
def _name_behind(found: list[Word], number: int) -> int:
    """The number of the word behind a name that follows its head: Premio Konex de Platino, médaille d'argent."""
    last = number
    joins = vocabulary("award_name_joins")
    while last < len(found):
        later = last
        while later < len(found) and found[later].key in joins and found[later].text.islower():
            later += 1
        ahead = found[later] if later < len(found) else None
        if ahead is None or not (ahead.text[0].isupper() or ahead.key in vocabulary("award_words")):
            break
        if later > last and (is_institution(ahead.text) or later - last > 1):
            break
        last = later + 1 + (later + 2 < len(found) and found[later + 1].text in "/-–" and found[later + 2].text[0].isupper()) * 2
    return last


def _is_short_form(found: list[Word], number: int) -> bool:
    """Whether a bracket with a short form ends before a word: Early Career Researcher (ECR) Award."""
    inside = found[number - 3 : number] if number > 3 else []
    return bool(inside) and inside[0].text == "(" and inside[2].text == ")" and inside[1].text.isupper()


def _belongs(found: list[Word], number: int) -> bool:
    """Whether a word in front of the head is part of the award's name."""
    word = found[number]
    if word.text in "-–—&'’":
        return number > 0 and (word.text == "&" or found[number - 1].end == word.begin)
    if word.text == ".":
        return number > 0 and len(found[number - 1].text) <= 2
    if word.text.isdigit():
        return number > 0 and found[number + 1].begin == word.end
    if (
        not word.text[0].isalpha()
        or ((word.text.islower() or number == 0)
        and word.key in vocabulary("owners") | vocabulary("award_verbs"))
    ):
        return False
    if word.text.islower() and word.key in vocabulary("of") | vocabulary("articles"):
        return (
            number > 0
            and word.key != "in"
            and found[number - 1].text[0].isupper()
            and found[number + 1].text[0].isupper()
        )
    return word.text[0].isupper() or word.key in vocabulary("award_words")


def _tail(found: list[Word], number: int) -> int:
    """The number of the word behind the award's name: Award for Excellence in Teaching."""
    if number + 1 >= len(found) or found[number].key not in vocabulary("award_tails"):
        return number
    subject = found[number + 1]
    fields = vocabulary("disciplines") | vocabulary("discipline_words") | vocabulary("award_words")
    if subject.key not in fields:
        return number
    fields = fields | _titled(found, number + 1)
    last = number + 1
    while last < len(found) and ((found[last].key in fields and not is_and(found[last])) or _joins(found, last, fields)):
        last += 1
    return last


def _titled(found: list[Word], number: int) -> frozenset[str]:
    """The capitalised words that go on from a capitalised field: for Science and Technology in Mathematical Sciences."""
    keys = set()
    for word in found[number:]:
        if not word.text.isalpha() or (word.text.islower() and not is_and(word) and word.key not in vocabulary("award_tails")):
            break
        if word.text.istitle():
            keys.add(word.key)
    return frozenset(keys) if found[number].text.istitle() else frozenset()


def _joins(found: list[Word], number: int, fields: frozenset[str]) -> bool:
    behind = found[number + 1] if number + 1 < len(found) else None
    joined = is_and(found[number]) or found[number].key in vocabulary("award_tails") | {"&"}
    return joined and behind is not None and behind.key in fields - vocabulary("and")


def _award(text: str, found: list[Word], name: _Name, stop: int) -> Award:
    span = trimmed(text, found[name.first].begin, found[name.last - 1].end)
    behind = found[name.last : min(stop, name.last + _REACH)]
    giver, year = _giver(text, behind), _year(text, found, name, behind)
    return Award(
        value(text, span, "award-name"),
        giver or _giver_in_front(text, found, name) or _giver_in_name(text, found, name),
        dated(year, "award-year") if year else None,
    )


@rule("award-year", nothing=None)
def _year(text: str, found: list[Word], name: _Name, behind: list[Word]) -> Date | None:
    """The year behind the award: in a bracket, behind `in`, glued to the venue (SPARS'15); else right before it."""
    if behind:
        end = own_end(behind)
        when = dates(text, behind[0].begin, end)
        if when:
            return when[0]
        short = short_year(text, behind[0].begin, end)
        if short:
            return short
    front = _venue_in_front(found, name.first)
    if front:
        begin, end = front[-1].begin - 1, front[-1].end
        return next(iter(dates(text, begin + 1, end)), None) or short_year(text, begin, end)
    front = found[name.first - 1] if name.first else None
    if front and name.first > 1 and front.key in vocabulary("articles"):
        front = found[name.first - 2]  # il a reçu en 2012 le prix …
    when = dates(text, front.begin, front.end) if front else ()
    return when[0] if when and found[name.first].text[0].isupper() else None


@rule("award-venue-in-front", nothing=())
def _venue_in_front(found: list[Word], first: int) -> tuple[Word, ...]:
    """The venue and its year that stand before the award's name: the INFOCOM 2006 Best Paper Award; SOSP'17 best paper award."""
    year = first - 1
    if year < 1 or not found[year].text.isdigit() or len(found[year].text) not in (2, 4):
        return ()
    glued = found[year - 1].text in ("'", "’", "‘")
    venue = year - 1 - glued
    if venue < 0 or glued != (len(found[year].text) == 2) or not found[venue].text[0].isupper() or len(found[venue].text) < 3:
        return ()
    return found[venue], found[year]


@rule("award-giver", nothing=None)
def _giver(text: str, behind: list[Word]) -> Value | None:
    """The organization behind the award: at SPARS 2015; (AWS AI, 2023); from the Simons Foundation."""
    if len(behind) < 2:
        return None
    if behind[0].text == "(":
        close = next((number for number, word in enumerate(behind) if word.text == ")"), len(behind) - 1)
        inside = behind[1:close]
        return giver_named(text, inside) if inside and not inside[0].text.isdigit() else None
    if behind[0].key not in vocabulary("award_place"):
        return None
    stop = own_end(behind)
    return giver_named(text, [word for word in behind[1:] if word.end <= stop])


def _giver_in_front(text: str, found: list[Word], name: _Name) -> Value | None:
    front = _venue_in_front(found, name.first)
    return value(text, (front[0].begin, front[0].end), "award-venue-in-front", 0.85) if front else None


@rule("award-giver-in-name", nothing=None)
def _giver_in_name(text: str, found: list[Word], name: _Name) -> Value | None:
    """The organization that the award's name opens with: NSF CAREER Award, Microsoft PhD Fellowship."""
    first, head = name.first, name.head
    if head - first < 2 or not is_institution(found[first].text) or not _is_giver(found[first]):
        return None
    last = first + 1
    while (
        last + 1 < head and found[last].text.isupper() and len(found[last].text) > 1 and not _is_programme(found, last)
    ):
        last += 1
    return value(text, (found[first].begin, found[last - 1].end), "award-giver-in-name", 0.8)


def _is_giver(word: Word) -> bool:
    return word.text.isupper() or word.key not in vocabulary("award_words") | vocabulary("not_names")


def _is_programme(found: list[Word], number: int) -> bool:
    return found[number].key in vocabulary("award_words")


@rule("award-date-in-front", nothing=None)
def _date_in_front(text: str, begin: int, end: int) -> Date | None:
    """The date that opens the sentence of an award: In 2012, she received …"""
    return opening_date(text, begin, end)


def _opened(text: str, begin: int, end: int, given: list[Award]) -> list[Award]:
    """The only award of a sentence with the date that opens it."""
    when = _date_in_front(text, begin, end) if len(given) == 1 and given[0].year is None else None
    return [replace(given[0], year=dated(when, "award-date-in-front"))] if when else given
