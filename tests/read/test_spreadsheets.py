"""Spreadsheets: sheets as tables, days as days, what stands above a table; what cannot be read, in one sentence."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from kg.errors import SourceError
from kg.extract.records_table import columns_of

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(*sheets: str, states: dict[int, str] | None = None) -> bytes:
    """An XLSX of these sheets, each the XML of its rows."""
    out = io.BytesIO()
    named = "".join(
        f'<sheet name="Sheet {number}" sheetId="{number}" r:id="r{number}" state="{(states or {}).get(number, "visible")}"/>'
        for number in range(1, len(sheets) + 1)
    )
    related = "".join(f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>' for number in range(1, len(sheets) + 1))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>')
        book.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{named}</sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>')
        for number, rows in enumerate(sheets, 1):
            book.writestr(f"xl/worksheets/sheet{number}.xml", f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>')
    return out.getvalue()


def row(number: int, *cells: str) -> str:
    inner = "".join(
        f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for column, cell in enumerate(cells) if cell
    )
    return f'<row r="{number}">{inner}</row>'


TABLE = row(1, "Date", "Speaker", "Title") + row(2, "2025-05-03", "Ada Byron", "On knots & links") + row(3, "", "Emmy Noether", "On rings")


def paths(record) -> dict[str, str]:
    return {one.path: one.value for one in record.fields}


def test_rows_are_records_under_the_names_of_their_columns(document):
    page = document(workbook(TABLE), name="talks.bin")
    assert page.media_type.endswith("spreadsheetml.sheet")
    assert [paths(record) for record in page.records] == [
        {"Date": "2025-05-03", "Speaker": "Ada Byron", "Title": "On knots & links"},
        {"Speaker": "Emmy Noether", "Title": "On rings"},
    ]
    assert all(page.words((one.begin, one.end)) == one.value for record in page.records for one in record.fields)


def test_what_each_column_is_taken_for_is_said(document):
    table = row(1, "Datum", "Vortragende", "Titel", "Kaffee") + row(2, "2025-05-03", "Ada Byron", "On knots", "ja")
    assert columns_of(document(workbook(table))) == {"Datum": "date", "Vortragende": "speaker", "Titel": "title", "Kaffee": None}


def test_what_stands_above_a_table_is_its_heading(document):
    table = row(1, "Knot Seminar") + row(2) + row(3, "Spring 2025", "", "") + row(5, "Date", "Speaker") + row(6, "3 May", "Ada Byron")
    page = document(workbook(table))
    assert [(line.kind, page.words((line.begin, line.end))) for line in page.lines][:3] == [
        ("heading", "Knot Seminar"), ("heading", "Spring 2025"), ("text", "Date: 3 May"),
    ]  # fmt: skip


def test_each_sheet_stands_under_its_name_and_hidden_ones_do_not(document):
    page = document(workbook(TABLE, TABLE, TABLE, states={2: "hidden"}))
    assert [page.words((line.begin, line.end)) for line in page.lines if line.kind == "heading"] == ["Sheet 1", "Sheet 3"]


def test_a_sheet_that_is_no_table_is_text_and_it_is_said(document):
    page = document(workbook(TABLE, row(1, "Bring your own cups.")))
    assert "Bring your own cups." in page.text
    assert page.notes == ("the sheet 'Sheet 2' has no names of columns, and no talk was read from it",)


def test_days_and_hours_of_excel_are_days_and_hours(document):
    styles = f'<styleSheet xmlns="{SHEET}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/></cellXfs></styleSheet>'
    cells = '<row r="2"><c r="A2" s="1"><v>45780</v></c><c r="B2" s="2"><v>45780.604166666664</v></c><c r="C2" s="3"><v>0.604166666</v></c><c r="D2"><v>12</v></c></row>'
    data = workbook(row(1, "Day", "Moment", "Hour", "Room") + cells)
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as book:
        book.writestr("xl/styles.xml", styles)
    assert paths(document(out.getvalue()).records[0]) == {"Day": "2025-05-03", "Moment": "2025-05-03 14:30", "Hour": "14:30", "Room": "12"}


def bomb() -> bytes:
    """A sheet of two cells as far apart as can be: dense, it would be 17,000,000,000."""
    return workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def inflating() -> bytes:
    """A sheet of 2 GB of blanks in 2 MB."""
    out = io.BytesIO(workbook(TABLE))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as book, book.open("xl/sharedStrings.xml", "w", force_zip64=True) as strings:
        strings.write(f'<sst xmlns="{SHEET}"><si><t>'.encode())
        for _ in range(1_500):
            strings.write(b"x" * 1_000_000)
        strings.write(b"</t></si></sst>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (workbook(TABLE)[:400], "is damaged, or no spreadsheet: save"),
        (workbook(row(1)), "is a spreadsheet without words: "),
        (bomb(), "is damaged, or takes more memory or work than a spreadsheet of an announcement does: "),
        (inflating(), "is damaged, or takes more memory or work than a spreadsheet of an announcement does: "),
    ],
    ids=["cut off", "empty", "far apart", "inflating"],
)
def test_a_workbook_that_cannot_be_read_says_why(document, data, reason):
    with pytest.raises(SourceError) as caught:
        document(data, max_bytes=20_000_000)
    said = str(caught.value)
    assert said.startswith(f"/home/ada/announcement {reason}") and said.endswith(".") and "\n" not in said


@pytest.mark.parametrize("text", ["Date,Speaker,Title\n3 May 2025,Ada Byron,On knots\n", "Date;Speaker;Title\n3 May 2025;Ada Byron;On knots\n"])
def test_a_table_is_told_by_its_rows_and_not_by_its_name(document, text):
    assert document(text, name="anything").media_type == "text/csv"


@pytest.mark.parametrize("text", ["Ada Byron, London, UK\nEmmy Noether, Bryn Mawr, US\n", "Knots, links and braids,\nrings, fields and all that,\n"])
def test_lines_with_commas_are_no_table(document, text):
    assert document(text, name="anything").media_type == "text/plain"
