"""The academic degrees of a biography: type, institution, field, date and topic, on whichever side they stand."""

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.bio_degree_brackets import bracket_end, institution_in_front
from kg.extract.bio_text import are_listed, dated, dates, organization, organization_stop, sentences, value
from kg.model.announcement import Degree, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text import language
from kg.text.affiliation_parts import has_head
from kg.text.gazetteer import is_institution, is_place
from kg.text.words import Word, dated_words, fold, phrase_pattern, trimmed, vocabulary, words

_LONGEST = 700


@dataclass(frozen=True, slots=True)
class _Mention:
    """A degree's words, and the stretch behind it up to the next degree of the sentence."""

    span: Span
    end: int


def degrees(text: str, begin: int, end: int) -> tuple[Degree, ...]:
    """The degrees that the biography between two offsets says its subject holds, in order."""
    found: list[Degree] = []
    for first, last in sentences(text, begin, end):
        mentions = _mentions(text, first, min(last, first + _LONGEST))
        if mentions:
            found += _of_sentence(text, first, mentions)
    return tuple(found)


@rule("degree", nothing=[])
def _mentions(text: str, begin: int, end: int) -> list[_Mention]:
    """The degrees of a sentence that are held: neither a student's nor part of the name of a fellowship."""
    matches = [match for match in _degree_pattern().finditer(text, begin, end) if _is_degree(text, begin, match, end)]
    spans = [_whole(text, match) for match in matches]
    kept = [span for number, span in enumerate(spans) if number == 0 or span[0] >= spans[number - 1][1]]
    if not kept or not _is_held(text, begin, kept[0], end):
        return []
    stops = [span[0] for span in kept[1:]] + [end]
    return [_Mention(span, stop) for span, stop in zip(kept, stops, strict=True)]


def _whole(text: str, match: re.Match) -> Span:
    """The span of the degree: with its last full stop where it has others, without where that ends the sentence."""
    begin, end = match.span()
    inner = "." in text[begin : end - 1]
    return (begin, end) if text[end - 1] != "." or inner else (begin, end - 1)


def _is_degree(text: str, begin: int, match: re.Match, end: int) -> bool:
    behind = words(text, match.end(), min(end, match.end() + 60))
    while behind and behind[0].key in vocabulary("degree_after"):
        behind.pop(0)
    if behind and behind[0].key in vocabulary("degree_not") and text[match.end() : behind[0].begin].strip() == "":
        return False
    printed = match.group()
    letters = "".join(letter for letter in printed if letter.isalpha())
    if len(letters) > 2 or "." in printed[:-1] or not letters.isupper():
        return True
    before = words(text, max(begin, match.start() - 30), match.start())
    owned = not before or before[-1].key in vocabulary("owners") | vocabulary("and") or before[-1].text in "&/"
    follows = bool(behind) and (
        behind[0].key in vocabulary("from_words") | vocabulary("field_words") or behind[0].text == "("
    )
    return (owned or follows) and not (before and before[-1].text == "," and not follows)


@rule("degree-is-held", nothing=False)
def _is_held(text: str, begin: int, span: Span, end: int) -> bool:
    """Whether the words around say that the degree was earned: a verb before it, or a line that lists degrees."""
    before = words(text, begin, span[0])
    keys = {word.key for word in before} | {fold(text[slice(*span)])}
    if keys & vocabulary("degree_pending"):
        return False
    if keys & (vocabulary("degree_verbs") | vocabulary("study_verbs")):
        return True
    listed = [word for word in before if word.text.isalpha() and word.key not in vocabulary("owners")]
    return not listed or text[span[1] : span[1] + 3].lstrip().startswith("(")


def _of_sentence(text: str, begin: int, mentions: list[_Mention]) -> list[Degree]:
    degrees_ = [_degree(text, begin, mention) for mention in mentions]
    degrees_ = _coordinated(text, mentions, degrees_)
    degrees_ = _respectively(text, mentions, degrees_)
    degrees_ = _shared(text, mentions, degrees_)
    before = _studied_at(text, begin, mentions[0].span[0])
    if before and not any(degree.institution for degree in degrees_):
        degrees_ = [replace(degree, institution=before) for degree in degrees_]
    return degrees_


def _degree(text: str, sentence: int, mention: _Mention) -> Degree:
    """The degree with what its own stretch says of it."""
    begin, end = mention.span[1], mention.end
    close = bracket_end(text, sentence, mention.span, end)
    stop = close or _sharing(text, begin, end) or end
    found = words(text, begin, stop)
    when = dates(text, begin, stop)
    return Degree(
        type=value(text, mention.span, "degree", 0.97),
        institution=_institution(text, found)
        or (institution_in_front(text, sentence, mention.span, close) if close else None),
        field=_field(text, found),
        date=dated(when[0], "degree-date") if when else None,
        topic=_topic(text, begin, end),
    )


@rule("degree-institution", nothing=None)
def _institution(text: str, found: list[Word]) -> Value | None:
    """The institution behind `from` or `at`, or in the bracket or behind the comma that follows the degree."""
    for number, word in enumerate(found):
        if word.text.islower() and number + 1 < len(found) and _is_from(word, found[number + 1]):
            given = _organization(text, found, number + 1)
            if given and (word.key not in vocabulary("field_words") or has_head(given.text, 0, len(given.text))):
                return given
    opening = next((number for number, word in enumerate(found[:12]) if word.text in ",("), None)
    if (
        opening is None
        or opening + 1 >= len(found)
        or any(word.key in vocabulary("owners") for word in found[opening + 1 : opening + 2])
    ):
        return None
    close = next((later for later in range(opening + 1, len(found)) if found[later].text in "),;"), len(found) - 1)
    given = _organization(text, found[: close + 1], opening + 1)
    known = given and (is_institution(given.text) or len(given.text.split()) > 1)
    return given if known else None


