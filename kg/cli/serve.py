"""`kg serve`: the web site and the SPARQL endpoint."""

import click
import waitress

from kg.cli.options import settings, store_option
from kg.errors import UsageError
from kg.sparql import Limits

THREADS = Limits().workers + Limits().queue + 8
"""Visitors' queries, running and waiting, can take all threads but eight: pages are answered whatever is asked."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=5000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@store_option
def serve(host: str, port: int, location: str | None) -> int:
    """Serves the web site and the SPARQL endpoint until it is interrupted.

    \b
    Example:  kg serve --port 8080
    """
    # Imported here: Flask and the templates take a third of a second that no other verb should wait for.
    from web import create_app

    app = create_app(settings(location))
    try:
        server = waitress.create_server(app, host=host, port=port, ident="talkgraph", threads=THREADS)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"Cannot listen at {host}:{port}: {reason}. Name another with --host or --port.") from error
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"talkgraph is served at http://{shown}:{server.effective_port}/  (Ctrl-C ends it)", err=True)
    try:
        server.run()
    finally:
        server.close()
    return 0
