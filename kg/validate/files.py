"""RDF files to check."""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from kg.errors import SourceError, UsageError
from kg.formats import parse_file


def load_files(paths: Iterable[Path | str]) -> tuple[Quad, ...]:
    """The statements of RDF files, in order; the blank nodes of one file are not those of another.

    The format is told by the extension. Nothing is fetched: a JSON-LD file must hold its context. Raises UsageError,
    with the file and the line, for a file that is missing, of unknown format or malformed.
    """
    return tuple(_apart(quad, number) for number, path in enumerate(paths) for quad in _quads(Path(path)))


def _quads(path: Path) -> list[Quad]:
    if not path.is_file():
        raise UsageError(f"{path} is not a file; name RDF files to check.")
    try:
        return list(parse_file(path))
    except SourceError as error:
        if "LoadDocumentCallback" in str(error):
            raise UsageError(f"{path} names a JSON-LD context at another address, which is not fetched; put the context into the file.") from error
        raise UsageError(str(error)) from error


def _apart(quad: Quad, number: int) -> Quad:
    def own(term):
        return BlankNode(f"f{number}{term.value}") if isinstance(term, BlankNode) else term

    graph = quad.graph_name if isinstance(quad.graph_name, NamedNode) else own(quad.graph_name)
    return Quad(*(own(term) for term in Triple(quad.subject, quad.predicate, quad.object)), graph)
