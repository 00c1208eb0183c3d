"""The addresses of things and their data."""

from flask import Blueprint, Response, abort, make_response, redirect

from kg.pages.data import FORMATS, thing_data
from kg.pages.document import shown_text
from kg.pages.things import TYPES
from web.negotiation import RDF_TYPES, preferred
from web.pages import found
from web.parts import archive, site

blueprint = Blueprint("data", __name__)
_TYPE = f"<any({','.join(TYPES)}):type_>"
_MEDIA = {suffix: media_type for media_type, suffix in RDF_TYPES.items()}


@blueprint.get(f"/id/{_TYPE}/<id_>")
def thing(type_: str, id_: str) -> Response:
    """303 to the page of a thing or to its data, as the Accept header says."""
    label = found(type_, id_)
    media_type = preferred(("text/html", *RDF_TYPES))
    page = f"/{type_}/{id_}/{site().iris.slug(label)}"
    target = page if media_type == "text/html" else f"/data/{type_}/{id_}.{RDF_TYPES[media_type]}"
    response = redirect(target, 303)
    response.vary.add("Accept")
    return response


@blueprint.get(f"/data/{_TYPE}/<id_>.<suffix>")
def thing_file(type_: str, id_: str, suffix: str) -> Response:
    """The data of a thing; for a document also its stored text, which evidence points into."""
    found(type_, id_)
    if type_ == "doc" and suffix == "txt":
        return _text(id_)
    if suffix not in FORMATS:
        abort(404)
    response = make_response(thing_data(site(), type_, id_, suffix))
    response.mimetype = _MEDIA[suffix]
    response.headers["Link"] = f'</id/{type_}/{id_}>; rel="describes"'
    return response


def _text(id_: str) -> Response:
    text = archive().text(id_)
    if text is None:
        abort(404)
    rights = archive().text_rights(id_)
    if rights == "none":
        abort(403, "The source does not let the text of this document be shown; what was read from it is on its page.")
    response = make_response(shown_text(site(), id_, text, rights))
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    return response
