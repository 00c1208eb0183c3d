"""Status words: cancelled, postponed, moved, and titles that are still to be announced."""

import re
from functools import cache, lru_cache

from kg.extract.wording import key, plain, tightened
from kg.model.announcement import Value
from kg.model.document import Span
from kg.rules import minded, rule
from kg.text.language import words
from kg.text.letters import cased
from kg.text.phrases import Phrases, opening_with
from kg.text.temporal import find_dates
from kg.text.words import fold

_ORDER = ("cancelled", "postponed", "moved_online", "moved")
_PENDING = ("...", "…", "?", "??", "???")
_LONGEST = 200
"""Characters of the longest words that say as a whole that a title or a talk is missing."""
_HEAD = re.compile(r"\s*[\[(*]{0,3}(\w+(?: \w+)?)((?:[\])*]{1,3}|\s*[:!–—-])?)\s*[:!–—-]?\s*(?=\S)")
_FRONT = re.compile(
    cased(r"\s*(?:[\[(]\s*([^\[\]()\n]{4,40})[\])]\s*[:–—-]?|([^\W\d_][^:–—|!\n]{3,40}?)(?::|!+:?|\s+[-–—|](?=\s))|([\p{Lu}]{5,}(?:[ ][\p{Lu}]{2,}){0,2})(?=\s))\s*")
)
_BACK = re.compile(cased(r"\s*(?:[\[(]\s*([^\[\]()\n]{4,40})[\])]|\s[-–—|]\s*([^:–—|!\n]{4,40}?)!*|\s([\p{Lu}]{5,}(?:[ ][\p{Lu}]{2,}){0,2})!*)\s*$"))
_QUIET = re.compile(r"\b(?:may|might|can|could|unless|if|kann|peut|puede|in case)\b")


@cache
def _pattern(name: str) -> Phrases:
    listed = sorted({fold(word) for word in words("status", name)}, key=len, reverse=True)
    return opening_with(listed, r"(?<!\w)(?:" + "|".join(map(re.escape, listed)) + r")(?!\w)")


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(_keys("lead")))) + r")\b")


@cache
def _keys(name: str) -> frozenset[str]:
    return frozenset(key(word) for word in words("status", name))


def is_tba(text: str) -> bool:
    """Whether the words say, as a whole, that something is still to be announced; an ellipsis or question marks do."""
    return len(text) <= _LONGEST and _is_tba(text)


@lru_cache(maxsize=20_000)
def _is_tba(text: str) -> bool:
    folded = key(text)
    return (
        text.strip() in _PENDING
        or folded in _keys("tba")
        or (
            len(folded) < 40
            and bool(
                re.fullmatch(
                    r"(?:(?:title|speaker|abstract|and|talk|titel|titre|room|venue|location|place|time|date|raum|ort|salle|lieu)\s*)*(?:tba|tbd|tbc|tk|to be announced"
                    r"|to be confirmed|to be determined)",
                    folded,
                )
            )
        )
    )


def is_empty(text: str) -> bool:
    """Whether the words say, as a whole, that no talk is held: 'Reserved', 'Spring break: no colloquium'."""
    return _is_empty(text[:_LONGEST])


@lru_cache(maxsize=20_000)
def _is_empty(text: str) -> bool:
    folded = key(text)
    return folded in _keys("empty") or (len(text) < 160 and bool(_leads().search(folded)))


@rule("status-words", nothing=None)
@minded
def status_in(text: str, span: Span) -> Value | None:
    """The status that a short stretch states, with its words; None where it states none."""
    if span[1] - span[0] > 200:
        return None
    printed = plain(text, span)
    folded = fold(printed)
    if _QUIET.search(printed):
        return None
    for name in _ORDER:
        if any(_is_said(folded, match) for match in _pattern(name).finditer(folded)):
            return Value(name, (span,), 0.9, "status-words")
    return Value("moved_online", (span,), 0.85, "status-words") if _is_given_reason(folded) else None


