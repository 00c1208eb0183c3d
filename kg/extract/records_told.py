"""Which mappings are talks: by the names of their fields, by their kind, or by whom their event names."""

import re

from kg.extract.people import people_line
from kg.extract.records_entry import Entry
from kg.extract.records_fields import role_of, spoken
from kg.extract.records_titled import titled
from kg.model.announcement import Person
from kg.rules import rule
from kg.text.language import words
from kg.text.letters import cased
from kg.text.words import fold

_WEAK = {"author", "authors", "people", "name", "full name"}
"""Names of fields for people that programs and papers have too: with them, only what has a time is a talk."""
_WRITING, _POSTS = {"author", "authors"}, ("text/markdown", "text/html", "application/xhtml+xml")
"""Of these, those of posts, whose day is the one they were written on: with them, only what is held somewhere is a talk."""
_WITH = re.compile(cased(r"\bwith\s+(?=[\p{Lu}])"))


def is_told_as_talk(entry: Entry) -> bool:
    """Whether a mapping has what a talk has: somebody who speaks, and a title, an abstract or a time."""
    speaks = entry.of("speaker") or entry.nodes("speaker")
    rest = entry.of("title", "abstract", "date", "datetime", "time")
    if speaks:
        named = {spoken(name) for name, one in entry.node.fields if role_of(name) in ("speaker", "name")}
        if entry.document.media_type in _POSTS and _is_written(entry, named):
            return False
        return bool(rest) and (not named <= _WEAK or bool(entry.nodes("speaker")) or bool(entry.of("date", "datetime", "time")))
    if entry.of("datetime", "date") and (named_in_event(entry) or titled(entry.document, entry.node, entry.roles)):
        return True
    return bool(entry.of("title") and entry.of("date", "datetime") and _is_of_talks(entry))


def _is_of_talks(entry: Entry) -> bool:
    """Whether a mapping says that it is a talk by its kind."""
    kinds = " ".join(fold(one.value) for one in entry.of("kind"))
    return any(word in kinds for word in (*words("navigation", "kinds"), "talk", "seminar", "lecture", "colloqui", "defense", "educationevent"))


@rule("record-of-writing", nothing=False)
def _is_written(entry: Entry, named: set[str]) -> bool:
    """Whether a mapping is a post: it has authors, and neither a room, an hour of its own, an end nor a kind of talk."""
    said = [name for name, one in entry.node.fields if one.value.strip() and spoken(name) != "venue"]
    held = any(role_of(name) in ("location", "time", "end", "series") for name in said)
    return bool(named) and named <= _WRITING and not held and not entry.nodes("location") and not _is_of_talks(entry)


@rule("guest-of-event", nothing=())
def named_in_event(entry: Entry) -> tuple[Person, ...]:
    """The guests whom an event's name gives with where they come from, all of it or behind 'with': 'Lunch with Ann Lee (MIT)'."""
    text = entry.document.text
    for one in entry.of("event"):
        lead = _WITH.search(text, one.begin, one.end)
        people = people_line(text, (lead.end() if lead else one.begin, one.end)) if text[one.begin : one.end].endswith(")") else ()
        if people and any(person.affiliations for person in people):
            return people
    return ()
