"""JSON-LD whose nodes stand apart and name one another: a reference is filled with the node that it names."""

from kg.read.trees import Tree

MOST, DEEPEST = 20_000, 7
"""Nodes of a graph that are looked at, of which the largest had 300, and levels down to which references are filled."""


def filled(tree: Tree) -> Tree:
    """The tree with each reference to a node of it (`{"@id": …}` alone) replaced by that node, whose own stay as they are:
    an event's performer is whole, and a circle ends.

    >>> filled([{"@id": "#a", "name": "Ada"}, {"@id": "#t", "performer": {"@id": "#a"}}])[1]["performer"]
    {'@id': '#a', 'name': 'Ada'}
    """
    nodes: dict[str, dict] = {}
    waiting: list[Tree] = [tree]
    for _ in range(MOST):
        if not waiting:
            break
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(one.get("@id"), str) and len(one) > 1:
                nodes.setdefault(one["@id"], one)
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return _with(tree, nodes, DEEPEST) if nodes else tree


def _with(tree: Tree, nodes: dict[str, dict], depth: int) -> Tree:
    """The tree with references filled down to so many lists and mappings within one another."""
    if not depth:
        return tree
    if isinstance(tree, list):
        return [_with(one, nodes, depth - 1) for one in tree]
    if not isinstance(tree, dict):
        return tree
    return {name: _filled(value, nodes, depth - 1) if name != "@graph" else _with(value, nodes, depth - 1) for name, value in tree.items()}


def _filled(value: Tree, nodes: dict[str, dict], depth: int) -> Tree:
    if isinstance(value, list) and depth:
        return [_filled(one, nodes, depth - 1) for one in value]
    if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str):
        return nodes.get(value["@id"], value)
    return _with(value, nodes, depth)
