"""How a reading is compared with what a careful reader wrote down, field by field, down to the words it rests on.

A gold key `x_alt` lists what is also right for `x`; None in it means that `x` may be missing. `abstract_first_words`
and `abstract_last_words` stand for the abstract; `x_contains` for a text that must hold the words. A list entry
with `optional` may be missing. Keys that say how
something was read, and not what, are not compared here.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

HOW = {"evidence", "read_by", "confidence", "rules", "derived", "notes", "optional"}
FREE = {"language", "time_text", "kind", "weekday", "text"}
"""Keys that are compared only where the gold has them."""
NORMALISED = ("start", "end", "date", "year", "status", "mode", "capacity", "weekday", "kind", "registration", "abstract", "time_text")
"""Keys whose values need not stand in the text as they are printed there."""
NEAR = ("today", "tomorrow", "this")
"""Words that name a day by that of the mail."""
SAID = {"noon": 0, "c.t.": 15}
"""What words of time add to the figures: the hour, of twelve, or the minutes after it."""


def differences(gold: Mapping, form: Mapping) -> list[str]:
    """Each difference between the gold and a reading in the JSON form, as 'path: expected … read …'."""
    found = []
    for name in ("talks", "events", "series"):
        found += _lists(name, gold[name], form[name])
    return found


def _lists(path: str, gold: list, read: list) -> Iterator[str]:
    gold = _without_skipped(gold, read)
    for number in range(max(len(gold), len(read))):
        at = f"{path}.{number}"
        if number >= len(gold):
            yield f"{at}: read, but not in the text: {_brief(read[number])}"
        elif number >= len(read):
            yield f"{at}: not read: {_brief(gold[number])}"
        else:
            yield from _values(at, gold[number], read[number])


def _without_skipped(gold: list, read: list) -> list:
    """The gold without those of its optional entries that the reading does not have at their place."""
    kept: list = []
    for entry in gold:
        optional = isinstance(entry, Mapping) and entry.get("optional")
        there = len(kept) < len(read) and not any(_values("", entry, read[len(kept)]))
        if not optional or there:
            kept.append(entry)
    return kept


def _values(path: str, gold: object, read: object) -> Iterator[str]:
    if isinstance(gold, Mapping):
        yield from _records(path, gold, read if isinstance(read, Mapping) else {"name": read})
    elif gold != read:
        yield f"{path}: expected {gold!r}, read {read!r}"


def _records(path: str, gold: Mapping, read: Mapping) -> Iterator[str]:
    keys = [key for key in (*gold, *read) if key not in HOW and not key.endswith(("_words", "_contains"))]
    for key in dict.fromkeys(key.removesuffix("_alt") for key in keys):
        if key == "abstract":
            continue
        at = f"{path}.{key}"
        accepted = [gold.get(key), *gold.get(f"{key}_alt", ())]
        if isinstance(gold.get(key), list) or isinstance(read.get(key), list):
            yield from _lists(at, gold.get(key) or [], read.get(key) or [])
        elif isinstance(gold.get(key), Mapping):
            yield from _values(at, gold[key], read.get(key, {}))
        elif not (key in FREE and key not in gold) and not _free(gold, key) and read.get(key) not in accepted:
            yield f"{at}: expected {' or '.join(map(repr, accepted))}, read {read.get(key)!r}"
    yield from _abstract(path, gold, read.get("abstract"))
    yield from _contained(path, gold, read)


def _free(gold: Mapping, key: str) -> bool:
    return f"{key}_contains" in gold


def _contained(path: str, gold: Mapping, read: Mapping) -> Iterator[str]:
    for key in gold:
        name = key.removesuffix("_contains")
        if name != key and gold[key] not in (read.get(name) or ""):
            yield f"{path}.{name}: expected words with {gold[key]!r}, read {read.get(name)!r}"


def _abstract(path: str, gold: Mapping, read: str | None) -> Iterator[str]:
    first, last = gold.get("abstract_first_words"), gold.get("abstract_last_words")
    if first is None and read is not None:
        yield f"{path}.abstract: read, but not in the text: {read[:60]!r}"
    if first is not None:
        words = " ".join((read or "").split())
        if not words.startswith(first):
            yield f"{path}.abstract: expected to begin {first!r}, read {words[:60]!r}"
        if not words.endswith(last):
            yield f"{path}.abstract: expected to end {last!r}, read {words[-60:]!r}"


def unsupported(form: Mapping) -> list[str]:
    """Each value of a reading that does not rest on words of the text that say it."""
    records = [(f"{name}.{i}", record) for name in ("talks", "events", "series") for i, record in enumerate(form[name])]
    return [problem for at, record in records for problem in _unsupported(at, record, form["text"])]


def _unsupported(at: str, record: Mapping, text: str) -> Iterator[str]:
    for path in record["confidence"]:
        value, key = _value(record, path), path.rpartition(".")[2]
        spans = record["evidence"].get(path)
        if not spans and path != "status":
            yield f"{at}.{path}: {value!r} rests on no words"
        for begin, end in spans or ():
            if not 0 <= begin < end <= len(text):
                yield f"{at}.{path}: the span {begin}–{end} is not in the text of {len(text)} characters"
        words = " ".join(text[begin:end] for begin, end in spans or ())
        if spans and not _says(words, str(value), path, key):
            yield f"{at}.{path}: {value!r} rests on {words!r}"


def _says(words: str, value: str, path: str, key: str) -> bool:
    """Whether words say a value: they hold it, or, for a day and a time, its figures."""
    if key in ("start", "end") and "positions" not in path:
        near = any(word in words.casefold().split() for word in NEAR)  # The day is told from that of the mail.
        return _figures(value) - ({int(value[8:10])} if near else set()) <= _figures(words) | _shifted(words) | _counted(words)
    if key == "timezone" and (offset := _figures(value)):
        return offset <= _figures(words)
    if key == "timezone" and value == "UTC":
        return bool(re.search(r"\d(Z|[+-]00:?00)$", words)) or "UTC" in words
    if key == "name" and set(_fold(value).split()) <= set(_fold(words).split()):
        return True  # 'Byron, Ada' says Ada Byron.
    return key in NORMALISED or _fold(value) in _fold(words)


def _shifted(words: str) -> set[int]:
    """The figures of times in universal time as the clocks show them in the zone that stands beside them."""
    zone = re.search(r"[A-Z]\w+/\w+$", words)
    printed = re.findall(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\dZ", words)
    moments = [datetime.fromisoformat(one) for one in printed]
    return {figure for one in moments for figure in _figures(one.astimezone(ZoneInfo(zone[0])).strftime("%Y-%m-%dT%H:%M"))} if zone else set()


def _counted(words: str) -> set[int]:
    """The days of a range that each have a weekday of their own elsewhere: 6, 7 and 8 of '6-8 September'."""
    ranges = re.findall(r"(?<![:.\d])(\d{1,2})\s?[-–]\s?(\d{1,2})(?![:.\d])", words)
    return {day for first, last in ranges for day in range(int(first), int(last) + 1)}


def _figures(text: str) -> set[int]:
    """The day, hour (of twelve) and minute that a value names, or all figures of printed words (hours taken modulo 12)."""
    stamp = re.fullmatch(r"(?:\d{4}|-)-\d\d-(\d\d)(?:T(\d\d):(\d\d))?", text)
    if stamp:
        day, hour, minute = stamp.groups()
        parts = {int(day)} | ({int(hour) % 12} if hour else set()) | ({int(minute)} if minute and minute != "00" else set())
        return parts
    figures = {int(figure) for figure in re.findall(r"\d{1,4}", text)}
    said = {figure for word, figure in SAID.items() if word in text.casefold()}
    return figures | {figure % 12 for figure in figures} | said


def _value(record: object, path: str) -> object:
    for part in path.split("."):
        record = record[int(part)] if isinstance(record, list) else record[part]
        if isinstance(record, Mapping) and set(record) == {"name"} and path.endswith(part) and part.isdigit():
            return record["name"]
    return record


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold()))


def _brief(record: object) -> str:
    if not isinstance(record, Mapping):
        return repr(record)
    said = {key: value for key, value in record.items() if key not in HOW and not key.startswith("abstract")}
    return re.sub(r"\s+", " ", repr(said))[:200]
