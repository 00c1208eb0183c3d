"""Places: rooms, buildings, addresses and meetings online."""

import re
from functools import cache

from kg.extract.schedules import is_schedule
from kg.extract.series import is_event, names_gathering
from kg.extract.wording import EDGES, QUOTED, key, plain, tightened
from kg.model.announcement import Value
from kg.model.document import Span
from kg.rules import minded, rule
from kg.text.gazetteer import given_names
from kg.text.language import words
from kg.text.temporal import find_dates, find_terms
from kg.text.words import fold

_CODE = re.compile(
    r"[A-Z][A-Za-z]{0,4}[ .-]?\d{1,4}(?:[.-]\d{1,4})?[A-Za-z]?"
    r"|\d{1,4}[A-Z]?(?:[.-]\d{1,4})? [A-Z][\w'.]+(?: [A-Z][\w'.]+){0,2}"
    r"|[A-Z][\w'.-]+(?: [A-Z][\w'.]+)? \d{2,4}[A-Z]?"
)
_COUNTED = re.compile(r"[^\W\d_]+\.? ?\d{1,4}[a-z]?")
_YEARLY = re.compile(r"\b(?:19|20)\d\d$")
_IN_YEAR = re.compile(r"\((?:19|20)\d\d\)$")
_CODED = re.compile(r"\((?:[A-Z]{2,5}[ -]?)?\d[\w.-]{0,8}\)$|\([A-Z]{2,5}[ -]\d[\w.]{0,8}\)")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_PRICE = re.compile(r"[$€£¥]\s?\d|\d\s?[€£¥]")
_REMARK = re.compile(r"\s*\([^()\d]*!\s*\)$")
_VERB = re.compile(r"\b(?:will|is|are|has|was|were|gives?|speaks?|wird|ist|sera|est|será|sarà)\b")
_LONGEST = 140
_WAYS = re.compile(r"\s*[/,&+]\s*|\s+(?:and|und|et|y|e|i|и)\s+")


@cache
def _pattern(key: str) -> re.Pattern[str]:
    endings = [fold(word) for word in words("navigation", f"{key}_endings")]
    compound = (rf"\w{{2,}}(?:{'|'.join(map(re.escape, endings))})",) if endings else ()
    folded = {fold(word) for word in words("navigation", key)}
    return _any_of(folded - given_names(), *compound)  # 'piętro' is a floor, and Pietro a name


@cache
def _remote() -> re.Pattern[str]:
    """Words for a meeting online, with their accents: 'à distance' is one, 'a distance' is not."""
    return _any_of({word.casefold() for word in words("navigation", "online")})


def _any_of(listed: set[str], *compound: str) -> re.Pattern[str]:
    plain = map(re.escape, sorted(listed, key=len, reverse=True))
    return re.compile(r"(?<!\w)(?:" + "|".join((*plain, *compound)) + r")(?!\w)")


@cache
def _counted() -> frozenset[str]:
    """Words that a number counts: 'Week 3' is no room."""
    return frozenset(key(word) for word in words("navigation", "not_rooms"))


def is_counted(text: str) -> bool:
    """Whether the words are a number and what it counts, and no place: 'Week 3', 'Lecture 12'."""
    return bool(_COUNTED.fullmatch(text)) and key(text.split()[0].rstrip("0123456789")) in _counted()


def names_room(text: str) -> bool:
    """Whether the words name a room, a building, a street, or a meeting online."""
    return bool(_pattern("rooms").search(fold(text))) or is_online(text)


def names_venue(text: str) -> bool:
    """Whether the words name a room or a house that talks are held in; behind 'in' only, for houses are also talked about."""
    return names_room(text) or bool(_venue().search(fold(text)))


@cache
def _venue() -> re.Pattern[str]:
    listed = "|".join(sorted({re.escape(fold(word)) for word in words("navigation", "venues")}, key=len, reverse=True))
    endings = "|".join(sorted({re.escape(fold(word)) for word in words("navigation", "venue_endings")}, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed}|\w+(?:{endings}))(?!\w)")


def is_online(text: str) -> bool:
    """Whether the words name a meeting online."""
    return bool(_remote().search(text.casefold()))


