"""What is in the store, and what is missing."""

from dataclasses import dataclass, fields

from kg.queries import internal
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over the published graph; each is answered by the query of its name in kg/queries/stats."""

    talks: int
    people: int
    institutions: int
    units: int
    series: int
    events: int
    documents: int
    talks_without_title: int
    talks_without_date: int
    talks_without_speaker: int
    talks_without_abstract: int
    speakers_without_affiliation: int
    talks_last_seen: int
    disagreements: int


def stats(store: Store) -> Statistics:
    """How many things of each kind are published, and how many lack what one would ask for."""
    return Statistics(**{field.name: _count(store, field.name) for field in fields(Statistics)})


def _count(store: Store, name: str) -> int:
    (row,) = store.query(internal(name.replace("_", "-"), "stats"))
    return int(row["count"].value)
