"""The wheel, installed in an environment of its own, does the whole job from another folder."""

import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT, missing


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `kg` of a fresh environment that holds only the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT])
    run([sys.executable, "-m", "venv", folder / "venv"])
    locked = re.findall(r"^([\w.-]+==[^\s;\\]+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    (folder / "versions").write_text("\n".join(locked))
    (wheel,) = folder.glob("*.whl")
    install = [folder / "venv/bin/python", "-m", "pip", "install", "--quiet", "--constraint", folder / "versions", wheel]
    if subprocess.run(install, capture_output=True).returncode:
        missing("the wheel's dependencies cannot be installed here: is there a package index?")
    return folder / "venv/bin/kg"


def run(command: list, folder: Path | None = None) -> subprocess.CompletedProcess:
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return done


def test_the_wheel_builds_a_graph_answers_and_serves(installed: Path, tmp_path: Path):
    report = run([installed, "ingest", "bundled:"], tmp_path)
    assert "violation" not in report.stderr.lower() or "0 violations" in report.stderr
    answer = run([installed, "query", "joint-series", "--format", "csv"], tmp_path)
    assert "Columbia-NYU Joint FE Colloquium" in answer.stdout
    assert run([installed, "validate"], tmp_path).returncode == 0
    server = subprocess.Popen([installed, "serve", "--port", "0"], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+", server.stderr.readline())[0]
        assert "Qing Qu" in httpx.get(address + "people").text
        assert httpx.get(address + "static/site.css").status_code == 200
        assert httpx.get(address + "ontology").status_code == 200
    finally:
        server.terminate()
        server.wait(timeout=30)
