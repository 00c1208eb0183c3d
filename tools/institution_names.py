#!/usr/bin/env python3
"""Makes the packaged list of the names that institutions and their cities go by, from the packaged extract of institutions.

    tools/institution_names.py

To be run when the extract or the folding of names has changed (`tests/text/test_institution_names.py` says so). One folded
name a line, in order: the name, and behind a tab the institutions of that name, each as its number in the extract with a
letter for the kind of name (n name, a alias, c acronym, s short form), or `p` where a city is called so. Looking names up
in it, a program starts in a seventh of the time that folding them takes.
"""

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.text.gazetteer import ACRONYM, ALIAS, NAME, SHORT, Institution, folded, institutions  # noqa: E402

OUTPUT = ROOT / "data" / "authorities" / "institution_names.tsv.gz"
_BRANCH = re.compile(r" \([^()]*\)$")
_SHORT = (
    re.compile(
        r"^(?:university|universitat|universite|universidad|universita|universidade|universiteit) "
        r"(?:of |de la |de |di |do |da |du |d |van |degli studi di )?(.+)$"
    ),
    re.compile(
        r"^(.+) (?:university|college|universitat|universiteit|polytechnic|institute of technology|institute of science"
        r"|institute|national laboratory|school)$"
    ),
    re.compile(r"^(\w+) (?:university|college) \w+$"),
)


def main() -> int:
    """Writes the list; returns the exit code."""
    OUTPUT.write_bytes(packed())
    print(f"{OUTPUT.stat().st_size} bytes: {OUTPUT}", file=sys.stderr)
    return 0


def packed() -> bytes:
    """The list as a gzip file that holds no time of its making."""
    return gzip.compress(listed().encode(), compresslevel=9, mtime=0)


def listed() -> str:
    """The names, one a line, in order."""
    index: dict[str, list[str]] = {}
    for number, record in enumerate(institutions()):
        kinds: dict[str, str] = {}
        for kind, key in _keys(record):
            kinds.setdefault(key, kind)
        for key, kind in kinds.items():
            index.setdefault(key, []).append(f"{number}{kind}")
    for city in {folded(record.city) for record in institutions() if record.city}:
        index.setdefault(city, []).append("p")
    return "".join(f"{key}\t{' '.join(entries)}\n" for key, entries in sorted(index.items()))


def _keys(record: Institution) -> Iterator[tuple[str, str]]:
    """The kinds and the folded names of an institution; of a name of two kinds the first counts."""
    full = [(NAME, folded(record.name)), (NAME, folded(_BRANCH.sub("", record.name)))]
    full += [(ALIAS, folded(name)) for name in record.aliases]
    full += [(ALIAS, folded(_BRANCH.sub("", name))) for name in record.aliases]
    yield from full
    yield from ((ACRONYM, folded(name)) for name in record.acronyms)
    if "education" in record.types or "facility" in record.types:
        for _, key in full:
            yield from ((SHORT, short) for short in _short_forms(key))


def _short_forms(key: str) -> Iterator[str]:
    for pattern in _SHORT:
        found = pattern.match(key)
        if found and len(found[1]) > 2:
            yield found[1]
            yield found[1].replace(" at ", " ")


if __name__ == "__main__":
    sys.exit(main())
