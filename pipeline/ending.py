"""How a run ends: exception -> exit code and one line that says what, where and what now (CONTRACT.md, Commands)."""

from __future__ import annotations

from os import fsdecode

from schemas.validation import UnsafeEnvironment

from .confirmed_links import ConfirmedLinksBroken
from .corrections import CorrectionsBroken
from .engine.dask import ClusterLost, SchedulerUnreachable
from .engine.local import WorkersDoNotStart
from .engine.on_worker import OtherPipeline
from .nightly.archive_run import NothingLoaded
from .nightly.tidy import NothingToAccept
from .remote import is_failure
from .report.folder import FolderTaken
from .show import NotShown
from .sources.folder import NoPages, RawFolderMissing
from .sources.raw_store import RawStoreDamaged
from .sources.remote_folder import RawUnavailable
from .sources.site.site_list import SiteListBroken
from .store.errors import IntegrityError, InvalidTables, MissingLibrary, NoSnapshotError, UnknownName
from .store.gate import GateMisconfigured
from .store.lock import LockHeld
from .store.pointer import InForceAlready
from .store.snapshot import PUT_IN_FORCE, GateRefused

BUG, USAGE, REFUSED, LOCKED, UNAVAILABLE, DAMAGED, DISK, TOO_OLD = 1, 2, 3, 4, 5, 6, 7, 8


def of(error: BaseException) -> tuple[int, str]:
    """(exit code, line for a person)."""
    match error:
        case RawFolderMissing():
            return USAGE, f"raw folder not found: {error}; pass --raw DIR with exported pages"
        case NoPages() | UnsafeEnvironment() | NotShown() | NoSnapshotError() | GateMisconfigured() | FolderTaken():
            return USAGE, str(error)
        case CorrectionsBroken() | ConfirmedLinksBroken() | SiteListBroken() | NothingToAccept() | MissingLibrary():
            return USAGE, str(error)
        case UnknownName() | SchedulerUnreachable() | OtherPipeline() | WorkersDoNotStart():
            return USAGE, str(error)
        case GateRefused():
            return REFUSED, str(error)
        case LockHeld():
            return LOCKED, str(error)
        case NothingLoaded() | RawUnavailable() | ClusterLost():
            return UNAVAILABLE, str(error)
        case IntegrityError() | RawStoreDamaged():
            return DAMAGED, str(error)
        case OSError():
            where = "".join(f" {fsdecode(name)}" for name in (error.filename, error.filename2) if name)
            now = "" if isinstance(error, InForceAlready) else f"; {_in_force(error)}"
            return DISK, f"disk or I/O:{where} {error.strerror or error}{now}"
        case _ if is_failure(error):
            return DISK, f"object store: {error}; {_in_force(error)}"
        case InvalidTables():
            return BUG, str(error)
        case _:
            return BUG, f"bug: {type(error).__name__}: {error}; {_in_force(error)}, the log has the traceback"


def _in_force(error: BaseException) -> str:
    """Which data analysts have now: a run may fail behind the moment at which it published."""
    notes = (note for note in getattr(error, "__notes__", ()) if note.endswith(PUT_IN_FORCE))
    return next(notes, "the data in force is unchanged")
