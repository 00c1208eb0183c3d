"""RDF in and out, byte-identical for equal graphs."""

import bz2
import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.errors import SourceError, UsageError
from kg.formats.xmltext import printable
from kg.vocab import PREFIXES, RDF_type, SCHEMA_abstract, TG_biographyText, TG_property

RDF_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""The RDF formats by the names users give them."""

PROSE = frozenset((SCHEMA_abstract, TG_biographyText))
"""What is stated in the words of a source, whose rights they are: abstracts and the prose of biographies."""

_EXTENSIONS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}
_XML_NAME = re.compile(r"[^\W\d][\w.-]*$")
_OPENERS = {".gz": gzip.open, ".bz2": bz2.open}


def order(statement: Triple | Quad) -> tuple:
    """The sort key of a statement: subject, rdf:type before other properties, object (all by code points), graph."""
    predicate = statement.predicate.value
    graph = str(statement.graph_name) if isinstance(statement, Quad) else ""
    return (graph, _rank(statement.subject), statement.predicate != RDF_type, predicate, _rank(statement.object))


def _rank(term: NamedNode | BlankNode | Literal) -> tuple[int, str]:
    if isinstance(term, NamedNode):
        return (0, term.value)
    return (1, str(term)) if isinstance(term, BlankNode) else (2, str(term))


def write(statements: Iterable[Triple | Quad], format: str = "turtle") -> bytes:
    """The statements in an RDF format, byte-identical for equal sets of statements.

    Formats of one graph (turtle, ntriples, rdfxml) leave the graph names out; trig and nquads keep them, and so does
    jsonld. Raises UsageError for an unknown format, or for a property that RDF/XML cannot write.
    """
    if format not in RDF_FORMATS:
        raise UsageError(f"No RDF format is called {format!r}; there are {', '.join(RDF_FORMATS)}.")
    rdf_format = RDF_FORMATS[format]
    unique = set(statements) if rdf_format.supports_datasets else {_triple(statement) for statement in statements}
    prefixes = None if format in ("nquads", "ntriples") else PREFIXES
    if format == "rdfxml":
        unique = {_for_xml(triple) for triple in unique}
        for nameless in sorted({triple.predicate.value for triple in unique if not _XML_NAME.search(triple.predicate.value)}):
            raise UsageError(f"The property {nameless} has no name that XML allows; write another format than rdfxml.")
    try:
        written = pyoxigraph.serialize(sorted(unique, key=order), format=rdf_format, prefixes=prefixes)
        return _sorted_header(written) if format in ("turtle", "trig") else written
    except (OSError, ValueError) as error:
        raise UsageError(f"The statements cannot be written as {format}: {error}.") from error


def _sorted_header(written: bytes) -> bytes:
    """The text with its prefix lines in order: pyoxigraph takes them from a hash table, whose order it does not promise."""
    count = next((number for number, line in enumerate(written.split(b"\n")) if not line.startswith(b"@prefix ")), 0)
    *lines, body = written.split(b"\n", count)
    return b"\n".join((*sorted(lines), b"", body))


def _for_xml(triple: Triple) -> Triple:
    """The triple with a text that XML can hold."""
    value = triple.object
    if not isinstance(value, Literal) or (text := printable(value.value)) == value.value:
        return triple
    clean = Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
    return Triple(triple.subject, triple.predicate, clean)


def _triple(statement: Triple | Quad) -> Triple:
    return statement.triple if isinstance(statement, Quad) else statement


def parse(data: bytes, format: str, *, base: str | None = None) -> Iterator[Quad]:
    """The statements of RDF in a format by its name; those in no graph are in the default graph. Raises SourceError."""
    if format not in RDF_FORMATS:
        raise UsageError(f"No RDF format is called {format!r}; there are {', '.join(RDF_FORMATS)}.")
    return _guarded("The RDF", pyoxigraph.parse(data, format=RDF_FORMATS[format], base_iri=base))


def parse_file(path: Path) -> Iterator[Quad]:
    """The statements of an RDF file, its format told by its extension (.ttl .nt .nq .trig .jsonld .rdf, also .gz, .bz2).

    Raises UsageError for another extension, SourceError where the file cannot be read or is malformed.
    """
    inner = path.with_suffix("") if path.suffix in _OPENERS else path
    if inner.suffix.lower() not in _EXTENSIONS:
        raise UsageError(f"{path}: the extension does not tell an RDF format; use one of {', '.join(_EXTENSIONS)}.")
    opened = _OPENERS.get(path.suffix, open)
    try:
        with opened(path, "rb") as file:
            yield from _guarded(str(path), pyoxigraph.parse(file, format=_EXTENSIONS[inner.suffix.lower()], base_iri=path.resolve().as_uri()))
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error}.") from error


def _guarded(name: str, quads: Iterator[Quad]) -> Iterator[Quad]:
    try:
        yield from quads
    except (SyntaxError, ValueError) as error:
        raise SourceError(f"{name} is malformed: {' '.join(str(error).split())[:300]}.") from error


def rebase(statements: Iterable[Triple | Quad], old: str, new: str) -> Iterator[Triple | Quad]:
    """The statements with the ids and graph names under `old` moved to `new`; no other address changes.

    `old` and `new` are base IRIs that end in `/` or `#`; only `{old}id/…` and `{old}graph/…` are moved.
    """
    for statement in statements:
        moved = Triple(*(_moved(term, old, new) for term in (statement.subject, statement.predicate, statement.object)))
        yield Quad(*moved, _moved(statement.graph_name, old, new)) if isinstance(statement, Quad) else moved


def _moved(term, old: str, new: str):
    if isinstance(term, NamedNode) and term.value.startswith((f"{old}id/", f"{old}graph/")):
        return NamedNode(new + term.value[len(old) :])
    return term


def facts(statements: Iterable[Triple | Quad]) -> Iterator[Triple | Quad]:
    """The statements without abstracts and the prose of biographies, whose rights are their sources'.

    Disagreements about such a text quote it, and are left out whole.
    """
    stated = list(statements)
    quoting = {item.subject for item in stated if item.predicate == TG_property and item.object in PROSE}
    return (item for item in stated if item.predicate not in PROSE and item.subject not in quoting)
