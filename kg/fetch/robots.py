"""What a site wants of robots: its robots.txt, read as RFC 9309 says."""

import math
from dataclasses import dataclass

from protego import Protego

from kg.errors import FetchError
from kg.fetch.visit import Answer

ROBOT = "talkgraph"
"""The name under which a robots.txt speaks of this program."""
MOST = 500 * 1024
"""Bytes of a robots.txt that are read; the standard asks for no fewer."""
SECONDS = 20.0
"""Seconds a robots.txt may take; a site whose robots.txt never ends is not fetched from."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site: `rules` is None where there are none, and everything may be fetched; `closed` says why
    nothing may, where the rules could not be had."""

    rules: Protego | None = None
    closed: str | None = None

    def check(self, url: str) -> None:
        """Raises FetchError where the site does not want `url` to be fetched, or did not say."""
        if self.closed is not None:
            raise FetchError(f"{url} was not fetched: {self.closed}, so nobody knows whether it may be; try again later.")
        if self.rules is not None and not self.rules.can_fetch(url, ROBOT):
            raise FetchError(f"{url} was not fetched: the robots.txt of its site asks programs not to; save it as a file, or ask the site.")

    @property
    def delay(self) -> float:
        """The seconds between two requests that the site asks for; 0 where it asks for none."""
        asked = self.rules.crawl_delay(ROBOT) if self.rules is not None else None
        return asked if asked is not None and math.isfinite(asked) and asked > 0 else 0.0


def rules_of(answer: Answer) -> Robots:
    """The rules an answer holds. That there is no robots.txt (4xx) allows everything; a server in trouble (5xx), or one
    that asks for patience (429), allows nothing."""
    if 200 <= answer.status < 300:
        return Robots(Protego.parse(answer.body[:MOST].decode("utf-8-sig", "replace")))
    if 400 <= answer.status < 500 and answer.status != 429:
        return Robots()
    return Robots(closed=f"the robots.txt of its site answered {answer.said}")
