"""How the fetcher behaves: pace, patience, sizes, and who it says it is (INTEGRITY.md 2a and 5.8)."""

from __future__ import annotations

import random
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

PRODUCT = "doelenboom"  # the name that robots.txt may speak to

Resolve = Callable[[str, int], list[str]]
"""(host, port) -> the addresses that the host has, as text. Raises OSError where there is none."""


def system_resolve(host: str, port: int) -> list[str]:
    """The addresses the system knows for a host, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Settings:
    """Times in seconds, sizes in bytes. `contact` leads to a person: whoever keeps the site must be able to reach the
    one who crawls it. `request_seconds` bounds one try with its redirects, `run_seconds` the whole run. After a failed
    try come the waits of `backoff`, each longer by at most the share `jitter`; then trying is over."""

    contact: str
    seconds_between_requests: float = 1.0
    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    request_seconds: float = 60.0
    run_seconds: float = 3600.0
    backoff: tuple[float, ...] = (1.0, 4.0, 16.0)
    jitter: float = 0.25
    longest_retry_after: float = 300.0
    longest_crawl_delay: float = 60.0
    redirects: int = 5
    sitemaps: int = 50
    max_bytes: int = 20 * 1024 * 1024
    max_header_bytes: int = 64 * 1024
    robots_bytes: int = 500 * 1024
    max_pages: int = 5_000
    troubles_in_a_row: int = 5
    resolve: Resolve = system_resolve
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context
    chance: Callable[[], float] = random.random

    @property
    def user_agent(self) -> str:
        """`doelenboom/0.1.0 (+contact)`."""
        return f"{PRODUCT}/{version(PRODUCT)} (+{self.contact})"
