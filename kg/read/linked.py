"""JSON-LD whose nodes stand apart and name one another: a reference is filled with the node that it names.

A node may be named by every event of a page: what is filled in is bounded for one node and over the whole, so that a
short page does not grow into a long one.
"""

from dataclasses import dataclass, field

from kg.read.trees import Tree

DEEPEST = 7
"""Levels down to which references are filled."""
MOST_OF_NODE, LEVELS_OF_NODE = 60, 4
"""Values that are filled in of one node, those that are no list or mapping first, and levels of it that are looked at."""
SHORT, LONG = 300, 5_000
"""Characters of a value that is a name, an address or a role, and of a biography; what is longer is not filled in."""
MOST_VALUES, MOST_LONG = 100_000, 500_000
"""Values that are filled in over all references, and characters of those that are not short. Then a reference stays one."""


def filled(tree: Tree) -> Tree:
    """The tree with each reference to a node of it (`{"@id": …}` alone) replaced by that node, whose own stay as they are:
    an event's performer is told, and a circle ends.

    >>> filled([{"@id": "#a", "name": "Ada"}, {"@id": "#t", "performer": {"@id": "#a"}}])[1]["performer"]
    {'@id': '#a', 'name': 'Ada'}
    """
    nodes: dict[str, dict] = {}
    waiting: list[Tree] = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(one.get("@id"), str) and len(one) > 1:
                nodes.setdefault(one["@id"], one)
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return _with(tree, _Nodes(nodes), DEEPEST) if nodes else tree


@dataclass(slots=True)
class _Cut:
    """A node cut to what is filled in: how many values and how many characters of long ones it has."""

    longest: int
    values: int = 0
    long: int = 0

    def of(self, tree: Tree, levels: int) -> Tree | None:
        """What is kept of a tree; None where nothing is."""
        if isinstance(tree, dict | list):
            if not levels:
                return None
            named = tree.items() if isinstance(tree, dict) else enumerate(tree)
            pairs = [(name, value) for name, value in named if isinstance(name, int) or len(name) <= SHORT]
            kept = {}
            for name, value in sorted(pairs, key=lambda pair: isinstance(pair[1], dict | list)):
                if self.values >= MOST_OF_NODE:
                    break
                if (part := self.of(value, levels - 1)) is not None:
                    kept[name] = part
            ordered = {name: kept[name] for name, _ in pairs if name in kept}
            return (ordered if isinstance(tree, dict) else list(ordered.values())) or None
        size = len(tree) if isinstance(tree, str) else 0
        if size > self.longest:
            return None
        self.values += 1
        self.long += size if size > SHORT else 0
        return "" if tree is None else tree


@dataclass(slots=True)
class _Nodes:
    """The nodes that references name, and how much was filled in."""

    known: dict[str, dict]
    values: int = 0
    long: int = 0
    cut: dict[tuple[str, int], tuple[Tree | None, _Cut]] = field(default_factory=dict)

    def named(self, reference: dict) -> Tree:
        """What a reference is filled with: the node with its long values, or without them, or the reference itself."""
        name = reference["@id"]
        if name not in self.known:
            return reference
        for longest in (LONG, SHORT):
            if (name, longest) not in self.cut:
                cut = _Cut(longest)
                self.cut[name, longest] = cut.of(self.known[name], LEVELS_OF_NODE), cut
            tree, cut = self.cut[name, longest]
            if tree and self.values + cut.values <= MOST_VALUES and self.long + cut.long <= MOST_LONG:
                self.values += cut.values
                self.long += cut.long
                return tree
        return reference


def _with(tree: Tree, nodes: _Nodes, depth: int) -> Tree:
    """The tree with references filled down to so many lists and mappings within one another."""
    if not depth:
        return tree
    if isinstance(tree, list):
        return [_with(one, nodes, depth - 1) for one in tree]
    if not isinstance(tree, dict):
        return tree
    return {name: _filled(value, nodes, depth - 1) if name != "@graph" else _with(value, nodes, depth - 1) for name, value in tree.items()}


def _filled(value: Tree, nodes: _Nodes, depth: int) -> Tree:
    if isinstance(value, list) and depth:
        named = {one["@id"]: one for one in value if _is_reference(one)}  # a list of JSON-LD is a set
        return [_filled(one, nodes, depth - 1) for one in value if not _is_reference(one) or named.pop(one["@id"], None)]
    if _is_reference(value):
        return nodes.named(value)
    return _with(value, nodes, depth)


def _is_reference(value: Tree) -> bool:
    return isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str)
