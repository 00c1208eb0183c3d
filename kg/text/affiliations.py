"""Affiliations in a stretch of text: where units and institutions begin and end, and the position before them."""

from dataclasses import dataclass, replace

from kg.model.document import Span
from kg.rules import rule
from kg.text.gazetteer import is_full_name, is_institution, is_place
from kg.text.words import Word, is_and, is_head, trimmed, vocabulary, words

_SIGNS = frozenset(",;/|\n•·–—")
_OPEN, _CLOSE = "([", ")]"
_CONTACT = frozenset("@:")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class AffiliationMention:
    """One unit or institution as printed. `place` spans the city or country printed after it, which is inside
    `begin..end` too: `Nara Women's University, Japan`."""

    begin: int
    end: int
    text: str
    is_unit: bool
    place: Span | None = None
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of words between separators; `sign` is what stands before it."""

    begin: int
    end: int
    sign: str


def split_affiliations(text: str, begin: int, end: int) -> tuple[AffiliationMention, ...]:
    """The units and institutions printed between two offsets, one entry each, in order.

    `Department of Mathematics and Department of Computer Science, University of Toronto` is three; `University of
    California, Berkeley` is one. A place belongs to the institution before it and is no entry of its own.
    """
    begin, end = trimmed(text, begin, min(end, begin + _LONGEST))
    pieces = _pieces(text, begin, end)
    pieces = _rejoined(text, pieces)
    pieces = [part for piece in pieces for part in _parted(text, piece)]
    return _mentions(text, pieces)


def split_position_and_affiliations(
    text: str, begin: int, end: int
) -> tuple[Span | None, tuple[AffiliationMention, ...]]:
    """The position (`Assistant Professor`, `Professor of Mathematics`) between two offsets, and what follows it."""
    begin, end = trimmed(text, begin, min(end, begin + _LONGEST))
    position = _position(text, begin, end)
    if position is None:
        return None, split_affiliations(text, begin, end)
    return position, split_affiliations(text, position[1], end)


def is_unit_text(text: str) -> bool:
    """Whether `text` alone reads as a unit of an institution or a discipline: `Dept. of Physics`, `EECS`."""
    found = words(text, 0, len(text))
    keys = [word.key for word in found]
    if is_full_name(text) and not vocabulary("strict_units") & set(keys):
        return False
    return any(is_head(word, vocabulary("units")) for word in found) or _is_discipline(keys)


def has_head(text: str, begin: int, end: int) -> bool:
    """Whether a word such as Department, Institute or University stands between two offsets."""
    heads = vocabulary("units") | vocabulary("institutions")
    return any(is_head(word, heads) for word in words(text, begin, end))


def _pieces(text: str, begin: int, end: int) -> list[_Piece]:
    """The stretch parted at separators outside brackets; a dash parts only between spaces."""
    pieces, start, sign, depth = [], begin, "", 0
    for offset in range(begin, end):
        letter = text[offset]
        depth += (letter in _OPEN) - (letter in _CLOSE)
        spaced = letter == "-" and text[offset - 1 : offset] == " " and text[offset + 1 : offset + 2] == " "
        if depth <= 0 and (letter in _SIGNS or spaced):
            pieces.append(_Piece(*trimmed(text, start, offset), sign))
            start, sign = offset + 1, letter
    pieces.append(_Piece(*trimmed(text, start, end), sign))
    return [piece for piece in pieces if piece.begin < piece.end]


@rule("institution-with-comma", nothing=None)
def _joined(text: str, first: _Piece, second: _Piece) -> _Piece | None:
    """Both pieces as one where the comma belongs to an institution's name: University of California, Berkeley."""
    whole = text[first.begin : second.end]
    if second.sign != "," or not is_full_name(whole):
        return None
    keys = [word.key for word in words(text, first.begin, first.end)]
    if vocabulary("strict_units") & set(keys):
        return None
    return _Piece(first.begin, second.end, first.sign)


def _rejoined(text: str, pieces: list[_Piece]) -> list[_Piece]:
    done: list[_Piece] = []
    for piece in pieces:
        joined = _joined(text, done[-1], piece) if done else None
        if joined:
            done[-1] = joined
        else:
            done.append(piece)
    return done


