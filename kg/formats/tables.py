"""Answers as rows of text: an aligned table for people, CSV and TSV for programs."""

import csv
import io
import unicodedata

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.formats.answers import Solutions
from kg.vocab import PREFIXES

CELL = 60
"""Columns of a terminal that one cell of a table takes at most; addresses are never cut."""

_SHORT = sorted(((namespace, prefix) for prefix, namespace in PREFIXES.items()), reverse=True)


def table(solutions: Solutions) -> str:
    """The rows under their names, aligned; what would move a terminal's cursor is a space, long text ends in `…`.

    Columns of long addresses go last, where they push nothing a person reads off the screen.
    """
    names = sorted(solutions.variables, key=lambda name: _holds_addresses(solutions, name))
    rows = [tuple(names), *(tuple(_shown(row[name]) for name in names) for row in solutions)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines) + "\n"


def _holds_addresses(solutions: Solutions, name: str) -> bool:
    return any(isinstance(row[name], NamedNode) and _compact(row[name].value) == row[name].value for row in solutions)


def _shown(term: NamedNode | BlankNode | Literal | None) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return _clean(_compact(term.value))
    text = _clean(term.value if isinstance(term, Literal) else str(term))
    return text if _width(text) <= CELL else _cut(text)


def _compact(iri: str) -> str:
    for namespace, prefix in _SHORT:
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return iri


def _clean(text: str) -> str:
    """The text on one line, without control characters and marks that turn the direction of writing."""
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else "" if c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" else c for c in text).split())


def _width(text: str) -> int:
    """Columns of a terminal: two for wide East Asian signs and emoji, none for combining marks and joiners."""
    return sum(_sign_width(sign) for sign in text)


def _sign_width(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _cut(text: str) -> str:
    taken, room = [], CELL - 1
    for sign in text:
        room -= _sign_width(sign)
        if room < 0:
            break
        taken.append(sign)
    return "".join(taken).rstrip() + "…"


def comma_separated(solutions: Solutions) -> str:
    """SPARQL 1.1 CSV: the bare values, lines ended by CR LF."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(solutions.variables)
    for row in solutions:
        writer.writerow([_bare(row[name]) for name in solutions.variables])
    return out.getvalue()


def _bare(term: NamedNode | BlankNode | Literal | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, BlankNode) else term.value


def tab_separated(solutions: Solutions) -> str:
    """SPARQL 1.1 TSV: each value as a term, so that nothing is lost."""
    lines = ["\t".join(f"?{name}" for name in solutions.variables)]
    lines += ["\t".join("" if row[name] is None else str(row[name]) for name in solutions.variables) for row in solutions]
    return "\n".join(lines) + "\n"
