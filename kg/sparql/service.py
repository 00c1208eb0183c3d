"""What runs visitors' queries: a few worker processes over a local store, or a remote server with our deadline."""

import queue
import threading
from dataclasses import asdict, dataclass

from kg.config import Config
from kg.errors import QueryBusy, QueryTimeout
from kg.sparql.limits import Limits, check_text
from kg.sparql.process import Worker
from kg.sparql.worker import answer
from kg.store import open_store

REMOTE = ("http:", "https:")


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, as it is to be sent."""

    media_type: str
    body: bytes


class QueryService:
    """Answers queries of people we do not know, over one store; safe in several threads.

    Workers are started when first needed, see the newest snapshot of an embedded store, and are killed and replaced
    when a query is over its bounds. `memory:` stores are read by each worker for itself.
    """

    def __init__(self, location: str, config: Config, limits: Limits | None = None) -> None:
        self._location, self._config, self._limits = location, config, limits or Limits()
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._waiting = 0
        self._lock = threading.Lock()
        arguments = {"location": location, "base_iri": config.base_iri, "limits": asdict(self._limits)}
        self._workers = [Worker(arguments) for _ in range(self._limits.workers)]
        for worker in reversed(self._workers):
            self._idle.put(worker)

    def run(self, text: str, format: str | None = None, *, default_graphs: tuple[str, ...] = (), named_graphs: tuple[str, ...] = ()) -> Answer:
        """The answer to a query, whole; `format` is a name or a media type of kg.formats (None: json or turtle).

        Raises QueryError for what is malformed or refused, QueryForbidden for an update, QueryTooLarge, QueryTimeout,
        QueryBusy, UsageError where the form of query has no such format, StoreError where the store is gone.
        """
        check_text(text, self._limits)
        request = {"text": text, "format": format, "default": default_graphs, "named": named_graphs}
        worker = self._free()
        try:
            if self._location.startswith(REMOTE):
                return Answer(*self._ask_remote(request))
            return Answer(*worker.ask(request, self._limits.seconds))
        finally:
            self._idle.put(worker)

    def _free(self) -> Worker:
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            pass
        with self._lock:
            if self._waiting >= self._limits.queue:
                raise QueryBusy("Too many queries are waiting; try again in a minute.")
            self._waiting += 1
        try:
            return self._idle.get(timeout=self._limits.seconds)
        except queue.Empty:
            raise QueryBusy("Other queries take all the time there is; try again in a minute.") from None
        finally:
            with self._lock:
                self._waiting -= 1

    def _ask_remote(self, request: dict) -> tuple[str, bytes]:
        # Imported here because SPARQLWrapper brings rdflib with it, which would double the start of every command.
        from kg.store.transport import NoAnswer

        limits = self._limits
        store = open_store(self._location, config=self._config).bounded(limits.seconds, 2 * limits.bytes)
        try:
            return answer(store, request, limits)
        except NoAnswer as error:
            raise QueryTimeout(f"The query was stopped after {limits.seconds:g} seconds; ask for less, or with LIMIT.") from error

    def close(self) -> None:
        """Ends the worker processes; a query under way is stopped."""
        for worker in self._workers:
            worker.kill()
