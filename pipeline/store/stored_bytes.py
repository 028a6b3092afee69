"""Bytes of published files, and whether they are those that were published. Light: imports no library of tables."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

from ..remote import is_remote
from .errors import IntegrityError
from .layout import MANIFEST, DataFolder
from .manifest import parse

_ANY_VERSION = "999999"
_NOT_NOW = frozenset({errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM})
"""Why a file cannot be read although nothing is wrong with it: another user's, or a machine at its limits."""


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_bytes(path: Path) -> bytes:
    """Bytes of a published file; a symlink in its place is refused. Raises IntegrityError naming the file, and OSError
    where it may be whole."""
    if is_remote(path):
        return _remote_bytes(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            return file.read()
    except OSError as error:
        raise damage(path, error) from error


def damage(path: Path, error: OSError) -> IntegrityError:
    """What is wrong with a published file that cannot be read; raises the error again where it may be whole."""
    if error.errno in _NOT_NOW:
        raise error
    return IntegrityError(f"{path}: {error.strerror}")


def _remote_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise IntegrityError(f"{path}: {error.strerror or error}") from error


def checked_bytes(path: Path, digest: str) -> bytes:
    """Bytes of a published file that have this sha256. Raises IntegrityError naming the file."""
    content = read_bytes(path)
    if sha256(content) != digest:
        raise IntegrityError(f"{path}: sha256 is {sha256(content)}, MANIFEST.json says {digest}")
    return content


def refuse_damaged(folder: DataFolder, name: str) -> None:
    """Raise IntegrityError for the first file of a snapshot that is not what was published, its manifest included."""
    path = folder.snapshots / name / MANIFEST
    for file, entry in parse(read_bytes(path), path, _ANY_VERSION).files.items():
        checked_bytes(path.parent / file, entry.sha256)
