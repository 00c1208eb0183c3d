"""Structured data as text: each entry of a list is a record, rendered as lines a person can read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.read.draft import TEXT, Draft, Place, Property
from kg.read.html import read_fragment
from kg.read.marked import read_marked
from kg.read.plain import add_words, read_plain
from kg.read.sniffing import TooMuch
from kg.read.trees import Tree, scalar

MOST_VALUES = 200_000
DEEPEST = 30
"""Bounds on what one entry may expand to; the largest list of talks seen holds 4,000 values, 5 deep."""

_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|html|i|li|ol|p|small|span|strong|sub|sup|table|td|tr|u|ul)(?:\s[^<>]{0,500})?/?>", re.I
)
_BLOCK = re.compile(r"<(?:br|p|div|li|tr|h[1-6])\b", re.I)
"""A tag that says where lines end; without one, the ends of lines do: '<b>Title:</b> Knots\\n<b>Room:</b> 4'."""
_MARKED = re.compile(r"\*\*[^*\n]{1,300}\*\*|\[[^\]\n]{1,200}\]\((?:https?:|mailto:|/)[^)\n]{0,500}\)")
KEY = "@key"
"""The path under which a mapping has the key that it stands under, where that is no name of a field: a day, a person."""
_OWN_NAME = re.compile(r"[\d\s]")
_POINTED = re.compile(r"(?<=\d)\.(?=\d)")
"""The full stops of a day that is a key, which part no path: 13.01.2026."""
_BRACKETED = re.compile(r"[ \t]{0,3}<((?:https?://|mailto:)[^<>\s]{1,2000})>")


@dataclass(slots=True)
class Entry:
    """An entry being written: its properties so far, and where and relative to what its words stand."""

    draft: Draft
    place: Place = TEXT
    base: str | None = None
    properties: list[Property] = field(default_factory=list)

    def add(self, label: str, path: str, value: str, parameters: tuple[tuple[str, str], ...] = ()) -> None:
        """Adds one value: 'label: value' on a line, or its lines below 'label:' where it has several.

        Markup in the value becomes layout. An empty value gives no property.
        """
        if not value.strip():
            return
        if len(self.properties) >= MOST_VALUES:
            raise TooMuch(f"expands to more than {MOST_VALUES:,} values: give a smaller part of it.")
        marked = _TAG.search(value) or _MARKED.search(value)
        self.draft.verbatim(f"{label} " if label.endswith(("-", ":")) else f"{label}: ", self.place)
        if "\n" in value.strip() or marked:
            self.draft.end_line()
        begin = self.draft.mark()
        if path.rpartition(".")[2].startswith("@"):
            self.draft.verbatim(value, self.place)  # the types and ids of JSON-LD lead a reader nowhere
        else:
            self._words(value.strip("\n"), bool(marked))
        self.properties.append(Property(path, None, begin, self.draft.mark(), parameters))
        self.draft.end_line()

    def _words(self, value: str, marked: bool) -> None:
        if marked and _TAG.search(value):
            read_fragment(value if _BLOCK.search(value) else value.replace("\n", "<br>"), self.draft, self.place, self.base)
        elif marked:
            read_marked(value, self.draft, self.place, self.base)
        elif _BRACKETED.search(value):
            for line in value.split("\n"):
                _add_bracketed(line, self.draft, self.place)
        elif "\n" in value:
            read_plain(value, self.draft, self.place)
        else:
            add_words(value, self.draft, self.place)


def _add_bracketed(line: str, draft: Draft, place: Place) -> None:
    """Adds a line in which an address in angle brackets follows the words it belongs to, as Outlook writes links."""
    if not line.strip():
        draft.blank()
    at = 0
    for address in _BRACKETED.finditer(line):
        words = line[at : address.start()].rstrip()
        start = 1 + max((words.rfind(mark) for mark in ":;,(."), default=-1)
        draft.verbatim(words[:start], place)
        begin, at = draft.mark(), address.end()
        draft.verbatim(words[start:], place)
        draft.link(begin, draft.mark(), address[1])
    draft.verbatim(line[at:], place)
    draft.end_line()


def add_entry(tree: Tree, draft: Draft, *, kind: str, place: Place = TEXT, base: str | None = None) -> None:
    """Adds one entry as a block of lines, and as a record of its values.

    Paths name the keys down to a value, with a number for each place in a list: `speakers.0.name`. What a mapping is
    called by a key of its own, as by its day, is a value of it under `@key`.
    """
    entry = Entry(draft, place, base)
    draft.end_block()
    stack: list[tuple[str, str, Tree, int]] = [("", "", tree, 0)]
    while stack:
        path, label, value, depth = stack.pop()
        if not isinstance(value, (dict, list)):
            entry.add("  " * (depth - 1) + label, path, scalar(value))
        elif value and depth < DEEPEST:
            if label:
                draft.verbatim("  " * (depth - 1), place)
                begin = draft.mark()
                draft.verbatim(label, place)
                if isinstance(value, dict) and _OWN_NAME.search(label):
                    entry.properties.append(Property(f"{path}.{KEY}", None, begin, draft.mark()))
                draft.verbatim(":", place)
                draft.end_line()
            stack += reversed(list(_branches(path, label, value, depth)))
    draft.end_block()
    draft.record(kind, entry.properties)


def _branches(path: str, label: str, tree: dict | list, depth: int) -> Iterator[tuple[str, str, Tree, int]]:
    stem = f"{path}." if path else ""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield f"{stem}{_POINTED.sub('-', key)}", key, value, depth + 1
    else:
        for number, value in enumerate(tree):
            nested = isinstance(value, (dict, list))
            yield f"{stem}{number}", "" if nested else "-", value, depth + (0 if nested else 1)
