"""A Markdown file: its front matter, then its text."""

import re

from kg.read.draft import META, TEXT, Draft
from kg.read.entries import add_entry
from kg.read.marked import read_marked
from kg.read.sniffing import NotThisFormat, front_matter
from kg.read.trees import Tree, toml_tree, yaml_trees

_SETTING = re.compile(r"([A-Za-z_][\w-]{0,40})[ \t]*:[ \t]+(\S[^\n]*)")


def read_markdown(text: str, draft: Draft, address: str | None) -> None:
    """Adds the words of a Markdown text, after its front matter, which is a record and lines of kind `meta`."""
    front = front_matter(text)
    if front and _settings(front, draft):
        text = text[front.end() :]
    read_marked(text, draft, TEXT, address)


def _settings(front: re.Match, draft: Draft) -> bool:
    """Adds the front matter, in YAML between dashes or in TOML between plus signs; false where the block is none."""
    trees = [tree for tree in _trees(front[1], front[2] or "") if isinstance(tree, dict)]
    for tree in trees:
        add_entry(tree, draft, kind="mapping", place=META)
    return bool(trees)


def _trees(fence: str, front: str) -> list[Tree]:
    try:
        return [toml_tree(front)] if fence == "+++" else list(yaml_trees(front))
    except NotThisFormat:
        return [] if fence == "+++" else [_plain_settings(front)] if _is_settings(front) else []


def _is_settings(front: str) -> bool:
    """Whether most lines are settings, though the whole is no YAML: a title with a colon in it has no quotation marks."""
    lines = [line for line in front.split("\n") if line.strip()]
    return bool(lines) and sum(bool(_SETTING.match(line) or line.rstrip().endswith(":")) for line in lines) * 3 >= len(lines) * 2


def _plain_settings(front: str) -> Tree:
    return {match[1]: match[2].strip().strip("\"'") for match in (_SETTING.match(line) for line in front.split("\n")) if match}
