"""One value of each role for a text: the most probable one of what the tagger reads, and of phrases made like places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.tagger import ROLES, Tagged, folded
from kg.extract.tagger_places import Phrase
from kg.extract.tagger_spans import summed

WORTH = 0.1
"""The probability from which on naming a value gains more than it risks, where exactly one is asked for."""

LABELLED, CODED_HALL, CODED = 0.6, 0.4, 0.1
"""How probable a phrase alone makes a place: the value of a row labelled as one, a hall with a number, a number or a
short name alone. By cross-validation on documents 0 to 150 these lift F1 of places from 0.853 to 0.876 (mean of seven
trainings); no figure from 0.3 to 0.5 for the second changes it by more than 0.004."""

_LONGEST_VALUE = 14


@dataclass(frozen=True, slots=True)
class Answer:
    """The one value of a role that a text most probably states; `text` has single blanks for white space."""

    text: str
    confidence: float
    tagged: Tagged


def best(text: str, readings: Iterable[Tagged], phrases: Sequence[Phrase] = (), worth: float = WORTH) -> dict[str, Answer]:
    """The most probable value of each role, where one is at least as probable as `worth`.

    A value that is read in several places gains from each of them; a place also from `phrases` of the text, and the
    beginning of a labelled value loses to the whole of it.
    """
    found: dict[str, Answer] = {}
    readings = tuple(readings)
    for role in ROLES:
        own = [each for each in readings if each.role == role]
        values = dict(summed([(folded(text[each.begin : each.end]), each.confidence) for each in own]))
        if role == "location":
            own += _weighed(text, values, phrases)
        if values:
            value, likely = max(values.items(), key=lambda each: each[1])
            if likely >= worth:
                places = [each for each in own if folded(text[each.begin : each.end]) == value]
                found[role] = Answer(value, likely, max(places, key=lambda each: each.confidence))
    return found


def _weighed(text: str, values: dict[str, float], phrases: Sequence[Phrase]) -> list[Tagged]:
    """Weighs the phrases in with the probabilities of `values`; the phrases as readings, to tell where they stand."""
    found: dict[str, Tagged] = {}
    for phrase in sorted(phrases, key=lambda phrase: phrase.labelled):
        words = folded(text[slice(*phrase.span)])
        if phrase.labelled and len(words.split()) <= _LONGEST_VALUE:
            likely = LABELLED
            for value in values:
                if value != words and words.startswith(value):
                    values[value] *= 1 - LABELLED
        elif not phrase.labelled and phrase.coded and len(words) > 4 and words not in found:
            likely = CODED_HALL if phrase.headed else CODED
        else:
            continue
        found[words] = Tagged("location", *phrase.span, 0.0)
        values[words] = 1 - (1 - values.get(words, 0.0)) * (1 - likely)
    return list(found.values())
