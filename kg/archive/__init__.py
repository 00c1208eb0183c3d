"""The bytes, the texts and the readings of document versions, and the catalogue that says which of them count.

Everything is kept under the hash of its content and never changed, so a file that nothing refers to is harmless. The one
thing that changes is which catalogue counts, and that is said by the store, in the same transaction as the statements
made from it: a run that is killed leaves the store and its catalogue as they were. What does not fit the hash it is kept
under counts as lost.

    DOC/bytes                   the bytes of a document version; DOC is the first 16 hex digits of their SHA-256
    DOC/reading-HASH.json       what a version of the program read from them: stored text and announcement
    ahead-DOC-HASH              the name of a reading that an unfinished run made already
    checked-HASH                the problems that an unfinished run found in a part of the graph already
    catalogue-HASH.json         the versions, the keys they were found at, the reading that counts, and the addresses asked
    current                     the hash of the catalogue that counts, for readers, who do not ask the store
"""

from kg.archive.archive import Archive, open_archive
from kg.archive.catalogue import Address, Catalogue, Sighting, StoredReading, Version, text_rights
from kg.archive.shelves import Folder, Memory, Overlay, Shelf

__all__ = [
    "Address",
    "Archive",
    "Catalogue",
    "Folder",
    "Memory",
    "Overlay",
    "Shelf",
    "Sighting",
    "StoredReading",
    "Version",
    "open_archive",
    "text_rights",
]
