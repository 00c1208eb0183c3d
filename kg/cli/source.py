"""`kg source`: the settings of sources; `kg source test` shows how a source would be read with them, storing nothing."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kg import fetch
from kg.cli.options import json_option, settings
from kg.cli.paper import Paper, paper, shortened, visible
from kg.cli.sheet import sheets
from kg.cli.reading import document_of
from kg.errors import UsageError
from kg.extract import extract
from kg.extract.form import announcement_form
from kg.extract.trial import LINE, Entry, entries_of, fields_of
from kg.model.announcement import Announcement
from kg.model.document import Document
from kg.model.source import SourceSettings
from kg.sources import load_source

_LONGEST = 200


@click.group()
def source() -> None:
    """The settings of sources: what holds for all talks of a source, and how its lines are composed.

    \b
    Example:  kg source test data/sources/knots.toml talks.html
    """


@source.command("test")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.argument("source_", metavar="[SOURCE]", required=False)
@click.option("--url", metavar="URL", help="The address the source is known by.")
@json_option
def try_settings(file: Path, source_: str | None, url: str | None, as_json: bool) -> int:
    """Shows how SOURCE would be read with the settings in FILE, storing nothing.

    FILE is a file as in data/sources. SOURCE is a file, a URL or '-' (standard input); without one, the address in
    FILE is fetched. Printed are the entries with the pattern each fits, its parts and what was left over; those that
    fit none; and the talks as they would be.

    \b
    Example:  kg source test data/sources/knots.toml talks.html
    """
    stated = load_source(file)
    config = settings()
    found = list(fetch.all_sources([source_ or stated.address], config, url=url))
    if len(found) != 1:
        raise UsageError(f"{source_} holds {len(found)} sources: give one file, one address, or '-'.")
    document = document_of(found[0], config)
    announcement = extract(document, stated)
    entries = entries_of(document, stated, announcement)
    if as_json:
        json.dump(_form(found[0].name, document, stated, announcement, entries), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return 0
    sheet = paper()
    for line in (*_told(visible(found[0].name), document, stated, entries, sheet), *sheets(announcement, sheet)):
        click.echo(line, color=sheet.colour)
    return 0


def _told(name: str, document: Document, stated: SourceSettings, entries: tuple[Entry, ...], sheet: Paper) -> Iterator[str]:
    yield sheet.strong(f"{name}, read with {stated.name}.toml")
    given = [f"{key} {value}" for key, value in (("series", stated.series), ("zone", stated.zone), ("language", stated.language)) if value]
    yield f"Given to talks that print none: {', '.join(given)}." if given else "Nothing is given to talks that print none."
    for key in _unmet(document, stated):
        yield sheet.warning(f"No entry has a field {key!r}; its fields are {', '.join(map(visible, fields_of(document)[:30])) or 'none: it is a page'}.")
    for entry in entries:
        yield ""
        yield from _entry(document, entry, sheet)
    yield ""
    fitted = sum(entry.fit is not None for entry in entries)
    if stated.patterns:
        yield f"{fitted} of {len(entries)} entries fit a pattern{'' if fitted == len(entries) else '; the others are read as without patterns'}."
    else:
        yield f"{stated.name}.toml has no patterns."


def _unmet(document: Document, stated: SourceSettings) -> list[str]:
    """The fields that the settings have patterns of and that no entry of structured data has."""
    if not document.records:
        return []
    return [key for key, _ in stated.patterns if key != LINE and not entries_of(document, _only(stated, key), Announcement())]


def _only(stated: SourceSettings, key: str) -> SourceSettings:
    return SourceSettings(stated.name, stated.address, patterns=tuple(pair for pair in stated.patterns if pair[0] == key))


def _entry(document: Document, entry: Entry, sheet: Paper) -> Iterator[str]:
    text = document.text
    where = f"line {text.count(chr(10), 0, entry.span[0]) + 1}" + (f", {visible(entry.field)}" if entry.field != LINE else "")
    yield f"{sheet.strong(where)}  {visible(shortened(document.words(entry.span), _LONGEST))}"
    if entry.fit is None:
        yield "  " + sheet.warning("fits no pattern")
        return
    yield f"  fits  {visible(entry.fit.pattern)}"
    for place, span in entry.fit.parts:
        yield f"  {place:<12}{visible(shortened(document.words(span), _LONGEST))}"
    for span in entry.fit.left:
        yield sheet.dim(f"  {'left over':<12}{visible(shortened(document.words(span), _LONGEST))}")


def _form(name: str, document: Document, stated: SourceSettings, announcement: Announcement, entries: tuple[Entry, ...]) -> dict[str, Any]:
    """What was tried as JSON: the entries with their fits, and the talks."""
    return {
        "source": name,
        "settings": stated.name,
        "fitted": sum(entry.fit is not None for entry in entries),
        "unfitted": sum(entry.fit is None for entry in entries),
        "fields_not_found": _unmet(document, stated),
        "entries": [
            {
                "field": entry.field,
                "text": document.words(entry.span),
                "span": list(entry.span),
                "pattern": entry.fit and entry.fit.pattern,
                "parts": {place: {"text": document.words(span), "span": list(span)} for place, span in (entry.fit.parts if entry.fit else ())},
                "left_over": [{"text": document.words(span), "span": list(span)} for span in (entry.fit.left if entry.fit else ())],
            }
            for entry in entries
        ],
    } | announcement_form(announcement)
