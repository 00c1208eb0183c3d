"""Names of fields: `talk_title`, `startDate`, `Orateur` and `affil` say what their values are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from kg.model.document import Field, Record
from kg.text.language import languages
from kg.text.words import fold

_OWN = {
    "speaker": "author authors lecturer presenter performer performers speaker_names talk_by given_by people actor",
    "title": "headline subject summary_title topic_title",
    "name": "name fullname full_name",
    "first": "first_name firstname given_name",
    "last": "last_name lastname surname family_name",
    "abstract": "desc description abstract_text full_abstract long_abstract short_abstract full_content full_description long_description content text body details blurb markdown html",
    "date": "day date_of_talk event_date date_text datum",
    "datetime": "datetime date_time start start_at starts_at begin begins start_date start_date_time startdate when dtstart",
    "time": "time time_slot timeslot slot start_time hour talk_time time_start timerange",
    "end": "end end_at ends_at end_time end_date end_date_time enddate dtend until finish",
    "location": "room where place venue location location_name building auditorium hall address",
    "host": "host hosts inviter invited_by host_name",
    "organizer": "organizer organiser organizers organisers chair_person",
    "affiliation": "affil affils affiliation affiliations inst institute institution university academic_institution workplace org organization organisation employer"
    " company works_for home_institution",
    "position": "position job job_title role_title jobtitle speaker_position speaker_role speaker_job_title",
    "series": "series seminar seminar_series colloquium in_series series_name event_series",
    "event": "event workshop conference super_event event_name",
    "session": "session track panel",
    "bio": "bio biography about_speaker speaker_bio speaker_biography short_bio",
    "link": "video recording slides youtube zoom zoom_link talk_zoom stream livestream join_link meeting_url video_url slides_url"
    " recording_url web video_link slides_link paper paper_link live_link stream_link",
    "url": "url link website homepage web_page same_as",
    "kind": "type kind category event_type talk_type format_of_event",
    "status": "status event_status state notice",
    "zone": "timezone time_zone tz tzid",
    "honorific": "honorific honorific_prefix salutation",
    "mode": "mode event_attendance_mode attendance_mode format",
    "other": "image img photo picture id uid tags keywords slug layout permalink excerpt comments comment note notes priority"
    " contact email registration rsvp registration_link download file poster thumbnail host_url speaker_url speaker_website"
    " affiliation_url calendar_link registration_deadline event_post_date post_date published updated modified created"
    " date_published date_modified date_created offers price language in_language lang",
}
"""What programs call their fields, beside what people call them on pages (the labels of the languages)."""
_PREFIX = re.compile(r"(?:talk|event|seminar|lecture|session|presentation|meeting)\b ?")
_GLUED = re.compile(r"(?:talk|speaker)(?:short)?(?=[a-z]{3})")
"""What programs put before the name of a field without a sign between: `talkplace`, `speakerinst`."""
_CLOSING = {"abstract": "abstract", "bio": "bio", "biography": "bio"}
"""What a field is whose name ends in a word that leaves no doubt: `Topic_abstract`, `presenter_bio`."""
_HUMP = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Kin:
    """What the mappings of one list have in common: what most of them state, and what fields hold whose names do not say."""

    roles: frozenset[str] = frozenset()
    guessed: Mapping[str, str] = field(default_factory=dict)


NO_KIN = Kin()


@dataclass(slots=True)
class Node:
    """A mapping of a record: its values by name in their order, and the mappings and lists of mappings in it."""

    name: str = ""
    kin: Kin = NO_KIN
    fields: list[tuple[str, Field]] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)


def tree_of(record: Record) -> Node:
    """The mappings of a record, put together again from the paths of its values.

    The values of a list of scalars are fields of one name; the mappings of a list are children of one name.
    """
    root = Node()
    nodes = {(): root}
    for one in record.fields:
        *above, last = one.path.split(".") if record.kind != "row" else (one.path,)  # 'No.' is a column's name
        if last.isdecimal() and above:
            *above, last = above
        node = _node(nodes, tuple(above))
        node.fields.append((last, one))
    return root


def _node(nodes: dict[tuple[str, ...], Node], path: tuple[str, ...]) -> Node:
    """The node at a path, made with those above it where they are new; a list is no node, its entries are."""
    missing = []
    while path not in nodes:
        missing.append(path)
        path = _above(path)
    for path in reversed(missing):
        nodes[path] = Node(next((part for part in reversed(path) if not part.isdecimal()), ""))
        nodes[_above(path)].children.append(nodes[path])
    return nodes[path]


def _above(path: tuple[str, ...]) -> tuple[str, ...]:
    """The path of the mapping around the one at `path`."""
    while path and path[-1].isdecimal():
        path = path[:-1]
    return path[:-1]


def spoken(name: str) -> str:
    """A field's name as words.

    >>> spoken("talkTitle"), spoken("start-date_time"), spoken("URL")
    ('talk title', 'start date time', 'url')
    """
    return " ".join(fold(word) for word in _WORD.findall(_HUMP.sub(" ", name.rpartition(":")[2] or name)))


@cache
def role_of(name: str) -> str | None:
    """What the values of a field are: speaker, title, date, …; None where its name does not say.

    >>> role_of("talk_title"), role_of("startDate"), role_of("Orateur"), role_of("colour")
    ('title', 'datetime', 'speaker', None)
    """
    words = spoken(name)
    for key in (words, _PREFIX.sub("", words, count=1), _GLUED.sub("", words, count=1)):
        if role := _own().get(key) or _labels().get(key):
            return role
    return _CLOSING.get(words.rpartition(" ")[2])


@cache
def _own() -> dict[str, str]:
    return {name.replace("_", " "): role for role, names in _OWN.items() for name in names.split()}


@cache
def _labels() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in languages():
        for role, listed in language.section("labels").items():
            for word in listed:
                found.setdefault(spoken(word), role)
    return found
