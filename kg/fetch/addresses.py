"""Addresses of the web: which can be fetched, how they are shown, and which are of one site."""

import re
from urllib.parse import unquote, urljoin, urlsplit

from kg.errors import TalkgraphError

LONGEST_ADDRESS = 2_000
"""Characters of an address; browsers and servers promise no more."""
_USERINFO = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]{0,20}://)([^/?#]*)@")
_PORTS = {"http": 80, "https": 443}


def credentials(url: str) -> tuple[str, str] | None:
    """The user's name and password that an address holds."""
    found = _USERINFO.match(url)
    if found is None:
        return None
    user, _, password = found[2].partition(":")
    return unquote(user), unquote(password)


def public(url: str) -> str:
    """The address without the user's name and password, which are for its server alone."""
    return _USERINFO.sub(r"\1", url)


def as_user_of(source: str, url: str) -> str:
    """`url` with the user's name and password that `source` holds, where both are of one server.

    >>> as_user_of("https://ada:b@a.org/list", "https://a.org/talk"), as_user_of("https://ada:b@a.org/list", "https://b.org/")
    ('https://ada:b@a.org/talk', 'https://b.org/')
    """
    held = _USERINFO.match(source)
    if held is None or _USERINFO.match(url) or origin(public(source)) != origin(url):
        return url
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{held[2]}@{rest}"


def tidy(said: str) -> str:
    """What a server or a library said, as a short part of a sentence."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in said).split())
    return line if len(line) <= 200 else f"{line[:200]}…"


def checked(url: str, error: type[TalkgraphError]) -> None:
    """Raises `error` where this is no http(s) address, or one that could not be shown or stored as it is."""
    shown = public(url)
    if len(url) > LONGEST_ADDRESS:
        raise error(f"{shown[:80]!r}… has {len(url):,} characters, and an address up to {LONGEST_ADDRESS:,}: give a shorter one.")
    if not all(letter.isprintable() and not letter.isspace() for letter in url):
        raise error(f"{shown!r} is no address: it holds spaces or signs that are not shown; write them as %20 and the like.")
    try:
        scheme, place = urlsplit(shown)[:2]
    except ValueError:  # 'http://[': brackets that hold no address
        scheme, place = "", ""
    if scheme not in ("http", "https") or not place:
        raise error(f"{shown!r} is no address that can be fetched: it must start with http:// or https://.")


def led_to(base: str, href: str) -> str:
    """The address that a link or a redirect at `base` leads to, without its fragment and whoever it names as user.

    >>> led_to("https://example.org/talks/", "../a b#top")
    'https://example.org/a%20b'
    """
    try:
        address = urljoin(base, href.strip())
    except ValueError:
        return ""
    return public(address.partition("#")[0].replace(" ", "%20"))


def host_and_port(url: str) -> tuple[str, int | None]:
    """The name of the host in lower case and the port; the port None where it is no number of one."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").rstrip("."), parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return "", None


def origin(url: str) -> str:
    """Scheme, host and port of an address: what a robots.txt speaks for."""
    host, port = host_and_port(url)
    scheme = url.partition(":")[0].lower()
    named = f"[{host}]" if ":" in host else host
    return f"{scheme}://{named}" + ("" if port == _PORTS.get(scheme) else f":{port}")


def same_site(a: str, b: str) -> bool:
    """Whether two addresses are of one site: one host, with or without 'www.', and one port; http or https.

    >>> same_site("http://www.example.org/a", "https://example.org/b"), same_site("https://a.org/", "https://b.a.org/")
    (True, False)
    """
    (one, here), (other, there) = host_and_port(a), host_and_port(b)
    plain = {here, there} <= {80, 443}
    return bool(one) and one.removeprefix("www.") == other.removeprefix("www.") and (here == there or plain)