def _parted(text: str, piece: _Piece) -> list[_Piece]:
    """A piece parted at `and` between two names of units or institutions, and at `at` before an institution."""
    if is_full_name(text[piece.begin : piece.end]):
        return [piece]
    found = words(text, piece.begin, piece.end)
    depth = 0
    for number, word in enumerate(found):
        depth += (word.text in _OPEN) - (word.text in _CLOSE)
        if depth or not 0 < number < len(found) - 1:
            continue
        if _parts_at(text, found, number):
            left = _Piece(*trimmed(text, piece.begin, word.begin), piece.sign)
            right = _Piece(*trimmed(text, word.end, piece.end), word.text)
            return [*_parted(text, left), *_parted(text, right)]
    return [piece]


def _parts_at(text: str, found: list[Word], number: int) -> bool:
    word, left, right = found[number], found[:number], found[number + 1 :]
    if is_and(word):
        return _parts_and(text, left, right)
    return word.key in vocabulary("at") and _parts_at_word(text, left, right)


@rule("affiliations-joined-by-and", nothing=False)
def _parts_and(text: str, left: list[Word], right: list[Word]) -> bool:
    """Whether `and` stands between two names: each side names an institution, or has a head word of its own."""
    if len(left[-1].text) == len(right[0].text) == 1:  # A & M
        return False
    if _is_name_of_one(text, left) and _is_name_of_one(text, right):
        return True
    heads = vocabulary("units") | vocabulary("institutions")
    return _first_head(left, heads) is not None and _begins_with_head(text, right, heads)


def _is_name_of_one(text: str, found: list[Word]) -> bool:
    found = _without_article(found)
    if not found:
        return False
    printed = text[found[0].begin : found[-1].end]
    return is_institution(printed) or (len(found) == 1 and printed[0].isupper() and len(printed) > 1 and not _is_discipline([found[0].key]))


def _begins_with_head(text: str, found: list[Word], heads: frozenset[str]) -> bool:
    """Whether the words open with a head (`Department of …`) or a proper name that ends in one (`Oden Institute …`)."""
    found = _without_article(found)
    for word in found:
        if is_head(word, heads):
            return True
        if not word.text[:1].isupper() or is_and(word):
            return False
    return False


@rule("affiliation-at-institution", nothing=False)
def _parts_at_word(text: str, left: list[Word], right: list[Word]) -> bool:
    """Whether `at` parts a unit from its institution, and is not inside a name (University of Texas at Austin)."""
    right = _without_article(right)
    if not right:
        return False
    heads = vocabulary("institutions") | vocabulary("units")
    rest = text[right[0].begin : right[-1].end]
    named = _first_head(right, heads) is not None or is_institution(rest)
    return named and not (left[-1].key not in heads and is_full_name(text[left[0].begin : right[-1].end]))


def _first_head(found: list[Word], heads: frozenset[str]) -> int | None:
    return next((number for number, word in enumerate(found) if is_head(word, heads)), None)


def _without_article(found: list[Word]) -> list[Word]:
    return found[1:] if found and found[0].key in vocabulary("articles") else found


def _mentions(text: str, pieces: list[_Piece]) -> tuple[AffiliationMention, ...]:
    mentions: list[AffiliationMention] = []
    for piece in pieces:
        printed = text[piece.begin : piece.end]
        if _CONTACT & set(printed) or not any(letter.isalpha() for letter in printed) or any(c.isdigit() for c in printed) and not is_institution(printed):
            continue
        if mentions and not piece.sign.isalnum() and _is_place_of(text, mentions[-1], printed):
            last = mentions[-1]
            if not last.is_unit:
                start = last.place[0] if last.place else piece.begin
                mentions[-1] = AffiliationMention(last.begin, piece.end, text[last.begin : piece.end], False, (start, piece.end))
            continue
        begin, end = _bare(text, piece)
        if begin < end:
            mentions.append(_mention(text, begin, end))
    return tuple(_as_units(mentions))


def _mention(text: str, begin: int, end: int) -> AffiliationMention:
    printed = text[begin:end]
    known, unit = is_institution(printed), is_unit_text(printed)
    place = _bracketed_place(text, begin, end)
    return AffiliationMention(begin, end, printed, unit and not known, place, 0.95 if known or unit else 0.8)


def _bracketed_place(text: str, begin: int, end: int) -> Span | None:
    """The place in the bracket that closes an affiliation: Hokkai-Gakuen University (Sapporo, Japan)."""
    opening = text.rfind("(", begin, end)
    if opening <= begin or text[end - 1] != ")":
        return None
    parts = text[opening + 1 : end - 1].split(",")
    return (opening + 1, end - 1) if all(is_place(part) for part in parts) else None


