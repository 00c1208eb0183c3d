"""What speaks for each place of a text: readings of the tagger, with the edges of the phrases they meet, and such phrases alone.

The tagger knows well where a place stands and less well where it begins and ends: by cross-validation on notices of other
groups half of what it got wrong was an edge. A phrase in the shape of a place, and the whole value of a labelled row, know
their edges better. So a reading that meets a phrase gives a part of its probability to the phrase.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from kg.extract.tagger import Tagged
from kg.extract.tagger_places import Phrase

LABELLED = 0.7
"""How probable the whole value of a row labelled as a place is by itself, and the part of a reading inside it that it takes."""

INSIDE, AROUND, OVER_LINE = 0.7, 0.3, 0.8
"""The part that a phrase takes of a reading inside it, of one around it, and of one that goes on to the next line behind it."""

TAIL = 0.6
"""The part that 'Dining Room in Skibo' takes of what speaks for 'Dining Room'."""

CODED_HALL, CODED, NUMBER, ROOM = (0.4, 0.7), (0.1, 0.6), (0.2, 0.2), (0.0, 0.2)
"""How probable a phrase is by itself, and near a time of day: a hall with a number, a short name with a number, a number
behind 'in', a room by its name. None of these changes F1 of places by more than 0.01 where it is changed by half."""

_LONGEST_VALUE = 14
_OFFICE = re.compile(r"\b(?:offices?|contact|call|appointments?|phone|secretary|sign[- ]?up|tickets?|copies)\b", re.IGNORECASE)
_NAMED_ROOM = re.compile(
    r"[A-Z]\S* .*\b(?i:room|auditorium|wing|lounge|ballroom|theat(?:er|re)|library|hall|gallery|chapel)\b", re.DOTALL
)
_PHONE = re.compile(r"\(?\d{3}\)?[- ]\d{4}\b|\bx ?\d?-?\d{4}\b")
_CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d\d|\b\d{1,2}\s?[ap]\.?m\b|\bnoon\b", re.IGNORECASE)


def votes(text: str, readings: Iterable[Tagged], phrases: Sequence[Phrase]) -> list[Tagged]:
    """What speaks for the places of `text`: readings of places and of the phrases' spans, each with a probability."""
    usable = [each for each in phrases if not each.labelled or len(text[slice(*each.span)].split()) <= _LONGEST_VALUE]
    labelled = sorted((each for each in usable if each.labelled), key=lambda each: each.span)
    shaped = sorted((each for each in usable if not each.labelled), key=lambda each: each.span)
    found: list[Tagged] = []
    for reading in readings:
        phrase = _met(labelled, reading) or _met(shaped, reading)
        part = _part(text, reading, phrase) if phrase else 0.0
        if phrase and part:
            found += _told(phrase, reading.confidence * part)
        found.append(Tagged(reading.role, reading.begin, reading.end, reading.confidence * (1 - part)))
    seen: set[str] = set()
    for phrase in (*labelled, *sorted(shaped, key=lambda each: -_alone(text, each))):
        words = " ".join(text[slice(*phrase.span)].split())
        if (phrase.labelled or words not in seen) and (likely := _alone(text, phrase)):
            found += _told(phrase, likely)
        seen.add(words)
    return found


def _met(phrases: Sequence[Phrase], reading: Tagged) -> Phrase | None:
    """The longest of the phrases that share words with a reading; they are in order and do not overlap."""
    last = bisect_right(phrases, reading.end - 1, key=lambda each: each.span[0])
    met = []
    while last and phrases[last - 1].span[1] > reading.begin:
        last -= 1
        met.append(phrases[last])
    return max(met, key=lambda each: each.span[1] - each.span[0], default=None)


def _part(text: str, reading: Tagged, phrase: Phrase) -> float:
    """Which part of the probability of a reading goes to the phrase that it meets."""
    begin, end = phrase.span
    over = reading.begin <= begin and reading.end > end and "\n" in text[end : reading.end]
    if (reading.begin, reading.end) == phrase.span:
        return 1.0
    if over and not phrase.labelled:
        return 0.0 if phrase.tail == reading.end else OVER_LINE
    if phrase.labelled or not phrase.headed:
        return (LABELLED if phrase.labelled else INSIDE) if begin <= reading.begin and reading.end <= end else 0.0
    if begin <= reading.begin and reading.end <= end:
        return INSIDE
    return AROUND if reading.begin <= begin and end <= reading.end and not (begin == reading.begin and phrase.tail == reading.end) else 0.0


def _told(phrase: Phrase, likely: float) -> list[Tagged]:
    begin, end = phrase.span
    if not phrase.tail or not phrase.headed:
        return [Tagged("location", begin, end, likely)]
    return [Tagged("location", begin, end, likely * (1 - TAIL)), Tagged("location", begin, phrase.tail, likely * TAIL)]


def _alone(text: str, phrase: Phrase) -> float:
    """How probable it is that a phrase is the place asked for, where nothing else is known."""
    begin, end = phrase.span
    if phrase.labelled:
        return LABELLED
    if _OFFICE.search(text, max(0, begin - 50), begin) or _PHONE.search(text, end, end + 25):
        return 0.0
    beside = bool(_CLOCK.search(text, max(0, begin - 60), end + 40))
    if not phrase.coded:
        return ROOM[beside] if _NAMED_ROOM.match(text, begin, end) else 0.0
    if phrase.headed:
        return CODED_HALL[beside]
    if text[begin:end].rstrip("ABCDEFGH").isdigit():
        return NUMBER[beside]
    return CODED[beside] if end - begin > 4 else 0.0
