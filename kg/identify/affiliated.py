"""Organizations as documents print them: which words are a unit, which an institution, and what belongs to what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.identify.folding import fold, says_nothing
from kg.identify.mentions import Node
from kg.identify.org_words import department_words, small_words
from kg.identify.short_forms import stands_for
from kg.text.affiliations import is_unit_text, split_affiliations
from kg.text.gazetteer import is_institution, is_place
from kg.text.words import vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """An organization named in one document. `node` is None where its name is only part of a longer one.

    `place` is the city or country printed with it, `beside` what else is named in the same list; `of` says which
    naming is the institution of this unit.
    """

    doc: str
    line: str
    name: str
    is_unit: bool
    place: str = ""
    beside: str = ""
    of: "Naming | None" = None
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    is_unit: bool
    place: str


def namings(nodes: Iterable[Node]) -> tuple[Naming, ...]:
    """The organizations named at these places; an institution printed only inside a unit's name comes as well."""
    found: list[Naming] = []
    for listed in _lists(nodes):
        found += _list(listed)
    return tuple(found)


def _lists(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """The nodes of each list of affiliations or organizers; a post or a degree stands alone."""
    lists: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        stem = node.path if ".bio." in node.path else node.path.rpartition(".")[0]
        lists[node.source.doc, stem].append(node)
    return iter(lists.values())


def _list(listed: Sequence[Node]) -> list[Naming]:
    """The namings of one list. A unit belongs to the institution after it, else to the one before it."""
    beside = fold(" ".join(node.name for node in listed))
    named = [node for number, node in enumerate(listed) if not number or not _is_place(node.name)]
    parts = [(node, part) for node in named for part in _parts(node.name)]
    is_unit = [_is_unit(part, followed=number + 1 < len(parts)) for number, (_, part) in enumerate(parts)]
    if all(is_unit) and len(parts) > 1 and is_distinctive(parts[-1][1].name):
        is_unit[-1] = False
    institutions = {
        number: Naming(node.source.doc, _line(node), part.name, False, part.place, beside, None, _own(node, parts, number))
        for number, (node, part) in enumerate(parts)
        if not is_unit[number]
    }
    found = list(institutions.values())
    for number, (node, part) in enumerate(parts):
        own = _own(node, parts, number)
        if is_unit[number] and own is not None:
            of = institutions.get(_institution_of(number, is_unit))
            found.append(Naming(node.source.doc, _line(node), part.name, True, part.place, beside, of, own))
    return found


def _line(node: Node) -> str:
    return min(node.source.lines)


def _own(node: Node, parts: Sequence[tuple[Node, _Part]], number: int) -> Node | None:
    """The node, if part `number` is the first that its name holds."""
    return None if number and parts[number - 1][0] is node else node


def _institution_of(number: int, is_unit: Sequence[bool]) -> int:
    """The number of the institution a unit belongs to; -1 where none is named."""
    after = (other for other in range(number + 1, len(is_unit)) if not is_unit[other])
    before = (other for other in range(number - 1, -1, -1) if not is_unit[other])
    return next(after, next(before, -1))


def _is_place(name: str) -> bool:
    """Whether an entry of a list only says where the one before it lies."""
    return is_place(name) and not is_institution(name)


def _is_unit(part: _Part, *, followed: bool) -> bool:
    return part.is_unit and (followed or not is_institution(part.name))


@lru_cache(maxsize=32768)
def _parts(printed: str) -> tuple[_Part, ...]:
    """The units and institutions a printed name holds; where nothing can be told apart, the whole of it."""
    found = []
    for mention in split_affiliations(printed, 0, len(printed)):
        begin, end = mention.place or (mention.end, mention.end)
        name = printed[mention.begin : begin].rstrip(" ,;(") if mention.place else mention.text
        found.append(_part(name, printed[begin:end]))
    return tuple(part for part in found if not says_nothing(part.name)) or (_part(printed, ""),)


def _part(name: str, place: str) -> _Part:
    """The part without its acronym or place in parentheses; the place tells institutions of one name apart."""
    head, opening, behind = name.partition(" (")
    inner = behind.rstrip(" ).")
    if opening and head and (stands_for(fold(inner), fold(head)) or any(map(is_place, inner.split(",")))):
        return _Part(head, is_unit_text(head), fold(f"{place} {inner}"))
    return _Part(name, is_unit_text(name), fold(place))


@lru_cache(maxsize=32768)
def institution_key(name: str) -> str:
    """The name as two printings of one institution share it: without article, `Univ.` spelt out."""
    return " ".join({"univ": "university"}.get(word, word) for word in fold(name).removeprefix("the ").split())


@lru_cache(maxsize=32768)
def unit_key(name: str) -> str:
    """The name as two printings of one unit of an institution share it: `Mathematics Department` is `mathematics`.

    A school, an institute and a department of one subject stay three.
    """
    words = [word for word in fold(name).split() if word not in ("the", "a", "an")]
    kept = [word for word in words if word not in department_words()]
    if len(kept) < len(words):
        while kept and kept[0] in small_words():
            kept = kept[1:]
    short = {"math": "mathematics", "maths": "mathematics"}
    return " ".join(short.get(word, word) for word in kept) or " ".join(words)


def is_distinctive(name: str) -> bool:
    """Whether the name holds a word that is neither a kind of organization nor a subject: `Turing Institute`."""
    return any(word not in _common() and len(word) > 2 for word in fold(name).split())


@cache
def _common() -> frozenset[str]:
    keys = ("units", "strict_units", "institutions", "disciplines", "discipline_words")
    return small_words().union(*(vocabulary(key) for key in keys))
