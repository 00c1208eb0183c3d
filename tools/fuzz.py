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
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "fuzz"
BUILD = ROOT / "build" / "fuzz"
FORMATS = {
    "html": "html", "text": "txt", "markdown": "md", "mail": "eml", "mbox": "mbox", "calendar": "ics", "json": "json",
    "yaml": "yml", "csv": "csv", "pdf": "pdf", "spreadsheet": "xlsx", "feed": "xml",
}  # fmt: skip
"""Each format with the ending of its files."""
WARM = b"Ada Byron (University of London): On engines. 3 May 2024, 3 pm, Room 5, joint work with Charles Babbage."
TOTAL, LONGEST, MEGABYTES = 600, 20, 1024
BYTES = dict.fromkeys(FORMATS, 4_096) | {"pdf": 40_000, "spreadsheet": 12_000}
"""How long an input may be."""
MOST_FILES, MOST_BYTES = 40, 100_000
"""Of one format in the corpus, so that a test replays it in seconds."""


def main() -> int:
    """Runs the formats one after another, each in processes of its own; 1 where an input did what none may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", help=f"of {', '.join(FORMATS)}; all where none is named")
    parser.add_argument("--seconds", type=int, help="for each format")
    parser.add_argument("--pack", action="store_true", help="fuzz nothing, but pack what was found")
    if sys.argv[1:2] == ["--target"]:
        return fuzz(sys.argv[2], sys.argv[3:])
    given = parser.parse_args()
    formats = given.formats or list(FORMATS)
    if unknown := set(formats) - set(FORMATS):
        parser.error(f"no such format: {', '.join(sorted(unknown))}")
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
        name, f"-max_total_time={seconds}", f"-timeout={LONGEST}", f"-rss_limit_mb={MEGABYTES}", f"-max_len={BYTES[name]}",
        f"-artifact_prefix={folder}/crash-", "-print_final_stats=1", "-verbosity=1", str(folder / "found"), str(folder / "seeds"),
    )  # fmt: skip
    (folder / "log").write_text(done.stderr)
    told = [line for line in done.stderr.splitlines() if line.startswith(("stat::number_of_executed", "stat::peak_rss"))]
    print("  " + ", ".join(line.removeprefix("stat::").replace("_", " ") for line in told), file=sys.stderr)
    return done.returncode == 0


def pack(name: str) -> bool:
    """Puts into the corpus, one after another, the input that reaches most of what those before it do not."""
    found = {path.read_bytes() for path in (BUILD / name / "found").glob("*")}
    steps = {data: _steps(name, data) for data in sorted({*found, *seeds(name)}) if len(data) <= BYTES[name]}
    inputs: list[bytes] = []
    while steps and len(inputs) < MOST_FILES:
        best = max(steps, key=lambda data: (len(steps[data]), -len(data), data))
        reached = steps.pop(best)
        if not reached:
            break
        if sum(map(len, inputs)) + len(best) <= MOST_BYTES:
            inputs.append(best)
            steps = {data: own - reached for data, own in steps.items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, data in enumerate(inputs):
            entry = zipfile.ZipInfo(f"{number:03}.{FORMATS[name]}", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    CORPUS.mkdir(exist_ok=True)
    (CORPUS / f"{name}.zip").write_bytes(packed.getvalue())
    print(f"{name}: {len(inputs)} inputs of {sum(map(len, inputs)):,} bytes", file=sys.stderr)
    return True


def _steps(name: str, data: bytes) -> set[tuple[str, int, int]]:
    """The steps from line to line of our own code that an input leads through."""
    read_one = reader(name)
    reader("text")(WARM)
    found: set[tuple[str, int, int]] = set()

    def follow(frame, event, argument):
        if f"{os.sep}kg{os.sep}" not in frame.f_code.co_filename:
            return None
        before = frame.f_lineno

        def line(frame, event, argument):
            nonlocal before
            found.add((frame.f_code.co_filename, before, frame.f_lineno))
            before = frame.f_lineno
            return line

        return line

    sys.settrace(follow)
    try:
        read_one(data)
    finally:
        sys.settrace(None)
    return found


def seeds(name: str) -> list[bytes]:
    """What a run begins with: the corpus, and our own announcements of that format, as far as they are short."""
    found = []
    if (CORPUS / f"{name}.zip").exists():
        with zipfile.ZipFile(CORPUS / f"{name}.zip") as archive:
            found += [archive.read(entry) for entry in archive.infolist()]
    for folder in (ROOT / "tests" / "bundled" / "fixtures", ROOT / "data" / "announcements"):
        found += [path.read_bytes() for path in sorted(folder.glob(f"*.{FORMATS[name]}"))]
    return [seed for seed in found if len(seed) <= BYTES[name]]


def _libfuzzer(name: str, *options: str) -> subprocess.CompletedProcess:
    command = [sys.executable, __file__, "--target", name, *options]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True, check=False)


def reader(name: str) -> Callable[[bytes], None]:
    """What is called with each input: reads it as a file of that format, and what it announces."""
    from kg.errors import SourceError
    from kg.extract import extract
    from kg.extract.form import announcement_form
    from kg.read import read

    def read_one(data: bytes) -> None:
        try:
            announcement_form(extract(read(data, key=f"/fuzz/input.{FORMATS[name]}", max_bytes=20_000_000)))
        except SourceError:
            pass  # refused, in a sentence

    return read_one


def fuzz(name: str, options: list[str]) -> int:
    """Lets atheris call the readers with what it makes up; ends the process when it is done."""
    import atheris

    with atheris.instrument_imports(include=["kg"]):
        read_one = reader(name)
    reader("text")(WARM)  # word lists and names of institutions are loaded once, and that is no input's fault
    atheris.Setup([sys.argv[0], *options], read_one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
