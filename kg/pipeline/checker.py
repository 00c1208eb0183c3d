"""A process that checks one part of a graph after another: `python -m kg.pipeline.checker`, started by `kg.pipeline.readers`.

On standard input a line of JSON, which names the nodes to check, and as many bytes of N-Triples as its `size` says; on
standard output a line of JSON with the problems.
"""

import json
import os
import sys

from kg.errors import UsageError
from kg.validate.wire import checked


def main() -> int:
    """Answers until standard input ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _say(out, {"ready": True})
    for line in sys.stdin.buffer:
        order = json.loads(line)
        data = sys.stdin.buffer.read(order["size"])
        try:
            _say(out, {"problems": checked(data, order["focus"])})
        except UsageError as error:
            _say(out, {"error": str(error), "exit_code": error.exit_code})
    return 0


def _say(out, answer: dict) -> None:
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    sys.exit(main())
