"""People's names in running text and in lines of people, with their honorifics."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model.document import Span
from kg.rules import minded, rule
from kg.text.gazetteer import given_names, is_full_name, is_institution, ordinary_words
from kg.text.honorifics import honorific_at, letters_at
from kg.text.name_runs import CAPITALS, FULL, PARTICLE, Run, common_words, is_stop, likeness, name_run
from kg.text.words import Word, dated_words, is_head, trimmed, vocabulary, words


@dataclass(frozen=True, slots=True)
class NameMention:
    """A person's name as printed, without the honorific, which is spanned apart."""

    begin: int
    end: int
    name: str
    honorific: Span | None = None
    confidence: float = 0.9


_DOUBTFUL = 0.6
"""The likeness above which something besides capital letters says that a run is a name."""
_FRENCH = frozenset({"les", "des"})
"""Small words that every text in French holds."""
LEAST = 0.4
"""The likeness below which a run of capitalised words is no name."""


@minded
def find_names(text: str, begin: int, end: int) -> tuple[NameMention, ...]:
    """The people named between two offsets, in order.

    Words that the text also prints in lower case, words of titles and of institutions count against a name;
    a known given name, an initial, a particle and an honorific count for it.
    """
    return names_of(text, words(text, begin, end))


@rule("person-name", nothing=())
def names_of(text: str, found: list[Word]) -> tuple[NameMention, ...]:
    """The names among the words of a text."""
    common = common_words(text)
    mentions: list[NameMention] = []
    number = 0
    while number < len(found):
        mention, number = name_at(text, found, number, common)
        if mention:
            mentions.append(mention)
    return tuple(mentions)


@minded
def is_name(text: str) -> float:
    """How much a short line looks like one person's name alone, from 0 to 1; an honorific in front is allowed."""
    begin, end = trimmed(text, 0, len(text))
    if end - begin > 80 or end == begin:
        return 0.0
    found = words(text, begin, end)
    mention, _ = name_at(text, found, 0, frozenset())
    if mention is None or mention.end != end or is_institution(mention.name):
        return 0.0
    return mention.confidence


def name_at(
    text: str, found: list[Word], number: int, common: frozenset[str], least: float = LEAST
) -> tuple[NameMention | None, int]:
    """The name at a word, and the number of the word to go on from."""
    first = _behind_monsieur(found, number, common) or honorific_at(found, number)
    titled = first > number
    if not titled and (width := letters_at(found, number)):
        return None, number + width
    if _is_day(found, first):
        return None, number + 1
    run = name_run(found, first) if first < len(found) else None
    if run is None:
        run = _titled_surname(found, first) if titled else None
    if run is None:
        return None, max(number + 1, first)
    run = _behind_acronym(found, run) or run
    run = _cut(text, found, run) or run
    run = _before_title(found, run) or run
    if _is_institution_start(found, run) or _is_post(found, run):
        return None, run.last
    score = likeness(found, run, common) + 0.3 * titled
    if score < least or (not titled and (_opens_with_common(found, run, common) or score < _DOUBTFUL and _is_ordinary(found, run))):
        return None, number + 1
    begin, end = found[run.first].begin, found[run.last - 1].end
    honorific = (found[number].begin, found[first - 1].end) if titled else None
    return NameMention(begin, end, text[begin:end], honorific, min(0.98, score)), run.last


@rule("monsieur", nothing=None)
def _behind_monsieur(found: list[Word], number: int, common: frozenset[str]) -> int | None:
    """The word behind 'M.' before a given name and a surname, in a text in French: there it is no initial."""
    if found[number].text != "M" or number + 3 >= len(found) or found[number + 1].text != "." or not _FRENCH <= common:
        return None
    given, surname = found[number + 2], found[number + 3]
    whole = given.text[0].isupper() and len(given.text) > 2 and surname.text[0].isupper() and given.key in given_names()
    return number + 2 if whole else None


@rule("month-before-name", nothing=False)
def _is_day(found: list[Word], number: int) -> bool:
    """Whether a word is the month of a day told right before a name: 'am 25. Mai Lothar Späth'."""
    before = number - 1 - (number > 1 and found[number - 1].text == ".")
    return 0 <= before < number < len(found) and found[number].key in dated_words() and found[before].text.isdigit()


@rule("post-is-no-name", nothing=False)
def _is_post(found: list[Word], run: Run) -> bool:
    """Whether capitalised words are what somebody is: 'Emeritus Research Director', 'Senior Lecturer'."""
    last, before = found[run.last - 1].key, found[run.last - 2].key
    posted = last in vocabulary("position_tails") or (last in vocabulary("positions") and before in vocabulary("position_words"))
    return run.last - run.first > 1 and posted


@rule("surname-behind-honorific", nothing=None)
def _titled_surname(found: list[Word], first: int) -> Run | None:
    """A single surname right behind an honorific: Dr. Weaver."""
    if (
        first < len(found)
        and found[first].text[0].isupper()
        and len(found[first].text) > 1
        and not is_stop(found[first])
        and not _is_acronym(found[first])
    ):
        return Run(first, first + 1, (FULL,), (first,))
    return None


def _is_acronym(word: Word) -> bool:
    """Whether a word in capitals behind a post is an institution's and no surname's: 'доцент МГУ', 'prof. PP'."""
    return word.text.isupper() and (len(word.text) < 3 or not word.text.isascii() or is_institution(word.text))


