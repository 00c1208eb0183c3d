"""Answers in every format, with values that would break a careless writer."""

import csv
import io
import xml.etree.ElementTree as ET

import icalendar
import pyoxigraph
import pytest
from pyoxigraph import QueryResultsFormat

from kg.config import Config
from kg.errors import UsageError
from kg.formats import FORMATS, Solutions, format_for, render
from kg.store import open_store

AWKWARD = r"""
SELECT ?iri ?plain ?tagged ?typed ?none { VALUES (?iri ?plain ?tagged ?typed) {
  (<https://example.org/a?b=1&c=2> "a,b;\"c\"\nd\te" "é😀<x>&"@en-gb "2025-02-20"^^<http://www.w3.org/2001/XMLSchema#date>)
  (UNDEF "" "]]>" 7) } }
"""
ATOM = "{http://www.w3.org/2005/Atom}"


def answer(text: str) -> Solutions:
    return open_store("memory:", config=Config()).query(text)


def talks(*rows: str, columns: str = "?talk ?title ?start ?end ?location ?speaker ?status") -> Solutions:
    types = "PREFIX t: <https://example.org/talk/> PREFIX schema: <https://schema.org/> PREFIX x: <http://www.w3.org/2001/XMLSchema#> "
    return answer(f"{types} SELECT {columns} {{ VALUES ({columns}) {{ {' '.join(f'({row})' for row in rows)} }} }}")


