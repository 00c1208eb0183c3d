"""The service that a biography states: roles at conferences, journals and committees, one entry for each venue."""

from dataclasses import dataclass, replace

from kg.extract.bio_text import dated, dates, sentences, short_year, value
from kg.model.announcement import Service, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.words import Word, is_and, vocabulary, words

_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class _Role:
    """A role by the numbers of its first word and of the word behind it."""

    first: int
    last: int


def services(text: str, begin: int, end: int) -> tuple[Service, ...]:
    """The service roles that the biography between two offsets states, in order, one for each venue."""
    done: list[Service] = []
    for first, last in sentences(text, begin, end):
        found = words(text, first, min(last, first + _LONGEST))
        done += _of_sentence(text, found)
    return tuple(done)


def _of_sentence(text: str, found: list[Word]) -> list[Service]:
    listed = [role for role in (_role(found, number) for number in range(len(found))) if role]
    done: list[Service] = []
    waiting: list[Value] = []
    for number, role in enumerate(listed):
        stop = listed[number + 1].first if number + 1 < len(listed) else len(found)
        name = value(text, (found[role.first].begin, found[role.last - 1].end), "service-role")
        given = _venues(text, found[role.last : stop])
        if not given:
            waiting = [*waiting, name] if _leads_over(found[role.last : stop]) else []
            continue
        for each in (*waiting, name):
            done += [replace(service, role=each) for service in given]
        waiting = []
    return done


@rule("service-role", nothing=None)
def _role(found: list[Word], number: int) -> _Role | None:
    """The role whose head word stands at `number`: senior area chair; Action Editor; founding organizers."""
    word = found[number]
    if word.key not in vocabulary("service_heads"):
        return None
    first = number
    while first and (found[first - 1].key in vocabulary("service_words") or _is_joined(found, first - 1)):
        first -= 1
    while first < number and found[first].text in "-–/&":
        first += 1
    if first == number and word.key in vocabulary("service_needs") | vocabulary("service_lectures"):
        return _Role(number, number + 1) if _is_given(found, number) else None
    last = number + 1
    while last < len(found) and found[last].key in vocabulary("service_tails"):
        last += 1
    last += 2 * (found[last - 1 : last] == [word] and tuple(each.key for each in found[last : last + 2]) in _chief())
    return _Role(first, last) if _is_stated(found, first) else None


def _is_joined(found: list[Word], number: int) -> bool:
    return found[number].text in "-–/" and number > 0 and found[number - 1].end == found[number].begin


def _is_stated(found: list[Word], first: int) -> bool:
    """Whether a verb or a list in front says that the subject has the role."""
    front = found[max(0, first - 5) : first]
    return any(word.key in vocabulary("service_verbs") for word in front) or first == 0


@rule("service-given", nothing=False)
def _is_given(found: list[Word], number: int) -> bool:
    """Whether tutorials and the like were given by the subject: led and delivered multiple tutorials at …"""
    if found[number].key not in vocabulary("service_lectures"):
        return False
    return any(word.key in vocabulary("service_given") for word in found[max(0, number - 4) : number])


@rule("service-venues", nothing=())
def _venues(text: str, found: list[Word]) -> tuple[Service, ...]:
    """The venues behind a role, with the years printed with them: for ALPHA, BETA, and GAMMA; for DELTA’26."""
    if not found or found[0].key not in vocabulary("service_place"):
        return ()
    done: list[Service] = []
    number = _behind_including(found)
    while number < len(found):
        first, last = _venue(found, number)
        if first == last:
            break
        done.append(_service(text, found, first, last))
        number = _behind_year(found, last)
        if number >= len(found) or not (found[number].text == "," or is_and(found[number])):
            break
        number += 1
        while number < len(found) and (is_and(found[number]) or found[number].key in vocabulary("service_place")):
            number += 1
    return tuple(done)


def _behind_including(found: list[Word]) -> int:
    """The number of the word that the venues open with: for several conferences, including ICML and NeurIPS."""
    for number, word in enumerate(found[:10]):
        if word.key in vocabulary("venue_leads"):
            return number + 1
        if word.text[0].isupper():
            break
    return 1


def _chief() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in vocabulary("service_tail_phrases"))


def _venue(found: list[Word], number: int) -> Span:
    """The numbers of the first word of the venue at `number` and of the word behind it; equal where there is none."""
    skipped = vocabulary("articles") | vocabulary("new_words") | vocabulary("quantities")
    while number < len(found) and found[number].text[0].islower() and found[number].key in skipped:
        number += 1
    last = number
    while last < len(found) and _is_of_venue(found, last, last > number):
        last += 1
    if last > number and last + 2 < len(found) and found[last].text == "(" and found[last + 2].text == ")":
        if found[last + 1].text.isalpha():
            last += 3
    while (
        last > number
        and (found[last - 1].key in vocabulary("venue_words") or is_and(found[last - 1]))
        and found[last - 1].text != ")"
    ):
        last -= 1
    return number, last


def _is_of_venue(found: list[Word], number: int, inside: bool) -> bool:
    word = found[number]
    behind = found[number + 1] if number + 1 < len(found) else None
    if word.text[0].isupper():
        return True
    if not inside or behind is None or not (behind.text[0].isupper() or behind.key in vocabulary("articles")):
        return False
    if is_and(word) and word.text != "&":
        return _is_title(found, number)
    return word.text in "&-–:/" or word.key in vocabulary("venue_words") | vocabulary("articles")


def _is_title(found: list[Word], number: int) -> bool:
    """Whether `and` stands inside a venue's title (Transactions on Speech and Language) and not between venues."""
    front = found[number - 1]
    title = any(word.key in vocabulary("venue_heads") for word in found[max(0, number - 6) : number])
    behind = found[number + 1]
    return (
        title and not front.text.isupper() and not behind.text.isupper() and behind.key not in vocabulary("venue_heads")
    )


def _service(text: str, found: list[Word], first: int, last: int) -> Service:
    span = found[first].begin, found[last - 1].end
    end = found[min(_behind_year(found, last), len(found)) - 1].end
    short = short_year(text, span[0], end)
    when = dates(text, span[1], end)
    year = short or (when[0] if when else None)
    place = value(text, span, "service-venues")
    return Service(place, place, dated(year, "service-venues") if year else None)


def _behind_year(found: list[Word], number: int) -> int:
    """The number of the word behind the year that follows a venue: ’26, 2024, (2021–2023)."""
    last = number
    while last < len(found) and (found[last].text.isdigit() or found[last].text in "'’‘()–-"):
        last += 1
    return last if any(word.text.isdigit() for word in found[number:last]) else number


def _leads_over(found: list[Word]) -> bool:
    """Whether a role without a venue shares that of the next: founding organizers and Program Chair for …"""
    return 0 < len(found) <= 3 and any(is_and(word) or word.text == "," for word in found)
