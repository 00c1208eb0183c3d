"""What the readers of times, names and places tell the tagger about single tokens."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict

from kg.extract.tagger_edges import SUFFIX
from kg.extract.tagger_places import place_phrases
from kg.extract.tagger_sheet import Sheet, Token
from kg.text.names import find_names
from kg.text.temporal import find_dates, find_times

Cues = dict[int, list[str]]
"""The features of tokens, by their numbers."""

_POINT = re.compile(r"(?<![\d:.])\d{1,2}(?:[:.]?\d\d)?(?!\d)(?:\s?[ap]\.?\s?m\b)?|\b(?:noon|midnight)\b", re.IGNORECASE)
_LONGEST_VALUE = 22
"""Labelled values of more tokens than this are no single place."""


def cues_of(sheet: Sheet) -> Cues:
    """The features that dates, times, people's names, places and capitals give to the tokens of a text."""
    starts = [token.begin for token in sheet.tokens]
    cues: Cues = defaultdict(list)
    for number in _dated(sheet, starts):
        cues[number].append("date")
    clocks = _clocks(sheet, starts)
    for found in (clocks, _names(sheet, starts), _places(sheet, starts, clocks, cues), _capitals(sheet)):
        for number, features in found.items():
            cues[number] += features
    return cues


def _inside(starts: list[int], begin: int, end: int) -> range:
    return range(bisect_left(starts, begin), bisect_left(starts, end))


def _dated(sheet: Sheet, starts: list[int]) -> set[int]:
    return {number for date in find_dates(sheet.text) for number in _inside(starts, date.begin, date.end)}


def _clocks(sheet: Sheet, starts: list[int]) -> Cues:
    """Which end of a range a time is, and whether it is the one of the row that is labelled as the time."""
    points = []
    for mention in find_times(sheet.text):
        printed = _POINT.finditer(sheet.text, mention.begin, mention.end)
        for order, (point, clock) in enumerate(zip(printed, (mention.start, mention.finish), strict=False)):
            if clock:
                hour, minute = clock.split(":")
                points.append((_inside(starts, *point.span()), order, int(hour) % 12 * 60 + int(minute), mention.finish is not None))
    stated: list[int | None] = [None, None]
    for numbers, order, clock, _ in points:
        if numbers and stated[order] is None and sheet.rows[sheet.tokens[numbers[0]].row].role in ("time", "datetime"):
            if order == 0 or stated[0] is not None:
                stated[order] = clock
    cues: Cues = {}
    for rank, (numbers, order, clock, ranged) in enumerate(points):
        shared = [*_agreement(clock, stated), f"trank={min(rank, 5)}"]
        for number in numbers:
            part = "B" if number == numbers[0] else "I"
            cues[number] = [f"time={order}{'r' if ranged else 's'}{part}", *shared]
    return cues


def _agreement(clock: int, stated: list[int | None]) -> list[str]:
    found = [f"time-is-stated-{order}" for order, known in enumerate(stated) if known == clock]
    if stated[0] is not None and clock not in stated:
        found.append("time-unstated")
    if stated[1] is None:
        found.append("no-end-stated")
    return found


def _names(sheet: Sheet, starts: list[int]) -> Cues:
    """Where a person's name stands, how sure it is, how often its surname recurs, and on rows of which labels."""
    tokens = sheet.tokens
    spans = []
    labels: dict[str, set[str]] = defaultdict(set)
    for name in find_names(sheet.text, 0, len(sheet.text)):
        numbers = _inside(starts, name.honorific[0] if name.honorific else name.begin, name.end)
        if numbers:
            last = tokens[numbers[-1]].key
            row = sheet.rows[tokens[numbers[0]].row]
            labels[last].add(row.name or (row.above if row.depth == 1 else None) or "-")
            spans.append((numbers, last, name))
    counts = Counter(token.key for token in tokens)
    cues: Cues = {}
    for rank, (numbers, last, name) in enumerate(spans):
        shared = [f"nsize={min(len(numbers), 5)}", f"nsure={int(name.confidence * 5)}", f"nrank={min(rank, 6)}"]
        shared.append(f"nrep={min(counts[last], 4)}")
        shared += ["titled"] if name.honorific else []
        shared += [f"non={label}" for label in sorted(labels[last])[:6]]
        cues.update((number, [f"name={part(number, numbers)}", *shared]) for number in numbers)
        if suffix := SUFFIX.match(sheet.text, name.end):
            behind = _inside(starts, name.end, suffix.end())
            cues.update((number, ["suffix", f"suffix={part(number, behind)}"]) for number in behind)
    return cues


