"""Bytes of published files, and whether they are those that were published. Light: imports no library of tables."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from ..remote import is_remote
from .errors import IntegrityError
from .layout import MANIFEST, DataFolder
from .manifest import parse

_ANY_VERSION = "999999"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_bytes(path: Path) -> bytes:
    """Bytes of a published file; a symlink in its place is refused. Raises IntegrityError naming the file."""
    if is_remote(path):
        return _remote_bytes(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise IntegrityError(f"{path}: {error.strerror}") from error
    try:
        with os.fdopen(descriptor, "rb") as file:
            return file.read()
    except OSError as error:
        raise IntegrityError(f"{path}: {error.strerror}") from error


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
