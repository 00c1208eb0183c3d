"""`kg rebuild`: the published graph again from what is stored."""

import json

import click

from kg.archive import open_archive
from kg.cli.options import json_option, opened, progress, settings, store_option
from kg.pipeline import rebuild as rebuild_graph


@click.command()
@json_option
@store_option
def rebuild(as_json: bool, location: str | None) -> int:
    """Makes the published graph again from the stored announcements, authorities and decisions.

    Every stored document is read again with the rules of this version; nothing is fetched.

    \b
    Example:  kg rebuild --store oxigraph:build/store
    """
    config = settings(location)
    archive = open_archive(config)
    if not archive.current().versions:
        with opened(config):
            """A store that is missing is an error here, unless its documents are there to make it from again."""
    with opened(config, write=True) as store:
        report = rebuild_graph(store, archive, config, progress=progress())
    if as_json:
        click.echo(json.dumps(report.form(), ensure_ascii=False, indent=2))
    else:
        click.echo(report.text(), err=True)
    return report.exit_code
