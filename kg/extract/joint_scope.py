"""The words that limit joint work to a part of a talk or to one of its works."""

from kg.model.document import Span
from kg.rules import rule
from kg.text.words import Word, fold, vocabulary, words

_LONGEST_SUBJECT = 16


@rule("joint-work-subject", nothing=None)
def limiting_subject(text: str, sentence: int, trigger: int) -> Span | None:
    """The subject of `… is joint work with` where it names a part: A majority of this work; Some portions."""
    found = words(text, sentence, trigger)
    verb = _verb(found)
    if verb is None:
        return _part_of_talk(found) or _adverb(text, found)
    subject = _behind_comma(found[:verb])
    if not subject or len(subject) > _LONGEST_SUBJECT:
        return None
    if not any(word.key in vocabulary("partial") for word in subject):
        return _adverb(text, found[verb:])
    return subject[0].begin, subject[-1].end


@rule("joint-work-part-of-talk", nothing=None)
def _part_of_talk(found: list[Word]) -> Span | None:
    """The part of the talk that opens the sentence: The last part of the talk presents recent works with …"""
    for number, word in enumerate(found[:10]):
        if word.key in vocabulary("talk_words") and any(each.key in vocabulary("partial") for each in found[:number]):
            part = _behind_comma(found[: number + 1])
            return part[0].begin, part[-1].end
    return None


def _verb(found: list[Word]) -> int | None:
    """The number of the verb that stands before the trigger with only such words as `also` between."""
    copulas = [fold(phrase).split() for phrase in vocabulary("copulas")]
    lead = {word for phrase in vocabulary("joint_lead") for word in phrase.split()}
    for number in range(len(found) - 1, -1, -1):
        for phrase in copulas:
            if [word.key for word in found[number : number + len(phrase)]] == phrase:
                return _first_of(found, number, copulas)
        if found[number].key not in lead:
            return None
    return None


def _first_of(found: list[Word], number: int, copulas: list[list[str]]) -> int:
    """The first word of the verb that ends around `number`: `has been`, not `been`."""
    firsts = {phrase[0] for phrase in copulas if len(phrase) > 1}
    return number - 1 if number and found[number - 1].key in firsts else number


def _behind_comma(subject: list[Word]) -> list[Word]:
    """The subject without an opening such as `Finally,`."""
    comma = next((number for number in range(len(subject) - 1, -1, -1) if subject[number].text in ",:"), None)
    if comma is None:
        return subject
    return _behind_comma(subject[comma + 1 :]) if comma + 1 < len(subject) else subject


@rule("joint-work-adverb", nothing=None)
def _adverb(text: str, found: list[Word]) -> Span | None:
    """The adverb that limits the joint work: This is partly joint with …"""
    adverbs = [phrase.split() for phrase in vocabulary("partial_adverbs")]
    for number in range(max(0, len(found) - 6), len(found)):
        for phrase in adverbs:
            if [word.key for word in found[number : number + len(phrase)]] == phrase:
                return found[number].begin, found[number + len(phrase) - 1].end
    return None
