"""Markdown inside whatever holds it: readable words, with headings, lists, tables, emphasis and links as layout."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kg.read.draft import TEXT, Draft, Place
from kg.read.html import read_fragment
from kg.read.pipes import mended, ruled

_TEMPLATE = re.compile(r"\{%[^%\n]{0,300}%\}|\{\{[^{}\n]{0,300}\}\}|\{:[^{}\n]{0,300}\}")
"""What static site generators put into pages: `{% link … %}`, `{{ page.title }}`, `{: .class}`."""
_FORMULA = re.compile(r"\$\$[^$\n]{1,300}\$\$|\$(?=\S)[^$\n]{0,299}(?<=\S)\$(?!\d)|\\\((?:(?!\\\)).){1,300}\\\)")
_OPENED = re.compile(r"(?:!?\[[ \t]*){16,}")
"""More brackets than any link opens; each would be tried as a link up to the depth that is followed."""
_MARKED = re.compile(r"(<(t[dh]|p|div|span|li|d[dt]|summary)\b[^<>]{0,300}?\smarkdown=\"(?:1|span|block)\"[^<>]{0,300}>)((?:(?!</?\2\b).){1,3000}?)(</\2>)", re.I | re.S)
"""An element of HTML in which Markdown is read."""
_RULE = re.compile(r"^\|[|: \t-]+$", re.M)


def _formula(state: StateInline, silent: bool) -> bool:
    """Keeps a formula as printed: its backslashes, stars and underscores are no markup."""
    found = _FORMULA.match(state.src, state.pos) if state.src[state.pos] in "$\\" else None
    if found and not silent:
        state.push("text", "", 0).content = found[0]
    if found:
        state.pos = found.end()
    return found is not None


def _rejoin(state: StateCore) -> None:
    """Makes a blank of a line end inside emphasis or the words of a link: what is set as one phrase is one, however it wraps."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = _rejoined(token.children)


def _rejoined(tokens: list[Token]) -> list[Token]:
    depth, found = 0, []
    for token in tokens:
        if token.type in ("em_open", "em_close", "strong_open", "strong_close", "link_open", "link_close"):
            depth += token.nesting
        if depth and token.type == "softbreak":
            token = Token("text", "", 0, content=" ", level=token.level)
        found.append(token)
    return found


# Line ends are kept, and an indented line is no program text: a tab before it is how a PDF or a mail was laid out.
_MARKDOWN = MarkdownIt("commonmark", {"html": True, "breaks": True, "maxNesting": 60}).enable("table").disable("code")
_MARKDOWN.inline.ruler.before("escape", "formula", _formula)
_MARKDOWN.core.ruler.push("rejoin", _rejoin)


def _fitted(row: re.Match) -> str:
    """The line under the head of a table as CommonMark wants it: kramdown lets its cells be empty."""
    return re.sub(r"\|(?=[ \t]*\|)", "|---", row[0]) if "-" in row[0] else row[0]


def _inside(element: re.Match) -> str:
    """An element of HTML that kramdown reads Markdown in."""
    return element[1] + _MARKDOWN.renderInline(element[3].strip()) + element[4]


def read_marked(text: str, draft: Draft, place: Place = TEXT, base: str | None = None) -> None:
    """Adds the words of Markdown that stands inside something else."""
    text = _RULE.sub(_fitted, mended(ruled(_TEMPLATE.sub("", text))))
    text = _OPENED.sub(lambda opened: opened[0].replace("[", "\\["), text)
    text = _MARKED.sub(_inside, text)
    read_fragment(_MARKDOWN.render(text), draft, place, base)
