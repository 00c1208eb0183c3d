"""Structured records: calendar events, entries of lists, rows of tables, JSON-LD, front matter."""

import json
from collections.abc import Callable

import pytest

from kg.extract.form import values
from kg.extract.records import talks_of_records
from kg.extract.records_fields import role_of
from kg.model.announcement import Announcement, Talk
from kg.model.document import Document
from kg.read import read


def document(text: str, name: str = "announcement") -> Document:
    return read(text.encode(), key=f"/home/ada/{name}", max_bytes=1_000_000)


def announced(text: str, name: str = "announcement") -> Announcement:
    return talks_of_records(document(text, name))


def talk_of(text: str, name: str = "announcement") -> Talk:
    [talk] = announced(text, name).talks
    return talk


def event(**lines: str) -> str:
    """A calendar of one event in May 2025 with further lines."""
    stated = {"DTSTART;TZID=Europe/London": "20250503T140000", "DTEND;TZID=Europe/London": "20250503T150000"} | lines
    return (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + "".join(f"{name}:{value}\n" for name, value in stated.items()) + "END:VEVENT\nEND:VCALENDAR\n"
    )


def plain(value) -> str | None:
    return value and value.text


def people(talk: Talk) -> list[tuple[str, list[str]]]:
    return [(one.name.text, [each.text for each in one.affiliations]) for one in talk.speakers]


@pytest.mark.parametrize(
    ("summary", "series", "speakers", "title"),
    [
        (
            "Algebra Seminar: Emily King (Colorado State), Buzzwords of data science",
            "Algebra Seminar",
            [("Emily King", ["Colorado State"])],
            "Buzzwords of data science",
        ),
        ("[Geometry Seminar] Joan Bruna (NYU) — Sampling by tilting", "Geometry Seminar", [("Joan Bruna", ["NYU"])], "Sampling by tilting"),
        ("Joan Bruna – Sampling by tilting", None, [("Joan Bruna", [])], "Sampling by tilting"),
        ("Geometry Seminar - Joan Bruna: Sampling by tilting", "Geometry Seminar", [("Joan Bruna", [])], "Sampling by tilting"),
        ("Algebra Seminar: Sampling by tilting - Joan Bruna - 3 May @ 2pm", "Algebra Seminar", [("Joan Bruna", [])], "Sampling by tilting"),
        ("Geometry Seminar: Joan Bruna", "Geometry Seminar", [("Joan Bruna", [])], None),
        ("[Knot Faculty Seminar Spring 2025] Joan Bruna (NYU)", "Knot Faculty Seminar", [("Joan Bruna", ["NYU"])], None),
        ("Algebra Seminar: Joan Bruna (NYU) - TBA", "Algebra Seminar", [("Joan Bruna", ["NYU"])], None),
    ],
)
def test_the_summary_of_an_event_names_series_speaker_and_title(summary, series, speakers, title):
    talk = talk_of(event(SUMMARY=summary.replace(",", "\\,")))
    assert (plain(talk.series), people(talk), plain(talk.title)) == (series, speakers, title)


@pytest.mark.parametrize(
    "summary",
    [
        "Spring break",
        "No seminar this week",
        "Coffee break",
        "Bank holiday",
        "Department lunch",
        "Office hours",
        "Algebra Seminar",
        "Feiertag",
        "Pas de séminaire",
    ],
)
def test_what_is_plainly_no_talk_gives_none(summary):
    assert announced(event(SUMMARY=summary)).talks == ()


def test_the_calendar_says_when_and_where_and_the_description_what_and_who():
    talk = talk_of(
        event(
            SUMMARY="Sampling by tilting",
            LOCATION="Room 12\\, Main Building",
            DESCRIPTION="Dear all\\,\\n\\nSpeaker: Joan Bruna (New York University)\\n\\nTitle: Sampling by tilting\\n\\nAbstract: Whoever removes noise can also sample. "
            "The talk says when that must work.\\n\\nJoin: https://example.org/meet",
        )
    )
    assert (plain(talk.start), plain(talk.end), plain(talk.timezone)) == ("2025-05-03T14:00", "2025-05-03T15:00", "Europe/London")
    assert (plain(talk.title), people(talk)) == ("Sampling by tilting", [("Joan Bruna", ["New York University"])])
    assert plain(talk.location) == "Room 12, Main Building"
    assert plain(talk.abstract).startswith("Whoever removes noise") and plain(talk.abstract).endswith("must work.")
    assert talk.year_basis == "stated"


