"""YAML, TOML and JSON to trees: mappings, lists, and scalars as printed. What is null or empty is the empty string."""

import json
import tomllib
from collections.abc import Iterator

import yaml

from kg.read.sniffing import NotThisFormat
from kg.text.toml import toml_of

Tree = dict | list | str

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
DEEPEST = 100
"""Levels of nesting that are followed in YAML; the scanner's own cost grows with the square of them."""
_NULL = ("~", "null", "Null", "NULL")


def json_tree(text: str) -> Tree:
    """The tree of a JSON text, its numbers as printed. Raises NotThisFormat, also where it nests too deep."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, strict=False)
    except (ValueError, RecursionError) as error:
        raise NotThisFormat(str(error)) from error


def toml_tree(text: str) -> Tree:
    """The tree of a TOML text; its dates and numbers are printed anew by `scalar`. Raises NotThisFormat."""
    try:
        return toml_of(text)
    except tomllib.TOMLDecodeError as error:
        raise NotThisFormat(str(error)) from error


def scalar(tree: object) -> str:
    """A scalar of a tree as printed: JSON's `true` is 'true', its `null` nothing.

    >>> [scalar(value) for value in ("Knots", True, None)]
    ['Knots', 'true', '']
    """
    return tree if isinstance(tree, str) else "" if tree is None else str(tree).lower()


def yaml_trees(text: str) -> Iterator[Tree]:
    """The tree of each document of a YAML text. Raises NotThisFormat.

    Built from the parser's events, so that nesting costs no stack and an alias no copy.
    """
    try:
        yield from _built(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        raise NotThisFormat(str(error)) from error


def _built(events: Iterator[yaml.Event]) -> Iterator[Tree]:
    anchors: dict[str, Tree] = {}
    stack: list[list[Tree]] = [[]]
    opened: list[str | None] = []
    for event in events:
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            opened.append(event.anchor)
            stack.append([])
            if len(stack) > DEEPEST:
                raise NotThisFormat(f"nested deeper than {DEEPEST}")
            continue
        if isinstance(event, yaml.DocumentEndEvent):
            yield from stack[-1]
            anchors, stack = {}, [[]]
            continue
        if isinstance(event, yaml.AliasEvent):
            stack[-1].append(anchors.get(event.anchor, ""))
            continue
        if isinstance(event, yaml.ScalarEvent):
            tree: Tree = "" if event.style in (None, "") and event.value in _NULL else event.value
            anchor = event.anchor
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            parts, anchor = stack.pop(), opened.pop()
            tree = parts if isinstance(event, yaml.SequenceEndEvent) else _mapping(parts)
        else:
            continue
        if anchor:
            anchors[anchor] = tree
        stack[-1].append(tree)


def _mapping(parts: list[Tree]) -> dict[str, Tree]:
    """A mapping from its keys and values in turn; `<<` fills in what another mapping says."""
    pairs = [(key, value) for key, value in zip(parts[::2], parts[1::2], strict=True) if isinstance(key, str)]
    merged: dict[str, Tree] = {}
    for _, value in (pair for pair in pairs if pair[0] == "<<"):
        for other in value if isinstance(value, list) else [value]:
            merged = (other if isinstance(other, dict) else {}) | merged
    return merged | {key: value for key, value in pairs if key != "<<"}
