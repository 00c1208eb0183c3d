"""Labels: the words before a colon, or alone on a line, that say what follows."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extract.about_person import is_about_person
from kg.extract.wording import plain, tightened
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import languages, words
from kg.text.letters import cased
from kg.text.words import fold

_COLON = re.compile(r"[^:：\n]{1,60}?[ \t\u00a0]*(?:\*\*|__|\*|_|</\w{1,8}>){0,3}[ \t\u00a0]*[:：](?!//)")
_QUESTION = re.compile(r"[^?\n]{2,20}\?")
_DASH = re.compile(r"[^\n–—-]{3,30}?(?:[ \t]+[–—-]|[–—])[ \t]*(?=\S)")
_TABBED = re.compile(r"[^\t\n]{2,30}?(?:\t|[ ]{3,})[ \t]*(?=\S)")
_STOP = re.compile(r"[^.\n]{4,24}\.[ \t]*(?=\S)")
_WRAP = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[^\w\s#/&'’@,-]+")
_LINE_LABEL = re.compile(r"(?m)^[ \t*]{0,4}([^:\n]{2,30}?)[ \t*]{0,3}:")
_NUMBER = re.compile(r"\b(?:\d{1,2}|i{1,3}|iv|v|vi{0,3}|one|two|three|four|five|first|second|third)\b")
_INNER = re.compile(r"(?:(?<=[a-z)])(?=[A-Z])|(?<=[\t|;])[ \t]*|(?<=  )[ ]*)([A-Z][a-z]{2,15})[ \t]?:")
_PICTURE = re.compile("([\U0001f300-\U0001faff\u2300-\u23ff])\ufe0f?(?:\u200d[^\\s])?[ \t\u00a0*]*")
_LONGEST = 400
"""Characters of a row that can be a listed word with its markup."""
_RUN_IN = re.compile(cased(r"(?<=[^:,\s]\s)[*•·]{0,2}([\p{Lu}][\p{Ll}]{2,14})[ \t]?:[*]{0,2}[ \t\n]"))
_IN_BRACKETS = re.compile(r"\(\s*([^\W\d_][^\W\d_ ]*(?: [^\W\d_]+){0,2})\s*:\s[^()\n]{2,120}\)\s*$")
_IN_BRACKETS_TOLD = ("speaker", "host", "organizer", "chair", "location")
_GLUED = re.compile(cased(r"(?<=[\p{Ll}.?!)])([A-Z][a-z]{2,15}):(?=[ \t][\p{Lu}\d\"“(])"))
_SET_OFF = re.compile(r"\s[–—|-]\s+([^\W\d_]{4,20}):\s")
_NEAR = 400
"""Characters in which a label is looked for that is glued to a word before it."""
_STRONG = ("speaker", "title", "abstract", "bio", "date", "time", "datetime", "location", "host", "affiliation")
_BARE_ONLY = ("details", "agenda")
_WEAK = frozenset(
    {
        "by",
        "what",
        "who",
        "about",
        "day",
        "talk",
        "paper",
        "par",
        "von",
        "mit",
        "door",
        "le",
        "was",
        "wer",
        "start",
        "end",
        "from",
        "to",
        "details",
        "home",
        "avec",
        "topic",
        "begins",
        "ends",
        "talks",
        "ora",
        "data",
        "where",
        "note",
        "notes",
        "join",
        "open",
        "party",
        "open to",
        "part",
        "place",
        "level",
        "room",
        "type",
        "art",
        "cv",
        "da",
        "seminar",
        "colloquium",
        "seminario",
        "lecture",
        "cost",
        "fee",
        "share",
        "school",
        "web",
        "tea",
        "reference",
        "presentation",
        "vortrag",
        "tag",
        "pokój",
        "film",
        "event",
        "workshop",
        "conference",
        "meeting",
    }
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a row: what it announces, where its words stand, where its value begins.

    `number` is that of 'Talk 2:'; `alone` where the row holds nothing else.
    """

    role: str
    begin: int
    end: int
    value: int
    number: bool = False
    alone: bool = False


