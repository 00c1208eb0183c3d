"""The features by which the tagger knows the tokens of a text.

A feature that names a word of the text has it in quotes (`-1:w"hall`), so that the training can leave out the words
that a model must not hold: rare ones and people's names. What the model does not know is ignored when it reads.
"""

import re
from collections import Counter, defaultdict

from kg.extract.tagger_cues import Cues, cues_of
from kg.extract.tagger_sheet import Sheet, Token, step
from kg.text.gazetteer import given_names, is_institution
from kg.text.words import vocabulary

Features = list[list[str]]
QUOTE = '"'
"""Stands before each word of the text in a feature."""

_LOWER, _UPPER, _DIGITS = re.compile(r"[a-zß-ÿ]+"), re.compile(r"[A-ZÀ-Þ]"), re.compile(r"\d")
_LISTS = (("hon", "honorifics"), ("unit", "units"), ("inst", "institutions"), ("posn", "positions"), ("notname", "not_names"))
_BESIDE = ("below:cue", "above:cue", "below:kind", "above:kind")
_NEAR = ("nrank", "nsure", "nsize", "nrep", "trank", "no-end")
"""Features that say nothing about a neighbour."""


def features_of(sheet: Sheet) -> Features:
    """The features of each token of a text."""
    cues = cues_of(sheet)
    own = _own(sheet, cues)
    labelled = _labelled_words(sheet)
    filled = [number for number, row in enumerate(sheet.rows) if row.kind != "empty"]
    order = {number: place for place, number in enumerate(filled)}
    rows = {number: _row_features(sheet, filled, order[number]) for number in {token.row for token in sheet.tokens}}
    counts = Counter(token.key for token in sheet.tokens)
    lasts = Counter(token.row for token in sheet.tokens)
    values = _value_places(sheet)
    found: Features = []
    for number, token in enumerate(sheet.tokens):
        features = [*own[number], *_affixes(token), *_context(sheet, own, number), *_layout(sheet, number, lasts[token.row])]
        features += _label_features(sheet, number, own[number], values)
        features += rows[token.row]
        row = sheet.rows[token.row]
        features += [f"also={name}" for name in sorted(labelled.get(token.key, ())) if name != row.name and len(token.key) > 1]
        if counts[token.key] > 1 and token.text[0].isupper():
            features.append("rep")
        features.append(f"{row.kind}|{own[number][1]}")
        if _named(own[number]) and lasts[token.row] <= 8:
            features += [f"named|{feature}" for feature in rows[token.row] if feature.startswith(_BESIDE)]
        found.append(features)
    return found


def _own(sheet: Sheet, cues: Cues) -> Features:
    """What each token is by itself: its word, its shape, the lists it is on, what the readers tell of it."""
    lower = {token.text for token in sheet.tokens if token.text.islower()}
    return [
        [f'w"{word_of(token)}', f"s={_shape(token.text)}", *_lists(token, lower), *cues.get(number, ())]
        for number, token in enumerate(sheet.tokens)
    ]


def word_of(token: Token) -> str:
    """The word as features name it: numbers by their length alone."""
    return f"#{len(token.key)}" if token.key.isdigit() else token.key


def _lists(token: Token, lower: set[str]) -> list[str]:
    if not token.text[0].isalpha():
        return []
    found = [name for name, key in _LISTS if token.key in vocabulary(key)]
    if token.text[0].isupper():
        if token.key in given_names():
            found.append("given")
        if len(token.text) > 2 and is_institution(token.text):
            found.append("isinst")
        if token.key in lower:
            found.append("alsolow")
    return found


def _shape(word: str) -> str:
    shape = _DIGITS.sub("9", _LOWER.sub("x", _UPPER.sub("X", word[:30])))
    return re.sub(r"XXX+", "XX+", shape)


def _affixes(token: Token) -> list[str]:
    key = token.key
    return [f"p2={key[:2]}", f"p3={key[:3]}", f"x2={key[-2:]}", f"x3={key[-3:]}"] if key[:1].isalpha() else []  # a sign of its own may fold to nothing


