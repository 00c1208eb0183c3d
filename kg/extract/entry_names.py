"""The person at one end of an entry that runs on in its line: 'Ann Lee (Uppsala) On Knots', 'On knots. Ann Lee'."""

import re
from dataclasses import dataclass, replace

from kg.extract.location import is_location
from kg.extract.page import Page
from kg.extract.status import is_tba
from kg.extract.wording import plain, tightened, value
from kg.model.announcement import Person, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import split_affiliations
from kg.text.gazetteer import given_names
from kg.text.honorifics import honorific_at
from kg.text.letters import cased
from kg.text.name_finding import is_name, name_at
from kg.text.name_runs import common_words
from kg.text.words import fold, vocabulary
from kg.text.words import words as text_words

_CAPITAL = cased(r"[\p{Lu}][\w’'-]*\.?")
_OPENING = re.compile(rf"{_CAPITAL}(?: (?:van|von|de|der|da|del|di|la) (?={_CAPITAL}))?(?: {_CAPITAL}){{1,4}}")
WORD = re.compile(r"[^\s()]+")
BRACKET = re.compile(r"\s*\(([^()\n]{2,120})\)\s*:?\s*")
ROOM = re.compile(r"[A-Z]{1,4}[- ]?\d{1,4}[A-Za-z]?(?:, [^,()]{3,40})?$")
_CLOSING = re.compile(rf"(?:^|(?<=[\s.?!)*]))({_CAPITAL}(?: {_CAPITAL}){{1,3}})(?:\s*\(([^()\n]{{2,60}})\))?[\s*.)]*$")
_BEFORE_NAME = re.compile(r"\b(?:with|by|and|of|in|for|from|to|see|after|the|von|mit|und|av|med|och|de|et|par|con|y)\s*$", re.I)
_TITLE_START = re.compile(cased(r" [\p{Lu}\"“\d]| ?$"))
_SURE = 0.5
_FARTHEST = 120
"""Signs in which a person with honorifics is named."""
_NEAR = 100_000
"""Signs before and behind an entry in which its speaker is looked for again."""


@dataclass(frozen=True, slots=True)
class Named:
    """The person found at one end of an entry, what stands beside the name, and where the rest of the entry begins and ends."""

    people: tuple[Person, ...]
    span: Span
    rest: Span
    sure: float


def chosen(first: Named | None, last: Named | None) -> Named | None:
    """The surer of two people, the first where they are as sure."""
    if first is None or last is None:
        return first or last
    return first if first.sure >= last.sure else last


@rule("name-opens-entry", nothing=None)
def first_named(page: Page, span: Span, last: int) -> Named | None:
    """The person whose name opens the entry; the words behind the name open the title."""
    text = page.text
    if honorific_at(text_words(text, span[0], min(span[1], span[0] + _FARTHEST)), 0):
        return _titled(page, span, last)
    run = _OPENING.match(text, *span)
    if not run:
        return None
    bracket = BRACKET.match(text, run.end(), span[1])
    if bracket and not _is_aside(page, bracket.span(1)):
        name = (run.start(), run.end())
        sure = is_name(text[run.start() : run.end()])
        if sure < _SURE or bracket.end() >= last:
            return None
        return Named((_person(text, name, bracket.span(1), sure),), (name[0], bracket.end(1) + 1), (bracket.end(), last), 0.95)
    end = _name_end(text, run, span[1], bracket is not None)
    if end is None:
        return None
    sure = is_name(text[run.start() : end])
    return Named((_person(text, (run.start(), end), None, sure),), (run.start(), end), (end, last), sure)


@rule("titled-name-opens-entry", nothing=None)
def _titled(page: Page, span: Span, last: int) -> Named | None:
    """The person with an honorific who opens the entry, with a colon or nothing before the title: 'Prof. Ann Lee: On Knots'."""
    text = page.text
    name, _ = name_at(text, text_words(text, span[0], min(span[1], span[0] + _FARTHEST)), 0, frozenset())
    if name is None or name.honorific is None or name.honorific[0] != span[0]:
        return None
    bracket = BRACKET.match(text, name.end, span[1])
    given = bracket.span(1) if bracket and not _is_aside(page, bracket.span(1)) else None
    end = bracket.end() if given else name.end
    begin = tightened(text, (end, last), " \t:–-")[0]
    if begin >= last or not (given or text[end : end + 3].strip()[:1] in (":", "–", "-") or text[begin].isupper() or text[begin] in "„“\"»«"):
        return None
    person = replace(_person(text, (name.begin, name.end), given, 0.95), honorific=value(text, name.honorific, "person-name", 0.97))
    return Named((person,), (span[0], end), (begin, last), 0.95)


