"""The home page and the lists."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

from kg.errors import UsageError
from kg.pages.model import ListPage, Ref, Table
from kg.pages.rows import Asked, Site
from kg.pages.tables import cell, count_table, grouped, table, talk_table, words
from kg.pages.times import when

PAGE_SIZE = 50
WANTED = 80
"""The longest text a list is narrowed to, in characters."""

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
    "documents": ("Document", "Talks"),
}


@dataclass(frozen=True, slots=True)
class Sight:
    """Something worth looking at first: what it shows, the thing, and why it is a good example."""

    heading: str
    thing: Ref
    why: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """The home page: how much there is, what to look at first, and the latest talks."""

    counts: tuple[tuple[str, str, int], ...]
    sights: tuple[Sight, ...]
    latest: Table


def home_page(site: Site) -> HomePage:
    """What the home page shows: counts as (path, kind, number), examples from what is stored, the ten latest talks."""
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
    asked = site.ask("talks", limit=10, offset=0)
    latest = replace(talk_table(site, "Latest talks", asked), empty="No talk is stored yet: kg ingest reads announcements.")
    return HomePage(shown, _sights(site), latest)


def _sights(site: Site) -> tuple[Sight, ...]:
    sights = []
    for row in site.ask("sight-person"):
        why = f"{row['talks']} talks, {row['posts']} posts and {row['degrees']} degrees, each with the words it was read from."
        sights.append(Sight("A speaker", site.ref(row["thing"], row["name"]), why))
    for row in site.ask("sight-series"):
        sights.append(Sight("A joint series", site.ref(row["thing"], row["name"]), f"Run by {row['institutions']} institutions together."))
    for row in site.ask("sight-decision"):
        ref = site.ref(row["thing"], row["name"])
        ref = replace(ref, path=f"{ref.path}#why")
        why = f"Printed in {row['names']} ways in {row['documents']} documents: why they are one person."
        sights.append(Sight("An identity decision", ref, why))
    return tuple(sights)


def list_page(site: Site, name: str, number: int, wanted: str = "") -> ListPage:
    """The page of that number (from 1) of a list, of what matches `wanted`. Raises UsageError for a number below 1."""
    if number < 1:
        raise UsageError(f"There is no page {number} of a list; pages count from 1.")
    if len(wanted) > WANTED:
        raise UsageError(f"What is looked for has {len(wanted)} characters; {WANTED} are the most.")
    title, query = LISTS[name]
    # One row more than is shown tells whether another page follows.
    query = "talks-found" if name == "talks" and wanted else query
    asked = site.ask(query, limit=PAGE_SIZE + 1, offset=(number - 1) * PAGE_SIZE, wanted=pattern(wanted))
    groups = grouped(asked, "talk" if name == "talks" else "thing")
    shown = Asked(tuple(row for group in groups[:PAGE_SIZE] for row in group), asked.query)
    if name == "talks":
        found = talk_table(site, title, shown)
    else:
        found = count_table(site, title, _COLUMNS[name], shown, ("thing", "name", "count"))
    empty = f"Nothing matches “{wanted}”." if wanted else "Nothing is stored yet."
    return ListPage(title, f"/{name}", replace(found, empty=empty), number, len(groups) > PAGE_SIZE, wanted)


def events_table(site: Site, wanted: str = "") -> Table:
    """The workshops and other events, the latest first, with their number of talks; shown below the series."""
    asked = site.ask("events", limit=100, offset=0, wanted=pattern(wanted[:WANTED]))
    rows = ((cell(site.ref(row["thing"], row["name"])), cell(when(row.get("start"))), words(row, "count")) for row in asked)
    return table("Events", ("Event", "Date", "Talks"), rows, asked.query)


@cache
def _variants() -> dict[str, str]:
    """The Latin letters with diacritics of each bare letter, as they may stand in a name."""
    found: dict[str, str] = defaultdict(str)
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare = unicodedata.normalize("NFKD", chr(code))[0].casefold()
        if bare.isascii() and bare.isalpha():
            found[bare] += chr(code)
    for bare, others in {"o": "øØ", "l": "łŁ", "d": "đĐ"}.items():
        found[bare] += others
    return dict(found)


def pattern(wanted: str) -> str:
    """A regular expression for what a reader looks for: in any case, with or without diacritics, words in this order.

    >>> import re
    >>> bool(re.search(pattern("munoz"), "Patrícia Muñoz Ewald", re.I)), bool(re.search(pattern("a.c"), "abc"))
    (True, False)
    """
    text = unicodedata.normalize("NFKD", " ".join(wanted.split())[:WANTED])
    letters = (letter for letter in text if not unicodedata.combining(letter))
    return "".join(_letter(letter) for letter in letters if letter.isprintable())


def _letter(letter: str) -> str:
    others = _variants().get(letter.casefold())
    return f"[{letter}{others}]" if others else re.escape(letter).replace("\\ ", " ").replace("\\-", "-")
