"""Phrases that have the shape of a place: 'Baker Hall 235A', '7500 Wean Hall', 'Adamson Wing, Baker Hall'."""

import re
from dataclasses import dataclass

from kg.extract.tagger_sheet import Sheet
from kg.model.document import Span

_DAYS = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)(?![a-z])"
)
_OPENERS = "Speaker|Title|Time|Date|Place|Host|Where|Location|The|In|At|A|On|All|For|By|I"
_WORD = rf"(?:(?!(?:{_DAYS}|{_OPENERS})\b)[A-Z](?:[\w'’]{{0,3}}\.|[\w'’]{{0,30}}))"
_HEADS = (
    "hall|rooms?|rm|auditorium|building|bldg|wing|lounge|ballroom|theat(?:er|re)|library|cent(?:er|re)|floor|chapel|gallery|cafeteria"
    "|laborator(?:y|ies)|lab|quadrangle|museum|house|annex|tower|classroom|suite|union|campus|foyer|lobby|cathedral"
)
_HEAD = rf"(?i:(?:{_HEADS})\b\.?)"
_CODE = r"(?:(?:[A-Z]?\d{1,4}(?:[A-Z]{1,3}|-[A-Z\d]{1,4})?|[A-Z]\d{1,3}[A-Z]?)(?![\w:/]|\.\d|\s?[ap]\.?m\b))"
_B = r"[ \t]"
_MODIFIED = rf"(?:{_WORD}|conference|seminar|lecture|meeting|dining)"
_UNIT = (
    rf"(?:(?:{_WORD}{_B}(?:(?:of|and|for|the|&){_B}(?:the{_B})?)?){{0,4}}?(?:{_MODIFIED}{_B})?(?:\d{{1,2}}(?:st|nd|rd|th){_B})?"
    rf"{_HEAD}(?!\w)(?:{_B}?(?:\#{_B}?)?{_CODE})?"
    rf"|{_CODE}{_B}(?:{_WORD}{_B}){{0,2}}{_HEAD}(?!\w)"
    rf"|\d{{3,4}}[A-Z]?{_B}?{_WORD}"
    rf"|(?!{_DAYS})[A-Z][A-Za-z]{{1,8}}[ \t-]{{0,2}}[A-Z]?\d{{2,4}}[A-Z]?(?![\w:/]|-\d|\.\d))"
)
_JOIN = rf"(?:{_B}?,{_B}{{0,2}}(?:located in )?|{_B}{{0,2}}\({_B}?|{_B}-{{0,2}}{_B}?|{_B}(?:of|in){_B}(?:the{_B})?)"
_PHRASE = re.compile(rf"(?<![\w@])(?<!\w-)(?<!\w\.){_UNIT}(?:{_JOIN}(?:{_UNIT}|{_CODE})){{0,5}}")
_TAIL = re.compile(rf"{_B}(?:of|in){_B}(?:the{_B})?{_WORD}(?:{_B}{_WORD})?(?![\w@])|,{_B}{_WORD}(?=[ ]{{0,8}}(?:[.;)]|$))", re.MULTILINE)
_ASIDE = re.compile(r"--|\s{3}|\s\(?(?:note|http|phone)", re.IGNORECASE)
_HEADED = re.compile(rf"\b{_HEAD}")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in the shape of a place. `tail` is the end of the words that may still belong to it, or None."""

    span: Span
    coded: bool
    headed: bool
    tail: int | None = None
    labelled: bool = False


def place_phrases(sheet: Sheet) -> tuple[Phrase, ...]:
    """The phrases of a text that look like places, and the values of the rows labelled as one."""
    flat = _flattened(sheet)
    labelled = [phrase for row in sheet.rows if row.role == "location" and (phrase := _value(sheet.text, row.value, row.end))]
    found = []
    for match in _PHRASE.finditer(flat):
        end = match.start() + len(match[0].rstrip(" \t."))
        coded = bool(_DIGIT.search(match[0]))
        tail = _TAIL.match(flat, match.end())
        if tail and tail[0][0] == "," and (coded or tail[0].strip(", ").isupper()):
            tail = None
        found.append(Phrase((match.start(), end), coded, bool(_HEADED.search(match[0])), tail.end() if tail else None))
    return (*found, *labelled)


def _value(text: str, begin: int, end: int) -> Phrase | None:
    """The whole value of a labelled row without a remark behind it."""
    while begin < end and text[begin].isspace():
        begin += 1
    remark = _ASIDE.search(text, begin + 4, end) if begin + 4 < end else None
    end = remark.start() if remark else end
    while end > begin and text[end - 1] in " \t.,;)-":
        end -= 1
    return Phrase((begin, end), True, True, labelled=True) if begin < end else None


def _flattened(sheet: Sheet) -> str:
    """The text with blanks for the line ends inside paragraphs, which follow a long line."""
    pieces = []
    for row, below in zip(sheet.rows, [*sheet.rows[1:], None], strict=True):
        pieces.append(sheet.text[row.begin : row.end])
        if below is not None:
            wrapped = below.size and not below.label and ((row.width > 62 and not row.label) or (row.width > 52 and not below.indent))
            pieces.append(" " if wrapped else "\n")
    return "".join(pieces)
