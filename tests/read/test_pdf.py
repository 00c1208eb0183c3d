"""PDF: reading order, lines, headings, cells, links; what cannot be read, in one sentence."""

import pytest

from kg.errors import SourceError
from tests.read.printing import Sheet, pdf

LEFT = ("A ring that nobody remembers has an identity of", "its own, which we construct for every finitely", "generated module that was forgotten before the", "end of the year, and prove that it is the only one.")
RIGHT = ("Ideals get lost in quotients, and nobody looks", "for them there. We describe how they are found", "again in polynomial time with pencil and paper,", "twice if need be, and what it costs to do that.")


def laid_out(page):
    return [(line.kind, line.cell, page.words((line.begin, line.end))) for line in page.lines]


def test_wrapped_lines_are_put_together_and_short_ones_are_not(document, words):
    sheet = Sheet().lines(60, 780, "Ada Byron", "University of London").lines(
        60, 740, "A talk about knots, about the links between them and about all that is known of either in three dimensions, that", "says what remains to be done, and who might do it."
    )
    assert words(document(pdf(sheet))) == [
        "Ada Byron",
        "University of London",
        "A talk about knots, about the links between them and about all that is known of either in three dimensions, that says what"
        " remains to be done, and who might do it.",
    ]


def test_days_below_one_another_are_lines_of_their_own(document, words):
    days = [f"{day} May 2025" for day in range(12, 30, 7)]
    assert words(document(pdf(Sheet().lines(60, 780, *days)))) == days


def test_a_word_parted_at_a_line_end_is_whole_and_a_compound_keeps_its_hyphen(document):
    first = "We look at non-linear maps and at the many ways in which they are ever deformed by any generic perturba-"
    second = "tion of small size, as it was done for linear maps, and again for others, and then at all of the non-"
    page = document(pdf(Sheet().lines(60, 780, first, second, "linear ones that are left over.")))
    assert "generic perturbation of small" in page.text and "all of the non-linear ones" in page.text


def test_larger_letters_are_headings_and_bold_lines_are_bold(document, line):
    page = document(pdf(Sheet().words("Knot Seminar", 60, 780, 20).words("On tops", 60, 750, 14).words("Ada Byron", 60, 730, font="F2").lines(60, 700, *LEFT)))
    assert [(one.kind, one.level) for one in page.lines[:3]] == [("heading", 1), ("heading", 2), ("text", 0)]
    assert line(page, "Ada Byron").bold and not page.lines[-1].bold


@pytest.mark.parametrize("lower", [0, 5])
def test_columns_of_text_are_read_one_after_another_level_or_not(document, lower):
    sheet = Sheet().words("Two abstracts about lost and found things, printed side by side as is the custom of the place", 60, 800)
    sheet.lines(60, 770, *LEFT).lines(320, 770 - lower, *RIGHT)
    text = document(pdf(sheet)).text.replace("\n", " ")
    assert " ".join(LEFT) in text and " ".join(RIGHT) in text
    assert text.index("only one.") < text.index("Ideals get lost")


def test_rows_of_a_table_are_cells(document):
    sheet = Sheet()
    for number, row in enumerate((("9:00", "Ada Byron", "On knots"), ("10:00", "Mary Somerville", "On the connexion"), ("11:00", "", "Coffee"))):
        for x, cell in zip((60, 140, 300), row, strict=True):
            sheet.words(cell, x, 780 - 12 * number) if cell else None
    assert laid_out(document(pdf(sheet))) == [
        ("cell", (0, 0, 0), "9:00"), ("cell", (0, 0, 1), "Ada Byron"), ("cell", (0, 0, 2), "On knots"),
        ("cell", (0, 1, 0), "10:00"), ("cell", (0, 1, 1), "Mary Somerville"), ("cell", (0, 1, 2), "On the connexion"),
        ("cell", (0, 2, 0), "11:00"), ("cell", (0, 2, 2), "Coffee"),
    ]  # fmt: skip


