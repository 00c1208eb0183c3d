"""A trained tagger: who speaks, where, and when a talk begins and ends, with a probability for each reading.

A linear-chain conditional random field over the tokens of a text (CRFsuite), trained by tools/train_tagger.py on
English announcements of one university; docs/tagger.md says on which and how well it reads. It knows no dates, titles
or affiliations. Where a text has neither the words nor the layout it was trained on, its probabilities are low.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycrfsuite

from kg.config import resource
from kg.extract.tagger_edges import completed
from kg.extract.tagger_features import features_of
from kg.extract.tagger_sheet import sheet_of
from kg.extract.tagger_spans import spans_of, summed
from kg.model.announcement import Value

ROLES = ("speaker", "location", "stime", "etime")
LIKELY = 0.5
"""The probability from which on a reading is worth telling."""

SUREST = 0.94
WORTH = 0.1
"""The probability from which on naming a value gains more than it risks, where exactly one is asked for."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A reading: the words from `begin` to `end` are the `role` with the probability `confidence`."""

    role: str
    begin: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The one value of a role that a text most probably states; `text` has single blanks for white space."""

    text: str
    confidence: float
    tagged: Tagged


class Tagger:
    """One model or several, opened from their files; several are asked for their mean."""

    def __init__(self, *paths: Path) -> None:
        self._models = tuple(_opened(path) for path in paths)

    def readings(self, text: str) -> tuple[Tagged, ...]:
        """Every reading of `text` of at least a small probability, readings of the same words among them."""
        sheet = sheet_of(text)
        if not sheet.tokens:
            return ()
        features = pycrfsuite.ItemSequence(features_of(sheet))
        for model in self._models:
            model.set(features)
        found = []
        for role in ROLES:
            opening, inside = (self._marginals(f"{part}-{role}", len(sheet.tokens)) for part in "BI")
            for first, last, likely in spans_of(opening, inside):
                span = sheet.tokens[first].begin, sheet.tokens[last - 1].end
                found.append(Tagged(role, *(completed(text, *span) if role == "speaker" else span), likely))
        return tuple(found)

    def _marginals(self, label: str, length: int) -> list[float]:
        """The mean probability of a label at each token, over the models that know the label."""
        knowing = [model for model in self._models if label in model.labels()]
        return [sum(model.marginal(label, place) for model in knowing) / max(1, len(knowing)) for place in range(length)]


def _opened(path: Path) -> pycrfsuite.Tagger:
    model = pycrfsuite.Tagger()
    model.open(str(path))
    return model


@cache
def packaged() -> Tagger:
    """The tagger whose models come with the project."""
    return Tagger(*sorted((resource("data") / "models").glob("tagger*.crf")))


def tagged(text: str) -> tuple[Tagged, ...]:
    """The readings of `text` that are more probable than not, in its order; no two of them overlap."""
    kept: list[Tagged] = []
    for each in sorted(packaged().readings(text), key=lambda each: (-each.confidence, each.begin)):
        if each.confidence >= LIKELY and all(each.end <= other.begin or each.begin >= other.end for other in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda each: each.begin))


def best(text: str, readings: Iterable[Tagged], worth: float = WORTH) -> dict[str, Answer]:
    """The most probable value of each role, where one is at least as probable as `worth`.

    A value that is read in several places gains from each of them.
    """
    found: dict[str, Answer] = {}
    readings = tuple(readings)
    for role in ROLES:
        own = [each for each in readings if each.role == role]
        values = summed([(folded(text[each.begin : each.end]), each.confidence) for each in own])
        if values:
            value, likely = max(values.items(), key=lambda each: each[1])
            if likely >= worth:
                places = [each for each in own if folded(text[each.begin : each.end]) == value]
                found[role] = Answer(value, likely, max(places, key=lambda each: each.confidence))
    return found


def value_of(text: str, reading: Tagged, likely: float | None = None) -> Value:
    """A reading as a value of the announcement, marked as read by the model; `likely`, if more is known than it says.

    No confidence is above SUREST: that share of the surest readings is right on documents the model has not seen.
    """
    words = folded(text[reading.begin : reading.end])
    confidence = min(reading.confidence if likely is None else likely, SUREST)
    return Value(words, ((reading.begin, reading.end),), round(confidence, 2), "tagger", "model")


def folded(words: str) -> str:
    """The words with single blanks for the white space between them."""
    return " ".join(words.split())
