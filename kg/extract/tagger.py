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
    """Models, opened from their files: of each role the mean of those that know it, and of these of the most special."""

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
        knowing = [(len(model.labels()), model) for model in self._models if label in model.labels()]
        least = min((size for size, _ in knowing), default=0)
        special = [model for size, model in knowing if size == least]
        return [sum(model.marginal(label, place) for model in special) / max(1, len(special)) for place in range(length)]


def _opened(path: Path) -> pycrfsuite.Tagger:
    model = pycrfsuite.Tagger()
    model.open(str(path))
    return model


@cache
def packaged() -> Tagger:
    """The tagger whose models come with the project."""
    return Tagger(*sorted((resource("data") / "models").glob("tagger-*.crf")))


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
