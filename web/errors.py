"""Errors as answers: a page for a browser, a sentence for a program, never a traceback."""

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from kg.errors import TalkgraphError

SENTENCES = {
    400: "The request cannot be understood.",
    404: "There is nothing at this address.",
    405: "This address does not take that kind of request.",
    406: "None of the formats asked for is on offer here.",
    410: "What stood here was taken out.",
    413: "The request is too large.",
    414: "The address is too long.",
    500: "Something went wrong here. It has been noted in the log; trying again may help.",
}


def register(app: Flask) -> None:
    """Turns the errors of `app` into answers."""

    @app.errorhandler(TalkgraphError)
    def ours(error: TalkgraphError) -> Response:
        return answer(error.http_status, str(error))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        code = error.code or 500
        if error.response is not None or 300 <= code < 400:
            return error.get_response()
        response = answer(code, SENTENCES.get(code, error.description or error.name))
        for name, value in error.get_headers():
            if name.lower() == "allow":
                response.headers[name] = value
        return response

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> Response:
        app.logger.exception("%s %s failed", request.method, request.path, exc_info=error)
        return answer(500, SENTENCES[500])


def answer(status: int, sentence: str) -> Response:
    """A response that says `sentence`: a page where the visitor prefers HTML, else plain text."""
    best = request.accept_mimetypes.best_match(("text/plain", "text/html"))
    if best == "text/html" and "text/html" in request.headers.get("Accept", ""):
        return make_response(render_template("error.html", status=status, sentence=sentence), status)
    response = make_response(sentence + "\n", status)
    response.mimetype = "text/plain"
    return response
