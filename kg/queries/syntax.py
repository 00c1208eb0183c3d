"""The words of a SPARQL text, told apart: what is a keyword and what only stands in a string, comment or IRI.

This does not parse SPARQL, the engine does. It finds what must be known before the engine sees the text: the form of
a query, the graphs it names, where a parameter stands, and whether it would leave this machine. Wherever an engine
may split a text otherwise than the grammar says, the reading here is the wider one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import QueryError

FORMS = frozenset({"select", "ask", "construct", "describe"})
UPDATES = frozenset({"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"})
REMEMBERED = 4_000
"""Characters of a text whose outline is kept: our own queries are shorter, and strangers' must not fill the memory."""

_LOCAL = r"(?:[\w:\-\u00b7\u203f\u2040]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
_PREFIX = r"[^\W\d_](?:[\w\-\u00b7\u203f\u2040]|\.){0,100}"
"""A longer prefix is read as words and dots: without a bound, a text of many dots and no colon takes quadratic time."""
_TOKEN = re.compile(
    "|".join(
        (
            r"(?P<space>[ \t\r\n]+)",
            r"(?P<comment>#[^\r\n]*)",
            r'(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|' r"'''(?:[^'\\]|\\.|'(?!''))*'''|",
        )
    )
    + r'"(?!"")(?:[^"\\\r\n]|\\.)*"|' + r"'(?!'')(?:[^'\\\r\n]|\\.)*')|"
    + "|".join(
        (
            r'(?P<iri><[^<>"{}|^`\x00-\x20]*>)',
            r"(?P<variable>[?$]\w[\w\u00b7\u203f\u2040]*)",
            r"(?P<blank>_:\w(?:[\w\-\u00b7\u203f\u2040]|\.+(?=[\w\-]))*)",
            rf"(?P<pname>(?:{_PREFIX})?:(?:{_LOCAL}(?:{_LOCAL}|\.+(?={_LOCAL}))*)?)",
            r"(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
            r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)",
            r"(?P<word>[^\W\d_]\w*)",
            r"(?P<mark>\^\^|&&|\|\||[{}()\[\].,;*/+\-|^?!=<>~&])",
        )
    ),
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind (string, iri, variable, blank, pname, language, number, word, mark), text and place."""

    kind: str
    text: str
    begin: int
    end: int

    def is_word(self, *words: str) -> bool:
        """Whether this is one of these keywords, in any case."""
        return self.kind == "word" and self.text.lower() in words


@dataclass(frozen=True, slots=True)
class Outline:
    """What a query text says before it is run.

    `form` is one of select, ask, construct, describe, update. `head` is the index of the token that states it;
    `prologue` the text before that token. `default` and `named` are the graph terms after FROM and FROM NAMED,
    `graphs` the terms after GRAPH, as written (`<…>`, `ex:g` or `?g`).
    """

    tokens: tuple[Token, ...]
    form: str
    head: int
    prologue: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    graphs: tuple[str, ...] = ()


def place(text: str, offset: int) -> str:
    """Where `offset` is in `text`, for an error: `line 2, column 5`, both from 1."""
    return f"line {text.count(chr(10), 0, offset) + 1}, column {offset - text.rfind(chr(10), 0, offset)}"


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of `text` without white space and comments. Raises QueryError at what is no token."""
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Token]:
    offset = 0
    while offset < len(text):
        match = _TOKEN.match(text, offset)
        if match is None:
            raise QueryError(f"The query is malformed at {place(text, offset)}: {text[offset : offset + 20]!r} cannot be read.")
        if match.lastgroup not in ("space", "comment"):
            yield Token(match.lastgroup or "", match[0], offset, match.end())
        offset = match.end()


def outline(text: str) -> Outline:
    """The outline of one query or update. Raises QueryError where its form cannot be told."""
    return _remembered(text) if len(text) < REMEMBERED else _outline(text)


@lru_cache(maxsize=128)
def _remembered(text: str) -> Outline:
    return _outline(text)


def _outline(text: str) -> Outline:
    found = tokens(text)
    head = _head(text, found)
    word = found[head].text.lower()
    default, named, graphs = _graphs(found)
    return Outline(found, word if word in FORMS else "update", head, text[: found[head].begin], default, named, graphs)


def _head(text: str, found: tuple[Token, ...]) -> int:
    index = 0
    while index < len(found):
        token = found[index]
        if token.is_word("base", "version"):
            index += 2
        elif token.is_word("prefix"):
            index += 3
        elif token.is_word(*FORMS, *UPDATES):
            return index
        else:
            raise QueryError(
                f"The query is malformed at {place(text, token.begin)}: SELECT, ASK, CONSTRUCT or DESCRIBE is expected, not {token.text[:40]!r}."
            )
    raise QueryError("The query is empty: it needs SELECT, ASK, CONSTRUCT or DESCRIBE.")


def _graphs(found: tuple[Token, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    default, named, graphs = [], [], []
    for index, token in enumerate(found):
        following = [other for other in found[index + 1 : index + 3] if other.kind in ("iri", "pname", "variable", "word")]
        if token.is_word("from") and following:
            if following[0].is_word("named"):
                named += [following[1].text] if len(following) > 1 else []
            elif following[0].kind in ("iri", "pname"):
                default.append(following[0].text)
        elif token.is_word("graph") and following and following[0].kind != "word":
            graphs.append(following[0].text)
    return tuple(default), tuple(named), tuple(graphs)


MOST_NESTED = 500
"""Brackets within brackets that a query may hold: engines read them by recursion and die of some tens of thousands."""


def check_nesting(text: str) -> None:
    """Raises QueryError for brackets nested deeper than any engine reads."""
    depth = 0
    for token in tokens(text):
        if token.text in ("{", "(", "["):
            depth += 1
            if depth > MOST_NESTED:
                raise QueryError(f"The query nests brackets more than {MOST_NESTED} deep, at {place(text, token.begin)}.")
        elif token.text in ("}", ")", "]"):
            depth -= 1


def leaves_machine(outline: Outline) -> bool:
    """Whether the query may hold a SERVICE clause.

    Some parsers take `SERVICE` also where it is glued to what follows (`SERVICE:x`, `SERVICESILENT<…>`), and read
    `<?b)SERVICE?x#>` after an operand as a comparison and a comment; so a bare word or a prefix that holds the word,
    and an IRI that holds it after a closing parenthesis, count as well.
    """
    for token in outline.tokens:
        words = token.text.lower()
        if token.kind == "pname":
            words = words.partition(":")[0]
        elif token.kind == "iri":
            words = words.partition(")")[2]
        elif token.kind != "word":
            continue
        if "service" in words:
            return True
    return False


def query_form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT, DESCRIBE or UPDATE: what kind of text this is. Raises QueryError where it is none."""
    return outline(text).form.upper()
