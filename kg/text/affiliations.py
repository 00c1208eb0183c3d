"""Affiliations in a stretch of text: where units and institutions begin and end, and the position before them."""

import re
from dataclasses import dataclass, replace

from kg.model.document import Span
from kg.rules import minded, rule
from kg.text.affiliation_parts import Piece, has_head, is_discipline, parted
from kg.text.affiliation_posts import around_post
from kg.text.gazetteer import is_full_name, is_institution, is_place
from kg.text.position_words import position_span
from kg.text.words import is_head, trimmed, vocabulary, words
from kg.text.wrapping import rejoined

_CONTACT = frozenset("@:")
_QUOTES = ("“", "„", "«", '"')
_LONGEST = 400
_STOP = re.compile(r"[“”\"<>]|https?:")
"""Where the line goes on with something else: a title in quotes, an address."""
_BYNAME = re.compile(r"\s+[“\"«][A-ZÀ-Þ][^“”\"«»()]{2,40}[”\"»]")
_FOOTNOTE = re.compile(r"[\d*†‡§]{1,3}(?=[A-Z])")
"""The mark of a footnote glued to an affiliation: 1Baylor College."""


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


@minded
@rule("affiliation", nothing=())
def split_affiliations(text: str, begin: int, end: int) -> tuple[AffiliationMention, ...]:
    """The units and institutions printed between two offsets, one entry each, in order.

    `Department of Mathematics and Department of Computer Science, University of Toronto` is three; `University of
    California, Berkeley` is one. A place belongs to the institution before it and is no entry of its own.
    """
    text = rejoined(text)
    begin, end = trimmed(text, begin, min(end, begin + _LONGEST))
    begin += text[begin : begin + 1] in _QUOTES
    stop = _STOP.search(text, begin, end)
    return _with_byname(text, _mentions(text, parted(text, begin, stop.start() if stop else end)), end)


@rule("byname-in-quotes", nothing=False)
def _is_byname(text: str, begin: int, end: int) -> bool:
    """Whether what stands behind an institution up to the end of its bracket is a name in quotation marks: '(Università di Utopia “La Vuota”)'."""
    return text[end : end + 1] == ")" and _BYNAME.fullmatch(text, begin, end) is not None


def _with_byname(text: str, mentions: tuple[AffiliationMention, ...], end: int) -> tuple[AffiliationMention, ...]:
    """The mentions, the last with the name in quotation marks that closes its bracket."""
    if not mentions or not has_head(text, mentions[-1].begin, mentions[-1].end) or not _is_byname(text, mentions[-1].end, end):
        return mentions
    return (*mentions[:-1], replace(mentions[-1], end=end, text=_plain(text[mentions[-1].begin : end])))


@minded
def split_position_and_affiliations(
    text: str, begin: int, end: int
) -> tuple[Span | None, tuple[AffiliationMention, ...]]:
    """The position (`Assistant Professor`, `Professor of Mathematics`) between two offsets, and what follows it."""
    text = rejoined(text)
    begin, end = trimmed(text, begin, min(end, begin + _LONGEST))
    position = position_span(text, begin, end)
    if position is None:
        return None, split_affiliations(text, begin, end)
    return position, split_affiliations(text, position[1], end)


def is_unit_text(text: str) -> bool:
    """Whether `text` alone reads as a unit of an institution or a discipline: `Dept. of Physics`, `EECS`."""
    found = words(text, 0, len(text))
    keys = [word.key for word in found]
    if is_full_name(text) and not vocabulary("strict_units") & set(keys):
        return False
    return any(is_head(word, vocabulary("units")) for word in found) or is_discipline(keys)


def _mentions(text: str, pieces: list[Piece]) -> tuple[AffiliationMention, ...]:
    mentions: list[AffiliationMention] = []
    adjacent = False
    for piece in pieces:
        begin, end = _bare(text, piece)
        begin, end = around_post(text, begin, end) or (begin, end)
        if mentions and not piece.sign.isalnum() and _is_place_of(mentions[-1], text[begin:end]):
            if adjacent and not mentions[-1].is_unit:
                mentions[-1] = _placed(text, mentions[-1], (begin, end))
        elif _is_affiliation(text[begin:end]):
            mentions.append(_mention(text, begin, end))
            adjacent = True
        else:
            adjacent = False
    return tuple(_as_units(mentions))


