"""A text as the tagger sees it: its tokens, and its rows with the labels that govern them."""

import re
from dataclasses import dataclass
from functools import cache

from kg.text.language import languages
from kg.text.words import fold, vocabulary

LONGEST = 200_000
"""How many characters of a text are tagged, so that the time an answer takes is bounded."""

_TOKEN = re.compile(r"[ap]\.m(?![a-z])|\d{1,2}[:.]\d\d(?!\d)|\d+|[^\W\d_]+(?:[-’'][^\W\d_]{2,})*|[^\w\s]|_", re.IGNORECASE)
_LABEL = re.compile(r"[ \t>*]{0,80}([A-Za-z][A-Za-z/&. -]{0,28}?)[ \t]{0,8}:")
_SENTENCE = re.compile(r"[a-z]{3}\.[ \t]")
_ROOMS = frozenset(["hall", "room", "auditorium", "building", "wing", "lounge", "rm", "center", "centre", "theater", "theatre", "library", "floor"])
_PROSE = 55
"""A row of more characters than this is taken for running text when nothing else is known of it."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, clock time or sign; `row` and `place` say where in the layout it stands."""

    text: str
    key: str
    begin: int
    end: int
    row: int
    place: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the text.

    `label` is what stands before its colon, `role` what that announces; `above` is the label that still governs the
    row, `depth` rows below. `kind` is empty, rule, upper, title, prose or short; `cues` what its words tell of it.
    """

    begin: int
    end: int
    value: int
    width: int
    label: str | None
    role: str | None
    above: str | None
    depth: int
    kind: str
    indent: int
    size: int
    cues: tuple[str, ...]

    @property
    def name(self) -> str | None:
        """What the label announces; where no language file knows it, its words, each behind a quotation mark."""
        return self.role or (self.label and '"' + self.label.replace(" ", '"'))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text with its tokens and its rows; `header` is the number of the row that ends a block of mail-like fields."""

    text: str
    tokens: tuple[Token, ...]
    rows: tuple[Row, ...]
    header: int


def sheet_of(text: str) -> Sheet:
    """The tokens and rows of `text`, of its first LONGEST characters."""
    text = text[:LONGEST]
    tokens: list[Token] = []
    rows: list[Row] = []
    above, depth, begin = None, 9, 0
    for number, line in enumerate(text.split("\n")):
        end = begin + len(line)
        own = [
            Token(match[0], fold(match[0]), match.start(), match.end(), number, place)
            for place, match in enumerate(_TOKEN.finditer(text, begin, end))
        ]
        match = _LABEL.match(line)
        match = None if match and _SENTENCE.search(match[1]) else match
        label = fold(" ".join(match[1].split())) if match else None
        role = label and _roles().get(label)
        depth = 0 if label else depth + (1 if line.strip() else 3)
        value = begin + match.end() if match else begin
        rows.append(_row(line, own, (begin, end, value), (label, role, above, depth)))
        above = rows[-1].name if label else above
        tokens += own
        begin = end + 1
    return Sheet(text, tuple(tokens), tuple(rows), _header(rows))


def _row(line: str, own: list[Token], span: tuple[int, int, int], labels: tuple) -> Row:
    label, role, above, depth = labels
    printed = line.strip()
    begin, end, value = span
    keys = {token.key for token in own}
    lists = (("inst", vocabulary("institutions")), ("unit", vocabulary("units")), ("posn", vocabulary("positions")), ("room", _ROOMS))
    cues = [name for name, known in lists if keys & known]
    if any(token.text[0].isdigit() for token in own):
        cues.append("dig")
    return Row(
        begin, end, value, len(line.rstrip()), label, role, above if 0 < depth < 3 else None, min(depth, 3),
        _kind(printed, [token.text for token in own if token.text[0].isalpha()]),
        step(len(line) - len(line.lstrip()), (1, 4, 10, 20)), step(len(own), (1, 2, 3, 4, 6, 10, 20, 50)), tuple(cues),
    )


def _kind(printed: str, words: list[str]) -> str:
    if not printed:
        return "empty"
    if not words:
        return "rule"
    if len(words) > 1 and all(word.isupper() for word in words):
        return "upper"
    if len(words) < 12 and sum(word[0].isupper() for word in words) >= 0.6 * len(words):
        return "title"
    return "prose" if len(printed) > _PROSE else "short"


def _header(rows: list[Row]) -> int:
    """The row 'Abstract:' that ends a block of at least three labelled rows at the top; -1 where there is none."""
    last = next((number for number, row in enumerate(rows[:40]) if row.role == "abstract"), -1)
    return last if sum(row.label is not None for row in rows[: max(0, last)]) >= 3 else -1


def step(number: int, edges: tuple[int, ...]) -> int:
    """How many of `edges` a number reaches."""
    return sum(number >= edge for edge in edges)


@cache
def _roles() -> dict[str, str]:
    """What each label of any language announces."""
    found: dict[str, str] = {}
    for language in languages():
        for role, listed in language.section("labels").items():
            for word in listed:
                found.setdefault(fold(word), role)
    return found
