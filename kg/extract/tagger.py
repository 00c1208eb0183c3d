"""A trained tagger: who speaks, where, and when a talk begins and ends, with a probability for each reading.

A linear-chain conditional random field over the tokens of a text (CRFsuite), trained by tools/train_tagger.py on
English announcements of one university; docs/tagger.md says on which and how well it reads. It knows no dates, titles
or affiliations. Where a text has neither the words nor the layout it was trained on, its probabilities are low.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycrfsuite

from kg.config import resource
from kg.extract.tagger_edges import completed
from kg.extract.tagger_features import features_of
from kg.extract.tagger_sheet import sheet_of
from kg.extract.tagger_spans import spans_of
from kg.model.announcement import Value

ROLES = ("speaker", "location", "stime", "etime")
LIKELY = 0.5
"""The probability from which on a reading is worth telling."""

SUREST = 0.94
"""The share of the surest readings that is right on documents the model has not seen, by cross-validation."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A reading: the words from `begin` to `end` are the `role` with the probability `confidence`."""

    role: str
    begin: int
    end: int
    confidence: float


class Tagger:
    """A model, opened from its file."""

    def __init__(self, path: Path) -> None:
        self._model = pycrfsuite.Tagger()
        self._model.open(str(path))
        self._labels = frozenset(self._model.labels())

    def readings(self, text: str) -> tuple[Tagged, ...]:
        """Every reading of `text` of at least a small probability, readings of the same words among them."""
        sheet = sheet_of(text)
        if not sheet.tokens:
            return ()
        self._model.set(pycrfsuite.ItemSequence(features_of(sheet)))
        found = []
        for role in ROLES:
            opening, inside = (self._marginals(f"{part}-{role}", len(sheet.tokens)) for part in "BI")
            for first, last, likely in spans_of(opening, inside):
                span = sheet.tokens[first].begin, sheet.tokens[last - 1].end
                found.append(Tagged(role, *(completed(text, *span) if role == "speaker" else span), likely))
        return tuple(found)

    def _marginals(self, label: str, length: int) -> list[float]:
        return [self._model.marginal(label, place) for place in range(length)] if label in self._labels else [0.0] * length


@cache
def packaged() -> Tagger:
    """The tagger whose model comes with the project."""
    return Tagger(resource("data") / "models" / "tagger.crf")


def tagged(text: str) -> tuple[Tagged, ...]:
    """The readings of `text` that are more probable than not, in its order; no two of them overlap."""
    kept: list[Tagged] = []
    for each in sorted(packaged().readings(text), key=lambda each: (-each.confidence, each.begin)):
        if each.confidence >= LIKELY and all(each.end <= other.begin or each.begin >= other.end for other in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda each: each.begin))


def value_of(text: str, reading: Tagged, likely: float | None = None) -> Value:
    """A reading as a value of the announcement, marked as read by the model; `likely`, if more is known than it says.

    No confidence is above SUREST.
    """
    words = folded(text[reading.begin : reading.end])
    confidence = min(reading.confidence if likely is None else likely, SUREST)
    return Value(words, ((reading.begin, reading.end),), round(confidence, 2), "tagger", "model")


def folded(words: str) -> str:
    """The words with single blanks for the white space between them."""
    return " ".join(words.split())