@minded
def is_location(text: str, span: Span) -> bool:
    """Whether the words at `span` are a place and nothing else."""
    begin, end = tightened(text, span)
    if not 2 <= end - begin <= _LONGEST:
        return False
    printed = plain(text, (begin, end))
    if QUOTED.search(printed):
        return False
    if any(sign.isdigit() for sign in printed) and (find_terms(printed) or find_dates(printed)):
        return False
    if _YEARLY.search(printed) and (is_event(printed) or names_gathering(printed) or not names_room(printed)):
        return False  # 'Statistics Day 2024' and 'Meetings 2020' are no rooms.
    if is_counted(printed) or is_schedule(printed) or _PRICE.search(printed):
        return False
    if _IN_YEAR.search(printed) and not names_room(printed):
        return False
    if (_CODE.fullmatch(printed) and not _YEARLY.search(printed)) or (_CODED.search(printed) and len(printed.split()) <= 14 and printed.count("(") == 1):
        return True
    found = _WORD.findall(printed)
    if not found or len(found) > 16 or printed[-1:] in "?!" or _VERB.search(printed):
        return False
    if is_online(printed):
        return len(found) <= 8
    capital = sum(word[0].isupper() for word in found)
    return names_room(printed) and (capital * 2 >= len(found) or any(sign.isdigit() for sign in printed))


@cache
def _ways() -> dict[str, str]:
    """The words for a way of holding a talk, folded, with the way."""
    lists = (("remote_talk", "online"), ("online", "online"), ("in_person", "in_person"), ("hybrid", "hybrid"))
    return {fold(word): way for name, way in lists for word in words("navigation", name)}


@rule("way-of-holding", nothing=None)
def way_of(text: str, span: Span) -> str | None:
    """How the words at `span`, all of them, say that a talk is held: 'online', 'in person/hybrid'; None where they say more."""
    parts = _WAYS.split(fold(text[span[0] : span[1]]).strip(" ()[].")) if span[1] - span[0] <= 60 else []
    found = {_ways().get(part.strip()) for part in parts}
    if not found or None in found:
        return None
    return found.pop() if len(found) == 1 else "hybrid"


@rule("mode-of-location", nothing=None)
def mode_of(location: Value | None) -> Value | None:
    """Whether a talk at `location` is held online, in both ways, or None where the place does not say."""
    if location is None or not is_online(location.text):
        return None
    rest = fold(_remote().sub(" ", location.text.casefold()))
    both = bool(_pattern("rooms").search(rest) or re.search(r"\d{2,}", rest)) and not re.search(r"meeting|id\b|code|http", rest)
    return Value("hybrid" if both else "online", location.spans, location.confidence, "mode-of-location", derived=location.derived)


@rule("place-without-exception", nothing=None)
def _exception(text: str, span: Span) -> int | None:
    """Where the words begin that a place is followed by and that say there are exceptions: ', unless otherwise noted'."""
    found = _unless().search(fold(text[span[0] : span[1]]))
    return span[0] + found.start() if found and found.start() > 2 and len(fold(text[span[0] : span[1]])) == span[1] - span[0] else None


def unhedged(text: str, span: Span) -> Span:
    """A place without the words behind it that allow for exceptions, or a remark: '(note the room!)'."""
    remark = _REMARK.search(text, *span)
    at = _exception(text, span) or (remark and remark.start()) or _company(text, span)
    return span if at is None else tightened(text, (span[0], at), EDGES + "(")


@rule("what-goes-with-a-place", nothing=None)
def _company(text: str, span: Span) -> int | None:
    """Where behind a comma the sentence goes on with something beside the place: 'Gallery Hall, with tea served at'."""
    found = _beside().search(text, *span)
    return found and found.start()


@cache
def _beside() -> re.Pattern[str]:
    listed = sorted({re.escape(word) for word in words("sentences", "place_stops")}, key=len, reverse=True)
    return re.compile(rf",\s+(?:{'|'.join(listed)})(?!\w)")


@cache
def _unless() -> re.Pattern[str]:
    listed = sorted({fold(word) for word in words("sentences", "unless")}, key=len, reverse=True)
    return re.compile(r"[\s,;(]+(?:" + "|".join(map(re.escape, listed)) + r")(?!\w)")
