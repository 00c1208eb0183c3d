"""Which values of a reading are right, one by one, against what a careful reader wrote down.

Both forms of gold are taken: that of the annotated pages (announcements/README.md) and that of the bundled expectations.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.confidence import evidence_of, field_of
from kg.extract.form import values
from kg.model.announcement import Announcement, Talk, Value

LEAST = 0.3
"""How alike a talk that was read and one of the gold must be to be compared."""
_WORDS = 4
"""How many words at the beginning and at the end of an abstract must agree."""
_TITLE = 0.9


@dataclass(frozen=True, slots=True)
class Judged:
    """A value that was read: on which page, of which field, on which evidence, how sure it was said to be, and whether it is right."""

    page: str
    field: str
    evidence: str
    stated: float
    right: bool


def judged(page: str, gold: Mapping, read: Announcement) -> Iterator[Judged]:
    """Each value of the talks that were read, where the gold says what is right for it."""
    for talk, own in _pairs(read.talks, gold["talks"]):
        if own is not None and own.get("optional"):
            continue
        for path, value in values(talk):
            field = field_of(path)
            if field is None or (right := _is_right(path, field, value, talk, own)) is None:
                continue
            yield Judged(page, field, evidence_of(field, value, talk.year_basis), value.confidence, right)


def _pairs(talks: tuple[Talk, ...], golds: list[Mapping]) -> Iterator[tuple[Talk, Mapping | None]]:
    """The talks that were read, each with its own of the gold, the most alike first."""
    likely = sorted(
        ((_alike(talk, gold), -number, -place) for number, talk in enumerate(talks) for place, gold in enumerate(golds)), reverse=True
    )
    own: dict[int, int] = {}
    taken: set[int] = set()
    for alike, number, place in likely:
        if alike >= LEAST and -number not in own and -place not in taken:
            own[-number] = -place
            taken.add(-place)
    for number, talk in enumerate(talks):
        if talk.title or talk.speakers:
            yield talk, golds[own[number]] if number in own else None


def _alike(talk: Talk, gold: Mapping) -> float:
    titles = [_shared(talk.title.text, title) for title in _accepted(gold, "title")] if talk.title else []
    names = {frozenset(_tokens(person.name.text)) for person in talk.speakers}
    others = {frozenset(_tokens(_name(person))) for person in gold.get("speakers", ())}
    started = talk.start is not None and any(talk.start.text[:10] == str(one)[:10] for one in _accepted(gold, "start"))
    return 0.5 * max(titles, default=0) + 0.35 * (2 * len(names & others) / max(1, len(names) + len(others))) + 0.15 * started


def _is_right(path: str, field: str, value: Value, talk: Talk, gold: Mapping | None) -> bool | None:
    """Whether a value is right; None where the gold does not say."""
    if field == "status" and value.text == "scheduled":
        return None
    if gold is None:
        return False
    optional = gold.get("optional_fields") or {}
    if field in ("speaker", "organizer", "coauthor"):
        key = {"speaker": "speakers", "organizer": "organizers", "coauthor": "coauthors"}[field]
        named = [_name(one) for one in (*gold.get(key, ()), *_listed(optional.get(key)))]
        return any(_same_name(value.text, name) for name in named)
    if field == "affiliation":
        return _is_affiliation(path, value, talk, gold)
    if field == "abstract":
        return _is_abstract(value, gold)
    if field == "mode":
        return (value.text in ("online", "hybrid")) == bool(gold.get("online") or gold.get("mode") in ("online", "hybrid"))
    accepted = _accepted(gold, {"zone": "timezone"}.get(field, field))
    if field == "title":
        return any(_shared(value.text, str(one)) >= _TITLE for one in accepted)
    if field in optional and _folded(str(optional[field])) == _folded(value.text):
        return None
    if field == "location" and any(set(_tokens(str(one))) == set(_tokens(value.text)) for one in accepted):
        return True
    return any(_folded(str(one)) == _folded(value.text) for one in accepted)


def _is_affiliation(path: str, value: Value, talk: Talk, gold: Mapping) -> bool | None:
    """Whether the gold gives the speaker these words, alone or as part of a longer or of several entries."""
    person = talk.speakers[int(path.split(".")[1])]
    own = next((one for one in gold.get("speakers", ()) if _same_name(person.name.text, _name(one))), None)
    if own is None:
        return False
    given = list(own.get("affiliations", ())) if isinstance(own, Mapping) else []
    every = _tokens(" ".join(one.text for one in person.affiliations))
    return any(_folded(one) == _folded(value.text) for one in given) or sorted(every) == sorted(_tokens(" ".join(given)))


def _is_abstract(value: Value, gold: Mapping) -> bool | None:
    first, last = gold.get("abstract_first_words"), gold.get("abstract_last_words")
    words = _tokens(value.text)
    if first is None:
        return None if "abstract" not in gold else _folded(gold["abstract"]) == _folded(value.text)
    opening, closing = _tokens(first)[:_WORDS], _tokens(last or "")[-_WORDS:]
    return words[: len(opening)] == opening and (not closing or words[-len(closing) :] == closing)


def _accepted(gold: Mapping, key: str) -> list:
    return [one for one in (gold.get(key), *gold.get(f"{key}_alt", ())) if one not in (None, "", [])]


def _listed(value: object) -> list:
    return value if isinstance(value, list) else [value] if value else []


def _name(person: object) -> str:
    return str(person.get("name", "")) if isinstance(person, Mapping) else str(person)


def _same_name(one: str, other: str) -> bool:
    """Whether two names are one, whatever their order; a nickname in brackets may be missing."""
    variants = [{tuple(sorted(_tokens(name))), tuple(sorted(_tokens(re.sub(r"\([^)]*\)", " ", name))))} for name in (one, other)]
    return bool(variants[0] & variants[1])


def _shared(one: str, other: str) -> float:
    """F1 of the words of two texts."""
    first, second = _tokens(one), _tokens(other)
    both = sum(min(first.count(word), second.count(word)) for word in set(first))
    return 2 * both / (len(first) + len(second)) if first and second else 0.0


def _folded(text: str) -> str:
    return " ".join(_tokens(text))


def _tokens(text: str) -> list[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return re.findall(r"\w+", plain)


