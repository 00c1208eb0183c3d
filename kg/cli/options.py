"""What the verbs share: the store they work on, the settings, and the progress line."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import click

from kg.config import Config, from_environment
from kg.errors import StoreMissing, shown
from kg.store import Store, open_store

_BETWEEN = 10.0
"""Seconds between two lines of progress where they stay."""

store_option = click.option(
    "--store",
    "location",
    metavar="URL",
    help="The store: memory:, memory:FILE, oxigraph:PATH or http(s)://HOST/…; else KG_STORE, else oxigraph:build/store.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def settings(location: str | None = None) -> Config:
    """The settings of this run, with the store that `--store` names."""
    config = from_environment()
    return replace(config, store=location) if location else config


@contextmanager
def opened(config: Config, *, write: bool = False) -> Iterator[Store]:
    """The store of the settings, open while the block runs."""
    store = open_store(config.store, write=write, config=config)
    try:
        yield store
    finally:
        store.close()


def looked_at(config: Config) -> Config:
    """The settings of a dry run: where there is no store yet, an empty one in memory, so that nothing is made on disk."""
    try:
        with opened(config):
            return config
    except StoreMissing:
        return replace(config, store="memory:")


def progress() -> Callable[[str], None]:
    """A function that shows one line of progress on a terminal, overwriting the last; elsewhere a plain line now and then."""
    if not sys.stderr.isatty():
        return _plain_lines()

    def show(line: str) -> None:
        width = 100
        click.echo("\r" + shown(line)[:width].ljust(width), err=True, nl=False)
        if not line:
            click.echo("\r", err=True, nl=False)

    return show


def _plain_lines() -> Callable[[str], None]:
    """A function that prints a line where the last one is older than a while: a short run prints none."""
    last = time.monotonic()

    def show(line: str) -> None:
        nonlocal last
        if line and time.monotonic() - last >= _BETWEEN:
            click.echo(shown(line), err=True)
            last = time.monotonic()

    return show
