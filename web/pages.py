"""The pages: home, lists, things, documents, problems, the vocabulary, about."""

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request
from werkzeug.exceptions import Gone as GoneError

from kg.errors import UsageError
from kg.pages import vocabulary
from kg.pages.document import document_page
from kg.pages.examples import plain_queries
from kg.pages.lists import LISTS, events_table, home_page, list_page
from kg.pages.problems import problems_page
from kg.pages.things import PAGES, Gone, exists, thing_page
from web.negotiation import preferred
from web.parts import archive, site

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> str:
    """The home page."""
    return render_template("home.html", page=home_page(site()), queries=plain_queries())


@blueprint.get(f"/<any({','.join(LISTS)}):name>")
def listing(name: str) -> str:
    """A list, fifty at a time, narrowed to what matches `q`."""
    page = list_page(site(), name, _number(request.args.get("page", "1")), " ".join(request.args.get("q", "").split()))
    events = events_table(site(), page.wanted) if name == "series" and page.number == 1 else None
    return render_template("list.html", page=page, events=events)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 7:
        raise UsageError(f"'{text[:20]}' is no page number.")
    return int(text)


def found(type_: str, id_: str) -> str:
    """The label of a thing; a redirect to what took its place, 410 where nothing did, 404 where there never was one."""
    label = exists(site(), type_, id_)
    if isinstance(label, Gone):
        if label.path:
            abort(redirect(label.path, 301))
        raise GoneError()
    if label is None:
        abort(404)
    return label


@blueprint.get(f"/<any({','.join(PAGES)}):type_>/<id_>", defaults={"slug": None})
@blueprint.get(f"/<any({','.join(PAGES)}):type_>/<id_>/", defaults={"slug": ""})
@blueprint.get(f"/<any({','.join(PAGES)}):type_>/<id_>/<slug>")
def thing(type_: str, id_: str, slug: str | None) -> str | Response:
    """The page of a thing; another slug than today's leads there."""
    label = found(type_, id_)
    if slug != site().iris.slug(label):
        return redirect(f"/{type_}/{id_}/{site().iris.slug(label)}", 301)
    return render_template("thing.html", page=thing_page(site(), type_, id_))


@blueprint.get("/doc/<id_>", defaults={"slug": None})
@blueprint.get("/doc/<id_>/", defaults={"slug": ""})
@blueprint.get("/doc/<id_>/<slug>")
def document(id_: str, slug: str | None) -> str | Response:
    """The page of a document: its text with every fact marked."""
    label = found("doc", id_)
    if slug != site().iris.slug(label):
        return redirect(f"/doc/{id_}/{site().iris.slug(label)}", 301)
    return render_template("document.html", page=document_page(site(), id_, archive().text(id_), archive().text_rights(id_)))


@blueprint.get("/problems")
def problems() -> str:
    """What the shapes found, in sentences, by source."""
    return render_template("problems.html", page=problems_page(site()))


@blueprint.get("/about")
def about() -> str:
    """What this is."""
    return render_template("about.html", base=site().iris.base)


@blueprint.get("/<any(ontology,shapes):name>")
def vocabulary_page(name: str) -> str | Response:
    """The ontology or the shapes: a page for people, Turtle for machines."""
    if preferred(("text/html", "text/turtle")) == "text/turtle":
        response = make_response(vocabulary.file(name))
        response.mimetype = "text/turtle"
        response.vary.add("Accept")
        return response
    shown = {"terms": vocabulary.terms()} if name == "ontology" else {"shapes": vocabulary.shapes()}
    response = make_response(render_template(f"{name}.html", **shown))
    response.vary.add("Accept")
    return response


@blueprint.get("/ontology.ttl", defaults={"name": "ontology"})
@blueprint.get("/shapes.ttl", defaults={"name": "shapes"})
def vocabulary_file(name: str) -> Response:
    """The Turtle of the ontology or the shapes."""
    response = make_response(vocabulary.file(name))
    response.mimetype = "text/turtle"
    return response


@blueprint.get("/healthz")
def health() -> Response:
    """Says that the site answers and its store does."""
    exists(site(), "talk", "any")
    response = make_response("ok\n")
    response.mimetype = "text/plain"
    return response
