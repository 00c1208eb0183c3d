"""The academic degrees of a biography: type, institution, field, date and topic, on whichever side they stand."""

import re
from dataclasses import replace
from functools import cache

from kg.extract.bio_degree_brackets import bracket_end, institution_in_front
from kg.extract.bio_degree_groups import Mention, told_together
from kg.extract.bio_degree_parts import field_of, institution_of, is_from, named_organization, sharing, topic_of
from kg.extract.bio_text import Date, dated, dates, sentences, value
from kg.model.announcement import Degree, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text import language
from kg.text.affiliation_parts import has_head
from kg.text.gazetteer import is_institution
from kg.text.words import Word, fold, is_and, vocabulary, words

_LONGEST = 700


def degrees(text: str, begin: int, end: int) -> tuple[Degree, ...]:
    """The degrees that the biography between two offsets says its subject holds, in order."""
    found: list[Degree] = []
    for first, last in sentences(text, begin, end):
        mentions = _mentions(text, first, min(last, first + _LONGEST))
        if mentions:
            found += _of_sentence(text, first, mentions)
    return tuple(degree for number, degree in enumerate(found) if not _is_repeated(degree, found[:number]))


def _is_repeated(degree: Degree, before: list[Degree]) -> bool:
    """Whether a degree is named again, with nothing new: after receiving his PhD, …"""
    bare = not (degree.institution or degree.field or degree.date or degree.topic)
    return bare and any(_letters(known.type.text) == _letters(degree.type.text) for known in before)


def _letters(printed: str) -> str:
    return "".join(letter for letter in fold(printed) if letter.isalpha())


@rule("degree", nothing=[])
def _mentions(text: str, begin: int, end: int) -> list[Mention]:
    """The degrees of a sentence that are held: neither a student's nor part of the name of a fellowship."""
    matches = [match for match in _degree_pattern().finditer(text, begin, end) if _is_degree(text, begin, match, end)]
    spans = [_whole(text, match) for match in matches]
    kept = [span for number, span in enumerate(spans) if number == 0 or span[0] >= spans[number - 1][1]]
    if not kept or not _is_held(text, begin, kept[0], end):
        return []
    stops = [span[0] for span in kept[1:]] + [end]
    return [Mention(span, stop) for span, stop in zip(kept, stops, strict=True)]


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
    before = words(text, max(begin, match.start() - 30), match.start())
    if before and before[-1].key in vocabulary("degree_purpose"):
        return False
    letters = "".join(letter for letter in printed if letter.isalpha())
    bare = fold(printed) in vocabulary("degree_bare")
    if not bare and (len(letters) > 2 or "." in printed[:-1] or not letters.isupper()):
        return True
    owned = not before or before[-1].key in vocabulary("owners") | vocabulary("and") or before[-1].text in "&/"
    follows = bool(behind) and (
        behind[0].key in vocabulary("from_words") | vocabulary("field_words") or behind[0].text == "(" or _is_next(text, behind, end)
    )
    if bare:
        return follows
    return (owned or follows) and not (before and before[-1].text == "," and not follows)


def _is_next(text: str, behind: list[Word], end: int) -> bool:
    """Whether `and` leads to another degree: an MS and a PhD."""
    later = next((word for word in behind[1:] if word.key not in vocabulary("owners")), None)
    return is_and(behind[0]) and later is not None and _degree_pattern().match(text, later.begin, end) is not None


@rule("degree-is-held", nothing=False)
def _is_held(text: str, begin: int, span: Span, end: int) -> bool:
    """Whether the words around say that the degree was earned: a verb before it, or a line that lists degrees."""
    before = words(text, begin, span[0])
    keys = {word.key for word in before} | {fold(text[slice(*span)])}
    if keys & vocabulary("degree_pending"):
        return False
    if keys & (vocabulary("degree_verbs") | vocabulary("study_verbs")):
        return True
    if any(word.key in vocabulary("possessives") for word in before) and text[span[1] : span[1] + 3].lstrip()[:1] != "(":
        return False
    listed = [word for word in before if word.text.isalpha() and word.key not in vocabulary("owners")]
    return not listed or text[span[1] : span[1] + 3].lstrip().startswith("(")


