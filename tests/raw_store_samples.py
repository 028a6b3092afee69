"""Pages, answers and a clock for tests of the raw store and of the nights that use it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.sources.fetched import Fetched, Verdict
from pipeline.sources.raw_store import RawStore
from stored_samples import Unsynced

HOST = "zwolle.begroting-2026.nl"
FIRST = datetime(2026, 11, 23, 3, 15, tzinfo=UTC)


class Nights:
    """A clock that stands still until the next night begins."""

    def __init__(self, first: datetime = FIRST) -> None:
        self.now = first

    def __call__(self) -> datetime:
        return self.now

    def next(self, nights: int = 1) -> None:
        self.now += timedelta(days=nights)


def url(number: int, slug: str = "doel") -> str:
    return f"https://{HOST}/p{number}/{slug}"


def page(text: str, stamp: str = "10/10/2025 07:33:06") -> bytes:
    footer = f"Deze pagina is gebouwd op {stamp} met de export van {stamp}"
    return f"<!doctype html><html><body><h1>{text}</h1><p>{footer}</p></body></html>".encode()


def fetched(number: int, content: bytes | None = None, verdict: Verdict = "page", **more: object) -> Fetched:
    etag = {"ETag": f'"{hash(content) & 0xFFFF}"'} if content else {}
    given: dict[str, object] = {"headers": etag, "status": 200} | more
    return Fetched(url(number), verdict, FIRST, content=content, **given)  # type: ignore[arg-type]


def readable(raw: Path) -> dict[str, bytes]:
    """The files below raw/ that people and the build see."""
    files = (p for p in sorted(raw.rglob("*")) if p.is_file() and ".store" not in p.parts)
    return {p.relative_to(raw).as_posix(): p.read_bytes() for p in files}


def opened(raw: Path, clock: Nights | None = None, ops: Unsynced | None = None) -> RawStore:
    return RawStore(raw, ops or Unsynced(), clock or Nights())


def put(store: RawStore, answers: Sequence[Fetched]) -> None:
    """Record answers and put them in force."""
    store.decide(HOST, in_force=[store.record(answer) for answer in answers])