def _context(sheet: Sheet, own: Features, number: int) -> list[str]:
    """The neighbours up to four tokens away, the words up to eight tokens away, and how the token is set off."""
    tokens, token = sheet.tokens, sheet.tokens[number]
    found = []
    for distance in (-4, -3, -2, -1, 1, 2, 3, 4):
        other = number + distance
        if not 0 <= other < len(tokens):
            found.append(f"{distance}:edge")
        elif abs(distance) > 2:
            found += [f"{distance}:{feature}" for feature in own[other][:2]]
        else:
            found += [f"{distance}:{feature}" for feature in own[other] if not feature.startswith(_NEAR)]
            if apart := abs(tokens[other].row - token.row):
                found.append(f"{distance}:row{min(apart, 2)}")
    words = [word_of(each) for each in tokens[max(0, number - 2) : number + 2]]
    if number > 1 and number + 1 < len(tokens):
        found += [f'-1"{words[1]}"{words[2]}', f'+1"{words[2]}"{words[3]}', f'-2"{words[0]}"{words[1]}']
    far = {f'before"{word_of(each)}' for each in tokens[max(0, number - 9) : max(0, number - 3)] if len(each.key) > 2}
    far |= {f'behind"{word_of(each)}' for each in tokens[number + 4 : number + 9] if len(each.key) > 2}
    return found + sorted(far) + _breaks(sheet, number)


def _breaks(sheet: Sheet, number: int) -> list[str]:
    tokens, token, found = sheet.tokens, sheet.tokens[number], []
    if number:
        gap = sheet.text[tokens[number - 1].end : token.begin][:40]
        found.append("glued" if not gap else "wide" if "  " in gap or "\t" in gap else "near")
        before = tokens[number - 1].row
        if before != token.row and (sheet.rows[before].width < 50 or token.row - before > 1):
            found.append("opens")
    if number + 1 < len(tokens):
        behind = tokens[number + 1].row
        if behind != token.row and (sheet.rows[token.row].width < 50 or behind - token.row > 1):
            found.append("closes")
    return found


def _layout(sheet: Sheet, number: int, size: int) -> list[str]:
    """Where in its row and in the text a token stands."""
    token = sheet.tokens[number]
    row = sheet.rows[token.row]
    found = [f"kind={row.kind}", f"indent={row.indent}", f"size={row.size}", *(f"cue={cue}" for cue in row.cues)]
    found += [f"place-in-row={min(token.place, 3)}", f"place-from-end={min(size - 1 - token.place, 3)}"]
    if token.row < sheet.header:
        return [*found, "zone=h"]
    return [*found, "zone=b", f"down={step(token.row - max(0, sheet.header), (4, 8, 13, 25, 50))}"]


def _value_places(sheet: Sheet) -> dict[int, tuple[int, bool]]:
    """For tokens of labelled values: the how manieth each is, and whether a sign parts it from the beginning."""
    found: dict[int, tuple[int, bool]] = {}
    count, parted, row = 0, False, -1
    for number, token in enumerate(sheet.tokens):
        if token.row != row:
            count, parted, row = 0, False, token.row
        if sheet.rows[row].label and token.begin >= sheet.rows[row].value:
            found[number] = count, parted
            count, parted = count + 1, parted or token.text in ",;(/-"
    return found


def _label_features(sheet: Sheet, number: int, own: list[str], values: dict[int, tuple[int, bool]]) -> list[str]:
    token = sheet.tokens[number]
    row = sheet.rows[token.row]
    named = "name" if _named(own) else "-"
    found = []
    if number in values:
        count, parted = values[number]
        found = [f'label"{row.label.replace(" ", QUOTE)}', f"role={row.role}", f"value={row.role}|{min(count, 4)}"]
        found += [f"value={row.role}|{parted:d}-", f"value={row.role}|{named}"]
    elif row.label:
        found.append("in-label")
    if row.above and row.depth in (1, 2):
        found += [f"under={row.above}|{row.depth}", f"under={row.above}|{named}"]
    return found


def _row_features(sheet: Sheet, filled: list[int], place: int) -> list[str]:
    """What the rows above and below are like."""
    found = []
    number = filled[place]
    for distance, name in ((-2, "above2"), (-1, "above"), (1, "below"), (2, "below2")):
        if not 0 <= place + distance < len(filled):
            found.append(f"{name}:none")
            continue
        row = sheet.rows[filled[place + distance]]
        found += [f"{name}:kind={row.kind}", *(f"{name}:cue={cue}" for cue in row.cues)]
        if abs(distance) == 1:
            found.append(f"{name}:role={row.role}")
            if filled[place + distance] != number + distance:
                found.append(f"{name}:gap")
    return found


def _labelled_words(sheet: Sheet) -> dict[str, set[str]]:
    """The words that stand in labelled values, with what their labels announce."""
    found: dict[str, set[str]] = defaultdict(set)
    for token in sheet.tokens:
        row = sheet.rows[token.row]
        if row.role and token.begin >= row.value and len(found[token.key]) < 6:
            found[token.key].add(row.role)
    return found


def _named(own: list[str]) -> bool:
    return any(feature.startswith("name=") for feature in own)