def _as_units(mentions: list[AffiliationMention]) -> list[AffiliationMention]:
    """The mentions, with those marked as units that have a unit's head word and stand before an institution."""
    followed, done = False, []
    for mention in reversed(mentions):
        found = words(mention.text, 0, len(mention.text))
        whole = any(is_head(word, vocabulary("institutions")) for word in found)
        headed = any(is_head(word, vocabulary("units")) for word in found)
        unit = not whole and (mention.is_unit or (followed and headed))
        followed = followed or not unit
        done.append(replace(mention, is_unit=unit))
    return done[::-1]


def _is_place_of(text: str, last: AffiliationMention, printed: str) -> bool:
    """Whether `printed` is where the affiliation before it lies rather than an affiliation itself."""
    if has_head(printed, 0, len(printed)):
        return False
    return is_place(printed) and not (last.is_unit and is_institution(printed))


def _bare(text: str, piece: _Piece) -> Span:
    """The piece without a lower-case article or preposition in front and a full stop behind."""
    begin, end = piece.begin, piece.end
    small = vocabulary("articles") | vocabulary("at") | vocabulary("and") | vocabulary("of") | vocabulary("shared")
    for word in words(text, begin, end):
        if word.key not in small or word.text[:1].isupper():
            break
        begin = word.end
    begin, end = trimmed(text, begin, end)
    if text[begin:end].endswith(".") and text[begin:end].count(".") == 1:
        end -= 1
    return begin, end


def _is_discipline(keys: list[str]) -> bool:
    named = vocabulary("disciplines")
    rest = vocabulary("discipline_words") | named | {"&", ","}
    return bool(keys) and all(key in rest for key in keys) and (bool(named & set(keys)) or len(keys) > 1)


@rule("position-before-affiliation", nothing=None)
def _position(text: str, begin: int, end: int) -> Span | None:
    """The position that opens the stretch, up to its affiliation; None where it opens with an affiliation.

    `Professor of Computer Science, Data Science and Mathematics at the Courant Institute` keeps the three subjects.
    """
    found = words(text, begin, end)
    head = _position_head(found)
    if head is None:
        return None
    stop = _position_stop(text, found, head)
    return trimmed(text, found[0].begin, found[stop - 1].end)


def _position_head(found: list[Word]) -> int | None:
    """The number of the word that names the position, where only words that qualify it stand before."""
    head = None
    for number, word in enumerate(found[:10]):
        if word.key in vocabulary("positions"):
            head = number
        elif word.key not in vocabulary("position_words") and word.text not in ".-–":
            break
    return head


def _position_stop(text: str, found: list[Word], head: int) -> int:
    """The number of the first word behind the position."""
    heads = vocabulary("units") | vocabulary("institutions")
    comma = None
    for number in range(head + 1, len(found)):
        word = found[number]
        if number == head + 1 and word.text == ",":
            return number
        if word.key in vocabulary("at_position"):
            return number
        if word.text in ";\n/|–—(" or (word.text == "," and _is_named(text, found, number + 1)):
            return comma or number
        if is_head(word, heads) and not _is_of(found, head, number):
            return comma if comma is not None else _start_of_unit(found, head, number)
        if word.text == "," and comma is None:
            comma = number
    return comma or len(found)


def _is_named(text: str, found: list[Word], number: int) -> bool:
    """Whether an institution, a unit or a place stands from word `number` to the next separator."""
    stop = next((later for later in range(number, len(found)) if _is_end(found[later])), len(found))
    if stop == number:
        return True
    printed = text[found[number].begin : found[stop - 1].end]
    heads = vocabulary("units") | vocabulary("institutions")
    return is_institution(printed) or any(is_head(word, heads) for word in found[number:stop])


def _is_end(word: Word) -> bool:
    return word.text in ",;(\n" or word.key in vocabulary("at_position")


def _is_of(found: list[Word], head: int, number: int) -> bool:
    """Whether the head word at `number` belongs to the position's own title: Director of the Institute, Lab Head."""
    return number == head + 1 and found[number].key in vocabulary("positions")


def _start_of_unit(found: list[Word], head: int, number: int) -> int:
    """The first word of the unit whose head word is at `number`: its proper name may stand before it."""
    start = number
    while start - 1 > head and found[start - 1].text[:1].isupper():
        start -= 1
    while start - 1 > head and found[start - 1].key in vocabulary("articles") | vocabulary("of"):
        start -= 1
    return start
