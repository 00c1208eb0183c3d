"""Which name of a mapping is the talk's, and which a person's, where the fields' own names mislead."""

import re
from dataclasses import replace

from kg.extract.people import people_line
from kg.extract.records_fields import Node
from kg.extract.series import is_gathering, names_gathering
from kg.extract.wording import key, plain, tightened
from kg.model.document import Document, Field
from kg.read.entries import KEY
from kg.rules import rule
from kg.text.language import words
from kg.text.names import is_name
from kg.text.temporal import find_dates
from kg.text.words import fold

Roles = list[tuple[str, Field]]
_LEAST, _LEAST_OF_TALK, _SURE_NAME = 0.4, 0.4, 0.4
_LEAST_WORDS = 4
_FILE = re.compile(r"://|\.\w{2,4}\s*$")


@rule("record-named-for-speaker", nothing=None)
def named_for_speaker(document: Document, roles: Roles) -> Roles | None:
    """The roles of a page named for its speaker: 'title: Ann Lee (Lund)' beside 'speaker: Ann Lee' is no title.

    What then stands in the field of a seminar and names no gathering is the title.
    """
    spoken = [key(one.value) for role, one in roles if role == "speaker"]
    named = [one for role, one in roles if role == "title" and _is_only(document, one, spoken)]
    if not spoken or not named:
        return None
    kept = [(role, one) for role, one in roles if one not in named]
    if any(role == "title" for role, _ in kept):
        return kept
    return [("title" if role == "series" and one.value.strip() and not names_gathering(one.value) else role, one) for role, one in kept]


def _is_only(document: Document, one: Field, spoken: list[str]) -> bool:
    """Whether a field holds the name of the speaker, with where they come from or alone."""
    people = people_line(document.text, tightened(document.text, (one.begin, one.end)))
    return key(one.value) in spoken or (len(people) == 1 and key(people[0].name.text) in spoken)


@rule("record-person-in-title", nothing=None)
def person_in_title(document: Document, roles: Roles) -> Roles | None:
    """The roles of a mapping whose title is a person, told by a biography or an affiliation beside it and by nobody else."""
    given = {role for role, one in roles if one.value.strip()}
    titles = [one for role, one in roles if role == "title"]
    if "speaker" in given or not given & {"bio", "affiliation"} or len(titles) != 1:
        return None
    if is_name(plain(document.text, (titles[0].begin, titles[0].end))) < _LEAST:
        return None
    return [("speaker" if role == "title" else role, one) for role, one in roles]


def series_of_page(one: Field) -> tuple[str, Field]:
    """What the plain `title` beside a talk's own title is: the series, without what a dash adds to it, or the speaker's post."""
    if not names_gathering(one.value):
        return "position", one
    name = re.split(r"\s+[-–—|]\s+", one.value)[0]
    return "series", replace(one, value=name, end=one.begin + len(name)) if is_gathering(name) else one


def affiliation_by_part(node: Node, roles: Roles) -> Roles:
    """The roles of a mapping without the short form of an affiliation that it also gives in full."""
    full = [one for name, one in node.fields if ("affiliation", one) in roles and "short" not in name.lower()]
    short = [one for name, one in node.fields if ("affiliation", one) in roles and "short" in name.lower()]
    return [(role, one) for role, one in roles if not (full and one in short)]


@rule("record-title-beside", nothing=None)
def title_beside(document: Document, node: Node, roles: Roles) -> Roles | None:
    """The roles of a row whose cells stand one column on: a person stands where the title should, and the title in the next
    field, which should hold a paper or a link."""
    titles = [one for role, one in roles if role == "title" and one.value.strip()]
    if len(titles) != 1 or not any(role == "speaker" and one.value.strip() for role, one in roles):
        return None
    if is_name(plain(document.text, (titles[0].begin, titles[0].end))) < _SURE_NAME:
        return None
    fields = [one for _, one in node.fields]
    place = next((number for number, one in enumerate(fields) if one is titles[0]), len(fields))
    beside = fields[place + 1] if place + 1 < len(fields) else None
    taken = {id(one) for role, one in roles if role not in ("link", "url", "other")}
    if beside is None or id(beside) in taken or _FILE.search(beside.value) or len(beside.value.split()) < _LEAST_WORDS:
        return None
    return [*((role, one) for role, one in roles if one is not titles[0] and one is not beside), ("title", beside)]


@rule("record-of-talk-named-for-speaker", nothing=None)
def talk_named_for_speaker(roles: Roles, document: Document) -> Roles | None:
    """The roles of an entry of a programme that is a talk by its kind, and whose title is a person: a keynote, by whom it is given."""
    given = {role for role, one in roles if one.value.strip()}
    if given & {"speaker", "abstract", "series"} or "kind" not in given:
        return None
    kinds = " ".join(fold(one.value) for role, one in roles if role == "kind")
    titles = [one for role, one in roles if role == "title" and one.value.strip()]
    if len(titles) != 1 or not any(fold(word) in kinds for word in words("navigation", "given_kinds")):
        return None
    if is_name(plain(document.text, (titles[0].begin, titles[0].end))) < _LEAST_OF_TALK:
        return None
    return [("speaker" if one is titles[0] else role, one) for role, one in roles]


@rule("record-under-its-key", nothing=[])
def told_by_key(document: Document, node: Node, has: set[str | None]) -> Roles:
    """What the key is that a mapping stands under: its day where it states none, or its speaker where it names nobody."""
    key = next((one for name, one in node.fields if name == KEY), None)
    if key is None:
        return []
    if not has & {"date", "datetime"} and (dates := find_dates(document.text, key.begin, key.end)):
        rest = key.value.replace(document.words((dates[0].begin, dates[0].end)), "", 1)
        return [("date", key)] if len(rest) < 12 else []
    named = has & {"title", "abstract"} and not has & {"speaker", "name", "first", "last"}
    return [("speaker", key)] if named and people_line(document.text, (key.begin, key.end)) else []
