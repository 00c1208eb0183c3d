"""Confidences say how often values of their kind were right; what nothing was measured of stays as its rule states it."""

import pytest

from kg.extract import as_stated, extract
from kg.extract.confidence import HIGHEST, LEAN, LOWEST, band_of, evidence_of, field_of, measured, packaged, table_of
from kg.extract.form import values
from kg.model.announcement import Announcement, Person, Series, Talk, Value
from kg.model.source import SourceSettings
from kg.read import read

KNOTS = (("title", "a-rule", "0.95", 45.0, 90.0), ("title", "b-rule", "0.95", 10.0, 10.0), ("start", "a-rule, year inferred", "0.9", 3.0, 4.0))


def test_a_confidence_leans_from_what_was_stated_to_what_was_measured():
    table = table_of(KNOTS)
    of_band = (55 + LEAN * 0.97) / (100 + LEAN)
    assert table.confidence("title", "a-rule", 0.97) == pytest.approx((45 + LEAN * of_band) / (90 + LEAN), abs=0.001)
    assert table.confidence("title", "b-rule", 0.97) == pytest.approx((10 + LEAN * of_band) / (10 + LEAN), abs=0.001)
    assert table.confidence("title", "c-rule", 0.97) == pytest.approx(of_band, abs=0.001)


@pytest.mark.parametrize(("field", "stated"), [("title", 0.6), ("location", 0.97), ("start", 0.88)])
def test_what_nothing_is_known_of_stays_as_stated(field: str, stated: float):
    assert table_of(KNOTS).confidence(field, "a-rule", stated) == stated


def test_on_new_pages_the_odds_of_being_wrong_are_higher():
    known, new = table_of(KNOTS), table_of(KNOTS, novelty=2.0)
    for field, rule, stated in (("title", "a-rule", 0.97), ("title", "b-rule", 0.97), ("location", "a-rule", 0.8)):
        sure, less = known.confidence(field, rule, stated), new.confidence(field, rule, stated)
        assert less == pytest.approx(sure / (sure + 2 * (1 - sure)), abs=0.002)
    assert packaged().novelty > 1


def test_no_confidence_is_certainty():
    table = table_of([("title", "a", "0.95", 9000.0, 9000.0), ("title", "b", "0.0", 0.0, 9000.0)])
    assert (table.confidence("title", "a", 0.97), table.confidence("title", "b", 0.5)) == (HIGHEST, LOWEST)


def test_an_inferred_year_and_a_default_are_evidence_of_their_own():
    value = Value("2025-03-06", ((0, 5),), 0.88, "dated-row")
    assert evidence_of("start", value, "weekday") == "dated-row, year inferred"
    assert evidence_of("start", value, "stated") == evidence_of("title", value, "weekday") == "dated-row"
    assert evidence_of("location", Value("7", (), 0.8, "place-row", derived=True), None) == "place-row, inherited"


@pytest.mark.parametrize(
    ("path", "field"),
    [("title", "title"), ("speakers.2.name", "speaker"), ("organizers.0.name", "organizer"), ("speakers.0.bio.text", None), ("kind", None)],
)
def test_the_fields_that_are_measured(path: str, field: str | None):
    assert field_of(path) == field


@pytest.mark.parametrize(("stated", "band"), [(1.0, "0.95"), (0.95, "0.95"), (0.949, "0.9"), (0.7, "0.7"), (0.3, "0.0")])
def test_bands(stated: float, band: str):
    assert band_of(stated) == band


def test_a_default_status_a_given_value_and_a_pattern_s_are_left_alone():
    table = table_of([(field, rule, "0.9", 0.0, 100.0) for field in ("status", "series", "title") for rule in ("", "source:knots", "pattern:knots", "a")])
    talk = Talk(title=Value("A", ((0, 1),), 0.9, "pattern:knots"), series=Value("B", (), 0.9, "source:knots", derived=True))
    assert measured(Announcement((talk,), series=(Series(talk.series),)), table) == Announcement((talk,), series=(Series(talk.series),))
    assert measured(Announcement((Talk(title=Value("A", ((0, 1),), 0.9, "a")),)), table).talks[0].title.confidence < 0.1


def test_nothing_but_confidence_is_changed():
    text = "Topology Seminar\n\nSpeaker: Ada Byron (University of Oslo)\nTitle: Knots\nDate: Thursday, 6 March\nPlace: Room 7\n"
    document = read(text.encode(), key="a.txt", max_bytes=1000)
    stated, sure = as_stated(document), extract(document)
    for before, after in zip(stated.talks, sure.talks, strict=True):
        for (path, one), (other_path, other) in zip(values(before), values(after), strict=True):
            assert path == other_path and (one.text, one.spans, one.rule, one.derived) == (other.text, other.spans, other.rule, other.derived)
    assert stated != sure
    assert extract(document, SourceSettings("knots", "https://knots.example/", zone="Europe/Oslo")).talks[0].title == sure.talks[0].title


def test_the_packaged_table_is_of_fields_and_bands_that_there_are():
    assert len(packaged().counts) > 50
    for field, *evidence, band in packaged().counts:
        assert field in {"title", "start", "end", "zone", "location", "mode", "series", "abstract", "status", "speaker", "affiliation", "organizer", "coauthor"}
        assert band in {"0.95", "0.9", "0.85", "0.8", "0.7", "0.6", "0.0"}
        assert not any(":" in one for one in evidence)


def test_several_people_are_each_measured():
    table = table_of([("speaker", "a", "0.9", 0.0, 50.0)])
    people = (Person(Value("Ada Byron", ((0, 9),), 0.9, "a")), Person(Value("Bo Li", ((0, 5),), 0.9, "b")))
    sure = measured(Announcement((Talk(speakers=people),)), table).talks[0].speakers
    assert sure[0].name.confidence < sure[1].name.confidence < 0.9
