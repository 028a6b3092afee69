"""Publish: an immutable snapshot folder and one pointer file (INTEGRITY.md 5.1).

The order on disk is data, fsync, manifest, fsync, rename, fsync, pointer, fsync. The caller holds the writer's lock.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from schemas import SCHEMA_VERSION
from schemas.validation import validate

from ..fsops import REAL, FileOps, remove_tree
from .cleanup import Keep, clean_up, clear_staging, prune_refused
from .errors import IntegrityError, InvalidTables, NoSnapshotError
from .frames import to_pandas
from .gate import Acceptance, GateReport
from .layout import MANIFEST, STAMP, DataFolder, stamp_of
from .manifest import Manifest, content_hash, count_by, library_versions, render
from .opening import Snapshot, open_snapshot
from .pointer import current_name, point_to, repair_latest
from .staging import Staged, Tables, refuse_changed, reopened, stage
from .verify import newest_undamaged

HASH_LENGTH = 12
MENTIONED = 4
PUT_IN_FORCE = "was put in force"
KEEP = Keep()
Judge = Callable[[Snapshot | None, Tables, frozenset[str]], GateReport]


@dataclass(frozen=True, slots=True)
class Published:
    """The snapshot in force after a run; `changed` is False when its tables were in force already. `removed` are
    the snapshots that clean-up took."""

    name: str
    changed: bool
    gate: GateReport | None = None
    removed: tuple[str, ...] = ()


class GateRefused(Exception):
    """The gate refused the candidate, which is kept at `path`; the old data stays in force."""

    def __init__(self, report: GateReport, candidate: str, path: Path, before: str | None = None) -> None:
        worst = "; ".join(str(row) for row in report.refused[:MENTIONED])
        more = len(report.refused) - MENTIONED
        against = f" (nothing is in force; compared with {before}, which rollback puts in force)" if before else ""
        super().__init__(
            f"refused by the gate{against}: {worst}{f'; and {more} more' if more > 0 else ''}. "
            f"The candidate is kept in {path}; to publish it all the same: build --accept {candidate} --reason TEXT"
        )
        self.report, self.candidate, self.path = report, candidate, path


def publish(
    data: Path,
    tables: Tables,
    *,
    stamp: datetime,
    manifest_extra: Mapping[str, Any] | None = None,
    judge: Judge | None = None,
    accept: Acceptance | None = None,
    keep: Keep = KEEP,
    ops: FileOps = REAL,
) -> Published:
    """Put these tables in force, or change nothing.

    `tables` maps every dataset to publication_id to rows, in the schema of schemas/. Unchanged tables give no new
    snapshot. `judge` compares with the snapshot in force, or where CURRENT is gone with the newest undamaged one,
    and may refuse; `accept` overrides it for one candidate.
    The written files are opened again before they count, and validated unless all of them are parts that were.
    Raises InvalidTables, GateRefused, IntegrityError (stored data damaged) and OSError (path and bytes needed).
    """
    folder = DataFolder(data)
    _prepare(folder, ops)
    parent = in_force(data)
    if parent is None:
        return _publish(folder, tables, None, stamp, manifest_extra or {}, judge, accept, keep, ops)
    with closing(parent):
        return _publish(folder, tables, parent, stamp, manifest_extra or {}, judge, accept, keep, ops)


def _publish(
    folder: DataFolder,
    tables: Tables,
    parent: Snapshot | None,
    stamp: datetime,
    extra: Mapping[str, Any],
    judge: Judge | None,
    accept: Acceptance | None,
    keep: Keep,
    ops: FileOps,
) -> Published:
    staged = stage(folder.staging / f"{stamp.astimezone(UTC):{STAMP}}-{os.getpid()}", tables, parent, ops)
    content = content_hash(staged.files)
    same = parent is not None and parent.manifest.content == content
    if parent is not None and same and not staged.parent_damaged:
        remove_tree(staged.path, ops)
        repair_latest(folder, parent.name, ops)
        return Published(parent.name, False, removed=tuple(clean_up(folder, parent.name, stamp, keep, ops)))
    _validate(staged)
    before = _left_behind(folder) if parent is None else None
    report = None
    if judge and not same:
        with ExitStack() as held:
            known = held.enter_context(open_snapshot(folder.path, before)) if before else parent
            report = judge(known, tables, staged.linked)
    accepted = bool(report and report.refused and accept and accept.covers(content))
    manifest = Manifest(
        snapshot=_free_name(folder, stamp, content),
        parent=parent.name if parent else None,
        content=content,
        schema_version=SCHEMA_VERSION,
        created_at=f"{stamp.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        versions=library_versions(),
        files=staged.files,
        findings=count_by(code for part in tables["findings"].values() for code in part["code"].to_pylist()),
        gate=tuple(asdict(row) for row in report.rows) if report else (),
        overrides=(asdict(accept),) if accepted and accept else (),
        run=extra,
    )
    if report and report.refused and not accepted:
        raise GateRefused(report, content[:HASH_LENGTH], _keep_refused(folder, staged, manifest, ops), before)
    _commit(folder, staged, manifest, ops)
    removed = clean_up(folder, manifest.snapshot, stamp, keep, ops)
    return Published(manifest.snapshot, True, report, tuple(removed))


def _prepare(folder: DataFolder, ops: FileOps) -> None:
    folder.path.mkdir(parents=True, exist_ok=True)
    missing = [path for path in (folder.staging, folder.snapshots) if not path.is_dir()]
    for path in missing:
        ops.make_folder(path)
    if missing:
        ops.fsync(folder.path)
    clear_staging(folder, ops)


def in_force_name(data: Path) -> str | None:
    """Name of the snapshot CURRENT names, None before the first. Raises IntegrityError where CURRENT is damaged."""
    try:
        return current_name(DataFolder(data))
    except NoSnapshotError:
        return None


@contextmanager
def noting_what_is_in_force(data: Path) -> Iterator[None]:
    """Whatever goes wrong inside carries a note where another snapshot than before is in force all the same."""
    before = in_force_name(data)
    try:
        yield
    except Exception as error:
        with suppress(IntegrityError, OSError):
            if (now := in_force_name(data)) != before:
                error.add_note(f"{now} {PUT_IN_FORCE}")
        raise


def in_force(data: Path) -> Snapshot | None:
    """The snapshot CURRENT names, None before the first. Raises IntegrityError where it is damaged."""
    try:
        return open_snapshot(data)
    except NoSnapshotError:
        return None


def _left_behind(folder: DataFolder) -> str | None:
    """The newest undamaged snapshot of a folder without CURRENT: somebody removed it, or a first run was killed."""
    return newest_undamaged(folder, folder.names())


def _validate(staged: Staged) -> None:
    if not staged.unproven:
        refuse_changed(staged)
        return
    failures = validate({name: to_pandas(table) for name, table in reopened(staged).items()})
    if failures:
        raise InvalidTables(failures)


def _free_name(folder: DataFolder, stamp: datetime, content: str) -> str:
    """Stamp and hash; never before the newest snapshot, so that names stay in order when the clock was set back."""
    moment = stamp.astimezone(UTC).replace(microsecond=0)
    names = folder.names()
    if names:
        moment = max(moment, stamp_of(names[-1]) + timedelta(seconds=1))
    return f"{moment:{STAMP}}-{content[:HASH_LENGTH]}"


def _commit(folder: DataFolder, staged: Staged, manifest: Manifest, ops: FileOps) -> None:
    for path in staged.written:
        ops.fsync(staged.path / path)
    _write_manifest(staged, manifest, ops)
    target = folder.snapshots / manifest.snapshot
    ops.rename(staged.path, target)
    ops.fsync(folder.snapshots)
    ops.fsync(folder.staging)
    point_to(folder, manifest.snapshot, ops)


def _write_manifest(staged: Staged, manifest: Manifest, ops: FileOps) -> None:
    ops.write(staged.path / MANIFEST, render(manifest))
    ops.fsync(staged.path / MANIFEST)
    for table in manifest.tables:
        ops.fsync(staged.path / table)
    ops.fsync(staged.path)


def _keep_refused(folder: DataFolder, staged: Staged, manifest: Manifest, ops: FileOps) -> Path:
    """Move the candidate where a person can look at it; one is kept of each content."""
    _write_manifest(staged, manifest, ops)
    ops.make_folder(folder.refused)
    target = folder.refused / manifest.content[:HASH_LENGTH]
    if target.is_dir():
        ops.rename(target, folder.staging / f"replaced-{target.name}")
    ops.rename(staged.path, target)
    ops.fsync(folder.refused)
    prune_refused(folder, ops=ops)
    clear_staging(folder, ops)
    return target
