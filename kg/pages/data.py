"""The data of one thing, as bytes in the format asked for."""

from kg.formats import write
from kg.pages.rows import Site

FORMATS = {"ttl": "turtle", "jsonld": "jsonld", "nt": "ntriples", "rdf": "rdfxml"}
"""The name of each format by the suffix of its address."""


def thing_data(site: Site, type_: str, id_: str, suffix: str) -> bytes:
    """What the published graph says of a thing and its parts; the same statements in each format."""
    return write(site.store.describe(site.iris.thing(type_, id_).value), FORMATS[suffix])
