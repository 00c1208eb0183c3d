"""`kg extract`: prints what was read from announcements, storing nothing."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import click

from kg import fetch
from kg.cli.explain import explained
from kg.cli.options import progress, settings
from kg.cli.paper import paper
from kg.cli.reading import document_of
from kg.config import Config
from kg.errors import SourceError, UsageError, shown
from kg.extract import extract as extract_announcement
from kg.extract.form import to_form
from kg.fetch import Source
from kg.model.source import SourceSettings
from kg.pipeline.ahead import AT_LEAST, forms_ahead
from kg.pipeline.reading import UNFORESEEN, unread
from kg.sources import load_source


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--url", metavar="URL", help="The address the source is known by (one SOURCE only).")
@click.option("--source", "stated", type=click.Path(path_type=Path), metavar="FILE", help="The settings of the source, as in data/sources.")
@click.option("--no-text", is_flag=True, help="Leave out the stored text that the offsets point into.")
@click.option("--explain", is_flag=True, help="Show the text with what was read where, for a person, in place of JSON.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, which is what is printed anyway unless --explain is given.")
def extract(sources: tuple[str, ...], url: str | None, stated: Path | None, no_text: bool, explain: bool, as_json: bool) -> int:
    """Prints what was read from each SOURCE as JSON, storing nothing; with --explain shows it to a person.

    A SOURCE is a file, a folder (read recursively), a URL, '-' (standard input) or 'bundled:'. One source gives one
    object; several give one object a line.

    \b
    Example:  kg extract --no-text announcement.html
              kg extract --explain announcement.html
    """
    if explain and (as_json or no_text):
        raise UsageError("--explain shows the text to a person: leave out --json and --no-text, or leave out --explain.")
    config = settings()
    known = load_source(stated) if stated else None
    found = list(fetch.all_sources(sources, config, url=url))
    if explain:
        return _each(found, lambda source: _explain(source, config, known))
    if len(found) >= AT_LEAST and known is None:
        return _many(found, config, with_text=not no_text)
    return _each(found, lambda source: _print(_form(source, config, known, with_text=not no_text), alone=len(found) == 1))


def _each(found: list[Source], show: Callable[[Source], None]) -> int:
    """Shows source after source; the exit code."""
    worst = 0
    for source in found:
        try:
            show(source)
        except (SourceError, *UNFORESEEN) as raised:
            if isinstance(raised, BrokenPipeError):
                raise
            error = unread(source.name, raised)
            click.echo(f"Error: {error}", err=True)
            worst = max(worst, error.exit_code)
    return worst


def _explain(source: Source, config: Config, known: SourceSettings | None) -> None:
    document = document_of(source, config)
    sheet = paper()
    for line in explained(source.name, document, extract_announcement(document, known), sheet):
        click.echo(line, color=sheet.colour)
    click.echo()


def _form(source: Source, config: Config, known: SourceSettings | None, *, with_text: bool) -> dict:
    document = document_of(source, config)
    return to_form(document, extract_announcement(document, known), source=source.name, with_text=with_text)


def _many(found: list[Source], config: Config, *, with_text: bool) -> int:
    """Prints what several processes read, in the order of the sources, and at the end what failed; the exit code."""
    tell = progress()
    failed: list[SourceError] = []
    for number, (source, answer) in enumerate(forms_ahead(found, config, with_text=with_text), 1):
        if isinstance(answer, SourceError):
            failed.append(answer)
        else:
            _print(answer, alone=False)
        tell(f"Read {number:,} of {len(found):,}" + (f", {len(failed):,} failed" if failed else "") + f": {source.name}")
    tell("")
    for error in failed:
        click.echo(f"Error: {error}", err=True)
    return max((error.exit_code for error in failed), default=0)


def _print(form: dict, *, alone: bool) -> None:
    json.dump(form, sys.stdout, ensure_ascii=False, indent=2 if alone else None)
    sys.stdout.write("\n")
    for told in _told(form):
        click.echo(f"{shown(form['source'])}: {told}", err=True)
    if not form["talks"]:
        click.echo(f"{shown(form['source'])}: no talk found.", err=True)


def _told(form: dict) -> list[str]:
    """Sentences that say how the source was taken: its columns, and what of it was not read."""
    columns = form.get("columns", {})
    read = ", ".join(f"'{name}' as {role}" for name, role in columns.items() if role)
    unread = ", ".join(f"'{name}'" for name, role in columns.items() if not role)
    mapping = [f"columns read: {read or 'none'}" + (f"; not read: {unread}" if unread else "") + "."] if columns else []
    return mapping + [f"{note}." for note in form.get("notes", [])]
