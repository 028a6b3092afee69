"""What a build is made of, and whether that is in force already. A run with nothing to do reads and hashes every page
and stops here, before pandas, pyarrow or pandera are imported."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from .environment import refuse_unsafe
from .fsops import REAL, FileOps
from .page_source import Source
from .remote import is_remote
from .sources import folder
from .sources.recorded import STORE, Recorded, recorded
from .store.cache import LastRun, fingerprint, last_run
from .store.cleanup import clean_up, clear_staging
from .store.errors import DataError
from .store.layout import DataFolder
from .store.lock import writer_lock
from .store.pointer import current_name, repair_latest
from .store.stored_bytes import refuse_damaged

if TYPE_CHECKING:
    from .store.gate import GateReport

Item: TypeAlias = folder.Listed | Source | folder.Unread
"""A page to read: a file of its own, a record of a WARC file with its bytes, or what cannot be read."""
PACKAGED_CORRECTIONS = Path(__file__).with_name("corrections.csv")
PACKAGED_LINKS = Path(__file__).with_name("goal_links.csv")


@dataclass(slots=True)
class Report:
    """What one run did."""

    snapshot: str | None = None
    changed: bool = False
    pages: int = 0
    parsed: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    findings: dict[tuple[str, str], int] = field(default_factory=dict)
    gate: GateReport | None = None
    characters: int = 0
    characters_unclaimed: int = 0

    def told(self) -> dict[str, Any]:
        """What a later run that changes nothing says again, as JSON."""
        return {
            "pages": self.pages,
            "statuses": self.statuses,
            "rows": self.rows,
            "findings": [[*key, count] for key, count in self.findings.items()],
            "characters": self.characters,
            "characters_unclaimed": self.characters_unclaimed,
        }


@dataclass(frozen=True, slots=True)
class Inputs:
    """Every page below a raw folder and the files that say more about them. `parser` is the fingerprint of what decides
    what a page yields, `digest` that of everything a build depends on; `gone` are files of pages that their site took
    away for good, `renumbered` files of pages that lie in another file now."""

    items: tuple[Item, ...]
    parser: str
    digest: str
    corrections: Path
    goal_links: Path
    gone: frozenset[str]
    renumbered: Mapping[str, str]


def read_inputs(
    raw: Path, corrections: Path = PACKAGED_CORRECTIONS, goal_links: Path = PACKAGED_LINKS, ops: FileOps = REAL
) -> Inputs:
    """List and hash every page below `raw`. Raises RawFolderMissing, RawStoreDamaged and LockHeld."""
    known = _settled(raw, ops)
    gone = known.tombstones
    items = tuple(folder.listing(raw))
    parser = fingerprint(_content(corrections))
    digest = hashlib.sha256()
    for line in (parser, _content(goal_links), *sorted(gone), *_lines(items)):
        digest.update(line.encode("utf-8", "surrogateescape") + b"\n")
    return Inputs(items, parser, digest.hexdigest(), corrections, goal_links, gone, known.renumbered)


def unchanged(inputs: Inputs, data: Path, now: datetime, ops: FileOps = REAL) -> Report | None:
    """What the run said that put these same inputs in force in `data`; None where there is something to do. Every file
    in force is hashed: one that is damaged is something to do. Raises UnsafeEnvironment."""
    refuse_unsafe()
    known = last_run(data / ".cache")
    if known is None or known.inputs != inputs.digest:
        return None
    here = DataFolder(data)
    try:
        if current_name(here) != known.snapshot:
            return None
        refuse_damaged(here, known.snapshot)
    except DataError:
        return None
    report = _said(known)
    clear_staging(here, ops)
    repair_latest(here, known.snapshot, ops)
    clean_up(here, known.snapshot, now, ops=ops)
    return report


def _said(known: LastRun) -> Report:
    told: Mapping[str, Any] = known.report
    findings = {(severity, code): count for severity, code, count in told["findings"]}
    return Report(
        known.snapshot, False, told["pages"], 0, told["statuses"], told["rows"], findings, None,
        told["characters"], told["characters_unclaimed"],
    )  # fmt: skip


def _settled(raw: Path, ops: FileOps) -> Recorded:
    """What the raw store below `raw` has in force, after finishing what a killed refresh left undone."""
    known = Recorded() if is_remote(raw) else recorded(raw)  # the nightly run keeps its raw store on a disk
    if known.settled:
        return known
    from .sources.raw_store import RawStore

    with writer_lock(raw / STORE):
        RawStore(raw, ops).settle()
    return recorded(raw)


def _content(file: Path) -> str:
    """What stands in a file of ours; one that cannot be read is told when it is parsed."""
    try:
        return file.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _lines(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        if isinstance(item, folder.Unread):
            yield f"{item.path} {item.finding.code} {item.finding.found}"
        else:
            yield f"{item.path} {item.digest} {item.media} {item.url or ''} {item.charset or ''}"
