"""TOML from strangers, refused before it costs more than it is worth."""

import re
import tomllib
from typing import Any

DEEPEST = 20
"""Parts that a dotted key or the name of a table may have: the parser's cost grows with the square of them, and 40,000
of them in 80 kB took 3.4 GB."""
_PART = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.){0,100}+"|'[^'\n]{0,100}+')"""
_DOTTED = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{DEEPEST}}}")


def toml_of(text: str) -> dict[str, Any]:
    """What a TOML text states. Raises tomllib.TOMLDecodeError, whatever is wrong with it."""
    deep = _DOTTED.search(text)
    if deep:
        raise tomllib.TOMLDecodeError(f"a key of more than {DEEPEST} parts with dots between them (at line {text.count(chr(10), 0, deep.start()) + 1})")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError as error:
        raise tomllib.TOMLDecodeError("it nests too deep") from error
    except ValueError as error:
        raise tomllib.TOMLDecodeError("a number in it has more digits than are read") from error
