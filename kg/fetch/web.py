"""The web, asked politely: what robots.txt says is heeded, and servers are given time.

To one host one request after the other goes out, on the one connection it has, with a pause between two; several threads
may ask, and hosts do not wait for one another. A redirect is followed a step at a time, and each step is held to the same rules as the first.
"""

import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock

import httpx

from kg.config import Config
from kg.errors import FetchError, PageGone
from kg.fetch import robots
from kg.fetch.addresses import checked, credentials, host_and_port, led_to, origin, public, tidy
from kg.fetch.guard import Nearness, check, nearness
from kg.fetch.loaded import Loaded, Validators
from kg.fetch.robots import Robots
from kg.fetch.visit import Answer, Question, one_connection, visit

MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_LONGEST_VALIDATOR = 500


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things may take, in seconds.

    `longest` is how long one source may take to answer, redirects included, after which it is given up; `delay` the
    pause between two requests to one host, `most_delay` the longest that a robots.txt can ask for, and `most_wait` the
    longest that a server which is too busy can.
    """

    longest: float = 120.0
    delay: float = 0.5
    most_delay: float = 10.0
    most_wait: float = 30.0


class Web:
    """The web as one run sees it: what a site's robots.txt says is asked once."""

    def __init__(self, config: Config, pace: Pace | None = None) -> None:
        self._most = config.max_bytes
        self._pace = pace or Pace(delay=config.delay)
        self._robots: dict[str, Robots] = {}
        self._clients: dict[str, httpx.Client] = {}
        self._free: dict[str, float] = defaultdict(float)
        self._turns: dict[str, Lock] = {}
        self.requests = 0

    def get(self, url: str, *, known: Validators | None = None, near: Nearness | None = None) -> Loaded:
        """The answer at an address, redirects followed; read no further than one byte over the bound of a source.

        With `known`, a server that has nothing newer may say so (`Loaded.unchanged`). `near` is what the source that led
        here may lead to besides the open web; without it the address is itself such a source, named by a person. Raises
        PageGone where the server says that there is no such page, and FetchError where there is no answer that helps.
        """
        checked(url, FetchError)
        near = nearness(url) if near is None else near
        asked, spent = public(url), 0.0
        at, user = asked, credentials(url)
        for _ in range(MOST_REDIRECTS + 1):
            check(at, near)
            rules = self._rules(at, near)
            rules.check(at)
            began = time.monotonic()
            answer = self._patiently(Question(at, near, self._most, self._pace.longest - spent, _news(known, at), user), rules.delay)
            spent += time.monotonic() - began
            if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                return _loaded(asked, at, answer, known)
            before, at = at, led_to(at, answer.headers["location"])
            _check_step(asked, at)
            user = user if origin(at) == origin(before) else None
            if spent >= self._pace.longest:
                raise FetchError(f"{asked} was still sending after {self._pace.longest:.0f} seconds: try again later, or save it as a file.")
        raise FetchError(f"{asked} did not answer with a page: it sends on from one address to the next more than {MOST_REDIRECTS} times; check the address.")

    def close(self) -> None:
        """Ends all connections."""
        for host in tuple(self._clients):
            self._clients.pop(host).close()

    def _rules(self, url: str, near: Nearness) -> Robots:
        """The robots.txt of the site of an address; asked once."""
        site = origin(url)
        with self._turns.setdefault(site, Lock()):
            if site not in self._robots:
                self._robots[site] = self._ask_for_rules(f"{site}/robots.txt", near)
            return self._robots[site]

    def _ask_for_rules(self, url: str, near: Nearness) -> Robots:
        at, deadline = url, time.monotonic() + min(robots.SECONDS, self._pace.longest)
        try:
            for _ in range(MOST_REDIRECTS + 1):
                check(at, near)
                left = max(0.0, deadline - time.monotonic())
                answer = self._patiently(Question(at, near, robots.MOST, left), 0.0)
                if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                    return robots.rules_of(answer)
                at = led_to(at, answer.headers["location"])
                _check_step(url, at)
        except FetchError as error:
            return Robots(closed=f"the robots.txt of its site {_predicate(error)}")
        return Robots()  # RFC 9309: after five redirects it may be taken for one that is not there.

    def _patiently(self, question: Question, delay: float) -> Answer:
        """The answer; a server that asks for patience (429, 503) is asked once more, when it said."""
        answer = self._ask(question, delay)
        if answer.status not in (429, 503):
            return answer
        wait = _retry_after(answer.headers.get("retry-after", ""))
        if wait is None:
            return answer
        if wait > self._pace.most_wait:
            raise FetchError(f"{question.url} answered {answer.said} and asks not to come back for {wait:,.0f} seconds: try again then.")
        time.sleep(wait)
        return self._ask(question, delay)

    def _ask(self, question: Question, delay: float) -> Answer:
        """One request on the one connection of its host, after the pause that its host is due."""
        host = host_and_port(question.url)[0]
        with self._turns.setdefault(host, Lock()):
            return self._ask_in_turn(host, question, delay)

    def _ask_in_turn(self, host: str, question: Question, delay: float) -> Answer:
        time.sleep(max(0.0, self._free[host] - time.monotonic()))
        if host not in self._clients:
            self._clients[host] = one_connection()
        try:
            return visit(self._clients[host], question)
        except FetchError:
            self._clients.pop(host).close()
            raise
        finally:
            self.requests += 1
            self._free[host] = time.monotonic() + max(self._pace.delay, min(delay, self._pace.most_delay))


def _news(known: Validators | None, at: str) -> dict[str, str]:
    """The headers that ask for news only; to the address alone that said by what it can be told."""
    if known is None or known.address != at:
        return {}
    return {
        name: value
        for name, value in (("If-None-Match", known.etag), ("If-Modified-Since", known.modified))
        if value is not None
    }


def _loaded(asked: str, at: str, answer: Answer, known: Validators | None) -> Loaded:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if answer.status == 304 and _news(known, at):
        return Loaded(b"", retrieved=now, address=at, validators=known, unchanged=True)
    if answer.status in (404, 410):
        raise PageGone(f"{asked} answered {answer.said}: check the address.")
    if not 200 <= answer.status < 300 or answer.status in (204, 205):
        without = "" if answer.status >= 400 else ", without a page"
        raise FetchError(f"{asked} answered {answer.said}{without}: check the address.")
    kind = answer.headers.get("content-type", "").split(";")[0].strip() or None
    etag, modified = (_kept(answer.headers.get(name)) for name in ("etag", "last-modified"))
    return Loaded(answer.body, kind, answer.charset, now, at, Validators(at, etag, modified) if etag or modified else None)


def _kept(said: str | None) -> str | None:
    """A header that can be sent back as it came; None for one that cannot."""
    return said if said and len(said) <= _LONGEST_VALIDATOR and said.isascii() and said.isprintable() else None


def _check_step(asked: str, to: str) -> None:
    """Raises FetchError where a redirect leads to what is no address of the web."""
    try:
        checked(to, FetchError)
    except FetchError as error:
        raise FetchError(f"{asked} did not answer with a page: it sends on to another address, and {error}") from error


def _predicate(error: FetchError) -> str:
    """What an error about a robots.txt says of it: its sentence without the address in front and the advice behind."""
    said = str(error).partition(" ")[2].partition(": ")[0]
    return tidy(said) or "could not be fetched"


def _retry_after(said: str) -> float | None:
    """The seconds that a server asks to wait: a number, or a date; None where it says neither."""
    if said.strip().isdecimal() and len(said) < 10:
        return float(said)
    try:
        when = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
