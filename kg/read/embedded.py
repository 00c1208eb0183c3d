"""Events that a page describes to machines, in JSON-LD or microdata: records whose values stand behind its text."""

from lxml import etree

from kg.read.draft import META, Draft
from kg.read.entries import add_entry
from kg.read.sniffing import NotThisFormat
from kg.read.trees import Tree, json_tree

MOST_PROPERTIES = 500
LONGEST_VALUE = 20_000


def add_embedded(root: etree._Element, draft: Draft) -> None:
    """Adds each event a page describes in JSON-LD or microdata; what else it says of itself is no announcement."""
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            for node in _described(script.text or ""):
                add_entry(node, draft, kind="json-ld", place=META)
    for item in root.iterfind(".//*[@itemtype]"):
        if is_event(item.get("itemtype", "").split()) and not _within_event(item):
            add_entry(_item(item), draft, kind="microdata", place=META)


def is_event(types: list[str]) -> bool:
    """Whether one of the types is an event of schema.org, under whatever prefix.

    >>> is_event(["https://schema.org/EducationEvent"]), is_event(["schema:EventSeries"]), is_event(["Person"])
    (True, True, False)
    """
    return any(one.endswith("Event") or one.endswith("EventSeries") for one in types)


def _described(text: str) -> list[Tree]:
    """The outermost nodes of events in a JSON-LD text; none where it is malformed."""
    try:
        waiting, found = [json_tree(text)], []
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


def _within_event(item: etree._Element) -> bool:
    return any(is_event(outer.get("itemtype", "").split()) for outer in item.iterancestors())


def _item(item: etree._Element) -> Tree:
    """The properties of an item, those of the items in it under the name they have in it."""
    tree: dict[str, Tree] = {"@type": item.get("itemtype", "")}
    inner = {item: tree}
    for number, element in enumerate(item.iterfind(".//*[@itemprop]")):
        if number >= MOST_PROPERTIES:
            break
        around = next((inner[outer] for outer in element.iterancestors() if outer in inner), tree)
        value: Tree = {} if element.get("itemscope") is not None else _value(element)
        if isinstance(value, dict):
            inner[element] = value
        for name in element.get("itemprop", "").split():
            around[name] = [*_listed(around[name]), value] if name in around else value
    return tree


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
