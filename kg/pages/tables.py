"""Tables of pages from the rows of queries: rows about one thing become one line with all their values."""

from collections.abc import Iterable

from kg.pages.model import Cell, Ref, Table
from kg.pages.rows import Asked, Row, Site
from kg.pages.times import day, when


def grouped(rows: Iterable[Row], key: str) -> list[list[Row]]:
    """The rows that agree in `key`, together, in the order in which each first came."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.get(key, ""), []).append(row)
    return list(groups.values())


def refs(site: Site, rows: Iterable[Row], thing: str, label: str, note: str | None = None) -> tuple[Ref, ...]:
    """What the rows lead to in column `thing`, each once, named by column `label`."""
    found: dict[str, Ref] = {}
    for row in rows:
        if thing in row:
            found.setdefault(row[thing], site.ref(row[thing], row.get(label, row[thing]), row.get(note or "")))
    return tuple(found.values())


def cell(*values: Ref | None) -> Cell:
    """A cell of those values that there are."""
    return Cell(tuple(value for value in values if value is not None))


def words(row: Row, column: str) -> Cell:
    """A cell with the plain text of one column."""
    return cell(Ref(row[column]) if row.get(column) else None)


def talk_table(site: Site, heading: str, asked: Asked, *, series: bool = True, empty: str | None = None) -> Table:
    """A table of talks: date, title, speakers and, where wanted, series."""
    rows = []
    for group in grouped(asked, "talk"):
        first = group[0]
        line = [
            cell(_start(first)),
            cell(site.ref(first["talk"], first["name"], None if "title" in first else "title not announced")),
            Cell(refs(site, group, "speaker", "speakerName")),
        ]
        if series:
            line.append(Cell(refs(site, group, "series", "seriesName")))
        rows.append(tuple(line))
    columns = ("Date", "Talk", "Speakers") + (("Series",) if series else ())
    return Table(heading, columns, tuple(rows), asked.query, empty)


def _start(row: Row) -> Ref:
    return when(row.get("start") or row.get("monthDay")) or Ref("no date")


def count_table(site: Site, heading: str, columns: tuple[str, str], asked: Asked, names: tuple[str, str, str]) -> Table:
    """A table of things with a number each; `names` are the columns of thing, label and number."""
    thing, label, number = names
    rows = tuple((cell(site.ref(row[thing], row[label])), words(row, number)) for row in asked)
    return Table(heading, columns, rows, asked.query)


def date_cell(row: Row, column: str) -> Cell:
    """A cell with the date of one column in words."""
    return cell(Ref(day(row[column]), datetime=row[column]) if row.get(column) else None)
