"""`kg query`: asks the store a saved query, a query file or one from standard input."""

import sys
from pathlib import Path

import click

from kg.cli.options import opened, settings, store_option
from kg.errors import UsageError
from kg.formats import FORMATS, form_of, format_for, render
from kg.queries import SavedQuery, bind, parameter_values, parse, saved
from kg.queries.syntax import check_nesting


@click.command()
@click.argument("name", required=False, metavar="NAME|FILE|-")
@click.option("--param", "parameters", multiple=True, metavar="NAME=VALUE", help="A value for a parameter of the query.")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), help="How to print the answer; table or turtle by default.")
@click.option("--list", "list_", is_flag=True, help="List the saved queries and their parameters.")
@store_option
def query(name: str | None, parameters: tuple[str, ...], format_: str | None, list_: bool, location: str | None) -> int:
    """Asks the store a question in SPARQL: a saved query by NAME, a .rq FILE, or standard input ('-').

    A query of your own that holds SERVICE asks the server it names, over the network; the web site's endpoint refuses that.

    \b
    Example:  kg query --list
              kg query talks-between --param from=2025-01-01
              kg query my-question.rq --format csv
    """
    if list_:
        _list()
        return 0
    if name is None:
        raise UsageError("Which query? Give the name of a saved one (kg query --list), a .rq file, or '-'.")
    asked = _find(name)
    text = bind(asked.text, parameter_values(asked, dict(_pair(item) for item in parameters)))
    check_nesting(text)
    with opened(settings(location)) as store:
        answer = store.query(text)
    default = {"select": "table", "ask": "table"}.get(form_of(answer), "turtle")
    sys.stdout.buffer.write(render(answer, format_for(format_ or default, form_of(answer)).name))
    return 0


def _find(name: str) -> SavedQuery:
    if name == "-":
        return parse("standard input", _decoded("standard input", sys.stdin.buffer.read()))
    queries = saved()
    if name in queries:
        return queries[name]
    path = Path(name)
    if path.is_file():
        return parse(path.stem, _decoded(name, path.read_bytes()))
    raise UsageError(f"No saved query and no file is called {name!r}; 'kg query --list' names the saved ones.")


def _decoded(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"The query in {name} is not UTF-8 (byte {error.start}); save it as UTF-8.") from error


def _pair(item: str) -> tuple[str, str]:
    name, mark, value = item.partition("=")
    if not mark or not name:
        raise UsageError(f"--param {item}: write it as NAME=VALUE.")
    return name, value


def _list() -> None:
    queries = saved().values()
    width = max(len(item.name) for item in queries)
    for item in queries:
        click.echo(f"{item.name:<{width}}  {item.title}")
        for parameter in item.parameters:
            default = f", {parameter.default!r} unless given" if parameter.default is not None else ""
            click.echo(f"{'':<{width}}    --param {parameter.name}={parameter.type.upper()}{default}")
