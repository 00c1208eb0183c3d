"""Which links of a page lead to the pages of its talks."""

import pytest

from kg.extract import extract
from kg.extract.leads import talk_links
from kg.read import read
from kg.read.alternates import alternates

ADDRESS = "https://seminar.example.org/list/"
ROW = "<tr><td>Thursday, {day} November 2025, 14:00</td><td>{speaker}</td><td>{title}</td><td>{more}</td></tr>"


def page(*rows: dict, before: str = "", after: str = "") -> str:
    told = "".join(ROW.format(**{"more": "", **row}) for row in rows)
    head = "<tr><th>Date</th><th>Speaker</th><th>Title</th><th>More</th></tr>"
    return f"<html><body>{before}<h1>Geometry Seminar</h1><table>{head}{told}</table>{after}</body></html>"


def leads(html: str) -> dict[str, tuple[int, ...]]:
    document = read(html.encode(), key=ADDRESS, address=ADDRESS, max_bytes=10_000_000)
    return talk_links(document, extract(document))


ADA = {"day": 6, "speaker": "Ada Byron (University of Oslo)", "title": "Knots without ends"}
EMMY = {"day": 13, "speaker": "Emmy Noether (University of Bergen)", "title": "Rings with many ideals"}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"title": '<a href="../t/1">Knots without ends</a>'}, "https://seminar.example.org/t/1"),
        ({"more": '<a href="/t/1">abstract</a>'}, "https://seminar.example.org/t/1"),
        ({"more": '<a href="/t/1">[Abstract]</a>'}, "https://seminar.example.org/t/1"),
        ({"more": '<a href="/t/1">More information »</a>'}, "https://seminar.example.org/t/1"),
        ({"more": '<a href="/t/1">Zusammenfassung</a>'}, "https://seminar.example.org/t/1"),
        ({"more": '<a href="/t/1.pdf">Résumé</a>'}, "https://seminar.example.org/t/1.pdf"),
        ({"speaker": '<a href="/t/1">Ada Byron</a> (University of Oslo)'}, "https://seminar.example.org/t/1"),
        ({"title": '<a href="/t/1">TBA</a>'}, "https://seminar.example.org/t/1"),
        ({"title": '<a href="/t/1.pdf">Knots without ends</a>'}, None),
        ({"more": '<a href="/s/1.pdf">slides</a>'}, None),
        ({"more": '<a href="/t/1">Zoom link</a>'}, None),
        ({"title": '<a href="mailto:ada@example.org">Knots without ends</a>'}, None),
        ({"title": '<a href="#top">Knots without ends</a>'}, None),
    ],
)
def test_a_link_belongs_to_the_talk_it_stands_at(row, expected):
    found = leads(page({**ADA, **row}, EMMY))
    assert found == ({expected: (0,)} if expected else {})


def test_a_link_at_a_speaker_counts_only_where_there_is_no_other():
    row = {**ADA, "speaker": '<a href="/people/ada">Ada Byron</a> (University of Oslo)', "title": '<a href="/t/1">Knots without ends</a>'}
    assert list(leads(page(row, EMMY))) == ["https://seminar.example.org/t/1"]


def test_one_page_for_several_talks_is_named_once():
    rows = [{**ADA, "more": '<a href="/abstracts">abstract</a>'}, {**EMMY, "more": '<a href="/abstracts">abstract</a>'}]
    assert leads(page(*rows)) == {"https://seminar.example.org/abstracts": (0, 1)}


def test_navigation_pages_and_footers_lead_to_no_talk():
    before = '<nav><a href="/more">More</a></nav>'
    after = '<p><a href="?page=2">Next</a></p><footer><a href="/details">Details</a></footer>'
    assert leads(page(ADA, EMMY, before=before, after=after)) == {}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<link rel="alternate" type="text/calendar" href="/cal">', [("calendar", "https://seminar.example.org/cal")]),
        ('<link rel="ALTERNATE feed" type="application/rss+xml; charset=utf-8" href="rss">', [("feed", "https://seminar.example.org/list/rss")]),
        ('<a href="webcal://cal.example.org/x">Subscribe</a>', [("calendar", "https://cal.example.org/x")]),
        ('<a href="talks.ics?term=2">iCal</a>', [("calendar", "https://seminar.example.org/list/talks.ics?term=2")]),
        ('<base href="/other/"><link rel="alternate" type="application/atom+xml" href="atom">', [("feed", "https://seminar.example.org/other/atom")]),
        ('<link rel="alternate" type="application/rss+xml" href="/comments/feed/">', []),
        ('<link rel="alternate" hreflang="de" href="/de/">', []),
        ('<link rel="stylesheet" type="text/calendar" href="/cal">', []),
        ('<a href="javascript:alert(1)//.ics">x</a>', []),
    ],
)
def test_a_page_names_its_calendar_and_its_feed(html, expected):
    found = alternates(f"<html><head>{html}</head><body><p>x</p></body></html>".encode(), None, ADDRESS)
    assert [(one.kind, one.address) for one in found] == expected


@pytest.mark.parametrize(("count", "expected"), [(3, 3), (4, 0), (50, 0)])
def test_many_calendars_are_of_single_talks_and_not_of_the_page(count, expected):
    html = "".join(f'<a href="/{n}.ics">x</a>' for n in range(count))
    assert len(alternates(f"<html><body>{html}</body></html>".encode(), None, ADDRESS)) == expected


@pytest.mark.parametrize("data", [b"", b"\x00\xff\x00", b"%PDF-1.7", b"no markup at all", b"<"])
def test_what_is_no_page_names_nothing(data):
    assert alternates(data, None, ADDRESS) == ()
