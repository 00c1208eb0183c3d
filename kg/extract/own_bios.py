"""Biographies without a label: paragraphs that open with the speaker's name and say who that is."""

import itertools
import re
from functools import cache

from kg.extract.biography import biography
from kg.extract.wording import tightened
from kg.model.document import Span
from kg.rules import rule
from kg.text.honorifics import honorific_at
from kg.text.letters import cased
from kg.text.words import fold, vocabulary, words

_PARAGRAPH = re.compile(cased(r"\n[ \t]*\n\s*|\n(?=[\p{Lu}])"))
_ASIDE = re.compile(r"(?:\s*\([^()\n]{1,80}\)|,[^,.\n]{1,80},)*\s*")
_NEAR = 60
_LEAST = 40


@cache
def _says() -> frozenset[str]:
    """What is said of somebody and hardly of a subject: is, was, received, holds, joined, works."""
    keys = ("copulas", "be_present", "be_past", "serve_present", "serve_past", "joining", "study_verbs", "hold_verbs")
    verbs = vocabulary("degree_verbs") & {"earned", "received", "obtained", "holds", "completed", "graduated", "defended", "has"}
    listed = frozenset().union(*(vocabulary(key) for key in keys)) | verbs
    return frozenset(word for word in listed if " " not in word and len(word) > 1)


@rule("paragraph-of-the-speaker", nothing=((), ()))
def _found(text: str, span: Span, names: tuple[str, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The abstract without the paragraphs that are biographies of the people named, and those paragraphs."""
    cuts = [span[0], *(match.end() for match in _PARAGRAPH.finditer(text, *span)), span[1]]
    parts = list(itertools.pairwise(cuts))
    opening = [place for place, part in enumerate(parts) if (name := _subject(text, part, names)) and _has_facts(text, part, name)]
    if not opening:
        return (), ()
    ends = [*opening[1:], len(cuts) - 1]
    told = tuple(tightened(text, (cuts[one], cuts[other]), " \t\n") for one, other in zip(opening, ends, strict=True))
    rest = tightened(text, (span[0], cuts[opening[0]]), " \t\n")
    return ((rest,) if rest[1] > rest[0] else ()), told


def _has_facts(text: str, span: Span, name: str) -> bool:
    """Whether a paragraph tells of a degree, a post, an award or a service of a person."""
    told = biography(text, *span, subject=name)
    return bool(told.degrees or told.positions or told.awards or told.service)


def _subject(text: str, span: Span, names: tuple[str, ...]) -> str | None:
    """The name that a paragraph opens with, a verb that says who that is right behind; None where it opens with none."""
    if span[1] - span[0] < _LEAST:
        return None
    opening = words(text, span[0], min(span[1], span[0] + 100))
    first = honorific_at(opening, 0) if opening else 0
    if first >= len(opening):
        return None
    begin = opening[first].begin
    for name in names:
        whole = text.startswith(name, begin)
        surname = (first > 0 or len(name.split()[-1]) > 3) and text.startswith(name.split()[-1] + " ", begin)
        if whole or surname:
            behind = begin + len(name if whole else name.split()[-1])
            aside = _ASIDE.match(text, behind, span[1])
            says = any(word in _says() for word in fold(text[aside.end() : aside.end() + _NEAR]).split()[:2])
            return name if says else None
    return None


def own_bios(text: str, abstract: tuple[Span, ...], names: tuple[str, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The abstract without what are biographies of the speakers named, and the spans of those biographies."""
    kept: list[Span] = []
    told: list[Span] = []
    for span in abstract:
        rest, found = _found(text, span, names)
        kept += rest if found else (span,)
        told += found
    return tuple(kept), tuple(told)
