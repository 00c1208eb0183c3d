"""The errors of talkgraph; each says what happened, where, and what to do.

    TalkgraphError                  exit code, HTTP status
    ├── UsageError                  2   400   the caller's words are off
    ├── SourceError                 1   422   a source is empty, binary, undecodable or too large
    │   └── FetchError              3   502   a source could not be fetched
    │       └── PageGone            3   502   the server says that there is no such page
    ├── StoreError                  4   503   the store is missing, locked or did not answer
    │   └── StoreMissing            4   503   there is no store at the place
    └── QueryError                  2   400   a query is malformed or refused
        ├── QueryForbidden          2   403   an update where only queries are taken
        ├── QueryTooLarge           1   413   the query or its result is over the bound
        ├── QueryTimeout            1   503   the query ran over its time
        └── QueryBusy               1   429   too many queries wait already
"""


STEERING = (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""The signs that print nothing and steer a terminal or turn the direction of what stands behind them."""
_WRITTEN_OUT = {code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" for code in STEERING}


def shown(words: str, *, lines: bool = False) -> str:
    """The words as a terminal may show them: signs that would steer it are written out; line ends too unless `lines`.

    >>> shown("a\\x1b[31m.txt")
    'a\\\\x1b[31m.txt'
    """
    return "\n".join(line.translate(_WRITTEN_OUT) for line in words.split("\n")) if lines else words.translate(_WRITTEN_OUT)


class TalkgraphError(Exception):
    """Base of every error a user may see; `str()` of it is one clear sentence."""

    exit_code = 1
    http_status = 500

    def __str__(self) -> str:
        return shown(super().__str__(), lines=True)


class UsageError(TalkgraphError):
    """The caller asked for something that does not exist or does not fit."""

    exit_code = 2
    http_status = 400


class SourceError(TalkgraphError):
    """A source was empty, binary, undecodable or over `max_bytes`."""

    exit_code = 1
    http_status = 422


class FetchError(SourceError):
    """A source could not be fetched: no such file, no answer, or a refusal."""

    exit_code = 3
    http_status = 502


class PageGone(FetchError):
    """A server answers, and says that there is no page at the address (404, 410)."""


class StoreError(TalkgraphError):
    """The store is missing, locked, or did not answer."""

    exit_code = 4
    http_status = 503


class StoreMissing(StoreError):
    """There is no store at the place that was named."""


class QueryError(TalkgraphError):
    """A query is malformed, or asks for what is not served."""

    exit_code = 2
    http_status = 400


class QueryForbidden(QueryError):
    """An update was sent where only queries are taken."""

    http_status = 403


class QueryTooLarge(QueryError):
    """A query, or its result, is larger than the bound."""

    exit_code = 1
    http_status = 413


class QueryTimeout(QueryError):
    """A query ran over its time and was stopped."""

    exit_code = 1
    http_status = 503


class QueryBusy(QueryError):
    """Too many queries wait already; the caller should try again later."""

    exit_code = 1
    http_status = 429
