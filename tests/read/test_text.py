"""Plain text and Markdown: lines as printed, and words without markup."""

import pytest

from kg.read import read


def test_plain_text_is_stored_as_it_stands(document):
    text = "SEMINAR\r\n\r\n  Ada Byron,\tLondon  \rOn knots\n"
    page = document(text)
    assert page.text == "SEMINAR\n\n  Ada Byron,\tLondon  \nOn knots\n"
    assert [(page.words((one.begin, one.end)), one.block) for one in page.lines] == [
        ("SEMINAR", 0),
        ("Ada Byron,\tLondon", 1),
        ("On knots", 1),
    ]


def test_text_is_composed_and_offsets_count_code_points(document, words):
    page = document("Andre\u0301 \U0001d53b\nOn knots")
    assert page.text == "André \U0001d53b\nOn knots"
    assert words(page) == ["André \U0001d53b", "On knots"]


def test_the_mark_of_an_entry_is_in_the_text_and_not_in_the_line(document, line):
    page = document("Ada Byron (London)\n- Title: On knots\n  and links\n- Abstract: None.\nMary Somerville\n")
    assert page.text == "Ada Byron (London)\n- Title: On knots\n  and links\n- Abstract: None.\nMary Somerville\n"
    entry = line(page, "Title: On knots")
    assert (entry.kind, entry.level) == ("item", 1)
    assert line(page, "and links").block == entry.block
    assert line(page, "Mary Somerville").block > line(page, "Abstract: None.").block


@pytest.mark.parametrize("text", ["9:00 - 9:45 Ada Byron\nOn knots", "-\nLocation", "1 - 2"])
def test_a_dash_alone_or_inside_a_line_makes_no_entry(document, text):
    assert {one.kind for one in document(text).lines} == {"text"}


def test_addresses_in_a_text_are_links_without_the_signs_around_them(document):
    page = document("Slides (https://example.org/a_(b)), video: http://example.org/v.")
    assert [link.href for link in page.links] == ["https://example.org/a_(b)", "http://example.org/v"]
    assert [page.words((link.begin, link.end)) for link in page.links] == [link.href for link in page.links]


MARKED = """---
title: Knot seminar
speaker: {name: Ada Byron, affiliation: "University of London"}
---

# On knots

**Prof. Ada Byron** University of London

**Date:** 3 May 2025, *room* 12
* see the [slides](https://example.org/s.pdf)
    - and `this`

A <u>formula</u>: $a_1 * b_2 * \\{c\\}$ and 2 * 3 * 4 in snake_case_words {{ site.url }} &amp; more \\[5 min\\].

| Day | Speaker |
|-----|---------|
| 4 May | **Mary Somerville** |
"""


def test_markdown_gives_the_words_and_remembers_the_layout(document):
    page = document(MARKED)
    assert [(page.words((one.begin, one.end)), one.kind, one.level, one.bold) for one in page.lines] == [
        ("title: Knot seminar", "meta", 0, False),
        ("speaker:", "meta", 0, False),
        ("name: Ada Byron", "meta", 0, False),
        ("affiliation: University of London", "meta", 0, False),
        ("On knots", "heading", 1, False),
        ("Prof. Ada Byron", "text", 0, True),
        ("University of London", "text", 0, False),
        ("Date: 3 May 2025, room 12", "text", 0, False),
        ("see the slides", "item", 1, False),
        ("and this", "item", 2, False),
        ("A formula: $a_1 * b_2 * \\{c\\}$ and 2 * 3 * 4 in snake_case_words & more [5 min].", "text", 0, False),
        ("Day", "cell", 0, True),
        ("Speaker", "cell", 0, True),
        ("4 May", "cell", 0, False),
        ("Mary Somerville", "cell", 0, True),
    ]
    assert [link.href for link in page.links] == ["https://example.org/s.pdf"]


def test_front_matter_is_a_record(document):
    page = document(MARKED)
    [record] = page.records
    assert record.kind == "mapping"
    assert {one.path: one.value for one in record.fields} == {
        "title": "Knot seminar",
        "speaker.name": "Ada Byron",
        "speaker.affiliation": "University of London",
    }
    assert all(page.words((one.begin, one.end)) == one.value for one in record.fields)


