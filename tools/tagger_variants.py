"""Variants of a marked notice for the training: other people, other places, other layouts, made up by chance.

A hundred and fifty notices name few rooms and print few labels. A model that learns from them alone learns their words;
one that also sees the same notices with rooms and names that exist nowhere, and with the place and the speaker on
labelled rows, learns where such things stand. What is marked and what is left outside follows the notices themselves:
'(Room 125' without its closing sign, a hall without the university's name behind it.
"""

import random
import re
import string
from collections.abc import Iterable, Sequence

from kg.text.gazetteer import given_names
from tools.made_up_places import MAY_END, made_up_place, surname

Mark = tuple[str, int, int]
"""A role, and where what is marked with it begins and ends."""

Variant = tuple[str, list[Mark]]

_NAME = re.compile(
    r"^((?:(?:Prof(?:essor)?|Dr|Mr|Ms|Mrs|PROF(?:ESSOR)?|DR)\b\.?\s+)*)(.*?)((?:,? (?:Ph\.? ?D|PhD|PH\.D)\.?)?)$", re.DOTALL
)
_BEHIND_PLACE = (
    ", CMU", " (CMU)", " (note room change)", "  **NOTE ROOM**", ".", "\n          Carnegie Mellon University",
    ", Carnegie Mellon University", " (tentative)", " - all welcome",
)
_PLACE_LABELS = ("Place", "PLACE", "Where", "WHERE", "Location", "Room", "LOCATION", "place")
_SPEAKER_LABELS = ("Speaker", "SPEAKER", "Who", "WHO", "speaker")


def variant(text: str, marked: Sequence[Mark], seed: str) -> Variant:
    """The notice with other people and places, mostly, and often with labelled rows; the same for the same seed."""
    changed, marks = _renamed(text, marked, random.Random(seed))
    return _labelled(changed, marks, random.Random("L" + seed))


def _renamed(text: str, marked: Sequence[Mark], chance: random.Random) -> Variant:
    """The notice with what is marked, wherever its words stand, replaced by people and places that are made up."""
    words: dict[str, str] = {}
    for role, begin, end in marked:
        old = text[begin:end]
        if old in words:
            continue
        if role == "location" and chance.random() < 0.8:
            words[old] = made_up_place(chance)
        if role == "speaker" and chance.random() < 0.8:
            _rename(old, words, chance)
    if not words:
        return text, list(marked)
    wraps = random.Random(chance.random())
    longest_first = sorted(words, key=len, reverse=True)
    anywhere = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    taken: list[tuple[int, int, str]] = []
    for _, begin, end in marked:
        if text[begin:end] in words and not _meets(begin, end, taken):
            taken.append((begin, end, words[text[begin:end]]))
    for match in anywhere.finditer(text):
        if not _meets(*match.span(), taken) and not _meets(*match.span(), ((begin, end, role) for role, begin, end in marked)):
            taken.append((*match.span(), words[match[0]]))
    return _replaced(text, marked, sorted((begin, end, _wrapped(text, begin, end, words, wraps)) for begin, end, words in taken))


def _wrapped(text: str, begin: int, end: int, words: str, chance: random.Random) -> str:
    """A made-up place as it is printed: where it fills a line, often its parts below each other; in a long line, at times on two."""
    plain, line = words.replace(MAY_END, " "), text.rfind("\n", 0, begin) + 1
    alone = not text[line:begin].strip() and not text[end : (text + "\n").find("\n", end)].strip(" \t.,")
    if alone and MAY_END in words and chance.random() < 0.5:
        above, below = words.split(MAY_END, 1)
        above = above if chance.random() < 0.4 else above.rstrip(",")
        return f"{above}\n{text[line:begin]}{below}".replace(MAY_END, " ")
    blanks = [each.start() for each in re.finditer(" ", plain)]
    if begin - line > 40 and blanks and chance.random() < 0.35:
        blank = chance.choice(blanks)
        return f"{plain[:blank]}\n{plain[blank + 1 :]}"
    return plain


def _rename(old: str, words: dict[str, str], chance: random.Random) -> None:
    """Another name for a speaker, and for the surname alone."""
    titles, core, suffix = _NAME.match(old).groups()
    full, last = _person(chance)
    parts = core.split()
    if len(parts) < 2:
        words[old] = titles + last + suffix
        return
    if core.isupper():
        full, last = full.upper(), last.upper()
    titles = titles if chance.random() < 0.6 else chance.choice(["", "Dr. ", "Professor ", "Prof. "])
    words[old] = titles + full + suffix
    if len(parts[-1]) > 3 and parts[-1].isalpha():
        words.setdefault(parts[-1], last)
    words.setdefault(core, full)


def _meets(begin: int, end: int, spans: Iterable[tuple[int, int, str]]) -> bool:
    return any(begin < other_end and end > other for other, other_end, _ in spans)


