"""Scores the reading of announcements, field by field, and holds it to the pinned figures.

    python bench/reading.py [ANNOTATED] [--errors] [--only 003,019] [--check | --pin]

Prints precision, recall and F1 for each field of five sets: the bundled announcements and the fixtures of the tests; the
five seeds, by our expectations and by those of a second reader, who had seen neither ours nor what is read; the annotated
announcements; and those annotated in tests/announcements/gold. ANNOTATED is a folder with pages/, gold/, manifest.json and
score.py (by default ../shared/announcements beside the repository); where there is none, the bundled ones are scored alone.
The files of pages/ are matched to those of gold/ by the number that both begin with; addresses of the manifest are given to
the reading, as `--url` would.

--check exits with 1 where a field has fallen below its figure in bench/pins.toml; --pin raises the figures there to what
is reached now, and never lowers one.
"""

import argparse
import importlib.util
import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # where the expectations of the tests are

from kg.extract import extract  # noqa: E402
from kg.extract.form import announcement_form  # noqa: E402
from kg.read import read  # noqa: E402
from tests.fields import Count, counts  # noqa: E402

SHARED = ROOT.parent / "shared" / "announcements"
OWN_GOLD = ROOT / "tests" / "announcements" / "gold"
SEEDS = ROOT / "tests" / "seeds"
BUNDLED = (
    (ROOT / "data" / "announcements", ROOT / "tests" / "bundled"),
    (ROOT / "tests" / "bundled" / "fixtures", ROOT / "tests" / "bundled" / "fixtures" / "expected"),
)
PINS = ROOT / "bench" / "pins.toml"
MAX_BYTES = 20_000_000
BINDING = 30
"""Values a field must have in the gold of other readers before its figure binds: below that, one open question of
annotation moves it by more than any change of the reading. The bundled announcements and the seeds bind always."""
OURS = ("bundled", "seeds")
EMPTY = "no talk on a page without one"
"""The field that says which share of the pages that hold no talk gave none."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What was found in one set: a count for each field, and each value that gold has otherwise, as a line."""

    name: str
    pages: int
    fields: dict[str, Count]
    errors: tuple[str, ...] = ()


def main() -> int:
    """Prints the tables; with --errors each value that gold has otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--errors", action="store_true", help="print each value that gold has otherwise")
    parser.add_argument("--only", default="", help="the numbers of the pages to score")
    then = parser.add_mutually_exclusive_group()
    then.add_argument("--check", action="store_true", help="exit with 1 where a field is below its pin")
    then.add_argument("--pin", action="store_true", help="raise the pins to what is reached now")
    options = parser.parse_args()
    if options.annotated != SHARED and not (options.annotated / "gold").is_dir():
        print(f"{options.annotated} holds no folder gold.", file=sys.stderr)
        return 2
    reached = []
    for scores in sets(options.annotated, only=frozenset(filter(None, options.only.split(",")))):
        reached.append(scores)
        print(table(scores), flush=True)
        if options.errors:
            print(*scores.errors, sep="\n")
    if options.pin:
        PINS.write_text(raised(pins(), reached), encoding="utf-8")
    below = fallen(pins(), reached) if options.check else []
    print(*below, sep="\n", end="\n" if below else "", file=sys.stderr)
    return 1 if below else 0


def sets(annotated: Path = SHARED, *, only: frozenset[str] = frozenset()) -> Iterator[Scores]:
    """The scores of each set that is here; with `only`, of those pages of the annotated ones."""
    if annotated == SHARED and not only:
        yield bundled()
    if (annotated / "score.py").is_file():
        score = scorer(annotated / "score.py")
        if annotated == SHARED and not only:
            for name, folder in (("seeds", SEEDS), ("second-reader", SEEDS / "second")):
                yield scored(name, score, [(path, form(one_file(annotated.parent / "seeds", path.stem))) for path in golds(folder)])
        own = [("further", OWN_GOLD)] if annotated == SHARED else []
        for name, folder in [("annotated", annotated / "gold"), *own]:
            pages = [path for path in golds(folder) if not only or path.stem in only]
            addresses = manifest(annotated)
            if pages:
                yield scored(name, score, [(path, form_of(annotated, path.stem, addresses)) for path in pages])


def bundled() -> Scores:
    """The scores of the bundled announcements and the fixtures, which need no reference material."""
    fields: dict[str, Count] = {}
    paths = [(path, expected / f"{path.name}.json") for folder, expected in BUNDLED for path in sorted(folder.iterdir()) if path.is_file()]
    for path, expected in paths:
        gold = json.loads(expected.read_text(encoding="utf-8"))
        here = counts(gold, form(path, gold.get("address")))
        if not gold["talks"]:
            here[EMPTY] = Count(right="talks" not in here, invented="talks" in here)
        for field, count in here.items():
            total = fields.setdefault(field, Count())
            total.right, total.invented, total.missed = (
                total.right + count.right, total.invented + count.invented, total.missed + count.missed
            )  # fmt: skip
    return Scores("bundled", len(paths), fields)


def scored(name: str, score: ModuleType, pages: list[tuple[Path, dict]]) -> Scores:
    """The scores of pages by the annotators' own scorer."""
    tally = score.Tally()
    silent = Count()
    for path, said in pages:
        gold = score.load(path)
        tally.merge(score.score_doc(said, gold, path.stem))
        if not gold["talks"]:
            silent = Count(silent.right + (not said["talks"]), silent.invented + bool(said["talks"]))
    fields = {field: Count(*count) for field, count in tally.c.items() if any(count)}
    fields |= {EMPTY: silent} if silent != Count() else {}
    return Scores(name, len(pages), fields, tuple("\t".join(map(str, error)) for error in tally.err))