def test_a_text_laid_out_by_a_pdf_converter_keeps_its_lines(document, words):
    page = document("### DEPARTMENT OF KNOTS\n\n# On knots\n\n## **Prof. Ada BYRON** London\n\nDate\t: 3 May\nTime\t: 10:30\n\tAll are welcome", "a.txt")
    assert words(page) == ["DEPARTMENT OF KNOTS", "On knots", "Prof. Ada BYRON", "London", "Date : 3 May", "Time : 10:30", "All are welcome"]


def test_a_rule_between_two_parts_of_a_text_is_no_front_matter(document, words):
    page = document("---\nKnot seminar, **room** 12\n---\n\n**Ada Byron**\n\n# On knots\n", "a.md")
    assert "Ada Byron" in words(page) and page.records == ()
    assert "room" in page.text


def test_a_table_whose_cells_run_over_lines_is_still_a_table(document, line):
    page = document("# Talks\n\nDay |\nSpeaker |\n|---|---|\n| 3 May |\nAda Byron\nLondon\n|\n| 4 May |\n|\nAll are welcome.\n", "a.md")
    assert [line(page, words).cell for words in ("Day", "Speaker", "3 May", "Ada Byron", "London", "4 May")] == [
        (0, 0, 0),
        (0, 0, 1),
        (0, 1, 0),
        (0, 1, 1),
        (0, 1, 1),
        (0, 2, 0),
    ]
    assert line(page, "All are welcome.").cell is None


@pytest.mark.parametrize(
    ("text", "name", "media_type"),
    [
        ("<p>Talk</p>", "a.txt", "text/html"),
        ("# Talk\n\n**Ada**\n", "a.txt", "text/markdown"),
        ("Talk\n\nAda\n", "a.html", "text/plain"),
        ("Talk\n", "a.md", "text/markdown"),
        ("Subject: Talk\nDate: Mon, 5 May 2025 10:00:00 +0200\n\nAda", "a.txt", "message/rfc822"),
        ("Date: 5 May 2025\nTime: 10:00\n\nAda", "a", "text/plain"),
        ("From: 4pm\nTo: 5pm\n\nAda", "a", "text/plain"),
        ("- title: Talk\n  speaker: Ada\n", "a.txt", "application/yaml"),
        ("- Title: Talk\n- Abstract: None\n", "a.txt", "text/plain"),
        ("Ada (London)\n- Title: Talk\n- Abstract: None: at all\n", "a.txt", "text/plain"),
        ('[{"title": "Talk", "speaker": "Ada"}]', "a.txt", "application/json"),
        ("[Cancelled] Talk of Ada", "a.txt", "text/plain"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", "a.txt", "text/calendar"),
        ("title,speaker\nTalk,Ada\n", "a.csv", "text/csv"),
        ("title,speaker\nTalk,Ada\n", "a.txt", "text/plain"),
        ("title: Talk\nspeaker: Ada\n", "a.yml", "application/yaml"),
        ("title: Talk\nspeaker: Ada\n", "a.txt", "text/plain"),
        ("title: [Talk\n- unfinished", "a.yml", "text/plain"),
        ('{"title": "Talk", ', "a.json", "text/plain"),
    ],
)
def test_the_bytes_tell_the_format_and_the_name_only_where_they_do_not(document, text, name, media_type):
    assert document(text, name).media_type == media_type


def test_a_declared_media_type_is_a_hint_like_a_name(document):
    assert document("title,speaker\nTalk,Ada\n", media_type="text/csv; header=present").media_type == "text/csv"
    assert document("<html><p>Talk</html>", media_type="text/plain").media_type == "text/html"


@pytest.mark.parametrize("ending", [".txt", ".html", ".md"])
def test_signs_that_steer_a_terminal_or_turn_the_text_are_not_stored(ending):
    stored = read("Title: On \u202eknots\u202c \x1b[31mand\x9b \u2066links\u2069\n".encode(), key=f"page{ending}", max_bytes=10_000).text
    assert not {"\u202e", "\u202c", "\x1b", "\x9b", "\u2066", "\u2069"} & set(stored) and "knots" in stored and "links" in stored
