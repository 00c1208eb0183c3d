"""Writes the spreadsheets among the fixtures, from one table each; needs openpyxl, xlwt and odfpy, which nothing else here does.

Example:  python tools/table_fixtures.py
"""

import datetime as dt
from pathlib import Path

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

FIXTURES = Path(__file__).parent.parent / "tests" / "bundled" / "fixtures"


def term(path: Path) -> None:
    """A term in German: a title above the table, days as days, one merged over two talks, a second sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Vorträge"
    sheet.append(["Oberseminar Stille Analysis"])
    sheet.append(["Wintersemester 2024/25, Universität Nirgendheim"])
    sheet.append([])
    sheet.append(["Datum", "Uhrzeit", "Vortragende", "Einrichtung", "Titel", "Raum", "Bemerkung"])
    sheet.append([dt.date(2024, 10, 16), dt.time(14, 15), "Ada Nemo", "University of Nowhere", "Schweigen in mehreren Variablen", "2.13", "mit Kaffee"])
    sheet.append([dt.date(2024, 10, 23), dt.time(14, 15), "Bruno Nessuno", "Utopia State University", "Was von der Summe bleibt", "2.13"])
    sheet.append([None, dt.time(15, 30), "Clara Niemand", "Universität Nirgendheim", "Karten von Orten, die es nicht gibt", "0.01"])
    sheet.append([])
    sheet.append([dt.date(2024, 11, 6), dt.time(14, 15), "N.N.", None, None, "2.13"])
    sheet.merge_cells("A6:A7")
    sheet.merge_cells("A1:G1")
    gifts = book.create_sheet("Getränke")
    gifts.append(["Wer", "Was"])
    gifts.append(["Ada", "Kaffee"])
    book.save(path)


def lectures(path: Path) -> None:
    """A list in the old format of Excel, in French, day and hour in one cell."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Exposés")
    moment = xlwt.easyxf(num_format_str="DD/MM/YYYY HH:MM")
    for column, name in enumerate(("Date", "Orateur", "Affiliation", "Titre", "Salle")):
        sheet.write(0, column, name)
    rows = (
        (dt.datetime(2025, 3, 4, 10, 30), "Eve Personne", "Université de Nulle-Part", "Formes du silence", "Salle 12"),
        (dt.datetime(2025, 3, 11, 10, 30), "Dan Nobody", "Atlantis Institute of Technology", "Arbres sous l'eau", "Salle 12"),
    )
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell, moment) if column == 0 else sheet.write(number, column, cell)
    book.save(str(path))


def afternoon(path: Path) -> None:
    """Two talks of one afternoon in an OpenDocument table, times as words."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Talks")
    rows = (
        ("Speaker", "Affiliation", "Title", "Date", "Time", "Room"),
        ("Ada Nemo", "University of Nowhere", "The geometry of absent friends", "2025-05-14", "14:00-14:45", "Room 3"),
        ("Bruno Nessuno", "Utopia State University", "Edges without ends", "2025-05-14", "15:00-15:45", "Room 3"),
    )
    for row in rows:
        line = TableRow()
        for cell in row:
            place = TableCell(valuetype="string")
            place.addElement(P(text=cell))
            line.addElement(place)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))


if __name__ == "__main__":
    term(FIXTURES / "term-in-german.xlsx")
    lectures(FIXTURES / "lectures.xls")
    afternoon(FIXTURES / "afternoon.ods")