def table(scores: Scores) -> str:
    """The scores as lines for people."""
    head = f"{scores.name}: {scores.pages} pages"
    lines = [f"{head:34} {'P':>7} {'R':>7} {'F1':>7}   {'right':>5} {'more':>5} {'missed':>6}"]
    for field, count in sorted(scores.fields.items()):
        precision = count.right / (count.right + count.invented) if count.right + count.invented else 1.0
        recall = count.right / (count.right + count.missed) if count.right + count.missed else 1.0
        lines.append(
            f"{field:34} {precision:7.4f} {recall:7.4f} {count.f1:7.4f}   {count.right:5} {count.invented:5} {count.missed:6}"
        )
    return "\n".join(lines) + "\n"


def pins() -> dict[str, dict[str, float]]:
    """The pinned figures: for each set, the least F1 of each field."""
    return tomllib.loads(PINS.read_text(encoding="utf-8")) if PINS.is_file() else {}


def fallen(pinned: dict[str, dict[str, float]], reached: list[Scores]) -> list[str]:
    """A sentence for each field that is below its pin; a field that is no longer read or stated counts as 1."""
    return [
        f"{scores.name}: {field} is {figure(scores, field):.3f} and was {pin:.3f}: `python bench/reading.py --errors` shows what is read otherwise."
        for scores in reached
        for field, pin in pinned.get(scores.name, {}).items()
        if figure(scores, field) < pin and binds(scores, field)
    ]


def binds(scores: Scores, field: str) -> bool:
    """Whether a field has values enough for its figure to bind."""
    count = scores.fields.get(field, Count())
    return scores.name in OURS or field == EMPTY or count.right + count.missed >= BINDING


def raised(pinned: dict[str, dict[str, float]], reached: list[Scores]) -> str:
    """The text of the pins, each raised to what is reached; sets that were not scored keep theirs."""
    now = {scores.name: {field: figure(scores, field) for field in scores.fields} for scores in reached}
    lines = ["# The least F1 of each field, by set; `python bench/reading.py --pin` raises them. They only go up.", ""]
    for name in sorted(pinned | now):
        before, after = pinned.get(name, {}), now.get(name, {})
        lines.append(f"[{name}]")
        lines += [f"{json.dumps(field)} = {max(before.get(field, 0.0), after.get(field, 0.0)):.3f}" for field in sorted(before | after)]
        lines.append("")
    return "\n".join(lines)


def figure(scores: Scores, field: str) -> float:
    """F1 of a field to three decimals, cut and not rounded, so that a pin is never above what was reached."""
    return int(scores.fields.get(field, Count()).f1 * 1000) / 1000


def golds(folder: Path) -> list[Path]:
    """The annotations of a folder, by name."""
    return sorted(folder.glob("*.json"))


def scorer(path: Path) -> ModuleType:
    """The annotators' own scorer, as a module."""
    spec = importlib.util.spec_from_file_location("announcement_score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def manifest(folder: Path) -> dict[str, str]:
    """The address of each page that has one, by its number."""
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {entry["file"][:3]: entry["source"] for entry in entries if entry["source"].startswith("http")}


def one_file(folder: Path, beginning: str) -> Path:
    """The file of a folder whose name begins so."""
    return next(folder.glob(f"{beginning}*"))


def form_of(folder: Path, number: str, addresses: dict[str, str]) -> dict:
    """What is read from one annotated page, in the JSON form."""
    return form(one_file(folder / "pages", f"{number}_"), addresses.get(number))


def form(path: Path, address: str | None = None) -> dict:
    """What is read from one file, in the JSON form. Its name tells the reading nothing but its ending."""
    document = read(path.read_bytes(), key=address or f"page{path.suffix}", address=address, max_bytes=MAX_BYTES)
    return announcement_form(extract(document))


if __name__ == "__main__":
    raise SystemExit(main())
