"""How reading dates and times grows with the text: each doubling of one long line should about double the time."""

from time import perf_counter

from kg.text.temporal import find_dates, find_terms, find_times, find_weekdays

LINE = "Thu, 20 Feb 2025, 9:00-9:45am; 3., 10. und 17. Mai 2024 um 14.00 Uhr; 1, 2, 3, 4, 5, 6, 7 2-3-4-5 11:11:11 WS 2015/16 "
SIZES = (250_000, 500_000, 1_000_000)


def seconds(read, text: str) -> float:
    """How long one reading takes."""
    begin = perf_counter()
    read(text)
    return perf_counter() - begin


def main() -> None:
    """Prints, for each reader, the time per million characters and the growth at each doubling."""
    for read in (find_dates, find_times, find_terms, find_weekdays):
        read(LINE)
        times = [seconds(read, (LINE * (size // len(LINE) + 1))[:size]) for size in SIZES]
        growth = ", ".join(f"{later / earlier:.2f}" for earlier, later in zip(times, times[1:], strict=False))
        print(f"{read.__name__:14} {times[-1] / SIZES[-1] * 1e6:6.2f} s per million characters; growth at each doubling {growth}")


if __name__ == "__main__":
    main()