def test_the_title_stands_beside_the_speaker_whom_the_description_names():
    talk = talk_of(
        event(
            SUMMARY="Sierra Falcone\\, of Kyoto and elsewhere — Knots by hand",
            DESCRIPTION="Speaker: Sierra Falcone\\nAffiliation: Kyoto University\\nHost: Timothy Duff",
        )
    )
    assert (people(talk), plain(talk.title)) == ([("Sierra Falcone", ["Kyoto University"])], "Knots by hand")


def test_a_description_without_labels_is_the_abstract_up_to_how_to_join():
    talk = talk_of(
        event(
            SUMMARY="Geometry Seminar: Joan Bruna (NYU) - Sampling by tilting",
            DESCRIPTION="whoever removes noise from a picture can also make new pictures\\, and we ask when this is sure to work.\\n\\nhttps://example.org/meet\\n\\nPasscode 123",
        )
    )
    assert plain(talk.abstract) == "whoever removes noise from a picture can also make new pictures, and we ask when this is sure to work."


@pytest.mark.parametrize(
    ("lines", "start", "end", "zone"),
    [
        ({"DTSTART": "20250503T120000Z", "DTEND": "20250503T130000Z"}, "2025-05-03T12:00", "2025-05-03T13:00", "UTC"),
        ({"DTSTART": "20250503T120000", "DURATION": "PT1H30M"}, "2025-05-03T12:00", "2025-05-03T13:30", None),
        ({"DTSTART": "99991231T235900Z", "DURATION": "P999D"}, "9999-12-31T23:59", None, "UTC"),
        ({"DTSTART": "99991231T235900Z", "DURATION": "P999999999D"}, "9999-12-31T23:59", None, "UTC"),
        ({"DTSTART;VALUE=DATE": "20250503", "DTEND;VALUE=DATE": "00010101"}, "2025-05-03", None, None),
        ({"DTSTART;VALUE=DATE": "20250503", "DTEND;VALUE=DATE": "20250504"}, "2025-05-03", None, None),
        ({"DTSTART;VALUE=DATE": "20250503", "DTEND;VALUE=DATE": "20250506"}, "2025-05-03", "2025-05-05", None),
        ({'DTSTART;TZID="GMT Standard Time"': "20250503T140000"}, "2025-05-03T14:00", None, "GMT Standard Time"),
        ({"DTSTART": "20250503T233000", "DTEND": "20250504T003000"}, "2025-05-03T23:30", "2025-05-04T00:30", None),
        ({"DTSTART": "sometime"}, None, None, None),
    ],
)
def test_an_event_is_when_its_calendar_says(lines, start, end, zone):
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Geometry Seminar: Joan Bruna\n"
        + "".join(f"{name}:{value}\n" for name, value in lines.items())
        + "END:VEVENT\nEND:VCALENDAR\n"
    )
    talk = talk_of(text)
    assert (plain(talk.start), plain(talk.end), plain(talk.timezone)) == (start, end, zone)


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ({"SUMMARY": "Geometry Seminar: Joan Bruna", "STATUS": "CANCELLED"}, "cancelled"),
        ({"SUMMARY": "CANCELLED: Geometry Seminar: Joan Bruna", "STATUS": "CONFIRMED"}, "cancelled"),
        ({"SUMMARY": "[Postponed] Geometry Seminar: Joan Bruna"}, "postponed"),
        ({"SUMMARY": "Geometry Seminar: Joan Bruna - TBA"}, "tba"),
        ({"SUMMARY": "Geometry Seminar: Joan Bruna", "STATUS": "CONFIRMED"}, "scheduled"),
    ],
)
def test_an_event_has_the_status_it_states(lines, status):
    talk = talk_of(event(**lines))
    assert (talk.status.text, people(talk)[0][0]) == (status, "Joan Bruna")


def test_who_put_a_person_in_the_calendar_organizes_and_an_office_does_not():
    by = event(SUMMARY="Geometry Seminar: Joan Bruna", **{'ORGANIZER;CN="Timothy Duff"': "mailto:duff@example.org"})
    assert [one.name.text for one in talk_of(by).organizers] == ["Timothy Duff"]
    office = event(SUMMARY="Geometry Seminar: Joan Bruna", **{'ORGANIZER;CN="Seminar Calendar"': "mailto:office@example.org"})
    assert talk_of(office).organizers == ()


def test_the_name_of_a_calendar_is_the_series_of_its_events_unless_they_name_one():
    head = "BEGIN:VCALENDAR\nX-WR-CALNAME:Probability Seminar\n"
    text = event(SUMMARY="Joan Bruna – Sampling by tilting").replace("BEGIN:VCALENDAR\n", head)
    series = talk_of(text).series
    assert (series.text, series.derived) == ("Probability Seminar", True)
    assert [one.name.text for one in announced(text).series] == ["Probability Seminar"]


