"""`kg stats`: what is in the store, and what is missing."""

import json
from dataclasses import asdict

import click

from kg.cli.options import json_option, opened, settings, store_option
from kg.pipeline import stats as count


@click.command()
@json_option
@store_option
def stats(as_json: bool, location: str | None) -> int:
    """Prints how many talks, people and institutions there are, and what is missing.

    \b
    Example:  kg stats --json
    """
    with opened(settings(location)) as store:
        counted = asdict(count(store))
    if as_json:
        click.echo(json.dumps(counted, indent=2))
        return 0
    width = max(map(len, counted))
    for name, number in counted.items():
        click.echo(f"{name.replace('_', ' '):<{width}}  {number:>8}")
    return 0
