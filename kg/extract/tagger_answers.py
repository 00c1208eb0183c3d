"""One value of each role for a text: the most probable one of what the tagger reads, and of phrases made like places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.tagger import ROLES, Tagged, folded
from kg.extract.tagger_places import Phrase
from kg.extract.tagger_spans import summed
from kg.extract.tagger_votes import votes

WORTH = 0.1
"""The probability from which on naming a value gains more than it risks, where exactly one is asked for."""

@dataclass(frozen=True, slots=True)
class Answer:
    """The one value of a role that a text most probably states; `text` has single blanks for white space."""

    text: str
    confidence: float
    tagged: Tagged


def best(text: str, readings: Iterable[Tagged], phrases: Sequence[Phrase] = (), worth: float = WORTH) -> dict[str, Answer]:
    """The most probable value of each role, where one is at least as probable as `worth`.

    A value that is read in several places gains from each of them; a place also from `phrases` of the text.
    """
    found: dict[str, Answer] = {}
    readings = tuple(readings)
    for role in ROLES:
        own = [each for each in readings if each.role == role]
        if role == "location" and phrases:
            own = votes(text, own, phrases)
        values = summed([(folded(text[each.begin : each.end]), each.confidence) for each in own])
        if values:
            value, likely = max(values.items(), key=lambda each: each[1])
            if likely >= worth:
                places = [each for each in own if folded(text[each.begin : each.end]) == value]
                found[role] = Answer(value, likely, max(places, key=lambda each: each.confidence))
    return found
