"""What the entries of one list are, by all of them together: the fields most of them have, and what unnamed fields hold."""

import re
from collections.abc import Callable, Iterable, Iterator

from kg.extract.location import is_location
from kg.extract.people import people_line
from kg.extract.records_fields import Kin, Node, role_of
from kg.extract.status import is_empty, is_tba
from kg.extract.wording import plain
from kg.model.document import Document, Field
from kg.read.entries import KEY
from kg.rules import rule
from kg.text.affiliations import has_head
from kg.text.gazetteer import is_institution
from kg.text.position_words import position_span
from kg.text.temporal import day_first, find_dates, find_times

_LEAST, _MOST = 3, 60
"""Values of a field that are needed to tell what it holds, and those that are looked at."""
_SHARE = 0.8
_LONGEST = 300
_PATH = re.compile(r"://|^\S*/\S*$|\.\w{2,4}\s*$")
"""An address, or the name of a file, of which no field that is told by its values consists."""
_NAMELIKE = 30
"""Names of mappings longer than this, or with a digit or a blank, are the entries' own: a day, a person."""

Named = dict[str, list[Field]]


def with_kin(document: Document, roots: Iterable[Node], every: bool) -> None:
    """Tells each mapping in `roots` what those of its list have in common.

    `every` says that they are rows of a table, where each has every column.
    """
    groups: dict[tuple[str, ...], list[Node]] = {}
    for path, node in _paths(roots):
        groups.setdefault(path, []).append(node)
    for nodes in groups.values():
        if len(nodes) > 1:
            kin = _kin(document, nodes, every)
            for node in nodes:
                node.kin = kin


def _paths(roots: Iterable[Node]) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Each mapping with the names of those it is in; an entry's own name, which no other has, is left out."""
    waiting: list[tuple[tuple[str, ...], Node]] = [((), root) for root in roots]
    while waiting:
        path, node = waiting.pop()
        yield path, node
        waiting += [((*path, "" if _is_own(child.name) else child.name), child) for child in node.children]


def _is_own(name: str) -> bool:
    return len(name) > _NAMELIKE or any(sign.isdigit() or sign.isspace() for sign in name)


def _kin(document: Document, nodes: list[Node], every: bool) -> Kin:
    counted: dict[str, int] = {}
    for node in nodes:
        for role in {role for name, _ in node.fields if (role := role_of(name))} | {role for child in node.children if (role := role_of(child.name))}:
            counted[role] = counted.get(role, 0) + 1
    stated = frozenset(role for role, number in counted.items() if every or number * 2 >= len(nodes))
    return Kin(stated, guessed_fields(document, _unnamed(nodes), stated))


def _unnamed(nodes: list[Node]) -> Named:
    """The values of each field whose name does not say what it is, where most entries have it."""
    found: Named = {}
    for node in nodes:
        for name, one in node.fields:
            if role_of(name) is None and name != KEY and _PATH.search(one.value) is None and one.value.strip() and not is_tba(one.value) and not is_empty(one.value):
                found.setdefault(name, []).append(one)
    return {name: ones[:_MOST] for name, ones in found.items() if len(ones) >= max(_LEAST, len(nodes) // 2)}


@rule("fields-by-content", nothing={})
def guessed_fields(document: Document, unnamed: Named, stated: frozenset[str]) -> dict[str, str]:
    """What fields hold whose names do not say, by their values over all entries, where one field alone can be it.

    Nothing where the entries have neither a title nor a speaker under a name that says so: they may be anything.
    """
    if not stated & {"title", "speaker"}:
        return {}
    found: dict[str, str] = {}
    order = day_first(document.text)
    for role, besides, holds in _tests(order):
        if stated & besides or not unnamed.keys() - found.keys():
            continue
        fitting = [name for name, ones in unnamed.items() if name not in found and _share(document, ones, holds) >= _SHARE]
        if len(fitting) == 1 and (role not in ("speaker", "title") or _is_varied(unnamed[fitting[0]])):
            found[fitting[0]] = role
    dated = stated & {"date", "datetime"} or "date" in found.values()
    return {name: role for name, role in found.items() if dated or role != "speaker"}


def _share(document: Document, ones: list[Field], holds: Callable[[Document, Field], bool]) -> float:
    return sum(len(one.value) <= _LONGEST and holds(document, one) for one in ones) / len(ones)


def _is_varied(ones: list[Field]) -> bool:
    """Whether most entries have a value of their own, as speakers and titles have, and hosts, rooms and formats have not."""
    return len({one.value for one in ones}) * 4 >= len(ones) * 3


def _tests(order: bool | None) -> tuple[tuple[str, frozenset[str], Callable[[Document, Field], bool]], ...]:
    """What is asked of a field, in this order; the roles beside which it is not asked."""

    def is_date(document: Document, one: Field) -> bool:
        found = find_dates(document.text, one.begin, one.end, day_first=order)
        return bool(found) and (found[0].end - found[0].begin) * 2 >= len(one.value.strip())

    return (
        ("date", frozenset({"date", "datetime"}), is_date),
        ("time", frozenset({"time", "datetime"}), _is_time),
        ("position", frozenset({"position", "affiliation"}), _is_post),
        ("affiliation", frozenset({"affiliation"}), _is_affiliation),
        ("location", frozenset({"location"}), _is_place),
        ("speaker", frozenset({"speaker", "name", "first", "last", "host"}), _is_person),
        ("title", frozenset({"title", "abstract", "name"}), _is_title),
    )


def _is_time(document: Document, one: Field) -> bool:
    return len(one.value) < 30 and bool(find_times(document.text, one.begin, one.end)) and not find_dates(document.text, one.begin, one.end)


def _is_post(document: Document, one: Field) -> bool:
    return len(one.value) < 150 and position_span(document.text, one.begin, one.end) is not None


def _is_affiliation(document: Document, one: Field) -> bool:
    printed = plain(document.text, (one.begin, one.end))
    return len(printed) < 120 and (is_institution(printed) or has_head(document.text, one.begin, one.end)) and not _is_person(document, one)


def _is_place(document: Document, one: Field) -> bool:
    return "://" not in one.value and is_location(document.text, (one.begin, one.end))


def _is_person(document: Document, one: Field) -> bool:
    return len(one.value.split()) > 1 and bool(people_line(document.text, (one.begin, one.end)))


def _is_title(document: Document, one: Field) -> bool:
    printed = plain(document.text, (one.begin, one.end))
    return len(printed.split()) > 2 and "://" not in printed and "." not in printed.strip(".")[-5:] and not _is_person(document, one)
