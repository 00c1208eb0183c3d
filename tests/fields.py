"""How many values of each field a reading has right, against what a careful reader wrote down.

The gold form is that of tests/gold.py. A field is the path of a value without its numbers (`talks.speakers.name`); an
entry of a list counts too, under the path of the list. Entries are compared in their order.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.gold import FREE, HOW

_THERE = "an entry"
_LISTS = ("talks", "events", "series")


@dataclass(slots=True)
class Count:
    """Values that are right, values read that are not in the gold, and values of the gold that were not read."""

    right: int = 0
    invented: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where nothing was stated and nothing read."""
        both = 2 * self.right + self.invented + self.missed
        return 2 * self.right / both if both else 1.0


def counts(gold: Mapping, form: Mapping) -> dict[str, Count]:
    """The counts of each field of one announcement."""
    found: dict[str, Count] = defaultdict(Count)
    stated = {path: accepted for name in _LISTS for path, accepted in _stated(name, gold.get(name, []))}
    read = {path: value for name in _LISTS for path, value in _read(name, form.get(name, []))}
    for path in {**stated, **read}:
        accepted, value = stated.get(path), read.get(path)
        field = re.sub(r"\.\d+", "", path)
        if accepted is None and field.rpartition(".")[2] in FREE or accepted == [...]:
            continue
        if accepted is not None and value is not None and _is_right(path, accepted, value):
            found[field].right += 1
        else:
            found[field].invented += value is not None
            found[field].missed += accepted is not None and None not in accepted
    return dict(found)


def _stated(path: str, gold: object) -> Iterator[tuple[str, list]]:
    """Each value of the gold with all that is right for it; `...` stands for 'whatever is read'."""
    if isinstance(gold, list):
        for number, entry in enumerate(gold):
            optional = isinstance(entry, Mapping) and entry.get("optional")
            yield from ((at, [*right, None] if optional else right) for at, right in _stated(f"{path}.{number}", entry))
    elif isinstance(gold, Mapping):
        yield path, [_THERE]
        for key in dict.fromkeys(re.sub("_(alt|contains)$", "", key) for key in gold if key not in HOW):
            if f"{key}_contains" in gold:
                yield f"{path}.{key}", [...]
            elif isinstance(gold.get(key), list | Mapping):
                yield from _stated(f"{path}.{key}", gold[key])
            elif gold.get(key) is not False:
                yield f"{path}.{key}", [gold.get(key), *gold.get(f"{key}_alt", ())]
    else:
        yield path, [gold]


def _read(path: str, form: object) -> Iterator[tuple[str, object]]:
    """Each value that was read; an abstract stands for its first and for its last words."""
    if isinstance(form, list):
        for number, entry in enumerate(form):
            yield from _read(f"{path}.{number}", entry)
    elif isinstance(form, Mapping):
        yield path, _THERE
        for key, value in form.items():
            if key == "abstract":
                yield f"{path}.abstract_first_words", value
                yield f"{path}.abstract_last_words", value
            elif key not in HOW:
                yield from _read(f"{path}.{key}", value)
    elif form is not None and form is not False:
        yield path, form


def _is_right(path: str, accepted: list, value: object) -> bool:
    words = " ".join(str(value).split())
    if path.endswith("abstract_first_words"):
        return words.startswith(accepted[0])
    if path.endswith("abstract_last_words"):
        return words.endswith(accepted[0])
    return value in accepted