def _places(sheet: Sheet, starts: list[int], clocks: Cues, cues: Cues) -> Cues:
    """Where a phrase in the shape of a place stands, and how it is made; the value of a labelled row as a whole."""
    found: Cues = {}
    for phrase in place_phrases(sheet):
        numbers = _inside(starts, *phrase.span)
        if not numbers or (phrase.labelled and len(numbers) > _LONGEST_VALUE):
            continue
        if not phrase.labelled and any(number in clocks or "date" in cues.get(number, ()) for number in numbers):
            continue
        for number in numbers:
            place = part(number, numbers)
            found[number] = [f"place={place}", f"psize={min(len(numbers), 7)}"]
            if phrase.labelled:
                found[number].append(f"placed={place}")
            else:
                found[number] += [f"pform={phrase.coded:d}{phrase.headed:d}", f"pform={place}{phrase.coded:d}{phrase.headed:d}"]
                found[number] += ["ptail"] if phrase.tail else []
                found[number] += ["pclosed"] if sheet.text[phrase.span[1] : phrase.span[1] + 1] == ")" else []
        if phrase.labelled:
            _forget(sheet, numbers, found)
        if phrase.tail:
            rest = _inside(starts, phrase.span[1], phrase.tail)
            found.update((number, ["place=T", f"tail={number == rest[-1]:d}"]) for number in rest if number not in clocks)
    return found


def _forget(sheet: Sheet, numbers: range, found: Cues) -> None:
    """Takes back what shapes told of the rest of a labelled row."""
    row, number = sheet.tokens[numbers[-1]].row, numbers[-1] + 1
    while number < len(sheet.tokens) and sheet.tokens[number].row == row:
        found.pop(number, None)
        number += 1


def _capitals(sheet: Sheet) -> Cues:
    """How long the run of capitalised words is that a token stands in, and where in its row the run stands."""
    tokens, cues, number = sheet.tokens, {}, 0
    while number < len(tokens):
        last = _run_end(tokens, number)
        if last > number:
            size = min(sum(token.text != "." for token in tokens[number:last]), 6)
            closes = last == len(tokens) or tokens[last].row != tokens[number].row
            stands = "A" if closes and not tokens[number].place else "L" if closes else "F" if not tokens[number].place else "-"
            upper = "U" if all(token.text.isupper() or token.text == "." for token in tokens[number:last]) else ""
            for each in range(number, last):
                edge = "B" if each == number else "E" if each == last - 1 else "I"
                cues[each] = [f"run={stands}{size}", f"runs={edge}", f"run={stands}{size}{upper}-"]
        number = max(last, number + 1)
    return cues


def _run_end(tokens: tuple[Token, ...], number: int) -> int:
    """Behind the last token of the run of capitalised words and initials that opens at `number`."""
    last = number
    while last < len(tokens) and tokens[last].row == tokens[number].row:
        dotted = tokens[last].text == "." and last > number and len(tokens[last - 1].text) <= 4
        if not (tokens[last].text[0].isupper() or dotted):
            break
        last += 1
    if last > number and tokens[last - 1].text == "." and len(tokens[last - 2].text) > 1:
        last -= 1
    return last


def part(number: int, numbers: range) -> str:
    """Where in a span a token stands: B(eginning), I(nside), E(nd), or S(ingle)."""
    if len(numbers) == 1:
        return "S"
    return "B" if number == numbers[0] else "E" if number == numbers[-1] else "I"
