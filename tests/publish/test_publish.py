"""The published graph: each thing once, one value where there can be one, and what contradicts it kept beside it."""

from itertools import permutations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.describe import describe, thing_triples
from kg.identify.model import DocumentReading
from kg.model.announcement import Announcement, Coauthor, Event, Person, Slot, Talk, Value
from kg.publish import State, publish
from kg.vocab import SCHEMA_startDate, XSD_date
from tests.announced import IRIS, Page, by_name, said

A, B, C = "aa" * 8, "bb" * 8, "cc" * 8
TALK = "talk/on-knots"


def talk(**facts) -> Talk:
    values = {name: Value(value) if isinstance(value, str) else value for name, value in facts.items()}
    return Talk(**{"title": Value("On knots"), "speakers": (Person(Value("Ada Byron")),)} | values)


def published(documents: dict[str, tuple[Talk, ...]], later: dict[str, set[str]] | None = None, **more):
    """What is published of documents by id, each with its talks; `later` names the newer versions of some."""
    announcements = {doc: Announcement(talks) for doc, talks in documents.items()}
    found = by_name(*(DocumentReading(doc, doc, said_there) for doc, said_there in announcements.items()))
    made = {doc: describe(Page("", doc).facts(), said_there, found, IRIS) for doc, said_there in announcements.items()}
    states = [
        State(doc, one.facts, frozenset((later or {}).get(doc, ())), inherited=one.inherited) for doc, one in made.items()
    ]
    return publish(states, tuple(thing_triples(found, IRIS)), IRIS, **more)


def disagreements(result) -> list[tuple[str, str, list[str]]]:
    nodes = {triple.subject.value.partition("/id/")[2] for triple in result.disagreements}
    every = (said(result.triples, node) for node in nodes)
    return sorted((one["property"][0].rpartition("/")[2], one["value"][0], one["statedIn"]) for one in every)


def test_a_talk_announced_twice_is_published_once_with_both_sources():
    result = published({A: (talk(),), B: (talk(location="Room 7"),)})
    found = said(result.triples, TALK)
    assert found["announcedIn"] == [f"doc/{A}", f"doc/{B}"] and found["locationText"] == ["Room 7"]
    assert "lastSeenIn" not in found and not result.disagreements


@pytest.mark.parametrize(
    "one, other, expected",
    [
        ("2025-02-20", "2025-02-20T09:00", "2025-02-20T09:00:00"),
        ("2025-02-20T09:00", "2025-02-20", "2025-02-20T09:00:00"),
    ],
)
def test_the_more_precise_date_is_published_and_the_other_is_no_disagreement(one, other, expected):
    result = published({A: (talk(start=one),), B: (talk(start=other),)})
    assert said(result.triples, TALK)["startDate"] == [expected] and not result.disagreements


def test_a_time_with_an_offset_agrees_with_the_same_time_without():
    result = published({A: (talk(start="2025-02-20T09:00"),), B: (talk(start="2025-02-20T09:00", timezone="Europe/Paris"),)})
    assert said(result.triples, TALK)["startDate"] == ["2025-02-20T09:00:00+01:00"] and not result.disagreements


def test_of_two_dates_that_contradict_one_is_published_and_the_other_is_kept_with_its_source():
    result = published(
        {A: (talk(start="2025-02-20T09:00", end="2025-02-20T10:00"),), B: (talk(start="2025-02-21T09:00", end="2025-02-21T09:30"),)}
    )
    found = said(result.triples, TALK)
    assert found["startDate"] == ["2025-02-20T09:00:00"] and found["endDate"] == ["2025-02-20T10:00:00"]
    assert found["earliest"] == found["latest"] == ["2025-02-20"]
    assert ("startDate", "2025-02-21T09:00:00", [f"doc/{B}"]) in disagreements(result)


def test_an_end_comes_only_from_a_document_that_agrees_on_the_start():
    result = published({A: (talk(start="2025-02-20T09:00"),), B: (talk(start="2025-02-19T09:00", end="2025-02-19T10:00"),)})
    found = said(result.triples, TALK)
    assert found["startDate"] == ["2025-02-20T09:00:00"] and "endDate" not in found


