"""`kg harvest`: asks the sources for news."""

import json
from pathlib import Path

import click

from kg.archive import open_archive
from kg.cli.options import json_option, looked_at, opened, progress, settings, store_option
from kg.config import resource
from kg.errors import UsageError, shown
from kg.fetch import Web
from kg.model.source import SourceSettings
from kg.pipeline import HarvestReport
from kg.pipeline import harvest as harvest_sources
from kg.sources import load_sources


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME…]")
@click.option("--sources", "folder", metavar="DIR", help="The folder of the sources' TOML files; else data/sources.")
@click.option("--dry-run", is_flag=True, help="Ask, say what would change, and store nothing.")
@json_option
@store_option
def harvest(names: tuple[str, ...], folder: str | None, dry_run: bool, as_json: bool, location: str | None) -> int:
    """Fetches and ingests what changed at the sources NAME…, or at all of data/sources/*.toml.

    Each page is asked for news only, with what it leads to: its calendar, its feed, the pages of its talks. What became
    of a talk (changed, moved, cancelled, no longer listed) and of a page (last seen, gone) is kept as its history. A
    source that cannot be fetched stops none of the others; the exit code is then 3.

    \b
    Example:  kg harvest
              kg harvest --dry-run geometry-seminar
    """
    place = Path(folder) if folder is not None else _default_folder()
    chosen = _chosen(load_sources(place) if folder is not None or place.is_dir() else (), names, place)
    if not chosen:
        click.echo(
            f"There is no source in {place}: copy an example there (seminar.toml.example) to NAME.toml and put your address"
            " in; docs/harvest.md says more.",
            err=True,
        )
        if as_json:
            click.echo(json.dumps(HarvestReport().form(), indent=2))
        return 0
    config = settings(location)
    if dry_run:
        config = looked_at(config)
    with opened(config, write=not dry_run) as store:
        web = Web(config)
        try:
            report = harvest_sources(
                chosen, store, open_archive(config), config, web=web, dry_run=dry_run, progress=progress()
            )
        finally:
            web.close()
    if as_json:
        click.echo(json.dumps(report.form(), ensure_ascii=False, indent=2))
    else:
        click.echo(shown(report.text(), lines=True), err=True)
    return report.exit_code


def _default_folder() -> Path:
    """The sources of the folder this is run in, else those that come with talkgraph."""
    here = Path("data/sources")
    return here if here.is_dir() else resource("data") / "sources"


def _chosen(known: tuple[SourceSettings, ...], names: tuple[str, ...], place: Path) -> tuple[SourceSettings, ...]:
    """The sources of these names, in the order of their files; all without names. Raises UsageError."""
    missing = sorted(set(names) - {source.name for source in known})
    if missing:
        there = ", ".join(source.name for source in known) or "none"
        raise UsageError(f"There is no source {', '.join(missing)} in {place}; there are: {there}.")
    return tuple(source for source in known if not names or source.name in names)
