"""The folder of an embedded store: one writer's database, snapshots of it, and the link to the newest.

    PATH/writer        the database of the one process that writes
    PATH/current       a link to the newest snapshot: what readers see, and the truth after a crash
    PATH/snapshots/N   hard-linked copies (Oxigraph's backup), never written to
    PATH/lock          held by the writer
    PATH/unfinished    there while the writer's database may be ahead of `current`
    PATH/aside         a bulk build under way
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph

from kg.errors import StoreError, StoreMissing

ADVICE = (
    "Run `kg rebuild`; if it fails too, remove the folders writer and snapshots in the store's folder and run it again:"
    " it reads the announcements that are kept in documents."
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one embedded store."""

    root: Path

    @property
    def writer(self) -> Path:
        return self.root / "writer"

    @property
    def current(self) -> Path:
        return self.root / "current"

    @property
    def snapshots(self) -> Path:
        return self.root / "snapshots"

    @property
    def unfinished(self) -> Path:
        return self.root / "unfinished"

    @property
    def aside(self) -> Path:
        return self.root / "aside"

    def newest(self) -> str | None:
        """The name of the snapshot that `current` leads to; None where nothing was ever committed."""
        try:
            return os.path.basename(os.readlink(self.current))
        except PermissionError as error:
            raise StoreError(f"The store at {self.root} cannot be read: {error.strerror}.") from error
        except OSError:
            return None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An open snapshot. While `hold`, a shared lock, is open, the writer does not remove its files."""

    name: str
    engine: pyoxigraph.Store
    hold: IO


def open_newest(layout: Layout) -> Snapshot:
    """The newest snapshot, open for reading. Raises StoreError where there is none or it cannot be read.

    A writer may switch and clean up between our look at the link and our lock, so the look is repeated until both agree.
    """
    while (name := layout.newest()) is not None:
        try:
            hold = open(layout.snapshots / f"{name}.lock", "rb")
            fcntl.flock(hold, fcntl.LOCK_SH)
        except FileNotFoundError:
            if layout.newest() == name:
                raise StoreError(f"The store at {layout.root} is damaged: its snapshot {name} is gone. {ADVICE}") from None
            continue
        except OSError as error:
            raise StoreError(f"The store at {layout.root} cannot be read: {error}.") from error
        if layout.newest() == name:
            return Snapshot(name, open_database(layout.snapshots / name, write=False), hold)
        hold.close()
    raise StoreMissing(f"No store at {layout.root}; run `kg ingest …` first or give --store.")


def open_database(path: Path, *, write: bool) -> pyoxigraph.Store:
    """The Oxigraph database in `path`. Raises StoreError where its files cannot be read."""
    try:
        return pyoxigraph.Store(str(path)) if write else pyoxigraph.Store.read_only(str(path))
    except (OSError, RuntimeError, ValueError) as error:
        reason = " ".join(str(error).split())[:300].rstrip(".")
        raise StoreError(f"The store at {path} cannot be opened, its files are damaged or not readable: {reason}. {ADVICE}") from error


def lock(layout: Layout) -> IO:
    """The writer's lock, held until closed or the process ends. Raises StoreError where another writer has it."""
    try:
        layout.snapshots.mkdir(parents=True, exist_ok=True)
        held = open(layout.root / "lock", "ab")
    except OSError as error:
        raise StoreError(f"The store at {layout.root} cannot be written: {error.strerror}.") from error
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        held.close()
        raise StoreError(f"The store at {layout.root} is locked: another process is writing to it; try again when it has ended.") from error
    return held


def open_writer(layout: Layout) -> pyoxigraph.Store:
    """The writer's database, equal to the newest snapshot.

    What a killed writer left is cleared. Of the database and the snapshot the one that can be opened takes the place of
    the one that was lost or damaged; where both are gone, the database is new and empty.
    """
    shutil.rmtree(layout.aside, ignore_errors=True)
    published = _opens(layout)
    if layout.unfinished.exists() or not layout.writer.exists():
        _restore(layout, published)
    try:
        engine = open_database(layout.writer, write=True)
    except StoreError:
        if not published:
            raise
        _restore(layout, published)
        engine = open_database(layout.writer, write=True)
    if not published and next(iter(engine), None) is not None:
        switch(layout, engine)
    return engine


def _opens(layout: Layout) -> bool:
    """Whether there is a newest snapshot that can be opened."""
    name = layout.newest()
    if name is None or not (layout.snapshots / f"{name}.lock").is_file():
        return False
    try:
        open_database(layout.snapshots / name, write=False)
    except StoreError:
        return False
    return True


def _restore(layout: Layout, published: bool) -> None:
    """Makes the writer's database equal to the newest snapshot; where that is damaged, the database stays as it is."""
    name = layout.newest()
    layout.unfinished.touch()
    if published or name is None:
        shutil.rmtree(layout.writer, ignore_errors=True)
    if published and name is not None:
        copy = layout.root / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(layout.snapshots / name, copy, copy_function=_link_or_copy)
        os.rename(copy, layout.writer)
    layout.unfinished.unlink()


@contextmanager
def writing(layout: Layout) -> Iterator[None]:
    """Says in a sentence what the system refuses while files of the store are written."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"The store at {layout.root} cannot be written: {error}.") from error


def _link_or_copy(source: str, target: str) -> None:
    """Tables of RocksDB are never changed, so a second name is enough; its other files are copied."""
    if source.endswith(".sst"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def switch(layout: Layout, engine: pyoxigraph.Store) -> None:
    """Makes a snapshot of `engine` the one that readers see, and removes old ones nobody reads."""
    try:
        taken = [layout.newest() or "", *(path.name for path in layout.snapshots.iterdir())]
        name = f"{1 + max((int(other) for other in taken if other.isdecimal()), default=0):08d}"
        (layout.snapshots / f"{name}.lock").touch()
        engine.backup(str(layout.snapshots / name))
        link = layout.root / "current.new"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("snapshots") / name)
        os.replace(link, layout.current)
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"The store at {layout.root} could not be published to its readers: {error}.") from error
    _sweep(layout, name)


def _sweep(layout: Layout, keep: str) -> None:
    """Removes the snapshots nobody reads; one that cannot be removed stays until the next time."""
    for path in layout.snapshots.glob("*.lock"):
        if path.stem == keep:
            continue
        with suppress(OSError), open(path, "rb") as hold:
            fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(layout.snapshots / path.stem, ignore_errors=True)
            path.unlink()