@rule("status-and-little-else", nothing=False)
def is_status_alone(text: str) -> bool:
    """Whether a short stretch opens with what became of a talk, with no more than a day and small words behind: 'POSTPONED to May 4'."""
    if not 5 < len(text) < 80 or not any(_pattern(name).match(fold(text)) for name in _ORDER):
        return False
    for date in reversed(find_dates(text)):
        text = text[: date.begin] + text[date.end :]
    folded = fold(text)
    opening = next((match for name in _ORDER if (match := _pattern(name).match(folded))), None)
    return opening is not None and all(len(word) <= 3 for word in key(folded[opening.end() :]).split())


def _is_given_reason(folded: str) -> bool:
    """Whether a sentence says that a talk is online and why: 'Due to the storm the seminar will be held online'."""
    return bool(_pattern("reasons").search(folded) and _pattern("online").search(folded))


def _is_said(folded: str, match: re.Match[str]) -> bool:
    """Whether a word says what became of a talk; one that titles hold too does where it stands apart or beside its helpers."""
    if key(match[0]) not in _keys("weak"):
        return True
    before, after = folded[: match.start()].rstrip(), folded[match.end() :].lstrip()
    if (not before or before[-1] in "([:;,–—-!*") and (not after or after[0] in ")]:;,–—-!*"):
        return True
    beside = {*before.split()[-1:], *after.split()[:1]}
    return bool({key(word) for word in beside} & _keys("beside"))


def behind_status(text: str, span: Span) -> Span:
    """The words behind a status in front of them: 'CANCELLED: …', '[Postponed] …'; all of them where there is none.

    A small word without a sign behind it is no status: 'Moved by kindness'.
    """
    head = _HEAD.match(text, *span)
    if head is None or fold(head[1]) not in _states() or not (head[2] or head[1].isupper()):
        return span
    return head.end(), span[1]


@cache
def _states() -> frozenset[str]:
    return frozenset(fold(word) for name in _ORDER for word in words("status", name))


def unmarked(text: str, span: Span) -> Span:
    """A title without the status that stands apart in front of it or behind it.

    >>> text = "CANCELLED: Knots without ends (postponed)"
    >>> text[slice(*unmarked(text, (0, len(text))))]
    'Knots without ends'
    """
    return _beside_status(text, span) or span


@rule("status-beside-title", nothing=None)
def _beside_status(text: str, span: Span) -> Span | None:
    """A status in brackets, before a colon or a dash, or in capitals where the title is not, is no part of it."""
    begin, end = span
    front = _FRONT.match(text, begin, end)
    if front and is_status(next(filter(None, front.groups()))) and _is_mark(front[3], text[front.end() : end]):
        begin = front.end()
    back = _BACK.search(text, max(begin, end - 60), end)
    if back and is_status(next(filter(None, back.groups()))) and _is_mark(back[3], text[begin : back.start()]):
        end = back.start()
    return tightened(text, (begin, end)) if (begin, end) != span and any(map(str.isalpha, text[begin:end])) else None


def _is_mark(capitals: str | None, title: str) -> bool:
    """Whether words in capitals stand out from the title; those in brackets or before a colon do anyway."""
    return capitals is None or not title.isupper()


def is_status(words: str) -> bool:
    """Whether the words are a status and nothing else: 'Cancelled!'."""
    folded = fold(words).strip(" !.*")
    return any(_pattern(name).fullmatch(folded) for name in _ORDER)


@rule("status-for-a-title", nothing=False)
def is_status_for_title(text: str) -> bool:
    """Whether what stands where a title is asked for only says what became of the talk: 'cancelled', 'moved to 22 March'."""
    return is_status(text) or (is_status_alone(text) and bool(find_dates(text)))


def without_status(text: str, span: Span) -> Span:
    """The name behind a status: that of the seminar in 'CANCELLED: Number Theory Seminar'."""
    colon = text.find(":", *span)
    return tightened(text, (colon + 1, span[1]) if colon > 0 and status_in(text, (span[0], colon)) else span)
