"""Who organizes a talk, where a sentence says so: 'organized by the Institute of Physics', 'hosted by Ann Lee'."""

import re
from dataclasses import replace
from functools import cache

from kg.extract.page import Page
from kg.extract.people import people_line
from kg.extract.wording import plain, tightened
from kg.model.announcement import Announcement, Person, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliation_parts import has_head
from kg.text.affiliations import split_affiliations
from kg.text.gazetteer import is_institution
from kg.text.language import words
from kg.text.letters import cased
from kg.text.words import fold, vocabulary

_REACH = 250
_LONGEST = 100
"""Characters of the longest name of an institution."""
_STOP = re.compile(cased(r"[.;:\n“”„«»\"](?=\s|$)|\.\s|,?\s+(?=\d)"))


def with_told_organizers(page: Page, announcement: Announcement) -> Announcement:
    """The announcement whose only talk has the organizers that a sentence names; those of several may be of one of them."""
    talks = announcement.talks
    if len(talks) != 1 or talks[0].organizers:
        return announcement
    people = _told(page)
    speakers = {person.name.text for person in talks[0].speakers}
    people = tuple(person for person in people if person.name.text not in speakers)
    return replace(announcement, talks=(replace(talks[0], organizers=people),)) if people else announcement


@rule("organizers-told", nothing=())
def _told(page: Page) -> tuple[Person, ...]:
    """The people and institutions behind the first words of a page that say who organizes."""
    for row in page.rows:
        for match in _organized_by().finditer(page.text, *row.span):
            stop = _STOP.search(page.text, match.end(), min(row.end, match.end() + _REACH))
            span = tightened(page.text, (match.end(), stop.start() if stop else min(row.end, match.end() + _REACH)))
            found = people_line(page.text, span) or _institutions(page, span)
            if found:
                return tuple(found)
    return ()


def _institutions(page: Page, span: Span) -> tuple[Person, ...]:
    """The institutions that a stretch opens with, as far as they are joined by commas and `and`."""
    done: list[Person] = []
    end = span[0]
    for one in split_affiliations(page.text, *span):
        between = fold(page.text[end : one.begin]).replace(",", " ").replace("(", " ").replace("’", "'").split()
        named = has_head(page.text, one.begin, one.end) or is_institution(one.text)
        if not named or one.end - one.begin > _LONGEST or not all(word in _small() for word in between):
            break
        done.append(Person(Value(plain(page.text, (one.begin, one.end)), ((one.begin, one.end),), 0.75, "organizers-told")))
        end = one.end
    return tuple(done)


@cache
def _small() -> frozenset[str]:
    lists = ("and", "articles", "of", "of_institution", "from_words", "at")
    return frozenset().union(*map(vocabulary, lists)) | {"&", ")"}


@cache
def _organized_by() -> re.Pattern[str]:
    listed = sorted(words("navigation", "organized_by"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\s+", re.I)
