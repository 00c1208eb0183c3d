"""The JSON of services that announce talks: Indico's export and the interface of researchseminars.org.

What such a service says for its own programs (numbers, colours, hashes of addresses) is left out of the text.
"""

from kg.read.trees import Tree

MOST = 5_000
"""Contributions of a conference up to which they are read; the largest have about 3,000."""

INDICO, RESEARCHSEMINARS = "indico", "researchseminars"

_PEOPLE = ("fullName", "name", "affiliation")
_OCCASION = ("title", "description", "startDate", "endDate", "room", "location", "address", "keywords")
_CONFERENCE = (*_OCCASION, "type", "category", "url", "label", "chairs", "sessions", "contributions")
_CONTRIBUTION = (*_OCCASION, "session", "type", "track", "speakers", "primaryauthors", "coauthors", "subContributions")
_SESSION = (*_OCCASION, "conveners", "sessionConveners", "contributions")
_MOMENT = ("date", "time", "tz")
_INSIDE = {
    "chairs": _PEOPLE, "speakers": _PEOPLE, "primaryauthors": _PEOPLE, "coauthors": _PEOPLE, "conveners": _PEOPLE,
    "sessionConveners": _PEOPLE, "sessions": _SESSION, "contributions": _CONTRIBUTION, "subContributions": _CONTRIBUTION,
    "startDate": _MOMENT, "endDate": _MOMENT, "label": ("title",),
}  # fmt: skip
"""What is kept of Indico's objects, by the name of the field they stand in."""

_TALK = (
    "title", "speaker", "speaker_affiliation", "start_time", "end_time", "timezone", "room", "online", "abstract", "live_link",
    "stream_link", "slides_link", "video_link", "paper_link", "comments", "language",
)  # fmt: skip
_SERIES = ("timezone", "room", "homepage", "start_date", "end_date", "comments")


def service_entries(tree: Tree) -> list[tuple[str, Tree]] | None:
    """The entries of a service's answer with the kind of record each makes; None where it is none's that is known."""
    if not isinstance(tree, dict):
        return None
    results = tree.get("results")
    if isinstance(results, list) and any(_is_conference(one) for one in results):
        return [(INDICO, _kept(one, _CONFERENCE)) for one in results if _is_conference(one)]
    if isinstance(results, list) and any(_is_talk(one) for one in results):
        return [(RESEARCHSEMINARS, _talk(one)) for one in results if _is_shown(one)]
    about, talks = tree.get("properties"), tree.get("talks")
    if _is_talk(about):
        return [(RESEARCHSEMINARS, _talk(about))] if _is_shown(about) else []
    if isinstance(about, dict) and isinstance(talks, list) and "shortname" in about and isinstance(about.get("name"), str):
        name = {"conference" if about.get("is_conference") is True else "series": about["name"]}
        shown = [_talk(one) for one in talks if _is_shown(one)]
        return [(RESEARCHSEMINARS, name | {key: about[key] for key in _SERIES if about.get(key)} | {"talks": shown})]
    return None


def _is_conference(tree: Tree) -> bool:
    return isinstance(tree, dict) and tree.get("_type") == "Conference" and "title" in tree


def _kept(tree: dict, names: tuple[str, ...]) -> dict:
    """The fields of these names, those in them by theirs; no recursion deeper than the names go."""
    found: dict[str, Tree] = {}
    for name in names:
        value = tree.get(name)
        if name in _INSIDE and isinstance(value, dict):
            found[name] = _kept(value, _INSIDE[name])
        elif name in _INSIDE and isinstance(value, list):
            found[name] = [_kept(one, _INSIDE[name]) for one in value[:MOST] if isinstance(one, dict)]
        elif name not in _INSIDE and not isinstance(value, dict) and value not in (None, "", []):
            found[name] = value
    if "fullName" in found:
        found.pop("name", None)
    return found


def _is_talk(tree: Tree) -> bool:
    return isinstance(tree, dict) and {"seminar_id", "speaker", "start_time"} <= tree.keys()


def _is_shown(tree: Tree) -> bool:
    """Whether a talk is announced: what is hidden, deleted or not displayed is not."""
    return _is_talk(tree) and tree.get("hidden") is not True and tree.get("deleted") is not True and tree.get("display") is not False


def _talk(tree: dict) -> dict:
    return {name: tree[name] for name in _TALK if tree.get(name) not in (None, "", [])}
