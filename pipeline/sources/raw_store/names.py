"""Where a page lies below raw/: `<host>/p<number>/<slug>.html` for people, and never anywhere else (INTEGRITY F22).

An address of the plain shape keeps its name. Any other gets a name made of what is readable of it and of the hash of
the whole address, so that no two addresses share a file, whatever the file system folds together.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import urlsplit

_PLAIN = re.compile(r"/(?:p\d{1,7}/(?P<slug>[a-z0-9](?:[a-z0-9_-]{0,98}[a-z0-9])?)|p\d{1,7}\.html)")
_HOST = re.compile(r"(?=.{4,200}\Z)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+")
_NUMBER = re.compile(r"/(p\d{1,7})(?:[/.?]|$)", re.IGNORECASE)
_FILE_NUMBER = re.compile(r"[^/]+/p\d{1,7}(?=[/.])")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
_UNREADABLE = re.compile(r"[^a-z0-9]+")
_PORTS = {"http": 80, "https": 443}
_HASH = 16
_LONGEST = 60


def path_of(url: str) -> str:
    """The file of a page, POSIX and relative to raw/: `https://host/p50287/doel-1-3-1` lies in
    `host/p50287/doel-1-3-1.html`, `http://host/p1955.html` in `host/p1955.html`. http and https are one address
    (formats 2020-2026, section 1: deduplicate on host and number). Every text has a path, and every path stays
    inside raw/."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        tail = url.partition("://")[2].partition("/")[2].partition("#")[0]
        fine = port in (None, _PORTS.get(parts.scheme)) and not (parts.username or parts.password)
    except ValueError:
        host, tail, fine = "", url, False
    folder = host if fine and _HOST.fullmatch(host) and not _RESERVED.match(host) else None
    plain = _PLAIN.fullmatch(f"/{tail}")
    if folder and plain and not _RESERVED.match(plain["slug"] or ""):
        return f"{folder}/{tail.removesuffix('.html')}.html"
    without_scheme = f"{host}/{tail}" if folder else url
    return _marked(folder or f"{_readable(host) or 'host'}~{_hash(host or url)}", tail, without_scheme)


def url_of(path: str) -> str | None:
    """The address of a file that lies as a mirrored site lies; None for any other."""
    stem = path.removesuffix(".html")
    for url in (f"https://{stem}", f"https://{path}"):
        if path_of(url) == path:
            return url
    return None


def number_of(path: str) -> str:
    """What the files of one page have in common, whatever its slug: `host/p50287`; the path itself without a number."""
    found = _FILE_NUMBER.match(path)
    return found[0] if found else path


def _marked(folder: str, tail: str, whole: str) -> str:
    number = _NUMBER.match(f"/{tail}")
    words = _readable(tail[number.end() - 1 :] if number else tail) or "index"
    name = f"{words}~{_hash(whole)}.html"
    return f"{folder}/{number[1].lower()}/{name}" if number else f"{folder}/{name}"


def _readable(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return _UNREADABLE.sub("-", folded.removesuffix(".html")).strip("-")[:_LONGEST].strip("-")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
