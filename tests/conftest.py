"""What the tests share: where the reference material is, a browser, and a skip that says what to install."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
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
