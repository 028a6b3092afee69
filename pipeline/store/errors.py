"""What can be wrong with stored data. Light on purpose: the notebook's door exports these."""

from __future__ import annotations


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
