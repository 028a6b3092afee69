"""How a run ends: exception -> exit code and one line that says what, where and what now (CONTRACT.md, Commands)."""

from __future__ import annotations

from schemas.validation import UnsafeEnvironment

from .corrections import CorrectionsBroken
from .show import NotShown
from .sources.folder import RawFolderMissing
from .store.errors import IntegrityError, NoSnapshotError
from .store.gate import GateMisconfigured
from .store.lock import LockHeld
from .store.snapshot import GateRefused, InvalidTables

BUG, USAGE, REFUSED, LOCKED, DAMAGED, DISK, TOO_OLD = 1, 2, 3, 4, 6, 7, 8


def of(error: BaseException) -> tuple[int, str]:
    """(exit code, line for a person)."""
    match error:
        case RawFolderMissing():
            return USAGE, f"raw folder not found: {error}; pass --raw DIR with exported pages"
        case UnsafeEnvironment() | NotShown() | NoSnapshotError() | CorrectionsBroken() | GateMisconfigured():
            return USAGE, str(error)
        case GateRefused():
            return REFUSED, str(error)
        case LockHeld():
            return LOCKED, str(error)
        case IntegrityError():
            return DAMAGED, str(error)
        case OSError():
            where = f" {error.filename}" if error.filename else ""
            return DISK, f"disk or I/O:{where} {error.strerror or error}; the data in force is unchanged"
        case InvalidTables():
            return BUG, str(error)
        case _:
            return (
                BUG,
                f"bug: {type(error).__name__}: {error}; the data in force is unchanged, the log has the traceback",
            )