@pytest.mark.parametrize(("name", "format"), [("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML), ("tsv", QueryResultsFormat.TSV)])
def test_what_machines_read_loses_nothing(name: str, format: QueryResultsFormat) -> None:
    asked = answer(AWKWARD)
    back = pyoxigraph.parse_query_results(render(asked, name), format=format)
    assert [variable.value for variable in back.variables] == list(asked.variables)
    assert [[row[column] for column in asked.variables] for row in back] == [[row[column] for column in asked.variables] for row in asked]


def test_csv_holds_the_bare_values() -> None:
    rows = list(csv.reader(io.StringIO(render(answer(AWKWARD), "csv").decode(), newline="")))
    assert rows == [
        ["iri", "plain", "tagged", "typed", "none"],
        ["https://example.org/a?b=1&c=2", 'a,b;"c"\nd\te', "é😀<x>&", "2025-02-20", ""],
        ["", "", "]]>", "7", ""],
    ]


def test_xml_survives_control_characters() -> None:
    root = ET.fromstring(render(answer('SELECT ?x { BIND("a\\u0000\\u001B" AS ?x) }'), "xml"))
    assert [element.text for element in root.iter("{http://www.w3.org/2005/sparql-results#}literal")] == ["a\ufffd\ufffd"]


@pytest.mark.parametrize("verdict", [True, False])
def test_yes_and_no(verdict: bool) -> None:
    assert render(verdict, "table") == render(verdict, "csv") == (b"true\n" if verdict else b"false\n")
    for name, format in (("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML)):
        assert bool(pyoxigraph.parse_query_results(render(verdict, name), format=format)) is verdict


def test_a_table_is_aligned_whatever_the_script() -> None:
    shown = render(answer('SELECT ?name ?n { VALUES (?name ?n) { ("数学" 1) ("Zoe\u0308" 2) ("Bo" 3) } }'), "table").decode()
    assert shown == "name  n\n────  ─\n数学  1\nZoe\u0308   2\nBo    3\n"


def test_a_table_cannot_move_the_cursor_and_is_bounded() -> None:
    shown = render(answer('SELECT ?x { VALUES ?x { "a\\u001B[2Jb\\nc\\u202Ed\\u009B" } }'), "table").decode()
    assert shown.splitlines()[2] == "a [2Jb cd"
    long = render(answer(f'SELECT ?x ?y {{ VALUES (?x ?y) {{ ("{"語" * 100}" <https://example.org/{"a" * 100}>) }} }}'), "table").decode().splitlines()[2]
    assert long == "語" * 29 + "…  https://example.org/" + "a" * 100


def test_a_table_without_rows_keeps_its_head() -> None:
    assert render(answer("SELECT ?talk ?n { FILTER(false) }"), "table").decode().splitlines()[0] == "talk  n"


ROWS = (
    't:a "A, b; c\\\\d\\ne" "2025-02-20T14:00:00+01:00"^^x:dateTime "2025-02-20T15:00:00+01:00"^^x:dateTime "Room 1" "Ada" UNDEF',
    't:a "A, b; c\\\\d\\ne" "2025-02-20T14:00:00+01:00"^^x:dateTime "2025-02-20T15:00:00+01:00"^^x:dateTime "Room 1" "Ben" UNDEF',
    't:b "Local" "2025-02-20T09:00:00"^^x:dateTime UNDEF UNDEF UNDEF schema:EventCancelled',
    't:c "Whole day" "2025-02-20"^^x:date "2025-02-21"^^x:date UNDEF "Cleo" UNDEF',
    't:d "No date" UNDEF UNDEF UNDEF "Dan" UNDEF',
    't:e UNDEF "2025-02-22"^^x:date "2025-02-22T10:00:00"^^x:dateTime UNDEF UNDEF UNDEF',
)


def test_a_calendar_is_read_by_others() -> None:
    events = {str(event["UID"]).rpartition("/")[2]: event for event in icalendar.Calendar.from_ical(render(talks(*ROWS), "ics")).walk("VEVENT")}
    assert set(events) == {"a", "b", "c", "e"}, "a talk without a date has no place in a calendar"
    assert str(events["a"]["SUMMARY"]) == "Ada, Ben: A, b; c\\d\ne" and str(events["a"]["LOCATION"]) == "Room 1"
    assert events["a"]["DTSTART"].dt.isoformat() == "2025-02-20T13:00:00+00:00"
    assert events["b"]["DTSTART"].dt.isoformat() == "2025-02-20T09:00:00" and str(events["b"]["STATUS"]) == "CANCELLED"
    assert (events["c"]["DTSTART"].dt.isoformat(), events["c"]["DTEND"].dt.isoformat()) == ("2025-02-20", "2025-02-22")
    assert "DTEND" not in events["e"] and str(events["e"]["SUMMARY"]) == "Talk"


def test_calendar_lines_are_folded_between_characters() -> None:
    text = render(talks(f't:a "{"é😀" * 60}" "2025-02-20"^^x:date UNDEF UNDEF UNDEF UNDEF'), "ics")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert "é😀" * 60 in text.decode().replace("\r\n ", "")
    assert b"\n" not in text.replace(b"\r\n", b"")


@pytest.mark.parametrize("attack", ["x\\r\\nBEGIN:VALARM", "x\\u000BEND:VEVENT", "x\\u0085y"])
def test_no_title_adds_a_line_to_a_calendar(attack: str) -> None:
    lines = render(talks(f't:a "{attack}" "2025-02-20"^^x:date UNDEF UNDEF UNDEF UNDEF'), "ics").decode().splitlines()
    assert [line.partition(":")[0].partition(";")[0] for line in lines] == [
        "BEGIN", "VERSION", "PRODID", "BEGIN", "UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL", "END", "END",
    ]  # fmt: skip


def test_a_feed_holds_every_talk() -> None:
    feed = ET.fromstring(render(talks(*ROWS), "atom"))
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id").rpartition("/")[2] for entry in entries] == ["a", "b", "c", "d", "e"]
    assert [author.text for author in entries[0].iterfind(f"{ATOM}author/{ATOM}name")] == ["Ada", "Ben"]
    assert [entry.findtext(f"{ATOM}updated") for entry in entries[:4]] == ["2025-02-20T13:00:00Z", "2025-02-20T09:00:00Z", "2025-02-20T00:00:00Z", "1970-01-01T00:00:00Z"]
    assert entries[3].findtext(f"{ATOM}summary") == "No date is known."
    assert entries[0].find(f"{ATOM}link").get("href") == "https://example.org/talk/a"


@pytest.mark.parametrize("name", ["ics", "atom"])
def test_a_calendar_or_feed_needs_talks_with_a_start(name: str) -> None:
    with pytest.raises(UsageError, match=r"needs the columns \?talk and \?start; this query has \?x"):
        render(answer("SELECT ?x { BIND(1 AS ?x) }"), name)


def test_a_feed_does_not_link_to_what_is_no_web_address() -> None:
    feed = ET.fromstring(render(talks('<javascript:alert(1)> "T" "2025-02-20"^^x:date UNDEF UNDEF UNDEF UNDEF'), "atom"))
    assert feed.find(f"{ATOM}entry/{ATOM}link") is None


@pytest.mark.parametrize(("name", "form"), [("turtle", "select"), ("ics", "ask"), ("csv", "construct"), ("word", "select"), ("text/html", "ask")])
def test_a_format_that_does_not_fit_is_refused(name: str, form: str) -> None:
    with pytest.raises(UsageError, match="cannot be written as"):
        format_for(name, form)


def test_formats_are_known_by_name_and_media_type() -> None:
    for entry in FORMATS.values():
        assert format_for(entry.name, entry.forms[0]) is format_for(entry.media_type, entry.forms[-1]) is entry
    assert (format_for(None, "select").name, format_for(None, "describe").name) == ("json", "turtle")
