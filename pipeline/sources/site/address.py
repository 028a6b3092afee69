"""Addresses of a site: which may be asked at all, which are pages, and when two are the same page.

Every address that is followed, from a menu, a sitemap or a redirect, passes `allowed` first. It takes nothing on
trust that another program might read in another way: no user name, no other scheme or port, no host that is not
written letter by letter in the site list. So an IP address in any notation, a dot behind the host or a name in
Unicode is refused without being understood (INTEGRITY.md F21, 5.8).
"""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from .site import Site
from .trouble import NoPage, no_page

LONGEST = 2_000

_PAGE = re.compile(r"/p(\d{1,7})(?:\.html?|/([^/]{1,200}?)(?:\.html?)?)?/?")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")
_FILE = re.compile(r"\.(?!html?$)[a-z0-9]{2,5}$", re.IGNORECASE)
_SAFE = "/:@!$&'()*+,;=~-._%"


def allowed(url: str, site: Site) -> str:
    """`url` as it is asked for: without fragment, host in the list, path in ASCII. Raises NoPage (FETCH_BLOCKED)."""
    if len(url) > LONGEST:
        raise _blocked(url, f"at most {LONGEST} characters")
    if _FORBIDDEN.search(url):
        raise _blocked(url, "an address without spaces, backslashes and control characters")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _blocked(url, "an address that can be read") from None
    if parts.scheme != "https":
        raise _blocked(url, "https")
    if "@" in parts.netloc:
        raise _blocked(url, "an address without a user name")
    if host not in site.hosts or not parts.netloc.isascii():
        raise _blocked(url, f"a host of the site list: {', '.join(sorted(site.hosts))}")
    expected = site.port if host == site.host else 443
    if (443 if port is None else port) != expected:
        raise _blocked(url, f"port {expected}")
    query = f"?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else ""
    return f"https://{host}{_port(expected)}{quote(parts.path, safe=_SAFE) or '/'}{query}"


def redirected(location: str, base: str, site: Site) -> str:
    """Where a redirect leads, as it is asked for. A site behind a TLS proxy may say http of itself: https is asked.
    Raises NoPage (FETCH_BLOCKED)."""
    try:
        url = urljoin(base, location)
        parts = urlsplit(url)
        if parts.scheme == "http" and parts.port in (None, 80) and "@" not in parts.netloc:
            url = urlunsplit(("https", parts.hostname or "", *parts[2:]))
    except ValueError:
        url = location
    return allowed(url, site)


def page_key(url: str) -> str | None:
    """`zwolle.begroting-2026.nl/p50287`, the same for every slug of a page; None for an address of no page. The
    number counts within its host only (formats 2020-2026 section 0)."""
    parts = urlsplit(url)
    found = _PAGE.fullmatch(parts.path)
    return f"{parts.netloc}/p{int(found[1])}" if found else None


def linked(href: str, base: str, site: Site) -> str | None:
    """The page that a link on page `base` leads to, as it is asked for, or None where it leads to no page of this
    site. A link may say http or nothing at all; a page is asked for by https and without query."""
    href = href.strip()
    if len(href) > LONGEST or "\\" in href:
        return None
    try:
        parts = urlsplit(urljoin(base, href))
        at_home = parts.hostname == site.host and parts.port in (None, 80, 443, site.port) and "@" not in parts.netloc
        if parts.scheme not in ("http", "https") or not at_home or not _PAGE.fullmatch(parts.path):
            return None
        return allowed(f"{site.base_url.rstrip('/')}{parts.path}", site)
    except (ValueError, NoPage):
        return None


def why_not_followed(href: str, base: str, site: Site) -> str | None:
    """Why a link that leads to no page is passed over: its name in the run report. None for links that are no
    address (an anchor on the page, mailto, script)."""
    if href.strip().startswith("#") or not href.strip():
        return None
    try:
        parts = urlsplit(urljoin(base, href.strip()))
        host = parts.hostname
    except ValueError:
        return "unreadable address"
    if parts.scheme not in ("http", "https"):
        return None
    if host != site.host:
        return "other host"
    if parts.path in ("", "/"):
        return "start page"
    return "file" if _FILE.search(parts.path) else "no page address"


def _port(port: int) -> str:
    return "" if port == 443 else f":{port}"


def _blocked(url: str, expected: str) -> NoPage:
    shown = url if len(url) <= 200 else f"{url[:200]}... ({len(url)} characters)"
    return no_page("error", "rejected", "FETCH_BLOCKED", "the address may not be asked", shown, expected)
