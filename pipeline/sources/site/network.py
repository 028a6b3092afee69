"""From a host in the list to an open connection: resolved once, refused unless public, connected to that very address.

A name that is resolved twice may give a public address to the check and a private one to the connection (DNS
rebinding); here one lookup serves both, and TLS still proves the host name. Nothing is read from the environment: no
proxy, no .netrc.
"""

from __future__ import annotations

import socket
import ssl
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from .settings import Settings
from .site import Site
from .trouble import NoPage, no_page

_MOST_ADDRESSES = 4
_NAT64 = IPv6Network("64:ff9b::/96")


class Network:
    """Connections for one site. Every host is resolved at its first use and stays what it was for the run."""

    def __init__(self, site: Site, settings: Settings) -> None:
        self._site = site
        self._settings = settings
        self._addresses: dict[str, list[str]] = {}
        self._tls: ssl.SSLContext | None = None

    def connect(self, host: str, seconds: float) -> socket.socket:
        """A connection to `host` of this site, TLS done and the host name proven. `seconds` bounds each of the two
        steps. Raises NoPage: FETCH_BLOCKED, FETCH_UNREACHABLE, FETCH_TLS."""
        via = self._site.via
        port = via.port if via else self._site.port if host == self._site.host else 443
        plain = self._opened(host, [via.address] if via else self._resolved(host, port), port, seconds)
        if via and via.scheme == "http":
            return plain
        try:
            return self._context().wrap_socket(plain, server_hostname=host)
        except ssl.SSLCertVerificationError as error:
            plain.close()
            raise no_page("error", "unavailable", "FETCH_TLS", f"{host} shows a certificate that does not hold",
                          error.verify_message, f"a valid certificate of {host}") from error  # fmt: skip
        except OSError as error:
            plain.close()
            raise _unreachable(f"{host} breaks off the TLS handshake", error) from error

    def _opened(self, host: str, addresses: list[str], port: int, seconds: float) -> socket.socket:
        """A TCP connection to the first address that takes it."""
        failed = OSError("no address")
        for address in addresses:
            try:
                return socket.create_connection((address, port), timeout=seconds)
            except OSError as error:
                failed = error
        raise _unreachable(f"{host} ({', '.join(addresses)}) cannot be reached", failed) from failed

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = self._settings.tls()
        return self._tls

    def _resolved(self, host: str, port: int) -> list[str]:
        if host not in self._addresses:
            try:
                found = self._settings.resolve(host, port)
            except (OSError, UnicodeError) as error:
                raise _unreachable(f"{host} has no address", error) from error
            if not_public := [address for address in found if not is_public(address)]:
                raise no_page("error", "rejected", "FETCH_BLOCKED", f"{host} leads into a private network",
                              ", ".join(not_public), "a public address, or `via` in its row")  # fmt: skip
            self._addresses[host] = found[:_MOST_ADDRESSES]
        return self._addresses[host]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also behind the notations of IPv6 that carry an IPv4
    address (mapped, 6to4, Teredo, NAT64)."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _carried(parsed))


def _carried(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    inner: list[IPv4Address | IPv6Address] = [address]
    if address.sixtofour:
        inner.append(address.sixtofour)
    if address.teredo:
        inner += address.teredo
    if address in _NAT64:
        inner = [IPv4Address(int(address) & 0xFFFF_FFFF)]
    return inner


def _unreachable(message: str, error: Exception) -> NoPage:
    found = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return no_page("error", "unavailable", "FETCH_UNREACHABLE", message, found, "a connection", again=True)
