"""DESCRIBE, the same on every store: what engines leave open is one CONSTRUCT of ours.

A DESCRIBE query of a user is never sent to an engine. Its text is cut at its tokens: the terms after DESCRIBE are asked
for by a SELECT with the same prologue, dataset, pattern and modifiers (`DESCRIBE ?x WHERE {…} LIMIT 2` becomes
`SELECT ?x WHERE {…} LIMIT 2`); IRIs among the terms are resolved by a SELECT over nothing. Each resource found is then
described by kg/queries/internal/describe.rq over the query's own dataset. Blank nodes cannot be asked for by name and are left out.
"""

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode
from pyoxigraph import Store as Scratch

from kg.errors import QueryError
from kg.queries import bind, internal
from kg.queries.syntax import Outline, outline, place
from kg.store.protocol import Graphs, Solutions, Triples

if TYPE_CHECKING:
    from kg.store.protocol import Store


def described(store: "Store", iris: tuple[str, ...], default: Graphs = None, named: tuple[str, ...] | None = None) -> Triples:
    """What the published graph, or the graphs `default`, say of each of `iris`, without repetitions."""
    template, found = internal("describe"), {}
    for iri in dict.fromkeys(iris):
        triples = store.query(bind(template, {"thing": NamedNode(iri)}), default_graph=default, named_graphs=named)
        found.update(dict.fromkeys(triples))
    return tuple(found)


def describing(store: "Store", text: str, default: Graphs = None, named: tuple[str, ...] | None = None) -> Triples:
    """What a DESCRIBE query answers on `store`; `default` and `named` overrule its FROM clauses. Raises QueryError."""
    shape = outline(text)
    terms, rest = _targets(text, shape)
    variables = [term for term in terms if term[0] in "?$*"]
    iris = list(resolved(shape.prologue, tuple(term for term in terms if term[0] not in "?$*")))
    if variables or rest:
        asked = " ".join(variables) if variables else "*"
        solutions = store.query(f"{shape.prologue}SELECT {asked} {rest}", default_graph=default, named_graphs=named)
        if variables and isinstance(solutions, Solutions):
            iris += [term.value for row in solutions for name in solutions.variables if isinstance(term := row[name], NamedNode)]
    if default is None and named is None and (shape.default or shape.named):
        default, named = resolved(shape.prologue, shape.default), resolved(shape.prologue, shape.named)
    return described(store, tuple(iris), default, named)


def resolved(prologue: str, terms: tuple[str, ...]) -> tuple[str, ...]:
    """The IRIs that `<…>` and `ex:name` mean under `prologue`. Raises QueryError for an unknown prefix."""
    if not terms:
        return ()
    asked = " ".join(f"({term} AS ?resolved{number})" for number, term in enumerate(terms))
    try:
        (row,) = Scratch().query(f"{prologue}SELECT {asked} {{}}")
    except SyntaxError as error:
        raise QueryError(f"The query is malformed: {' '.join(str(error).split())[:200]}.") from error
    return tuple(row[number].value for number in range(len(terms)))


def _targets(text: str, shape: Outline) -> tuple[tuple[str, ...], str]:
    """The terms after DESCRIBE, and the text after them (without its FROM clauses where it has no pattern)."""
    terms, index = [], shape.head + 1
    while index < len(shape.tokens) and (shape.tokens[index].kind in ("iri", "pname", "variable") or shape.tokens[index].text == "*"):
        terms.append(shape.tokens[index].text)
        index += 1
    if not terms:
        raise QueryError(f"The query is malformed at {place(text, shape.tokens[shape.head].end)}: DESCRIBE of what?")
    pattern = any(token.text == "{" for token in shape.tokens[index:])
    if not pattern and any(term[0] in "?$*" for term in terms):
        raise QueryError("DESCRIBE of a variable needs a pattern: DESCRIBE ?x WHERE { … }.")
    if not pattern and any(not token.is_word("from", "named") and token.kind not in ("iri", "pname") for token in shape.tokens[index:]):
        raise QueryError(f"The query is malformed at {place(text, shape.tokens[index].begin)}: {shape.tokens[index].text[:40]!r} is not expected.")
    return tuple(terms), text[shape.tokens[index].begin :] if pattern else ""
