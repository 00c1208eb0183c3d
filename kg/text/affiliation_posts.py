"""Posts that stand inside what would be an affiliation: 'professor in the Department of History and co-director of the Archive'."""

from kg.model.document import Span
from kg.rules import rule
from kg.text.gazetteer import is_institution
from kg.text.words import Word, is_and, is_head, vocabulary, words


@rule("post-inside-affiliation", nothing=None)
def around_post(text: str, begin: int, end: int) -> Span | None:
    """The part of a stretch that is an affiliation where a post 'of' something stands in it; None where none does.

    `Department of Film and director of the Archive` is cut before the post, `professor in the Department of History` to
    what follows it; of `Smith Foundation Endowed Professor of Leadership` nothing is left, an empty span.
    """
    found = words(text, begin, end)
    if (owner := _before_post(text, found)) is not None:
        return owner
    for number, word in enumerate(found[:-1]):
        if not _is_post(word) or not _goes_on(found[number + 1]):
            continue
        first = _first_of_post(found, number)
        if first and is_and(found[first - 1]):
            return begin, found[first - 2].end if first > 1 else begin
        return _behind(text, found, number, end)
    return None


@rule("institution-before-its-post", nothing=None)
def _before_post(text: str, found: list[Word]) -> Span | None:
    """The institution that stands before what somebody is there: 'Harvard University | professor', 'UGA | professor emerita of …'."""
    for number in range(1, len(found)):
        if not _is_post(found[number]) or not found[number].text.islower():
            continue
        start = next((at + 1 for at in range(number - 1, -1, -1) if is_and(found[at]) or not found[at].text[0].isalnum()), 0)
        for last in range(number, max(start, _first_of_post(found, number) - 1), -1):  # 'university' qualifies a post too
            if is_institution(text[found[start].begin : found[last - 1].end]):
                return found[start].begin, found[last - 1].end
        return None
    return None


def _is_post(word: Word) -> bool:
    key = word.key.removeprefix("co-")
    return key in vocabulary("positions") and not is_head(word, vocabulary("units") | vocabulary("institutions")) and key not in vocabulary("position_words")


def _goes_on(word: Word) -> bool:
    return word.key in vocabulary("of") or word.key in vocabulary("at") or word.key in vocabulary("at_position")


def _first_of_post(found: list[Word], number: int) -> int:
    """The first of the words that qualify the post: 'associate' in 'associate professor'."""
    while number and found[number - 1].key in vocabulary("position_words"):
        number -= 1
    return number


def _behind(text: str, found: list[Word], number: int, end: int) -> Span:
    """From the unit or institution that the post is held at, if one is named, up to a further post."""
    heads = vocabulary("units") | vocabulary("institutions")
    lead = next((at for at in range(number + 1, len(found)) if _goes_on(found[at])), len(found))
    start = next((at for at in range(lead + 1, len(found)) if found[at].text[0].isupper()), None)
    if start is None or not any(is_head(word, heads) for word in found[start:]):
        return end, end
    begin = found[start].begin
    further = around_post(text, begin, end)
    return further if further is not None else (begin, end)
