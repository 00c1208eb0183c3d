"""Institutions as sentences name them, without where they lie and without what the sentence goes on with."""

from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import AffiliationMention
from kg.text.gazetteer import is_institution, is_place
from kg.text.words import Word, is_head, vocabulary, words


@rule("institution-in-sentence", nothing=None)
def within_sentence(text: str, mention: AffiliationMention) -> Span | None:
    """The span of an institution up to 'in Nice, France', 'and describes herself' or 'and an associate of …'."""
    begin, end = mention.begin, mention.end
    if is_institution(mention.text):
        return None
    found = words(text, begin, end)
    for number in range(1, len(found) - 1):
        before, word, behind = text[begin : found[number - 1].end], found[number], found[number + 1]
        if word.text[0].isupper() or not any(is_head(one, _heads()) for one in found[:number]):
            continue
        lies = word.key in vocabulary("field_words") and all(is_place(part) for part in text[word.end : end].split(","))
        if (lies and before[:1].isupper()) or (word.key in vocabulary("and") and _goes_on(behind)):
            return begin, found[number - 1].end
    return None


def _heads() -> frozenset[str]:
    return vocabulary("institutions") | vocabulary("units")


def _goes_on(word: Word) -> bool:
    """Whether a word behind 'and' opens something else than a further subject of the unit."""
    subject = vocabulary("disciplines") | vocabulary("discipline_words") | vocabulary("of")
    return word.text[0].islower() and word.key not in subject and not is_head(word, _heads())


def bare_span(text: str, mention: AffiliationMention) -> Span:
    """Where an institution of a sentence stands, without what is none of its name."""
    return within_sentence(text, mention) or (mention.begin, mention.end)
