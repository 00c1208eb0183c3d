"""Templates of site generators: a page with tags such as `{% block %}` around words, markup and YAML."""

import re

from kg.read.draft import META, Draft
from kg.read.entries import add_entry
from kg.read.html import read_fragment
from kg.read.plain import read_plain
from kg.read.sniffing import NotThisFormat
from kg.read.trees import Tree, yaml_trees

_TAG = re.compile(r"\{%[^%\n]{0,500}%\}|\{#(?:[^#]|#(?!\})){0,5000}#\}")
_OPENS = re.compile(r"(?m)^[ \t]*\{%-?[ \t]*(?:block|call|extends|macro|for|if|set|include)\b[^%\n]{0,500}%\}")
_VALUE = re.compile(r"\{\{[^{}\n]{0,300}\}\}")
_KEY = re.compile(r"[A-Za-z][\w -]{0,40}$")
_FIELD = re.compile(r"\s*[A-Za-z][\w -]{0,40}:(?:\s|$)")
_MARKUP = re.compile(r"</?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,500})?/?>", re.I)


def is_template(text: str) -> bool:
    """Whether a text is a template: at least two of its lines open with a tag."""
    return len(_OPENS.findall(text[:200_000])) > 1


def read_template(text: str, draft: Draft, address: str | None) -> None:
    """Adds what stands between the tags: words and markup as lines, each mapping of YAML as a record."""
    at = 0
    for tag in _TAG.finditer(text):
        _add(text[at : tag.start()], draft, address)
        at = tag.end()
    _add(text[at:], draft, address)


def _add(part: str, draft: Draft, address: str | None) -> None:
    if not part.strip():
        return
    tree = _mapping(part)
    if tree is not None:
        add_entry(tree, draft, kind="mapping", place=META, base=address)
        return
    words = _VALUE.sub("", part)
    if _MARKUP.search(words):
        read_fragment(words, draft, base=address)
    else:
        read_plain(words, draft)
    draft.end_block()


def _mapping(part: str) -> Tree | None:
    """The mapping that a part is as YAML; None where it is none of two fields or more."""
    if not _FIELD.match(part):
        return None
    try:
        trees = list(yaml_trees(part))
    except NotThisFormat:
        return None
    tree = trees[0] if len(trees) == 1 else None
    return tree if isinstance(tree, dict) and len(tree) > 1 and all(_KEY.match(str(key)) for key in tree) else None
