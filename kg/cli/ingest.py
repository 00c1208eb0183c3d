"""`kg ingest`: reads announcements into the store."""

import json

import click

from kg import fetch
from kg.archive import open_archive
from kg.errors import shown
from kg.cli.options import json_option, looked_at, opened, progress, settings, store_option
from kg.pipeline import ingest as ingest_sources


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--url", metavar="URL", help="The address the source is known by (one SOURCE only).")
@click.option("--no-follow", is_flag=True, help="Read a page of the web alone, without its calendar, feed and pages of talks.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and store nothing.")
@json_option
@store_option
def ingest(sources: tuple[str, ...], url: str | None, no_follow: bool, dry_run: bool, as_json: bool, location: str | None) -> int:
    """Reads, identifies, describes, validates, stores and publishes each SOURCE.

    A SOURCE is a file, a folder (read recursively), a URL, '-' (standard input) or 'bundled:' (the announcements that
    come with talkgraph). The same bytes again change nothing; a changed page becomes a new version. A talk with a
    violation is not published, and the report says why. From a page of the web its calendar, its feed and the pages of
    its talks are read as well, as far as robots.txt allows; a page that did not change is not fetched again.

    \b
    Example:  kg ingest bundled:
              kg ingest --url https://example.org/seminar page.html
    """
    config = settings(location)
    if dry_run:
        config = looked_at(config)
    with opened(config, write=not dry_run) as store:
        report = ingest_sources(
            fetch.all_sources(sources, config, url=url),
            store,
            open_archive(config),
            config,
            follow=not no_follow,
            dry_run=dry_run,
            progress=progress(),
        )
    if as_json:
        click.echo(json.dumps(report.form(), ensure_ascii=False, indent=2))
    else:
        click.echo(shown(report.text(), lines=True), err=True)
    return report.exit_code
