"""How document versions follow each other at the keys they were found at."""

from collections import defaultdict
from dataclasses import dataclass

from kg.archive import Address, Catalogue


@dataclass(frozen=True, slots=True)
class Line:
    """What comes before and after one document version.

    `later` are all newer versions at its keys, `replaced_by` the newest of them (of several the smallest id); nothing
    is later than what is the newest at any of its keys. `revision_of` are the versions right before it. `ended` is the
    address that says that the version, though the newest, is no longer there: its page is gone, or announces no talk any
    more; None where it is there at any of its keys, or nobody looked.
    """

    later: frozenset[str] = frozenset()
    replaced_by: str | None = None
    revision_of: tuple[str, ...] = ()
    ended: Address | None = None


def lines(catalogue: Catalogue) -> dict[str, Line]:
    """The line of every document version. A page that went back to older bytes makes these its newest version."""
    at_key: dict[str, dict[int, str]] = defaultdict(dict)
    for version in catalogue.versions:
        for sighting in version.sightings:
            at_key[sighting.key][sighting.order] = version.doc
    chains = [[docs[order] for order in sorted(docs)] for docs in at_key.values()]
    newest = {chain[-1] for chain in chains}
    later: dict[str, set[str]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    last: dict[str, set[str]] = defaultdict(set)
    for chain in chains:
        for place, doc in enumerate(chain):
            later[doc].update(other for other in chain[place + 1 :] if other != doc)
            last[doc].add(chain[-1])
            if place and place == chain.index(doc):
                before[doc].add(chain[place - 1])
    absent = catalogue.absences()
    ends = {
        doc: None if any(key not in absent for key in keys) else absent[min(keys)]
        for doc, keys in _newest_at(at_key).items()
    }
    return {
        version.doc: Line(
            frozenset() if version.doc in newest else frozenset(later[version.doc]),
            None if version.doc in newest else min(last[version.doc]),
            tuple(sorted(before[version.doc])),
            ends.get(version.doc),
        )
        for version in catalogue.versions
    }


def _newest_at(at_key: dict[str, dict[int, str]]) -> dict[str, list[str]]:
    """For each document that is the newest at some key these keys."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, docs in at_key.items():
        found[docs[max(docs)]].append(key)
    return found