def test_a_feed_that_repeats_its_title_where_the_speaker_belongs_names_nobody():
    for name in ("Yearly Updates for Practitioners", "Knot Town Hall", "Northern Knot Symposium"):
        text = event(SUMMARY=f"[Retreat] {name}", DESCRIPTION=f"Program: Retreat\\n\\nSpeaker: {name}\\n\\nEvent type: Retreat")
        assert announced(text).talks == (), name


ENTRY = {"title": "Sampling by tilting", "speaker": "Joan Bruna", "date": "2025-05-03"}


def entry(**more: object) -> str:
    """A JSON list of one entry; a value of None takes a field out."""
    return json.dumps([{name: value for name, value in (ENTRY | more).items() if value is not None}])


@pytest.mark.parametrize(
    ("more", "start", "end", "zone"),
    [
        ({"time": "2pm - 3pm"}, "2025-05-03T14:00", "2025-05-03T15:00", None),
        ({"time": "3pm - 4pm ET"}, "2025-05-03T15:00", "2025-05-03T16:00", "ET"),
        ({"start": "09:55", "end": "10:40"}, "2025-05-03T09:55", "2025-05-03T10:40", None),
        (
            {"start_time": "2:00 PM", "end_time": "3:00 PM", "timezone": "Europe/Paris"},
            "2025-05-03T14:00",
            "2025-05-03T15:00",
            "Europe/Paris",
        ),
        ({"date": "2025-05-03T14:00:00"}, "2025-05-03T14:00", None, None),
        ({"date": "2025-05-03T14:00:00.000Z"}, "2025-05-03T14:00", None, "UTC"),
        ({"date": "2025-05-03T00:00:00"}, "2025-05-03", None, None),
        (
            {"date": None, "startDate": "2025-05-03T14:00+02:00", "endDate": "2025-05-03T15:00+02:00"},
            "2025-05-03T14:00",
            "2025-05-03T15:00",
            "UTC+02:00",
        ),
        (
            {"date": None, "start-date-time": "2025-05-03 9:00", "end-date-time": "2025-05-04 15:00"},
            "2025-05-03T09:00",
            "2025-05-04T15:00",
            None,
        ),
        ({"date": "May 3, 2025"}, "2025-05-03", None, None),
        ({"date": None, "when": "3rd of May (14:00), 2025"}, "2025-05-03T14:00", None, None),
        ({"date": "3 May"}, "--05-03", None, None),
        ({"date": "2025-02-31"}, None, None, None),
        ({"date": "TBA"}, None, None, None),
        ({"date": "2025-05-03", "end": "false"}, "2025-05-03", None, None),
    ],
)
def test_an_entry_is_when_its_fields_say_together(more, start, end, zone):
    talk = talk_of(entry(**more))
    assert (plain(talk.start), plain(talk.end), plain(talk.timezone)) == (start, end, zone)


@pytest.mark.parametrize(
    ("more", "speakers"),
    [
        ({"affiliation": "New York University"}, [("Joan Bruna", ["New York University"])]),
        ({"speaker": "Joan Bruna (NYU)"}, [("Joan Bruna", ["NYU"])]),
        ({"speaker": {"name": "Joan Bruna", "affiliation": "NYU", "url": "https://example.org/"}}, [("Joan Bruna", ["NYU"])]),
        ({"speaker": {"first_name": "Joan", "last_name": "Bruna"}}, [("Joan Bruna", [])]),
        (
            {"speaker": None, "speakers": [{"name": "Joan Bruna"}, {"name": "Eli Grigsby", "institution": "Boston College"}]},
            [("Joan Bruna", []), ("Eli Grigsby", ["Boston College"])],
        ),
        (
            {"speaker": "Joan Bruna & Eli Grigsby", "affil": "NYU · Boston College"},
            [("Joan Bruna", ["NYU"]), ("Eli Grigsby", ["Boston College"])],
        ),
        (
            {"speaker": "Joan Bruna, Eli Grigsby", "affiliation": "Boston College"},
            [("Joan Bruna", ["Boston College"]), ("Eli Grigsby", ["Boston College"])],
        ),
        ({"speaker": None, "name": "Joan Bruna", "institute": "NYU"}, [("Joan Bruna", ["NYU"])]),
        ({"speaker": None, "author": "Joan Bruna"}, [("Joan Bruna", [])]),
        ({"speaker": None, "Orateur": "Joan Bruna"}, [("Joan Bruna", [])]),
        ({"speaker": None, "Referentin": "Eli Grigsby"}, [("Eli Grigsby", [])]),
    ],
)
def test_an_entry_names_its_speakers_in_many_ways(more, speakers):
    assert people(talk_of(entry(**more))) == speakers


