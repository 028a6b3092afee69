"""Where a page stands: host, page number and slug, from its path on disk, its address or its canonical link."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pipeline.page.evidence import find_host

_SUFFIX = re.compile(r"(?:\.(?:x?html?|txt|md|aspx|php))+(?:\.\d+)?$", re.IGNORECASE)
_TAIL = re.compile(r"[?@#].*$", re.DOTALL)
_NUMBER = re.compile(r"p(\d{1,7})$", re.IGNORECASE)
_NO_ASCII = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile("['’‘`´]")
_PLACEHOLDERS = frozenset({"", "index", "default", "home"})
_LONGEST_SLUG = 100


@dataclass(frozen=True, slots=True)
class Address:
    """`mirrored` says that the path is laid out like the site, so that its last part is a real slug."""

    host: str | None = None
    number: int | None = None
    slug: str | None = None
    mirrored: bool = False


def ascii_slug(text: str) -> str:
    """`Langdurige en/of intensieve zorg` -> `langdurige-en-of-intensieve-zorg`; at most 100 characters."""
    folded = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).encode("ascii", "ignore").decode("ascii")
    return _NO_ASCII.sub("-", folded.lower()).strip("-")[:_LONGEST_SLUG].rstrip("-")


def parse_address(text: str) -> Address:
    """Reads `zwolle.begroting-2026.nl/p50287/doel-1-3-1-x.html`, `https://host/p1955.html`, a flattened
    `host_p50287_doel-1-3-1.html` and any other path, whose stem is then the slug."""
    printed = text.replace("\\", "/").partition("://")[2] or text.replace("\\", "/")
    host = find_host(printed)
    parts = [part for part in _TAIL.sub("", printed).split("/") if part]
    if not parts:
        return Address(host)
    parts[-1] = _SUFFIX.sub("", parts[-1]) if "." in parts[-1] else parts[-1]
    if host and host in parts[-1].lower() and parts[-1].lower() != host:
        end = parts[-1].lower().rindex(host) + len(host)
        parts[-1:] = [host, *filter(None, re.split(r"_+|(?<=\d)-|^-", parts[-1][end:].lstrip("_-"), maxsplit=1))]
    number: int | None = None
    slug: str | None = None
    for part in reversed(parts):
        if found := _NUMBER.match(part):
            number = int(found[1])
            break
        if host and part.lower().endswith(host):
            break
        if slug is None and part.lower() not in _PLACEHOLDERS:
            slug = part
    return Address(host, number, slug, mirrored=host is not None or number is not None)


def merge(addresses: list[Address]) -> Address:
    """One address from several, the most trusted first. The name of a file in a flat folder gives way to a real
    slug; where nothing better is known it stays."""
    host = next((found.host for found in addresses if found.host), None)
    number = next((found.number for found in addresses if found.number is not None), None)
    real = next((found.slug for found in addresses if found.mirrored and found.slug), None)
    bare = any(found.mirrored and found.number is not None and found.slug is None for found in addresses)
    stem = None if bare else next((found.slug for found in addresses if found.slug), None)
    return Address(host, number, real or stem, mirrored=any(found.mirrored for found in addresses))


def page_url(address: Address) -> str | None:
    """`https://host/p50287/slug`; pages of 2014 have no slug: `https://host/p1955.html`."""
    if address.host is None:
        return None
    if address.number is None:
        return f"https://{address.host}/{address.slug}" if address.slug else None
    tail = f"/{address.slug}" if address.slug else ".html"
    return f"https://{address.host}/p{address.number}{tail}"
