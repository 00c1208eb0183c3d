"""Verbs that say who speaks, from the word lists of the languages: 'will deliver', 'is slated to speak', 'es spricht'."""

import re
from collections.abc import Iterable
from functools import cache

from kg.text.language import Language, languages, words
from kg.text.phrases import Phrases, opening_with
from kg.text.words import phrase_pattern


def _joined(language: Language) -> tuple[str, ...]:
    """Each auxiliary of a language with each infinitive of speaking: 'will speak', 'was to deliver'."""
    section = language.section("sentences")
    return tuple(f"{first} {verb}" for first in section.get("auxiliaries", ()) for verb in section.get("infinitives", ()))


def _phrases(language: Language) -> tuple[str, ...]:
    """The verbs of one language before or behind which a speaker is named."""
    section = language.section("sentences")
    listed = (*language.section("navigation").get("speaking", ()), *section.get("speaker_follows", ()), *section.get("headline_verbs", ()))
    return (*listed, *section.get("hosting", ()), *section.get("featuring", ()), *_joined(language))


def verbs_of_speaking() -> tuple[str, ...]:
    """The verbs of all languages whose subject speaks."""
    return (*words("navigation", "speaking"), *(phrase for language in languages() for phrase in _joined(language)))


def _with_adverbs(phrases: Iterable[str]) -> Phrases:
    """A pattern for verbs, with an adverb behind their first word or without: 'will also speak'."""
    adverbs = "|".join(sorted(map(re.escape, words("sentences", "adverbs")), key=len, reverse=True))
    between = rf"\s+(?:(?:{adverbs})\s+)?"
    listed = sorted(set(phrases), key=lambda word: (-len(word), word))
    bodies = (between.join(re.escape(part).replace(r"\ ", r"\s+") for part in phrase.split(" ", 1)) for phrase in listed)
    return opening_with(listed, rf"(?<!\w)(?=\w)(?:{'|'.join(bodies)})(?!\w)", re.I)


@cache
def speaking() -> Phrases:
    """All verbs that say that somebody speaks."""
    return _with_adverbs(phrase for language in languages() for phrase in _phrases(language))


@cache
def names_behind() -> Phrases:
    """Verbs behind which the speaker is named: 'happy to have', 'features', 'es spricht'."""
    return _with_adverbs((*words("sentences", "speaker_follows"), *words("sentences", "hosting"), *words("sentences", "featuring")))


@cache
def hosting() -> Phrases:
    """Verbs whose subject invites and whose object is who speaks, or the lecture: 'will host'."""
    return _with_adverbs(words("sentences", "hosting"))


@cache
def featuring() -> Phrases:
    """Verbs whose subject is a lecture, or an event of several, and whose object speaks: 'the lecture features Ann Lee'."""
    return _with_adverbs(words("sentences", "featuring"))


@cache
def of_lectures() -> Phrases:
    """Words for a talk that one or some give together."""
    return phrase_pattern(words("sentences", "lectures"))


@cache
def in_headlines() -> Phrases:
    """Verbs of headlines, right behind a name: 'Ann Lee to speak on knots'."""
    return phrase_pattern(words("sentences", "headline_verbs"))


@cache
def languages_of(opening: str) -> tuple[str, ...]:
    """The codes of the languages in which a verb of speaking opens with a word: 'in' parts a post from its talk in German and not in English."""
    return tuple(language.code for language in languages() if any(phrase.casefold().split()[0] == opening for phrase in _phrases(language)))
