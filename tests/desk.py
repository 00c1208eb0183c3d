"""A desk to work at: a folder for announcements, and a store with its archive."""

from dataclasses import dataclass
from pathlib import Path

from kg import fetch
from kg.archive import Archive
from kg.config import Config
from kg.formats import write
from kg.pipeline import IngestReport, ingest, rebuild
from kg.store import Store


def notice(title: str = "Knots without ends", **facts: str) -> str:
    """An announcement of one talk in labelled lines; what is None is left out."""
    said = {
        "Title": title,
        "Speaker": "Ada Byron (University of Oslo)",
        "Date": "Thursday, 20 February 2025",
        "Time": "9:00-9:45",
        "Location": "Room 7",
    } | facts
    return "".join(f"{label}: {value}\n" for label, value in said.items() if value is not None)


@dataclass
class Desk:
    """Announcements in a folder, and the store they go to."""

    folder: Path
    config: Config
    store: Store
    archive: Archive

    def write(self, name: str, text: str | bytes) -> Path:
        """Puts an announcement into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def ingest(self, *sources: Path | str, url: str | None = None, **options) -> IngestReport:
        """Ingests sources; without any, the whole folder."""
        arguments = [str(source) for source in sources or (self.folder,)]
        found = list(fetch.all_sources(arguments, self.config, url=url))
        return ingest(found, self.store, self.archive, self.config, **options)

    def rebuild(self) -> IngestReport:
        """Rebuilds the store."""
        return rebuild(self.store, self.archive, self.config)

    def export(self) -> str:
        """The published graph as Turtle."""
        return write((quad.triple for quad in self.store.quads(self.store.published)), "turtle").decode()

    def everything(self) -> set[str]:
        """Every statement of every graph."""
        return set(map(str, self.store.quads()))

    def files(self) -> dict[str, bytes]:
        """Every file of the archive."""
        root = Path(self.config.store.partition(":")[2]) / "documents"
        return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    def ask(self, pattern: str, *names: str) -> list[tuple[str, ...]]:
        """The answers to a pattern over the published graph, sorted."""
        prologue = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
        rows = self.store.query(f"{prologue}SELECT DISTINCT {' '.join(f'?{name}' for name in names)} WHERE {{ {pattern} }}")
        return sorted(tuple("" if row[name] is None else row[name].value for name in names) for row in rows)

    def titles(self) -> list[str]:
        """The titles of the published talks."""
        return [title for (title,) in self.ask("?talk a tg:Talk ; schema:name ?title", "title")]


PREFIXES = {
    "tg": "https://w3id.org/talkgraph/ontology#",
    "schema": "https://schema.org/",
    "pro": "http://purl.org/spar/pro/",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
