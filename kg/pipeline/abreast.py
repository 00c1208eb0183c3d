"""Sources on different hosts are gathered side by side, so that a slow server holds up no other; those of one host in turn."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from queue import Empty, SimpleQueue
from threading import Event, Thread

from kg.errors import TalkgraphError
from kg.fetch.addresses import host_and_port, public
from kg.model.source import SourceSettings
from kg.pipeline.gather import Gathered, Gathering, Target
from kg.pipeline.reading import UNFORESEEN

AT_ONCE = 16
"""Hosts that are asked at one time at most."""


def side_by_side(sources: Sequence[SourceSettings], gathering: Gathering) -> Iterator[tuple[int, Gathered]]:
    """The number of each source with what came of it, as soon as it is there.

    Threads that still wait for a server when no more is wanted are left behind: they hold up neither an interrupt nor the end.
    """
    lanes: dict[str, list[int]] = {}
    for number, source in enumerate(sources):
        lanes.setdefault(host_and_port(public(source.address))[0], []).append(number)
    waiting: SimpleQueue[list[int]] = SimpleQueue()
    for lane in lanes.values():
        waiting.put(lane)
    came: SimpleQueue[tuple[int, Future]] = SimpleQueue()
    ended = Event()

    def work() -> None:
        own = replace(gathering)
        try:
            while True:
                for number in waiting.get_nowait():
                    if ended.is_set():
                        return
                    came.put((number, _gathered(own, sources[number])))
        except Empty:
            return

    for _ in range(min(AT_ONCE, len(lanes))):
        Thread(target=work, daemon=True).start()
    try:
        for _ in sources:
            number, future = came.get()
            yield number, future.result()
    finally:
        ended.set()


def _gathered(gathering: Gathering, source: SourceSettings) -> Future:
    """What came of a source, or what went wrong, which is raised where it is asked for."""
    future: Future[Gathered] = Future()
    try:
        future.set_result(gathering.gather(Target(source.address, source, source.follow)))
    except (TalkgraphError, *UNFORESEEN) as error:  # not lost in a thread, but raised in the one that asked
        future.set_exception(error)
    finally:
        if not future.done():
            future.set_exception(MemoryError(f"the thread that asked {source.name} came to an end"))
    return future
