"""The SPARQL endpoint: the protocol for programs, a plain form and a table for people."""

from flask import Blueprint, Response, make_response, render_template, request

from kg.errors import QueryError, QueryForbidden, TalkgraphError
from kg.pages.lists import example_queries
from kg.pages.sparql import ResultPage, form_of, result_page, service_description
from web.negotiation import RDF_TYPES, preferred
from web.parts import queries, site

blueprint = Blueprint("sparql", __name__)

RESULTS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
GRAPHS = tuple(RDF_TYPES)
CORS = {"Access-Control-Allow-Methods": "GET, POST, OPTIONS", "Access-Control-Allow-Headers": "Accept, Content-Type"}


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Answers a query; without one, the form for a browser and the service description for a program."""
    if "update" in request.values or request.mimetype == "application/sparql-update":
        raise QueryForbidden("This endpoint answers queries; it takes no updates.")
    text = _query()
    if text is None:
        return _bare()
    if _browser():
        return _page(text)
    offered = RESULTS if form_of(text) in ("SELECT", "ASK") else GRAPHS
    answer = queries().run(
        text,
        preferred(offered),
        default_graphs=tuple(request.values.getlist("default-graph-uri")),
        named_graphs=tuple(request.values.getlist("named-graph-uri")),
    )
    response = make_response(answer.body)
    response.headers["Content-Type"] = f"{answer.media_type}; charset=utf-8"
    response.vary.add("Accept")
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
    return "text/html" in request.headers.get("Accept", "") and preferred(("text/html", *RESULTS, *GRAPHS)) == "text/html"


def _bare() -> Response:
    media_type = preferred(("text/html", *GRAPHS))
    if media_type == "text/html":
        response = make_response(render_template("sparql.html", text="", result=None, error=None, queries=example_queries()))
    else:
        response = make_response(service_description(site(), request.base_url, RDF_TYPES[media_type]))
        response.mimetype = media_type
    response.vary.add("Accept")
    return response


def _page(text: str) -> Response:
    result: ResultPage | None = None
    error: TalkgraphError | None = None
    if text.strip():
        try:
            result = result_page(site(), queries(), text)
        except TalkgraphError as problem:
            error = problem
    page = render_template("sparql.html", text=text, result=result, error=error, queries=example_queries())
    response = make_response(page, error.http_status if error else 200)
    response.vary.add("Accept")
    return response
