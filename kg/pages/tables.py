"""Tables of pages from the rows of queries: rows about one thing become one line with all their values."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kg.pages.model import Cell, Evidence, Ref, Table
from kg.pages.rows import Asked, Row, Site
from kg.pages.status import status
from kg.pages.times import when

SHOWN = 200
"""Rows a table on a page shows; the query behind it gives them all."""


def grouped(rows: Iterable[Row], key: str) -> list[list[Row]]:
    """The rows that agree in `key`, together, in the order in which each first came."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.get(key, ""), []).append(row)
    return list(groups.values())


def refs(site: Site, rows: Iterable[Row], thing: str, label: str, *, without: str = "") -> tuple[Ref, ...]:
    """What the rows lead to in column `thing`, each once, named by column `label`; not the thing `without`."""
    found: dict[str, Ref] = {}
    for row in rows:
        if thing in row and row[thing] != without:
            found.setdefault(row[thing], site.ref(row[thing], row.get(label, row[thing])))
    return tuple(found.values())


def cell(*values: Ref | None) -> Cell:
    """A cell of those values that there are."""
    return Cell(tuple(value for value in values if value is not None))


def words(row: Row, column: str, evidence: Iterable[Evidence] = ()) -> Cell:
    """A cell with the plain text of one column and the places it was read from."""
    return cell(Ref(row[column], evidence=tuple(evidence)) if row.get(column) else None)


def date_cell(row: Row, column: str, evidence: Iterable[Evidence] = ()) -> Cell:
    """A cell with the date of one column in words and the places it was read from."""
    time = when(row.get(column))
    return cell(time and replace(time, evidence=tuple(evidence)))


def table(heading: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], query: str) -> Table:
    """A table without the columns in which nothing stands, and with no more rows than a page can show."""
    lines = tuple(rows)
    kept = [place for place in range(len(columns)) if place == 0 or any(line[place].values for line in lines)]
    shown = tuple(tuple(line[place] for place in kept) for line in lines[:SHOWN])
    return Table(heading, tuple(columns[place] for place in kept), shown, query, total=len(lines))


Read = Callable[[Row], Iterable[Evidence]]


def talk_table(site: Site, heading: str, asked: Asked, *, own: str = "", read: Read = lambda row: ()) -> Table:
    """A table of talks: date, title and what became of it, speakers, series.

    On the page of the thing `own` that thing is not repeated; `read` gives the places that say a talk belongs here.
    """
    rows = []
    for group in grouped(asked, "talk"):
        first = group[0]
        title = site.ref(first["talk"], first["name"], None if "title" in first else "title not announced")
        rows.append((
            cell(when(first.get("start") or first.get("monthDay")) or Ref("no date")),
            cell(replace(title, status=status(first.get("status")), evidence=tuple(read(first)))),
            Cell(refs(site, group, "speaker", "speakerName", without=own)),
            Cell(refs(site, group, "series", "seriesName", without=own)),
        ))
    speakers = "With" if any(row.get("speaker") == own for row in asked) else "Speakers"
    return table(heading, ("Date", "Talk", speakers, "Series"), rows, asked.query)


def count_table(site: Site, heading: str, columns: tuple[str, str], asked: Asked, names: tuple[str, str, str]) -> Table:
    """A table of things with a number each; `names` are the columns of thing, label and number."""
    thing, label, number = names
    return table(heading, columns, ((cell(site.ref(row[thing], row[label])), words(row, number)) for row in asked), asked.query)
