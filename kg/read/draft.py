"""A stored text as it grows: words in, one text (NFC, LF line ends) with its lines, links and records out."""

import unicodedata
from dataclasses import dataclass, field

from kg.errors import STEERING
from kg.model.document import Field, Line, Link, Record
from kg.read.bounds import LONGEST_LINE, MOST_LISTED, kept, too_many_lines
from kg.read.sniffing import TooMuch

_UNSEEN = {code: None for code in (*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F, 0xAD, 0x200B, 0x2060, 0xFEFF)}
"""Characters without a shape, some of which would part a word (soft hyphen, zero width space)."""

_HALF = {code: "\ufffd" for code in (*range(0xD800, 0xE000), 0xFFFE, 0xFFFF)}
"""Halves of characters and none at all, which JSON can name, and UTF-8 or XML cannot hold."""
_CONTROL = {code: " " for code in STEERING if code not in (0x09, 0x85)}
_UNSTORABLE = _HALF | _CONTROL

_CUT = f"of a line of more than {LONGEST_LINE:,} characters only the beginning was read"

Piece = tuple[str, bool]
"""Words and whether they are emphasised."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the layout words stand; the fields are those of `Line`."""

    kind: str = "text"
    level: int = 0
    cell: tuple[int, int, int] | None = None
    rows: int = 1

    def beside(self, other: "Place") -> bool:
        """Whether the two are entries of one list or cells of one row, which no empty line parts."""
        if self.cell and other.cell:
            return self.cell[:2] == other.cell[:2]
        return self.kind == other.kind and self.kind in ("item", "meta", "nav") and self.cell == other.cell


TEXT, META = Place(), Place("meta")


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a record; its words stand in the draft between two marks, and are its value unless one is given."""

    path: str
    value: str | None
    begin: int
    end: int
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Draft:
    """What a reader fills. Words go in by `flow` (white space collapses) or `verbatim` (it is kept).

    A *mark* is a place in the text, handed out before the line it is in is whole; links and records are given as pairs
    of marks, which `links` and `records` turn into offsets. A line beyond `most_lines` raises TooMuch; of a line without
    end its beginning is kept, which `notes` then say.
    """

    language: str | None = None
    sent: str | None = None
    identifier: str | None = None
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    most_lines: int = MOST_LISTED
    _text: list[str] = field(default_factory=list)
    _size: int = 0
    _block: int = -1
    _fresh: bool = True
    _last: Place | None = None
    _pieces: list[Piece] = field(default_factory=list)
    _length: int = 0
    _skip: int = 0
    _space: bool = False
    _place: Place = TEXT
    _marks: list[int] = field(default_factory=list)
    _open: list[tuple[int, int]] = field(default_factory=list)
    _links: list[tuple[int, int, str]] = field(default_factory=list)
    _records: list[tuple[str, tuple[Property, ...]]] = field(default_factory=list)

    def flow(self, words: str, place: Place = TEXT, *, bold: bool = False) -> None:
        """Adds words to the current line; runs of white space count as one space, and none begins a line."""
        parts = words.translate(_UNSEEN).split()
        self._space = self._space or words[:1].isspace()
        if parts:
            space = " " if self._space and self._pieces else ""
            self._add(space + " ".join(parts), place, bold)
            self._space = words[-1].isspace()

    def unhyphen(self) -> None:
        """Takes back the hyphen that the current line ends with: the next words go on with the same word."""
        if self._pieces and self._pieces[-1][0].endswith("-"):
            words, bold = self._pieces.pop()
            self._add(words[:-1], self._place, bold)
            self._length -= len(words)
            self._space = False

    def verbatim(self, words: str, place: Place = TEXT, *, bold: bool = False) -> None:
        """Adds words of one line to the current line as they are."""
        if words:
            self._add(words, place, bold)

    def marker(self, words: str, place: Place) -> None:
        """Adds the mark of a list's entry, which is in the text and not in the line."""
        self._skip = len(words) if self.at_line_start else 0
        self._add(words, place, False)

    def _add(self, words: str, place: Place, bold: bool) -> None:
        if not self._pieces:
            self._place = place
        self._pieces.append((words, bold))
        self._length += len(words)

    def mark(self) -> int:
        """A mark at the place where the next word goes."""
        self._marks.append(-1)
        self._open.append((len(self._marks) - 1, self._length))
        return len(self._marks) - 1

    def link(self, begin: int, end: int, href: str) -> None:
        """Says that the words between two marks lead to `href`."""
        self._links.append((begin, end, href))

    def record(self, kind: str, properties: list[Property]) -> None:
        """Adds an entry of structured data whose values stand between marks."""
        self._records.append((kind, tuple(properties)))

    @property
    def size(self) -> int:
        """How many characters the lines that have ended hold."""
        return self._size

    @property
    def at_line_start(self) -> bool:
        """Whether nothing has been written in the current line."""
        return not self._pieces

    def end_line(self) -> None:
        """Ends the current line, if it holds anything; the next one is in the same block."""
        self._space = False
        if not self._pieces:
            return
        if self._fresh and self._last and not self._place.beside(self._last):
            self._put("")
        cut = _lead(self._pieces)
        for pieces in (self._pieces[:cut], self._pieces[cut:]) if cut else (self._pieces,):
            length = sum(len(words) for words, _ in pieces)
            self._emit(pieces, [(mark, offset) for mark, offset in self._open if offset <= length])
            self._open = [(mark, offset - length) for mark, offset in self._open if offset > length]
        self._pieces, self._open, self._length, self._last = [], [], 0, self._place

    def end_block(self) -> None:
        """Ends the current line and the block it is in."""
        self.end_line()
        self._fresh = True

    def blank(self, words: str = "") -> None:
        """Adds an empty line with the white space printed in it, which ends the block."""
        self.part()
        self._put(words)

    def part(self) -> None:
        """Ends the block where the text as printed has no empty line."""
        self.end_block()
        self._last = None

    def _emit(self, pieces: list[Piece], marks: list[tuple[int, int]]) -> None:
        """Writes one line and settles the marks in it."""
        raw = "".join(words for words, _ in pieces).translate(_UNSTORABLE)
        text, moved = _normal(raw, {offset for _, offset in marks})
        if len(text) > LONGEST_LINE:
            text = text[: kept(text)]
            self.notes += [_CUT] if _CUT not in self.notes else []
        for mark, offset in marks:
            self._marks[mark] = self._size + min(moved[offset], len(text))
        skip, self._skip = self._skip, 0
        bare = text[skip:].strip()
        if bare:
            if len(self.lines) >= self.most_lines:
                raise TooMuch(too_many_lines(self.most_lines))
            self._block += self._fresh
            self._fresh = False
            begin = self._size + len(text) - len(text[skip:].lstrip())
            bold = all(bold for words, bold in pieces if any(map(str.isalnum, words)))
            place = self._place
            self.lines.append(
                Line(begin, begin + len(bare), self._block, place.kind, place.level, place.cell, bold and _wordy(bare), place.rows)
            )
        self._put(text)

    def _put(self, text: str) -> None:
        self._text.append(text)
        self._size += len(text) + 1

    def text(self) -> str:
        """The stored text; ends what is still open."""
        self.end_line()
        for mark, _ in self._open:
            self._marks[mark] = self._size
        self._open = []
        return "\n".join(self._text)

    def links(self, text: str) -> tuple[Link, ...]:
        """The links that have words, in the order of the text."""
        spans = ((*_trimmed(text, self._marks[begin], self._marks[end]), href) for begin, end, href in self._links)
        return tuple(sorted((Link(*span) for span in spans if span[0] < span[1]), key=lambda link: (link.begin, link.end)))

    def records(self, text: str) -> tuple[Record, ...]:
        """The entries of structured data, in the order they were added."""
        return tuple(Record(kind, tuple(self._field(one, text) for one in properties)) for kind, properties in self._records)

    def _field(self, one: Property, text: str) -> Field:
        begin, end = _trimmed(text, self._marks[one.begin], self._marks[one.end])
        return Field(one.path, text[begin:end] if one.value is None else one.value, begin, end, one.parameters)


