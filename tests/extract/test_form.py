"""The JSON form says what the announcement says, and leads back to it."""

import json

from kg.extract.form import announcement_form, from_form, to_form
from kg.model.announcement import (
    AgendaItem,
    Announcement,
    Award,
    Biography,
    Coauthor,
    Degree,
    Event,
    Person,
    Position,
    Series,
    Session,
    Slot,
    Talk,
    Value,
)
from kg.model.document import Document

EVERYTHING = Announcement(
    talks=(
        Talk(
            title=Value("On knots", ((0, 8),), 0.97, "labelled"),
            speakers=(
                Person(
                    Value("Ada Byron", ((10, 19),)),
                    honorific=Value("Dr.", ((7, 10),)),
                    affiliations=(Value("Mathematics"), Value("Ockham")),
                    affiliation_from="bio",
                    bio=Biography(
                        degrees=(Degree(Value("PhD"), date=Value("2018-10")),),
                        positions=(Position(Value("Fellow"), Value("Ockham"), current=True),),
                        awards=(Award(Value("Knot Prize"), year=Value("2015")),),
                    ),
                ),
            ),
            start=Value("2025-02-20T09:00", ((20, 30),), derived=True),
            slot=Slot(Value("2025-02-20T09:00"), Value("2025-02-20T10:00")),
            mode=Value("hybrid", read_by="model"),
            coauthors=(Coauthor(Value("Grace Hop"), scope=Value("Some of this")),),
            language="en",
        ),
        Talk(),
    ),
    events=(
        Event(
            Value("Knots 2025"),
            capacity=Value("70", ((40, 42),)),
            sessions=(Session(Value("Morning")),),
            agenda=(AgendaItem(Value("Lunch"), start=Value("2025-02-20T13:00")),),
        ),
    ),
    series=(Series(Value("Knot seminar"), (Value("Ockham"),)),),
)


def test_the_form_leads_back_to_the_same_announcement():
    assert from_form(json.loads(json.dumps(announcement_form(EVERYTHING)))) == EVERYTHING


def test_a_value_stands_as_its_text_and_its_evidence_beside_it():
    talk = announcement_form(EVERYTHING)["talks"][0]
    assert talk["title"] == "On knots"
    assert talk["evidence"]["title"] == [[0, 8]]
    assert talk["rules"]["title"] == "labelled"
    assert talk["confidence"]["title"] == 0.97
    assert talk["speakers"][0]["bio"]["degrees"] == [{"type": "PhD", "date": "2018-10"}]
    assert talk["derived"] == ["start"]
    assert talk["online"] is True
    assert talk["read_by"]["mode"] == "model"


def test_what_is_not_stated_is_absent_and_capacity_is_a_number():
    form = announcement_form(EVERYTHING)
    assert "title" not in form["talks"][1]
    assert form["talks"][1]["status"] == "scheduled"
    assert form["events"][0]["capacity"] == 70
    assert form["events"][0]["agenda_non_talks"] == [{"label": "Lunch", "start": "2025-02-20T13:00"}]


def test_the_text_is_left_out_on_request():
    document = Document("k", "0" * 64, "text/plain", "On knots", ())
    assert to_form(document, Announcement(), source="a")["text"] == "On knots"
    assert "text" not in to_form(document, Announcement(), source="a", with_text=False)
