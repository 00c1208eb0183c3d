"""Shows whether confidences mean what they say: values at 0.9 should be right nine times of ten.

    python bench/calibration.py [--fields] [--worst N]

Each value that was read from an annotated page is right or wrong; values are put into bins by their confidence, and each
bin shows how many there are and which share is right. Three tables: as the rules state it; as measured, each page by a
table that was made without it; and the bundled announcements, which were mended until they were right and so say nothing
of other pages. What reading tells is lower than the second table by the factor for pages that are new (docs/decisions/0012).
--fields adds a table for each field; --worst names the kinds of evidence that are furthest from what
they say. Pages are those of bench/reading.py.
"""

import argparse
import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from judging import Judged, judged  # noqa: E402
from reading import BUNDLED, MAX_BYTES, OWN_GOLD, SEEDS, SHARED, golds, manifest, one_file  # noqa: E402

from kg.extract import as_stated  # noqa: E402
from kg.extract.confidence import Table, band_of, table_of  # noqa: E402
from kg.read import read  # noqa: E402

BINS = (0.95, 0.9, 0.8, 0.7, 0.0)
FOLDS = 10
MOST_OF_A_PAGE = 8
"""A page counts at most so many values of one field, evidence and band: a hundred talks of one page err together."""

Cell = tuple[str, str, str, float, float]


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fields", action="store_true", help="a table for each field as well")
    parser.add_argument("--worst", type=int, default=0, help="how many kinds of evidence to name")
    options = parser.parse_args()
    pages = list(annotated())
    if pages:
        after = crossed(pages)
        print(*lines("as the rules state it", pages), *lines("as measured, each page by the others", after), sep="\n")
        if options.fields:
            for field in sorted({one.field for one in pages}):
                print(*lines(f"{field}, as measured", [one for one in after if one.field == field]), sep="\n")
        print(*worst(after, options.worst), sep="\n", end="\n" if options.worst else "")
    print(*lines("bundled, as the rules state it", list(bundled())), sep="\n")
    return 0


def annotated() -> Iterator[Judged]:
    """Each judged value of the annotated pages and the seeds, as sure as its rule states it; nothing where there are none."""
    if not (SHARED / "pages").is_dir():
        return
    yield from annotated_in(SHARED, SHARED / "gold", OWN_GOLD)
    for gold in golds(SEEDS):
        yield from _judged(gold.stem, one_file(SHARED.parent / "seeds", gold.stem), gold)


def annotated_in(folder: Path, *annotations: Path, prefix: str = "") -> Iterator[Judged]:
    """Each judged value of a folder with pages/, manifest.json and annotations (by default in gold/); `prefix` tells its
    pages from those of other folders."""
    addresses = manifest(folder)
    for gold in (gold for one in annotations or (folder / "gold",) for gold in golds(one)):
        yield from _judged(prefix + gold.stem, one_file(folder / "pages", f"{gold.stem}_"), gold, addresses.get(gold.stem))


def bundled() -> Iterator[Judged]:
    """Each judged value of the bundled announcements and fixtures."""
    for folder, expected in BUNDLED:
        for path in sorted(path for path in folder.iterdir() if path.is_file()):
            gold = expected / f"{path.name}.json"
            yield from _judged(path.name, path, gold, json.loads(gold.read_text(encoding="utf-8")).get("address"))


def _judged(page: str, path: Path, gold: Path, address: str | None = None) -> Iterator[Judged]:
    document = read(path.read_bytes(), key=address or f"page{path.suffix}", address=address, max_bytes=MAX_BYTES)
    yield from judged(page, json.loads(gold.read_text(encoding="utf-8")), as_stated(document))


def cells(pages: Iterable[Judged]) -> list[Cell]:
    """How much was right and how much there was, by field, evidence and band; no page with more than its share."""
    by_page: dict[tuple[str, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for one in pages:
        count = by_page[one.field, one.evidence, band_of(one.stated), one.page]
        count[0] += one.right
        count[1] += 1
    totals: dict[tuple[str, str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for (field, evidence, band, _), (right, seen) in by_page.items():
        weight = min(1.0, MOST_OF_A_PAGE / seen)
        totals[field, evidence, band][0] += right * weight
        totals[field, evidence, band][1] += seen * weight
    return [(*key, round(right, 2), round(seen, 2)) for key, (right, seen) in sorted(totals.items())]


def crossed(pages: list[Judged]) -> list[Judged]:
    """The values as sure as a table says that was made without their page, nor those of its fold."""
    folds = {one.page: zlib.crc32(one.page.encode()) % FOLDS for one in pages}
    found = []
    for fold in range(FOLDS):
        table = table_of(cells(one for one in pages if folds[one.page] != fold))
        found += [_sure(one, table) for one in pages if folds[one.page] == fold]
    return found


def _sure(one: Judged, table: Table) -> Judged:
    return replace(one, stated=table.confidence(one.field, one.evidence, one.stated))


def lines(name: str, pages: list[Judged]) -> list[str]:
    """The calibration table of some values: bins, how many, what they say on average, what is right."""
    found = [f"{name}: {len(pages):,} values, {len({one.page for one in pages})} pages", f"{'confidence':>12} {'values':>7} {'says':>6} {'right':>6}"]
    above = 1.01
    for low in BINS:
        inside = [one for one in pages if low <= one.stated < above]
        if inside:
            says, right = (sum(one.stated for one in inside) / len(inside), sum(one.right for one in inside) / len(inside))
            found.append(f"{f'{low:.2f} and up' if low else f'below {BINS[-2]}':>12} {len(inside):7,} {says:6.3f} {right:6.3f}")
        above = low
    return [*found, f"mean difference {expected_error(pages):.3f}, Brier {brier(pages):.4f}", ""]


def expected_error(pages: list[Judged]) -> float:
    """How far what the bins say is from what is right, on average over the values."""
    if not pages:
        return 0.0
    off, above = 0.0, 1.01
    for low in BINS:
        inside = [one for one in pages if low <= one.stated < above]
        off += abs(sum(one.stated for one in inside) - sum(one.right for one in inside))
        above = low
    return off / len(pages)


def brier(pages: list[Judged]) -> float:
    """The mean squared difference between confidence and truth."""
    return sum((one.stated - one.right) ** 2 for one in pages) / len(pages) if pages else 0.0


def worst(pages: list[Judged], most: int) -> list[str]:
    """The kinds of evidence whose values are furthest from what they say, those of many values first."""
    kinds: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in pages:
        kinds[one.field, one.evidence].append(one)
    ranked = sorted(kinds.items(), key=lambda item: -abs(sum(one.stated - one.right for one in item[1])))
    return [
        f"{field:12} {evidence:44} {len(ones):5} says {sum(one.stated for one in ones) / len(ones):.3f} right {sum(one.right for one in ones) / len(ones):.3f}"
        for (field, evidence), ones in ranked[:most]
    ]


if __name__ == "__main__":
    raise SystemExit(main())