def _wordy(text: str) -> bool:
    return any(map(str.isalnum, text))


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends; a mark after the last line stands behind the text."""
    end = min(end, len(text))
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    return begin, max(begin, end)


def _lead(pieces: list[Piece]) -> int:
    """How many pieces an emphasised beginning covers that reads as a line of its own; 0 where there is none.

    'Prof. Ada Byron' in bold and then 'University of London': two lines. A label ('Speaker:') stays with its value,
    and a sentence that goes on ('Note that …') stays whole.
    """
    count = next((number for number, (words, bold) in enumerate(pieces) if not bold and _wordy(words)), 0)
    if not count or not all(bold for words, bold in pieces[:count] if _wordy(words)):
        return 0
    head = "".join(words for words, _ in pieces[:count])
    rest = "".join(words for words, _ in pieces[count:])
    parted = head[-1:].isspace() or rest[:1].isspace()
    after = rest.lstrip()[:1]
    own = _wordy(head) and not head.rstrip().endswith((":", "："))
    goes_on = any(bold for words, bold in pieces[count:] if _wordy(words))
    return count if parted and own and not goes_on and (after.isupper() or after.isdigit()) else 0


def _normal(raw: str, offsets: set[int]) -> tuple[str, dict[int, int]]:
    """The text in NFC, and where each offset into `raw` is in it.

    An offset inside a composed character moves behind it.
    """
    if raw.isascii() or unicodedata.is_normalized("NFC", raw):
        return raw, {offset: offset for offset in offsets}
    parts: list[str] = []
    moved, begin, size = {}, 0, 0
    for offset in sorted(offsets | {len(raw)}):
        end = max(offset, begin)
        while end < len(raw) and _joins(raw[end]):
            end += 1
        parts.append(unicodedata.normalize("NFC", raw[begin:end]))
        size += len(parts[-1])
        moved[offset], begin = size, end
    return "".join(parts), moved


def _joins(character: str) -> bool:
    """Whether a character may compose with the one before it: a combining mark, or a vowel or final of Hangul."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
