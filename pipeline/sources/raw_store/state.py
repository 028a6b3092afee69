"""What the log adds up to: the version of every page that is in force. Derived, so that it can always be made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from .log import Entry


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One address. `sha256` is the version in force, None before the first and after a tombstone; `since` when it came
    (UTC). `from_site` is the version the site gave last, with `etag` and `last_modified`: what a person placed stays
    until the site has something new. `missed` are the nights in a row on which the site said that the page is gone
    (Europe/Amsterdam dates)."""

    path: str
    url: str | None
    sha256: str | None = None
    stamp: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    via: str = "site"
    at: str = ""  # when it was fetched or captured (UTC)
    since: str = ""
    missed: tuple[str, ...] = ()
    tombstone: str | None = None  # when it was taken out of force (UTC)
    from_site: str | None = None
    moved_to: str | None = None  # the file of the page it is now, where its site gave it another number


@dataclass(frozen=True, slots=True)
class Guide:
    """The last answer to robots.txt, a start page or a sitemap: no page, and never a readable file. `sha256` is None
    where the site has none; `last_modified` is then the time it said so."""

    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A site whose answers were not put in force: why, on which nights in a row, and `of` what exactly."""

    code: str
    of: str
    nights: tuple[str, ...]


@dataclass(slots=True)
class State:
    """`through` is the last segment of the log that is counted in; `unshown` maps pages whose readable
    file may not be the version in force yet to the version it may replace; `rejected` maps bytes that were refused, and
    are in no accepted version, to the time they came last; `guides` are by address."""

    through: int = 0
    pages: dict[str, StoredPage] = field(default_factory=dict)
    held: dict[str, Held] = field(default_factory=dict)
    unshown: dict[str, str | None] = field(default_factory=dict)
    rejected: dict[str, str] = field(default_factory=dict)
    guides: dict[str, Guide] = field(default_factory=dict)

    def replay(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.apply(entry)

    def apply(self, entry: Entry) -> None:
        """Count one entry of the log in."""
        match entry["kind"]:
            case "answer":
                self._answered(entry)
            case "decision":
                self._decided(entry)
            case "held":
                known = self.held.get(entry["site"])
                nights = known.nights if known and (known.code, known.of) == (entry["code"], entry["of"]) else ()
                self.held[entry["site"]] = Held(entry["code"], entry["of"], _with(nights, entry["night"]))
            case "shown":
                self.unshown.clear()
            case "forgotten":
                for digest in entry["sha256"]:
                    self.rejected.pop(digest, None)

    def _answered(self, entry: Entry) -> None:
        page = self.pages.get(entry["path"])
        if page and page.missed and entry["verdict"] in ("page", "unchanged"):
            self.pages[page.path] = replace(page, missed=())
        if entry["verdict"] in ("page", "guide"):
            self.rejected.pop(entry["sha256"], None)
        elif entry["evidence"]:
            self.rejected[entry["sha256"]] = entry["at"]
        if entry["verdict"] == "guide" and entry["status"] != 304:  # a 304 says that the one before still holds
            digest, said = entry["sha256"], entry["headers"]
            validators = (said.get("etag"), said.get("last-modified")) if digest else (None, said.get("date"))
            self.guides[entry["url"]] = Guide(digest, *validators)

    def _decided(self, entry: Entry) -> None:
        """One decision is one line: it counts as a whole or not at all."""
        for new in entry["in_force"]:
            before = self.pages.get(new["path"])
            same = before is not None and before.sha256 == new["sha256"]
            since = before.since if before and same else entry["at"]
            page = StoredPage(**new, since=since, from_site=new["sha256"] if new["via"] == "site" else None)
            if before and page.from_site is None:
                etag, modified = before.etag, before.last_modified
                page = replace(page, from_site=before.from_site, etag=etag, last_modified=modified)
            self.pages[page.path] = page
            if not same:
                self.unshown[new["path"]] = before.sha256 if before else None
        for path in entry["missed"]:
            page = self.pages[path]
            self.pages[path] = replace(page, missed=_with(page.missed, entry["night"]))
        for path in entry["tombstones"]:
            page = self.pages[path]
            self.unshown[path] = page.sha256
            now = entry.get("renumbered", {}).get(path)
            self.pages[path] = replace(page, sha256=None, missed=(), tombstone=entry["at"], moved_to=now)
        self.held.pop(entry["site"], None)


def _with(nights: tuple[str, ...], night: str) -> tuple[str, ...]:
    return nights if night in nights else (*nights, night)


def render(state: State) -> bytes:
    """The state as a file: its own SHA-256 on the first line, JSON below it."""
    body: dict[str, Any] = {
        "through": state.through,
        "pages": [asdict(page) for _, page in sorted(state.pages.items())],
        "held": {site: asdict(held) for site, held in sorted(state.held.items())},
        "unshown": state.unshown,
        "rejected": dict(sorted(state.rejected.items())),
        "guides": {url: asdict(guide) for url, guide in sorted(state.guides.items())},
    }
    text = json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
    return hashlib.sha256(text).hexdigest().encode() + b"\n" + text


def parse(content: bytes) -> State | None:
    """The state that `render` wrote; None for anything else, and the log is then read from its beginning."""
    digest, _, text = content.partition(b"\n")
    if hashlib.sha256(text).hexdigest().encode() != digest:
        return None
    try:
        return _from_body(json.loads(text))
    except (KeyError, TypeError):  # written by another version of this program
        return None


def _from_body(body: Any) -> State:
    pages = (StoredPage(**page | {"missed": tuple(page["missed"])}) for page in body["pages"])
    held = {site: Held(h["code"], h["of"], tuple(h["nights"])) for site, h in body["held"].items()}
    guides = {url: Guide(**guide) for url, guide in body["guides"].items()}
    return State(body["through"], {p.path: p for p in pages}, held, body["unshown"], body["rejected"], guides)
