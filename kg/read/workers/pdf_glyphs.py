"""The glyphs of a page of a PDF, upright, with their style and where they lead."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

MOST_LINKS = 300
_BOLD = re.compile(r"bold|black|heavy|demi|CMBX|CMSSBX|SFBX|-Bd\b|\bBd$", re.I)
_TEX = {
    0x0B: "ff", 0x0C: "fi", 0x0E: "ffi", 0x0F: "ffl", 0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»", 0x15: "–", 0x16: "—",
    0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl",
}  # fmt: skip
"""What TeX's own encodings have where no text has anything; its bitmap fonts say nothing else of their letters."""
_LIGATURES = _TEX | {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "ft", 0xFB06: "st"}
_SLANTED = re.compile(r"italic|oblique|CMTI|CMSL|SFTI|SFSL|-It\b", re.I)
_ITALIC, _FORCED_BOLD, _FILLED_AND_STROKED, _BOLD_WEIGHT = 1 << 6, 1 << 18, 2, 600
_UNMAPPED = "\ufffd"


@dataclass(frozen=True, slots=True)
class Style:
    """How letters are printed: how large, whether bold or in italics, and in which quarter turn (None: in none)."""

    size: float
    bold: bool
    slanted: bool
    turn: int | None


@dataclass(slots=True)
class Glyph:
    """A character: `left` and `right` of it, its baseline `y` (downwards), its style and the address it leads to;
    `parted` where pdfium takes it for the first of a word."""

    text: str
    left: float
    right: float
    y: float
    style: Style
    href: str = ""
    parted: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns a page so that most of its text is upright, and its y downwards."""

    width: float
    height: float
    turn: int = 0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The place of a point of the page."""
        return (
            (x, self.height - y),
            (y, x),
            (self.width - x, y),
            (self.height - y, self.width - x),
        )[self.turn]

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """The left, top, right and bottom of a box of the page."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    @property
    def size(self) -> tuple[float, float]:
        """The width and the height of the turned page."""
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)


def frame_of(page, words, count: int) -> tuple[Frame, dict[int, Style]]:
    """How the page is turned, and the styles of its pieces of text by the piece."""
    styles: dict[int, Style] = {}
    turns: Counter[int] = Counter()
    for number in range(count):
        piece = _piece(words, number)
        if not piece:
            continue
        if piece not in styles:
            styles[piece] = _style(words, number)
        if styles[piece].turn is not None:
            turns[styles[piece].turn] += 1
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if pdfium.FPDFPage_GetRotation(page) % 2:
        width, height = height, width
    return Frame(width, height, turns.most_common(1)[0][0] if turns else 0), styles


def _piece(words, number: int) -> int:
    return ctypes.cast(pdfium.FPDFText_GetTextObject(words, number), ctypes.c_void_p).value or 0


def _style(words, number: int) -> Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(words, number, ctypes.byref(matrix))
    scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or 1.0
    angle = math.degrees(math.atan2(matrix.b, matrix.a))
    turn = round(angle / 90)
    piece = pdfium.FPDFText_GetTextObject(words, number)
    font = pdfium.FPDFTextObj_GetFont(piece)
    name = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, name, 256)
    black = (
        pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
        or pdfium.FPDFFont_GetFlags(font) & _FORCED_BOLD
        or pdfium.FPDFTextObj_GetTextRenderMode(piece) == _FILLED_AND_STROKED
        or _BOLD.search(name.value.decode("latin-1"))
    )
    size = round(min(1000.0, max(0.1, pdfium.FPDFText_GetFontSize(words, number) * scale)), 1)
    slanted = pdfium.FPDFFont_GetFlags(font) & _ITALIC or _SLANTED.search(name.value.decode("latin-1"))
    return Style(size, bool(black), bool(slanted), turn % 4 if abs(angle - 90 * turn) < 5 else None)


def glyphs_of(words, count: int, frame: Frame, styles: dict[int, Style], links: list[tuple]) -> Iterator[Glyph]:
    """The glyphs that stand upright in the frame, in the order they are drawn; a space is a glyph, a line end is none."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    parted = False
    for number in range(count):
        code = pdfium.FPDFText_GetUnicode(words, number)
        if code == 0x20 and pdfium.FPDFText_IsGenerated(words, number):
            parted = True
            continue
        piece = _piece(words, number)
        if code in (0x0A, 0x0D) or not piece or styles[piece].turn != frame.turn:
            continue
        pdfium.FPDFText_GetLooseCharBox(words, number, ctypes.byref(box))
        pdfium.FPDFText_GetCharOrigin(words, number, ctypes.byref(x), ctypes.byref(y))
        begin, upper, end, lower = frame.box(box.left, box.bottom, box.right, box.top)
        baseline = frame.point(x.value, y.value)[1]
        if not all(map(math.isfinite, (begin, end, baseline))) or max(abs(begin), abs(end), abs(baseline)) > 100_000:
            continue
        glyph = Glyph(_character(code), begin, end, baseline, styles[piece], parted=parted)
        parted = False
        if links and not glyph.text.isspace():
            glyph.href = _leads(links, (begin + end) / 2, (upper + lower) / 2)
        yield glyph


def _character(code: int) -> str:
    if code in (0x02, 0xAD):
        return "-"  # what a hyphen at the end of a line is to pdfium
    if code in _LIGATURES:
        return _LIGATURES[code]
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 and code not in (0xFFFE, 0xFFFF) else _UNMAPPED


def _leads(links: list[tuple], x: float, y: float) -> str:
    return next((href for left, top, right, bottom, href in links if left <= x <= right and top <= y <= bottom), "")


def links_of(document, page, frame: Frame) -> list[tuple]:
    """The boxes of links to addresses and where they lead: (left, top, right, bottom, address)."""
    found, at, link = [], ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, ctypes.byref(at), ctypes.byref(link)):
            break
        address = ctypes.create_string_buffer(2_000)
        action = pdfium.FPDFLink_GetAction(link)
        size = pdfium.FPDFAction_GetURIPath(document, action, address, 2_000) if action else 0
        box = pdfium.FS_RECTF()
        if 1 < size <= 2_000 and pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            found.append((*frame.box(box.left, box.bottom, box.right, box.top), address.value.decode("utf-8", "replace")))
    return found
