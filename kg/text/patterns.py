r"""Patterns of composed text: '{speaker} – {title} ({affiliation})' says which part of a line is which.

What stands between the places of a pattern is matched whatever dash, quotation mark, width or case it is printed
with, and whatever space. A pattern is no regular expression: a match takes time linear in the length of the text,
however often its signs recur (each sign of the pattern is searched once, and the ways from one to the next are chained
from the right).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

PLACES = (
    "speaker", "title", "affiliation", "position", "honorific", "date", "time", "location", "host", "organizer",
    "series", "event", "session", "kind", "abstract",
)  # fmt: skip
"""What a place of a pattern may hold."""
SKIPPED = "_"
"""The place of words that are passed over; the only one that may stand in a pattern more than once."""
LONGEST_PATTERN = 300
LONGEST_TEXT = 20_000
"""Bounds, in characters: of a pattern, and of a text it is tried on."""

_PLACE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_DASHES = "-‐‑‒–—―−"
_QUOTES = "\"“”„‟«»‹›‘’‚'"
_WIDE = {":": ":：", ",": ",，", "(": "(（", ")": ")）", ";": ";；", "|": "|｜", "/": "/／"}
_OPENING, _CLOSING = "([（", ")]）"
_EXACT = ("date", "time")
"""Places that their own words bound, so that a blank is enough beside them."""
_WRAPPED = ("abstract", SKIPPED)
_MOST_STEPS = 500
"""How many ends of places are tried; a line with more dashes than that is no entry."""

Span = tuple[int, int]
Parts = tuple[tuple[str, Span], ...]


class BadPattern(ValueError):
    """A pattern cannot be read; the message says what is wrong and what is allowed."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as `printed`: the names of its places, and what stands before, between and behind them."""

    printed: str
    names: tuple[str, ...]
    literals: tuple[str, ...]


@lru_cache(maxsize=1000)
def pattern_of(printed: str) -> Pattern:
    """The pattern that is written so. Raises BadPattern.

    >>> pattern_of("{speaker} – {title}").names
    ('speaker', 'title')
    """
    if len(printed) > LONGEST_PATTERN:
        raise BadPattern(f"is longer than {LONGEST_PATTERN} characters")
    names: list[str] = []
    literals = [""]
    at = 0
    for match in _PLACE.finditer(printed):
        literals[-1] += printed[at : match.start()]
        at = match.end()
        if match[0] in ("{{", "}}"):
            literals[-1] += match[0][0]
        elif match[1] is None:
            raise BadPattern(f"has a {match[0]!r} without its partner; write {match[0] * 2!r} for the sign itself")
        else:
            names.append(_checked(match[1].strip(), names))
            literals.append("")
    literals[-1] += printed[at:]
    _check_parting(names, literals)
    return Pattern(printed, tuple(names), tuple(literals))


def _checked(name: str, before: list[str]) -> str:
    if name not in PLACES and name != SKIPPED:
        raise BadPattern(f"has {{{name[:40] if name.isprintable() else '…'}}}; a place is one of {', '.join(PLACES)}, or {SKIPPED} for words to pass over")
    if name in before and name != SKIPPED:
        raise BadPattern(f"has {{{name}}} twice; one place takes several people as well ('Ann Lee and Bo Li')")
    return name


def _check_parting(names: list[str], literals: list[str]) -> None:
    if not set(names) - {SKIPPED}:
        raise BadPattern("names no place: write at least one, as {title}")
    for left, between, right in zip(names, literals[1:], names[1:], strict=False):
        if not between:
            raise BadPattern(f"has nothing between {{{left}}} and {{{right}}}, so that nothing says where one ends")
        if not between.strip() and not {left, right} & set(_EXACT) and "\n" not in between:
            raise BadPattern(f"has only a blank between {{{left}}} and {{{right}}}: put a sign or a word there, so that it is clear where one ends")


@lru_cache(maxsize=4000)
def _search(literal: str, loose: bool) -> re.Pattern[str]:
    """What finds the words and signs between two places; `loose` takes a sign without the blanks around it."""
    found: list[str] = []
    for piece in re.findall(r"\s+|[^\s\w]+|\w+", literal):
        if piece.isspace():
            found.append(r"\s*\n\s*" if "\n" in piece else r"\s+" if not (loose and literal.strip()) else r"\s*")
        else:
            found.extend(_sign(sign, loose) for sign in _runs(piece))
    # A search begins where a run of blanks begins, never within it: a long run is passed over once.
    return re.compile((r"(?<!\s)" if literal[:1].isspace() else "") + "".join(found), re.IGNORECASE)


def _runs(piece: str) -> list[str]:
    """The signs of a piece, several dashes or quotation marks in a row as one."""
    return [run[0] for run in re.findall(rf"[{re.escape(_DASHES)}]+|''|[\s\S]", piece)]


