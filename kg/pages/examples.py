"""The saved queries as questions to begin with: parameters hold a default or a value that exists in the store."""

from kg.errors import UsageError
from kg.pages.model import Ref
from kg.pages.rows import Row, Site
from kg.queries import Parameter, SavedQuery, bind, parameter_values, saved

_SAME = {"speaker": "person", "name": "person", "from": "date", "until": "date", "thing": "person"}
"""Parameters that take what another kind of parameter takes."""


def example_queries(site: Site) -> tuple[Ref, ...]:
    """Each saved query as (title, ready text in `note`); the value filled in stands in the title."""
    values = {row["kind"]: row for row in site.ask("sight-values")}
    return tuple(ref for query in saved().values() if (ref := _example(query, values)) is not None)


def plain_queries() -> tuple[Ref, ...]:
    """The saved queries that need nothing filled in, as (title, text in `note`)."""
    simple = (query for query in saved().values() if all(parameter.default is not None for parameter in query.parameters))
    return tuple(Ref(query.title, note=bind(query.text, parameter_values(query, {}))) for query in simple)


def _example(query: SavedQuery, values: dict[str, Row]) -> Ref | None:
    given, shown = {}, []
    for parameter in query.parameters:
        if parameter.default is None:
            row = values.get(_SAME.get(parameter.name, parameter.name))
            if row is None:
                return None
            given[parameter.name] = _value(parameter, row)
            shown.append(row["name"])
    try:
        text = bind(query.text, parameter_values(query, given))
    except UsageError:
        return None
    return Ref(query.title + (f": {', '.join(shown)}" if shown else ""), note=text)


def _value(parameter: Parameter, row: Row) -> str:
    return row["thing"] if parameter.type == "iri" else row["name"]