def test_an_entry_tells_what_else_it_knows():
    talk = talk_of(
        entry(
            title=None,
            talk_title="“Sampling by tilting”",
            position="Professor",
            abstract="Whoever removes noise can also sample. This is joint work with Eli Grigsby.",
            room="GDC 6.302",
            host="Timothy Duff",
            series="Geometry Seminar",
            type="lunchtalk",
            slides="https://example.org/slides.pdf",
            zoom="https://example.zoom.us/j/1",
            image="joan.jpg",
        )
    )
    assert (plain(talk.title), plain(talk.speakers[0].position)) == ("Sampling by tilting", "Professor")
    assert (plain(talk.location), plain(talk.mode)) == ("GDC 6.302", "hybrid")
    assert [one.name.text for one in talk.organizers] == ["Timothy Duff"]
    assert [one.name.text for one in talk.coauthors] == ["Eli Grigsby"]
    assert (plain(talk.series), plain(talk.kind)) == ("Geometry Seminar", "lunchtalk")
    assert [one.text for one in talk.links] == ["https://example.org/slides.pdf", "https://example.zoom.us/j/1"]


def test_a_biography_gives_the_affiliation_that_is_not_stated():
    talk = talk_of(
        entry(
            bio="Joan Bruna is a professor of computer science at New York University. He received his PhD from Ecole Polytechnique in 2013."
        )
    )
    [speaker] = talk.speakers
    assert (speaker.affiliations[0].text, speaker.affiliation_from) == ("New York University", "bio")
    assert plain(speaker.bio.degrees[0].institution) == "Ecole Polytechnique"


@pytest.mark.parametrize(
    "more",
    [
        {"speaker": "TBD", "title": "TBD"},
        {"speaker": "", "title": "TBA"},
        {"speaker": None},
        {"speaker": "Reserved", "title": ""},
        {"speaker": None, "title": "Spring break"},
        {"speaker": None, "date": None, "author": "Eli Grigsby", "description": "A program that draws knots."},
        {"speaker": None, "name": "Summer school", "title": None, "type": "workshop"},
    ],
)
def test_an_entry_that_announces_nobody_and_nothing_is_no_talk(more):
    assert announced(entry(**more)).talks == ()


@pytest.mark.parametrize(
    ("more", "status"),
    [({"title": "TBA"}, "tba"), ({"status": "cancelled"}, "cancelled"), ({"room": "moved online"}, "moved_online"), ({}, "scheduled")],
)
def test_an_entry_has_the_status_it_states(more, status):
    assert talk_of(entry(**more)).status.text == status


def test_talks_nested_under_other_keys_are_found_and_inherit_what_stands_above_them():
    listing = """
series: {title: Knot Seminar}
terms:
  - name: Spring
    room: MSB 110
    date: 2025-05-03
    talks:
      - {title: On knots, speaker: Eli Grigsby}
      - {title: On links, speaker: Joan Bruna, date: 2025-05-10, room: MSB 111}
"""
    first, second = announced(listing, "a.yml").talks
    assert (plain(first.start), plain(first.location), plain(first.series)) == ("2025-05-03", "MSB 110", "Knot Seminar")
    assert first.start.derived and first.location.derived and first.series.derived
    assert (plain(second.start), plain(second.location)) == ("2025-05-10", "MSB 111")
    assert not second.start.derived and not second.location.derived


def test_rows_of_a_table_are_talks():
    text = "Date,Speaker,Affiliation,Title,Room\n3 May 2025,Eli Grigsby,Boston College,On knots,12\n10 May 2025,,,Reading week,\n"
    talk = talk_of(text, "a.csv")
    assert (plain(talk.start), people(talk), plain(talk.title), plain(talk.location)) == (
        "2025-05-03",
        [("Eli Grigsby", ["Boston College"])],
        "On knots",
        "12",
    )


NODE = {
    "@context": "https://schema.org",
    "@type": "EducationEvent",
    "name": "On knots",
    "startDate": "2025-05-03T14:00:00-05:00",
    "performer": [{"@type": "Person", "name": "Eli Grigsby", "affiliation": {"@type": "Organization", "name": "Boston College"}}],
    "location": {"@type": "Place", "name": "GDC 6.302"},
    "eventStatus": "https://schema.org/EventCancelled",
    "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
    "superEvent": {"@type": "EventSeries", "name": "Knot Workshop"},
}


