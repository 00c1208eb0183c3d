"""Processes that read documents, or check parts of a graph, side by side. One that hangs or dies costs its document and nothing else."""

import json
import os
import selectors
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from kg.errors import FetchError, SourceError

ROOT = Path(__file__).resolve().parent.parent.parent
START, SECONDS, SECONDS_PER_MEGABYTE = 60.0, 60.0, 60.0
"""How long a process may take to start, and for one document; the slowest layout known takes 40 seconds a megabyte."""
PYTHON = [sys.executable, "-P", "-m"]
PROGRAM = [*PYTHON, "kg.pipeline.reader"]
AHEAD = 8
"""Documents that wait for each process."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read: what it is `about` to whoever asks, its name in errors, its bytes, and how to read it.

    Where `order` is empty there is nothing to do, and `answer` is the answer.
    """

    about: Any
    name: str = ""
    data: bytes = b""
    order: dict[str, Any] = field(default_factory=dict)
    answer: Any = None


def answers(jobs: Iterable[Job], number: int | None = None, program: list[str] | None = None) -> Iterator[tuple[Any, Any]]:
    """What each job is about with its answer, in the order of the jobs: a dict, or the SourceError that stands for it.

    `number` is that of the processes, by default one for each processor this process may use. They are ended when the
    last answer is taken or none is wanted any more. `program` is what they run, by default the reader of documents.
    """
    number = number or len(os.sched_getaffinity(0))
    readers = [_Reader(program or PROGRAM) for _ in range(number)]
    idle: SimpleQueue[_Reader] = SimpleQueue()
    for reader in readers:
        idle.put(reader)

    def read(job: Job) -> dict | SourceError:
        reader = idle.get()
        try:
            return reader.ask(job)
        finally:
            idle.put(reader)

    executor = ThreadPoolExecutor(number)
    waiting: deque[tuple[Job, Future | None]] = deque()
    try:
        for job in jobs:
            waiting.append((job, executor.submit(read, job) if job.order else None))
            while len(waiting) > AHEAD * number or (waiting and _is_done(waiting[0])):
                yield _taken(waiting.popleft())
        while waiting:
            yield _taken(waiting.popleft())
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for reader in readers:
            reader.stop()


def _is_done(waiting: tuple[Job, Future | None]) -> bool:
    return waiting[1] is None or waiting[1].done()


def _taken(waiting: tuple[Job, Future | None]) -> tuple[Any, Any]:
    job, future = waiting
    return job.about, job.answer if future is None else future.result()


class _Reader:
    """One process (see `kg.pipeline.reader` and `kg.pipeline.checker`), started when it is first asked and again after it has ended."""

    def __init__(self, program: list[str]) -> None:
        self._program = program
        self._process: subprocess.Popen | None = None
        self._stopped = False
        self._rest = b""

    def ask(self, job: Job) -> dict | SourceError:
        """The answer to a job; an error in its place where the document cannot be read, or is the end of the process."""
        seconds = SECONDS + SECONDS_PER_MEGABYTE * len(job.data) / 1e6
        try:
            process = self._running()
            deadline = time.monotonic() + seconds
            process.stdin.write(json.dumps({**job.order, "size": len(job.data), "name": job.name}).encode() + b"\n" + job.data)
            process.stdin.flush()
            answer = json.loads(self._line(process, deadline))
        except TimeoutError:
            self.end()
            return SourceError(f"{job.name} was not read in {seconds:.0f} seconds and is left out: give a smaller part of it.")
        except (OSError, EOFError, ValueError):
            self.end()
            return SourceError(f"{job.name} brought the process that read it to an end and is left out: give its text in another format.")
        if answer.pop("retire", False):
            self.end()
        if "error" in answer:
            return (FetchError if answer["exit_code"] == FetchError.exit_code else SourceError)(answer["error"])
        return answer

    def _running(self) -> subprocess.Popen:
        if self._stopped:
            raise EOFError
        if self._process is None or self._process.poll() is not None:
            self.end()
            path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
            # A session of its own: Ctrl-C is for the process that the user started, which then ends this one.
            self._process = subprocess.Popen(
                self._program,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,
            )
            self._line(self._process, time.monotonic() + START)
        return self._process

    def _line(self, process: subprocess.Popen, deadline: float) -> bytes:
        pieces = [self._rest]
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while b"\n" not in pieces[-1]:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise TimeoutError
                pieces.append(os.read(process.stdout.fileno(), 1 << 20))
                if not pieces[-1]:
                    raise EOFError
        line, _, self._rest = b"".join(pieces).partition(b"\n")
        return line

    def stop(self) -> None:
        """Ends the process for good."""
        self._stopped = True
        self.end()

    def end(self) -> None:
        """Ends the process at once, whatever it does; the next job starts another."""
        process, self._process, self._rest = self._process, None, b""
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                try:
                    pipe.close()
                except OSError:
                    pass  # what was not yet written to a process that is dead
