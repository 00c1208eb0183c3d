"""Every mechanism that reads prose, labels and programmes has its words in every language that it is meant for."""

import pytest

from kg.text.language import languages

EVERYWHERE = {
    "dates": ("months", "weekdays", "weekdays_short", "and", "to", "from", "today", "this"),
    "people": ("honorifics", "positions", "units", "institutions", "and", "joint", "by"),
    "labels": ("speaker", "title", "abstract", "date", "time", "location", "organizer", "series", "bio", "agenda"),
    "status": ("cancelled", "postponed", "moved", "tba", "empty"),
    "breaks": ("words", "alone", "meals", "kinds"),
    "navigation": ("speaking", "held", "gatherings", "generic", "rooms", "schedules", "closings"),
    "sentences": ("speaker_follows", "title_follows", "place_leads", "default_nouns", "default_verbs", "unless"),
}
PROSE = {
    "dates": ("day_parts", "of", "the", "usual"),
    "people": ("articles", "of", "of_person", "small_words"),
    "labels": ("chair", "end", "details", "registration", "session"),
    "navigation": ("discussing", "talk_before_name", "name_before_title", "talk_by", "links_to_rest", "given_kinds", "room_links"),
    "sentences": (
        "adverbs", "behind_title", "each", "each_leads", "other_talk", "not_day_leads", "talk_nouns", "series_leads", "passive_ends", "introduces",
        "small_title_leads", "chair_words", "hosting", "hosted_by", "works", "panelists", "default_phrases", "place_stops",
    ),
}
"""What reports in the Romance languages need beyond it."""


def lacking(codes: tuple[str, ...], keys: dict[str, tuple[str, ...]]) -> list[str]:
    """The keys that a language has no words for, as `code section.key`."""
    chosen = [language for language in languages() if not codes or language.code in codes]
    return [
        f"{language.code} {section}.{key}" for language in chosen for section, names in keys.items() for key in names if not language.section(section).get(key)
    ]


def test_every_language_has_the_words_of_the_mechanisms_for_all():
    assert lacking((), EVERYWHERE) == []


def test_reports_in_romance_languages_have_the_words_they_need():
    assert lacking(("fr", "es", "it", "pt"), PROSE) == []


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.code)
def test_months_and_weekdays_are_whole(language):
    dates = language.section("dates")
    assert (len(dates["months"]), len(dates["weekdays"]), len(dates["weekdays_short"])) == (12, 7, 7)
