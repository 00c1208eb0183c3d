"""Names printed with the surname first and a comma behind it: KOWALSKI, Jan; Nowak, Anna M. (UJ)."""

from kg.rules import rule
from kg.text.gazetteer import given_names, is_institution, is_place
from kg.text.name_finding import NameMention
from kg.text.name_runs import is_stop
from kg.text.words import Word, is_and, vocabulary

_MOST_SURNAMES = 4


@rule("surname-with-comma", nothing=())
def inverted_names(text: str, found: list[Word]) -> tuple[NameMention, ...]:
    """The people of a list in which each entry opens with `Surname, Given`; none where an entry opens otherwise.

    A comma parts people too, so a known given name must stand behind it and nothing but further given names and
    initials; a surname in small letters moreover may be no given name and no place.
    """
    mentions = [_inverted(text, entry) for entry in _entries(found)]
    whole = tuple(mention for mention in mentions if mention)
    return whole if len(whole) == len(mentions) else ()


def _entries(found: list[Word]) -> list[list[Word]]:
    """The words between semicolons, line ends and `and` outside brackets."""
    entries: list[list[Word]] = [[]]
    depth = 0
    for word in found:
        depth += (word.text in "([") - (word.text in ")]")
        if depth <= 0 and (word.text in ";\n" or is_and(word)):
            entries.append([])
        else:
            entries[-1].append(word)
    return [entry for entry in entries if entry]


def _inverted(text: str, entry: list[Word]) -> NameMention | None:
    comma = next((number for number, word in enumerate(entry) if word.text == ","), 0)
    surname, given = entry[:comma], entry[comma + 1 : _behind_given(entry, comma + 1)]
    if not 0 < comma <= _MOST_SURNAMES or not given or not _is_surname(text, surname):
        return None
    capitals = surname[-1].text.isupper() and len(surname[-1].text) > 1
    behind = entry[comma + 1 + len(given)] if comma + 1 + len(given) < len(entry) else None
    if is_institution(surname[-1].text) and is_place(given[0].text):  # UT, Austin
        return None
    if behind and behind.text != "(" and not (capitals and behind.text == ","):
        return None
    if not capitals and len(surname) > 1 and len(given) > 1 and not vocabulary("particles") & {word.key for word in surname}:
        return None  # 'Ann Lee, Max Albert' are two
    if not capitals and (surname[-1].key in given_names() or is_place(surname[-1].text)):
        return None
    last, first = (text[words[0].begin : words[-1].end] for words in (surname, given))
    return NameMention(surname[0].begin, given[-1].end, f"{first} {last}", None, 0.95 if capitals else 0.85)


def _is_surname(text: str, found: list[Word]) -> bool:
    """Whether the words are particles and capitalised words, and name no institution and no unit."""
    parts = [word for word in found if not (word.key in vocabulary("particles") and word.text.islower())]
    if not parts or not all(word.text[0].isupper() and not is_stop(word) for word in parts):
        return False
    return len(found) == 1 or not is_institution(text[found[0].begin : found[-1].end])


def _behind_given(entry: list[Word], number: int) -> int:
    """The number of the word behind the given names, patronymics and initials that stand from word `number` on."""
    first = number
    while number < len(entry):
        word = entry[number]
        patronymic = number > first and word.key.endswith(tuple(vocabulary("patronymic_endings")))
        initial = number > first and word.text[0].isupper() and (len(word.text) == 1 or "." in word.text)
        dot = number > first and word.text == "." and len(entry[number - 1].text) == 1
        if not ((word.key in given_names() and word.text[0].isupper()) or patronymic or initial or dot):
            break
        number += 1
    return number
