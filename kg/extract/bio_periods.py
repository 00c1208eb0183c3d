"""When a post of a biography was held, as printed: (2018–2020), from 2018 to 2020, since 2019, in 2016."""

from dataclasses import dataclass

from kg.extract.bio_organizations import organization, organization_stop
from kg.extract.bio_text import Date, dated, dates
from kg.model.announcement import Value
from kg.rules import rule
from kg.text.words import Word, dated_words, is_and, vocabulary


@dataclass(frozen=True, slots=True)
class Period:
    """The stated start and end of a post; `lasting` where it is said to go on; `last` the number of the next word."""

    start: Value | None = None
    end: Value | None = None
    lasting: bool = False
    last: int = 0


_REACH = 14


@rule("post-period", nothing=Period())
def period(text: str, found: list[Word], number: int) -> Period:
    """The period printed at word `number`, if any: nothing but prepositions, brackets and months stand around it."""
    last = number
    while last < len(found) and last - number < _REACH and _is_of_period(found[last]):
        last += 1
    while last > number and found[last - 1].key in vocabulary("and") | {","}:
        last -= 1
    inside = found[number:last]
    if not inside:
        return Period(last=number)
    when = dates(text, inside[0].begin, inside[-1].end)
    if not when:
        return Period(last=number)
    return _period(inside, when, last)


@rule("post-period-in-front", nothing=None)
def period_in_front(text: str, found: list[Word], first: int) -> tuple[int, Period] | None:
    """The period that stands before the role at word `first`, with the number of its own first word.

    It opens the sentence or follows a comma or `and`, and nothing but a subject and a verb parts it from the role:
    from 2006 to 2011 she was a lecturer; and from 2006 a lecturer.
    """
    last = first
    while last and first - last < _REACH and _leads_to_role(found[last - 1]):
        last -= 1
    number = last
    while number and last - number < _REACH and _is_of_period(found[number - 1]) and not _opens(found, number):
        number -= 1
    if number == last or not _opens(found, number) or not _leads(found[number]):
        return None
    lead = found[last:first] if number else ()
    named = any(word.text == "," or word.text[0].isupper() for word in lead)
    held = period(text, found[:last], number)
    return (number, held) if held.start and not named else None


def _leads_to_role(word: Word) -> bool:
    """Whether a word may stand between a period and the role it belongs to: `, Jo Hale was a`; `he worked as an`."""
    lists = ("owners", "pronouns", "be_past", "be_present", "serve_past", "serve_present", "as_words", "role_adverbs")
    if word.text == "," or word.text[0].isupper() or any(word.key in vocabulary(name) for name in lists):
        return True
    return any(word.key == phrase.split()[0] for phrase in vocabulary("copulas"))


def _opens(found: list[Word], number: int) -> bool:
    """Whether a period may open at a word: at the sentence's start, behind a comma, as `in 2006` behind `and`; behind `is`."""
    if number == 0 or found[number - 1].text == ",":
        return True
    if number < len(found) and found[number - 1].key in vocabulary("be_present") | vocabulary("be_past") and _leads(found[number]):
        return True
    return number < len(found) and is_and(found[number - 1]) and _leads(found[number])


def _leads(word: Word) -> bool:
    """Whether a word opens a period in front; a bare year behind a comma belongs to what stands before it."""
    led = vocabulary("phrase_stops") | vocabulary("from_words") | vocabulary("field_words")
    return word.key in (led & vocabulary("period_words") - vocabulary("and")) | vocabulary("since_words")


def _period(inside: list[Word], when: tuple[Date, ...], last: int) -> Period:
    keys = {word.key for word in inside}
    first = dated(when[0], "post-period")
    if len(when) > 1:
        return Period(first, dated(when[1], "post-period"), False, last)
    if keys & vocabulary("until_words") and not keys & vocabulary("present_words"):
        return Period(None, first, False, last)
    return Period(first, None, bool(keys & (vocabulary("since_words") | vocabulary("present_words"))), last)


def _is_of_period(word: Word) -> bool:
    small = (
        vocabulary("period_words") | vocabulary("since_words") | vocabulary("until_words") | vocabulary("present_words")
    )
    return word.text in "(),–—-.:/" or word.text.isdigit() or word.key in small or word.key in dated_words()


@rule("post-joined", nothing=())
def joined(text: str, found: list[Word]) -> tuple[tuple[Value, Value], ...]:
    """The organizations that were joined and the years: prior to joining Leeds in 2015."""
    pairs = []
    for number, word in enumerate(found[:-1]):
        if word.key not in vocabulary("joining"):
            continue
        name = organization(text, found[number + 1].begin, organization_stop(text, found, number + 1))
        if name is None:
            continue
        last = next(
            (later for later in range(number, len(found)) if found[later].begin >= name.spans[0][1]), len(found)
        )
        held = period(text, found, last)
        if held.start:
            pairs.append((name, held.start))
    return tuple(pairs)