@pytest.mark.parametrize("title", ["on  knots", "ON KNOTS", "On\u2013Knots"])
def test_titles_that_differ_in_case_dashes_and_spaces_do_not_disagree(title):
    result = published({A: (talk(title=Value(title)),), B: (talk(),)})
    assert said(result.triples, TALK)["name"] == [{"ON KNOTS": "On knots"}.get(title, title)]
    assert not result.disagreements


@pytest.mark.parametrize("other, contradicts", [("Room 7, Hall B", False), ("Room 8", True)])
def test_a_place_said_more_fully_does_not_disagree_and_another_place_does(other, contradicts):
    result = published({A: (talk(location="Room 7"),), B: (talk(location=other),)})
    found = said(result.triples, TALK)
    assert found["locationText"] == sorted(["Room 7", other]) and len(found["location"]) == 1
    assert [name for name, _, _ in disagreements(result)] == (["location"] if contradicts else [])


def usual(text: str) -> Value:
    return Value(text, derived=True)


@pytest.mark.parametrize("listing, page", [(A, B), (B, A)])
def test_what_a_document_states_wins_over_what_another_inherits_from_a_default(listing, page):
    result = published({
        listing: (talk(start=usual("2025-02-21T13:00"), end=usual("2025-02-21T14:00"), location=usual("Great Hall, Old Building")),),
        page: (talk(start="2025-02-21T14:30", end="2025-02-21T15:30", location="Room 7"),),
    })
    found = said(result.triples, TALK)
    assert (found["startDate"], found["endDate"]) == (["2025-02-21T14:30:00"], ["2025-02-21T15:30:00"])
    assert found["location"] == ["place/room-7"]
    assert ("startDate", "2025-02-21T13:00:00", [f"doc/{listing}"]) in disagreements(result)


def test_a_place_that_is_stated_wins_over_an_inherited_one_at_the_same_hour():
    at = "2025-02-21T14:30"
    result = published({A: (talk(start=at, location=usual("Great Hall")),), B: (talk(start=at, location="Room 7"),)})
    assert said(result.triples, TALK)["location"] == ["place/room-7"]


def test_a_usual_hour_says_more_of_a_day_that_another_document_states():
    result = published({A: (talk(start="2025-02-21"),), B: (talk(start=usual("2025-02-21T13:00")),)})
    assert said(result.triples, TALK)["startDate"] == ["2025-02-21T13:00:00"] and not result.disagreements


def test_a_later_version_wins_though_its_hour_is_the_usual_one():
    documents = {A: (talk(start="2025-02-21T14:30"),), B: (talk(start=usual("2025-02-21T13:00")),)}
    assert said(published(documents, {A: {B}}).triples, TALK)["startDate"] == ["2025-02-21T13:00:00"]


def test_an_abstract_and_its_beginning_do_not_disagree():
    whole = "We tie knots in many ways, and then we look for a way to untie each of them."
    result = published({A: (talk(abstract=whole[:50] + "…"),), B: (talk(abstract=whole),)})
    assert said(result.triples, TALK)["abstract"] == [whole] and not result.disagreements


def test_a_notice_of_change_wins_over_the_first_announcement():
    moved = talk(start="2025-02-27T09:00", status="moved")
    result = published({A: (talk(start="2025-02-20T09:00"),), B: (moved,)})
    found = said(result.triples, TALK)
    assert found["startDate"] == ["2025-02-27T09:00:00"]
    assert found["eventStatus"] == ["https://schema.org/EventRescheduled"]
    assert disagreements(result) == [("startDate", "2025-02-20T09:00:00", [f"doc/{A}"])]


def test_a_cancelled_talk_stays_published_as_cancelled():
    result = published({A: (talk(),), B: (talk(status="cancelled"),)})
    assert said(result.triples, TALK)["eventStatus"] == ["https://schema.org/EventCancelled"]


def test_a_newer_version_speaks_instead_of_the_older_one():
    older = talk(start="2025-02-20", coauthors=(Coauthor(Value("Cy Om")),))
    newer = talk(start="2025-02-27", speakers=(Person(Value("Bo Li")),))
    result = published({A: (older,), B: (newer,)}, {A: {B}})
    found = said(result.triples, TALK)
    assert found["startDate"] == ["2025-02-27"] and found["performer"] == ["person/bo-li"]
    assert found["announcedIn"] == [f"doc/{B}"] and not result.disagreements
    assert said(result.triples, "person/ada-byron") == said(result.triples, "person/cy-om") == {}


