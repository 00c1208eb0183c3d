"""Events that a page describes to machines, in JSON-LD, microdata or RDFa: records whose values stand behind its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from kg.read.draft import META, Draft
from kg.read.entries import add_entry
from kg.read.linked import filled
from kg.read.sniffing import NotThisFormat
from kg.read.trees import Tree, json_tree

MOST_PROPERTIES, MOST_REFERENCES = 500, 20
LONGEST_VALUE = 20_000
_WRAPPING = re.compile(r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*$")
"""What some programs put around the text of a script, for readers of thirty years ago."""


@dataclass(frozen=True, slots=True)
class _Way:
    """The attributes in which a way of describing things states a type, a property and that a property is a thing."""

    type: str
    property: str
    scope: str


_MICRODATA, _RDFA = _Way("itemtype", "itemprop", "itemscope"), _Way("typeof", "property", "typeof")


def add_embedded(root: etree._Element, draft: Draft) -> None:
    """Adds each event a page describes in JSON-LD, microdata or RDFa; what else it says of itself is no announcement."""
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            for node in _described(script.text or ""):
                add_entry(node, draft, kind="json-ld", place=META)
    for way in (_MICRODATA, _RDFA):
        for item in root.iterfind(f".//*[@{way.type}]"):
            if is_event(item.get(way.type, "").split()) and not _within_event(item, way):
                add_entry(_item(item, way), draft, kind="microdata", place=META)


def is_event(types: list[str]) -> bool:
    """Whether one of the types is an event of schema.org, under whatever prefix.

    >>> is_event(["https://schema.org/EducationEvent"]), is_event(["schema:EventSeries"]), is_event(["Person"])
    (True, True, False)
    """
    return any(one.endswith("Event") or one.endswith("EventSeries") for one in types)


def _described(text: str) -> list[Tree]:
    """The outermost nodes of events in a JSON-LD text; none where it is malformed."""
    try:
        waiting, found = [filled(json_tree(_WRAPPING.sub("", text)))], []
    except NotThisFormat:
        return []
    while waiting:
        tree = waiting.pop()
        if isinstance(tree, dict):
            stated = tree.get("@type", [])
            types = [one for one in (stated if isinstance(stated, list) else [stated]) if isinstance(one, str)]
            if is_event(types):
                found.append(tree)
            else:
                waiting += reversed(list(tree.values()))
        elif isinstance(tree, list):
            waiting += reversed(tree)
    return found


def _within_event(item: etree._Element, way: _Way) -> bool:
    return any(is_event(outer.get(way.type, "").split()) for outer in item.iterancestors())


def _item(item: etree._Element, way: _Way) -> Tree:
    """The properties of an item, those of the items in it under the name they have in it."""
    tree: dict[str, Tree] = {"@type": item.get(way.type, "")}
    inner = {item: tree}
    for number, element in enumerate(_stated(item, way)):
        if number >= MOST_PROPERTIES:
            break
        around = next((inner[outer] for outer in element.iterancestors() if outer in inner), tree)
        nested = element.get(way.scope) is not None
        value: Tree = {"@type": element.get(way.type, "")} if nested and is_event(element.get(way.type, "").split()) else {} if nested else _value(element)
        if isinstance(value, dict):
            inner[element] = value
        for name in element.get(way.property, "").split():
            name = name.rpartition(":")[2].rpartition("/")[2]
            around[name] = [*_listed(around[name]), value] if name in around else value
    return tree


def _stated(item: etree._Element, way: _Way) -> Iterator[etree._Element]:
    """The elements that state a property of an item: those in it, and those it refers to by their ids."""
    yield from item.iterfind(f".//*[@{way.property}]")
    for name in item.get("itemref", "").split()[:MOST_REFERENCES]:
        for other in item.getroottree().getroot().xpath("//*[@id=$name]", name=name)[:1]:
            if item not in other.iterancestors() and other is not item and other not in item.iterancestors():
                yield from (one for one in other.iter() if isinstance(one.tag, str) and one.get(way.property) is not None)


def _listed(value: Tree) -> list[Tree]:
    return value if isinstance(value, list) else [value]


def _value(element: etree._Element) -> str:
    """What a property says: what is meant for machines before what is shown."""
    stated = [element.get(name) for name in ("content", "datetime", "href", "src") if element.get(name)]
    if stated:
        return stated[0].strip()
    words, size = [], 0
    for piece in element.itertext():
        words.append(piece)
        size += len(piece)
        if size > LONGEST_VALUE:
            break
    return " ".join("".join(words).split())[:LONGEST_VALUE]