@cache
def label_roles() -> dict[str, str]:
    """The role that each label of any language leads to, by the label's key."""
    found: dict[str, str] = {}
    for language in languages():
        for role, listed in language.section("labels").items():
            if role not in (*_BARE_ONLY, "nouns"):
                for word in listed:
                    found.setdefault(label_key(word), role)
        for noun in language.section("labels").get("nouns", ()):  # 'Lecture date', 'Event location'
            for role in _STRONG:
                for word in language.section("labels").get(role, ())[:2]:
                    found.setdefault(label_key(f"{noun} {word}"), role)
    return found


@cache
def _lone_roles() -> dict[str, str]:
    lone = {label_key(word): role for role in _BARE_ONLY for word in words("labels", role)}
    return label_roles() | lone


@cache
def listed(section: str, name: str) -> frozenset[str]:
    """The folded words that any language lists under a name of a section."""
    return frozenset(label_key(word) for word in words(section, name))


@cache
def _foreign() -> frozenset[str]:
    """The labels that other languages have and English has not."""
    english: set[str] = set()
    others: set[str] = set()
    for language in languages():
        keys = {label_key(word) for listed in language.section("labels").values() for word in listed}
        (english if language.code == "en" else others).update(keys)
    return frozenset(others - english)


@lru_cache(maxsize=4)  # asked once for each event of a calendar, of the one text they all stand in
def has_foreign_labels(text: str) -> bool:
    """Whether lines of a text open with two or more labels of another language than English, which all put the day first."""
    found = {key for match in _LINE_LABEL.finditer(text) if (key := label_key(match[1])) in _foreign()}
    return len(found) >= 2


@lru_cache(maxsize=20_000)
def label_key(words: str) -> str:
    """The words as labels are compared: folded, without wrapping signs, single-spaced."""
    return " ".join(_WRAP.sub(" ", fold(words)).split()).strip(" -,'’")


def find_label(text: str, begin: int, end: int) -> Label | None:
    """The label that the row at `begin` to `end` opens with or consists of."""
    if not begin < end:
        return None
    if (sign := _sign(text, begin, end)) is not None:
        return find_label(text, sign.value, end) or sign
    for pattern in (_COLON, _QUESTION, _TABBED):
        match = pattern.match(text, begin, end)
        if match and (label := _looked_up(text, match, end)):
            return label
    return _alone(text, begin, end) or _dashed(text, begin, end) or _stopped(text, begin, end)


@rule("picture-is-label", nothing=None)
def _sign(text: str, begin: int, end: int) -> Label | None:
    """The picture that a row opens with, where it says what the row holds: '📍 Room 5'."""
    picture = _PICTURE.match(text, begin, end)
    role = picture and _signs().get(picture[1])
    return Label(role, begin, picture.end(1), picture.end()) if role and picture.end() < end else None


@cache
def _signs() -> dict[str, str]:
    return {sign: role for language in languages() for role, signs in language.section("signs").items() for sign in signs}


def _looked_up(text: str, match: re.Match, end: int) -> Label | None:
    printed = plain(text, match.span()).rstrip(" :?：-–—.")
    role, number = _role(printed, label_roles())
    return role and _label(role, text, match, end, number)


def _role(printed: str, roles: dict[str, str]) -> tuple[str | None, bool]:
    key = label_key(printed)
    if key in roles:
        return roles[key], False
    numbered = _NUMBER.sub("#", key)
    if numbered in roles:
        return roles[numbered], True
    if numbered.endswith(" #") and (role := roles.get(numbered[:-2])) and role in ("speaker", "title", "abstract", "bio"):
        return role, False
    if key.count(" ") <= 3 and " " in key and not any(sign.isdigit() for sign in key) and key.split()[-1] in ("title", "abstract", "speaker", "speakers", "location", "venue"):
        return roles.get(key.split()[-1]), False
    return None, False


