"""`kg extract --explain` as a person sees it: the text as it is, every value at its words, what is doubtful, what is missing."""

import json
import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from kg.cli.explain import explained
from kg.cli.marks import facts_of, line_spans
from kg.cli.paper import Paper
from kg.extract import extract
from kg.model.announcement import Announcement, Talk, Value
from kg.model.document import Document
from kg.read import read
from tests.cli.test_verbs import NOTICE, kg
from tests.conftest import KG, ROOT

BUNDLED = sorted((ROOT / "data" / "announcements").iterdir()) + sorted(path for path in (ROOT / "tests" / "bundled" / "fixtures").iterdir() if path.is_file())


def document(path: Path) -> Document:
    return read(path.read_bytes(), key=path.name, max_bytes=1_000_000)


def printed(given: Document) -> list[str]:
    return list(explained("name", given, extract(given), Paper()))


def numbered(lines: list[str]) -> dict[int, str]:
    """The lines of the text by number, without marks."""
    found = {}
    for line in lines:
        if match := re.match(r" *(\d+) (?:[│·] (.*)|)$", line):
            found.setdefault(int(match[1]), re.sub(r"⟧\d+|⟦", "", match[2] or ""))
    return found


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.name)
def test_without_its_marks_it_is_the_text_and_every_value_is_explained_where_it_stands(path: Path):
    given = document(path)
    lines = printed(given)
    text = numbered(lines)
    for number, span in enumerate(line_spans(given), 1):
        words = " ".join(given.words(span).split())
        if number in text and "more)…" not in text[number]:
            assert " ".join(text[number].split()) == words
    notes = " ".join(lines)
    for fact in facts_of(extract(given)):
        assert f"{fact.value.confidence:.2f})" in notes and fact.value.rule in notes


def test_a_notice_is_explained(tmp_path: Path):
    (tmp_path / "notice.txt").write_text(NOTICE.replace("Colloquium", "All are welcome."))
    done = kg("extract", "--explain", "notice.txt", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    said = done.stdout.splitlines()
    assert "1 · All are welcome." in said
    at = said.index("5 │ Date: ⟦Thursday, 6 March 2025⟧4")
    assert said[at + 1].strip().startswith("└   4: talk 1 start = 2025-03-06T14:00  (")
    assert "4 │ Title: ⟦Counting what cannot be counted⟧3" in said
    assert "  not stated    zone, series, host, abstract, language" in said


def test_several_sources_come_one_after_another_and_a_bad_one_is_told(tmp_path: Path):
    (tmp_path / "a.txt").write_text(NOTICE)
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text("The library is closed.")
    done = kg("extract", "--explain", "a.txt", "b.txt", "c.txt", folder=tmp_path)
    assert done.returncode == 1 and "b.txt is empty" in done.stderr
    assert [line.split("━━")[1].strip() for line in done.stdout.splitlines() if line.startswith("━━")] == ["a.txt", "c.txt"]
    assert "No talk was read." in done.stdout


def test_a_doubtful_value_is_flagged():
    given = read(b"Knots, or not\n", key="a.txt", max_bytes=1000)
    lines = list(explained("name", given, Announcement((Talk(title=Value("Knots", ((0, 5),), 0.6, "a-rule")),)), Paper()))
    assert "1 │ ⟦Knots⟧1, or not" in lines and "  └   1: talk 1 title  (a-rule, 0.60) doubtful" in lines
    assert "Talk 1  Knots [doubtful, 0.60]" in lines


def test_an_inferred_year_is_told_with_its_basis():
    notice = b"From: a@knots.example\nDate: Mon, 3 Mar 2025 09:00:00 +0000\nSubject: Talk\n\nSpeaker: Ada Byron\nTitle: Knots\nDate: 6 March\n"
    lines = printed(read(notice, key="a.eml", max_bytes=1000))
    assert any("talk 1 start = 2025-03-06" in line and "year from mail date" in line for line in lines)


def test_the_columns_of_a_table_are_told_with_what_they_hold():
    lines = printed(read(b"when,speaker,title,colour\n2025-03-06,Ada Byron,Knots,red\n", key="a.csv", max_bytes=1000))
    assert "columns: when → datetime, speaker → speaker, title → title, colour → not used" in lines


def test_what_is_long_is_folded():
    body = "\n".join(f"Sentence {number} of the abstract tells of knots and of their ends and beginnings." for number in range(40))
    nav = "".join(f"<li><a href='/{number}'>Page {number}</a></li>" for number in range(30))
    page = f"<nav><ul>{nav}</ul></nav><p>Speaker: Ada Byron</p><p>Title: {'Knots ' * 60}</p><p>Abstract: {body.replace(chr(10), '<br>')}</p>"
    lines = printed(read(page.encode(), key="a.html", max_bytes=100_000))
    assert any("more lines of navigation" in line for line in lines) and any("more lines of abstract" in line for line in lines)
    assert max(map(len, lines)) < 700


def test_terminal_escapes_and_changes_of_direction_are_made_visible(tmp_path: Path):
    (tmp_path / "a.html").write_text("<p>Speaker: Ada Byron</p><p>Title: Knots&#27;[2J &#8238;sdne&#155;31m</p>")
    done = kg("extract", "--explain", "a.html", folder=tmp_path)
    assert not {"\x1b", "\u202e", "\x9b"} & set(done.stdout)


def test_it_is_for_people_and_json_for_programs(tmp_path: Path):
    (tmp_path / "a.txt").write_text(NOTICE)
    done = kg("extract", "--explain", "--json", "a.txt", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "") and "leave out --explain" in done.stderr
    assert json.loads(kg("extract", "--json", "a.txt", folder=tmp_path).stdout)["talks"]


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colours_are_for_terminals_that_want_them(tmp_path: Path, environment: dict[str, str], coloured: bool):
    (tmp_path / "a.txt").write_text(NOTICE)
    ours, theirs = pty.openpty()
    run = subprocess.Popen([*KG, "extract", "--explain", "a.txt"], stdout=theirs, cwd=tmp_path, env=os.environ | {"TERM": "xterm"} | environment)
    os.close(theirs)
    data = b""
    try:
        while part := os.read(ours, 65536):
            data += part
    except OSError:  # Linux: the other end is closed
        pass
    finally:
        os.close(ours)
    assert run.wait(60) == 0
    assert (b"\x1b[" in data) == coloured and "Counting what cannot be counted".encode() in data
