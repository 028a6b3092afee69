"""The raw store as a refresh sees it. One process writes at a time: the caller holds the lock."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from pipeline.fsops import REAL, FileOps
from pipeline.page_source import Source
from pipeline.sources.fetched import Fetched, InForce

from .answers import Answer, Via, answer_of, line_of, utc
from .disk import Disk
from .loading import load
from .log import Entry, Log
from .names import path_of, url_of
from .state import Held, StoredPage, render

_ZONE = ZoneInfo("Europe/Amsterdam")
_BY_HAND = "by hand"
Clock: TypeAlias = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


def night_of(moment: datetime) -> str:
    """The local date of a run: `2026-10-25`, whatever the clock change did to its hours."""
    return moment.astimezone(_ZONE).date().isoformat()


class RawStore:
    """Everything ever answered, below `raw`. `clock` gives UTC. Raises RawStoreDamaged and OSError."""

    def __init__(self, raw: Path, ops: FileOps = REAL, clock: Clock = _now) -> None:
        self._disk = Disk(raw, ops)
        self._disk.prepare()
        self._log = Log(self._disk)
        self._log.repair()
        self._state = load(self._disk, self._log)
        self._clock = clock

    # -- what is there

    def in_force(self, url: str) -> InForce | None:
        """The version of an address that is in force, for a conditional request: the one its site gave last. Of a guide
        (robots.txt, start page, sitemap) with its body."""
        if guide := self._state.guides.get(url):
            content = self.content(guide.sha256) if guide.sha256 else None
            return InForce(guide.sha256, guide.etag, guide.last_modified, content)
        page = self._state.pages.get(path_of(url))
        if page is None or page.sha256 is None:
            return None
        return InForce(page.from_site or page.sha256, page.etag, page.last_modified)

    def pages(self, host: str | None = None) -> list[StoredPage]:
        """Pages in force, all or those of one host, in path order."""
        found = (page for _, page in sorted(self._state.pages.items()) if page.sha256)
        return [page for page in found if host is None or page.path.startswith(f"{host}/")]

    def page(self, path: str) -> StoredPage | None:
        return self._state.pages.get(path)

    @property
    def tombstones(self) -> frozenset[str]:
        """Files of pages that are gone for good, relative to raw/."""
        return frozenset(path for path, page in self._state.pages.items() if page.tombstone)

    def held(self, site: str) -> Held | None:
        """Why and since when the answers of a site are held back; None when they are not."""
        return self._state.held.get(site)

    def content(self, sha256: str) -> bytes:
        """The body of an answer. Raises RawStoreDamaged."""
        return self._disk.content(sha256)

    # -- what comes in

    def record(self, fetched: Fetched, via: Via = "site") -> Answer:
        """Keep an answer; nothing in force changes. The body is on the disk when this returns."""
        return self._record(fetched, path_of(fetched.url), fetched.url, via)

    def decide(
        self,
        site: str,
        *,
        in_force: Iterable[Answer] = (),
        missed: Iterable[Answer] = (),
        tombstones: Iterable[str] = (),
        renumbered: Mapping[str, str] | None = None,
        reason: str = "",
    ) -> tuple[str, ...]:
        """Settle what a visit to `site` changes, as a whole: the versions that come `in_force`, the pages the site
        `missed` tonight, and the paths that become `tombstones`, some because they are `renumbered` (path to path).
        Readable files follow. Returns the paths of readable files that a person changed meanwhile and that were
        therefore left alone (RAW_CHANGED)."""
        pages = [answer.version() for answer in in_force]
        now = self._clock()
        entry: dict[str, Any] = {
            "kind": "decision", "site": site, "at": utc(now), "night": night_of(now), "in_force": pages,
            "missed": [answer.path for answer in missed], "tombstones": sorted(tombstones), "reason": reason,
        }  # fmt: skip
        if renumbered:
            entry["renumbered"] = dict(sorted(renumbered.items()))
        if pages or entry["missed"] or entry["tombstones"] or site in self._state.held:
            self._append(entry)
            self._log.sync()
        return self.settle()

    def hold(self, site: str, code: str, of: str) -> tuple[str, ...]:
        """Put nothing of tonight's answers of `site` in force; the nights in a row, this one included, on which it
        was held with the same code and the same `of`."""
        now = self._clock()
        self._append({"kind": "held", "site": site, "at": utc(now), "night": night_of(now), "code": code, "of": of})
        return self._state.held[site].nights

    def take_in(self, sources: Iterable[Source]) -> list[Answer]:
        """Files below raw/ that the store does not know: placed by hand, and from now on as good as fetched. WARC files
        stay as they are, and so do names that are no UTF-8."""
        taken = []
        for source in sources:
            page = self._state.pages.get(source.path)
            known = page is not None and page.sha256 is not None
            if not known and source.media != "warc" and (self._disk.raw / source.path).is_file():
                taken.append(self._by_hand(source))
        if taken:
            self.decide(_BY_HAND, in_force=taken)
        return taken

    def accept(self, path: str, source: Source | None, reason: str) -> None:
        """A person's word that the file at `path` is right as it lies there now: changed, or (None) deleted."""
        if source is None:
            self.decide(_BY_HAND, tombstones=[path], reason=reason)
        else:
            self.decide(_BY_HAND, in_force=[self._by_hand(source)], reason=reason)

    # -- keeping house

    def settle(self) -> tuple[str, ...]:
        """Let every readable file be the version in force, also what a killed run left undone and what a person
        deleted. Returns the files that were left alone because a person changed them."""
        left = [path for path, before in self._state.unshown.items() if not self._shown(path, before)]
        if self._state.unshown:
            self._append({"kind": "shown", "at": utc(self._clock())})
        return tuple(sorted(left))

    def restore_missing(self) -> list[str]:
        """Write readable files again that are not there any more; their paths."""
        missing = [page for page in self.pages() if not (self._disk.raw / page.path).exists()]
        for page in missing:
            self._disk.show(page.path, self.content(page.sha256 or ""))
        return [page.path for page in missing]

    def seal(self, keep_rejected: timedelta = timedelta(days=90)) -> None:
        """End of a run: refused bodies older than `keep_rejected` go, the log is packed, the state saved."""
        limit = utc(self._clock() - keep_rejected)
        old = sorted(digest for digest, at in self._state.rejected.items() if at < limit)
        if old:
            self._append({"kind": "forgotten", "at": utc(self._clock()), "sha256": old})
            self._log.sync()
        for digest in old:
            self._disk.forget(digest)
        self._state.through = self._log.pack()
        self._disk.replace(self._disk.store / "state", render(self._state))
        self._log.drop_unpacked()

    def _record(self, fetched: Fetched, path: str, url: str | None, via: Via) -> Answer:
        digest, evidence = None, False
        if fetched.content is not None and fetched.verdict in ("page", "guide", "rejected"):
            digest = hashlib.sha256(fetched.content).hexdigest()
            fresh = not self._disk.has(digest)
            evidence = fetched.verdict == "rejected" and (fresh or digest in self._state.rejected)
            self._disk.keep(fetched.content)
        answer = answer_of(fetched, path, url, digest, via, self._state.pages.get(path))
        self._append(line_of(answer, fetched, evidence))
        return answer

    def _by_hand(self, source: Source) -> Answer:
        fetched = Fetched("", "page", self._clock(), content=source.content, requests=0)
        return self._record(fetched, source.path, url_of(source.path), "hand")

    def _shown(self, path: str, before: str | None) -> bool:
        """Whether the readable file now is the version in force: it replaces nothing but the version before."""
        page = self._state.pages[path]
        there = self._disk.readable(path)
        if there not in (None, before, page.sha256):
            return False
        if page.sha256 is None:
            self._disk.hide(path)
        elif there != page.sha256:
            self._disk.show(path, self.content(page.sha256))
        return True

    def _append(self, entry: Entry) -> None:
        self._log.append(entry)
        self._state.apply(entry)


def newest(answers: Sequence[Answer]) -> list[Answer]:
    """The one answer of each page to put in force: the newest build, and of one build the newest answer. Pages that
    are no news, or older than what is in force, are left out."""
    best: dict[str, Answer] = {}
    for answer in answers:
        if answer.change in ("new", "changed"):
            known = best.get(answer.path)
            if known is None or ((answer.stamp or "", answer.at) >= (known.stamp or "", known.at)):
                best[answer.path] = answer
    return list(best.values())
