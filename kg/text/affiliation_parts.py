"""Where a stretch of affiliations is parted into the names of units and institutions, and where it is not."""

from dataclasses import dataclass

from kg.rules import minded, rule
from kg.text.gazetteer import is_full_name, is_institution, is_place
from kg.text.words import Word, is_and, is_head, trimmed, vocabulary, words

_SIGNS = frozenset(",;/|\n•·–—")
_OPEN, _CLOSE = "([", ")]"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words between separators; `sign` is what stands before it."""

    begin: int
    end: int
    sign: str


@minded
def has_head(text: str, begin: int, end: int) -> bool:
    """Whether a word such as Department, Institute or University stands between two offsets."""
    heads = vocabulary("units") | vocabulary("institutions")
    return any(is_head(word, heads) for word in words(text, begin, end))


def parted(text: str, begin: int, end: int) -> list[Piece]:
    """The stretch between two offsets as one piece for each unit, institution, place or other thing named in it."""
    pieces = _rejoined(text, _pieces(text, begin, end))
    return [part for piece in pieces for part in _parted(text, piece)]


def _pieces(text: str, begin: int, end: int) -> list[Piece]:
    """The stretch parted at separators outside brackets; a dash parts only between spaces, a line end only outside."""
    pieces, start, sign, depth = [], begin, "", 0
    signs = _SIGNS - {"\n"} if text[begin - 1 : begin] in ("(", "[") else _SIGNS
    for offset in range(begin, end):
        letter = text[offset]
        depth += (letter in _OPEN) - (letter in _CLOSE)
        spaced = letter == "-" and text[offset - 1 : offset] == " " and text[offset + 1 : offset + 2] == " "
        bracketed = letter == "\n" and text[offset + 1 : offset + 2] == "(" and start < offset
        if depth <= 0 and (letter in signs or spaced) and not bracketed:
            pieces.append(Piece(*trimmed(text, start, offset), sign))
            start, sign = offset + 1, letter
    pieces.append(Piece(*trimmed(text, start, end), sign))
    return [piece for piece in pieces if piece.begin < piece.end]


@rule("institution-with-comma", nothing=None)
def _joined(text: str, first: Piece, second: Piece) -> Piece | None:
    """Both pieces as one where the comma belongs to an institution's name: University of California, Berkeley."""
    whole = text[first.begin : second.end]
    if second.sign != "," or not is_full_name(whole):
        return None
    keys = [word.key for word in words(text, first.begin, first.end)]
    if vocabulary("strict_units") & set(keys):
        return None
    return Piece(first.begin, second.end, first.sign)


def _rejoined(text: str, pieces: list[Piece]) -> list[Piece]:
    done: list[Piece] = []
    for piece in pieces:
        joined = _joined(text, done[-1], piece) if done else None
        if joined:
            done[-1] = joined
        else:
            done.append(piece)
    return done


def _parted(text: str, piece: Piece) -> list[Piece]:
    """A piece parted at `and` between two names of units or institutions, and at `at` before an institution."""
    if is_full_name(text[piece.begin : piece.end]):
        return [piece]
    found = words(text, piece.begin, piece.end)
    behind = _institution_behind_unit(text, found)
    if behind:
        parts = (Piece(*trimmed(text, piece.begin, behind), piece.sign), Piece(behind, piece.end, ","))
        return [part for each in parts for part in _parted(text, each)]
    depth = 0
    for number, word in enumerate(found):
        depth += (word.text in _OPEN) - (word.text in _CLOSE)
        if depth or not 0 < number < len(found) - 1:
            continue
        if _parts_at(text, found, number):
            left = Piece(*trimmed(text, piece.begin, word.begin), piece.sign)
            right = Piece(*trimmed(text, word.end, piece.end), word.text)
            return [*_parted(text, left), *_parted(text, right)]
    return [piece]


