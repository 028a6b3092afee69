"""The list of publication sites and how to behave towards them, read from `publications.toml`.

Adding a municipality or a year is a row. Every mistake in it is a SiteListBroken that says where it stands, so that a
typing error never crawls the wrong host.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal, NoReturn, get_args
from urllib.parse import SplitResult, urlsplit

from pipeline.model import DocumentKind

from .settings import Settings
from .site import Site, State, Via

PACKAGED = Path(__file__).parents[1] / "publications.toml"

_HOST = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")
_MUNICIPALITY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CONTACT = re.compile(r"mailto:[!-'*-?A-~]+@[!-'*-?A-~]+|https?://[!-'*-~]+")
_ROW_KEYS = frozenset({"municipality", "kind", "year", "edition", "base_url", "state", "seen", "pages", "also_hosts",
                       "via"})  # fmt: skip
_TABLES = frozenset({"publication", "fetch", "notify"})
_SETTINGS = {
    "seconds_between_requests": "seconds_between_requests",
    "run_minutes": "run_seconds",
    "request_seconds": "request_seconds",
    "connect_seconds": "connect_seconds",
    "read_seconds": "read_seconds",
}


class SiteListBroken(Exception):
    """The site list cannot be used (exit code 2); the message says where, what was found and what was expected."""


def read_sites(path: Path = PACKAGED) -> list[Site]:
    """Every publication of the list, in its order. Raises SiteListBroken."""
    document = _document(path)
    if unknown := sorted(document.keys() - _TABLES):  # a [notify] with a typing error would tell nobody
        raise SiteListBroken(f"{path}: unknown key {unknown[0]!r}; expected {', '.join(sorted(_TABLES))}")
    rows = document.get("publication")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise SiteListBroken(f"{path}: no publications; expected rows of municipality, kind, year, base_url and state")
    sites = [_Table(f"{path}: publication {number}", row).site() for number, row in enumerate(rows, 1)]
    _refuse_twice(path, "publication", [site.publication_id for site in sites])
    _refuse_twice(path, "host", [site.host for site in sites])
    return sites


def read_settings(path: Path = PACKAGED) -> Settings:
    """The table `[fetch]` of the list; what it leaves out has its usual value. Raises SiteListBroken."""
    table = _document(path).get("fetch", {})
    if not isinstance(table, dict):
        raise SiteListBroken(f"{path}: fetch is {table!r}; expected a table")
    return _Table(f"{path}: [fetch]", table).settings()


def _document(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise SiteListBroken(f"{path}: the site list is not there") from None
    except IsADirectoryError:
        raise SiteListBroken(f"{path}: the site list is a folder; expected a file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SiteListBroken(f"{path}: no TOML: {error}") from error


def _refuse_twice(path: Path, what: str, values: list[str]) -> None:
    for value, count in Counter(values).items():
        if count > 1:
            raise SiteListBroken(f"{path}: {what} {value} stands in {count} rows; expected one row for each")


class _Table:
    """One table of the list. Every reader takes a key and what it must be, or raises SiteListBroken."""

    def __init__(self, place: str, table: Mapping[str, Any]) -> None:
        self.place = place
        self.table = table

    def broken(self, key: str, expected: str) -> NoReturn:
        found = f"is {self.table[key]!r}" if key in self.table else "is missing"
        raise SiteListBroken(f"{self.place}: {key} {found}; expected {expected}")

    def only(self, keys: frozenset[str]) -> None:
        if unknown := sorted(self.table.keys() - keys):
            raise SiteListBroken(f"{self.place}: unknown key {unknown[0]!r}; expected {', '.join(sorted(keys))}")

    def text(self, key: str, pattern: re.Pattern[str], expected: str) -> str:
        value = self.table.get(key)
        return value if isinstance(value, str) and pattern.fullmatch(value) else self.broken(key, expected)

    def one_of(self, key: str, words: tuple[str, ...]) -> Any:
        value = self.table.get(key)
        return value if value in words else self.broken(key, " or ".join(words))

    def whole(self, key: str, smallest: int, largest: int) -> int:
        value = self.table.get(key)
        if type(value) is int and smallest <= value <= largest:
            return value
        return self.broken(key, f"a whole number from {smallest} to {largest}")

    def settings(self) -> Settings:
        self.only(frozenset({"contact", "max_pages", *_SETTINGS}))
        contact = self.text("contact", _CONTACT, "mailto:<address>, or the URL of a page with one: the keeper of a "
                                                 "site must be able to reach whoever crawls it")  # fmt: skip
        given: dict[str, Any] = {}
        for key, name in _SETTINGS.items():
            if key in self.table:
                value = self.table[key]
                if type(value) not in (int, float) or not 0 < value < 1e6:
                    self.broken(key, "a number above 0")
                given[name] = float(value) * (60 if key == "run_minutes" else 1)
        if "max_pages" in self.table:
            given["max_pages"] = self.whole("max_pages", 1, 1_000_000)
        known = {field.name for field in fields(Settings)}
        return Settings(contact, **{name: value for name, value in given.items() if name in known})

    def site(self) -> Site:
        self.only(_ROW_KEYS)
        kind: DocumentKind = self.one_of("kind", get_args(DocumentKind))
        state: State = self.one_of("state", get_args(State))
        if kind == "berap" or "edition" in self.table:
            self.whole("edition", 1, 2)
        if kind != "berap" and "edition" in self.table:
            self.broken("edition", f"none: a {kind} has no editions")
        return Site(
            self.text("municipality", _MUNICIPALITY, "a name in lower case, as in its host: zwolle, s-hertogenbosch"),
            kind,
            self.whole("year", 2010, 2100),
            self._base_url(),
            state,
            self.table.get("edition"),
            self._seen(),
            self.whole("pages", 1, 100_000) if "pages" in self.table else None,
            self._also_hosts(),
            self._via() if "via" in self.table else None,
        )

    def _seen(self) -> bool:
        seen = self.table.get("seen", True)
        return seen if isinstance(seen, bool) else self.broken("seen", "true or false")

    def _split(self, key: str, expected: str) -> tuple[SplitResult, int | None]:
        value = self.table.get(key)
        if not isinstance(value, str) or not value.isascii() or re.search(r"[\s\\@]", value):
            self.broken(key, expected)
        try:
            parts = urlsplit(value)
            port = parts.port
        except ValueError:
            self.broken(key, expected)
        if parts.path not in ("", "/") or parts.query or parts.fragment or port == 0:
            self.broken(key, expected)
        return parts, port

    def _base_url(self) -> str:
        expected = "https://<host>/ of a public host, without a path"
        parts, port = self._split("base_url", expected)
        if parts.scheme != "https" or not _HOST.fullmatch(parts.hostname or "") or parts.netloc != parts.netloc.lower():
            self.broken("base_url", expected)
        return f"https://{parts.hostname}{'' if port in (None, 443) else f':{port}'}/"

    def _also_hosts(self) -> tuple[str, ...]:
        hosts = self.table.get("also_hosts", [])
        if not isinstance(hosts, list) or not all(isinstance(host, str) and _HOST.fullmatch(host) for host in hosts):
            self.broken("also_hosts", "a list of host names in lower case")
        return tuple(hosts)

    def _via(self) -> Via:
        expected = "http://<IP address>:<port> or https://<IP address>:<port>"
        parts, port = self._split("via", expected)
        scheme: Literal["http", "https"] | None = {"http": "http", "https": "https"}.get(parts.scheme)  # type: ignore[assignment]
        try:
            address = str(ip_address(parts.hostname or ""))
        except ValueError:
            self.broken("via", expected)
        if scheme is None:
            self.broken("via", expected)
        return Via(scheme, address, port or (443 if scheme == "https" else 80))
