"""The parts of the application that requests work with."""

from flask import current_app

from kg.archive import Archive
from kg.config import Config
from kg.pages.rows import Site
from kg.sparql import QueryService


def site() -> Site:
    """The store that pages ask, and the address its ids start with."""
    return current_app.extensions["talkgraph"]["site"]


def archive() -> Archive:
    """Where the stored texts are."""
    return current_app.extensions["talkgraph"]["archive"]


def config() -> Config:
    """The settings the application was made with."""
    return current_app.extensions["talkgraph"]["config"]


def queries() -> QueryService:
    """What runs visitors' queries."""
    return current_app.extensions["talkgraph"]["queries"]
