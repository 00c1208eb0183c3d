"""`kg export`: the published graph as a file."""

import os
import sys
import tempfile
from pathlib import Path

import click
from pyoxigraph import Quad

from kg.cli.options import opened, settings, store_option
from kg.config import check_base
from kg.errors import UsageError
from kg.formats import facts, rebase, write
from kg.iris import Iris
from kg.store import Store

FORMATS = ("turtle", "nquads", "jsonld", "rdfxml")


@click.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; else standard output.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="turtle", show_default=True)
@click.option("--profile", type=click.Choice(("full", "facts")), default="full", show_default=True, help="facts leaves out abstracts and the prose of biographies.")
@click.option("--only", metavar="IRI", help="Only what is said of this thing and its parts.")
@click.option("--base", metavar="IRI", help="Move ids and graph names to this address.")
@store_option
def export(output: Path | None, format_: str, profile: str, only: str | None, base: str | None, location: str | None) -> int:
    """Prints the published graph, byte for byte the same for the same documents.

    The words each fact was read from stand in the graphs of readings, which `kg query evidence-of` and the site show.

    \b
    Example:  kg export -o talks.ttl
              kg export --profile facts --format nquads -o facts.nq
    """
    config = settings(location)
    if base is not None:
        check_base("--base", base)
    with opened(config) as store:
        statements = store.quads(store.published) if only is None else _only(store, only, config.base_iri)
        if profile == "facts":
            statements = facts(statements)
        if base is not None:
            statements = rebase(statements, config.base_iri, base)
        if format_ != "nquads":
            # Only N-Quads says in which graph a statement stands: a reader of one graph finds them all.
            statements = (statement.triple for statement in statements)
        data = write(statements, format_)
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        _replace(output, data)
        click.echo(f"Wrote {output} ({len(data):,} bytes).", err=True)
    return 0


def _only(store: Store, iri: str, base: str) -> list[Quad]:
    if Iris(base).parse(iri) is None:
        raise UsageError(f"--only {iri}: it must be the address of a thing, as {base}id/talk/….")
    found = store.describe(iri)
    if not found:
        raise UsageError(f"--only {iri}: nothing is published under this address.")
    return [Quad(*triple, store.published) for triple in found]


def _replace(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all: a harvester never sees half of it."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            file.write(data)
        os.chmod(file.name, 0o644)
        os.replace(file.name, path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}.") from error
