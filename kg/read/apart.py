"""Binary files taken apart in a process of its own, with bounds on its memory and its work: a file that breaks or holds
up the library which reads it breaks that process and nothing else."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.read.sniffing import TooMuch

_WORKERS = Path(__file__).parent / "workers"
PATIENCE = 600
"""Seconds after which a process that neither works nor ends is given up; one that works is bounded by its own count."""


def taken_apart(worker: str, data: bytes, *, noun: str) -> Iterator[Any]:
    """The values that the worker of this name writes of `data`.

    Raises TooMuch with the worker's own words where it refuses the file, and where the file is more than it can hold
    or stops it; `noun` names the kind of file ('a PDF').
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_WORKERS / f"{worker}.py")],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TooMuch(_broken(noun)) from error
    values = [json.loads(line) for line in done.stdout.splitlines()] if done.returncode == 0 else []
    if not values:
        raise TooMuch(_broken(noun))
    for value in values:
        if isinstance(value, dict) and "refused" in value:
            raise TooMuch(value["refused"])
        yield value


def _broken(noun: str) -> str:
    return f"is damaged, or takes more memory or work than {noun} of an announcement does: save it anew, or give its text."
