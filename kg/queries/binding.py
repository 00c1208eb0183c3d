"""Values into queries: `$name` becomes the term's own notation, wherever SPARQL reads it as a variable."""

import re
from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import UsageError
from kg.queries.library import Parameter, SavedQuery
from kg.queries.syntax import tokens

XSD = "http://www.w3.org/2001/XMLSchema#"
_FORMS = {
    "integer": (re.compile(r"[+-]?\d{1,18}", re.ASCII), "a whole number, as 12"),
    "year": (re.compile(r"\d{4}", re.ASCII), "a year of four digits, as 2025"),
    "date": (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII), "a date, as 2025-02-20"),
}


def bind(text: str, parameters: Mapping[str, NamedNode | Literal]) -> str:
    """`text` with each `$name` of `parameters` replaced by its term; strings, comments, IRIs and `?name` stay.

    A term is written by pyoxigraph, so no value can end the string or the IRI it stands in. Raises QueryError for a
    text that is no SPARQL, and UsageError for a blank node, which would be a wildcard.
    """
    parts, offset = [], 0
    for token in tokens(text):
        if token.kind == "variable" and token.text[0] == "$" and token.text[1:] in parameters:
            value = parameters[token.text[1:]]
            if isinstance(value, BlankNode):
                raise UsageError(f"The parameter {token.text[1:]} is a blank node; give an IRI or a value.")
            parts += [text[offset : token.begin], _written(value)]
            offset = token.end
    return "".join((*parts, text[offset:]))


def _written(value: NamedNode | Literal) -> str:
    # A whole number stands bare: LIMIT and OFFSET take no other notation.
    if isinstance(value, Literal) and value.datatype.value == XSD + "integer" and _FORMS["integer"][0].fullmatch(value.value):
        return value.value
    return str(value)


def parameter_values(query: SavedQuery, given: Mapping[str, str]) -> dict[str, NamedNode | Literal]:
    """The terms of a query's parameters: `given` as the user wrote them, else their defaults. Raises UsageError."""
    declared = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in declared:
            known = ", ".join(declared) or "none"
            raise UsageError(f"The query {query.name} has no parameter {name!r}; it has: {known}.")
    values = {}
    for name, parameter in declared.items():
        text = given.get(name, parameter.default)
        if text is None:
            raise UsageError(f"The query {query.name} needs --param {name}=… ({parameter.type}).")
        values[name] = _term(parameter, text)
    return values


def _term(parameter: Parameter, text: str) -> NamedNode | Literal:
    if parameter.type == "iri":
        try:
            return NamedNode(text.removeprefix("<").removesuffix(">"))
        except ValueError as error:
            raise UsageError(f"--param {parameter.name}={text[:80]}: it must be an IRI, as https://example.org/id/person/ab.") from error
    if parameter.type == "string":
        try:
            return Literal(text)
        except ValueError as error:
            raise UsageError(f"--param {parameter.name}: the value is not valid Unicode text.") from error
    pattern, wanted = _FORMS[parameter.type]
    if not pattern.fullmatch(text):
        raise UsageError(f"--param {parameter.name}={text[:80]}: it must be {wanted}.")
    datatype = "integer" if parameter.type == "year" else parameter.type
    return Literal(text, datatype=NamedNode(XSD + datatype))
