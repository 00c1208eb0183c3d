"""What the query page shows, and how the endpoint describes itself."""

import json
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.formats import write
from kg.pages.data import FORMATS
from kg.pages.facts import address, short
from kg.pages.model import Ref
from kg.pages.rows import Site
from kg.queries.syntax import outline
from kg.sparql import QueryService
from kg.vocab import PREFIXES, RDF_type

SHOWN = 500
"""Rows a page shows; the whole answer is a download."""

SHOWN_TEXT = 60_000
"""Characters of a graph that a page shows."""

LONGEST = 2_000
"""Characters of one value that a page shows."""

_SD = PREFIXES["sd"]
_FORMAT = "http://www.w3.org/ns/formats/"


@dataclass(frozen=True, slots=True)
class ResultPage:
    """An answer as a table, as the text of a graph, or as yes or no; `total` counts all rows, or all characters."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Ref | None, ...], ...] = ()
    total: int = 0
    text: str | None = None
    verdict: bool | None = None


def form_of(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE: what kind of query a text is. Raises QueryError where it is none."""
    return outline(text).form.upper()


def result_page(site: Site, service: QueryService, text: str) -> ResultPage:
    """The answer to a visitor's query, within the bounds of the service."""
    if form_of(text) in ("CONSTRUCT", "DESCRIBE"):
        graph = service.run(text, "text/turtle").body.decode("utf-8")
        return ResultPage(text=graph[:SHOWN_TEXT], total=len(graph))
    answer = json.loads(service.run(text, "application/sparql-results+json").body)
    if "boolean" in answer:
        return ResultPage(verdict=answer["boolean"])
    columns = tuple(answer["head"]["vars"])
    bindings = answer["results"]["bindings"]
    rows = tuple(tuple(_shown(site, row.get(name)) for name in columns) for row in bindings[:SHOWN])
    return ResultPage(columns, rows, len(bindings))


def _shown(site: Site, term: dict[str, str] | None) -> Ref | None:
    if term is None:
        return None
    if term["type"] == "uri":
        return Ref(short(term["value"])[:LONGEST], site.path(term["value"]) or address(term["value"]).path)
    return Ref(term["value"] if len(term["value"]) <= LONGEST else term["value"][:LONGEST] + "…")


def service_description(site: Site, endpoint: str, suffix: str) -> bytes:
    """The endpoint in the words of SPARQL 1.1 Service Description, at the address it was asked at."""
    service = NamedNode(f"{site.iris.base}sparql#service")
    dataset = NamedNode(f"{site.iris.base}sparql#dataset")
    graph = NamedNode(f"{site.iris.base}sparql#default-graph")

    def sd(name: str) -> NamedNode:
        return NamedNode(_SD + name)

    statements = [
        Triple(service, RDF_type, sd("Service")),
        Triple(service, sd("endpoint"), NamedNode(endpoint)),
        Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        Triple(service, sd("defaultDataset"), dataset),
        Triple(dataset, RDF_type, sd("Dataset")),
        Triple(dataset, sd("defaultGraph"), graph),
        Triple(graph, RDF_type, sd("Graph")),
        Triple(graph, NamedNode(PREFIXES["void"] + "triples"), Literal(_size(site))),
    ]
    results = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
    formats = (*results, "Turtle", "N-Triples", "RDF_XML", "JSON-LD")
    statements += [Triple(service, sd("resultFormat"), NamedNode(_FORMAT + name)) for name in formats]
    return write(statements, FORMATS[suffix])


def _size(site: Site) -> int:
    return int(site.ask("size").rows[0]["count"])
