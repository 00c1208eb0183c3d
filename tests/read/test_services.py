"""What services answer: Indico's export and the interface of researchseminars.org; what is for programs alone stays out."""

import json

import pytest

MOMENT = {"date": "2025-05-12", "time": "09:00:00", "tz": "Europe/Berlin"}
CONFERENCE = {"_type": "Conference", "id": "1", "title": "On knots", "type": "simple_event", "startDate": MOMENT, "visibility": {"id": "", "name": "Everywhere"},
              "chairs": [{"fullName": "Ada Byron", "affiliation": "London", "emailHash": "d41d8cd9", "person_id": 5}], "_fossil": "conferenceMetadata"}  # fmt: skip
TALK = {"seminar_id": "knots", "seminar_ctr": 1, "title": "On knots", "speaker": "Ada Byron", "start_time": "2025-05-12 09:00:00+00:00", "timezone": "UTC",
        "speaker_email": "ada@example.org", "hidden": False, "display": True, "token": "secret"}  # fmt: skip


def paths(record) -> dict[str, str]:
    return {one.path: one.value for one in record.fields}


def test_an_event_of_indico_is_a_record_of_what_it_tells_people(document):
    page = document(json.dumps({"_type": "HTTPAPIResult", "count": 1, "results": [CONFERENCE]}))
    assert [(record.kind, paths(record)) for record in page.records] == [
        ("indico", {"title": "On knots", "startDate.date": "2025-05-12", "startDate.time": "09:00:00", "startDate.tz": "Europe/Berlin",
                    "type": "simple_event", "chairs.0.fullName": "Ada Byron", "chairs.0.affiliation": "London"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "talks"),
    [
        ({"code": "success", "results": [TALK, TALK | {"hidden": True}, TALK | {"deleted": True}, TALK | {"display": False}]}, 1),
        ({"code": "success", "properties": TALK}, 1),
        ({"code": "success", "properties": TALK | {"hidden": True}}, 0),
        ({"code": "success", "properties": {"shortname": "knots", "name": "Knot Seminar"}, "talks": [TALK, TALK]}, 2),
    ],
)
def test_of_researchseminars_what_is_shown_is_read(document, answer, talks):
    if not talks:
        with pytest.raises(Exception, match="no readable text"):
            document(json.dumps(answer))
        return
    page = document(json.dumps(answer))
    assert {record.kind for record in page.records} == {"researchseminars"}
    assert page.text.count("speaker: Ada Byron") == talks
    assert "secret" not in page.text and "ada@example.org" not in page.text


@pytest.mark.parametrize(
    "answer",
    [
        {"results": []}, {"results": [1, None, {}]}, {"results": [{"_type": "Conference"}]}, {"properties": [], "talks": {}},
        {"results": [{"_type": "Conference", "title": "On knots", "contributions": [1, {"speakers": "x"}, {"speakers": [[]]}], "startDate": []}]},
        {"properties": {"shortname": 1, "name": None}, "talks": [None, 1]},
    ],
)  # fmt: skip
def test_what_only_resembles_an_answer_is_read_as_it_is(document, answer):
    assert document(json.dumps(answer | {"note": "On knots", "more": "x"})).records is not None
