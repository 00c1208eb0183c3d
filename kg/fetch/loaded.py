"""What came of a source: its bytes, and what was said of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server can tell whether its answer has changed: the headers ETag and Last-Modified of the answer before,
    and the address that gave it, to which alone they are sent back."""

    address: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The bytes of a source and what was said of them; `retrieved` is a time in UTC, None for what was not fetched.

    `address` is where the bytes were found in the end, after redirects; None for what was not fetched. It goes before
    the address of the source, which only says where to look first. `unchanged` marks the answer 304 of a server that
    was asked for news only: there are no bytes then, and those of before still hold. `key` is how the document is known,
    where that is not the address: an address that was asked before keeps its key when it sends on to another one.
    """

    data: bytes
    media_type: str | None = None
    charset: str | None = None
    retrieved: str | None = None
    address: str | None = None
    validators: Validators | None = None
    unchanged: bool = False
    key: str | None = None
