#!/usr/bin/env python3
"""Measures how often values are right, by field and evidence, and writes the table that confidences are taken from.

    tools/measure_confidence.py [--more FOLDER]... [--new FOLDER]... [--out data/models/confidence.json]

Needs the annotated announcements (bench/reading.py says where they are looked for). The table holds counts only: of each
field, kind of evidence and band of stated confidence, how much was right and how much there was. --more takes further folders
of annotated pages (pages/, gold/, manifest.json), such as reading was not developed on: docs/decisions/0012 says which
were taken. --new takes folders that reading was developed on
least, or not at all: by a table made from the other pages, the factor is found by which the odds of being wrong are higher on
these, and then they are counted with the rest. The same pages and the same reading give the same table, byte for byte. `python bench/calibration.py` shows what it does to pages it was not
made from.
"""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from calibration import Cell, Judged, annotated, annotated_in, cells, table_of  # noqa: E402

COMMAND = "tools/measure_confidence.py"


def main() -> int:
    """Writes the table; 2 where there are no annotated pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "models" / "confidence.json")
    parser.add_argument("--more", type=Path, action="append", default=[], help="a further folder of annotated pages")
    parser.add_argument("--new", type=Path, action="append", default=[], help="a folder of pages that reading was developed on least")
    options = parser.parse_args()
    pages = list(annotated())
    for folder in options.more if pages else ():
        pages += annotated_in(folder, prefix=f"{folder.name}/")
    fresh = [one for folder in (options.new if pages else ()) for one in annotated_in(folder, prefix=f"{folder.name}/")]
    novelty = novelty_of(cells(pages), fresh) if fresh else 1.0
    pages += fresh
    if not pages:
        print("There are no annotated announcements to measure by; bench/reading.py says where they are looked for.", file=sys.stderr)
        return 2
    head = {"made_by": COMMAND, "novelty": novelty, "values": len(pages), "pages": len({one.page for one in pages})}
    rows = ",\n".join(json.dumps(cell, ensure_ascii=False) for cell in cells(pages))
    options.out.write_text(json.dumps(head)[:-1] + f', "cells": [\n{rows}\n]}}\n', encoding="utf-8")
    return 0


def novelty_of(counted: list[Cell], fresh: list[Judged]) -> float:
    """The factor on the odds of being wrong by which a table of `counted` says as many of the fresh values right as are.

    Between 1 and 8, to a hundredth; found by halving, because more odds of being wrong always say fewer right.
    """
    right = sum(one.right for one in fresh)
    low, high = 1.0, 8.0
    while high - low > 0.005:
        middle = (low + high) / 2
        table = table_of(counted, middle)
        said = sum(table.confidence(one.field, one.evidence, one.stated) for one in fresh)
        low, high = (middle, high) if said > right else (low, middle)
    return round((low + high) / 2, 2)


if __name__ == "__main__":
    raise SystemExit(main())
