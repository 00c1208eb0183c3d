"""The straight lines drawn on a page of a PDF, edges of boxes among them: what rules its tables."""

import ctypes
import math

import pypdfium2.raw as pdfium

MOST_OBJECTS, MOST_POINTS, MOST_LINES = 20_000, 100_000, 2_000
"""Bounds of a page: its objects, the points of its paths, and the lines of either direction that are told."""
_SHORT, _TALL, _THIN = 20, 6, 3
"""Points: shorter horizontal lines and lower vertical ones rule no table, and thicker ones are boxes."""
_WHITE = 250
_BOX = 6
"""Points of a path that is one line or one box: its bounds say all."""

Point = tuple[float, float]


def drawn(page, frame) -> tuple[list[list[float]], list[list[float]], int]:
    """The horizontal lines [left, right, y] from top to bottom, the vertical ones [top, bottom, x] from left to right, and the
    number of pictures."""
    rules: list[list[float]] = []
    pillars: list[list[float]] = []
    pictures, left = 0, MOST_POINTS
    for number in range(min(MOST_OBJECTS, pdfium.FPDFPage_CountObjects(page))):
        piece = pdfium.FPDFPage_GetObject(page, number)
        kind = pdfium.FPDFPageObj_GetType(piece)
        pictures += kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
        if kind != pdfium.FPDF_PAGEOBJ_PATH or not _is_seen(piece):
            continue
        points = pdfium.FPDFPath_CountSegments(piece)
        if points <= _BOX or points > left:
            boxes = _bounds(piece)
        else:
            boxes, left = _steps(piece, points), left - points
        for box in boxes:
            _add(frame.box(*box), rules, pillars)
    return sorted(rules, key=lambda rule: rule[2])[:MOST_LINES], sorted(pillars, key=lambda pillar: pillar[2])[:MOST_LINES], pictures


def _is_seen(path) -> bool:
    """Whether a path is drawn, and not merely a box of white."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke)) or stroke.value:
        return True
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not fill.value:
        return False
    known = pdfium.FPDFPageObj_GetFillColor(path, *map(ctypes.byref, (red, green, blue, alpha)))
    return not known or min(red.value, green.value, blue.value) < _WHITE


def _bounds(path) -> list[tuple[float, float, float, float]]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    told = pdfium.FPDFPageObj_GetBounds(path, *map(ctypes.byref, (left, bottom, right, top)))
    return [(left.value, bottom.value, right.value, top.value)] if told else []


def _steps(path, count: int) -> list[tuple[float, float, float, float]]:
    """The straight lines of a path of many points, each as the box it fills; boxes that are lines drawn thick are whole."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    found: list[tuple[float, float, float, float]] = []
    first = last = (0.0, 0.0)
    for number in range(count):
        step = pdfium.FPDFPath_GetPathSegment(path, number)
        if not pdfium.FPDFPathSegment_GetPoint(step, ctypes.byref(x), ctypes.byref(y)):
            continue
        here = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        kind = pdfium.FPDFPathSegment_GetType(step)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            found.append(_box(last, here))
        last = here
        if pdfium.FPDFPathSegment_GetClose(step):
            found.append(_box(last, first))
            last = first
    return found


def _box(one: Point, other: Point) -> tuple[float, float, float, float]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _add(box: tuple[float, float, float, float], rules: list[list[float]], pillars: list[list[float]]) -> None:
    """Adds a line, or the edges of a box."""
    left, top, right, bottom = box
    if not all(map(math.isfinite, box)):
        return
    if right - left >= _SHORT:
        rules += [[round(left, 1), round(right, 1), round(y, 1)] for y in ({(top + bottom) / 2} if bottom - top <= _THIN else {top, bottom})]
    if bottom - top >= _TALL:
        pillars += [[round(top, 1), round(bottom, 1), round(x, 1)] for x in ({(left + right) / 2} if right - left <= _THIN else {left, right})]