def _sign(sign: str, loose: bool) -> str:
    if sign in _DASHES:
        # A hyphen without blanks stands inside names and words; the longer dashes part them.
        return r"(?:[–—―]|(?<=\s)[-‐‑‒−]{1,3}(?=\s))" if loose else f"[{re.escape(_DASHES)}]{{1,3}}"
    if sign in _QUOTES:
        return f"(?:''|[{_QUOTES}])"
    return f"[{re.escape(_WIDE[sign])}]" if sign in _WIDE else re.escape(sign)


def matches(pattern: Pattern, text: str, span: Span, *, loose: bool = False) -> Iterator[Parts]:
    """The ways in which the whole of `span` fits the pattern, each as its places with their spans.

    The earlier a place ends the earlier the way comes. A place holds at least one sign, closes the brackets it opens
    (unless those of the text do not match at all), and holds no line end unless it is the abstract or passed over.

    >>> text = "Ann Lee (Oslo) — Knots (part 2) (Oslo)"
    >>> first = next(matches(pattern_of("{speaker} - {title} ({affiliation})"), text, (0, len(text))))
    >>> [(name, text[slice(*place)]) for name, place in first]
    [('speaker', 'Ann Lee (Oslo)'), ('title', 'Knots (part 2)'), ('affiliation', 'Oslo')]
    """
    if span[1] - span[0] > LONGEST_TEXT:
        return
    found = [_occurrences(pattern, number, text, span, loose) for number in range(len(pattern.literals))]
    if not all(found):
        return
    depths = _depths(text, span)
    steps: list[_Step] = []
    goals = found[-1]
    for number in range(len(pattern.names) - 1, -1, -1):
        step = _step(text, span, depths, found[number], goals, pattern.names[number] in _WRAPPED)
        if not step.nearest:
            return
        steps.append(step)
        goals = {at: stop for at, stop in found[number].items() if stop in step.nearest}
    yield from _ways(pattern, found, steps[::-1], text)


def _occurrences(pattern: Pattern, number: int, text: str, span: Span, loose: bool) -> dict[int, int]:
    """Where the words before the first place, between two, or behind the last stand: end by begin."""
    begin, end = span
    first, last = number == 0, number == len(pattern.names)
    literal = pattern.literals[number]
    # The text comes without blanks at its edges, so the pattern has none there either.
    literal = literal.lstrip() if first else literal.rstrip() if last else literal
    if not literal:
        return {begin: begin} if first else {end: end}
    search = _search(literal, loose)
    if first:
        match = search.match(text, begin, end)
        return {begin: match.end()} if match else {}
    spans = (match.span() for match in search.finditer(text, begin, end))
    return {start: stop for start, stop in spans if not last or stop == end}


def _depths(text: str, span: Span) -> list[int]:
    """How many brackets are open before each sign, and at the end; none anywhere where they do not match."""
    depths = [0]
    for sign in text[slice(*span)]:
        depths.append(depths[-1] + (sign in _OPENING) - (sign in _CLOSING))
        if depths[-1] < 0:
            break
    size = span[1] - span[0] + 1
    return depths if len(depths) == size and depths[-1] == 0 else [0] * size


@dataclass(frozen=True, slots=True)
class _Step:
    """Where one place may end: the nearest end for each begin, and for each end the next beyond it."""

    nearest: dict[int, int]
    beyond: dict[int, int]


def _step(text: str, span: Span, depths: list[int], starts: dict[int, int], goals: dict[int, int], wrapped: bool) -> _Step:
    """The ends, among `goals`, of a place that begins behind one of `starts`."""
    begins = set(starts.values())
    step = _Step({}, {})
    ahead: list[int | None] = [None] * (max(depths) + 2)
    line_end = span[1]
    for at in range(span[1], span[0] - 1, -1):
        depth = depths[at - span[0]]
        if at < span[1]:
            if depths[at + 1 - span[0]] > depth:
                ahead[depth + 1] = None  # a bracket opens here: what lies within it cannot be the end of what lies before it
            if text[at] == "\n" and not wrapped:
                line_end = at
        end = ahead[depth]
        if end is not None and end > line_end:
            end = ahead[depth] = None
        if end is not None and at in begins:
            step.nearest[at] = end
        if at in goals:
            if end is not None:
                step.beyond[at] = end
            ahead[depth] = at
    return step


def _ways(pattern: Pattern, found: list[dict[int, int]], steps: list[_Step], text: str) -> Iterator[Parts]:
    """The ways through the chained occurrences, in order."""
    (begin,) = found[0].values()
    stack: list[tuple[tuple[Span, ...], int, int | None]] = [((), begin, steps[0].nearest[begin])]
    for _ in range(_MOST_STEPS):
        if not stack:
            return
        done, begin, end = stack.pop()
        if end is None:
            continue
        number = len(done)
        stack.append((done, begin, steps[number].beyond.get(end)))
        place = _tight(text, begin, end)
        if place is None:
            continue
        places = (*done, place)
        if len(places) == len(pattern.names):
            yield tuple(zip(pattern.names, places, strict=True))
        else:
            behind = found[number + 1][end]
            stack.append((places, behind, steps[number + 1].nearest[behind]))


def _tight(text: str, begin: int, end: int) -> Span | None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return (begin, end) if begin < end else None
