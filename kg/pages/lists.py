"""The home page and the lists."""

from dataclasses import dataclass, replace

from kg.errors import UsageError
from kg.pages.model import ListPage, Ref, Table
from kg.pages.rows import Asked, Site
from kg.pages.tables import count_table, grouped, talk_table
from kg.queries import saved

PAGE_SIZE = 50
LISTS = {
    "talks": ("Talks", "talks"),
    "people": ("People", "people"),
    "institutions": ("Institutions", "institutions"),
    "series": ("Series and events", "series"),
    "documents": ("Documents", "documents-all"),
}
_COLUMNS = {
    "people": ("Person", "Talks"),
    "institutions": ("Institution", "People announced"),
    "series": ("Series", "Talks"),
    "events": ("Event", "Talks"),
    "documents": ("Document", "Talks"),
}


@dataclass(frozen=True, slots=True)
class HomePage:
    """The home page: how much there is, and the latest talks."""

    counts: tuple[tuple[str, str, int], ...]
    latest: Table


def home_page(site: Site) -> HomePage:
    """What the home page shows: counts as (path, kind, number) and the ten latest talks."""
    numbers = {row["kind"]: int(row["count"]) for row in site.ask("counts")}
    shown = tuple(
        (path, kind, numbers.get(kind, 0))
        for path, kind in (
            ("/talks", "talks"),
            ("/people", "people"),
            ("/institutions", "institutions"),
            ("/series", "series"),
            ("/series#events", "events"),
            ("/documents", "documents"),
        )
    )
    return HomePage(shown, talk_table(site, "Latest talks", site.ask("talks", limit=10, offset=0), empty="No talk is stored yet."))


def list_page(site: Site, name: str, number: int) -> ListPage:
    """The page of that number (from 1) of a list. Raises UsageError for a number below 1."""
    if number < 1:
        raise UsageError(f"There is no page {number} of a list; pages count from 1.")
    title, query = LISTS[name]
    # One row more than is shown tells whether another page follows.
    asked = site.ask(query, limit=PAGE_SIZE + 1, offset=(number - 1) * PAGE_SIZE)
    groups = grouped(asked, "talk" if name == "talks" else "thing")
    shown = Asked(tuple(row for group in groups[:PAGE_SIZE] for row in group), asked.query)
    if name == "talks":
        table = talk_table(site, title, shown, empty="No talk is stored yet.")
    else:
        table = replace(count_table(site, title, _COLUMNS[name], shown, ("thing", "name", "count")), empty="None is stored yet.")
    return ListPage(title, f"/{name}", table, number, len(groups) > PAGE_SIZE)


def events_table(site: Site) -> Table:
    """The workshops and other events with their number of talks; shown below the series."""
    asked = site.ask("events", limit=500, offset=0)
    return count_table(site, "Events", _COLUMNS["events"], asked, ("thing", "name", "count"))


def example_queries() -> tuple[Ref, ...]:
    """The saved queries that need nothing to be filled in, with what they answer."""
    return tuple(
        Ref(query.title, note=query.text) for query in saved().values() if not query.parameters
    )
