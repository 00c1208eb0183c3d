"""What a biography tells of other people than its subject: of a named advisor, of a wife, of students."""

from kg.extract.bio_text import sentences
from kg.rules import rule
from kg.text.name_finding import name_at
from kg.text.words import Word, fold, is_and, vocabulary, words

_REACH = 8
"""The most words of a name, or between `his` and `wife`."""
_VERB_REACH = 12
"""The most words between `his wife` and her verb: his wife, Ann Lee of Leeds, is …"""


def of_subject(text: str, begin: int, end: int, subject: str | None) -> str:
    """The text with spaces in place of what it says of other people; every offset stays as it was.

    Such are the relative clause behind another person's name, and the sentence or clause whose grammatical subject is
    another person. Where such a clause ends is not printed, so it is taken to go on to the end of its sentence.
    """
    own = _own_names(text, begin, end, subject)
    done = text
    for first, last in sentences(text, begin, end):
        start = _other(text, words(text, first, last), own)
        if start is not None:
            last -= text[last - 1] in ".!?;\n"
            done = f"{done[:start]}{' ' * (last - start)}{done[last:]}"
    return done


def _own_names(text: str, begin: int, end: int, subject: str | None) -> frozenset[str]:
    """The folded names of the subject; of the first person who opens a sentence where none of that name does."""
    own = _parts(subject or "")
    opening = [name for span in sentences(text, begin, end) if (name := _opening_name(text, words(text, *span)))]
    return own if not opening or any(own & _parts(name) for name in opening) else own | _parts(opening[0])


def _parts(name: str) -> frozenset[str]:
    return frozenset(word.key for word in words(name, 0, len(name)) if len(word.key) > 1)


def _other(text: str, found: list[Word], own: frozenset[str]) -> int | None:
    """The offset from which on a sentence tells of another person than the subject."""
    starts = (_other_opens(text, found, own), _other_clause(found), _relative_clause(found, own))
    return min((start for start in starts if start is not None), default=None)


@rule("sentence-of-another-person", nothing=None)
def _other_opens(text: str, found: list[Word], own: frozenset[str]) -> int | None:
    """Where the sentence opens with another person's name and a verb: Ann Lee received …"""
    name = _opening_name(text, found)
    return found[0].begin if name and own and not own & _parts(name) else None


def _opening_name(text: str, found: list[Word]) -> str | None:
    name, behind = name_at(text, found, 0, frozenset()) if found else (None, 0)
    if name is None or behind >= len(found) or len(_parts(name.name)) < 2:
        return None
    return name.name if found[behind].key in _verbs() and found[behind].text.islower() else None


@rule("clause-of-a-relation", nothing=None)
def _other_clause(found: list[Word]) -> int | None:
    """Where a clause opens with a relation of the subject's and has its own verb: …, and his wife is professor …"""
    for number, word in enumerate(found):
        opens = number == 0 or is_and(found[number - 1]) or found[number - 1].text in ",;:(\n"
        opens = opens or found[number - 1].key in vocabulary("clause_openers")
        if not opens or word.key not in vocabulary("possessives"):
            continue
        related = _related(found, number + 1)
        if related is not None and any(each.key in _verbs() for each in found[related : related + _VERB_REACH]):
            return word.begin
    return None


def _related(found: list[Word], number: int) -> int | None:
    """The number of the word behind the relation that follows `his`: PhD advisor, two former students."""
    for later in range(number, min(len(found), number + _REACH)):
        if found[later].key in vocabulary("relations") and _ends_phrase(found, later + 1):
            return later + 1
        if not found[later].text.isalnum() and found[later].text not in "-.":
            return None
        if found[later].key in _verbs() | vocabulary("of") | vocabulary("with"):
            return None
    return None


def _ends_phrase(found: list[Word], number: int) -> bool:
    """Whether a relation ends before a word; `student` in `his student paper` is no person."""
    if number >= len(found):
        return True
    word = found[number]
    ends = _verbs() | vocabulary("and") | vocabulary("at") | vocabulary("of") | {",", "(", "-", "–", "—"}
    return word.key in ends or word.text[0].isupper()


@rule("relative-clause-of-another-person", nothing=None)
def _relative_clause(found: list[Word], own: frozenset[str]) -> int | None:
    """Where a relative clause follows another person: under Ann Lee, who …; with his wife, who …"""
    for number, word in enumerate(found):
        if word.key not in vocabulary("relatives") or not word.text.islower() or number < 2:
            continue
        last = number - 1 - (found[number - 1].text == ",")
        if found[last].key in vocabulary("relations") or _is_other_name(found, last, own):
            return word.begin
    return None


def _is_other_name(found: list[Word], last: int, own: frozenset[str]) -> bool:
    """Whether a capitalised name ends at a word, opens no sentence, and is neither the subject's nor introduced."""
    first = last
    while first >= 0 and last - first < _REACH and _is_of_name(found[first]):
        first -= 1
    named = {word.key for word in found[first + 1 : last + 1]}
    return first >= 0 and first < last and not named & own and found[first].key not in vocabulary("be_present")


def _is_of_name(word: Word) -> bool:
    return word.text[0].isupper() or word.text == "." or fold(word.text) in vocabulary("particles")


def _verbs() -> frozenset[str]:
    """The words that make a sentence state a degree, a post or an honour of its grammatical subject."""
    lists = ("be_present", "be_past", "degree_verbs", "study_verbs", "hold_verbs", "serve_present", "serve_past")
    return frozenset().union(*map(vocabulary, lists), vocabulary("award_verbs"), vocabulary("joining")) - _not_verbs()


def _not_verbs() -> frozenset[str]:
    return vocabulary("with") | vocabulary("phrase_stops") | vocabulary("role_joined")
