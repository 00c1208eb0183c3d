"""A process that reads one document after another: `python -m kg.pipeline.reader`, started by `kg.pipeline.readers`.

On standard input a line of JSON and as many bytes as its `size` says; on standard output a line of JSON. It may use as
much memory as `MEMORY`; `retire` in an answer asks to be replaced, because it has grown.
"""

import json
import os
import resource
import sys
from dataclasses import asdict, replace

from kg.archive import Sighting
from kg.errors import SourceError
from kg.extract import extract
from kg.extract.form import to_form
from kg.pipeline.reading import UNFORESEEN, mark_of, read_as_seen, stored, unread

MEMORY, FAT = 4 << 30, 1 << 30
"""Bytes of address space that a process may have, and of memory after which it is replaced."""


def main() -> int:
    """Answers until standard input ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _say(out, {"ready": True})
    for line in sys.stdin.buffer:
        order = json.loads(line)
        answer = _answer(order, sys.stdin.buffer.read(order["size"]))
        _say(out, {**answer, "retire": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > FAT})
    return 0


def _answer(order: dict, data: bytes) -> dict:
    name = order["name"]
    try:
        return _read(order, data)
    except (MemoryError, RecursionError):
        error = SourceError(f"{name} takes more memory to read than a document may, and is left out: give a smaller part of it.")
    except (SourceError, *UNFORESEEN) as raised:
        error = unread(name, raised)
    return {"error": str(error), "exit_code": error.exit_code}


def _read(order: dict, data: bytes) -> dict:
    """What is kept of the document, or with `form` the JSON form that is printed."""
    sighting = Sighting(**order["sighting"])
    document = read_as_seen(data, sighting, order["max_bytes"])
    announcement = extract(document)
    if "form" in order:
        return {"form": to_form(document, announcement, source=order["name"], with_text=order["form"])}
    seen_as = mark_of(replace(sighting, key=document.key))
    return {"key": document.key, "reading": asdict(stored(document, announcement, seen_as))}


def _say(out, answer: dict) -> None:
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    sys.exit(main())
