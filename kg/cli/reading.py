"""How the verbs that read announcements come from a SOURCE to a document."""

from kg.config import Config
from kg.fetch import Source
from kg.model.document import Document
from kg.read import read


def document_of(source: Source, config: Config) -> Document:
    """The document that a source holds. Raises SourceError where it cannot be fetched or read."""
    loaded = source.load()
    return read(
        loaded.data,
        key=source.key,
        media_type=loaded.media_type,
        charset=loaded.charset,
        address=loaded.address or source.address,
        retrieved=loaded.retrieved,
        max_bytes=config.max_bytes,
    )
