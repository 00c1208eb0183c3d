"""A site, and a desk that harvests it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from kg.archive import open_archive
from kg.config import Config
from kg.fetch import Pace, Web
from kg.model.source import SourceSettings
from kg.pipeline import HarvestReport, harvest
from kg.store import open_store
from tests.desk import Desk
from tests.harvest.server import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    """A site without pages."""
    with serving(Site()) as one:
        yield one


@pytest.fixture
def desk(tmp_path) -> Iterator[Desk]:
    """A store in a folder."""
    config = replace(Config(), store=f"oxigraph:{tmp_path}/store", delay=0.0)
    one = Desk(tmp_path / "announcements", config, open_store(config.store, write=True, config=config), open_archive(config))
    yield one
    one.store.close()


@pytest.fixture
def gather(desk: Desk, site: Site) -> Callable[..., HarvestReport]:
    """Harvests the site, or the sources given."""

    def run(*sources: SourceSettings, **options) -> HarvestReport:
        web = Web(desk.config, Pace(longest=5.0, delay=0.0, most_delay=0.2, most_wait=1.0))
        chosen = sources or (SourceSettings("seminar", f"{site.address}/"),)
        try:
            return harvest(chosen, desk.store, desk.archive, desk.config, web=web, **options)
        finally:
            web.close()

    return run
