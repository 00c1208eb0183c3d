"""How long reading takes for each kilobyte of text, how it grows with size, and beside extruct and trafilatura.

    python bench/speed.py [FOLDER …]    pages besides the bundled ones, read recursively

Every figure is a median of process time over several runs in one process, and what is to be compared is measured in
turn, so that only ratios count. extruct reads what a page says of itself to machines, trafilatura its main text; neither
looks for talks, which is what the rest of our time goes into: the table gives our reading of the page alone as well.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from kg.config import resource
from kg.errors import SourceError
from kg.extract import extract
from kg.model.document import Document
from kg.read import read

ROOT = Path(__file__).resolve().parent.parent
RUNS = 3
ENTRY = (
    "<div><h3>On the knots of order {n}</h3><p><b>Ada Byron</b>, University of London</p><p>{day} May 2024, 3:00 pm, Room 12</p>"
    "<p>Abstract: We show that the knots of order {n} are knots. The proof is short and uses a lemma of 1843.</p></div>\n"
)
SIZES = (25, 50, 100, 200, 400)


def main() -> None:
    """Prints the three tables."""
    folders = [resource("data") / "announcements", ROOT / "tests" / "bundled" / "fixtures", *map(Path, sys.argv[1:])]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file() and path.parent.name != "expected"]
    pages = [(path, path.read_bytes()) for path in files]
    known = [(path, data) for path, data in pages if _document(path, data) is not None]
    _by_kilobyte(known)
    _by_size()
    _beside([data for path, data in known if path.suffix in (".html", ".htm")])


def _document(path: Path, data: bytes) -> Document | None:
    try:
        return read(data, key=str(path), max_bytes=20_000_000)
    except SourceError:
        return None


def _seconds(work: Callable[[], object]) -> float:
    begin = process_time()
    work()
    return process_time() - begin


def _time(work: Callable[[], object]) -> float:
    return median(_seconds(work) for _ in range(RUNS))


def _whole(path: Path, data: bytes) -> None:
    extract(_document(path, data))


def _by_kilobyte(pages: list[tuple[Path, bytes]]) -> None:
    """Milliseconds for each kilobyte of stored text: most pages are short, so the longest tenth is given apart."""
    rates = []
    for path, data in pages:
        _whole(path, data)
        kilobytes = len(_document(path, data).text) / 1000
        rates.append((kilobytes, 1000 * _time(lambda path=path, data=data: _whole(path, data)) / kilobytes))
    long = sorted(rates)[-max(1, len(rates) // 10) :]
    print(f"{len(rates)} documents, median {median(size for size, _ in rates):.1f} kB of text")
    print(f"  median {median(rate for _, rate in rates):.2f} ms for a kilobyte; of the longest tenth {median(rate for _, rate in long):.2f} ms")


def _by_size() -> None:
    """One listing at growing lengths."""
    texts = ["<h1>Knot Seminar</h1>" + "".join(ENTRY.format(n=n, day=1 + n % 28) for n in range(count)) for count in SIZES]
    times = [_time(lambda data=text.encode(): _whole(Path("list.html"), data)) for text in texts]
    growth = ", ".join(f"{later / earlier:.2f}" for earlier, later in zip(times, times[1:], strict=False))
    print(f"a listing of {SIZES[0]} to {SIZES[-1]} talks: growth at each doubling {growth}; {1000 * times[-1] / SIZES[-1]:.1f} ms a talk at the end")


def _beside(pages: list[bytes]) -> None:
    """Our time as a multiple of that of the others, page by page."""
    try:
        import extruct
        import trafilatura
    except ImportError:
        print("extruct and trafilatura are not installed: run `make bench`.")
        return
    page = Path("page.html")
    others: dict[str, Callable[[bytes], object]] = {
        "extruct": lambda data: extruct.extract(data.decode("utf-8", "replace"), uniform=True),
        "trafilatura": lambda data: trafilatura.extract(data),
    }
    ours: dict[str, Callable[[bytes], object]] = {
        "reading the page": lambda data: _document(page, data),
        "reading and extracting": lambda data: _whole(page, data),
    }
    ratios: dict[tuple[str, str], list[float]] = {}
    for data in pages:
        measured = {name: _time(lambda work=work, data=data: work(data)) for name, work in (ours | others).items()}
        for own in ours:
            for other in others:
                ratios.setdefault((own, other), []).append(measured[own] / max(measured[other], 1e-6))
    print(f"{len(pages)} HTML pages, our time as a multiple (median, least, most):")
    for (own, other), found in ratios.items():
        print(f"  {own:24} against {other:12} {median(found):6.2f}  {min(found):6.2f}  {max(found):6.2f}")


if __name__ == "__main__":
    main()