def test_a_talk_that_only_an_older_version_holds_stays_and_is_marked():
    result = published({A: (talk(), talk(title="Old knots")), B: (talk(),), C: (talk(),)}, {A: {B, C}, B: {C}})
    assert said(result.triples, "talk/old-knots")["lastSeenIn"] == [f"doc/{A}"]
    assert said(result.triples, "talk/old-knots")["announcedIn"] == [f"doc/{A}"]
    assert "lastSeenIn" not in said(result.triples, TALK)
    assert said(result.triples, TALK)["announcedIn"] == [f"doc/{C}"]


def test_a_talk_that_another_page_still_announces_is_not_marked():
    result = published({A: (talk(),), B: (), C: (talk(),)}, {A: {B}})
    assert "lastSeenIn" not in said(result.triples, TALK)


def test_the_curator_has_the_last_word():
    day = NamedNode(IRIS.base + "id/" + TALK)
    curated = (Triple(day, SCHEMA_startDate, Literal("2025-03-01", datatype=XSD_date)),)
    result = published({A: (talk(start="2025-02-20T09:00", status="moved"),)}, curation=curated)
    assert said(result.triples, TALK)["startDate"] == ["2025-03-01"]
    assert disagreements(result) == [("startDate", "2025-02-20T09:00:00", [f"doc/{A}"])]


def test_a_talk_that_may_not_be_published_is_left_out_with_all_that_only_it_leads_to():
    other = talk(title="Links", speakers=(Person(Value("Bo Li"), affiliations=(Value("Knot Club"),)),))
    result = published({A: (talk(), other)}, without=frozenset({IRIS.base + "id/talk/links"}))
    assert said(result.triples, TALK)
    assert not [t for t in result.triples if any(word in str(t) for word in ("links", "bo-li", "knot-club"))]


def test_a_title_found_later_takes_the_place_of_none():
    first = Talk(speakers=(Person(Value("Ada Byron")),))
    announcements = {A: Announcement((first,)), B: Announcement((talk(),))}
    found = by_name(DocumentReading(B, B, announcements[B]))
    named = {(A, "talks.0"): found.thing(B, "talks.0"), (A, "talks.0.speakers.0"): found.thing(B, "talks.0.speakers.0")}
    found = type(found)(found.things, named=dict(found.named) | named)
    states = [State(doc, describe(Page("", doc).facts(), said_there, found, IRIS).facts) for doc, said_there in announcements.items()]
    talk_said = said(publish(states, tuple(thing_triples(found, IRIS)), IRIS).triples, TALK)
    assert talk_said["label"] == talk_said["name"] == ["On knots"] and "titleAnnounced" not in talk_said


def test_an_event_is_published_with_the_talks_in_its_block():
    slot = Slot(Value("2025-05-01T10:30"), Value("2025-05-01T12:00"))
    held = talk(slot=slot, event="Knot days", session="Morning")
    announcement = Announcement((held,), (Event(Value("Knot days")),))
    found = by_name(DocumentReading(A, A, announcement))
    state = State(A, describe(Page("", A).facts(), announcement, found, IRIS).facts)
    triples = publish((state,), tuple(thing_triples(found, IRIS)), IRIS).triples
    (block,) = said(triples, TALK)["superEvent"]
    assert said(triples, block)["superEvent"] == ["event/knot-days"]
    assert said(triples, "event/knot-days")["name"] == ["Knot days"]


def test_the_order_of_documents_makes_no_difference():
    documents = {
        A: (talk(start="2025-02-20", location="Room 1"), talk(title="Links")),
        B: (talk(start="2025-02-21T10:00", status="postponed"),),
        C: (talk(start="2025-02-22", location="Room 2", abstract="Of knots."),),
    }
    results = {
        published({doc: documents[doc] for doc in order}, {A: {B}}).triples for order in permutations(documents)
    }
    assert len(results) == 1
