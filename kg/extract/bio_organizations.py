"""The stretch of a biography that names an organization: CS at the University of Leeds; MIT and Boston University."""

from kg.extract.bio_text import SHORT, dates, months
from kg.model.announcement import Value
from kg.model.document import Span
from kg.text.affiliation_parts import has_head
from kg.text.affiliations import AffiliationMention, is_unit_text, split_affiliations
from kg.text.gazetteer import is_institution, is_place
from kg.text.words import Word, fold, is_and, is_head, trimmed, vocabulary, words


def organization(text: str, begin: int, end: int, *, whole: bool = True) -> Value | None:
    """The organization a stretch opens with: `CS at the University of Leeds`, as printed.

    `whole` keeps the units with their institution; without it the institution alone is taken.
    """
    mentions = split_affiliations(text, begin, end)
    if not mentions or not _is_near(text, begin, mentions[0].begin):
        return None
    last = 0
    while last + 1 < len(mentions) and _goes_on(text, mentions[0], mentions[last], mentions[last + 1]):
        last += 1
    named = [number for number in range(last + 1) if _is_known(mentions[number].text) and not is_place(mentions[number].text)]
    last = last if whole or not named else named[-1]
    if mentions[0].is_unit and (is_institution(mentions[0].text.partition(" (")[0]) or _is_city_of(mentions, last)):
        whole = True  # the Indian Institute of Technology (IIT), Madras
        last = min(last, 1)
    first = 0 if whole or mentions[last].is_unit else last
    span = _own_words(text, mentions[first].begin, _end_without_place(mentions[last]))
    if not _is_named(text[slice(*span)]):
        return None
    return Value(" ".join(text[slice(*span)].split()), (span,), 0.9)


def _is_city_of(mentions: tuple[AffiliationMention, ...], last: int) -> bool:
    """Whether a single name behind an institute is where it is: Indian Institute of Science (IISc), Bangalore."""
    first = words(mentions[0].text, 0, len(mentions[0].text))
    strict = any(word.key in vocabulary("strict_units") for word in first)
    return last == 1 and not strict and len(first) > 2 and mentions[1].text.istitle() and " " not in mentions[1].text


def _own_words(text: str, begin: int, end: int) -> Span:
    """The words of a name without what says when it was founded, and without the city: recently created …, … in Ankara."""
    kept = vocabulary("disciplines") | vocabulary("discipline_words") | vocabulary("units") | vocabulary("institutions")
    found = words(text, begin, end)
    first = 0
    while first < len(found) and found[first].text.islower() and found[first].key not in kept:
        first += 1
    if 0 < first < len(found):
        begin = found[first].begin
    small = frozenset().union(*map(vocabulary, ("from_words", "at", "of", "of_institution", "articles"))) | {","}
    while len(found) > 1 and found[-1].key in small and not found[-1].text[0].isupper():
        found.pop()
        end = found[-1].end
    city = len(found) > 2 and found[-2].key in vocabulary("field_words") and _is_known(text[begin : found[-3].end])
    city = city and (is_place(found[-1].text) or is_head(found[-3], vocabulary("institutions")))
    return trimmed(text, begin, found[-3].end if city else end, " \t\n/,")


def organizations(text: str, begin: int, end: int) -> tuple[Value, ...]:
    """The organizations that a stretch opens with, joined by `and`: at MIT and Boston University; places stand between.

    Those behind the first have to be known ones or named by what they are: a place is none, nor is a person.
    """
    first = organization(text, begin, end)
    if first is None:
        return ()
    parts = _two_in_one(text, first.spans[0])
    if parts:
        return tuple(Value(" ".join(text[slice(*span)].split()), (span,), 0.8) for span in parts)
    done = [first]
    mentions = [mention for mention in split_affiliations(text, begin, end) if mention.begin >= first.spans[0][1]]
    joined = False
    for mention in mentions:
        between = fold(text[done[-1].spans[0][1] : mention.begin]).replace(",", " ").split()
        small = vocabulary("and") | vocabulary("articles") | vocabulary("at")
        if not all(word in small or is_place(word) for word in between):
            break
        span = (mention.begin, _end_without_place(mention))
        if not _is_known(text[slice(*span)]) or not _is_named(text[slice(*span)]):
            break
        joined = any(word in vocabulary("and") - vocabulary("field_words") for word in between)
        done.append(Value(" ".join(text[slice(*span)].split()), (span,), 0.8))
    return tuple(done) if joined else (first,)


def _two_in_one(text: str, span: Span) -> tuple[Span, ...]:
    """The two institutions that `and` joins without more: Stanford and Microsoft Research; none within one name."""
    found = words(text, *span)
    for number, word in enumerate(found[1:-1], 1):
        sides = (span[0], found[number - 1].end), (found[number + 1].begin, span[1])
        if is_and(word) and all(is_institution(text[slice(*side)]) for side in sides) and not is_institution(text[slice(*span)]):
            return sides
    return ()


