"""Patterns of composed text fit what is printed, whatever its dashes and blanks, and take linear time over it."""

import sys

import pytest

from kg.text.patterns import matches, pattern_of


def parts(pattern: str, text: str, *, loose: bool = False) -> dict[str, str] | None:
    """The places of the first way in which the text fits."""
    found = next(matches(pattern_of(pattern), text, (0, len(text)), loose=loose), None)
    return found and {name: text[slice(*span)] for name, span in found}


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("{speaker} – {title}", "Ann Lee – Knots", ("Ann Lee", "Knots")),
        ("{speaker} – {title}", "Ann Lee - Knots", ("Ann Lee", "Knots")),
        ("{speaker} - {title}", "Ann Lee\u00a0— Knots", ("Ann Lee", "Knots")),
        ("{speaker} - {title}", "Ann Lee  --  Knots", ("Ann Lee", "Knots")),
        ("{speaker} – {title}", "Anna-Lena Lee – Non-knots", ("Anna-Lena Lee", "Non-knots")),
        ("{speaker}: {title}", "Ann Lee: Knots: a tale", ("Ann Lee", "Knots: a tale")),
        ('{speaker}, "{title}"', "Ann Lee, «Knots»", ("Ann Lee", "Knots")),
        ("TALK BY {speaker} on {title}", "Talk by Ann Lee on Knots", ("Ann Lee", "Knots")),
        ("{speaker} ({title})", "Ann Lee (Knots (part 2))", ("Ann Lee", "Knots (part 2)")),
        ("{speaker} – {title}", "Ann Lee (Oslo – Blindern) – Knots", ("Ann Lee (Oslo – Blindern)", "Knots")),
        ("{speaker} – {title}", "Ann Lee (Oslo – Knots", ("Ann Lee (Oslo", "Knots")),
        ("{{{speaker}}} {title}", "{Ann Lee} Knots", ("Ann Lee", "Knots")),
    ],
)
def test_signs_and_blanks_may_be_printed_otherwise(pattern: str, text: str, expected: tuple[str, str]):
    assert tuple(parts(pattern, text).values()) == expected


def test_the_last_bracket_is_the_affiliation_where_the_title_has_one_of_its_own():
    found = parts("{speaker} – {title} ({affiliation})", "Ann Lee – Knots (part 2) (Univ. (Oslo))")
    assert found == {"speaker": "Ann Lee", "title": "Knots (part 2)", "affiliation": "Univ. (Oslo)"}


@pytest.mark.parametrize("text", ["Ann Lee", "– Knots", "Ann Lee –", "Ann Lee-Knots", "Ann\nLee – Knots", "", " – "])
def test_what_does_not_fit_gives_nothing(text: str):
    assert parts("{speaker} – {title}", text) is None


def test_a_long_dash_parts_without_blanks_and_a_hyphen_does_not():
    assert parts("{speaker} – {title}", "Ann Lee—Knots", loose=True) == {"speaker": "Ann Lee", "title": "Knots"}
    assert parts("{speaker} – {title}", "Ann-Lee Knots", loose=True) is None


def test_several_lines_are_parted_at_line_ends_and_only_the_abstract_goes_on_over_them():
    text = "Ann Lee\nKnots\n\nThey are tied.\n\nOr not."
    assert parts("{speaker}\n{title}\n{abstract}", text) == {"speaker": "Ann Lee", "title": "Knots", "abstract": "They are tied.\n\nOr not."}
    assert parts("{speaker}\n{title}", text) is None


def test_other_ways_come_after_the_first():
    text = "12 May Ann Lee: Knots"
    ways = [[text[slice(*span)] for _, span in way] for way in matches(pattern_of("{date} {speaker}: {title}"), text, (0, len(text)))]
    assert ways == [["12", "May Ann Lee", "Knots"], ["12 May", "Ann Lee", "Knots"], ["12 May Ann", "Lee", "Knots"]]


@pytest.mark.parametrize("unit", [" – ", "x – (", "( – ", "a ", "\n", "() – ", "– x\n"])
@pytest.mark.parametrize("pattern", ["{speaker} – {title} – {location} ({affiliation})", "{_} {date} {_} – {_} – {_}"])
def test_the_work_grows_no_faster_than_the_text(pattern: str, unit: str):
    """Counted in lines of Python run: of a text four times as long at most five times as many."""

    def work(size: int) -> int:
        text, lines = unit * (size // len(unit)), 0

        def count(frame, event, argument):
            nonlocal lines
            lines += 1
            return count

        sys.settrace(count)
        try:
            for _ in matches(pattern_of(pattern), text, (0, len(text)), loose=True):
                pass
        finally:
            sys.settrace(None)
        return lines

    assert work(8000) < 5 * work(2000) + 1000
