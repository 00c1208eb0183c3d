"""Regions of printed pages as lines of a draft: headings, items, cells, links; parted words put together."""

import re
from dataclasses import dataclass, field

from kg.read.draft import TEXT, Draft, Place
from kg.read.html import absolute
from kg.read.pdf.paragraphs import OPEN_RANGE, Printed, is_cut, lines_of
from kg.read.pdf.pieces import Piece, Row
from kg.read.pdf.regions import Region, Text
from kg.read.plain import addresses

_BULLET = re.compile(r"[-–*•·◦‣▪●○■□◆➢✓\uf0b7\uf0a7]\s+(?=\S)")
_PARTED = re.compile(r"([^\W\d_]+)-$")
_FIRST = re.compile(r"[^\W\d_]+")
_FOOTER = Place("footer")


@dataclass(slots=True)
class Writer:
    """Writes into a draft. `levels` says which sizes are those of headings; `compounds` are the words of the document
    that are printed with a hyphen inside a line."""

    draft: Draft
    address: str | None
    levels: dict[float, int]
    compounds: frozenset[str]
    _tables: int = 0
    _open: Printed | None = None
    _href: tuple[str, int] | None = None
    _margins: list[Row] = field(default_factory=list)

    def region(self, region: Region) -> None:
        """Adds a text or a table."""
        if isinstance(region, Text):
            self._text(region)
            return
        self._close()
        for number, row in enumerate(region.rows):
            for column, cell, reach in row:
                for line in lines_of(cell):
                    self._line(line, Place("cell", 0, (self._tables, number, column), reach))
                    self.draft.end_line()
                self.draft.end_block()
        self._tables += 1

    def margin(self, row: Row) -> None:
        """Keeps what stands in a margin for the end of the text."""
        self._margins.append(row)

    def finish(self) -> None:
        """Ends the text, with what stood in the margins of its pages behind it."""
        self._close()
        for row in self._margins:
            for piece in row.pieces:
                self._piece(piece, _FOOTER)
                self.draft.flow(" ", _FOOTER)
            self._end_link()
            self.draft.end_line()
        self.draft.end_block()

    def _text(self, text: Text) -> None:
        for number, line in enumerate(lines_of(text)):
            if number == 0 and self._open is not None and is_cut(self._open, line):
                self._join(self._open.pieces[-1], line.pieces[0], TEXT)
                self._rest(line, TEXT)
                self._open = line
                continue
            if self._open is not None:
                (self.draft.end_block if line.opens else self.draft.end_line)()
            self._line(line, self._place(line))
            self._open = line

    def _place(self, line: Printed) -> Place:
        level = self.levels.get(line.size)
        return Place("heading", level) if level else TEXT

    def _close(self) -> None:
        self._open = None
        self.draft.end_block()

    def _line(self, line: Printed, place: Place) -> None:
        bullet = _BULLET.match(line.pieces[0].text) if place is TEXT else None
        if bullet:
            self.draft.marker(bullet[0], place := Place("item", 1))
        self._piece(line.pieces[0], place, skip=bullet.end() if bullet else 0)
        self._rest(line, place)

    def _rest(self, line: Printed, place: Place) -> None:
        for above, piece in zip(line.pieces, line.pieces[1:], strict=False):
            self._join(above, piece, place)
        self._end_link()

    def _join(self, above: Piece, piece: Piece, place: Place) -> None:
        """Adds the piece in which a line goes on: the parts of a word without the hyphen, unless it is the word's own."""
        last, first = _PARTED.search(above.text), _FIRST.match(piece.text)
        if last and first:
            own = not first[0][:1].islower() or f"{last[1]}-{first[0]}".casefold() in self.compounds
            if not own:
                self.draft.unhyphen()
        elif not OPEN_RANGE.search(above.text):
            self.draft.flow(" ", place)
        self._piece(piece, place)

    def _piece(self, piece: Piece, place: Place, skip: int = 0) -> None:
        for words, run in piece.parts():
            skipped, skip = words[skip:], max(0, skip - len(words))
            target = absolute(self.address, run.href) if run.href else None
            if self._href and self._href[0] != target:
                self._end_link()
            if skipped[:1].isspace():
                self.draft.flow(" ", place, bold=run.bold)
            if target and self._href is None:
                self._href = (target, self.draft.mark())
            if target:
                self.draft.flow(skipped, place, bold=run.bold)
            else:
                self._words(skipped, place, run.bold)

    def _words(self, words: str, place: Place, bold: bool) -> None:
        at = 0
        for begin, end in addresses(words):
            self.draft.flow(words[at:begin], place, bold=bold)
            if words[:begin][-1:].isspace():
                self.draft.flow(" ", place, bold=bold)
            mark = self.draft.mark()
            self.draft.flow(words[begin:end], place, bold=bold)
            self.draft.link(mark, self.draft.mark(), words[begin:end])
            at = end
        self.draft.flow(words[at:], place, bold=bold)

    def _end_link(self) -> None:
        if self._href:
            self.draft.link(self._href[1], self.draft.mark(), self._href[0])
            self._href = None
