"""The honours of a biography: awards, prizes, fellowships, with year and the organization printed as giving them."""

from dataclasses import dataclass

from kg.extract.bio_text import Date, dated, dates, sentences, short_year, value
from kg.model.announcement import Award, Value
from kg.rules import rule
from kg.text.affiliations import split_affiliations
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
            done += [*_named(text, found), *_fellow_of(text, found)]
    return tuple(sorted(done, key=lambda award: award.name.spans))


def _named(text: str, found: list[Word]) -> list[Award]:
    names = [_name(found, number) for number, word in enumerate(found) if word.key in vocabulary("award_heads")]
    kept = [name for name in names if name]
    stops = [name.first for name in kept[1:]] + [len(found)]
    return [_award(text, found, name, stop) for name, stop in zip(kept, stops, strict=False) if name.first < stop]


@rule("award-name", nothing=None)
def _name(found: list[Word], number: int) -> _Name | None:
    """The award that the word at `number` is the head of; None where it names no particular one."""
    if number + 1 < len(found) and found[number + 1].key in vocabulary("award_not") | vocabulary("award_heads"):
        return None
    first = number
    while first and _belongs(found, first - 1):
        first -= 1
    while first < number and (found[first].key in vocabulary("of") or found[first].text in "-–—.&,"):
        first += 1
    qualified = any(
        word.text[0].isupper() or word.text[0].isdigit() or word.key in vocabulary("award_words")
        for word in found[first:number]
    )
    last = _tail(found, number + 1)
    named = last > number + 1 and found[number].text[0].isupper()
    return _Name(first, number, last) if (qualified and first < number) or named else None


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
    last = number + 1
    while last < len(found) and ((found[last].key in fields and not is_and(found[last])) or _joins(found, last, fields)):
        last += 1
    return last


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
        giver or _giver_in_name(text, found, name),
        dated(year, "award-year") if year else None,
    )


@rule("award-year", nothing=None)
def _year(text: str, found: list[Word], name: _Name, behind: list[Word]) -> Date | None:
    """The year behind the award: in a bracket, behind `in`, glued to the venue (SPARS'15); else right before it."""
    if behind:
        end = _own_end(behind)
        when = dates(text, behind[0].begin, end)
        if when:
            return when[0]
        short = short_year(text, behind[0].begin, end)
        if short:
            return short
    front = found[name.first - 1] if name.first else None
    when = dates(text, front.begin, front.end) if front else ()
    return when[0] if when and found[name.first].text[0].isupper() else None


def _own_end(behind: list[Word]) -> int:
    """The offset at which what follows an award stops being about it: a comma, `and`, a semicolon outside brackets."""
    depth = 0
    for number, word in enumerate(behind):
        depth += (word.text == "(") - (word.text == ")")
        leads = number + 1 < len(behind) and (behind[number + 1].text.isdigit() and len(behind[number + 1].text) == 4)
        if depth <= 0 and (
            word.text in ";" or (word.text == "," and not leads) or (is_and(word) and _is_next(behind, number))
        ):
            return word.begin
    return behind[-1].end


def _is_next(behind: list[Word], number: int) -> bool:
    """Whether what follows `and` is another thing than the rest of a venue's name."""
    after = behind[number + 1] if number + 1 < len(behind) else None
    return after is None or not after.text[0].isupper() or after.key in vocabulary("award_words")


@rule("award-giver", nothing=None)
def _giver(text: str, behind: list[Word]) -> Value | None:
    """The organization behind the award: at SPARS 2015; (AWS AI, 2023); from the Simons Foundation."""
    if len(behind) < 2:
        return None
    if behind[0].text == "(":
        close = next((number for number, word in enumerate(behind) if word.text == ")"), len(behind) - 1)
        inside = behind[1:close]
        return _organization(text, inside) if inside and not inside[0].text.isdigit() else None
    if behind[0].key not in vocabulary("award_place"):
        return None
    stop = _own_end(behind)
    return _organization(text, [word for word in behind[1:] if word.end <= stop])


def _organization(text: str, found: list[Word]) -> Value | None:
    """The capitalised words a stretch opens with, up to a year, a comma or a bracket."""
    while found and found[0].key in vocabulary("articles") | vocabulary("new_words"):
        found = found[1:]
    last = 0
    small = vocabulary("of") | vocabulary("and") | vocabulary("articles")
    while last < len(found) and (
        found[last].text[0].isupper() or found[last].text in "&-–" or found[last].key in small
    ):
        if found[last].text.isdigit():
            break
        last += 1
    while last and (found[last - 1].key in small or found[last - 1].text in "&-–"):
        last -= 1
    if last == 0 or not any(word.text[0].isupper() for word in found[:last]):
        return None
    span = found[0].begin, found[last - 1].end
    mentions = split_affiliations(text, *span)
    span = (mentions[0].begin, mentions[-1].end) if mentions else span
    return value(text, span, "award-giver", 0.85)


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


@rule("award-fellow-of", nothing=())
def _fellow_of(text: str, found: list[Word]) -> tuple[Award, ...]:
    """Fellow of a learned society: a Fellow of the IEEE; elected fellow of the American Mathematical Society."""
    done = []
    for number, word in enumerate(found[:-1]):
        if word.key not in vocabulary("society_fellow") or found[number + 1].key not in vocabulary("of"):
            continue
        behind = found[number + 2 : number + 2 + _REACH]
        if not behind or any(after.key in vocabulary("college_words") for after in behind[:6]):
            continue
        stop = _own_end(behind)
        given = _organization(text, [after for after in behind if after.end <= stop])
        if given:
            when = dates(text, behind[0].begin, stop)
            name = value(text, (word.begin, given.spans[0][1]), "award-fellow-of")
            done.append(Award(name, given, dated(when[0], "award-year") if when else None))
    return tuple(done)
