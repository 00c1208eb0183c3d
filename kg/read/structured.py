"""Files of structured data: YAML and JSON lists, JSON-LD."""

from kg.read.draft import Draft
from kg.read.entries import add_entry
from kg.read.feed import add_items, is_json_feed
from kg.read.linked import filled
from kg.read.services import service_entries
from kg.read.sniffing import NotThisFormat
from kg.read.trees import Tree, json_tree, yaml_trees

_LEVELS = 5


def read_yaml(text: str, draft: Draft, address: str | None) -> None:
    """Adds the entries of YAML, of one document or several."""
    _add_trees(list(yaml_trees(text)), draft, address)


def read_json(text: str, draft: Draft, address: str | None) -> None:
    """Adds the entries of JSON, the nodes of JSON-LD, the items of a feed, or what a known service answers."""
    tree = json_tree(text)
    if is_json_feed(tree):
        add_items(tree, draft, address)
        return
    known = service_entries(tree)
    if known is None:
        _add_trees([filled(tree)], draft, address)
    for kind, entry in known or ():
        add_entry(entry, draft, kind=kind, base=address)


def _add_trees(trees: list[Tree], draft: Draft, address: str | None) -> None:
    entries = [entry for tree in trees for entry in nodes(tree)]
    if not any(_holds_mapping(entry) for entry in entries):
        raise NotThisFormat("no mapping with several keys")
    for entry in entries:
        add_entry(entry, draft, kind=kind_of(entry), base=address)


def _holds_mapping(entry: Tree) -> bool:
    """Whether a mapping of several keys stands in an entry, at most some levels down: a list by year, by term, by room."""
    level = [entry]
    for _ in range(_LEVELS):
        if any(isinstance(one, dict) and len(one) > 1 for one in level):
            return True
        level = [part for one in level for part in _parts(one)]
    return False


def _parts(tree: Tree) -> list[Tree]:
    if isinstance(tree, dict):
        return list(tree.values())
    return tree if isinstance(tree, list) else []


def nodes(tree: Tree) -> list[Tree]:
    """The entries of a tree: those of a list, the nodes of a JSON-LD graph, else the tree itself."""
    if isinstance(tree, dict) and isinstance(tree.get("@graph"), list):
        return tree["@graph"]
    return tree if isinstance(tree, list) else [tree]


def kind_of(entry: Tree) -> str:
    """The kind of the record an entry makes: a node of JSON-LD has a type or an id."""
    return "json-ld" if isinstance(entry, dict) and ("@type" in entry or "@id" in entry) else "mapping"
