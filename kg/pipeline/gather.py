"""What there is at a source on the web: its page, and what that leads to, each asked for news only.

A page leads to its calendar and its feed, and a listing to the pages of its talks: of the same site, one step away, and a
bounded number. Nothing here is stored: what came is handed on, with what is to be remembered of each address.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Lock

from kg.archive import Address, Archive, Catalogue
from kg.config import Config
from kg.errors import FetchError, PageGone, SourceError, StoreError
from kg.extract import extract
from kg.extract.form import announcement_form
from kg.extract.leads import talk_links
from kg.fetch import Loaded, Nearness, Validators, Web, same_site
from kg.fetch.addresses import as_user_of, public
from kg.fetch.guard import nearness
from kg.iris import doc_id
from kg.model.announcement import Announcement
from kg.model.document import Document
from kg.model.source import SourceSettings
from kg.pipeline.reading import UNFORESEEN
from kg.pipeline.related import shares, tells_of
from kg.read import read
from kg.read.alternates import alternates

MOST = 200
"""So many pages of talks are followed from one listing in one run."""
TRUSTED_FOR = timedelta(days=30)
"""So long a server is believed that says nothing has changed; then its page is asked for in full again."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to look: an address as a person gave it, with the settings of the source it is the address of."""

    at: str
    settings: SourceSettings | None = None
    follow: bool = True


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one address. `address` is what is remembered of it; `loaded` are new bytes to be stored, None where
    there are none; `error` says why nothing came. `news` says in a word what became of it."""

    address: Address
    news: str
    loaded: Loaded | None = None
    error: FetchError | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of a source: its own page first. `left` counts the links that were beyond the bound."""

    target: Target
    came: tuple[Came, ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class _Understood:
    """What a page says, and the bytes it says it in."""

    data: bytes
    charset: str | None
    document: Document
    announcement: Announcement


@dataclass
class Gathering:
    """Gathers sources through one web, each address once in a run, by whichever of its copies (`replace`) it is asked.

    `lenient` takes new bytes that say the same as those before for no news: many pages print the minute they were made.
    """

    web: Web
    archive: Archive
    catalogue: Catalogue
    config: Config
    tell: Callable[[str], None]
    lenient: bool = True
    _asked: dict[str, Came] = field(default_factory=dict)
    _turns: dict[str, Lock] = field(default_factory=dict)
    _listing_is_new: bool = False

    def __post_init__(self) -> None:
        self._known = {one.url: one for one in self.catalogue.addresses}
        self._newest = self.catalogue.newest()

    def gather(self, target: Target) -> Gathered:
        """What came of a source and of what it leads to; a source that fails leads nowhere."""
        url = public(target.at)
        near = nearness(target.at)
        self._listing_is_new = False
        first, page = self._ask(target, Address(url, url), near)
        self._listing_is_new = first.news == "new"
        came = {url: first}
        left = 0
        if page is not None and target.follow and first.address.state == "here":
            here = first.loaded.address if first.loaded and first.loaded.address else first.address.answered or url
            for one, said in self._alternates(target, page, url, here, near):
                came[one.address.url] = one
                if said is not None and one.address.state == "here":
                    left += self._details(target, said, url, here, near, came)
            left += self._details(target, page, url, here, near, came)
            self._dropped(target, url, near, came)
        return Gathered(target, tuple(came.values()), left)

    def _alternates(
        self, target: Target, page: _Understood, url: str, here: str, near: Nearness
    ) -> Iterator[tuple[Came, _Understood | None]]:
        """The calendars and feeds of a page; a feed of the same site, a calendar of any."""
        if page.document.media_type not in ("text/html", "application/xhtml+xml"):
            return
        for other in alternates(page.data, page.charset, here):
            if other.address in (url, here) or other.kind == "feed" and not same_site(here, other.address):
                continue
            asked = Address(other.address, other.address, other.kind, url)
            yield self._ask(target, asked, near, lambda said: shares(said, page.announcement))

    def _details(self, target: Target, listing: _Understood, url: str, here: str, near: Nearness, came: dict[str, Came]) -> int:
        """Adds the pages of a listing's talks; returns how many links were beyond the bound."""
        talks = listing.announcement.talks
        links = {
            bare: numbers
            for href, numbers in talk_links(listing.document, listing.announcement).items()
            if (bare := public(href.partition("#")[0])) not in came and bare not in (url, here) and same_site(here, bare)
        }
        room = max(0, MOST - sum(one.address.role == "details" for one in came.values()))
        for bare, numbers in list(links.items())[:room]:
            behind = [talks[number] for number in numbers]
            asked = Address(bare, bare, "details", url)
            came[bare], _ = self._ask(target, asked, near, lambda said, behind=behind: tells_of(said, behind))
        return max(0, len(links) - room)

    def _dropped(self, target: Target, url: str, near: Nearness, came: dict[str, Came]) -> None:
        """Asks once more for what the page led to before and does not any longer: it may be gone."""
        before = [one for one in self._known.values() if one.found_on == url and one.linked and one.url not in came]
        for one in before[:MOST]:
            asked, _ = self._ask(target, replace(one, linked=False), near, lambda said: bool(said.talks))
            came[one.url] = asked if asked.error is None or asked.address.state == "gone" else replace(asked, address=one)

    def _ask(
        self, target: Target, asked: Address, near: Nearness, belongs: Callable[[Announcement], bool] | None = None
    ) -> tuple[Came, _Understood | None]:
        """What came of an address, and what its page says now, be it new or not."""
        with self._turns.setdefault(asked.url, Lock()):
            if asked.url in self._asked:
                return self._asked[asked.url], None
            came, said = self._answer_now(target, asked, near, belongs)
            self._asked[asked.url] = came
        return came, said

    def _answer_now(
        self, target: Target, asked: Address, near: Nearness, belongs: Callable[[Announcement], bool] | None
    ) -> tuple[Came, _Understood | None]:
        known = self._known.get(asked.url)
        about = replace(asked, source=_without_user(target.settings) or (known.source if known else None))
        if known is not None:
            kept = replace(known, source=about.source, linked=asked.linked)
            about = replace(kept, role=asked.role, found_on=asked.found_on) if known.role != "page" else kept
        self.tell(f"Asking {len(self._asked) + 1}: {asked.url}")
        return self._answer(as_user_of(target.at, about.url), about, near, belongs)

    def _answer(
        self, at: str, about: Address, near: Nearness, belongs: Callable[[Announcement], bool] | None
    ) -> tuple[Came, _Understood | None]:
        try:
            loaded = self.web.get(at, known=self._validators(about), near=near)
        except PageGone as error:
            return Came(_turned(about, "gone"), "gone", error=error), None
        except FetchError as error:
            return Came(about, "failed", error=error), None
        if loaded.unchanged:
            return self._unchanged(about, belongs)
        return self._new(about, loaded, belongs)

    def _unchanged(self, about: Address, belongs: Callable[[Announcement], bool] | None) -> tuple[Came, _Understood | None]:
        return Came(about, about.state if about.state != "here" else "unchanged"), self._stored(about)

    def _new(
        self, about: Address, loaded: Loaded, belongs: Callable[[Announcement], bool] | None
    ) -> tuple[Came, _Understood | None]:
        """What to make of bytes that came: a new version, no news, or nothing that is to be stored."""
        known = about.key in self._newest
        loaded = replace(loaded, key=about.key if known else loaded.address)
        valid = loaded.validators or Validators(loaded.address or about.url)
        about = replace(
            about, key=loaded.key or about.key, answered=valid.address, etag=valid.etag, modified=valid.modified, whole=loaded.retrieved
        )
        if known and self._newest[about.key][0].doc == doc_id(sha256(loaded.data).hexdigest()):
            return Came(_turned(about, "here"), "unchanged"), self._stored(about)
        try:
            said = self._understood(loaded, about)
        except (SourceError, *UNFORESEEN) as error:
            if belongs is None:
                return Came(_turned(about, "here"), "new", loaded), None
            return Came(_turned(about, "silent" if known else "aside"), "silent" if known else "aside", error=FetchError(str(error))), None
        quiet = self.lenient or about.role != "page"
        if known and quiet and not said.announcement.talks and self._announced(about.key):
            return Came(_turned(about, "silent"), "silent"), said
        if belongs is not None and not known and not belongs(said.announcement):
            return Came(_turned(about, "aside"), "aside"), said
        if known and self.lenient and self._says_the_same(about.key, said):
            return Came(_turned(about, "here"), "unchanged"), said
        return Came(_turned(about, "here"), "new", loaded), said

    def _validators(self, about: Address) -> Validators | None:
        """By what the server can tell whether there is news; None where the page is to be asked for in full."""
        if not (about.answered and (about.etag or about.modified)) or about.state == "gone":
            return None
        if about.state == "here" and about.key not in self._newest:
            return None
        if about.state == "aside" and self._listing_is_new:
            return None
        if about.key in self._newest and not self._kept(about.key):
            return None
        if about.whole and datetime.fromisoformat(about.whole) + TRUSTED_FOR < datetime.now(UTC):
            return None
        return Validators(about.answered, about.etag, about.modified)

    def _understood(self, loaded: Loaded, about: Address) -> _Understood:
        document = read(
            loaded.data,
            key=about.key,
            media_type=loaded.media_type,
            charset=loaded.charset,
            address=loaded.address,
            retrieved=loaded.retrieved,
            max_bytes=self.config.max_bytes,
        )
        return _Understood(loaded.data, loaded.charset, document, extract(document, about.source))

    def _stored(self, about: Address) -> _Understood | None:
        """What is stored of an address; None where nothing is."""
        found = self._newest.get(about.key)
        if found is None:
            return None
        version, seen = found
        try:
            data = self.archive.bytes_of(version.doc)
            return self._understood(Loaded(data, seen.media_type, seen.charset, seen.retrieved, seen.address), about)
        except (StoreError, SourceError, *UNFORESEEN):  # It was read once; a rebuild says what is wrong with it now.
            return None

    def _kept(self, key: str) -> bool:
        """Whether the bytes that were found last at a key are here: what is lost is asked for in full."""
        try:
            return bool(self.archive.bytes_of(self._newest[key][0].doc))
        except StoreError:
            return False

    def _announced(self, key: str) -> bool:
        version = self._newest[key][0]
        return self.archive.has_reading(version) and bool(self.archive.reading(version).form.get("talks"))

    def _says_the_same(self, key: str, said: _Understood) -> bool:
        version = self._newest[key][0]
        if not self.archive.has_reading(version):
            return False
        before = self.archive.reading(version)
        return before.text == said.document.text and before.form == json.loads(json.dumps(announcement_form(said.announcement)))


def _without_user(settings: SourceSettings | None) -> SourceSettings | None:
    """The settings as they are kept: the name and the password of a user are for the server alone."""
    return None if settings is None else replace(settings, address=public(settings.address))


def _turned(about: Address, state: str) -> Address:
    """The address in a state, which began now unless it was in it already."""
    if about.state == state:
        return about
    return replace(about, state=state, since=None if state == "here" else datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
