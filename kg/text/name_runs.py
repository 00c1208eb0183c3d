"""Runs of words that have the shape of a person's name, and how much each looks like one."""

from dataclasses import dataclass
from functools import lru_cache

from kg.rules import minded, rule
from kg.text.gazetteer import given_names, is_full_name, is_institution, is_place
from kg.text.words import Word, dated_words, is_and, is_head, folded_word, printed_words, vocabulary, weekday_words

_NICK = {"(": ")", '"': '"', "“": "”", "«": "»", "'": "'"}
_MOST = 9
_LONGEST_SAMPLE = 200_000
FULL, CAPITALS, INITIAL, PARTICLE, NICK, SUFFIX = "full", "capitals", "initial", "particle", "nick", "suffix"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words from `first` to `last` (exclusive) that may be a name.

    `kinds` say what each of its parts is, `starts` at which word each part opens.
    """

    first: int
    last: int
    kinds: tuple[str, ...]
    starts: tuple[int, ...]


def name_run(found: list[Word], first: int) -> Run | None:
    """The longest run of name parts that opens at word `first` and ends with a surname; None where there is none."""
    kinds: list[str] = []
    starts: list[int] = []
    number, last, last_kinds = first, first, 0
    while number < len(found) and len(kinds) < _MOST and not _is_weekday(found, number, len(kinds)):
        kind, width = _part(found, number, kinds)
        if kind is None:
            break
        kinds.append(kind)
        starts.append(number)
        number += width
        if kind in (FULL, CAPITALS, SUFFIX) or _is_given_last(kinds):
            last, last_kinds = number, len(kinds)
    kinds = kinds[:last_kinds]
    return Run(first, last, tuple(kinds), tuple(starts[:last_kinds])) if _is_whole(kinds) else None


@rule("weekday-is-no-name", nothing=False)
def _is_weekday(found: list[Word], number: int, before: int) -> bool:
    """Whether a word is the weekday behind a name or in front of a month: 'Dr. Phil Currie Friday, February 6', 'Tuesday April 11'."""
    if found[number].key not in weekday_words():
        return False
    following = found[number + 1] if number + 1 < len(found) else None
    return before > 1 or (following is not None and (following.key in dated_words() or (before == 1 and following.text == ",")))


def likeness(found: list[Word], run: Run, common: frozenset[str] = frozenset()) -> float:
    """How much a run looks like a person's name, from 0 to 1.

    `common` are words that the same document prints in lower case: `Dual` of a title, not `Duff`.
    """
    parts = [word for word in found[run.first : run.last] if word.text[0].isalpha()]
    known = given_names()
    score = 0.55
    score += 0.35 * any(_has_given(word.key, known) for word in parts[:2])
    score += 0.15 * (INITIAL in run.kinds) + 0.2 * _particle(found, run, score > 0.55) + 0.1 * (NICK in run.kinds)
    score += 0.15 * (CAPITALS in run.kinds and FULL in run.kinds)
    score -= 0.2 * (run.kinds[0] == CAPITALS and not any(_has_given(word.key, known) for word in parts))
    score -= 0.1 * max(0, len(parts) - 4)
    score -= sum(_doubt(word, common, known, opens=number == 0) for number, word in enumerate(parts))
    printed = " ".join(word.text for word in parts[run.kinds[0] == PARTICLE :])
    score -= 0.7 * (is_full_name(printed) or (" " in printed and is_place(printed)))
    score -= 0.35 * (found[run.first].key in vocabulary("articles") and not (set(run.kinds) & {INITIAL, NICK}))
    return min(0.98, max(0.0, score))


@rule("small-word-between-nouns", nothing=1)
def _particle(found: list[Word], run: Run, given: bool) -> int:
    """1 where a particle counts for a name, -1 where it is a small word of its language behind no known given name.

    `Höhenflüge der Luft` and `Collectif du Droit` are names of nobody.
    """
    keys = {found[start].key for start, kind in zip(run.starts, run.kinds, strict=True) if kind == PARTICLE}
    if not keys:
        return 0
    return 1 if given or keys - vocabulary("common_particles") else -1


def is_stop(word: Word) -> bool:
    """Whether a capitalised word is never part of a name where it stands: University, Department, Seminar."""
    return is_head(word, _stops())


@minded
def common_words(text: str) -> frozenset[str]:
    """The words that a text prints in lower case, folded; of a very long text, those of its beginning."""
    return frozenset(folded_word(word) for word in set(printed_words(text, _LONGEST_SAMPLE)) if word.islower() and len(word) > 2)


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    heads = vocabulary("units") | vocabulary("institutions") | vocabulary("not_names") | vocabulary("disciplines")
    return (heads | vocabulary("honorifics")) - vocabulary("particles") - given_names()


def _part(found: list[Word], number: int, before: list[str]) -> tuple[str | None, int]:
    """The kind of the name part at a word, and how many words it takes; (None, 0) where the name ends."""
    word, text = found[number], found[number].text
    if number and _is_far(found[number - 1], word) and before:
        return None, 0
    if before and text in _NICK:
        return _nick(found, number)
    if not text[0].isalpha() or (not before and len(text) > 1 and text.isupper() and word.key in vocabulary("postnominals")):
        return None, 0
    if len(before) > 1 and len(text) > 2 and text.isupper() and word.key in vocabulary("postnominals"):
        return None, 0  # 'Ann Lee MBE'
    if before and word.key in vocabulary("suffixes") and text[0].isupper():
        return SUFFIX, 1 + _has_dot(found, number)
    if _is_particle(found, number, before):
        return PARTICLE, 1
    if before and _opens_phrase(found, number):
        return None, 0
    if is_stop(word) and not _is_initial(text) and not _is_short_surname(found, number, before):
        return None, 0
    if _is_initial(text):
        return (INITIAL, 1 + _has_dot(found, number)) if "." not in text else (INITIAL, 1)
    if not _is_capital(text) or _is_coined(text):
        return None, 0
    if text.isupper():
        return (CAPITALS, 1)
    return FULL, 1 + (not before and len(text) <= 2 and _has_dot(found, number))


def _nick(found: list[Word], number: int) -> tuple[str | None, int]:
    """A short name in brackets or quotes inside a name: Liangchen (Lewis) Liu."""
    inside, close, behind = (found[number + step] if number + step < len(found) else None for step in (1, 2, 3))
    if not (inside and close and behind) or close.text != _NICK[found[number].text]:
        return None, 0
    fits = _is_capital(inside.text) and (not inside.text.isupper() or "." in inside.text) and _is_capital(behind.text) and not is_stop(behind)
    return (NICK, 3) if fits and not _is_far(close, behind) else (None, 0)


def _is_far(left: Word, right: Word) -> bool:
    """Whether the gap between two words is wider than names have: a tab, or three spaces and more."""
    return right.begin - left.end > 2 or left.text == "\n" or right.text == "\n"


def _is_particle(found: list[Word], number: int, before: list[str]) -> bool:
    word = found[number]
    if not before and word.text[0].isupper():
        return False
    behind = found[number + 1] if number + 1 < len(found) else None
    if behind is None or _is_far(word, behind):
        return False
    follows = _is_capital(behind.text) or behind.key in vocabulary("particles")
    if word.key in vocabulary("particles") and word.text.islower():
        leads = not before and word.key in vocabulary("common_particles") and behind.key in given_names()  # 'le livre de Ana Lee'
        return follows and not leads and not is_stop(behind) and not _leads_home(found, number, before)
    return word.key in vocabulary("joining_particles") and len(before) >= 2 and _ends_name(found, number + 1)


@rule("origin-behind-surname", nothing=False)
def _leads_home(found: list[Word], number: int, before: list[str]) -> bool:
    """Whether the small words behind a given name and a surname say where the person is from: 'Ann Lee von der Charité'."""
    pair = f"{found[number].key} {found[number + 1].key}"
    if not {pair, found[number].key} & vocabulary("origin_leads") or before.count(FULL) < 2:
        return False
    return found[number - 1].key not in given_names()


@rule("article-behind-name", nothing=False)
def _opens_phrase(found: list[Word], number: int) -> bool:
    """Whether a capitalised article opens the title behind a name: 'Harald Lesch Der Ursprung'; 'Van Der Meer' is a name."""
    word = found[number]
    return word.text[0].isupper() and word.key in vocabulary("title_articles") and found[number - 1].key not in ("van", "von", "op", "in")


def _ends_name(found: list[Word], number: int) -> bool:
    """Whether a single surname stands at `number`, with no further name part behind: … Beraldo e Silva."""
    if not _is_capital(found[number].text) or is_stop(found[number]):
        return False
    return number + 1 >= len(found) or not found[number + 1].text[0].isalpha()


def _is_short_surname(found: list[Word], number: int, before: list[str]) -> bool:
    """Whether a word such as He or An closes a name rather than opening a sentence: Ye He (…)."""
    behind = found[number + 1] if number + 1 < len(found) else None
    closes = behind is None or not behind.text[0].isalpha() or is_and(behind)
    sure = len(found[number].text) <= 3 or found[number - 1].key in given_names()
    return found[number].key in vocabulary("names_too") and len(before) >= 1 and closes and sure


def _has_dot(found: list[Word], number: int) -> bool:
    return number + 1 < len(found) and found[number + 1].text == "." and found[number + 1].begin == found[number].end


def _is_initial(text: str) -> bool:
    return ("." in text and text[0].isupper()) or (len(text) == 1 and text.isupper())


def _is_capital(text: str) -> bool:
    """Whether a word is printed as names are: Qu, McKay, O'Brien, d'Ascoli, al-Khwarizmi, Saint-Raymond."""
    if text[0].isupper():
        return True
    head, _, tail = text.replace("’", "'").replace("-", "'").partition("'")
    return bool(tail) and tail[0].isupper() and len(head) <= 3


def _is_coined(text: str) -> bool:
    """Whether a word opens with capitals and goes on in lower case, as no name does: XENONnT, HPVsim, GPTs."""
    return text[:3].isupper() and text.isalpha() and not text.isupper()


def _is_given_last(kinds: list[str]) -> bool:
    """Whether an initial closes a name that opens with the surname: Müller H., Иванов И. И."""
    return len(kinds) >= 2 and kinds[-1] == INITIAL and FULL in kinds[:1]


def _is_whole(kinds: list[str]) -> bool:
    """Whether the parts make a name: two or more, one of them spelt out."""
    spelt = sum(kind in (FULL, CAPITALS) for kind in kinds)
    return spelt >= 1 and spelt + (INITIAL in kinds) >= 2


def _has_given(key: str, known: frozenset[str]) -> bool:
    return key in known or ("-" in key and key.split("-")[0] in known)


def _doubt(word: Word, common: frozenset[str], known: frozenset[str], *, opens: bool) -> float:
    """What speaks against a word of a name. Surnames are often those of towns (Greenwood, Johnson), given names seldom."""
    if word.key in known or word.text.islower():
        return 0.0
    if word.key in dated_words():
        return 0.3
    ending = len(word.key) > 5 and word.key.endswith(tuple(vocabulary("name_endings")))
    acronym = word.text.isupper() and len(word.text) > 1 and is_institution(word.text)
    place = len(word.key) > 3 and is_place(word.text)
    return 0.25 * (word.key in common and len(word.key) > 3) + 0.3 * ending + 0.1 * acronym + (0.2 if opens else 0.05) * place
