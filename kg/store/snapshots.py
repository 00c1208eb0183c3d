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
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph

from kg.errors import StoreError, StoreMissing


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
        except FileNotFoundError:
            if layout.newest() == name:
                raise StoreError(f"The store at {layout.root} is damaged: its snapshot {name} is gone. Build it again with `kg ingest`.") from None
            continue
        fcntl.flock(hold, fcntl.LOCK_SH)
        if layout.newest() == name:
            return Snapshot(name, open_database(layout.snapshots / name, write=False), hold)
        hold.close()
    raise StoreMissing(f"No store at {layout.root}; run `kg ingest …` first or give --store.")


def open_database(path: Path, *, write: bool) -> pyoxigraph.Store:
    """The Oxigraph database in `path`. Raises StoreError where its files cannot be read."""
    try:
        return pyoxigraph.Store(str(path)) if write else pyoxigraph.Store.read_only(str(path))
    except (OSError, RuntimeError, ValueError) as error:
        reason = " ".join(str(error).split())[:300]
        raise StoreError(f"The store at {path} cannot be opened, its files are damaged or not readable: {reason}. Build it again with `kg ingest`.") from error


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


def recover(layout: Layout) -> None:
    """Clears what a killed writer left and makes the writer's database equal to the newest snapshot again."""
    shutil.rmtree(layout.aside, ignore_errors=True)
    if not layout.unfinished.exists() and layout.writer.exists():
        return
    layout.unfinished.touch()
    shutil.rmtree(layout.writer, ignore_errors=True)
    if (name := layout.newest()) is not None:
        copy = layout.root / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(layout.snapshots / name, copy, copy_function=_link_or_copy)
        os.rename(copy, layout.writer)
    layout.unfinished.unlink()


def _link_or_copy(source: str, target: str) -> None:
    """Tables of RocksDB are never changed, so a second name is enough; its other files are copied."""
    if source.endswith(".sst"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def switch(layout: Layout, engine: pyoxigraph.Store) -> None:
    """Makes a snapshot of `engine` the one that readers see, and removes old ones nobody reads."""
    number = 1 + max((int(path.name) for path in layout.snapshots.iterdir() if path.name.isdecimal()), default=0)
    number = max(number, 1 + int(layout.newest() or 0))
    name = f"{number:08d}"
    try:
        (layout.snapshots / f"{name}.lock").touch()
        engine.backup(str(layout.snapshots / name))
        link = layout.root / "current.new"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("snapshots") / name)
        os.replace(link, layout.current)
    except OSError as error:
        raise StoreError(f"The store at {layout.root} could not be published to its readers: {error}.") from error
    _sweep(layout, name)


def _sweep(layout: Layout, keep: str) -> None:
    for path in layout.snapshots.glob("*.lock"):
        if path.stem == keep:
            continue
        with open(path, "rb") as hold:
            try:
                fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                continue
            shutil.rmtree(layout.snapshots / path.stem, ignore_errors=True)
            path.unlink()