@rule("unit-before-institution", nothing=None)
def _institution_behind_unit(text: str, found: list[Word]) -> int | None:
    """The offset of an institution right behind a unit: Department of Physics University of Rome."""
    keys = {word.key for word in found}
    if not vocabulary("strict_units") & keys:
        genitive = vocabulary("units") & keys and range(2, min(len(found), 20))
        return next((found[number].begin for number in genitive or () if _is_genitive(found[number])), None)
    for number in range(2, min(len(found), 20)):
        before, word = found[number - 1], found[number]
        opens = (
            word.text[0].isupper()
            and before.key not in vocabulary("of") | vocabulary("at")
            and before.text not in "&,"
            and not is_and(before)
        )
        named = _is_genitive(word) or (
            opens
            and is_head(word, vocabulary("institutions"))
            and number + 1 < len(found)
            and found[number + 1].key in vocabulary("of")
        )
        if named or (
            opens
            and is_full_name(text[word.begin : found[-1].end])
            and _first_head(found[number:], vocabulary("institutions")) is not None
        ):
            return word.begin
    return None


def _is_genitive(word: Word) -> bool:
    """Whether a word is that for a university in the case that makes it the owner of the unit before it: Uniwersytetu."""
    return word.key in vocabulary("genitive_institutions") and word.text[0].isupper()


def _parts_at(text: str, found: list[Word], number: int) -> bool:
    word, left, right = found[number], found[:number], found[number + 1 :]
    if is_and(word):
        return _parts_and(text, left, right)
    if word.key in vocabulary("of_institution") and word.text.islower():
        return _parts_of_word(text, left, right, definite=word.key in vocabulary("of_the"))
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
    return is_institution(printed) or (
        len(found) == 1 and printed[0].isupper() and len(printed) > 1 and not is_discipline([found[0].key])
    )


def _begins_with_head(text: str, found: list[Word], heads: frozenset[str]) -> bool:
    """Whether the words open with a head (`Department of …`) or a proper name that ends in one (`Turing Institute …`)."""
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
    if len(left) == 1 and left[0].key in vocabulary("institutions"):
        return False  # University at Buffalo
    named = _first_head(right, heads) is not None or (is_institution(rest) and not _is_university_of(left))
    return named and not (left[-1].key not in heads and is_full_name(text[left[0].begin : right[-1].end]))


@rule("unit-of-institution", nothing=False)
def _parts_of_word(text: str, left: list[Word], right: list[Word], *, definite: bool) -> bool:
    """Whether `of` parts a unit from its institution: Instituto de Física | da Universidade de São Paulo, … | de la UNAM."""
    definite = definite or _without_article(right) != right
    right = [word for word in _without_article(right) if word.text[0].isalnum() or word.text in "(["]
    named = len(left) == 2 and definite and left[0].text[0].isupper() and is_head(left[1], vocabulary("units"))  # 'Historisches Seminar der …'
    if not right or not named and (len(left) < 3 or _first_head(left[:-1], vocabulary("units")) is None):
        return False
    rest = text[right[0].begin : right[-1].end]
    if len(right) == 1 or right[1].text in "([":
        return right[0].text.isupper() and is_institution(right[0].text)
    headed = right[0].text[0].isupper() and is_head(right[0], vocabulary("institutions"))
    if definite and right[0].text.isupper() and (is_institution(rest) or is_place(rest[right[1].begin - right[0].begin :])):  # der TU München
        return True
    return headed and (definite or right[1].key in vocabulary("of") or is_full_name(rest))


def _is_university_of(left: list[Word]) -> bool:
    """Whether `at` follows the name of a university of many seats: University of California at San Diego."""
    place = _first_head(left, vocabulary("institutions"))
    return place is not None and place + 1 < len(left) and left[place + 1].key in vocabulary("of")


def _first_head(found: list[Word], heads: frozenset[str]) -> int | None:
    return next((number for number, word in enumerate(found) if is_head(word, heads)), None)


def _without_article(found: list[Word]) -> list[Word]:
    return found[1:] if found and found[0].key in vocabulary("articles") else found


def is_discipline(keys: list[str]) -> bool:
    """Whether folded words name a discipline and nothing else: `mathematics`, `electrical engineering`."""
    named = vocabulary("disciplines")
    rest = vocabulary("discipline_words") | named | {"&", ","}
    return bool(keys) and all(key in rest for key in keys) and (bool(named & set(keys)) or len(keys) > 1)