def _placed(text: str, last: AffiliationMention, place: Span) -> AffiliationMention:
    """The institution with the place printed behind it: Nara Women's University, Japan."""
    start = last.place[0] if last.place else place[0]
    return replace(last, end=place[1], text=_plain(text[last.begin : place[1]]), place=(start, place[1]))


def _is_affiliation(printed: str) -> bool:
    """Whether a piece can be an affiliation at all: no address, no postcode, no words of a sentence."""
    if not any(letter.isalpha() for letter in printed) or _CONTACT & set(printed):
        return False
    if _is_field(printed) or _is_post(printed):
        return False
    if any(letter.isdigit() for letter in printed) and not is_institution(printed):
        return has_head(printed, 0, len(printed)) and not printed[0].isdigit()
    return not printed[0].islower() or is_unit_text(printed) or (is_institution(printed) and " " in printed)  # 'che' is no acronym


@rule("post-is-no-affiliation", nothing=False)
def _is_post(printed: str) -> bool:
    """Whether the words close with what somebody is, and name no unit: 'CNRS Emeritus Research Director'."""
    keys = [word.key for word in words(printed, 0, len(printed))]
    posted = len(keys) > 1 and keys[-1] in vocabulary("positions") and keys[-2] in vocabulary("position_words")
    return posted and not has_head(printed, 0, len(printed))


def _is_field(printed: str) -> bool:
    """Whether the words say in which discipline somebody has a chair or a degree: Reader in Logic, MSc in Physics."""
    found = words(printed, 0, len(printed))
    place = next((number for number, word in enumerate(found) if word.key in vocabulary("field_words")), 0)
    subject = [word.key for word in found[place + 1 :]]
    return place == 1 and is_discipline(subject) and not has_head(printed, 0, found[0].end)


def _plain(printed: str) -> str:
    return " ".join(printed.split())


def _mention(text: str, begin: int, end: int) -> AffiliationMention:
    printed = _plain(text[begin:end])
    known, unit = is_institution(printed), is_unit_text(printed)
    place = _bracketed_place(text, begin, end)
    confidence = 0.95 if known or unit else 0.9 if has_head(printed, 0, len(printed)) else 0.8
    return AffiliationMention(begin, end, printed, unit and not known, place, confidence)


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


def _is_place_of(last: AffiliationMention, printed: str) -> bool:
    """Whether `printed` is where the affiliation before it lies rather than an affiliation itself."""
    if has_head(printed, 0, len(printed)):
        return False
    return is_place(printed) and not (last.is_unit and is_institution(printed))


def _bare(text: str, piece: Piece) -> Span:
    """The piece without a lower-case article or preposition in front and a full stop behind."""
    begin, end = piece.begin, piece.end
    mark = _FOOTNOTE.match(text, begin, end)
    begin = mark.end() if mark else begin
    small = vocabulary("articles") | vocabulary("at") | vocabulary("and") | vocabulary("of") | vocabulary("shared")
    small |= vocabulary("affiliation_leads")
    for word in words(text, begin, end):
        if word.key not in small or word.text[:1].isupper():
            break
        begin = word.end
    begin, end = _without_tail(text, *trimmed(text, begin, end))
    if text[begin:end].endswith(".") and text[begin:end].count(".") == 1:
        end -= 1
    return begin, end


def _without_tail(text: str, begin: int, end: int) -> Span:
    """The stretch without a lower-case preposition at its end: University of Utah on [a title]."""
    found = words(text, begin, end)
    small = vocabulary("at") | vocabulary("of") | vocabulary("and") | vocabulary("articles") | vocabulary("topic_words")
    while found and found[-1].key in small and found[-1].text.islower():
        found.pop()
    return (begin, found[-1].end) if found else (begin, begin)
