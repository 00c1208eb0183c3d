"""What the settings of a source give its talks: series, zone and language, where the document prints none."""

import pytest

from kg.extract import extract
from kg.extract.form import announcement_form
from kg.model.announcement import Announcement
from kg.model.source import SourceSettings
from kg.read import read

KNOTS = SourceSettings("knots", "https://knots.example/", series="Knots on Fridays", zone="Europe/Oslo", language="nb")
NOTICE = "Title: Knots without ends\nSpeaker: Ada Byron (University of Oslo)\nDate: 20 February 2025\n"


def announced(text: str, settings: SourceSettings | None = KNOTS) -> Announcement:
    return extract(read(text.encode(), key="notice.txt", max_bytes=100_000), settings)


def test_a_talk_that_prints_none_is_given_them_and_it_is_marked():
    found = announced(NOTICE + "Time: 9:00\n")
    (talk,) = found.talks
    assert (talk.series.text, talk.timezone.text, talk.language) == ("Knots on Fridays", "Europe/Oslo", "nb")
    for value in (talk.series, talk.timezone):
        assert value.derived and value.rule == "source:knots" and value.spans == ()
    assert [series.name.text for series in found.series] == ["Knots on Fridays"]
    assert announcement_form(found)["talks"][0]["derived"] == ["timezone", "series"]


def test_what_is_printed_wins():
    (talk,) = announced(NOTICE + "Time: 9:00 CET\nSeries: Topology Seminar\n").talks
    assert (talk.series.text, talk.timezone.text) == ("Topology Seminar", "CET")
    assert not talk.series.derived


@pytest.mark.parametrize("more", ["", "Time: 9:00\n(All times are shown in your local time zone.)\n"])
def test_no_zone_is_given_to_a_talk_without_an_hour_or_in_the_reader_s_own_time(more: str):
    (talk,) = announced(NOTICE + more).talks
    assert talk.timezone is None


def test_without_settings_nothing_is_given():
    (talk,) = announced(NOTICE + "Time: 9:00\n", None).talks
    assert talk.series is None and talk.timezone is None


def test_a_page_without_a_talk_is_given_none():
    assert announced("The library is closed on Monday.") == Announcement()