def test_a_node_of_json_ld_is_a_talk():
    talk = talk_of(json.dumps(NODE))
    assert (plain(talk.title), people(talk)) == ("On knots", [("Eli Grigsby", ["Boston College"])])
    assert (plain(talk.start), plain(talk.timezone), plain(talk.location)) == ("2025-05-03T14:00", "UTC-05:00", "GDC 6.302")
    assert (talk.status.text, plain(talk.mode), plain(talk.event)) == ("cancelled", "in_person", "Knot Workshop")


def test_a_node_in_a_page_is_a_talk_too():
    page = f'<html><head><script type="application/ld+json">{json.dumps(NODE)}</script></head><body>Welcome</body></html>'
    assert plain(talk_of(page).title) == "On knots"


def test_a_front_matter_that_is_a_talk_has_the_text_below_as_its_abstract():
    text = """---
title: On knots
speaker: Eli Grigsby
affiliation: Boston College
date: "2025-05-03T14:00:00"
abstract: true
---

Knots are everywhere, and most of them cannot be undone. We count those that can be, with bare hands.

This is joint work with Kathryn Lindsey.
"""
    talk = talk_of(text, "a.md")
    assert plain(talk.abstract).startswith("Knots are everywhere") and plain(talk.abstract).endswith("Kathryn Lindsey.")
    assert [one.name.text for one in talk.coauthors] == ["Kathryn Lindsey"]


def test_a_front_matter_that_is_the_page_s_own_is_no_talk():
    assert announced("---\ntitle: Seminars\ndate: 2025-05-03\nlayout: page\n---\n\n# Talks\n", "a.md").talks == ()


@pytest.mark.parametrize(
    "source", [entry(room="12", host="Timothy Duff"), event(SUMMARY="Geometry Seminar: Joan Bruna (NYU)"), json.dumps(NODE)]
)
def test_every_value_has_its_words_its_rule_and_a_confidence(source: str):
    page = document(source)
    for talk in talks_of_records(page).talks:
        for path, value in values(talk):
            if path == "status" and value.text == "scheduled":
                continue
            assert value.spans and all(page.words(span).strip() for span in value.spans), path
            assert value.rule and 0 < value.confidence <= 1, path


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("talkTitle", "title"),
        ("speaker-name", "speaker"),
        ("SPEAKERS", "speaker"),
        ("event_location", "location"),
        ("Résumé", "abstract"),
        ("Vortragende", "speaker"),
        ("fecha", "date"),
        ("startsAt", "datetime"),
        ("schema:startDate", "datetime"),
        ("colour", None),
        ("", None),
    ],
)
def test_the_name_of_a_field_says_what_its_values_are(name: str, role: str | None):
    assert role_of(name) == role


def test_an_announcement_of_records_never_needs_the_clock(monkeypatch):
    talks: Callable[[], tuple[Talk, ...]] = lambda: announced(entry(date="3 May")).talks
    assert plain(talks()[0].start) == "--05-03"


@pytest.mark.parametrize("placeholder", ["...", "…", "???", "TBD"])
def test_a_placeholder_is_no_title_and_alone_no_talk(placeholder):
    listed = (
        f'- author: Joan Bruna\n  date: 2017-10-06\n  title: "{placeholder}"\n- author: TBA\n  date: 2017-10-13\n  title: "{placeholder}"\n'
    )
    talk = talk_of(listed, "talks.yml")
    assert (plain(talk.title), people(talk), plain(talk.status)) == (None, [("Joan Bruna", [])], "tba")


@pytest.mark.parametrize("letters", ["MD, FACC", "PhD, MSPH", "MBBS", "MD, FACS, FSSO"])
def test_letters_behind_a_name_are_no_affiliation(letters):
    told = f"Speaker: Joan Bruna, {letters}\\n\\nTitle: Sampling by tilting".replace(",", "\\,")
    talk = talk_of(event(SUMMARY="[Grand Rounds] Joan Bruna", DESCRIPTION=told))
    assert (plain(talk.series), people(talk)) == ("Grand Rounds", [("Joan Bruna", [])])


@pytest.mark.parametrize(
    ("name", "guests"),
    [
        ("Industry Lunch with Joan Bruna (NYU)", [("Joan Bruna", ["NYU"])]),
        ("Emily King (Colorado State)", [("Emily King", ["Colorado State"])]),
        ("Coffee Hour with Prospective Students", []),
        ("Lunch with Colloquium Speaker", []),
    ],
)
def test_an_event_named_after_a_guest_and_his_firm_is_his_talk(name, guests):
    listed = f'- event-name: "{name}"\n  start-date-time: "2026-05-01 12:30"\n  talk-location: Room 10\n'
    assert [person for talk in announced(listed, "events.yml").talks for person in people(talk)] == guests
