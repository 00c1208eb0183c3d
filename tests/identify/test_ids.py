import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from kg.identify import Decision
from tests.identify.saying import at, biography, coauthor, document, event, found, one, person, series, talk

MICHIGAN, BOSTON = "University of Michigan", "Boston College"
SPEAKER = "talks.0.speakers.0"
TITLE = "Harnessing low dimension for generative models"


def several():
    """Documents that between them name things of every type, alike and apart."""
    bio = biography([("PhD", "Columbia University")], [("Assistant Professor", MICHIGAN)])
    return (
        document(
            1,
            talk(TITLE, person("Qing Qu", MICHIGAN, bio=bio), location="MSB 111", series="Data Science Seminar"),
            talk(None, person("Wei Wang", MICHIGAN), organizers=(person("Timothy Duff"),), location="MSB 111"),
            series=[series("Data Science Seminar", "Department of Mathematics", BOSTON)],
        ),
        document(2, talk(TITLE, person("Qing Qu", MICHIGAN), start="2025-03-04", location="Zoom"), key="https://example.org/a"),
        document(
            3,
            talk(TITLE, person("Qing QU", MICHIGAN), start="2025-04-08", coauthors=(coauthor("Wei Wang", BOSTON),)),
            talk("On knots", person("Wei Wang"), event="Knot Theory Days 2025", start="2025-04-09"),
            events=[event("Knot Theory Days 2025", "2025-04-08", "2025-04-10")],
        ),
        document(4, talk(TITLE, person("Qing Qu"), start="2025-03-04"), key="https://example.org/a"),
    )


def test_any_order_of_documents_gives_the_same_things_with_the_same_ids():
    first = found(*several())
    assert {thing.type for thing in first.things} == {"person", "org", "talk", "series", "event", "work", "place"}
    assert all(found(*order) == first for order in permutations(several()))


def test_any_process_gives_the_same_things():
    """The seed of Python's hashes orders sets differently in every process."""
    code = "from test_ids import several; from saying import found; print(found(*several()))"
    here = Path(__file__).parent
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join((str(here), str(here.parent.parent)))},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert b"Thing(" in outputs.pop()


def test_the_place_of_a_file_makes_no_difference_to_ids():
    here = found(*several())
    moved = found(*(reading if "://" in reading.key else replace(reading, key=f"/elsewhere{reading.key}") for reading in several()))
    assert [(thing.type, thing.id, thing.name) for thing in here.things] == [(thing.type, thing.id, thing.name) for thing in moved.things]


def test_ids_are_twelve_letters_and_digits_and_none_is_given_twice():
    things = found(*several()).things
    assert all(re.fullmatch(r"[a-z2-7]{12}", thing.id) for thing in things)
    assert len({(thing.type, thing.id) for thing in things}) == len(things)


def test_homonyms_and_untitled_talks_have_ids_of_their_own():
    everything = found(document(1, talk(None, person("Wei Wang"))), document(2, talk(None, person("Wei Wang"))))
    assert at(everything, 1, SPEAKER).id != at(everything, 2, SPEAKER).id
    assert at(everything, 1, "talks.0").id != at(everything, 2, "talks.0").id


def test_the_same_bytes_at_two_addresses_are_one_document_with_two_mentions_of_a_thing():
    address = replace(several()[1], key="https://example.org/copy")
    everything = found(several()[1], address)
    mentions = at(everything, 2, SPEAKER).mentions
    assert [mention.path for mention in mentions] == [SPEAKER, SPEAKER]
    assert len({mention.id for mention in mentions}) == 2


def test_a_mention_is_known_whatever_stands_before_it():
    other = talk("On knots", person("Wei Wang"))
    alone, second = document(1, talk(TITLE, person("Qing Qu"))), document(2, other, talk(TITLE, person("Qing Qu")), key="/announcements/1.txt")
    known = at(found(alone), 1, SPEAKER).mentions[0].id
    assert at(found(second), 2, "talks.1.speakers.0").mentions[0].id == known


def test_a_thing_keeps_the_id_it_is_pinned_to():
    before = found(several()[2])
    after = found(*several(), pins=before.pins)
    for path in ("talks.0", "talks.1", SPEAKER, "talks.1.speakers.0", "talks.0.works.0", "events.0"):
        assert at(after, 3, path).id == at(before, 3, path).id
    assert before.pins.items() <= after.pins.items()
    assert found(*several(), pins=after.pins) == after


def test_of_two_pinned_things_that_turn_out_to_be_one_the_smaller_document_gives_the_id():
    apart = found(document(1, talk("On knots", person("Wei Wang", MICHIGAN)))).pins | found(
        document(2, talk("On links", person("Wei Wang", MICHIGAN)))
    ).pins
    alone = found(document(2, talk("On links", person("Wei Wang", MICHIGAN))))
    both = found(document(1, talk("On knots", person("Wei Wang", MICHIGAN))), document(2, talk("On links", person("Wei Wang", MICHIGAN))), pins=apart)
    wang = at(both, 1, SPEAKER)
    assert one(both, (1, SPEAKER), (2, SPEAKER))
    assert both.replaced["person", at(alone, 2, SPEAKER).id] == wang.id
    assert wang.id in apart.values()


