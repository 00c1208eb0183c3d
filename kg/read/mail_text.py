"""The words of a mail: what it says itself, what it quotes or forwards, and its signature."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.model.document import Line
from kg.read.draft import TEXT, Draft, Place
from kg.read.plain import add_words, read_plain
from kg.text.language import words
from kg.text.words import fold

_QUOTE = re.compile(r"[ \t]?(?:>[ \t]?)+")
_SIGNATURE = "-- "
_HEADER = re.compile(r"[*_>\s]{0,4}([^\W\d_][^\W\d_ -]{0,12}(?:[ -][^\W\d_]{1,10}){0,2})[ \t\u00a0]?[*_]{0,2}:[*_]{0,2}(?:\s|$)")
_BORDER = re.compile(r"\s*[-_–—]{3,}[^-_\n]{0,60}(?:[-_–—]{2,}\s*)?$")


def add_text(text: str, draft: Draft) -> None:
    """Adds the plain text of a mail: what it quotes is marked so, and what follows its signature mark is its footer.

    Whom a mail that it forwards went to is left out.
    """
    own: list[str] = []
    lines = _without_receivers(text.split("\n"))
    for number, line in enumerate(lines):
        quote = _QUOTE.match(line)
        if not quote and line != _SIGNATURE and line != _SIGNATURE.strip():
            own.append(line)
            continue
        if own:
            read_plain("\n".join(own), draft)
            own = []
        if not quote:
            draft.end_block()
            read_plain("\n".join(lines[number:]), draft, Place("footer"))
            return
        _add_quote(line, quote, draft)
    read_plain("\n".join(own), draft, TEXT)


def _add_quote(line: str, quote: re.Match, draft: Draft) -> None:
    place = Place("quote", quote[0].count(">"))
    if not line[quote.end() :].strip():
        draft.verbatim(line, place)
        draft.end_block()
        return
    draft.marker(quote[0], place)
    add_words(line[quote.end() :], draft, place)
    draft.end_line()


def unflowed(text: str, *, spaces_go: bool) -> str:
    """A text of format=flowed (RFC 3676) with each paragraph in one line; `spaces_go` is its parameter DelSp.

    >>> unflowed("A talk about \\nknots.\\n> It was \\n> long.\\n-- \\nAda", spaces_go=False)
    'A talk about knots.\\n> It was long.\\n-- \\nAda'
    """
    done: list[str] = []
    depth, flows = 0, False
    for line in text.split("\n"):
        body = line.lstrip(">")
        level = len(line) - len(body)
        body = body.removeprefix(" ")
        if flows and level == depth and body != _SIGNATURE:
            done[-1] = (done[-1][:-1] if spaces_go else done[-1]) + body
        else:
            done.append(">" * level + (" " if level else "") + body)
        depth, flows = level, body.endswith(" ") and body != _SIGNATURE
    return "\n".join(done)


@cache
def _headers() -> dict[str, str]:
    return {fold(word): name for name in ("to", "from", "sent", "subject") for word in words("mail", name)}


def _header_of(line: str) -> str | None:
    found = _HEADER.match(line)
    return _headers().get(fold(found[1]).replace("-", " ")) if found else None


def _blocks(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Where the headers of a forwarded mail stand among some lines: three or more in a row, from whom and what or when."""
    number = 0
    while number < len(lines):
        end, found = number, []
        while end < len(lines) and (name := _header_of(lines[end])):
            found.append(name)
            end += 1
        if len(found) >= 3 and "from" in found and {"sent", "subject"} & set(found):
            yield number, end
        number = max(end, number + 1)


def _without_receivers(lines: list[str]) -> list[str]:
    receivers = {number for begin, end in _blocks(lines) for number in range(begin, end) if _header_of(lines[number]) == "to"}
    return [line for number, line in enumerate(lines) if number not in receivers]


def told_apart(draft: Draft, mails: list[tuple[int, int]]) -> None:
    """Marks the headers of forwarded mails as such, and takes what is quoted for the text where a mail says nothing itself.

    `mails` bound the lines of each mail.
    """
    text = draft.text()
    for begin, end in mails:
        lines = draft.lines[begin:end]
        said = [text[line.begin : line.end] for line in lines]
        for first, last in _blocks(said):
            first -= bool(first) and lines[first - 1].kind == "text" and bool(_BORDER.match(said[first - 1]))
            lines[first:last] = [replace(line, kind="meta", level=0) for line in lines[first:last]]
        own = (words for line, words in zip(lines, said, strict=True) if line.kind not in ("meta", "quote", "footer", "nav"))
        if all(words.endswith(":") or _BORDER.match(words) for words in own):  # 'On Monday Ada wrote:'
            lines = [_own(line) for line in lines]
        draft.lines[begin:end] = lines


def _own(line: Line) -> Line:
    return replace(line, kind="text", level=0) if line.kind == "quote" else line
