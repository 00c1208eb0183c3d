"""Settings of sources: what a file may say, and what it is told where it says something else."""

import pytest

from kg.errors import UsageError
from kg.model.source import SourceSettings
from kg.sources import LARGEST, MOST_PATTERNS, load_source, load_sources, source_of

ADDRESS = 'address = "https://knots.example/talks"\n'


def complaint(text: str, name: str = "knots.toml") -> str:
    with pytest.raises(UsageError) as caught:
        source_of(name, text.encode())
    return str(caught.value)


def test_a_file_states_the_settings_of_the_source_it_is_named_after():
    text = f"""
        {ADDRESS}
        series = "Knots on Fridays"
        zone = "Europe/Oslo"
        language = "nb"
        licence = "facts only"
        text = "none"
        follow = false
        [pattern]
        title = ["{{speaker}} – {{title}} ({{affiliation}})", "{{speaker}}: {{title}}"]
        location = "{{location}}, host: {{host}}"
    """
    assert source_of("knots.toml", text.encode()) == SourceSettings(
        name="knots",
        address="https://knots.example/talks",
        series="Knots on Fridays",
        zone="Europe/Oslo",
        language="nb",
        licence="facts only",
        text="none",
        follow=False,
        patterns=(
            ("title", ("{speaker} – {title} ({affiliation})", "{speaker}: {title}")),
            ("location", ("{location}, host: {host}",)),
        ),
    )


def test_an_address_is_enough():
    assert source_of("knots.toml", ADDRESS.encode()) == SourceSettings("knots", "https://knots.example/talks")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('serie = "X"\n', "knots.toml, line 2: 'serie' is no key of a source (did you mean 'series'?); the keys are address"),
        ('zone = "Europe/Londn"', "knots.toml, line 2: zone is 'Europe/Londn' (did you mean 'Europe/London'?)"),
        ('zone = ["UTC"]', "line 2: zone is ['UTC']: it must be an IANA time zone"),
        ('language = "English"', "line 2: language is 'English': it must be the code of a language"),
        ('text = "some"', "line 2: text is 'some': it must be one of full, excerpt, none."),
        ('follow = "yes"', "line 2: follow is 'yes': it must be true or false."),
        ('series = ""', "line 2: series is ''"),
        ('series = "a\\u001b[2Jb"', r"line 2: series is 'a\x1b[2Jb': it must be text on one line"),
        ('pattern = "{title}"', "line 2: pattern must be a table"),
        ("[pattern]\ntitle = 5", "line 3: the pattern of 'title' must be text or a list of texts"),
        ("[pattern]\ntitle = []", "line 3: the pattern of 'title' must be text or a list of texts"),
        ('[pattern]\ntitle = "{titel}"', "line 3: the pattern '{titel}' has {titel}; a place is one of speaker, title, affiliation"),
        ('[pattern]\ntitle = "{speaker}{title}"', "has nothing between {speaker} and {title}"),
        ('[pattern]\ntitle = "{speaker} {title}"', "has only a blank between {speaker} and {title}"),
        ('[pattern]\ntitle = "{title}: {title}"', "has {title} twice"),
        ('[pattern]\ntitle = "{title"', "has a '{' without its partner; write '{{' for the sign itself"),
        ('[pattern]\ntitle = "no place"', "names no place"),
        (f'[pattern]\ntitle = "{{title}}{"x" * 300}"', "is longer than 300 characters"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_is_allowed(text: str, said: str):
    assert said in complaint(ADDRESS + text)


def test_all_faults_are_told_at_once():
    assert len(complaint('address = "ftp://knots.example"\nzone = "here"\nfollow = 1').splitlines()) == 3


def test_more_patterns_than_anyone_writes_are_refused():
    listed = ", ".join('"{speaker}: {title}"' for _ in range(10_000))
    assert complaint(f"{ADDRESS}[pattern]\ntitle = [{listed}]") == "The settings knots.toml are larger than 100,000 bytes."
    listed = ", ".join('"{title}"' for _ in range(MOST_PATTERNS + 1))
    assert "'title' has 51 patterns; 50 are the most" in complaint(f"{ADDRESS}[pattern]\ntitle = [{listed}]")


@pytest.mark.parametrize("data", [b"address = ", b"\xff\xfe", b"[" * 10_000, b"x" * (LARGEST + 1)])
def test_what_is_no_toml_is_told_so(data: bytes):
    with pytest.raises(UsageError, match="The settings knots.toml are"):
        source_of("knots.toml", data)


def test_keys_deeper_than_anyone_writes_and_endless_numbers_are_told():
    deep = ".".join(["x"] * 40_000)
    for key in (f"{deep} = 1", f"[{deep}]", f"[ 'x' . {deep} ]", f"a = {{ {deep} = 1 }}"):
        assert complaint(ADDRESS + key) == "The settings knots.toml are no TOML: a key of more than 20 parts with dots between them (at line 2)."
    assert complaint(f"{ADDRESS}year = {'9' * 9_000}") == "The settings knots.toml are no TOML: a number in it has more digits than are read."
    assert "'x' is no key of a source" in complaint(ADDRESS + ".".join(["x"] * 20) + " = 1")


def test_an_address_is_one_of_the_web():
    for address in ("", "knots.example", "file:///etc/passwd", "https://", "https://a b", "http://[::1"):
        assert "it must be an http(s) address" in complaint(f'address = "{address}"')
    assert "there is no 'address'" in complaint('series = "Knots"')


def test_the_files_of_a_folder_are_its_sources(tmp_path):
    for name in ("b.toml", "a.toml", "notes.txt"):
        (tmp_path / name).write_text(ADDRESS)
    assert [settings.name for settings in load_sources(tmp_path)] == ["a", "b"]


def test_a_file_or_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageError, match=r"cannot be read: No such file"):
        load_source(tmp_path / "none.toml")
    with pytest.raises(UsageError, match="There is no folder"):
        load_sources(tmp_path / "none")
    with pytest.raises(UsageError, match="a source is named by letters"):
        source_of("../x.toml", ADDRESS.encode())
