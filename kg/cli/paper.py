"""How text is set for a person at a terminal: colours where it has them, hostile signs made visible, long text folded."""

import os
import shutil
import sys
import unicodedata
from dataclasses import dataclass

import click

_SILENT = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}
_BLANK = {"\t", "\u00a0", "\u202f", "\u2007", "\u2028", "\u2029", "\n", "\r"}
_HARMFUL = ("Cc", "Cf", "Cs", "Co", "Cn")
WIDTH = 100


def visible(text: str) -> str:
    r"""The text on one line, without anything that a terminal would obey: controls, escapes, changes of direction.

    >>> visible("a\x1b[2Jb\u202ec")
    'a\\x1b[2Jb\\u202ec'
    """
    return "".join(_sign(sign) for sign in text)


def _sign(sign: str) -> str:
    if sign.isascii() and sign.isprintable():
        return sign
    if sign in _BLANK:
        return " "
    if sign in _SILENT:
        return ""
    return sign.encode("unicode_escape").decode() if unicodedata.category(sign) in _HARMFUL else sign


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning and its end with the number of signs between them."""
    if len(text) <= longest:
        return text
    head, tail = longest * 2 // 3, longest // 6
    return f"{text[:head].rstrip()} …({len(text) - head - tail:,} more)… {text[-tail:].lstrip()}"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed on: with colours or without, and how wide."""

    colour: bool = False
    width: int = WIDTH

    def styled(self, text: str, **style) -> str:
        """The text in a style where there are colours, else as it is."""
        return click.style(text, **style) if self.colour else text

    def dim(self, text: str) -> str:
        """Text that matters less."""
        return self.styled(text, dim=True)

    def strong(self, text: str) -> str:
        """Text that is looked for."""
        return self.styled(text, bold=True)

    def warning(self, text: str) -> str:
        """Text that asks for a second look."""
        return self.styled(text, fg="yellow", bold=True)


def paper() -> Paper:
    """What standard output is: colours on a terminal, unless NO_COLOR or TERM=dumb says otherwise."""
    terminal = sys.stdout.isatty()
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Paper(colour, max(40, shutil.get_terminal_size((WIDTH, 24)).columns) if terminal else WIDTH)