def _replaced(text: str, marked: Sequence[Mark], taken: Sequence[tuple[int, int, str]]) -> Variant:
    pieces, place = [], 0
    for begin, end, words in taken:
        pieces += [text[place:begin], words]
        place = end
    moved = []
    for role, begin, end in marked:
        places = [_moved(begin, taken), _moved(end, taken)]
        if None in places:
            return text, list(marked)
        moved.append((role, *places))
    return "".join([*pieces, text[place:]]), moved


def _moved(place: int, taken: Sequence[tuple[int, int, str]]) -> int | None:
    """Where a place of the text stands after the replacements; None where it stands inside one."""
    if any(begin < place < end for begin, end, _ in taken):
        return None
    return place + sum(len(words) - (end - begin) for begin, end, words in taken if end <= place)


def _labelled(text: str, marks: list[Mark], chance: random.Random) -> Variant:
    """The notice with its place and its speaker on labelled rows, in its fields, in its body, or not."""
    places = _said(text, marks, "location")
    people = _said(text, marks, "speaker")
    fields = re.search(r"^PostedBy:", text, re.MULTILINE)
    head = text[: fields.start()] if fields else ""
    if fields and places and not re.search(r"^Place:", head, re.MULTILINE) and chance.random() < 0.5:
        row, mark = _row("Place:    ", "location", places[0], _behind_place(places[0], chance))
        text, marks = _inserted(text, marks, fields.start(), row, [mark])
    topic = re.search(r"^Topic:", text, re.MULTILINE)
    if topic and people and not re.search(r"^Who:", head, re.MULTILINE) and chance.random() < 0.35:
        row, mark = _row("Who:      ", "speaker", people[0], _behind_name(chance))
        text, marks = _inserted(text, marks, topic.start(), row, [mark])
    body = re.search(r"^Abstract:[^\n]*\n\s*\n", text, re.MULTILINE)
    if places and body and chance.random() < 0.25:
        indent = chance.choice(["", " ", "  ", "\t"])
        label = f"{indent}{chance.choice(_PLACE_LABELS)}:{chance.choice([' ', '  ', '   ', chr(9)])}"
        rows, mark = _row(label, "location", places[0], _behind_place(places[0], chance))
        added = [mark]
        if people and chance.random() < 0.6:
            row, (role, begin, end) = _row(f"{indent}{chance.choice(_SPEAKER_LABELS)}: ", "speaker", people[0], "")
            added.append((role, begin + len(rows), end + len(rows)))
            rows += row
        text, marks = _inserted(text, marks, body.end(), rows, added)
    return text, sorted(marks, key=lambda mark: mark[1])


def _said(text: str, marks: Sequence[Mark], wanted: str) -> list[str]:
    return [text[begin:end] for role, begin, end in marks if role == wanted and text.count("\n", begin, end) < 2]


def _row(label: str, role: str, value: str, behind: str) -> tuple[str, Mark]:
    """A labelled row; a value of two lines goes on below itself."""
    value = re.sub(r"\s*\n\s*", "\n" + " " * len(label.expandtabs()), value)
    return f"{label}{value}{behind}\n", (role, len(label), len(label) + len(value))


def _behind_place(value: str, chance: random.Random) -> str:
    behind = chance.choice(_BEHIND_PLACE) if chance.random() < 0.2 else ""
    return ")" + behind if value.count("(") > value.count(")") else behind


def _behind_name(chance: random.Random) -> str:
    made = surname(chance)
    return chance.choice(["", "", f", {made} University", f", University of {made}", ", Department of Statistics, CMU", f" ({made} Research)"])


def _inserted(text: str, marks: Sequence[Mark], place: int, words: str, added: Sequence[Mark]) -> Variant:
    moved = [(role, begin + len(words) * (begin >= place), end + len(words) * (end > place)) for role, begin, end in marks]
    return text[:place] + words + text[place:], [*moved, *((role, place + begin, place + end) for role, begin, end in added)]


def _person(chance: random.Random) -> tuple[str, str]:
    """A name and its surname: 'Ada Berglin', 'M. Kaston', 'J. R. Delmar'."""
    given = chance.choice(_given()).capitalize()
    last, initials = surname(chance), [chance.choice(string.ascii_uppercase) for _ in range(2)]
    forms = {
        f"{given} {last}": 9, f"{given} {initials[0]}. {last}": 4, f"{initials[0]}. {last}": 2, f"{surname(chance)} {last}": 2,
        f"{given} {last}-{surname(chance)}": 1, f"{initials[0]}. {initials[1]}. {last}": 1, f"{initials[0]}.{initials[1]}. {last}": 1,
    }
    return chance.choices(list(forms), list(forms.values()))[0], last


def _given() -> list[str]:
    return sorted(name for name in given_names() if name.isascii() and len(name) > 2)