def _is_from(word: Word, behind: Word) -> bool:
    """Whether a preposition leads to an institution; `an` does so in `an der` alone, as it is an article elsewhere."""
    return word.key in vocabulary("from_words") or f"{word.key} {behind.key}" in vocabulary("from_pairs")


def _organization(text: str, found: list[Word], number: int) -> Value | None:
    given = organization(text, found[number].begin, organization_stop(text, found, number), whole=False)
    return replace(given, rule="degree-institution") if given else None


@rule("degree-field", nothing=None)
def _field(text: str, found: list[Word]) -> Value | None:
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
def _topic(text: str, begin: int, end: int) -> Value | None:
    """What the thesis was on: with research on filtering and diffusion models."""
    match = phrase_pattern(language.words("people", "topic_phrases")).search(text, begin, end)
    if not match:
        return None
    stop = re.compile(r"[.,;(\n]|\s(?:under|at|from|where|advised|supervised|in (?=\d))").search(text, match.end(), end)
    span = trimmed(text, match.end(), stop.start() if stop else end, " \t\n\"“”‘’'")
    return value(text, span, "degree-topic", 0.85) if span[0] < span[1] else None


@rule("degrees-coordinated", nothing=())
def _pairs(text: str, mentions: list[_Mention]) -> tuple[int, ...]:
    """The numbers of degrees with nothing but `and` or a comma before the next: B.S. and Ph.D. degrees in …"""
    joined = vocabulary("and") | vocabulary("owners") | vocabulary("degree_after") | {",", "/", "&", "."}
    return tuple(
        number
        for number, mention in enumerate(mentions[:-1])
        if all(word.key in joined for word in words(text, mention.span[1], mention.end))
    )


def _coordinated(text: str, mentions: list[_Mention], found: list[Degree]) -> list[Degree]:
    done = list(found)
    for number in reversed(_pairs(text, mentions)):
        after = done[number + 1]
        done[number] = replace(done[number], institution=after.institution, field=after.field, date=after.date)
    return done


@rule("degrees-respectively", nothing=None)
def _dates_in_turn(text: str, mentions: list[_Mention]) -> tuple[Value, ...] | None:
    """The dates of `in 2005 and 2009, respectively`, one for each degree; so without that word behind coordinated ones."""
    begin, end = mentions[0].span[1], mentions[-1].end
    given = dates(text, begin, end)
    in_turn = any(word.key in vocabulary("respectively") for word in words(text, begin, end))
    in_turn = in_turn or (len(_pairs(text, mentions)) == len(mentions) - 1 and are_listed(text, given))
    each = tuple(dated(date, "degrees-respectively") for date in given)
    return each if in_turn and len(given) == len(mentions) else None


def _respectively(text: str, mentions: list[_Mention], found: list[Degree]) -> list[Degree]:
    given = _dates_in_turn(text, mentions) if len(mentions) > 1 else None
    return [replace(degree, date=date) for degree, date in zip(found, given, strict=True)] if given else found


def _sharing(text: str, begin: int, end: int) -> int | None:
    """The offset of `both in …` or `all from …` between two offsets."""
    found = words(text, begin, end)
    led = vocabulary("from_words") | vocabulary("field_words")
    for number, word in enumerate(found[:-1]):
        if word.key in vocabulary("sharing") and found[number + 1].key in led:
            return word.begin
    return None


@rule("degrees-share", nothing=None)
def _given_to_all(text: str, mentions: list[_Mention]) -> Degree | None:
    """What the last degree's stretch says of all: both in Electrical Engineering; both in 2007; both from MIT."""
    start = _sharing(text, mentions[-1].span[1], mentions[-1].end)
    if start is None or len(mentions) < 2:
        return None
    found = words(text, start, mentions[-1].end)
    when = dates(text, start, mentions[-1].end)
    return Degree(
        type=value(text, mentions[-1].span, "degrees-share"),
        institution=_institution(text, found[1:]),
        field=_field(text, found),
        date=dated(when[0], "degrees-share") if when else None,
    )


def _shared(text: str, mentions: list[_Mention], found: list[Degree]) -> list[Degree]:
    given = _given_to_all(text, mentions)
    if given is None:
        return found
    return [
        replace(
            degree,
            institution=degree.institution or given.institution,
            field=degree.field or given.field,
            date=degree.date or given.date,
        )
        for degree in found
    ]


@rule("degree-studied-at", nothing=None)
def _studied_at(text: str, begin: int, end: int) -> Value | None:
    """The institution before the degrees: attended X, where he received …; graduated from X with a …"""
    found = words(text, begin, end)
    verb = next((number for number, word in enumerate(found) if word.key in vocabulary("study_verbs")), None)
    if verb is None:
        return None
    first = verb + 1 + (verb + 1 < len(found) and found[verb + 1].key in vocabulary("from_words"))
    return _organization(text, found, first) if first < len(found) else None


@cache
def _degree_pattern() -> re.Pattern[str]:
    """Degrees as letters (`Ph.D.`, `PhD`, `M. Sc`) in their own case, or as words in any."""
    letters = sorted(language.words("people", "degree_letters"), key=lambda form: (-len(form), form))
    short = "|".join(r"\.?\s?".join(re.escape(part) for part in form.split()) for form in letters)
    phrases = sorted(language.words("people", "degree_words"), key=lambda form: (-len(form), form))
    long = "|".join(r"\s+".join(re.escape(part).replace("'", "['’]") for part in form.split()) for form in phrases)
    return re.compile(rf"(?<![\w.])(?:(?:{short})(?:\.|(?![a-zA-Z]))(?![A-Z])|(?i:{long})(?!\w))")
