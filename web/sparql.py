"""The SPARQL endpoint: the protocol for programs, a plain form and a table for people."""

from flask import Blueprint, Response, make_response, render_template, request

from kg.errors import QueryError, QueryForbidden, TalkgraphError
from kg.pages.examples import example_queries
from kg.pages.sparql import ResultPage, form_of, result_page, service_description
from web.negotiation import RDF_TYPES, named, preferred
from web.parts import queries, site

blueprint = Blueprint("sparql", __name__)

RESULTS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""The media types of tables and verdicts, by the name they have as `?format=`."""

DOWNLOADS = {True: (("csv", "CSV"), ("tsv", "TSV"), ("json", "JSON"), ("xml", "XML")),
             False: (("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("nt", "N-Triples"), ("rdf", "RDF/XML"))}  # fmt: skip
"""What an answer can be taken as: a table (True) or a graph (False)."""


@blueprint.route("/sparql", methods=["GET", "POST", "OPTIONS"], provide_automatic_options=False)
def sparql() -> Response:
    """Answers a query; without one, the form for a browser and the service description for a program."""
    if request.method == "OPTIONS":
        return _preflight()
    if "update" in request.values or request.mimetype == "application/sparql-update":
        raise QueryForbidden("This endpoint answers queries; it takes no updates.")
    text = _query()
    if text is None:
        return _bare()
    form = form_of(text) if text.strip() else ""
    if form == "UPDATE":
        raise QueryForbidden("This endpoint answers queries; it takes no updates.")
    wanted = request.values.get("format")
    if not named(wanted, RESULTS | RDF_TYPES) and _browser():
        return _page(text)
    offered = RESULTS if form in ("SELECT", "ASK") else RDF_TYPES
    answer = queries().run(
        text,
        named(wanted, offered) or preferred(tuple(offered)),
        default_graphs=tuple(request.values.getlist("default-graph-uri")),
        named_graphs=tuple(request.values.getlist("named-graph-uri")),
    )
    response = make_response(answer.body)
    response.headers["Content-Type"] = f"{answer.media_type}; charset=utf-8"
    response.vary.add("Accept")
    return response


def _preflight() -> Response:
    response = make_response("", 204)
    response.headers["Allow"] = "GET, HEAD, OPTIONS, POST"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _query() -> str | None:
    if request.method == "POST" and request.mimetype == "application/sparql-query":
        try:
            return request.get_data().decode("utf-8")
        except UnicodeDecodeError as error:
            raise QueryError("The query is not UTF-8.") from error
    given = request.form.getlist("query") if request.method == "POST" else request.args.getlist("query")
    if len(given) > 1:
        raise QueryError("A request holds one query; this one holds several.")
    if request.method == "POST" and not given:
        raise QueryError("The request holds no query: send one as the parameter 'query' or as application/sparql-query.")
    return given[0] if given else None


def _browser() -> bool:
    html = "text/html" in request.headers.get("Accept", "")
    return html and preferred(("text/html", *RESULTS, *RDF_TYPES)) == "text/html"


def _bare() -> Response:
    media_type = preferred(("text/html", *RDF_TYPES))
    if media_type == "text/html":
        return _rendered("", None, None)
    response = make_response(service_description(site(), request.base_url, RDF_TYPES[media_type]))
    response.mimetype = media_type
    response.vary.add("Accept")
    return response


def _page(text: str) -> Response:
    if not text.strip():
        return _rendered("", None, None)
    try:
        return _rendered(text, result_page(site(), queries(), text), None)
    except TalkgraphError as error:
        return _rendered(text, None, error)


def _rendered(text: str, result: ResultPage | None, error: TalkgraphError | None) -> Response:
    downloads = DOWNLOADS[result.text is None] if result else ()
    page = render_template(
        "sparql.html", text=text, result=result, error=error, queries=example_queries(site()), downloads=downloads
    )
    response = make_response(page, error.http_status if error else 200)
    response.vary.add("Accept")
    return response
