"""What the columns of tables and the fields of records were taken for."""

from itertools import groupby

from kg.extract.columns import column_role
from kg.extract.records_fields import role_of
from kg.extract.records_table import columns_of as columns_of_rows
from kg.extract.wording import plain
from kg.model.document import Document

_MOST = 40
Named = tuple[tuple[str, str | None], ...]


def columns_of(document: Document) -> tuple[tuple[str, Named], ...]:
    """For each table and each kind of record: what it is, and its columns with what they hold (None: not used).

    Of a table in a page they are the cells of its first row, where one of them names what its column holds.
    """
    return (*_records(document), *_tables(document))


def _records(document: Document) -> list[tuple[str, Named]]:
    rows = tuple(columns_of_rows(document).items())[:_MOST]
    found: list[tuple[str, Named]] = [("columns", rows)] if rows else []
    fields: dict[str, dict[str, str | None]] = {}
    for record in document.records:
        if record.kind in ("mapping", "json-ld", "microdata", "entry"):
            known = fields.setdefault(record.kind, {})
            for one in record.fields if len(known) < _MOST else ():
                role = role_of(_name(one.path))
                known.setdefault(_name(one.path), role if role != "other" else None)
    return [*found, *((f"fields of each {kind}", tuple(known.items())) for kind, known in fields.items())]


def _name(path: str) -> str:
    """The name of a field: the last part of its path that is no number."""
    return next((part for part in reversed(path.split(".")) if not part.isdecimal()), path)


def _tables(document: Document) -> list[tuple[str, Named]]:
    found = []
    celled = (line for line in document.lines if line.cell is not None)
    for number, lines in groupby(celled, key=lambda line: line.cell[0]):
        first = next(groupby(lines, key=lambda line: line.cell[1]))[1]
        names = [plain(document.text, (line.begin, line.end)) for line in first][:_MOST]
        roles = [column_role(name) if len(name) <= 60 else None for name in names]
        if any(roles):
            found.append((f"columns of table {number + 1}", tuple(zip(names, roles, strict=True))))
    return found
