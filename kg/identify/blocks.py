"""Which items are worth comparing: those that share a key."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations, pairwise

ALL_PAIRS = 40


def candidate_pairs(keys: Sequence[Iterable[Hashable]]) -> list[tuple[int, int]]:
    """The pairs of items, as numbers in rising order, that share a key; `keys[n]` are the keys of item `n`.

    Of more than ALL_PAIRS items with one key only neighbours are paired, so that the number of pairs stays linear;
    items therefore stand in an order that keeps likely pairs together.
    """
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        for key in dict.fromkeys(own):
            blocks[key].append(number)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        found.update(combinations(members, 2) if len(members) <= ALL_PAIRS else pairwise(members))
    return sorted(found)
