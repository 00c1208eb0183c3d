"""Shelves: where named bytes are kept, in a folder or in memory."""

import os
import tempfile
from pathlib import Path
from typing import Protocol

from kg.errors import StoreError


class Shelf(Protocol):
    """Where named bytes are kept."""

    def get(self, name: str) -> bytes | None:
        """The bytes kept under a name; None where there are none."""

    def put(self, name: str, data: bytes) -> None:
        """Keeps bytes under a name: whole or not at all."""

    def drop(self, name: str) -> None:
        """Forgets a name; one that is not kept is no error."""

    def names(self, beginning: str) -> tuple[str, ...]:
        """The names at the top that begin so, sorted."""


class Folder:
    """A shelf in a folder. A file is written beside its place and renamed, so that it is whole whenever it is seen."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def get(self, name: str) -> bytes | None:
        """The bytes of a file."""
        try:
            return (self.root / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise StoreError(f"The archive cannot read {self.root / name}: {error.strerror}.") from error

    def put(self, name: str, data: bytes) -> None:
        """Writes a file."""
        path = self.root / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(data)
                os.replace(temporary, path)
            except OSError:
                os.unlink(temporary)
                raise
        except OSError as error:
            raise StoreError(f"The archive cannot write {path}: {error.strerror}.") from error

    def drop(self, name: str) -> None:
        """Removes a file."""
        try:
            (self.root / name).unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"The archive cannot remove {self.root / name}: {error.strerror}.") from error

    def names(self, beginning: str) -> tuple[str, ...]:
        """The names of files at the top."""
        return tuple(sorted(path.name for path in self.root.glob(f"{beginning}*") if path.is_file()))


class Memory:
    """A shelf that lasts as long as the program."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        """The bytes kept under a name."""
        return self._kept.get(name)

    def put(self, name: str, data: bytes) -> None:
        """Keeps bytes."""
        self._kept[name] = data

    def drop(self, name: str) -> None:
        """Forgets a name."""
        self._kept.pop(name, None)

    def names(self, beginning: str) -> tuple[str, ...]:
        """The names at the top that begin so."""
        return tuple(sorted(name for name in self._kept if name.startswith(beginning) and "/" not in name))


class Overlay(Memory):
    """A shelf before another: what is put here hides what is there, and leaves it as it is."""

    def __init__(self, below: Shelf) -> None:
        super().__init__()
        self._below = below

    def get(self, name: str) -> bytes | None:
        """The bytes kept here, else those kept below."""
        own = super().get(name)
        return self._below.get(name) if own is None else own
