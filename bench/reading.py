"""Scores the reading of the annotated announcements, field by field.

    python bench/reading.py [ANNOTATED] [--errors] [--only 003,019]

ANNOTATED is a folder with pages/, gold/, manifest.json and score.py (by default ../shared/announcements beside the
repository); the files of pages/ are matched to those of gold/ by the number that both begin with. Addresses of the
manifest are given to the reading, as `--url` would. Prints precision, recall and F1 for each field; then the same for
the pages that are annotated in tests/announcements/gold, in a second table; and for the five announcements of seeds/
beside ANNOTATED with their expectations in tests/seeds, in a third.
"""

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

from kg.extract import extract
from kg.extract.form import announcement_form
from kg.read import read

ROOT = Path(__file__).resolve().parent.parent
OWN_GOLD = ROOT / "tests" / "announcements" / "gold"
SEED_GOLD = ROOT / "tests" / "seeds"
MAX_BYTES = 20_000_000


def main() -> int:
    """Prints the table; with --errors each value that gold has otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="?", type=Path, default=ROOT.parent / "shared" / "announcements")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    if not (options.annotated / "gold").is_dir():
        print(f"{options.annotated} holds no folder gold.", file=sys.stderr)
        return 2
    wanted = set(filter(None, options.only.split(",")))
    for gold in (options.annotated / "gold", OWN_GOLD):
        names = sorted(path for path in gold.glob("*.json") if not wanted or path.stem in wanted)
        if names:
            print(f"{gold.parent.name}: {len(names)} pages")
            report(options.annotated, names, errors=options.errors)
    seeds = options.annotated.parent / "seeds"
    if seeds.is_dir() and not wanted:
        score = scorer(options.annotated / "score.py")
        tally = seed_tally(score, seeds)
        print("seeds: 5 announcements")
        score.report(tally)
        if options.errors:
            for error in tally.err:
                print(*error, sep="\t")
    return 0


def seed_tally(score: ModuleType, seeds: Path):
    """What the scorer counts on the five announcements, our expectations being the gold."""
    gold = scorer(ROOT / "tests" / "gold.py")
    tally = score.Tally()
    for path in sorted(SEED_GOLD.glob("*.json")):
        document = read((seeds / f"{path.stem}.txt").read_bytes(), key="page.txt", max_bytes=MAX_BYTES)
        form = announcement_form(extract(document))
        tally.merge(score.score_doc(form, gold.settled(score.load(path), form), path.stem[:3]))
    return tally


def report(annotated: Path, golds: list[Path], *, errors: bool) -> None:
    """Prints the table of some annotated pages."""
    score = scorer(annotated / "score.py")
    tally = score.Tally()
    addresses = manifest(annotated)
    for gold in golds:
        tally.merge(score.score_doc(form_of(annotated, gold.stem, addresses), score.load(gold), gold.stem))
    score.report(tally)
    if errors:
        for error in tally.err:
            print(*error, sep="\t")


def scorer(path: Path) -> ModuleType:
    """The annotators' own scorer, or another file outside the packages, as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def manifest(folder: Path) -> dict[str, str]:
    """The address of each page that has one, by its number."""
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {entry["file"][:3]: entry["source"] for entry in entries if entry["source"].startswith("http")}


def form_of(folder: Path, number: str, addresses: dict[str, str]) -> dict:
    """What is read from one page, in the JSON form."""
    path = next((folder / "pages").glob(f"{number}_*"))
    address = addresses.get(number)
    document = read(path.read_bytes(), key=address or f"page{path.suffix}", address=address, max_bytes=MAX_BYTES)
    return announcement_form(extract(document))


if __name__ == "__main__":
    raise SystemExit(main())
