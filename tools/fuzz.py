"""Reads what nobody would write: a coverage-guided fuzz run (atheris) over every format and the extraction behind it.

    make fuzz                                    every format, ten minutes in all
    make fuzz SECONDS_EACH=300 FORMATS="html"    one format for five minutes
    .venv/bin/python tools/fuzz.py --pack        keep the inputs that were worth it in tests/fuzz/, for every test run

An input may be refused with an error of our own and nothing else; it may take 20 seconds and 1 GiB. What goes beyond that
is left in build/fuzz/FORMAT/crash-… and ends the run with 1: mend it, and put the input into tests/fuzz/mended/.
"""

import argparse
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "fuzz"
BUILD = ROOT / "build" / "fuzz"
FORMATS = {
    "html": "html", "text": "txt", "markdown": "md", "mail": "eml", "mbox": "mbox", "calendar": "ics", "json": "json",
    "yaml": "yml", "csv": "csv", "pdf": "pdf", "spreadsheet": "xlsx", "feed": "xml",
}  # fmt: skip
"""Each format with the ending of its files."""
TOTAL, LONGEST, MEGABYTES, BYTES = 600, 20, 1024, 4096
MOST_FILES, MOST_BYTES = 40, 70_000
"""Of one format in the corpus; the smallest are kept, so that a test replays them in seconds."""


def main() -> int:
    """Runs the formats one after another, each in processes of its own; 1 where an input did what none may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", choices=[*FORMATS, []], help="all where none is named")
    parser.add_argument("--seconds", type=int, help="for each format")
    parser.add_argument("--pack", action="store_true", help="fuzz nothing, but pack what was found")
    parser.add_argument("--target", help=argparse.SUPPRESS)
    given, rest = parser.parse_known_args()
    if given.target:
        return fuzz(given.target, rest)
    formats = given.formats or list(FORMATS)
    failed = [name for name in formats if not (pack(name) if given.pack else run(name, given.seconds or TOTAL // len(formats)))]
    print(f"Inputs that did what none may: {', '.join(failed)}, see {BUILD}." if failed else "Nothing found.", file=sys.stderr)
    return 1 if failed else 0


def run(name: str, seconds: int) -> bool:
    """Fuzzes one format for so many seconds; whether every input was read or refused as it should be."""
    folder = BUILD / name
    for part in ("found", "seeds"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (folder / "seeds" / f"{number:04}").write_bytes(seed)
    print(f"{name}: {seconds} s", file=sys.stderr)
    done = _libfuzzer(
        name, f"-max_total_time={seconds}", f"-timeout={LONGEST}", f"-rss_limit_mb={MEGABYTES}", f"-max_len={BYTES}",
        f"-artifact_prefix={folder}/crash-", "-print_final_stats=1", "-verbosity=1", str(folder / "found"), str(folder / "seeds"),
    )  # fmt: skip
    (folder / "log").write_text(done.stderr)
    told = [line for line in done.stderr.splitlines() if line.startswith(("stat::number_of_executed", "stat::peak_rss"))]
    print("  " + ", ".join(line.removeprefix("stat::").replace("_", " ") for line in told), file=sys.stderr)
    return done.returncode == 0


def pack(name: str) -> bool:
    """Puts the smallest set of inputs with the coverage of all that were found into the corpus, the same bytes each time."""
    folder, least = BUILD / name, BUILD / name / "least"
    if not (folder / "found").exists():
        return True
    least.mkdir(exist_ok=True)
    for old in least.iterdir():
        old.unlink()
    _libfuzzer(name, "-merge=1", f"-max_len={BYTES}", str(least), str(folder / "seeds"), str(folder / "found"))
    inputs, size = [], 0
    for data in sorted({path.read_bytes() for path in least.iterdir()}, key=lambda data: (len(data), data)):
        if len(inputs) < MOST_FILES and size + len(data) <= MOST_BYTES:
            inputs.append(data)
            size += len(data)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, data in enumerate(inputs):
            archive.writestr(zipfile.ZipInfo(f"{number:03}.{FORMATS[name]}", (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    (CORPUS / f"{name}.zip").write_bytes(packed.getvalue())
    print(f"{name}: {len(inputs)} inputs of {size:,} bytes", file=sys.stderr)
    return True


def seeds(name: str) -> list[bytes]:
    """What a run begins with: the corpus, and our own announcements of that format, as far as they are short."""
    found = []
    if (CORPUS / f"{name}.zip").exists():
        with zipfile.ZipFile(CORPUS / f"{name}.zip") as archive:
            found += [archive.read(entry) for entry in archive.infolist()]
    for folder in (ROOT / "tests" / "bundled" / "fixtures", ROOT / "data" / "announcements"):
        found += [path.read_bytes() for path in sorted(folder.glob(f"*.{FORMATS[name]}"))]
    return [seed for seed in found if len(seed) <= 4 * BYTES]


def _libfuzzer(name: str, *options: str) -> subprocess.CompletedProcess:
    command = [sys.executable, __file__, "--target", name, *options]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True, check=False)


def fuzz(name: str, options: list[str]) -> int:
    """Lets atheris call the readers with what it makes up; ends the process when it is done."""
    import atheris

    with atheris.instrument_imports(include=["kg"]):
        from kg.errors import SourceError
        from kg.extract import extract
        from kg.extract.form import announcement_form
        from kg.read import read

    key = f"/fuzz/input.{FORMATS[name]}"

    def read_one(data: bytes) -> None:
        try:
            announcement_form(extract(read(data, key=key, max_bytes=20_000_000)))
        except SourceError:
            pass  # refused, in a sentence

    atheris.Setup([sys.argv[0], *options], read_one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
