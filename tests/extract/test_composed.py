"""Lines and fields that put all in one are read by the patterns of their source, with the words of each part."""

import json

import pytest

from kg.extract import extract
from kg.extract.composed import composition
from kg.extract.form import values
from kg.model.announcement import Announcement, Talk
from kg.model.document import Document
from kg.model.source import SourceSettings
from kg.read import read

PATTERNS = (("title", ("{speaker} – {title} ({affiliation})", "{speaker}: {title}")),)


def settings(*patterns: tuple[str, tuple[str, ...]]) -> SourceSettings:
    return SourceSettings("knots", "https://knots.example/", patterns=patterns or PATTERNS)


def document(text: str, name: str) -> Document:
    return read(text.encode(), key=name, max_bytes=10_000_000)


def facts(talk: Talk) -> tuple[str | None, str, str, str | None]:
    """Title, speakers, affiliations and start."""
    people = talk.speakers
    return (
        talk.title and talk.title.text,
        " & ".join(person.name.text for person in people),
        " & ".join(one.text for person in people for one in person.affiliations),
        talk.start and talk.start.text,
    )


def listed(found: Announcement) -> list[tuple]:
    return [facts(talk) for talk in found.talks]


KNOTS = ("Knots without ends", "Ada Byron", "University of Oslo", "2025-05-12T14:00")
WALKS = ("Random Walks on Trees", "Wugo Zü", "ETH", "2025-05-19T14:00")
COMPILING = ("Compiling", "Grace Hooper", "", "2025-05-26T14:00")

CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Ada Byron – Knots without ends (University of Oslo)
DTSTART:20250512T140000
END:VEVENT
BEGIN:VEVENT
SUMMARY:Wugo Zü - Random Walks on Trees (ETH)
DTSTART:20250519T140000
END:VEVENT
BEGIN:VEVENT
SUMMARY:CANCELLED: Grace Hooper: Compiling
DTSTART:20250526T140000
END:VEVENT
BEGIN:VEVENT
SUMMARY:Lunch
DTSTART:20250526T140000
END:VEVENT
END:VCALENDAR
"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>Ada Byron – Knots without ends (University of Oslo)</title><description>12 May 2025, 14:00</description></item>
<item><title>Wugo Zü - Random Walks on Trees (ETH)</title><description>Monday 19 May 2025, 2 pm in Room 8</description></item>
<item><title>CANCELLED: Grace Hooper: Compiling</title><description>On 26 May 2025 at 14:00.</description></item>
<item><title>The library is closed</title><description>On 27 May 2025 at 14:00.</description></item>
</channel></rss>"""
LINES = (
    ("12 May 2025, 14:00", "Ada Byron – Knots without ends (University of Oslo)"),
    ("19 May 2025, 14:00", "Wugo Zü -- Random Walks on Trees (ETH)"),
    ("26 May 2025, 14:00", "CANCELLED: Grace Hooper: Compiling"),
)
LISTING = "<h1>Talks</h1><ul>" + "".join(f"<li>{when}: {line}</li>" for when, line in LINES) + "</ul><p>News: all rooms are open.</p>"
TABLE = "<table><tr><th>Date</th><th>Talk</th></tr>" + "".join(f"<tr><td>{when}</td><td>{line}</td></tr>" for when, line in LINES) + "</table>"
PLAIN = "Talks this term\n\n" + "".join(f"{when}\n{line}\n\n" for when, line in LINES)
ROWS = "start,title\n" + "".join(f'"{when}","{line}"\n' for when, line in LINES)
OBJECTS = json.dumps([{"start": when, "title": line} for when, line in LINES], ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "name"),
    [(CALENDAR, "a.ics"), (LISTING, "a.html"), (TABLE, "a.html"), (PLAIN, "a.txt"), (ROWS, "a.csv"), (OBJECTS, "a.json"), (FEED, "a.rss")],
    ids=["calendar", "listing", "table", "plain", "rows", "objects", "feed"],
)
def test_each_entry_is_read_by_the_first_pattern_it_fits(text: str, name: str):
    given = document(text, name)
    found = extract(given, settings())
    assert listed(found) == [KNOTS, WALKS, COMPILING]
    assert [talk.status.text for talk in found.talks] == ["scheduled", "scheduled", "cancelled"]
    for talk in found.talks:
        assert talk.title.rule == "pattern:knots"
        for path, value in values(talk):
            words = " ".join(given.words(span) for span in value.spans)
            assert path.split(".")[-1] not in ("title", "name", "0") or words == value.text


def test_an_entry_that_fits_no_pattern_is_read_as_before():
    given = document(CALENDAR.replace("Ada Byron – Knots without ends (University of Oslo)", "Talk by Ada Byron (University of Oslo)"), "a.ics")
    assert listed(extract(given, settings()))[0] == listed(extract(given))[0] == (None, *KNOTS[1:])


def test_a_pattern_is_of_the_field_it_is_stated_for():
    entry = {"when": "12 May 2025, 14:00", "talk": "Knots without ends", "who": "Ada Byron", "where": "Room 7 // Bo Li"}
    (talk,) = extract(document(json.dumps([entry]), "a.json"), settings(("where", ("{location} // {host}",)))).talks
    assert (talk.location.text, [person.name.text for person in talk.organizers]) == ("Room 7", ["Bo Li"])


def test_a_feed_s_entry_takes_its_date_from_the_pattern_and_not_from_when_it_was_posted():
    text = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>Ada Byron: Knots, 12 May 2025, 2 pm</title>
        <description>We tie them.</description><pubDate>Mon, 05 May 2025 10:00:00 GMT</pubDate></item></channel></rss>"""
    (talk,) = extract(document(text, "a.rss"), settings(("title", ("{speaker}: {title}, {date}",)))).talks
    assert facts(talk) == ("Knots", "Ada Byron", "", "2025-05-12T14:00")


