"""Lines of a programme that are no talks: meals and pauses, headings of sessions, words for what kind of talk follows."""

import re
from functools import cache

from kg.extract.labels import label_roles
from kg.extract.wording import key, plain, tightened, value
from kg.model.announcement import Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words
from kg.text.words import fold

ASIDE = re.compile(r"\s*\(([^()]{2,80})\)\s*[.:]?$")
"""A bracket at the end of an item, with the words in it: often its place."""
_NUMBERED = r"(?:[ ]?(?:\d{1,2}[a-z]?|[ivx]{1,4}|[a-h]))"
_LONGEST_SESSION = 140


@cache
def _breaks() -> frozenset[str]:
    return frozenset(key(word) for word in words("breaks", "words"))


@cache
def _alone() -> frozenset[str]:
    """Words that name a break by themselves, and in front of others only before such as in 'Opening by the dean'."""
    return frozenset(key(word) for word in words("breaks", "alone"))


@cache
def _behind_alone() -> frozenset[str]:
    return frozenset(key(word) for word in words("breaks", "behind_alone"))


def is_break(text: str) -> bool:
    """Whether a short line is a meal, a pause or another item without a talk.

    >>> is_break("Break for Individual Lunch"), is_break("Breaking symmetry at lunch time on the lattice")
    (True, False)
    >>> is_break("Opening and coffee"), is_break("Opening the black box"), is_break("Self-avoiding walk")
    (True, False, False)
    """
    folded = key(ASIDE.sub("", text))
    parts = folded.split()
    if not parts or len(parts) > 9:
        return False
    ends = {folded, " ".join(parts[:2]), " ".join(parts[-2:])}
    ends |= {parts[0]} if parts[0] not in _alone() or set(parts[1:2]) <= _behind_alone() else set()
    ends |= {parts[-1]} - _alone()
    return (
        folded in _breaks()
        or (bool(ends & _breaks()) and len(parts) <= 6)
        or (any(part in ("break", "lunch", "coffee", "pause") for part in parts) and len(parts) <= 7)
    )


@cache
def _meals() -> frozenset[str]:
    return frozenset(key(word) for word in words("breaks", "meals"))


def is_meal(text: str) -> bool:
    """Whether a break is the meal that parts the sessions of a day."""
    return bool(_meals() & set(key(text).split()))


@rule("session-heading", nothing=None)
def session_in(text: str, span: Span) -> Value | None:
    """The name of the session that a line opens, without who chairs it: 'Session 2: Waves', 'Morning session'."""
    if not 4 <= span[1] - span[0] <= _LONGEST_SESSION or is_break(plain(text, span)):
        return None
    chair = _chaired().search(text, *span)
    begin, end = tightened(text, (span[0], chair.start() if chair else span[1]), " \t\n\u00a0,;:–—-|•·*_([")
    folded = fold(text[begin:end])
    if not begin < end or not (_opens().match(folded) or _closes().search(folded)):
        return None
    return value(text, (begin, end), "session-heading", 0.9)


@rule("session-with-its-chair", nothing=None)
def chaired_session(text: str, span: Span) -> Value | None:
    """The name of a session that a line prints with who chairs it: 'Lost words (Chair: Ada Byron)'; that is nobody's talk."""
    chair = _chaired().search(text, *span) if span[1] - span[0] <= _LONGEST_SESSION else None
    begin, end = tightened(text, (span[0], chair.start()), " \t\n\u00a0,;:–—-|•·*_([") if chair else (0, 0)
    return value(text, (begin, end), "session-with-its-chair", 0.9) if end - begin >= 3 and ":" in chair[0] else None


@cache
def _opens() -> re.Pattern[str]:
    return re.compile(rf"(?:{_sessions()}){_NUMBERED}(?:\s*[:.–—-].*|\s*\([^()]*\))?$|(?:{_sessions()})\s*[:–—-]\s*\S")


@cache
def _closes() -> re.Pattern[str]:
    return re.compile(rf"^(?:[\w-]+\s){{1,3}}(?:{_sessions()})(?:{_NUMBERED})?$")


@cache
def _sessions() -> str:
    return "|".join(sorted(map(re.escape, {fold(word) for word in words("breaks", "sessions")}), key=len, reverse=True))


@cache
def _chaired() -> re.Pattern[str]:
    listed = sorted((label for label, role in label_roles().items() if role == "chair"), key=len, reverse=True)
    return re.compile(rf"[\s,;(\[|–—-]+\b(?:{'|'.join(map(re.escape, listed))})\b\s*[:.]?\s", re.I)


@rule("kind-before-talk", nothing=None)
def kind_before(text: str, span: Span) -> Span | None:
    """The word that says what kind of talk follows it: 'Keynote: …', 'Invited talk – …'; None where there is none."""
    match = _kinds().match(text, *span)
    return match.span(1) if match and match.end() < span[1] else None


@cache
def _kinds() -> re.Pattern[str]:
    listed = sorted(map(re.escape, words("breaks", "kinds")), key=len, reverse=True)
    return re.compile(rf"({'|'.join(listed)})(?:\s+\d{{1,2}})?(?:\s*[:–—|]\s*|\s+-\s+|\s+(?:by|von|par|por|di|door)\s+|\s*\n)", re.I)