def test_lines_between_rows_part_them_where_cells_have_several_lines(document):
    sheet = Sheet().lines(60, 780, "Monday", "3 May").lines(160, 780, "On knots", "Ada Byron", "Room 12").lines(60, 740, "Monday", "10 May").lines(160, 740, "On links", "Mary Somerville")
    sheet.lines(60, 705, "Monday", "17 May").lines(160, 705, "On braids", "Emmy Noether")
    sheet.drawn += ["60 750 m 300 750 l S", "60 716 m 300 716 l S"]
    page = document(pdf(sheet))
    rows = {words: cell[1:] for _, cell, words in laid_out(page)}
    assert (rows["On knots"], rows["Room 12"], rows["10 May"], rows["Mary Somerville"]) == ((0, 1), (0, 1), (1, 0), (1, 1))
    assert rows["On braids"] == rows["Emmy Noether"] == (2, 1)


def test_lines_of_a_cell_stay_together_where_shorter_cells_are_centred_beside_them(document):
    sheet = Sheet().words("Knot days", 60, 800, 20)
    rows = (("09:00-09:45", "Ada Byron, University of London", "On knots"), ("09:45-10:30", "Emmy Noether, Goettingen", "On rings"))
    for number, (time, who, title) in enumerate(rows):
        y = 760 - 27 * number
        sheet.words(who, 124, y).words(time, 60, y - 6).words(title, 124, y - 12)
    sheet.words("10:30-11:00", 60, 704).words("Break", 124, 704)
    page = document(pdf(sheet))
    cells = [(one.cell[1:], page.text[one.begin : one.end]) for one in page.lines if one.cell]
    assert cells == [
        ((0, 0), "09:00-09:45"), ((0, 1), "Ada Byron, University of London"), ((0, 1), "On knots"),
        ((1, 0), "09:45-10:30"), ((1, 1), "Emmy Noether, Goettingen"), ((1, 1), "On rings"),
        ((2, 0), "10:30-11:00"), ((2, 1), "Break"),
    ]  # fmt: skip


PROGRAMME = (
    ("9:00", ("Ada Byron",), ("On knots that nobody", "can untie")),
    ("9:45", ("Emmy Noether,", "Goettingen"), ("Rings",)),
    ("10:30", ("Coffee",), ()),
    ("11:00", ("Mary Somerville,", "Royal Institution,", "London"), ("The connexion of", "the sciences")),
)


def programme(drawn=(), *, pitch=12.0, pad=6.0, middle=True):
    """A table of three columns, each cell centred at the height of its row or at its top; `drawn` are lines: rows, columns."""
    sheet, top, levels = Sheet(), 780.0, [780.0]
    for time, who, title in PROGRAMME:
        most = max(1, len(who), len(title))
        height = pitch * most + pad
        for x, cell in ((60, (time,)), (110, who), (210, title)):
            free = (most - len(cell)) * pitch / 2 if middle else 0
            for number, words in enumerate(cell):
                sheet.words(words, x, top - pad / 2 - free - pitch * number - 9)
        top -= height
        levels.append(top)
    if "rows" in drawn:
        sheet.drawn += [f"55 {y} m 330 {y} l S" for y in levels]
    if "columns" in drawn:
        sheet.drawn += [f"{x} {levels[0]} m {x} {levels[-1]} l S" for x in (55, 105, 205, 330)]
    if "one path" in drawn:
        sheet.drawn.append(" ".join(f"55 {y} m 330 {y} l" for y in levels) + " " + " ".join(f"{x} {levels[0]} m {x} {levels[-1]} l" for x in (55, 105, 205, 330)) + " S")
    if "shades" in drawn:
        sheet.drawn[:0] = [f"0.8 g 55 {below} 275 {above - below} re f 0 g" for above, below in zip(levels[::2], levels[1::2], strict=False)]
    return sheet


@pytest.mark.parametrize("drawn", [("rows", "columns"), ("one path",), ("rows",), ("columns",), ("shades",), ()])
@pytest.mark.parametrize("middle", [True, False])
def test_cells_of_several_lines_stay_whole_in_tables_of_three_columns(document, drawn, middle):
    page = document(pdf(programme(drawn, middle=middle)))
    cells = {}
    for line in page.lines:
        cells.setdefault(line.cell[1:], []).append(page.text[line.begin : line.end])
    whole = {place: " ".join(words) for place, words in cells.items()}
    assert whole == {
        (row, column): " ".join(cell) for row, (time, *rest) in enumerate(PROGRAMME) for column, cell in enumerate(((time,), *rest)) if cell
    }


