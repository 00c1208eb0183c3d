"""Posts that stand inside what would be an affiliation: 'professor in the Department of History and co-director of the Archive'."""

from kg.model.document import Span
from kg.rules import rule
from kg.text.words import Word, is_and, is_head, vocabulary, words


@rule("post-inside-affiliation", nothing=None)
def around_post(text: str, begin: int, end: int) -> Span | None:
    """The part of a stretch that is an affiliation where a post 'of' something stands in it; None where none does.

    `Department of Film and director of the Archive` is cut before the post, `professor in the Department of History` to
    what follows it; of `Smith Foundation Endowed Professor of Leadership` nothing is left, an empty span.
    """
    found = words(text, begin, end)
    for number, word in enumerate(found[:-1]):
        if not _is_post(word) or not _goes_on(found[number + 1]):
            continue
        first = _first_of_post(found, number)
        if first and is_and(found[first - 1]):
            return begin, found[first - 2].end if first > 1 else begin
        return _behind(text, found, number, end)
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
