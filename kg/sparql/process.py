"""One worker process as its parent sees it: started, asked with a deadline, killed."""

import json
import os
import selectors
import subprocess
import sys
import time
from pathlib import Path

from kg import errors
from kg.errors import QueryTimeout, QueryTooLarge, StoreError

ROOT = Path(__file__).resolve().parent.parent.parent
START = 60.0
"""Seconds a worker may take to open the store; a large `memory:` file takes long."""


class Worker:
    """A running worker process; after any error but a refusal it is dead and must be replaced."""

    def __init__(self, arguments: dict) -> None:
        self._arguments = arguments
        self._process: subprocess.Popen | None = None
        self._rest = b""

    def ask(self, request: dict, seconds: float) -> tuple[str, bytes]:
        """The media type and the bytes of an answer within so many seconds.

        Raises the error that the worker says, QueryTimeout, and QueryTooLarge where the process died of the query.
        """
        process = self._running()
        deadline = time.monotonic() + seconds
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            head = json.loads(self._take_line(process, deadline))
            body = self._take(process, head.get("size", 0), deadline)
        except TimeoutError as error:
            self.kill()
            raise QueryTimeout(f"The query was stopped after {seconds:g} seconds; ask for less, or with LIMIT.") from error
        except (OSError, EOFError) as error:
            self.kill()
            raise QueryTooLarge("The query was stopped: it needs more memory than it may have, or nests too deeply.") from error
        if head["retire"]:
            self.kill()
        if "error" in head:
            raise _error(head)
        return head["media_type"], body

    def _running(self) -> subprocess.Popen:
        """The process, started anew where it has ended. Raises StoreError where the store cannot be opened."""
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.kill()
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        process = self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.sparql.worker", json.dumps(self._arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        try:
            head = json.loads(self._take_line(process, time.monotonic() + START))
        except (TimeoutError, OSError, EOFError) as error:
            self.kill()
            raise StoreError(f"The store {self._arguments['location']} could not be opened for queries.") from error
        if "error" in head:
            self.kill()
            raise _error(head)
        return process

    def _take_line(self, process: subprocess.Popen, deadline: float) -> bytes:
        while b"\n" not in self._rest:
            self._rest += self._read(process, deadline)
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def _take(self, process: subprocess.Popen, size: int, deadline: float) -> bytes:
        pieces, missing = [self._rest[:size]], size - len(self._rest)
        self._rest = self._rest[size:]
        while missing > 0:
            piece = self._read(process, deadline)
            pieces.append(piece[:missing])
            self._rest = piece[missing:]
            missing -= len(piece)
        return b"".join(pieces)

    def _read(self, process: subprocess.Popen, deadline: float) -> bytes:
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
        piece = os.read(process.stdout.fileno(), 1 << 20)
        if not piece:
            raise EOFError
        return piece

    def kill(self) -> None:
        """Ends the process at once, whatever it does."""
        process, self._process, self._rest = self._process, None, b""
        if process is not None:
            process.kill()
            process.wait()
            process.stdin.close()
            process.stdout.close()


def _error(head: dict) -> errors.TalkgraphError:
    kind = getattr(errors, head["error"], errors.QueryError)
    return kind(head["message"])