def test_words_that_a_line_parts_are_of_two_cells_however_near_they_stand(document):
    sheet = Sheet()
    for number, (one, other) in enumerate((("Emmy Noether", "Rings"), ("Ada Byron", "Knots"))):
        sheet.words(one, 60, 780 - 20 * number).words(other, 129.5, 780 - 20 * number)
    assert "Emmy Noether Rings" in document(pdf(sheet)).text
    sheet.drawn.append("128 800 m 128 750 l S")
    assert "Emmy Noether Rings" not in document(pdf(sheet)).text


def test_a_cell_over_several_rows_or_columns_is_one(document):
    sheet = Sheet().words("Monday", 120, 785).words("Tuesday", 220, 785).words("9:00", 60, 765).words("Ada Byron", 120, 765).words("Mary Somerville", 220, 755)
    sheet.words("10:00", 60, 745).words("Emmy Noether", 120, 745).words("11:00", 60, 725).words("Lunch for all", 180, 725)
    sheet.drawn += [f"55 {y} m 320 {y} l S" for y in (800, 780, 740, 720)] + ["55 760 m 210 760 l S"]
    sheet.drawn += [f"{x} 800 m {x} 720 l S" for x in (55, 110, 320)] + ["210 800 m 210 740 l S"]
    page = document(pdf(sheet))
    cells = {page.text[line.begin : line.end]: (line.cell[1:], line.rows) for line in page.lines}
    assert cells["Mary Somerville"] == ((1, 2), 2)
    assert cells["Lunch for all"] == ((3, 1), 1)
    assert cells["Emmy Noether"] == ((2, 1), 1)


def test_lines_under_headings_and_around_a_page_are_no_table(document, words):
    sheet = Sheet().words("Knot Seminar", 60, 780, 16).lines(60, 740, *LEFT).words("On tops", 60, 660, 16).lines(60, 620, *RIGHT)
    sheet.drawn += ["30 30 535 780 re S", "55 774 m 400 774 l S", "55 654 m 400 654 l S", "55 540 m 400 540 l S"]
    page = document(pdf(sheet))
    assert not any(line.cell for line in page.lines) and words(page)[0] == "Knot Seminar"


@pytest.mark.parametrize("lower", [4, 5, 6])
def test_columns_of_text_that_are_not_level_are_no_table(document, lower):
    text = document(pdf(Sheet().lines(60, 770, *LEFT).lines(320, 770 - lower, *RIGHT))).text.replace("\n", " ")
    assert text.index(LEFT[-1][-12:]) < text.index(RIGHT[0][:12])


def test_two_days_side_by_side_are_two_programmes(document):
    sheet = Sheet().words("Monday, 2 June 2025", 60, 800, font="F2").words("Tuesday, 3 June 2025", 330, 800, font="F2")
    for number, (one, other) in enumerate((("Ada Byron", "Emmy Noether"), ("Mary Somerville", "Sofya Kovalevskaya"), ("Coffee", "Lunch"))):
        for x, cell in ((60, f"{9 + number}:00"), (110, one), (330, f"{10 + number}:30"), (380, other)):
            sheet.words(cell, x, 780 - 14 * number)
    text = document(pdf(sheet)).text
    assert text.index("Coffee") < text.index("Emmy Noether")


def test_running_heads_and_page_numbers_are_no_part_of_the_text(document):
    sheets = [
        Sheet().words("Workshop on Knots", 60, 810, 9).lines(60, 700, f"Talk number {word}", "by somebody").words(f"Page {number} of 3", 280, 30, 9)
        for number, word in enumerate(("one", "two", "three"), 1)
    ]
    page = document(pdf(*sheets))
    assert [text for kind, _, text in laid_out(page) if kind != "footer"].count("Workshop on Knots") == 1
    assert {text for kind, _, text in laid_out(page) if kind == "footer"} == {"Workshop on Knots", "Page 1 of 3", "Page 2 of 3", "Page 3 of 3"}


