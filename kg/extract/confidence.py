"""How sure a value is, by what was measured: how often values of its field, read on such evidence, were right.

Each rule states how sure it is by judgement. The table (data/models/confidence.json, made by
tools/measure_confidence.py) counts on annotated pages how often that was borne out, by field, by evidence (the rule,
whether it is inherited, whether the year is inferred), and by the band of what the rule had stated. Where few values were
seen, the count leans on that of all values of the field in the band, and that on what was stated: what nothing is known
of stays as doubtful as its rule says.

Most of the pages that were counted had been mended by. On pages that are new the odds that a value is wrong are higher, by a
factor that the table states too (its novelty), so that what is said holds for them.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from kg.config import resource
from kg.extract.form import mapped
from kg.model.announcement import Announcement, Series, Talk, Value

Counts = dict[tuple[str, ...], tuple[float, float]]
"""How much was right, and how much there was, by field, evidence and band; or by a part of these."""

BANDS = (0.95, 0.9, 0.85, 0.8, 0.7, 0.6)
"""The lower ends of the bands in which rules state how sure they are; below them is one more."""
LEAN = 6.0
"""As how many values the wider count, or what was stated, weighs beside the values of the narrower."""
LOWEST, HIGHEST = 0.05, 0.99

_FIELDS = {
    "title": "title", "start": "start", "end": "end", "timezone": "zone", "location": "location", "mode": "mode", "series": "series",
    "abstract": "abstract", "status": "status", "speakers.name": "speaker", "speakers.affiliations": "affiliation",
    "organizers.name": "organizer", "coauthors.name": "coauthor",
}  # fmt: skip
_NUMBER = re.compile(r"\.\d+")


def field_of(path: str) -> str | None:
    """The field of a value of a talk by its path in the JSON form; None for one that is not measured.

    >>> field_of("speakers.0.affiliations.1"), field_of("speakers.0.bio.degrees.0.type")
    ('affiliation', None)
    """
    return _FIELDS.get(_NUMBER.sub("", path))


def evidence_of(field_name: str, value: Value, year_basis: str | None) -> str:
    """The kind of evidence that a value rests on: its rule, whether it is inherited, where the year of its date is from."""
    inferred = field_name in ("start", "end") and year_basis not in (None, "stated")
    return f"{value.rule}{', inherited' if value.derived else ''}{', year inferred' if inferred else ''}"


def band_of(stated: float) -> str:
    """The band that a stated confidence lies in, named by its lower end."""
    return str(next((low for low in BANDS if stated >= low - 1e-9), 0.0))


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of values that were right among those read, by field and band, and by field, evidence and band.

    `novelty` is how many times as high the odds of being wrong are on pages unlike those that were counted.
    """

    counts: Counts = field(default_factory=dict)
    novelty: float = 1.0

    def confidence(self, field_name: str, evidence: str, stated: float) -> float:
        """How likely a value is right; as stated where nothing like it was measured."""
        band = band_of(stated)
        likely = stated
        for key in ((field_name, band), (field_name, evidence, band)):
            right, seen = self.counts.get(key, (0.0, 0.0))
            likely = (right + LEAN * likely) / (seen + LEAN)
        likely = likely / (likely + self.novelty * (1 - likely))
        return round(min(HIGHEST, max(LOWEST, likely)), 3)


def table_of(cells: Iterable[tuple[str, str, str, float, float]], novelty: float = 1.0) -> Table:
    """The table of cells, each a field, an evidence, a band, how much was right there and how much there was."""
    counts: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for field_name, evidence, band, right, seen in cells:
        for key in ((field_name, band), (field_name, evidence, band)):
            counts[key][0] += right
            counts[key][1] += seen
    return Table({key: (right, seen) for key, (right, seen) in counts.items()}, novelty)


@cache
def packaged() -> Table:
    """The table that comes with the program."""
    known = json.loads((resource("data") / "models" / "confidence.json").read_text(encoding="utf-8"))
    return table_of(((str(f), str(e), str(b), float(r), float(n)) for f, e, b, r, n in known["cells"]), float(known["novelty"]))


def measured(announcement: Announcement, table: Table | None = None) -> Announcement:
    """The announcement with each measured value as sure as such values turned out to be.

    What the settings of a source give, or a pattern of theirs reads, is as sure as they say: nothing was measured. What
    the tagger reads is as probable as it says: that was measured where it was trained.
    """
    table = table or packaged()
    return replace(
        announcement,
        talks=tuple(_measured(talk, table) for talk in announcement.talks),
        series=tuple(_series(series, table) for series in announcement.series),
    )


def _measured(talk: Talk, table: Table) -> Talk:
    def sure(path: str, value: Value) -> Value:
        name = field_of(path)
        if name is None or not value.rule or ":" in value.rule or value.read_by == "model":
            return value
        return replace(value, confidence=table.confidence(name, evidence_of(name, value, talk.year_basis), value.confidence))

    return mapped(talk, sure)


def _series(series: Series, table: Table) -> Series:
    name = series.name
    return series if ":" in name.rule else replace(series, name=replace(name, confidence=table.confidence("series", name.rule, name.confidence)))