def two_of_one_name():
    return document(1, talk("On knots", person("Wei Wang", MICHIGAN))), document(2, talk("On links", person("Wei Wang", MICHIGAN)))


def mention(identification, number: int, path: str = SPEAKER) -> str:
    """The id of the mention at `path` of one document."""
    return next(one.id for one in at(identification, number, path).mentions if one.doc == f"{number:016x}" and one.path == path)


def test_after_a_split_the_id_stays_with_the_mention_it_was_pinned_from():
    joined = found(*two_of_one_name())
    assert one(joined, (1, SPEAKER), (2, SPEAKER))
    for number, other in ((1, 2), (2, 1)):
        pins = {mention(joined, number): "abcdefghijkl"}
        apart = Decision("different", mention(joined, 1), mention(joined, 2), "they were in one room", "Ann")
        after = found(*two_of_one_name(), decisions=[apart], pins=pins)
        assert at(after, number, SPEAKER).id == "abcdefghijkl"
        assert at(after, other, SPEAKER).id != "abcdefghijkl"


def apart_by_name_only():
    return document(1, talk("On knots", person("Wei Wang"))), document(2, talk("On links", person("Wei Wang")))


def test_a_decision_joins_what_nothing_else_does_and_says_whose_it_is():
    before = found(*apart_by_name_only())
    decision = Decision("same", mention(before, 1), mention(before, 2), "she told us", "Ann")
    after = found(*apart_by_name_only(), decisions=[decision])
    assert one(after, (1, SPEAKER), (2, SPEAKER))
    assert at(after, 1, SPEAKER).reasons == ("Same by decision of Ann: she told us.",)


@pytest.mark.parametrize("pinned", [True, False])
def test_a_decision_may_name_things(pinned):
    before = found(*apart_by_name_only())
    things = [f"person/{at(before, number, SPEAKER).id}" for number in (1, 2)]
    after = found(*apart_by_name_only(), decisions=[Decision("same", *things)], pins=before.pins if pinned else {})
    assert one(after, (1, SPEAKER), (2, SPEAKER))


def test_different_outweighs_same_and_the_decision_that_is_not_followed_is_told():
    before = found(*apart_by_name_only())
    pair = (mention(before, 1), mention(before, 2))
    same, different = Decision("same", *pair), Decision("different", *pair)
    for order in permutations((same, different)):
        after = found(*apart_by_name_only(), decisions=order)
        assert not one(after, (1, SPEAKER), (2, SPEAKER))
        assert after.overruled == (same,)


def test_different_holds_against_chains_of_evidence():
    three = [*two_of_one_name(), document(3, talk("On braids", person("Wei Wang", MICHIGAN)))]
    before = found(*three)
    assert one(before, (1, SPEAKER), (2, SPEAKER), (3, SPEAKER))
    after = found(*three, decisions=[Decision("different", mention(before, 1), mention(before, 2))])
    assert not one(after, (1, SPEAKER), (2, SPEAKER))


def test_a_decision_about_what_is_not_there_is_listed():
    gone = Decision("same", "0123456789abcdef", mention(found(*two_of_one_name()), 1))
    assert found(*two_of_one_name(), decisions=[gone]).unmatched == (gone,)


DECIDED = [
    ("org", (1, f"{SPEAKER}.affiliations.0"), (2, f"{SPEAKER}.affiliations.0")),
    ("talk", (1, "talks.0"), (2, "talks.0")),
    ("series", (1, "talks.0.series"), (2, "talks.0.series")),
    ("event", (1, "talks.0.event"), (2, "talks.0.event")),
    ("place", (1, "talks.0.location"), (2, "talks.0.location")),
    ("work", (1, "talks.0.works.0"), (2, "talks.0.works.0")),
]


def named_apart(number: int):
    return document(
        number,
        talk(
            f"What document {number} is about",
            person(f"Speaker {'ABC'[number]}", f"Company {number}"),
            start=f"2025-03-0{number}",
            location=f"Room {number}",
            series=f"Series {number}",
            event=f"Event {number}",
            coauthors=(coauthor(f"Author {'ABC'[number]}"),),
        ),
    )


@pytest.mark.parametrize(("type", "a", "b"), DECIDED, ids=[row[0] for row in DECIDED])
def test_things_of_every_type_are_joined_and_parted_again_by_decision(type, a, b):
    pages = named_apart(1), named_apart(2)
    before = found(*pages)
    assert not one(before, a, b)
    pair = at(before, *a).mentions[0].id, at(before, *b).mentions[0].id
    joined = found(*pages, decisions=[Decision("same", *pair)])
    assert one(joined, a, b)
    assert at(joined, *a).type == type
    parted = found(*pages, decisions=[Decision("same", *pair), Decision("different", *pair)])
    assert not one(parted, a, b)
