"""A Markdown file: its front matter, then its text."""

from kg.read.draft import META, TEXT, Draft
from kg.read.entries import add_entry
from kg.read.marked import read_marked
from kg.read.sniffing import NotThisFormat, front_matter
from kg.read.trees import yaml_trees


def read_markdown(text: str, draft: Draft, address: str | None) -> None:
    """Adds the words of a Markdown text, after its front matter, which is a record and lines of kind `meta`."""
    front = front_matter(text)
    if front and _settings(front[2] or "", draft):
        text = text[front.end() :]
    read_marked(text, draft, TEXT, address)


def _settings(front: str, draft: Draft) -> bool:
    """Adds the front matter; false where the block between the dashes is none."""
    try:
        trees = [tree for tree in yaml_trees(front) if isinstance(tree, dict)]
    except NotThisFormat:
        return False
    for tree in trees:
        add_entry(tree, draft, kind="mapping", place=META)
    return bool(trees)