def _is_aside(page: Page, span: Span) -> bool:
    """Whether a bracket behind a name is a room, an hour or a note, and no affiliation."""
    return bool(ROOM.fullmatch(page.text, *span) or page.times_in(span) or page.text[span[1] - 1] == "!" or is_location(page.text, span))


def _name_end(text: str, run: re.Match, stop: int, whole: bool) -> int | None:
    """Where the name ends that opens a run of capitalised words; `whole` where an aside closes the run."""
    words = list(WORD.finditer(text, run.start(), run.end()))
    if len(words[0][0]) < 3 and not words[0][0].endswith("."):
        return None
    if whole:
        return run.end() if is_name(run[0]) >= _SURE else None
    if run.end() >= stop and len(words) <= 3 and is_name(run[0]) >= _SURE:
        return None  # the line is a name and nothing else
    best = None
    for count in range(2, min(4, len(words)) + 1):
        end = words[count - 1].end()
        behind = text[end : end + 2]
        if is_name(text[run.start() : end]) < _SURE or not _TITLE_START.match(behind) or end >= stop:
            continue
        if count > 2 and (_is_common(text, words[count - 1][0]) or _is_adjective(words[count - 2][0], words[count - 1][0], behind)):
            break
        best = end
    return best


def _is_adjective(before: str, word: str, behind: str) -> bool:
    """Whether a word behind a whole name opens the title: of the form of an adjective, with a further word behind it.

    Behind a given name it is a surname ('Ana Maria Petrovic').
    """
    folded = fold(word)
    known = folded in given_names() or fold(before) in given_names()
    return bool(behind.strip()) and not known and len(folded) > 5 and folded.endswith(tuple(vocabulary("title_endings")))


def _is_common(text: str, word: str) -> bool:
    """Whether a capitalised word is one of the language, printed small elsewhere or of a form that names do not have."""
    folded = fold(word)
    return folded in common_words(text) or folded.endswith(("ing", "tion", "ity", "ical", "ism", "'s", "’s"))


@rule("name-closes-entry", nothing=None)
def last_named(page: Page, span: Span) -> Named | None:
    """The person whose name closes the entry, behind the title or the last sentence of the abstract."""
    text = page.text
    line = max(span[0], text.rfind("\n", *span) + 1, span[1] - 160)
    match = _CLOSING.search(text, line, span[1])
    if not match or _BEFORE_NAME.search(text, max(span[0], match.start() - 12), match.start()):
        return None
    words = [word for word in WORD.finditer(text, *match.span(1)) if not word[0].isupper() or word[0].endswith(".")]
    for count in range(2, min(3, len(words)) + 1):
        begin = words[-count].start()
        if (
            count < len(words)
            and count < 3
            and not _is_common(text, words[-count - 1][0])
            and is_name(text[words[-3].start() : match.end(1)]) >= _SURE
        ):
            continue
        sure = is_name(text[begin : match.end(1)])
        if sure >= _SURE and begin > span[0] and not _is_phrase(text, words[-count:]):
            given = match.span(2) if match[2] else None
            return Named((_person(text, (begin, match.end(1)), given, sure),), (begin, match.end()), (span[0], begin), sure)
    return None


def _is_phrase(text: str, words: list[re.Match]) -> bool:
    """Whether capitalised words at the end of an entry are words of the language, and name nobody who comes again near by."""
    begin, end = words[0].start(), words[-1].end()
    near = max(0, begin - _NEAR), end + _NEAR
    return all(_is_common(text, word[0]) for word in words) and text.count(text[begin:end], *near) < 2


def _person(text: str, name: Span, given: Span | None, sure: float) -> Person:
    affiliations: tuple[Value, ...] = ()
    if given and not is_tba(plain(text, given)):
        found = split_affiliations(text, *given)
        whole = (Value(plain(text, given), (given,), 0.85, "name-opens-entry"),)
        affiliations = tuple(Value(m.text, ((m.begin, m.end),), max(0.8, m.confidence), "name-opens-entry") for m in found) or whole
    return Person(Value(plain(text, name), (name,), min(0.95, max(0.7, sure)), "name-opens-entry"), affiliations=affiliations)
