"""`kg validate`: checks RDF files, or the store, against the shapes."""

from pathlib import Path

import click

from kg.cli.options import opened, settings, store_option
from kg.validate import load_files, problems, report


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE…]", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(("text", "turtle", "json")), default="text", show_default=True)
@store_option
def validate(files: tuple[Path, ...], format_: str, location: str | None) -> int:
    """Checks each RDF FILE, or what the store has published, against the shapes.

    Violations are wrong, warnings poor, and notices name what is not stated. Exit code 1 on a violation only.

    \b
    Example:  kg validate talks.ttl
              kg validate --format json
    """
    if files:
        found = problems(load_files(files))
    else:
        with opened(settings(location)) as store:
            found = problems(store.quads(store.published))
    click.echo(report(found, format_), nl=False)
    return 1 if any(problem.severity == "violation" for problem in found) else 0
