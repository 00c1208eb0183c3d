"""What stands behind the name of a degree: the institution that gave it, its field, the topic of its thesis."""

import re
from dataclasses import replace
from functools import cache

from kg.extract.bio_organizations import organization, organization_stop, organizations
from kg.extract.bio_text import value
from kg.model.announcement import Value
from kg.rules import rule
from kg.text import language
from kg.text.affiliation_parts import has_head
from kg.text.gazetteer import is_institution, is_place
from kg.text.words import Word, dated_words, fold, phrase_pattern, trimmed, vocabulary, words


@rule("degree-institution", nothing=None)
def institution_of(text: str, found: list[Word]) -> Value | None:
    """The institution behind `from` or `at`, or in the bracket or behind the comma that follows the degree."""
    for number, word in enumerate(found):
        if word.text.islower() and number + 1 < len(found) and is_from(word, found[number + 1]):
            given = named_organization(text, found, number + 1)
            known = given and (has_head(given.text, 0, len(given.text)) or is_institution(given.text))
            plain = word.key in _plainly_from() or word.key not in vocabulary("from_words") | vocabulary("of_institution")
            if given and (known or plain):
                return given
    opening = next((number for number, word in enumerate(found[:12]) if word.text in ",("), None)
    if (
        opening is None
        or opening + 1 >= len(found)
        or any(word.key in vocabulary("owners") for word in found[opening + 1 : opening + 2])
    ):
        return None
    close = next((later for later in range(opening + 1, len(found)) if found[later].text in "),;"), len(found) - 1)
    given = named_organization(text, found[: close + 1], opening + 1)
    known = given and (is_institution(given.text) or len(given.text.split()) > 1)
    return given if known else None


def _plainly_from() -> frozenset[str]:
    """The prepositions that lead to an institution, whatever its name; `a` and `in` lead to other things as well."""
    return frozenset(word for word in vocabulary("from_words") - vocabulary("field_words") if len(word) > 1 or not word.isascii())


def institutions_of(text: str, begin: int, end: int) -> tuple[Value, ...]:
    """The institutions that one `from` leads to: from IIT Madras and Clarkson University."""
    found = words(text, begin, end)
    for number, word in enumerate(found[:-1]):
        if word.text.islower() and is_from(word, found[number + 1]):
            given = organizations(text, found[number + 1].begin, organization_stop(text, found, number + 1))
            return tuple(replace(name, rule="degree-institution") for name in given)
    return ()


def is_from(word: Word, behind: Word) -> bool:
    """Whether a preposition leads to an institution; `an` does so in `an der` alone, as it is an article elsewhere."""
    return word.key in vocabulary("from_words") or f"{word.key} {behind.key}" in vocabulary("from_pairs")


def named_organization(text: str, found: list[Word], number: int) -> Value | None:
    """The organization that opens at word `number`, without its units."""
    given = organization(text, found[number].begin, organization_stop(text, found, number), whole=False)
    return replace(given, rule="degree-institution") if given else None


@rule("degree-field", nothing=None)
def field_of(text: str, found: list[Word]) -> Value | None:
    """The field behind `in`, on whichever side of the institution it stands."""
    for number, word in enumerate(found):
        if word.key not in vocabulary("field_words") or not word.text.islower() or number + 1 >= len(found):
            continue
        last = _field_end(found, number + 1)
        span = trimmed(text, found[number + 1].begin, found[last - 1].end) if last > number + 1 else None
        if span and _is_field(text[span[0] : span[1]], found[number + 1]):
            return value(text, span, "degree-field")
    return None


def _field_end(found: list[Word], number: int) -> int:
    """The number of the word behind the field that opens at `number`; a list of fields keeps its commas."""
    stops = (vocabulary("phrase_stops") | vocabulary("from_words")) - vocabulary("and")
    last = number
    while last < len(found):
        word = found[last]
        pair = last + 1 < len(found) and f"{word.key} {found[last + 1].key}" in vocabulary("from_pairs")
        if pair or word.text in ";(.\n)" or word.text.isdigit() or (word.key in stops and word.text.islower()):
            break
        if word.key in vocabulary("and") and last + 1 < len(found) and found[last + 1].key in vocabulary("owners"):
            break
        if word.text == "," and not _lists_fields(found, last):
            break
        last += 1
    while last > number and (found[last - 1].key in vocabulary("and") or found[last - 1].text == ","):
        last -= 1
    return last


def _lists_fields(found: list[Word], comma: int) -> bool:
    """Whether the words behind a comma go on listing fields: … Mathematics, and Economics from …"""
    for word in found[comma + 1 :]:
        if word.key in vocabulary("from_words"):
            return True
        if not (word.text[0].isupper() or word.text == "," or word.key in vocabulary("and")):
            return False
    return False


def _is_field(printed: str, first: Word) -> bool:
    dated_ = fold(first.text).rstrip(".") in dated_words()
    return printed[0].isalpha() and not dated_ and not is_place(printed) and first.key not in vocabulary("owners")


@rule("degree-topic", nothing=None)
def topic_of(text: str, begin: int, end: int) -> Value | None:
    """What the thesis was on: with research on filtering and diffusion models."""
    match = phrase_pattern(language.words("people", "topic_phrases")).search(text, begin, end)
    if not match:
        return None
    stop = _topic_end().search(text, match.end(), end)
    span = trimmed(text, match.end(), stop.start() if stop else end, " \t\n\"“”‘’'")
    return value(text, span, "degree-topic", 0.85) if span[0] < span[1] else None


def sharing(text: str, begin: int, end: int) -> int | None:
    """The offset of `both in …` or `all from …` between two offsets."""
    found = words(text, begin, end)
    led = vocabulary("from_words") | vocabulary("field_words")
    for number, word in enumerate(found[:-1]):
        if word.key in vocabulary("sharing") and found[number + 1].key in led:
            return word.begin
    return None


@cache
def _topic_end() -> re.Pattern[str]:
    """What ends the words that say what a thesis was on: a sign, who advised it, or what else its author did."""
    verbs = "|".join(sorted(re.escape(word) for word in vocabulary("be_present") | vocabulary("be_past")))
    ends = "|".join(sorted(re.escape(word) for word in vocabulary("from_words") | vocabulary("topic_ends")))
    joins = "|".join(sorted(re.escape(word) for word in vocabulary("and")))
    return re.compile(rf"[.,;(\n]|\s(?:(?:{ends})\b|in (?=\d)|(?:{joins})\s+(?:{verbs})\b)", re.I)
