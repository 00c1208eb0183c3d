"""Settings, read once from the environment, and where the packaged files are.

| variable | is | default |
|---|---|---|
| KG_STORE | the store used where `--store` is not given | oxigraph:build/store |
| KG_DATA | where stored texts are kept, for a store that cannot hold them beside it | build/documents |
| KG_BASE_IRI | the address all ids start with | https://w3id.org/talkgraph/ |
| KG_MAX_BYTES | the largest source that is read, in bytes | 20000000 |
| KG_DELAY | the pause between two requests to one web server, in seconds | 0.5 |
| KG_UPDATE | the SPARQL update address of a remote store | `update` beside the query address |
| KG_GRAPH_STORE | the Graph Store Protocol address of a remote store | `store` beside the query address |
| KG_USER, KG_PASSWORD | the credentials of a remote store | none |
| KG_TIMEOUT | how long a remote store may take to answer, in seconds | 60 |
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
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
    delay: float = 0.5
    update: str | None = None
    graph_store: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: int = 60


def from_environment(environment: Mapping[str, str] = os.environ) -> Config:
    """The settings that `environment` states; what it leaves out has its default. Raises UsageError."""
    default = Config()
    base = environment.get("KG_BASE_IRI", default.base_iri)
    check_base("KG_BASE_IRI", base)
    return Config(
        store=environment.get("KG_STORE", default.store),
        data=Path(environment.get("KG_DATA", str(default.data))),
        base_iri=base,
        max_bytes=_count(environment, "KG_MAX_BYTES", default.max_bytes, "bytes"),
        delay=_seconds(environment, "KG_DELAY", default.delay),
        update=environment.get("KG_UPDATE") or None,
        graph_store=environment.get("KG_GRAPH_STORE") or None,
        user=environment.get("KG_USER") or None,
        password=environment.get("KG_PASSWORD") or None,
        timeout=_count(environment, "KG_TIMEOUT", default.timeout, "seconds"),
    )


def _count(environment: Mapping[str, str], name: str, default: int, unit: str) -> int:
    text = environment.get(name, str(default))
    if not (text.isascii() and text.isdecimal() and len(text) <= 12) or int(text) == 0:
        raise UsageError(f"{name} is {text[:40]!r}: it must be a whole number of {unit} above 0, of at most 12 digits.")
    return int(text)


def _seconds(environment: Mapping[str, str], name: str, default: float) -> float:
    text = environment.get(name, str(default))
    if not re.fullmatch(r"\d{1,4}(?:\.\d{1,3})?", text, re.ASCII):
        raise UsageError(f"{name} is {text[:40]!r}: it must be a number of seconds from 0 to 9999, such as 0.5.")
    return float(text)


_BASE = re.compile(r"""https?://[^\s<>"{}|\\^`\x00-\x20#?]+/""")


def check_base(name: str, base: str) -> None:
    """Raises UsageError unless `base` can start the address of every id; `name` says where it was given."""
    if not _BASE.fullmatch(base):
        raise UsageError(f"{name} is {base[:200]!r}: it must be an http(s) address that ends in '/'.")


def resource(name: str) -> Path:
    """The folder of packaged files called `name` (ontology, shapes, data), in a checkout or an installed wheel."""
    installed = PACKAGE / "resources" / name
    return installed if installed.is_dir() else PACKAGE.parent / name
