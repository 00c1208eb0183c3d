"""Scores the reading of the CMU Seminar Announcements: one answer for each document and field, exact.

    python bench/cmu.py [FOLDER] [--documents 151-300] [--errors]

FOLDER (by default ../shared/cmu beside the repository) holds training_tagged/ and score_cmu.py, whose rules these are:
a document's answer is right if it equals any marked instance of the field, its white space folded. Prints F1 for
(a) the reading rules alone, (b) the trained tagger alone, (c) both. The model has seen documents 0 to 150; the figures
to report are those of 151 to 300. --errors lists wrong answers, of documents that were trained on only.
"""

import argparse
import importlib.util
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from kg.extract import extract
from kg.extract.tagger import ROLES, Tagged, folded, packaged
from kg.extract.tagger_answers import best
from kg.extract.tagger_places import Phrase, place_phrases
from kg.extract.tagger_sheet import sheet_of
from kg.model.announcement import Talk, Value
from kg.model.document import Document
from kg.read import read

ROOT = Path(__file__).resolve().parent.parent
TRAINED = range(0, 151)
PUBLISHED = {
    "plain CRF (five random halves)": (0.994, 0.967, 0.864, 0.801),
    "TIE (Siefkes 2006)": (0.993, 0.973, 0.819, 0.861),
    "Segment HMM (Gu and Cercone 2006)": (0.998, 0.961, 0.880, 0.716),
}
FIELDS = ("stime", "etime", "location", "speaker")
RULE_WEIGHT = 0.4
"""How probable a reading of the rules is taken to be where it stands beside those of the tagger (tuned on 0 to 150)."""

_RANGE = re.compile(r"\s*(?:-+|–|—|\bto\b|\buntil\b|\btill\b)\s*")
_UNMARKED = " \t\n,;:)"
"""Signs that the corpus leaves outside what it marks."""


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "cmu")
    parser.add_argument("--documents", default="151-300")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    if not (options.folder / "training_tagged").is_dir():
        print(f"The CMU Seminar Announcements are not at {options.folder}: nothing is scored. Name their folder.", file=sys.stderr)
        return 0
    first, _, last = options.documents.partition("-")
    numbers = range(int(first), int(last or first) + 1)
    if options.errors and not set(numbers) <= set(TRAINED):
        parser.error("errors are listed for documents 0 to 150 only; the others are for the final figures")
    scorer = _scorer(options.folder)
    gold = {number: known for number, known in scorer.gold("train").items() if int(number) in numbers}
    answers = {number: answers_of(known["_text"]) for number, known in gold.items()}
    print(f"CMU Seminar Announcements, documents {options.documents} ({len(gold)}); trained on {TRAINED[0]}-{TRAINED[-1]}")
    print(f"python bench/cmu.py --documents {options.documents}")
    print(f"{'F1, exact':36}" + "".join(f"{field:>10}" for field in FIELDS))
    for place, name in enumerate(("(a) reading rules alone", "(b) trained tagger alone", "(c) both")):
        result = scorer.score({number: each[place] for number, each in answers.items()}, gold)
        print(_line(name, (result[field]["exact"][2] for field in FIELDS)))
        print(_line("      precision", (result[field]["exact"][0] for field in FIELDS)))
        print(_line("      recall", (result[field]["exact"][1] for field in FIELDS)))
    for name, figures in PUBLISHED.items():
        print(_line(f"    {name}", figures))
    if options.errors:
        _print_errors({number: each[2] for number, each in answers.items()}, gold)
    return 0


def answers_of(text: str) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The answers of the rules, of the tagger and of both to one document, without its marks."""
    rules = tuple(_marked_as(text, each) for each in by_rule(text))
    readings = tuple(_marked_as(text, each) for each in packaged().readings(text))
    phrases = place_phrases(sheet_of(text))
    ruled = {each.role: folded(text[each.begin : each.end]) for each in reversed(rules)}
    return ruled, _texts(text, readings, phrases), _texts(text, (*rules, *readings), phrases)


def _texts(text: str, readings: Iterable[Tagged], phrases: tuple[Phrase, ...]) -> dict[str, str]:
    return {role: answer.text for role, answer in best(text, readings, phrases).items()}


def by_rule(text: str) -> tuple[Tagged, ...]:
    """What the reading rules state of the first talk of a document, without the tagger, as readings in its words."""
    document = read(text.encode("utf-8"), key="announcement.txt", media_type="text/plain", charset="utf-8", max_bytes=10_000_000)
    talks = extract(document).talks
    return tuple(_found(text, document, _readings(document, talks[0]))) if talks else ()


def _readings(document: Document, talk: Talk) -> Iterable[tuple[str, int, int]]:
    """Role, begin and end of what a rule has read; what the tagger has added to the talk is left out."""
    for person in [each for each in talk.speakers if each.name.read_by == "rule"][:1]:
        for begin, end in person.name.spans[:1]:
            titles = person.honorific.spans if person.honorific else ()
            yield "speaker", min([begin, *(title[0] for title in titles if title[0] > begin - 40)]), end
    for begin, end in (talk.location.spans if talk.location and talk.location.read_by == "rule" else ())[:1]:
        yield "location", begin, end
    for role, value, place in (("stime", talk.start, 0), ("etime", talk.end, -1)):
        if span := _clock(document, value, place):
            yield role, *span


def _clock(document: Document, value: Value | None, place: int) -> tuple[int, int] | None:
    """The words of one end of the printed time: its first part for the start, its last for the end."""
    if value is None or "T" not in value.text or not value.spans:
        return None
    begin, end = value.spans[-1]
    words = document.text[begin:end]
    ties = list(_RANGE.finditer(words))
    if place == 0:
        return (begin, begin + ties[0].start()) if ties and ties[0].start() else (begin, end)
    return (begin + ties[-1].end(), end) if ties else (begin, end)


def _found(text: str, document: Document, readings: Iterable[tuple[str, int, int]]) -> Iterable[Tagged]:
    """The readings with their places in the text as it was given."""
    for role, begin, end in readings:
        words = document.text[begin:end]
        at = begin if text[begin:end] == words else text.find(words)
        if at >= 0:
            yield Tagged(role, at, at + len(words), RULE_WEIGHT)


def _marked_as(text: str, reading: Tagged) -> Tagged:
    """The reading as the corpus marks its places: without closing signs at their end."""
    end = reading.end
    while reading.role in ("location", "speaker") and end > reading.begin + 1 and text[end - 1] in _UNMARKED:
        end -= 1
    return Tagged(reading.role, reading.begin, end, reading.confidence)


def _print_errors(answers: dict[str, dict[str, str]], gold: dict[str, dict]) -> None:
    for number in sorted(answers, key=int):
        for role in ROLES:
            answer, marked = answers[number].get(role), gold[number][role]
            if (answer or marked) and answer not in marked:
                print(number, role, repr(answer), marked[:3], sep="\t")


def _line(name: str, figures: Iterable[float]) -> str:
    return f"{name:36}" + "".join(f"{figure:10.3f}" for figure in figures)


def _scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_cmu", folder / "score_cmu.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    raise SystemExit(main())
