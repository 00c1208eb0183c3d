"""Files of structured data: YAML and JSON lists, JSON-LD, tables of comma- or tab-separated values."""

import csv
import io
from collections.abc import Iterator

from kg.read.draft import Draft
from kg.read.entries import Entry, add_entry
from kg.read.sniffing import NotThisFormat
from kg.read.trees import Tree, json_tree, yaml_trees


def read_yaml(text: str, draft: Draft, address: str | None) -> None:
    """Adds the entries of YAML, of one document or several."""
    _add_trees(list(yaml_trees(text)), draft, address)


def read_json(text: str, draft: Draft, address: str | None) -> None:
    """Adds the entries of JSON, or the nodes of JSON-LD."""
    _add_trees([json_tree(text)], draft, address)


def read_commas(text: str, draft: Draft, address: str | None) -> None:
    """Adds the rows of a table of comma-separated (or semicolon-separated) values."""
    first = text[: text.find("\n")]
    _add_rows(text, ";" if first.count(";") > first.count(",") else ",", draft, address)


def read_tabs(text: str, draft: Draft, address: str | None) -> None:
    """Adds the rows of a table of tab-separated values."""
    _add_rows(text, "\t", draft, address)


def _add_trees(trees: list[Tree], draft: Draft, address: str | None) -> None:
    entries = [entry for tree in trees for entry in nodes(tree)]
    if not any(isinstance(entry, dict) and len(entry) > 1 for entry in entries):
        raise NotThisFormat("no mapping with several keys")
    for entry in entries:
        add_entry(entry, draft, kind=kind_of(entry), base=address)


def nodes(tree: Tree) -> list[Tree]:
    """The entries of a tree: those of a list, the nodes of a JSON-LD graph, else the tree itself."""
    if isinstance(tree, dict) and isinstance(tree.get("@graph"), list):
        return tree["@graph"]
    return tree if isinstance(tree, list) else [tree]


def kind_of(entry: Tree) -> str:
    """The kind of the record an entry makes: a node of JSON-LD has a type or an id."""
    return "json-ld" if isinstance(entry, dict) and ("@type" in entry or "@id" in entry) else "mapping"


def _add_rows(text: str, delimiter: str, draft: Draft, address: str | None) -> None:
    """Adds each row under the names in the first; a table without such names is no table of talks."""
    rows = _rows(text, delimiter)
    header = [name.strip() for name in next(rows, [])]
    if len([name for name in header if name]) < 2 or any(len(name) > 60 for name in header):
        raise NotThisFormat("no names of columns in the first row")
    for row in rows:
        entry = Entry(draft, base=address)
        for name, value in zip(header, row, strict=False):
            if name:
                entry.add(name, name, value)
        draft.end_block()
        if entry.properties:
            draft.record("row", entry.properties)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(1 << 27)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise NotThisFormat(str(error)) from error
