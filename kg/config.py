"""Settings, read once from the environment, and where the packaged files are.

| variable | is | default |
|---|---|---|
| KG_STORE | the store used where `--store` is not given | oxigraph:build/store |
| KG_DATA | where stored texts are kept, for a store that cannot hold them beside it | build/documents |
| KG_BASE_IRI | the address all ids start with | https://w3id.org/talkgraph/ |
| KG_MAX_BYTES | the largest source that is read, in bytes | 20000000 |
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError

PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one run."""

    store: str = "oxigraph:build/store"
    data: Path = Path("build/documents")
    base_iri: str = "https://w3id.org/talkgraph/"
    max_bytes: int = 20_000_000


def from_environment(environment: Mapping[str, str] = os.environ) -> Config:
    """The settings that `environment` states; what it leaves out has its default. Raises UsageError."""
    default = Config()
    base = environment.get("KG_BASE_IRI", default.base_iri)
    if not base.startswith(("http://", "https://")) or base[-1] not in "/#":
        raise UsageError(f"KG_BASE_IRI is {base!r}: it must be an http(s) address that ends in '/' or '#'.")
    size = environment.get("KG_MAX_BYTES", str(default.max_bytes))
    if not size.isdecimal() or int(size) == 0:
        raise UsageError(f"KG_MAX_BYTES is {size!r}: it must be a whole number of bytes above 0.")
    return Config(
        store=environment.get("KG_STORE", default.store),
        data=Path(environment.get("KG_DATA", str(default.data))),
        base_iri=base,
        max_bytes=int(size),
    )


def resource(name: str) -> Path:
    """The folder of packaged files called `name` (ontology, shapes, data), in a checkout or an installed wheel."""
    installed = PACKAGE / "resources" / name
    return installed if installed.is_dir() else PACKAGE.parent / name
