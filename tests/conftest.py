"""What the tests share: where the reference material is, a browser, and a skip that says what to install."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).resolve().parent.parent
KG = (sys.executable, "-m", "kg")
"""The command, in the interpreter that runs the tests."""

SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))


def missing(what: str) -> None:
    """Skips the test because `what` is not here; with KG_REQUIRE_ALL=1 it fails instead."""
    if os.environ.get("KG_REQUIRE_ALL") == "1":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference announcements that stand beside the project, not in it."""
    if not SHARED.is_dir():
        missing(f"the reference announcements are not at {SHARED}; set KG_SHARED to their folder")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    missing("no Chromium here; install the package 'chromium'")
    raise AssertionError


@pytest.fixture(scope="session")
def bundled_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The location of a store built from the bundled announcements by the command itself."""
    location = f"oxigraph:{tmp_path_factory.mktemp('bundled') / 'store'}"
    done = subprocess.run([*KG, "ingest", "--store", location, "bundled:"], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return location


@contextmanager
def served(location: str) -> Iterator[str]:
    """The address of a `kg serve` over the store at `location`, on a free port, while the block runs."""
    server = subprocess.Popen([*KG, "serve", "--port", "0", "--store", location], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        for line in server.stderr:
            if found := re.search(r"http://\S+?/(?=\s)", line):
                # The rest of the log is read away, or the server would block on a full pipe.
                Thread(target=server.stderr.read, daemon=True).start()
                yield found[0].rstrip("/")
                return
        pytest.fail("kg serve ended before it served")
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(scope="session")
def site(bundled_store: str) -> Iterator[str]:
    """The address of the web site over the bundled announcements, without a slash at its end."""
    with served(bundled_store) as address:
        yield address


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """With KG_REQUIRE_ALL=1 a skipped test is a failed one: where everything is there to run it, it must run."""
    report = yield
    if os.environ.get("KG_REQUIRE_ALL") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and KG_REQUIRE_ALL=1 lets no test be skipped: {report.longrepr}"
    return report
