"""Desks with stores of either kind."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.archive import open_archive
from kg.config import Config
from kg.store import open_store
from tests.desk import Desk


@pytest.fixture
def new_desk(tmp_path):
    """Makes desks, each with a store and a folder of its own; all are cleared away in the end."""
    made = []

    def make(kind: str = "oxigraph", folder: Path | None = None) -> Desk:
        place = tmp_path / f"desk{len(made)}"
        config = replace(Config(), store=f"oxigraph:{place}/store" if kind == "oxigraph" else "memory:")
        desk = Desk(folder or place / "announcements", config, open_store(config.store, write=True, config=config), open_archive(config))
        desk.folder.mkdir(parents=True, exist_ok=True)
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.store.close()


@pytest.fixture(params=["oxigraph", "memory"])
def desk(request, new_desk) -> Desk:
    """A desk whose store is in a folder, and one whose store is in memory."""
    return new_desk(request.param)