def organization_stop(text: str, found: list[Word], number: int) -> int:
    """The offset at which the organization that opens at word `number` ends at the latest."""
    stops = vocabulary("phrase_stops")
    inside = number
    for later in range(number, len(found)):
        word = found[later]
        if later < inside:
            continue
        if word.text == "(":
            inside = _behind_bracket(found, later)
        if word.text in ";.\n" and not _is_dot_inside(found, later):
            return word.begin
        if word.text == "(" and later + 1 < len(found) and found[later + 1].text.isdigit():
            return word.begin
        named_on = later + 1 < len(found) and found[later + 1].text[0].isupper()
        if later > number and word.text.isdigit() and not named_on and dates(text, word.begin, word.end):
            return word.begin
        if word.key in stops and word.text.islower() and not _is_inside_name(text, found, later):
            return word.begin
    return found[-1].end if found else 0


def _behind_bracket(found: list[Word], number: int) -> int:
    """The number of the word behind a bracket that closes; that of the bracket where it holds a year, or stays open."""
    close = next((later for later in range(number, min(number + 14, len(found))) if found[later].text == ")"), None)
    return number if close is None or found[number + 1].text.isdigit() else close + 1


def _is_named(printed: str) -> bool:
    """Whether the words can name an organization: they open with a capital, or are a unit's and hold one."""
    if len(printed) < 2:
        return False
    return not printed[0].islower() or (is_unit_text(printed) and any(letter.isupper() for letter in printed))


def _is_near(text: str, begin: int, start: int) -> bool:
    if fold(text[begin:start].strip()) in vocabulary("articles"):
        return True
    return all(
        word.key in vocabulary("articles") | vocabulary("at") | vocabulary("of") for word in words(text, begin, start)
    )


def _goes_on(text: str, first: AffiliationMention, this: AffiliationMention, after: AffiliationMention) -> bool:
    """Whether the next mention is a part of the organization that `first` opens: EECS and CS at MIT; a team at Google."""
    between = text[this.end : after.begin].strip(" ,")
    unit = this.is_unit or _is_discipline(this.text)
    named = [_is_known(mention.text) for mention in (this, after)]
    if between in ("at", "at the", "at The"):
        return unit or not is_institution(this.text)
    if unit and between in ("", "of", "of the") or (unit and between in ("in", "in the") and named[1]):
        return True
    joined = between in vocabulary("and") | {"&"}
    if first.is_unit and (joined or not between) and not named[1] and (this is first or not named[0]):
        return not is_place(after.text) and _says_of_what(first.text)
    return joined and _is_discipline(this.text) and _is_discipline(after.text)


def _is_known(printed: str) -> bool:
    """Whether words are an institution's name that is known, or say what they name: a university, a department."""
    return is_institution(printed) or has_head(printed, 0, len(printed))


def _is_discipline(printed: str) -> bool:
    return all(word.key in vocabulary("disciplines") for word in words(printed, 0, len(printed)))


def _says_of_what(unit: str) -> bool:
    """Whether a unit is named by its fields, which may go on behind a comma: Department of Electronics, Information, and …"""
    found = words(unit, 0, len(unit))
    return len(found) > 2 and found[0].key in vocabulary("strict_units") and found[1].key in vocabulary("of_role")


def _end_without_place(mention) -> int:
    if mention.place is None:
        return mention.end
    return mention.begin + len(mention.text[: mention.place[0] - mention.begin].rstrip(" ,("))


def _is_dot_inside(found: list[Word], number: int) -> bool:
    """Whether a full stop belongs to an abbreviation or an initial: Univ. of, St. Louis, U.S. Census, G. Reddy College."""
    if found[number].text != "." or not number or number + 1 >= len(found):
        return False
    return found[number - 1].key in SHORT or (len(found[number - 1].text) == 1 and found[number - 1].text.isupper())


def _is_inside_name(text: str, found: list[Word], number: int) -> bool:
    """Whether a word such as `in`, `and`, `for`, `at` stands inside an organization's name."""
    word = found[number]
    behind = found[number + 1 : number + 3]
    if len(behind) == 2 and behind[0].key in vocabulary("articles") and behind[1].text[0].isupper():
        return (word.key == "at" and _has_unit(found, number)) or (word.key == "for" and _is_head_near(found, number))
    if not behind or not behind[0].text[0].isupper():
        fields = vocabulary("disciplines") | vocabulary("discipline_words")
        return bool(behind) and word.key == "for" and behind[0].key in fields and _is_head_near(found, number)
    if word.key in ("and", "for"):
        return True
    if word.key in vocabulary("field_words") and found[number - 1].key in vocabulary("research_heads") and found[number - 1].text[0].isupper():
        return True  # the Institut de Recherche en Informatique
    if word.key in vocabulary("field_words") | {"at"} and not _is_time_or_field(found[number + 1]):
        return _has_unit(found, number) or word.key == "at" or found[number - 1].key in vocabulary("institutions")
    return False


def _is_time_or_field(word: Word) -> bool:
    fields = vocabulary("disciplines") | vocabulary("discipline_words")
    return word.key in months() or word.key in fields


def _has_unit(found: list[Word], number: int) -> bool:
    """Whether a unit or a discipline stands in the few words before `number`."""
    heads = vocabulary("units") | vocabulary("disciplines")
    return any(is_head(word, heads) for word in found[max(0, number - 12) : number])


def _is_head_near(found: list[Word], number: int) -> bool:
    """Whether the word before `number` is a unit's, of which the words behind tell: Simons Institute for the Theory of …"""
    return is_head(found[number - 1], vocabulary("units") | vocabulary("institutions"))
