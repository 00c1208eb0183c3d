"""Announcements of every layout in our own words: what is read of each, and what is not."""

from typing import Any

import pytest

from kg.extract import extract
from kg.extract.form import announcement_form
from kg.read import read


def reading(text: str, suffix: str = ".txt", **given: Any) -> dict[str, Any]:
    """The JSON form of what is read from `text`."""
    document = read(text.encode(), key=f"page{suffix}", max_bytes=1_000_000, **given)
    return announcement_form(extract(document))


def told(text: str, suffix: str = ".txt", **given: Any) -> list[tuple]:
    """Title, speakers, start and location of each talk read from `text`."""
    return [
        (talk.get("title"), [person["name"] for person in talk.get("speakers", ())], talk.get("start"), talk.get("location"))
        for talk in reading(text, suffix, **given)["talks"]
    ]


KNOTS = "We colour the arcs of a knot and count. The count does not depend on the picture, which settles an old question about mirrors."
TREES = "A tree with many leaves must have a long branch or a thick one. We say how long, how thick, and what follows for random maps."

CASES = {
    "labels before values": (
        f"Speaker: Ada Novak (Oxford)\nTitle: Colours of knots\nDate: 3 May 2024\nTime: 4 pm - 5 pm\nVenue: Room 12\n\nAbstract: {KNOTS}\n",
        [("Colours of knots", ["Ada Novak"], "2024-05-03T16:00", "Room 12")],
    ),
    "labels above values": (
        f"Colours of knots\n\nDate and Time\n3 May 2024, 16:00\nLocation\nRoom 12\nSpeaker\nAda Novak (Oxford)\n\n{KNOTS}\n",
        [("Colours of knots", ["Ada Novak"], "2024-05-03T16:00", "Room 12")],
    ),
    "a label whose value is lost takes none from the next label": (
        f"Colours of knots\n\nDate and Time\n-\nLocation\nZoom\nSpeaker\nAda Novak (Oxford)\n\nAbstract: {KNOTS}\n",
        [("Colours of knots", ["Ada Novak"], None, "Zoom")],
    ),
    "entries that end with their speaker": (
        f"Room Organizer Title & Abstract\n\nMSB 12\nJohn Miller Colours of knots\n\n{KNOTS}\n\nSpeaker: Ada Novak (Oxford)\n\n"
        f"MSB 14\nJohn Miller Long branches\n\n{TREES}\n\nSpeaker: Peter Lindt (Bonn)\n",
        [("Colours of knots", ["Ada Novak"], None, "MSB 12"), ("Long branches", ["Peter Lindt"], None, "MSB 14")],
    ),
    "dates as headings of entries": (
        f"3 May 2024\n\nAda Novak (Oxford)\n\nColours of knots\n\n{KNOTS}\n\n10 May 2024\n\n"
        f"Peter Lindt (Bonn)\n\nLong branches\n\n{TREES}\n",
        [("Colours of knots", ["Ada Novak"], "2024-05-03", None), ("Long branches", ["Peter Lindt"], "2024-05-10", None)],
    ),
    "a default that holds unless stated otherwise": (
        "Algebra Seminar, Spring 2024\n\nUnless otherwise stated, talks are held on Fridays at 3 pm in Room 12.\n\n"
        "3 May 2024\nAda Novak (Oxford)\nColours of knots\n\n10 May 2024, 5 pm\nPeter Lindt (Bonn)\nLong branches\n",
        [
            ("Colours of knots", ["Ada Novak"], "2024-05-03T15:00", "Room 12"),
            ("Long branches", ["Peter Lindt"], "2024-05-10T17:00", "Room 12"),
        ],
    ),
    "a default that is only usual and does not fit every date": (
        "Algebra Seminar\n\nTalks are usually held on Fridays at 3 pm.\n\n3 May 2024\nAda Novak (Oxford)\nColours of knots\n\n"
        "14 May 2024\nPeter Lindt (Bonn)\nLong branches\n",
        [("Colours of knots", ["Ada Novak"], "2024-05-03", None), ("Long branches", ["Peter Lindt"], "2024-05-14", None)],
    ),
    "columns with bars": (
        "Date | Speaker | Title |\n\nMay 3, 2024 | Ada Novak (Oxford) | Colours of knots |\n\n"
        "May 10, 2024 | Peter Lindt (Bonn) | Long branches |\n",
        [("Colours of knots", ["Ada Novak"], "2024-05-03", None), ("Long branches", ["Peter Lindt"], "2024-05-10", None)],
    ),
    "title and speaker on one line with nothing between": (
        "Spring 2024\n\nDate Title Speaker\n05/03 Colours of knots Ada Novak (Oxford)\n"
        "05/17 Long branches in random trees Peter Lindt (Bonn)\n05/24 Nodal sets Mary Ward (MIT)\n",
        [
            ("Colours of knots", ["Ada Novak"], "2024-05-03", None),
            ("Long branches in random trees", ["Peter Lindt"], "2024-05-17", None),
            ("Nodal sets", ["Mary Ward"], "2024-05-24", None),
        ],
    ),
    "two talks in one line of one day": (
        "2024-05-03 (14h-16h). Ada Novak (Oxford) : « Les couleurs des nœuds » et Peter Lindt (Bonn) : « Les longues branches »\n\n"
        "2024-05-10 (14h-16h). Mary Ward (MIT) : « Les lignes nodales »\n",
        [
            ("Les couleurs des nœuds", ["Ada Novak"], "2024-05-03T14:00", None),
            ("Les longues branches", ["Peter Lindt"], "2024-05-03T14:00", None),
            ("Les lignes nodales", ["Mary Ward"], "2024-05-10T14:00", None),
        ],
    ),
    "one sentence of a newspaper": (
        "On Friday, May 3, 2024 at 4 pm, Ada Novak of Oxford University will speak on “Colours of knots” in the Maxwell Lecture Theatre.\n",
        [("Colours of knots", ["Ada Novak"], "2024-05-03T16:00", "Maxwell Lecture Theatre")],
    ),
    "a sentence below the labels says when": (
        f"Speaker: Ada Novak\nTitle: Colours of knots\nAbstract: {KNOTS}\n\n"
        f"The talk will take place at 8:30PM on Friday 3 May 2024 in the Maxwell Lecture Theatre. "
        "As usual there will be juice before the talk at 8:15PM.\n",
        [("Colours of knots", ["Ada Novak"], "2024-05-03T20:30", "Maxwell Lecture Theatre")],
    ),
    "German labels and a clock with dots": (
        "Titel: Farben von Knoten\nReferentin: Ada Novak (Universität Bonn)\nDatum: 3. Mai 2024\nUhrzeit: 16.15 Uhr\nOrt: Hörsaal 2\n",
        [("Farben von Knoten", ["Ada Novak"], "2024-05-03T16:15", "Hörsaal 2")],
    ),
    "French labels": (
        "Oratrice : Ada Novak (Lyon)\nTitre : Couleurs des nœuds\nDate : 3 mai 2024\nHeure : 16h15\nSalle : Amphi 4\n",
        [("Couleurs des nœuds", ["Ada Novak"], "2024-05-03T16:15", "Amphi 4")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_each_layout_gives_its_talks(text, expected):
    assert told(text) == expected


NOTHING = {
    "rules": "Seminar Rules\n\n1. Seminars are held on Fridays from 3pm.\n\n2. The speaker brings the coffee.\n",
    "advice": "# Kolloquien\n\nHinweise:\n* Es sind 20 Minuten Vortrag und 30 Minuten Fragen vorgesehen\n* Üben Sie den Vortrag laut.\n",
    "places kept free": "Date | Speaker | Title |\n\nMay 3, 2024 | Reserved | TBA |\n\nMay 10, 2024 | TBA | TBA |\n",
    "an institution": "Institute of Mathematics\nUniversity of Oxford\nAndrew Wiles Building\n",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_a_page_without_a_talk_gives_none(text):
    assert reading(text)["talks"] == []


AGENDA = """Workshop on Random Maps

University Hall (UH 12)
Capacity is limited to 40; please register by mail.

May 3, 2024
9:00-9:45am Ada Novak, Professor of Mathematics, University of Oxford
- Title: Colours of knots
- Abstract: We colour the arcs of a knot and count.
9:45-10:15am Coffee Break
Break for Individual Lunch
2:30-4:00pm - Two student talks, 30 mins each
Peter Lindt (Mathematics, Bonn)
- Title: Long branches
Mary Ward (Mathematics, MIT)
- Title: Nodal sets
May 4, 2024
9:00-9:45am John Miller, Yale University
- Talk: Thick leaves
1:00-2:00 - Faculty Lunch (UH 4.2)
"""


def test_an_agenda_gives_talks_blocks_and_breaks():
    form = reading(AGENDA)
    assert [(talk["title"], talk["start"]) for talk in form["talks"]] == [
        ("Colours of knots", "2024-05-03T09:00"),
        ("Long branches", "2024-05-03"),
        ("Nodal sets", "2024-05-03"),
        ("Thick leaves", "2024-05-04T09:00"),
    ]
    (event,) = form["events"]
    assert (event["name"], event["start"], event["end"], event["capacity"]) == ("Workshop on Random Maps", "2024-05-03", "2024-05-04", 40)
    assert event["location"] == "University Hall (UH 12)"
    assert event["sessions"] == [{"name": "Two student talks, 30 mins each", "start": "2024-05-03T14:30", "end": "2024-05-03T16:00"}]
    assert event["agenda_non_talks"] == [
        {"label": "Coffee Break", "start": "2024-05-03T09:45", "end": "2024-05-03T10:15"},
        {"label": "Break for Individual Lunch", "start": "2024-05-03"},
        {"label": "Faculty Lunch", "start": "2024-05-04T13:00", "end": "2024-05-04T14:00", "location": "UH 4.2"},
    ]


def test_talks_of_a_block_share_its_slot_and_its_session():
    talk = reading(AGENDA)["talks"][1]
    assert talk["slot"] == {"start": "2024-05-03T14:30", "end": "2024-05-03T16:00"}
    assert talk["session"] == "Two student talks, 30 mins each"


def test_the_place_of_the_page_is_marked_as_inherited():
    assert reading(AGENDA)["talks"][0]["derived"] == ["location"]


JOINT = f"""Bonn-Oxford Joint Topology Seminar: Ada Novak and Peter Lindt

May 3, 2024
4:00 PM - 6:00 PM
Event time is displayed in your time zone.
Maxwell Lecture Theatre

Registration (Required)

Talk 1: Colours of knots

Ada Novak (Oxford)

{KNOTS}

Talk 2:Long branches

Peter Lindt (Bonn)

Abstract: {TREES}
"""


def test_a_joint_series_is_run_by_the_institutions_of_its_name():
    form = reading(JOINT)
    assert form["series"][0]["name"] == "Bonn-Oxford Joint Topology Seminar"
    assert form["series"][0]["organizers"] == ["Bonn", "Oxford"]


def test_the_talks_of_a_joint_meeting_share_its_hours():
    form = reading(JOINT)
    assert [talk["title"] for talk in form["talks"]] == ["Colours of knots", "Long branches"]
    assert all(talk["slot"] == {"start": "2024-05-03T16:00", "end": "2024-05-03T18:00"} for talk in form["talks"])
    assert all("timezone" not in talk for talk in form["talks"])
    assert form["events"][0]["registration"] == "Required"


PROGRAMME = f"""# Workshop on Random Maps

Date: Friday 3 May 2024

9:00 Ada Novak (Oxford) "Colours of knots"
10:00 Coffee break
10:30 Peter Lindt (Bonn) "Long branches"
11:30 Mary Ward (MIT) "Nodal sets"

## Abstracts of the talks

### Prof Ada Novak

#### Colours of knots

{KNOTS}

### Dr Peter Lindt

#### Long branches

{TREES}
"""


def test_a_talk_told_in_programme_and_abstracts_is_one():
    talks = reading(PROGRAMME, ".md")["talks"]
    assert [(talk["title"], talk.get("abstract")) for talk in talks] == [
        ("Colours of knots", KNOTS),
        ("Long branches", TREES),
        ("Nodal sets", None),
    ]
    assert talks[0]["speakers"][0] == {"name": "Ada Novak", "honorific": "Prof", "affiliations": ["Oxford"]}


def test_a_title_still_to_come_is_no_title():
    (talk,) = reading("Speaker: Ada Novak (Oxford)\nTitle: TBA\nDate: 3 May 2024\n")["talks"]
    assert "title" not in talk and talk["status"] == "tba"


def test_a_title_that_is_merely_missing_is_no_announcement_to_come():
    (talk,) = reading("Speaker: Ada Novak (Oxford)\nDate: 3 May 2024\n")["talks"]
    assert "title" not in talk and talk["status"] == "scheduled"


def test_a_cancelled_entry_says_so_and_the_others_do_not():
    talks = reading("[CANCELLED] 3rd May 2024 — Prof. Ada Novak (Oxford)\n\n10th May 2024 — Dr Peter Lindt (Bonn)\n\nLong branches\n")[
        "talks"
    ]
    assert [talk["status"] for talk in talks] == ["cancelled", "scheduled"]


def test_the_subject_of_a_mail_cancels_its_talk():
    mail = (
        "Subject: CANCELLED: Colours of knots\nDate: Tue, 30 Apr 2024 10:00:00 +0000\n\n"
        "Speaker: Ada Novak (Oxford)\nTitle: Colours of knots\nDate: 3 May 2024\n"
    )
    (talk,) = reading(mail, ".eml")["talks"]
    assert talk["status"] == "cancelled"


def test_an_entry_behind_a_recess_does_not_take_the_day_above():
    page = (
        "MAY 3, 2024\n\nAda Novak, MIT\nColours of knots\n\nSpring Recess\n\nPeter Lindt, Yale University\n"
        "Title TBA\n\nMAY 17, 2024\n\nMary Ward, MIT\nNodal sets\n"
    )
    assert [start for _, _, start, _ in told(page)] == ["2024-05-03", None, "2024-05-17"]


def test_hosts_of_a_table_do_not_speak():
    page = (
        "<table><tr><th>Date</th><th>Speaker</th><th>Title</th><th>Host</th></tr>"
        "<tr><td>May 3, 2024</td><td>Ada Novak (Oxford)</td><td>Colours of knots</td><td>John Miller</td></tr>"
        "<tr><td>May 10, 2024</td><td>Peter Lindt (Bonn)</td><td>Long branches</td><td>TBA</td></tr></table>"
    )
    talks = reading(page, ".html")["talks"]
    assert [[person["name"] for person in talk["speakers"]] for talk in talks] == [["Ada Novak"], ["Peter Lindt"]]
    assert [person["name"] for person in talks[0]["organizers"]] == ["John Miller"]
    assert "organizers" not in talks[1]


def test_an_affiliation_not_printed_beside_the_name_is_that_of_the_biography():
    page = (
        f"Colours of knots\n\nSpeaker: Ada Novak\n\nAbstract: {KNOTS}\n\n"
        f"Bio: Ada Novak is a Research Scientist at Gridmatic. She received her PhD from the University of Oxford in 2015.\n"
    )
    (speaker,) = reading(page)["talks"][0]["speakers"]
    assert speaker["affiliations"] == ["Gridmatic"] and speaker["affiliation_from"] == "bio"


def test_every_value_stands_at_the_words_it_was_read_from():
    for text, _ in CASES.values():
        document = read(text.encode(), key="page.txt", max_bytes=1_000_000)
        for talk in extract(document).talks:
            assert talk.title is None or talk.title.text in " ".join(document.words(talk.title.spans[0]).split())
            assert all(document.words(person.name.spans[0]) == person.name.text for person in talk.speakers)
            assert all(0.5 <= value.confidence <= 1 for value in (talk.title, talk.start, talk.location) if value)


def test_a_second_labelled_talk_below_the_line_of_a_day_is_on_that_day():
    page = (
        "3 May 2024\nTitle: Colours of knots\nSpeaker: Ada Novak (Oxford)\n\nTitle: Long branches\nSpeaker: Peter Lindt (Bonn)\n\n"
        "10 May 2024\nTitle: Nodal sets\nSpeaker: Mary Ward (MIT)\n"
    )
    assert [start for _, _, start, _ in told(page)] == ["2024-05-03", "2024-05-03", "2024-05-10"]


@pytest.mark.parametrize("sign", ["x²³", "Ⅻ½", "٢٣", "ºª12"])
def test_letters_that_are_figures_do_not_shift_the_dates_behind_them(sign):
    (talk,) = reading(f"Speaker: Ada Novak (Oxford)\nTitle: Colours of {sign} knots\nDate: 13/5/2024\n")["talks"]
    assert talk["start"] == "2024-05-13"


@pytest.mark.parametrize(
    ("line", "location"),
    [("Room: Clark Hall 108", "Clark Hall 108"), ("Room (text): The room in which this talk was or will be given.", None)],
)
def test_a_place_stands_without_its_label_and_a_sentence_about_rooms_is_none(line, location):
    page = f"<h4>Monday, June 5, 2023. {line}</h4><p>9:00-9:50 Ann Lee (Rutgers): Colouring knots</p><p>10:10-11:00 Bo Ek (Yale): Cutting trees</p><p>11:10-12:00 Cy Orr (MIT): Long roads</p>"
    assert [(title, place) for title, _, _, place in told(page, ".html")] == [
        ("Colouring knots", location),
        ("Cutting trees", location),
        ("Long roads", location),
    ]