@rule("name-behind-acronym", nothing=None)
def _behind_acronym(found: list[Word], run: Run) -> Run | None:
    """The run without the acronym of an institution in front of it: … of physics, MIT Ann Lee; факультета МГУ Владимир Сурдин."""
    if run.kinds[0] != CAPITALS or run.kinds[1:3] != (FULL, FULL) or found[run.starts[1]].key not in given_names():
        return None
    if found[run.last - 1].key.endswith(tuple(vocabulary("patronymic_endings"))):
        return None  # a surname in capitals: ИВАНОВ Иван Иванович
    unit = run.first > 0 and is_head(found[run.first - 1], vocabulary("units"))
    return _from_part(run, 1) if unit or is_institution(found[run.first].text) else None


def _from_part(run: Run, part: int) -> Run:
    return Run(run.starts[part], run.last, run.kinds[part:], run.starts[part:])


@rule("name-before-institution", nothing=None)
def _cut(text: str, found: list[Word], run: Run) -> Run | None:
    """The run without the institution or the degree printed behind the name with nothing between: Ann Lee Stanford University."""
    for part in range(2, len(run.kinds)):
        if _is_institution_from(text, found, run, part) or _is_degree(found, run, part):
            kept = part - (run.kinds[part - 1] == PARTICLE) - (run.kinds[part - 2 : part] == (PARTICLE, PARTICLE))  # 'van de'
            return Run(run.first, run.starts[kept], run.kinds[:kept], run.starts[:kept]) if kept > 1 else None
    return None


def _is_degree(found: list[Word], run: Run, part: int) -> bool:
    """Whether the letters of a degree stand behind a given name and a surname: 'Dora Nobody M.Sc.', 'Dora Nobody M.A.'."""
    if run.kinds[:part].count(FULL) < 2:
        return False
    start = run.starts[part]
    return bool(letters_at(found, start)) or " ".join(found[start].key.split(".")).strip() in vocabulary("degree_letters")


def _is_institution_from(text: str, found: list[Word], run: Run, part: int) -> bool:
    """Whether an institution opens at a part of the run: its full name, its acronym, or the word before University."""
    opening = found[run.starts[part]].begin
    tail = text[opening : found[run.last - 1].end]
    behind = found[run.last] if run.last < len(found) else None
    if behind and behind.key in vocabulary("institutions") | vocabulary("units"):
        return part == len(run.kinds) - 1 or is_full_name(text[opening : behind.end])
    return (" " in tail and is_full_name(tail)) or (
        part == len(run.kinds) - 1 and tail.isupper() and is_institution(tail) and len(tail) > 1
    )


@rule("name-before-title", nothing=None)
def _before_title(found: list[Word], run: Run) -> Run | None:
    """The run without the title that follows the name with nothing between: Ann Lee Gaussian Fields.

    It is cut at a third or later part, and only where that reads as an adjective of a title that goes on behind it.
    """
    for part in range(2, len(run.kinds)):
        if _opens_title(found, run, part) and run.kinds[part - 1] in (FULL, CAPITALS):
            return Run(run.first, run.starts[part], run.kinds[:part], run.starts[:part])
    return None


def _opens_title(found: list[Word], run: Run, part: int) -> bool:
    """Whether a part of the run is an adjective as titles have them, with more words of the title behind it."""
    number = run.starts[part]
    if run.kinds[part] != FULL or number + 1 >= len(found):
        return False
    word, behind = found[number], found[number + 1]
    goes_on = (behind.text[0].isalpha() and (behind.text[0].isupper() or is_stop(behind))) or behind.text == ","
    adjective = word.key.endswith(tuple(vocabulary("title_endings"))) and len(word.key) > 5
    return goes_on and adjective and word.key not in given_names()


def _is_institution_start(found: list[Word], run: Run) -> bool:
    """Whether the run is the proper name of an institution: Carnegie Mellon University, Isaac Newton Institute."""
    if run.last >= len(found) or found[run.last].begin - found[run.last - 1].end != 1:
        return False
    behind = found[run.last + 1] if run.last + 1 < len(found) else None
    heads = vocabulary("institutions") | vocabulary("units")
    headed = is_head(found[run.last], heads) and found[run.last].text[0].isupper()
    return headed and not (behind and behind.key in vocabulary("of"))


@rule("ordinary-words-are-no-name", nothing=False)
def _is_ordinary(found: list[Word], run: Run) -> bool:
    """Whether every word of a run is an ordinary word of one language: 'Code Red', 'Book Launch', 'Haus Vier'.

    Of 1,652 speakers of announcements 190 are called so ('Michael Mann'), and 3 of them have no known given name.
    """
    return _all_ordinary([found[number] for number in range(run.first, run.last)])


def are_ordinary(printed: str) -> bool:
    """Whether every word of a stretch is an ordinary word of one language, and none a given name: 'Book Sale'."""
    found = words(printed, 0, len(printed))
    return _all_ordinary(found) and not any(word.key in given_names() for word in found)


def _all_ordinary(found: Iterable[Word]) -> bool:
    keys = [word.key for word in found if word.text[0].isalpha()]
    return any(all(key in ordinary for key in keys) for ordinary in ordinary_words())


def _opens_with_common(found: list[Word], run: Run, common: frozenset[str]) -> bool:
    """Whether the run opens with a word that is capitalised only because a sentence opens with it."""
    key = found[run.first].key
    return key in common and key not in given_names() and run.last - run.first > 2
