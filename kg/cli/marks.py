"""The words that were read, marked in the lines they stand in."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.cli.paper import Paper, shortened, visible
from kg.cli.sheet import DOUBTFUL, how
from kg.extract.form import values
from kg.model.announcement import Announcement, Talk, Value
from kg.model.document import Document, Span

_SILENT = ("time_text",)
"""What only repeats the words of another value."""
_LONGEST = 160
_COLOURS = {"title": "green", "name": "cyan", "affiliations": "blue", "start": "magenta", "end": "magenta", "location": "yellow", "abstract": "white"}
_ONE = {"series": "series", "biographies": "biography", "agenda_non_talks": "agenda item"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with the record it is of ('talk', 1), what it says of it, and where the year of a date is from."""

    of: tuple[str, int]
    path: str
    value: Value
    basis: str | None = None


def facts_of(announcement: Announcement) -> list[Fact]:
    """Every value that rests on words, in the order of the records."""
    found = []
    for kind, records in (("talk", announcement.talks), ("event", announcement.events), ("series", announcement.series)):
        for number, record in enumerate(records, 1):
            basis = record.year_basis if isinstance(record, Talk) else None
            for path, value in values(record):
                if value.spans and path not in _SILENT:
                    found.append(Fact((kind, number), path, value, basis if path in ("start", "end") else None))
    return found


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of words with its number and the facts that rest on it."""

    number: int
    span: Span
    facts: tuple[Fact, ...]


def marks_of(facts: list[Fact]) -> list[Mark]:
    """The stretches that facts rest on, numbered in the order of the text."""
    by_span: dict[Span, list[Fact]] = {}
    for fact in facts:
        for span in dict.fromkeys(fact.value.spans):
            by_span.setdefault(span, []).append(fact)
    ordered = sorted(by_span, key=lambda span: (span[0], -span[1]))
    return [Mark(number, span, tuple(by_span[span])) for number, span in enumerate(ordered, 1)]


def marked_line(text: str, line: Span, marks: list[Mark], paper: Paper) -> str:
    """The words of a line with its marks: in colour, or in brackets; each closes with its number. Long stretches are shortened."""
    edges = sorted({line[0], line[1], *(min(max(at, line[0]), line[1]) for mark in marks for at in mark.span)})
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(max(mark.span[0], line[0]), []).append(mark)
        closing.setdefault(min(mark.span[1], line[1]), []).append(mark)
    parts: list[str] = []
    active: list[Mark] = []
    for begin, end in zip(edges, [*edges[1:], line[1]], strict=True):
        for mark in sorted(closing.get(begin, ()), key=lambda mark: -mark.span[0]):
            if mark in active:
                active.remove(mark)
                parts.append(paper.dim(f"⟧{mark.number}"))
        for mark in opening.get(begin, ()):
            active.append(mark)
            parts.append(paper.dim("⟦"))
        if begin < end:
            words = visible(shortened(text[begin:end], _LONGEST))
            parts.append(paper.styled(words, fg=_colour(active[-1]), bold=True) if active else words)
    return "".join(parts)


def _colour(mark: Mark) -> str:
    keys = [part for part in mark.facts[0].path.split(".") if not part.isdecimal()]
    return next((_COLOURS[key] for key in reversed(keys) if key in _COLOURS), "green")


def notes_of(text: str, marks: list[Mark], paper: Paper) -> Iterator[str]:
    """What rests on the words of some marks: of which records, as which value, how read, how sure.

    What rests on several of them is said once, and so is what several records have from the same words.
    """
    groups: dict[tuple[str, str, Value, str], tuple[list[int], list[int]]] = {}
    for mark in marks:
        for fact in mark.facts:
            group = groups.setdefault((fact.of[0], said_of(fact.path), fact.value, how(fact.value, fact.basis)), ([], []))
            group[0].append(mark.number)
            group[1].append(fact.of[1])
    for (kind, field, value, read), (numbers, records) in groups.items():
        words = " ".join(" ".join(text[slice(*span)].split()) for span in value.spans)
        told = "" if " ".join(value.text.split()) == words or field.endswith("abstract") else f" = {visible(shortened(value.text, _LONGEST))}"
        flag = paper.warning(" doubtful") if value.confidence < DOUBTFUL else ""
        plural = "s" if len(set(records)) > 1 and kind != "series" else ""
        sure = paper.dim(f"({read}, {value.confidence:.2f})")
        yield f"{_ranges(numbers)}: {kind}{plural} {_ranges(records)} {paper.strong(field)}{told}  {sure}{flag}"


def _ranges(numbers: list[int]) -> str:
    """Numbers with runs of them as ranges: '1, 3–7'."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def said_of(path: str) -> str:
    """A path of the JSON form in words.

    >>> said_of("speakers.0.name"), said_of("speakers.1.affiliations.0"), said_of("speakers.0.bio.degrees.1.institution")
    ('speaker', 'speaker 2 affiliation', 'speaker degree 2 institution')
    """
    words: list[str] = []
    for part in path.split("."):
        if part.isdecimal():
            words += [str(int(part) + 1)] if part != "0" else []
        elif part not in ("bio", "name") or not words:
            plural = part.endswith("s") and part not in ("status", "series", "address")
            words.append(_ONE.get(part) or (part[:-1] if plural else part))
    return " ".join(words)


def line_spans(document: Document) -> list[Span]:
    """The lines of the stored text, without their line ends."""
    spans, at = [], 0
    for words in document.text.split("\n"):
        spans.append((at, at + len(words)))
        at += len(words) + 1
    return spans
