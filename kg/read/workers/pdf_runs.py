"""The pages of a PDF as runs of characters: what is printed where, how large, and where it leads.

A line for the document ({"pages", "read", "cut", "language"}), then one for each page that was read: its `width` and
`height`, its `runs` [text, left, right, baseline, size, bold, slanted, address] in the order they are drawn, and the lines drawn on
it: horizontal `rules` [left, right, y] and vertical `pillars` [top, bottom, x]. Lengths are points, y counts downwards, and pages that lie on their side are turned upright.
"""

import json
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from pathlib import Path

import pypdfium2.raw as pdfium

sys.path.append(str(Path(__file__).parent))
from bounds import bound
from pdf_drawn import drawn
from pdf_glyphs import Glyph, frame_of, glyphs_of, links_of

MOST_PAGES, MOST_CHARACTERS = 200, 1_000_000
"""Bounds of pages and characters a document. The longest programme seen had 60 pages of 3,000
characters each."""

MOST_ACCENTS, MOST_GLYPHS = 200, 20_000
"""Pages with more accents or glyphs are left as they are: the two are compared with one another."""
_ACCENTS = dict(
    zip("´`¨ˆ^˜~¸˚ˇ˘˝¯˙", "\u0301\u0300\u0308\u0302\u0302\u0303\u0303\u0327\u030a\u030c\u0306\u030b\u0304\u0307", strict=True)
)
"""Accents that stand alone, as TeX prints them over a letter, and the marks that combine with it."""
WIDE, SPACE, NARROW, RISE = 1.0, 0.17, 0.05, 0.2
"""Of the size of the letters: a gap that parts columns (spaces of justified lines are narrower), one that parts words,
one that parts them where pdfium says so too, and how far the baseline of one line may wander."""


def main() -> None:
    """Writes the pages of the PDF on standard input."""
    bound()
    data = sys.stdin.buffer.read()
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        _refuse(
            "is locked with a password: give a copy without one, or its text."
            if locked
            else "is a PDF that is damaged or cut off: save it anew, or give its text."
        )
        return
    count = pdfium.FPDF_GetPageCount(document)
    pages, left, pictures = [], MOST_CHARACTERS, 0
    for number in range(min(count, MOST_PAGES)):
        page = pdfium.FPDF_LoadPage(document, number)
        if page and left > 0:
            read, characters, shown = page_of(document, page, left)
            pages.append(read)
            left -= characters
            pictures += shown
            pdfium.FPDF_ClosePage(page)
    if not any(page["runs"] for page in pages):
        _refuse(
            "holds pictures of pages and no text: give its text, or a PDF whose words can be copied."
            if pictures
            else "is a PDF without words: give the announcement as text."
        )
        return
    _say({"pages": count, "read": len(pages), "cut": left <= 0, "language": _language(document)})
    for page in pages:
        _say(page)


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")


def _refuse(why: str) -> None:
    _say({"refused": why})


def _language(document) -> str | None:
    buffer = (pdfium.FPDF_WCHAR * 32)()
    size = pdfium.FPDFCatalog_GetLanguage(document, buffer, 64)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "ignore") if 2 < size <= 64 else None


def page_of(document, page, most: int) -> tuple[dict, int, int]:
    """One page, the number of its characters and of its pictures."""
    words = pdfium.FPDFText_LoadPage(page)
    count = min(max(0, pdfium.FPDFText_CountChars(words)), most) if words else 0
    frame, styles = frame_of(page, words, count)
    links = links_of(document, page, frame)
    rules, pillars, pictures = drawn(page, frame)
    runs = runs_of(glyphs_of(words, count, frame, styles, links), pillars) if count else []
    pdfium.FPDFText_ClosePage(words)
    width, height = frame.size
    return {"width": width, "height": height, "runs": runs, "rules": rules, "pillars": pillars}, count, pictures


def runs_of(glyphs, pillars: list[list[float]]) -> list[list]:
    """The glyphs put together: a run ends where the line, the style or the link changes, a gap is wide or a line is drawn in it."""
    places = [pillar[2] for pillar in pillars]
    runs: list[list[Glyph]] = []
    space = False
    for glyph in glyphs:
        if glyph.text.isspace():
            space = True
            continue
        last = runs[-1][-1] if runs else None
        if last is not None and _covered(last, glyph):
            _accent(last, glyph)
        elif last is not None and _same_place(last, glyph):
            last.text += glyph.text  # the second letter of a ligature
        elif last is not None and last.style == glyph.style and last.href == glyph.href and _goes_on(last, glyph) and not _parted(last, glyph, pillars, places):
            wide = glyph.left - last.right > (NARROW if glyph.parted else SPACE) * glyph.style.size
            runs[-1].append(Glyph(" " + glyph.text, glyph.left, glyph.right, glyph.y, glyph.style) if space or wide else glyph)
        else:
            runs.append([glyph])
        space = False
    _raise(runs)
    return [
        [
            unicodedata.normalize("NFC", "".join(one.text for one in run)),
            *(round(x, 1) for x in (run[0].left, max(one.right for one in run), run[0].y, run[0].style.size)),
            run[0].style.bold,
            run[0].style.slanted,
            run[0].href,
        ]
        for run in runs
        if run
    ]


def _raise(runs: list[list[Glyph]]) -> None:
    """Puts accents that stand higher than their line, as over capitals, onto the letters below them."""
    lone = [run for run in runs if len(run) == 1 and run[0].text.strip() in _ACCENTS]
    if sum(map(len, runs)) > MOST_GLYPHS or len(lone) > MOST_ACCENTS:
        return
    for run in lone:
        below = (one for other in runs if other is not run for one in other if one.text.strip().isalpha() and _covered(one, run[0]))
        if letter := next(below, None):
            _accent(letter, run[0])
            run.clear()


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    size = glyph.style.size
    return abs(glyph.y - last.y) <= RISE * size and -0.5 * size < glyph.left - last.right < WIDE * size


def _parted(last: Glyph, glyph: Glyph, pillars: list[list[float]], places: list[float]) -> bool:
    """Whether a vertical line is drawn between two glyphs."""
    near = slice(bisect_left(places, last.right - 0.5), bisect_right(places, glyph.left + 0.5))
    return any(top < glyph.y - 0.3 * glyph.style.size < bottom for top, bottom, _ in pillars[near])


def _same_place(last: Glyph, glyph: Glyph) -> bool:
    near = 0.05 * glyph.style.size
    return last.style == glyph.style and abs(last.left - glyph.left) < near and abs(last.y - glyph.y) < near


def _covered(last: Glyph, glyph: Glyph) -> bool:
    """Whether an accent of its own and a letter are printed over one another."""
    if (last.text.strip() in _ACCENTS) == (glyph.text in _ACCENTS):
        return False
    shared = min(last.right, glyph.right) - max(last.left, glyph.left)
    narrow = min(last.right - last.left, glyph.right - glyph.left)
    return shared > 0.4 * narrow and abs(last.y - glyph.y) < 0.6 * glyph.style.size


def _accent(last: Glyph, glyph: Glyph) -> None:
    """Puts accent and letter together."""
    lead = " " if last.text[0] == " " else ""
    accent, letter = (last.text.strip(), glyph.text) if last.text.strip() in _ACCENTS else (glyph.text, last.text.strip())
    letter = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    last.text = lead + letter + _ACCENTS[accent]
    last.left, last.right = min(last.left, glyph.left), max(last.right, glyph.right)
    last.y, last.style = (glyph.y, glyph.style) if letter == glyph.text else (last.y, last.style)


if __name__ == "__main__":
    main()
