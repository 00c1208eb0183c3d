"""A degree printed in a bracket behind the institution where its holder studied: at the University of Cairo (BSc 1995)."""

from dataclasses import replace

from kg.extract.bio_organizations import organization
from kg.model.announcement import Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.words import dated_words, vocabulary, words


@rule("degree-bracket-end", nothing=None)
def bracket_end(text: str, begin: int, span: Span, end: int) -> int | None:
    """The offset at which the bracket that holds a degree and more closes; None where it holds no more, or is none."""
    opened = text.rfind("(", begin, span[0])
    close = text.find(")", span[1], end)
    if opened < 0 or close < 0 or ")" in text[opened : span[0]] or not text[span[1] : close].strip(" .,"):
        return None
    return close


@rule("degree-behind-institution", nothing=None)
def institution_in_front(text: str, begin: int, span: Span, close: int) -> Value | None:
    """The institution before the bracket that holds a degree, where somebody studied there and no other is inside."""
    opened = text.rfind("(", begin, span[0])
    found = words(text, begin, opened)
    lead = max((number for number, word in enumerate(found) if word.key in vocabulary("from_words")), default=None)
    studied = any(word.key in vocabulary("study_verbs") for word in found)
    if lead is None or lead + 1 >= len(found) or not studied or not _is_plain(text, span[1], close):
        return None
    given = organization(text, found[lead + 1].begin, opened, whole=False)
    reaches = given is not None and not text[given.spans[0][1] : opened].strip()
    return replace(given, rule="degree-behind-institution") if reaches else None


def _is_plain(text: str, begin: int, end: int) -> bool:
    """Whether a stretch holds no name: nothing in capitals but months and disciplines."""
    known = vocabulary("disciplines") | vocabulary("discipline_words") | dated_words()
    return all(not word.text[0].isupper() or word.key in known for word in words(text, begin, end))
