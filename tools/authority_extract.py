#!/usr/bin/env python3
"""Makes the packaged extract of institutions from a dump of ROR records.

    tools/authority_extract.py ROR_JSON_LINES[.gz] [OUTPUT]

The dump has one record a line: id, status, types, names [{value, types, lang}], country_code, country, city,
links, domains, external_ids (ROR's own data is CC0). The output is a gzipped table, one institution a line:
id, name, other names, acronyms, country code, city, domain, types; a list inside a cell is parted by `|`.
The same dump gives the same bytes.
"""

import gzip
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

OUTPUT = Path(__file__).resolve().parent.parent / "data" / "authorities" / "institutions.tsv.gz"
ALWAYS = {"education", "facility"}
"""Types that are always taken; the others only where a record shows that people have heard of it."""
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
"""Names in other scripts are kept for places of education only, which talks print in any script."""
HEAD = "# Institutions extracted from ROR records (https://ror.org, CC0).\n"


def main(arguments: list[str]) -> int:
    """Writes the extract; returns the exit code."""
    if not arguments or len(arguments) > 2:
        print(__doc__, file=sys.stderr)
        return 2
    output = Path(arguments[1]) if len(arguments) == 2 else OUTPUT
    with _open(Path(arguments[0])) as lines:
        rows = sorted(row(record) for record in map(json.loads, lines) if is_wanted(record))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(packed(rows))
    print(f"{len(rows)} institutions, {output.stat().st_size} bytes: {output}", file=sys.stderr)
    return 0


def packed(rows: Iterable[str]) -> bytes:
    """The rows as a gzip file that holds no time of its making."""
    return gzip.compress((HEAD + "".join(f"{row}\n" for row in rows)).encode(), compresslevel=9, mtime=0)


def is_wanted(record: Mapping[str, Any]) -> bool:
    """Whether talks are likely to name this record: it teaches, does research, or is widely known."""
    if record["status"] == "withdrawn":
        return False
    if ALWAYS & set(record["types"]):
        return True
    if record["status"] == "unknown":  # known by its name only; the bracketed ones are branches of companies
        return "(" not in _display(record)
    return "fundref" in record["external_ids"] or any(link["type"] == "wikipedia" for link in record["links"])


def row(record: Mapping[str, Any]) -> str:
    """One record as a line of the table."""
    name = _display(record)
    others = _unique(_names(record, {"label", "alias"}), name)
    acronyms = _unique(_names(record, {"acronym"}), None)
    cells = (
        record["id"].rsplit("/", 1)[1],
        name,
        "|".join(others),
        "|".join(acronyms),
        record["country_code"] or "",
        record["city"] or "",
        _domain(record),
        "|".join(record["types"]),
    )
    return "\t".join(" ".join(cell.split()) for cell in cells)


def _names(record: Mapping[str, Any], types: set[str]) -> Iterator[str]:
    for name in record["names"]:
        if types & set(name["types"]) and ("education" in record["types"] or _is_readable(name["value"])):
            yield name["value"]


def _domain(record: Mapping[str, Any]) -> str:
    """The domain a record states, else the host of its web site."""
    sites = [urlsplit(link["value"]).hostname or "" for link in record["links"] if link["type"] == "website"]
    return next((domain.removeprefix("www.") for domain in (*record["domains"], *sites) if domain), "")


def _unique(names: Iterable[str], known: str | None) -> list[str]:
    """Each name once, in order, without `known` and without what differs from another in case alone."""
    seen = {known.casefold()} if known else set()
    return [name for name in names if "|" not in name and not (name.casefold() in seen or seen.add(name.casefold()))]


def _display(record: Mapping[str, Any]) -> str:
    return next(name["value"] for name in record["names"] if "ror_display" in name["types"])


def _is_readable(name: str) -> bool:
    return all(unicodedata.name(letter, "").startswith(SCRIPTS) for letter in name if letter.isalpha())


def _open(path: Path):
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
