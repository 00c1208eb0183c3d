"""`kg harvest` on the command line."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import KG
from tests.harvest.seminar import entries, publish
from tests.harvest.server import Site, serving


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess:
    environment = {**os.environ, "KG_DELAY": "0", "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    return subprocess.run([*KG, "harvest", *arguments], capture_output=True, text=True, timeout=120, cwd=cwd, env=environment)


def test_without_sources_it_says_where_to_put_one(tmp_path):
    (tmp_path / "data" / "sources").mkdir(parents=True)
    done = run(cwd=tmp_path)
    assert done.returncode == 0 and "There is no source in data/sources: copy an example" in done.stderr
    assert not (tmp_path / "build").exists()
    done = run("--json", cwd=tmp_path)
    assert json.loads(done.stdout)["sources"] == []


def test_the_sources_that_come_along_are_examples_only(tmp_path):
    done = run(cwd=tmp_path)
    assert done.returncode == 0 and "There is no source in" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["nothing"], "There is no source nothing in sources; there are: seminar."),
        (["--sources", "elsewhere"], "There is no folder elsewhere"),
    ],
)
def test_what_is_not_there_is_wrong_use(tmp_path, arguments, reason):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "seminar.toml").write_text('address = "http://127.0.0.1:9/"\n')
    done = run(*(arguments if "--sources" in arguments else ["--sources", "sources", *arguments]), cwd=tmp_path)
    assert done.returncode == 2 and reason in done.stderr


def test_a_source_that_is_wrongly_written_is_one_sentence(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "seminar.toml").write_text('adress = "http://127.0.0.1:9/"\n')
    done = run("--sources", "sources", cwd=tmp_path)
    assert done.returncode == 2 and "address" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "build").exists()


def test_each_source_is_told_of_and_one_that_fails_makes_the_code_3(tmp_path):
    (tmp_path / "sources").mkdir()
    with serving(Site()) as site:
        publish(site, entries(2), with_others=False)
        (tmp_path / "sources" / "seminar.toml").write_text(f'address = "{site.address}/"\n')
        (tmp_path / "sources" / "dead.toml").write_text('address = "http://127.0.0.1:9/"\n')
        done = run("--sources", "sources", "--json", cwd=tmp_path)
        assert done.returncode == 3
        report = json.loads(done.stdout)
        assert [(one["name"], one["exit_code"]) for one in report["sources"]] == [("dead", 3), ("seminar", 0)]
        assert report["published"] == 2 and report["changed"] and not report["dry_run"]
        again = run("--sources", "sources", "seminar", cwd=tmp_path)
        assert again.returncode == 0
        assert "seminar: 3 pages asked, 3 unchanged." in again.stderr and "2 talks are published." in again.stderr
        assert site.counted() == {200: 3, 304: 3}
