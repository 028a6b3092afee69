"""What can be wrong with stored data. Light on purpose: the notebook's door exports these."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.validation import Failure


class DataError(Exception):
    """Stored data cannot be used as asked; the message names the file and the command to run."""


class NoSnapshotError(DataError):
    """Nothing has been published in this data folder, or not under this name."""


class UnknownName(ValueError):
    """There is no table, column, publication, goal ... of this name; the message lists the nearest ones."""


class MissingLibrary(ImportError):
    """An optional library is not installed; the message says how to get it."""


class IntegrityError(DataError):
    """A stored file is not what was published, or was published by a newer version."""


class LockHeld(Exception):
    """Another run is busy; the message names its process, host and start."""


class InvalidTables(Exception):
    """The files break rules of schemas/; nothing was published."""

    def __init__(self, failures: Sequence[Failure]) -> None:
        super().__init__(f"{len(failures)} rows break a rule of schemas/; the first: {failures[0]}")
        self.failures = tuple(failures)