def _of_sentence(text: str, begin: int, mentions: list[Mention]) -> list[Degree]:
    degrees_ = told_together(text, begin, mentions, [_degree(text, begin, mention) for mention in mentions])
    before = _studied_at(text, begin, mentions[0].span[0])
    if before and not any(degree.institution for degree in degrees_):
        degrees_ = [replace(degree, institution=before) for degree in degrees_]
    return degrees_


def _degree(text: str, sentence: int, mention: Mention) -> Degree:
    """The degree with what its own stretch says of it."""
    begin, end = mention.span[1], mention.end
    close = bracket_end(text, sentence, mention.span, end)
    stop = close or sharing(text, begin, end) or end
    found = _until_verb(words(text, begin, stop))
    since = next((word.begin for word in found if word.key in vocabulary("since_words")), stop)
    when = dates(text, begin, since) or _year_in_front(text, sentence, mention.span)
    return Degree(
        type=value(text, mention.span, "degree", 0.97),
        institution=institution_of(text, found)
        or (institution_in_front(text, sentence, mention.span, close) if close else None),
        field=field_of(text, found),
        date=dated(when[0], "degree-date") if when else None,
        topic=topic_of(text, begin, end),
    )


def _until_verb(found: list[Word]) -> list[Word]:
    """The words up to a verb that tells of something else: after receiving his PhD, he was a postdoc at …"""
    verbs = vocabulary("be_past") | vocabulary("serve_past") | vocabulary("joining")
    stop = next((number for number, word in enumerate(found) if word.key in verbs and word.text.islower()), len(found))
    return found[:stop]


@rule("degree-year-in-front", nothing=())
def _year_in_front(text: str, begin: int, span: Span) -> tuple[Date, ...]:
    """The year right before the degree: wo er 2001 promovierte; his 2009 doctorate."""
    given = dates(text, max(begin, span[0] - 8), span[0])
    return given[-1:] if given and not text[given[-1].end : span[0]].strip() else ()


@rule("degree-studied-at", nothing=None)
def _studied_at(text: str, begin: int, end: int) -> Value | None:
    """The institution before the degrees: attended X, where he received …; graduated from X with a …"""
    found = words(text, begin, end)
    verb = next((number for number, word in enumerate(found) if word.key in vocabulary("study_verbs")), None)
    if verb is None:
        return None
    first = verb + 1 + (verb + 1 < len(found) and found[verb + 1].key in vocabulary("from_words"))
    own = named_organization(text, found, first) if first < len(found) else None
    if own is not None and (has_head(own.text, 0, len(own.text)) or is_institution(own.text)):
        return own  # 'attended the University of Illinois at Urbana-Champaign'
    lead = next((number for number in range(first, len(found) - 1) if is_from(found[number], found[number + 1])), first - 1)
    first = lead + 1
    return named_organization(text, found, first) if first < len(found) else None


@cache
def _degree_pattern() -> re.Pattern[str]:
    """Degrees as letters (`Ph.D.`, `PhD`, `M. Sc`) in their own case, or as words in any; `Master of` with what it is of."""
    letters = sorted(language.words("people", "degree_letters"), key=lambda form: (-len(form), form))
    short = "|".join(r"\.?\s?".join(re.escape(part) for part in form.split()) for form in letters)
    phrases = sorted(language.words("people", "degree_words"), key=lambda form: (-len(form), form))
    long = "|".join(r"\s+".join(re.escape(part).replace("'", "['’]") for part in form.split()) for form in phrases)
    heads = "|".join(re.escape(form) for form in language.words("people", "degree_heads"))
    named = rf"(?:{heads})(?:\s+[A-Z][a-z]+)(?:\s+(?:and\s+)?[A-Z][a-z]+)*"
    return re.compile(rf"(?<![\w.])(?:(?:{short})(?:\.|(?![a-zA-Z]))(?![A-Z])|{named}|(?i:{long})(?!\w))")