def _label(role: str, text: str, match: re.Match, end: int, number: bool) -> Label:
    value = match.end()
    while value < end and text[value] in " \t\u00a0*_:":
        value += 1
    begin, stop = tightened(text, match.span())
    return Label(role, begin, stop, value, number, alone=tightened(text, (value, end))[0] >= tightened(text, (value, end))[1])


def _alone(text: str, begin: int, end: int) -> Label | None:
    if end - begin > 60:
        return None
    printed = plain(text, (begin, end)).rstrip(" :?.-–—")
    if printed.isupper() and len(printed) <= 3 and fold(printed) in _WEAK:
        return None
    role, number = _role(printed, _lone_roles())
    role = role or ("bio" if is_about_person(printed) else None)
    return Label(role, begin, end, end, number, alone=True) if role else None



def _dashed(text: str, begin: int, end: int) -> Label | None:
    match = _DASH.match(text, begin, end)
    if not match:
        return None
    printed = plain(text, match.span()).rstrip(" -–—")
    if label_key(printed) in _WEAK:
        return None
    return _looked_up(text, match, end)


def _stopped(text: str, begin: int, end: int) -> Label | None:
    """'Abstract. We show …' and 'Abstract We show …'."""
    match = _STOP.match(text, begin, end)
    if match and (label := _looked_up(text, match, end)) and label.role in ("abstract", "bio") and label_key(match[0]) not in _WEAK:
        return label
    return None


def inner_labels(text: str, begin: int, end: int) -> tuple[int, ...]:
    """Where further labels begin inside a row: glued to a word, or after a tab, a bar or wide blanks; in a long one only the first kind."""
    set_off = (match.start(1) for match in _SET_OFF.finditer(text, begin + 1, min(end, begin + _NEAR)) if _role(match[1], label_roles())[0] == "speaker")
    found = [*set_off]
    if end - begin >= _NEAR:
        glued = _GLUED.finditer(text, begin + 1, min(end, begin + _NEAR))
        return (*found, *(match.start(1) for match in glued if _role(match[1], label_roles())[0] in ("title", "abstract", "speaker", "bio")))
    for match in _INNER.finditer(text, begin + 1, end):
        role, _ = _role(match[1], label_roles())
        if role and role not in ("contact", "kind", "link") and fold(match[1]) not in _WEAK:
            found.append(match.start(1))
    return tuple(found)


@rule("label-in-brackets", nothing=())
def bracketed_labels(text: str, begin: int, end: int) -> tuple[int, ...]:
    """Where a person or a place with a label stands in brackets that close a row, and where these open and close:
    'Knots (Host: Ann Lee)'."""
    found = _IN_BRACKETS.search(text, max(begin, end - _NEAR), end)
    if found is None or found.start() <= begin or _role(found[1], label_roles())[0] not in _IN_BRACKETS_TOLD:
        return ()
    return found.start(), found.start(1), text.rfind(")", found.start(), end)


def run_in_labels(text: str, begin: int, end: int) -> tuple[int, ...]:
    """Where further labels begin in a row that opens with one, each of another kind: 'Title: Knots Speaker: Ann Lee Time: 3 pm'."""
    first = find_label(text, begin, end)
    if first is None or first.alone or first.role not in _STRONG:
        return ()
    roles, found = {first.role}, []
    for match in _RUN_IN.finditer(text, first.value, end):
        role, _ = _role(match[1], label_roles())
        if role in _STRONG and role not in roles and fold(match[1]) not in _WEAK - {"place", "room"}:
            roles.add(role)
            found.append(match.start(1))
    return tuple(found)


def is_listed(text: str, span: Span, section: str, name: str) -> bool:
    """Whether the words at `span` are, as a whole, among those listed."""
    return span[1] - span[0] <= _LONGEST and label_key(plain(text, span)) in listed(section, name)
