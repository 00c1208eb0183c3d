"""Whether a page has anything to do with talks at all."""

import re
from functools import cache

from kg.extract.announce import is_labelled
from kg.extract.page import Page
from kg.model.announcement import Announcement, Talk
from kg.rules import rule
from kg.text.language import words
from kg.text.words import fold

_LABELS = ("speaker", "abstract", "title", "titleabstract", "bio", "host", "chair", "prespeaker")


@cache
def _signs() -> re.Pattern[str]:
    """Words for talks, for what they are held at, and for holding one, in any language."""
    listed = {fold(word) for name in ("gatherings", "series_words", "event_words", "talk_by", "speaking", "talk_signs") for word in words("navigation", name)}
    listed |= {fold(word) for word in (*words("people", "talk_words"), *words("labels", "speaker"))}
    listed = {word for word in listed if len(word) > 4 and word != "series" or word == "talk"}  # 'by' and 'day' stand in every text
    compound = "|".join(re.escape(fold(word)) for word in words("navigation", "compound_gatherings"))
    plain = "|".join(sorted(map(re.escape, listed), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:(?:{plain})s?|\w{{3,}}(?:{compound}))(?!\w)")


def announced(page: Page, said: Announcement) -> Announcement:
    """What a whole page announces: nothing where nobody speaks and no day
    is told, or no word of it has to do with talks and few of its readings look like one."""
    talks = said.talks
    if not any(map(_is_somebodys_or_dated, talks)):
        return Announcement()
    if _tells_of_talks(page) or any(map(is_labelled, talks)):
        return said
    dated = sum(bool(talk.start and talk.speakers) for talk in talks)
    return said if dated > 1 or any(map(_is_held, talks)) else Announcement()


@rule("speaker-or-day-of-a-talk", nothing=True)
def _is_somebodys_or_dated(talk: Talk) -> bool:
    """Whether it is said of a talk who gives it, or when, or that it is not held, or its title is called so: advice for
    speakers speaks of titles and abstracts too."""
    titled = talk.title is not None and talk.title.rule == "labelled-title"
    return bool(titled or talk.speakers or talk.start or talk.time_text or talk.slot or talk.status.text != "scheduled")


def _is_held(talk: Talk) -> bool:
    """Whether a reading is that of a talk and not of a post, which has a heading, an author and a day too."""
    come = bool(talk.speakers and talk.title and any(person.affiliations for person in talk.speakers))
    timed = bool(talk.start and "T" in talk.start.text)
    led = talk.title is not None and talk.title.rule == "person-and-title-in-one-row" and talk.speakers and talk.abstract
    return come or timed or bool(led) or bool(talk.start and any(person.affiliations for person in talk.speakers))


@rule("sign-of-talks", nothing=True)
def _tells_of_talks(page: Page) -> bool:
    """Whether a page prints a label of talks or a word for them; a manual has names and headings too."""
    if any(row.label is not None and row.label.role in _LABELS for row in (*page.rows, *page.meta)):
        return True
    return _signs().search(fold(page.text)) is not None
