"""The straight lines drawn on a page, put together where they go on, and which of them touch."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 300
"""Lines of either direction that are looked at on one page; they are compared with one another."""
NEAR = 3.0
"""Points: how far apart ends of lines may lie that touch, and lines that are one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line at `at`, from `begin` to `end` in the other direction, in points."""

    at: float
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Lines that touch one another: horizontal `rules` and vertical `pillars`."""

    rules: tuple[Line, ...]
    pillars: tuple[Line, ...]

    def levels(self) -> tuple[list[float], list[float]]:
        """Where its columns and where its rows are bounded."""
        columns = [line.at for line in self.pillars] + [end for line in self.rules for end in (line.begin, line.end)]
        rows = [line.at for line in self.rules] + [end for line in self.pillars for end in (line.begin, line.end)]
        return _apart(columns), _apart(rows)


def whole(lines: Iterable[tuple[float, float, float]]) -> list[Line]:
    """The lines (begin, end, at), those put together that lie on one another or go on one behind the other."""
    found: list[Line] = []
    level: list[Line] = []
    for begin, end, at in sorted(lines, key=lambda line: line[2]):
        if level and at - level[0].at > NEAR / 2:
            found += _chained(level)
            level = []
        level.append(Line(at, begin, end))
    return (found + _chained(level))[:MOST]


def _chained(level: list[Line]) -> list[Line]:
    found: list[Line] = []
    for line in sorted(level, key=lambda one: one.begin):
        if found and line.begin <= found[-1].end + NEAR:
            found[-1] = Line(found[-1].at, found[-1].begin, max(found[-1].end, line.end))
        else:
            found.append(line)
    return found


def frames(rules: list[Line], pillars: list[Line]) -> list[Frame]:
    """The lines in groups that touch; a line that touches none is a group of its own."""
    rules = sorted(rules, key=lambda line: line.at)
    heights = [line.at for line in rules]
    group = list(range(len(rules) + len(pillars)))

    def root(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    for number, pillar in enumerate(pillars, len(rules)):
        for other in range(bisect_left(heights, pillar.begin - NEAR), bisect_right(heights, pillar.end + NEAR)):
            if rules[other].begin - NEAR <= pillar.at <= rules[other].end + NEAR:
                group[root(other)] = root(number)
    sorted_out: dict[int, tuple[list[Line], list[Line]]] = {}
    for number in range(len(group)):
        own = sorted_out.setdefault(root(number), ([], []))
        own[number >= len(rules)].append(rules[number] if number < len(rules) else pillars[number - len(rules)])
    return [Frame(tuple(across), tuple(down)) for across, down in sorted_out.values()]


def _apart(places: list[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found