def test_several_lines_of_a_calendar_s_description_are_one_pattern():
    text = CALENDAR.replace("SUMMARY:Ada Byron – Knots without ends (University of Oslo)", "SUMMARY:Topology Seminar\nDESCRIPTION:Ada Byron\\nKnots without ends\\nThey are tied.")
    (talk,) = extract(document(text, "a.ics"), settings(("description", ("{speaker}\n{title}\n{abstract}",)))).talks[:1]
    assert facts(talk)[:2] == ("Knots without ends", "Ada Byron") and talk.abstract.text == "They are tied."


def test_a_date_in_the_pattern_is_the_talk_s():
    text = "<ul><li>Ada Byron – Knots (12 May 2025, 2 pm)</li><li>Bo Li – Links (19 May 2025, 2 pm)</li></ul>"
    found = extract(document(text, "a.html"), settings(("line", ("{speaker} – {title} ({date})",))))
    assert listed(found) == [("Knots", "Ada Byron", "", "2025-05-12T14:00"), ("Links", "Bo Li", "", "2025-05-19T14:00")]


@pytest.mark.parametrize("line", ["TBA – TBA (ETH)", "Room: The old library", "News: all rooms are open", "Geometry Seminar: Knots"])
def test_what_is_nobody_s_name_is_no_speaker(line: str):
    given = document(OBJECTS.replace("Ada Byron – Knots without ends (University of Oslo)", line), "a.json")
    names = {person.name.text for talk in extract(given, settings()).talks for person in talk.speakers}
    assert names == {"Wugo Zü", "Grace Hooper"}


def test_words_that_are_passed_over_are_not_read():
    text = json.dumps([{"title": "[4711] Ada Byron – Knots", "start": "2025-05-12T14:00"}])
    (talk,) = extract(document(text, "a.json"), settings(("title", ("[{_}] {speaker} – {title}",)))).talks
    assert facts(talk)[:2] == ("Knots", "Ada Byron")


def test_the_tries_of_a_line_are_bounded_however_many_ways_there_are_to_read_it(monkeypatch):
    tries = []
    monkeypatch.setattr("kg.extract.composed.people_line", lambda text, span: tries.append(span) or ())
    line = " – ".join(["(x) Xx"] * 400)
    assert composition(settings(("line", ("{speaker} – {title} – {_} – {location}",) * 50)), "line").fit(line, (0, len(line)))
    assert len(tries) <= 32
