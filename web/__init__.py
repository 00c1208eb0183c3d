"""The web site and the endpoints of talkgraph: `create_app` makes the Flask application."""

from flask import Flask

from kg.archive import open_archive
from kg.config import Config, from_environment
from kg.iris import Iris
from kg.pages.rows import Site
from kg.sparql import QueryService
from kg.store import open_store
from web import data, errors, headers, pages, sparql


def create_app(config: Config | None = None) -> Flask:
    """The application over the store of `config` (by default the environment's). Raises StoreError without a store."""
    config = config or from_environment()
    app = Flask(__name__)
    app.json.sort_keys = False
    app.extensions["talkgraph"] = {
        "config": config,
        "site": Site(open_store(config.store, config=config), Iris(config.base_iri)),
        "archive": open_archive(config),
        "queries": QueryService(config.store, config),
    }
    for part in (pages, data, sparql):
        app.register_blueprint(part.blueprint)
    errors.register(app)
    headers.register(app)
    return app
