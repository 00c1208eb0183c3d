"""The co-authors whose joint work a talk presents, with the words that limit it; never cited authors."""

import re

from kg.model.announcement import Coauthor, Value
from kg.text.people import split_people
from kg.text.words import phrase_pattern, vocabulary


def coauthors(text: str, begin: int, end: int) -> tuple[Coauthor, ...]:
    """The co-authors named between two offsets, in order."""
    found = []
    for match in phrase_pattern(vocabulary("joint")).finditer(text, begin, end):
        stop = re.compile(r"[.;\n]\s").search(text, match.end(), end)
        for mention in split_people(text, match.end(), stop.start() if stop else end):
            person = mention.person
            found.append(Coauthor(Value(person.name.text, person.name.spans, 0.9, "joint-work"), person.affiliations))
    return tuple(found)
