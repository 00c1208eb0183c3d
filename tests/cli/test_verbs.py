"""The `kg` command as a user runs it: verbs, formats, standard input, help."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pyoxigraph
import pytest

from kg.cli import VERBS
from tests.conftest import KG

NOTICE = """Colloquium

Speaker: Ada Example (University of Nowhere)
Title: Counting what cannot be counted
Date: Thursday, 6 March 2025
Time: 14:00 - 15:00
Place: Hall 7
"""


def kg(*arguments: str | Path, data: str | None = None, folder: Path | None = None) -> subprocess.CompletedProcess:
    """One run of the command."""
    return subprocess.run([*KG, *map(str, arguments)], input=data, capture_output=True, text=True, cwd=folder, timeout=300)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE)
    return path


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_described_in_the_list_as_in_its_own_help(verb):
    command = getattr(import_module(f"kg.cli.{verb}"), verb)
    assert VERBS[verb] == command.get_short_help_str(limit=200)


def test_the_list_of_verbs_waits_for_none_of_them():
    program = "import sys; from kg.cli import main; main(['--help']); print(*(name for name in sys.modules if name.startswith('kg.')), file=sys.stderr)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr.split()
    assert set(loaded) == {"kg.cli", "kg.errors"}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str):
    done = kg(verb, "--help")
    assert done.returncode == 0
    assert "Example:" in done.stdout and f"kg {verb}" in done.stdout


def test_the_verbs_are_listed():
    assert all(verb in kg("--help").stdout for verb in VERBS)


@pytest.mark.parametrize("arguments", [("fly",), ("extract",), ("ingest", "--no-such"), ("query", "no-such-query"), ("query",), ("export", "--format", "pdf")])
def test_wrong_use_is_2_and_a_sentence(arguments: tuple[str, ...], tmp_path: Path):
    done = kg(*arguments, folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.strip() and "Traceback" not in done.stderr and done.stdout == ""


def test_one_source_gives_one_object_with_its_text(notice: Path):
    done = kg("extract", notice)
    form = json.loads(done.stdout)
    (talk,) = form["talks"]
    assert (done.returncode, talk["title"], talk["start"], talk["end"]) == (0, "Counting what cannot be counted", "2025-03-06T14:00", "2025-03-06T15:00")
    begin, end = talk["evidence"]["title"][0]
    assert form["text"][begin:end] == talk["title"]


def test_several_sources_give_one_object_a_line(notice: Path, tmp_path: Path):
    (tmp_path / "other.txt").write_text(NOTICE.replace("Ada", "Eve"))
    lines = kg("extract", "--no-text", tmp_path).stdout.splitlines()
    forms = [json.loads(line) for line in lines]
    assert [form["talks"][0]["speakers"][0]["name"] for form in forms] == ["Ada Example", "Eve Example"]
    assert all("text" not in form and form["source"] for form in forms)


def test_standard_input_is_a_source(notice: Path):
    read = json.loads(kg("extract", "-", data=NOTICE).stdout)
    assert read["talks"] == json.loads(kg("extract", notice).stdout)["talks"]


def test_extract_touches_no_store(notice: Path, tmp_path: Path):
    kg("extract", notice, folder=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notice.txt"]


def test_a_page_without_a_talk_says_so_and_is_no_failure(tmp_path: Path):
    (tmp_path / "rules.txt").write_text("How to reach us\n\nThe office is open on weekdays. Bring your card.\n")
    done = kg("extract", tmp_path / "rules.txt")
    assert (done.returncode, json.loads(done.stdout)["talks"]) == (0, [])
    assert "no talk" in done.stderr


def test_the_same_document_twice_changes_nothing(notice: Path, tmp_path: Path):
    store = f"oxigraph:{tmp_path / 'store'}"
    first = kg("ingest", "--store", store, notice)
    before = kg("export", "--store", store).stdout
    again = kg("ingest", "--json", "--store", store, notice)
    assert (first.returncode, again.returncode) == (0, 0)
    assert kg("export", "--store", store).stdout == before
    assert "unchanged" in again.stdout


def test_a_dry_run_stores_nothing(notice: Path, tmp_path: Path):
    store = f"oxigraph:{tmp_path / 'store'}"
    kg("ingest", "--store", store, notice)
    before = kg("export", "--store", store).stdout
    notice.write_text(NOTICE.replace("Hall 7", "Hall 8"))
    assert kg("ingest", "--dry-run", "--store", store, notice).returncode == 0
    assert kg("export", "--store", store).stdout == before


@pytest.mark.parametrize("form, kind", [("turtle", "TURTLE"), ("nquads", "N_QUADS"), ("jsonld", "JSON_LD"), ("rdfxml", "RDF_XML")])
def test_each_export_holds_the_same_statements(bundled_store: str, form: str, kind: str, tmp_path: Path):
    def statements(name: str, format: pyoxigraph.RdfFormat) -> set[str]:
        return {str(quad.triple) for quad in pyoxigraph.parse((tmp_path / name).read_bytes(), format=format)}

    assert kg("export", "--store", bundled_store, "-o", tmp_path / "all.ttl").returncode == 0
    assert kg("export", "--store", bundled_store, "--format", form, "-o", tmp_path / "same").returncode == 0
    assert statements("same", getattr(pyoxigraph.RdfFormat, kind)) == statements("all.ttl", pyoxigraph.RdfFormat.TURTLE)


def test_an_export_loaded_elsewhere_is_the_same_graph(bundled_store: str, tmp_path: Path):
    kg("export", "--store", bundled_store, "-o", tmp_path / "all.ttl")
    assert kg("export", "--store", f"memory:{tmp_path / 'all.ttl'}").stdout == (tmp_path / "all.ttl").read_text()


def test_the_facts_profile_leaves_out_abstracts_only(bundled_store: str):
    full, facts = (kg("export", "--store", bundled_store, "--profile", profile).stdout for profile in ("full", "facts"))
    assert "schema:abstract" in full and "schema:abstract" not in facts
    assert facts.count("a schema:EducationEvent") == full.count("a schema:EducationEvent")


def test_a_base_moves_ids_and_nothing_else(bundled_store: str):
    moved = kg("export", "--store", bundled_store, "--base", "https://talks.example/").stdout
    assert "https://talks.example/id/talk/" in moved
    assert "https://w3id.org/talkgraph/id/" not in moved
    assert "https://w3id.org/talkgraph/ontology#" in moved


def test_a_rebuild_publishes_the_same(bundled_store: str, tmp_path: Path):
    store = f"oxigraph:{tmp_path / 'store'}"
    kg("ingest", "--store", store, "bundled:")
    assert kg("rebuild", "--store", store).returncode == 0
    assert kg("export", "--store", store).stdout == kg("export", "--store", bundled_store).stdout


def test_the_bundled_graph_has_no_violation_and_names_what_is_missing(bundled_store: str):
    done = kg("validate", "--store", bundled_store)
    assert done.returncode == 0
    assert "No date is stated" in done.stdout


def test_validate_says_1_for_a_file_with_a_violation(tmp_path: Path):
    (tmp_path / "bad.ttl").write_text(
        "@prefix tg: <https://w3id.org/talkgraph/ontology#> . @prefix schema: <https://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        '<https://example.org/t> a tg:Talk, schema:Event, schema:EducationEvent ; schema:startDate "2025-03-06T15:00:00"^^xsd:dateTime ; schema:endDate "2025-03-06T14:00:00"^^xsd:dateTime .\n'
    )
    done = kg("validate", "--format", "json", tmp_path / "bad.ttl")
    assert done.returncode == 1
    assert any(problem["severity"] == "violation" for problem in json.loads(done.stdout)["problems"])


def test_a_saved_query_takes_its_parameters(bundled_store: str):
    done = kg("query", "talks-of-speaker", "--param", "speaker=Qing Qu", "--format", "csv", "--store", bundled_store)
    assert "Harnessing Low-Dimensionality" in done.stdout
    wrong = kg("query", "talks-of-speaker", "--param", "talker=Qing Qu", "--store", bundled_store)
    assert wrong.returncode == 2 and "speaker" in wrong.stderr


def test_a_query_comes_from_standard_input(bundled_store: str):
    done = kg("query", "-", "--store", bundled_store, data="ASK { ?talk a <https://w3id.org/talkgraph/ontology#Talk> }")
    assert done.stdout.strip() == "true"


def test_counts_are_printed_for_people_and_programs(bundled_store: str):
    counted = json.loads(kg("stats", "--json", "--store", bundled_store).stdout)
    assert counted["documents"] >= 12 and counted["talks"] >= 20
    assert str(counted["talks"]) in kg("stats", "--store", bundled_store).stdout


def test_a_dry_run_makes_no_store(notice: Path, tmp_path: Path):
    done = kg("ingest", "--dry-run", "--store", f"oxigraph:{tmp_path / 'none'}", notice)
    assert done.returncode == 0 and "1 talk" in done.stderr
    assert not (tmp_path / "none").exists()