def test_links_and_printed_addresses_lead_where_they_lead(document):
    sheet = Sheet().words("The abstract is on the page of the speaker, or at https://example.org/a.", 60, 780)
    sheet.links.append(((60, 775, 118, 795), "https://example.org/abstract"))
    page = document(pdf(sheet))
    assert [(page.words((link.begin, link.end)), link.href) for link in page.links] == [
        ("The abstract", "https://example.org/abstract"),
        ("https://example.org/a", "https://example.org/a"),
    ]


def test_a_link_that_is_no_address_is_left_out(document):
    sheet = Sheet().words("The abstract", 60, 780)
    sheet.links.append(((50, 770, 200, 800), "javascript:alert(1)"))
    assert document(pdf(sheet)).links == ()


def test_a_page_on_its_side_is_turned(document, words):
    sheet = Sheet().words("Knot Seminar", 100, 60, 14, turned=True).words("Ada Byron: On knots", 130, 60, turned=True)
    assert words(document(pdf(sheet))) == ["Knot Seminar", "Ada Byron: On knots"]


def test_accents_that_are_printed_over_letters_are_of_the_letters(document):
    # An acute accent is 3.3 points wide in Helvetica of 10, an e 5.6.
    sheet = Sheet().words("Universit", 60, 780).words("´", 97.5, 780).words("e", 96.5, 780).words("de Lille", 105, 780)
    assert "Université de Lille" in document(pdf(sheet)).text


def test_lists_are_items(document, line):
    page = document(pdf(Sheet().words("•", 60, 780).words("Ada Byron", 80, 780).words("•", 60, 760).words("Mary Somerville", 80, 760)))
    assert (line(page, "Ada Byron").kind, line(page, "Mary Somerville").kind) == ("item", "item")


def test_the_language_is_the_declared_one(document):
    assert document(pdf(Sheet().words("Knoten", 60, 780), catalog="/Lang (de-AT)")).language == "de"


def test_only_so_many_pages_are_read_and_it_is_said(document):
    page = document(pdf(*(Sheet().words(f"Talk {number}", 60, 700) for number in range(210))))
    assert page.notes == ("only the first 200 of 210 pages were read",)
    assert "Talk 199" in page.text and "Talk 200" not in page.text


IMAGE = "q 400 0 0 600 60 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x41 EI Q"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf(Sheet([IMAGE])), "holds pictures of pages and no text: "),
        (pdf(Sheet()), "is a PDF without words: "),
        (pdf(Sheet().words("On knots", 60, 780), encrypted=True), "is locked with a password: "),
        (b"%PDF-1.7\n", "is a PDF that is damaged or cut off: "),
        (b"%PDF-1.7\n" + b"\x00\xff" * 5_000, "is a PDF that is damaged or cut off: "),
        (pdf(Sheet().words("On knots", 60, 780))[:300], "is a PDF "),
    ],
    ids=["scanned", "empty", "locked", "head alone", "noise", "cut off"],
)
def test_a_pdf_that_cannot_be_read_says_why(document, data, reason):
    with pytest.raises(SourceError) as caught:
        document(data)
    said = str(caught.value)
    assert said.startswith(f"/home/ada/announcement {reason}") and said.endswith(".") and "\n" not in said


def test_pages_within_pages_without_end_are_given_up(document):
    """A form that draws another ten times, ten deep: 10,000,000,000 words, were they drawn."""
    nested = bytearray(b"%PDF-1.4\n")
    places = []
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>"]
    bodies.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /XObject << /X 6 0 R >> >> >>")
    bodies.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    bodies.append("<< /Length 5 >>\nstream\n/X Do\nendstream")
    for level in range(10):
        draws = "/X Do " * 10 if level < 9 else "BT /F1 9 Tf 60 700 Td (On knots) Tj ET"
        bodies.append(
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length {len(draws)} /Resources << /XObject << /X {7 + level} 0 R >> /Font << /F1 4 0 R >> >> >>"
            f"\nstream\n{draws}\nendstream"
        )
    for number, body in enumerate(bodies, 1):
        places.append(len(nested))
        nested += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(nested)
    nested += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode() + b"".join(b"%010d 00000 n \n" % place for place in places)
    nested += f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    with pytest.raises(SourceError, match="more memory or work than a PDF of an announcement does: save it anew"):
        document(bytes(nested))
