"""Where a fetch may lead: never from the open web into the networks behind it.

What a page links to is said by whoever wrote the page. Were every such address fetched, a page could make this machine
ask its own services, the printers beside it, or the data of its cloud. So an address that is not public is fetched only
where the source that a person named is there itself.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.request import getproxies, proxy_bypass

from kg.errors import FetchError
from kg.fetch.addresses import host_and_port, public, tidy

Network = IPv4Address | IPv6Address
_NO_HOST = (OSError, ValueError, OverflowError)
"""Raised where a host cannot be found: no such name, a name that is none, a port too large."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """The addresses of the source's own host that are not public: what it leads to may be there, too.

    From a source on this very machine everything on this machine may be fetched.
    """

    addresses: frozenset[Network] = frozenset()

    def allows(self, address: Network) -> bool:
        """Whether something at `address` may be fetched."""
        if is_public(address) or address in self.addresses:
            return True
        return address.is_loopback and any(near.is_loopback for near in self.addresses)


def nearness(url: str) -> Nearness:
    """What a source that a person named at `url` may lead to besides the open web."""
    try:
        return Nearness(frozenset(address for address in resolved(url) if not is_public(address)))
    except _NO_HOST:  # The fetch says so.
        return Nearness()


def check(url: str, near: Nearness) -> None:
    """Raises FetchError where there is no such host as `url` names, or it is at an address that may not be fetched.

    Behind a proxy only what the address itself says is known: the proxy finds the host.
    """
    if _literal(url) is None and proxied(url):
        return
    try:
        found = resolved(url)
    except _NO_HOST as error:
        said = tidy(getattr(error, "strerror", None) or str(error)) or type(error).__name__
        raise FetchError(f"{public(url)} did not answer ({said}): check the address, or try again later.") from error
    for address in found:
        if not near.allows(address):
            raise refused(url, address)


def check_peer(url: str, peer: str, near: Nearness) -> None:
    """Raises FetchError where the connection for `url` was made to a `peer` that may not be fetched from: a name may
    mean another address than it did a moment ago."""
    address = _plain(ip_address(peer.partition("%")[0]))
    if not near.allows(address):
        raise refused(url, address)


def refused(url: str, address: Network) -> FetchError:
    """Why something is not fetched."""
    return FetchError(
        f"{public(url)} was not fetched: it is at {address}, an address that is not public, and what led there is elsewhere;"
        " if you trust it, name it as a source itself."
    )


def proxied(url: str) -> bool:
    """Whether the environment sends requests for `url` through a proxy."""
    proxies = getproxies()
    scheme = url.partition(":")[0].lower()
    return bool(proxies.get(scheme) or proxies.get("all")) and not proxy_bypass(host_and_port(url)[0])


def resolved(url: str) -> tuple[Network, ...]:
    """The network addresses of the host of `url`. Raises OSError, ValueError or OverflowError where there is none."""
    host, port = host_and_port(url)
    if port is None:
        raise ValueError("its port is no number of one")
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(_plain(ip_address(str(one[4][0]).partition("%")[0])) for one in found)


def is_public(address: Network) -> bool:
    """Whether an address is one of the open web.

    >>> [is_public(ip_address(text)) for text in ("93.184.216.34", "10.0.0.1", "127.0.0.1", "169.254.169.254", "fd00::1")]
    [True, False, False, False, False]
    """
    return address.is_global and not address.is_multicast and not address.is_reserved


def _literal(url: str) -> Network | None:
    try:
        return ip_address(host_and_port(url)[0].partition("%")[0])
    except ValueError:
        return None


def _plain(address: Network) -> Network:
    """The IPv4 address that an IPv6 one stands for: mapped, translated (64:ff9b::/96) or tunnelled (6to4)."""
    if isinstance(address, IPv4Address):
        return address
    if address.packed.startswith(b"\x00\x64\xff\x9b" + bytes(8)):
        return IPv4Address(address.packed[12:])
    return address.ipv4_mapped or address.sixtofour or address
