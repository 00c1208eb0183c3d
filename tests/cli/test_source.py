"""`kg source test` as a user runs it: what each entry fits, what it does not, what is wrong in the file."""

import json
from pathlib import Path

import pytest

from tests.cli.test_verbs import kg
from tests.harvest.server import Site, serving

SETTINGS = """address = "https://knots.example/talks"
series = "Knots on Fridays"
zone = "Europe/Oslo"
[pattern]
title = ["{speaker} – {title} ({affiliation})", "{speaker}: {title}"]
"""
LISTING = """<h1>Talks</h1><ul>
<li>12 May 2025, 14:00: Ada Byron - Knots without ends (University of Oslo)</li>
<li>19 May 2025, 14:00: Bo Li: Links</li>
<li>26 May 2025, 14:00, Bo Li (University of Oslo), "Braids and plaits"</li>
</ul>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "knots.toml").write_text(SETTINGS)
    (tmp_path / "talks.html").write_text(LISTING)
    return tmp_path


def test_each_entry_is_shown_with_the_pattern_it_fits_and_its_parts(folder: Path):
    done = kg("source", "test", "knots.toml", "talks.html", folder=folder)
    assert done.returncode == 0 and done.stderr == ""
    said = [" ".join(line.split()) for line in done.stdout.splitlines()]
    first = said.index("line 3 12 May 2025, 14:00: Ada Byron - Knots without ends (University of Oslo)")
    assert said[first + 1 : first + 6] == [
        "fits {speaker} – {title} ({affiliation})",
        "speaker Ada Byron",
        "title Knots without ends",
        "affiliation University of Oslo",
        "left over 12 May 2025, 14:00:",
    ]
    assert said[said.index("line 5 26 May 2025, 14:00, Bo Li (University of Oslo), \"Braids and plaits\"") + 1] == "fits no pattern"
    assert "2 of 3 entries fit a pattern; the others are read as without patterns." in said
    assert "zone Europe/Oslo [given by knots.toml]" in said
    assert "\x1b" not in done.stdout


def test_programs_get_json(folder: Path):
    form = json.loads(kg("source", "test", "knots.toml", "talks.html", "--json", folder=folder).stdout)
    assert (form["fitted"], form["unfitted"], len(form["talks"])) == (2, 1, 3)
    assert [entry["pattern"] for entry in form["entries"]] == ["{speaker} – {title} ({affiliation})", "{speaker}: {title}", None]
    assert {place: part["text"] for place, part in form["entries"][1]["parts"].items()} == {"speaker": "Bo Li", "title": "Links"}


def test_a_field_that_no_entry_has_is_told(folder: Path):
    (folder / "knots.toml").write_text(SETTINGS.replace("title = [", "headlne = ["))
    (folder / "talks.json").write_text('[{"title": "Ada Byron: Knots", "start": "2025-05-12T14:00"}]')
    done = kg("source", "test", "knots.toml", "talks.json", folder=folder)
    assert "No entry has a field 'headlne'; its fields are title, start." in done.stdout


def test_standard_input_is_a_source(folder: Path):
    assert "Talk 3" in kg("source", "test", "knots.toml", "-", data=LISTING, folder=folder).stdout


def test_a_page_without_a_talk_says_so(folder: Path):
    done = kg("source", "test", "knots.toml", "-", data="The library is closed.", folder=folder)
    assert done.returncode == 0 and "No talk was read." in done.stdout


@pytest.mark.parametrize(
    ("settings", "source", "code", "said"),
    [
        ("knots.toml", "none.html", 3, "none.html"),
        ("none.toml", "talks.html", 2, "none.toml cannot be read: No such file or directory"),
        ("knots.toml", ".", 2, "give one file, one address, or '-'"),
        ("knots.toml", "empty.html", 1, "is empty"),
        ("bad.toml", "talks.html", 2, "bad.toml, line 2: zone is 'Oslo': it must be an IANA time zone"),
    ],
)
def test_what_is_wrong_is_a_sentence_and_a_code(folder: Path, settings: str, source: str, code: int, said: str):
    (folder / "empty.html").write_text("")
    (folder / "bad.toml").write_text('address = "https://knots.example/"\nzone = "Oslo"\n')
    done = kg("source", "test", settings, source, folder=folder)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr and "Traceback" not in done.stderr


def test_signs_that_steer_a_terminal_are_left_out(folder: Path):
    (folder / "talks.json").write_text(json.dumps([{"title": "Ada\u202e Byron: Knots\x9b31m", "start": "2025-05-12T14:00"}]))
    done = kg("source", "test", "knots.toml", "talks.json", folder=folder)
    assert "\u202e" not in done.stdout and "\x9b" not in done.stdout and "Knots 31m" in done.stdout


def test_extract_reads_with_the_settings_of_a_source(folder: Path):
    form = json.loads(kg("extract", "--source", "knots.toml", "talks.html", folder=folder).stdout)
    assert [(talk["title"], talk["series"]) for talk in form["talks"][:2]] == [("Knots without ends", "Knots on Fridays"), ("Links", "Knots on Fridays")]


def test_without_a_source_the_address_of_the_file_is_fetched(folder: Path):
    with serving(Site()) as site:
        site.put("/talks", LISTING)
        (folder / "knots.toml").write_text(SETTINGS.replace("https://knots.example", site.address))
        done = kg("source", "test", "knots.toml", folder=folder)
        assert (done.returncode, done.stderr) == (0, "") and "2 of 3 entries fit a pattern" in done.stdout
    assert kg("source", "test", "knots.toml", folder=folder).returncode == 3
