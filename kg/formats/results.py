"""Answers in the formats that users and visitors ask for, by name or by media type."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import UsageError
from kg.formats.answers import Answer, Solutions
from kg.formats.feeds import atom, calendar
from kg.formats.rdf import write
from kg.formats.tables import comma_separated, tab_separated, table
from kg.formats.xmltext import printable

_RESULTS = "http://www.w3.org/2005/sparql-results#"
_PLAIN = "http://www.w3.org/2001/XMLSchema#string"
GRAPH_FORMS = ("construct", "describe")


@dataclass(frozen=True, slots=True)
class Format:
    """A format of answers: its name, its media type, and the forms of query it can hold the answer of."""

    name: str
    media_type: str
    forms: tuple[str, ...]


FORMATS = {
    entry.name: entry
    for entry in (
        Format("json", "application/sparql-results+json", ("select", "ask")),
        Format("xml", "application/sparql-results+xml", ("select", "ask")),
        Format("csv", "text/csv", ("select", "ask")),
        Format("tsv", "text/tab-separated-values", ("select", "ask")),
        Format("table", "text/plain", ("select", "ask")),
        Format("ics", "text/calendar", ("select",)),
        Format("atom", "application/atom+xml", ("select",)),
        Format("turtle", "text/turtle", GRAPH_FORMS),
        Format("ntriples", "application/n-triples", GRAPH_FORMS),
        Format("jsonld", "application/ld+json", GRAPH_FORMS),
        Format("rdfxml", "application/rdf+xml", GRAPH_FORMS),
        Format("nquads", "application/n-quads", GRAPH_FORMS),
        Format("trig", "application/trig", GRAPH_FORMS),
    )
}
"""Every format of an answer by its name; the first that holds a form is that form's default for programs."""


def format_for(name: str | None, form: str) -> Format:
    """The format of that name or media type for answers of a form (select, ask, construct, describe).

    None is the form's default: json or turtle. Raises UsageError where there is none, or it cannot hold such an answer.
    """
    fitting = [entry for entry in FORMATS.values() if form in entry.forms]
    if name is None:
        return fitting[0]
    for entry in fitting:
        if name in (entry.name, entry.media_type):
            return entry
    raise UsageError(f"The answer to {form.upper()} cannot be written as {name}; it can be {', '.join(entry.name for entry in fitting)}.")


def form_of(answer: Answer) -> str:
    """The form of query that has such an answer: select, ask or construct."""
    if isinstance(answer, bool):
        return "ask"
    return "select" if isinstance(answer, Solutions) else "construct"


def render(answer: Answer, name: str) -> bytes:
    """An answer in the format of that name or media type. Raises UsageError where it cannot be written so."""
    entry = format_for(name, form_of(answer))
    if isinstance(answer, bool):
        return _VERDICTS[entry.name](answer)
    if isinstance(answer, Solutions):
        return _TABLES[entry.name](answer).encode()
    return write(answer, entry.name)


def _json(solutions: Solutions) -> str:
    bindings = [{name: _json_term(row[name]) for name in solutions.variables if row[name] is not None} for row in solutions]
    return json.dumps({"head": {"vars": list(solutions.variables)}, "results": {"bindings": bindings}}, ensure_ascii=False) + "\n"


def _json_term(term: NamedNode | BlankNode | Literal) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"type": "uri" if isinstance(term, NamedNode) else "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    datatype = term.datatype.value
    return {"type": "literal", "value": term.value} | ({} if datatype == _PLAIN else {"datatype": datatype})


def _xml(solutions: Solutions) -> str:
    root = ET.Element("sparql", xmlns=_RESULTS)
    head = ET.SubElement(root, "head")
    for name in solutions.variables:
        ET.SubElement(head, "variable", name=name)
    results = ET.SubElement(root, "results")
    for row in solutions:
        result = ET.SubElement(results, "result")
        for name in solutions.variables:
            if row[name] is not None:
                _xml_term(ET.SubElement(result, "binding", name=name), row[name])
    return _document(root)


def _xml_term(binding: ET.Element, term: NamedNode | BlankNode | Literal) -> None:
    found = _json_term(term)
    element = ET.SubElement(binding, found["type"])
    element.text = printable(found["value"])
    for key in ("datatype", "xml:lang"):
        if key in found:
            element.set(key, found[key])


def _xml_verdict(answer: bool) -> bytes:
    root = ET.Element("sparql", xmlns=_RESULTS)
    ET.SubElement(root, "head")
    ET.SubElement(root, "boolean").text = str(answer).lower()
    return _document(root).encode()


def _document(root: ET.Element) -> str:
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _word(answer: bool) -> bytes:
    return f"{str(answer).lower()}\n".encode()


_TABLES: dict[str, Callable[[Solutions], str]] = {
    "json": _json,
    "xml": _xml,
    "csv": comma_separated,
    "tsv": tab_separated,
    "table": table,
    "ics": calendar,
    "atom": atom,
}
_VERDICTS: dict[str, Callable[[bool], bytes]] = {
    "json": lambda answer: json.dumps({"head": {}, "boolean": answer}).encode() + b"\n",
    "xml": _xml_verdict,
    "csv": _word,
    "tsv": _word,
    "table": _word,
}
