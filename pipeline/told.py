"""What neighbours say of pages, in a file for the next run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from .assemble.across_pages import Told
from .fsops import FileOps
from .model import Finding
from .proof.records import CheckRecord
from .store.stored_bytes import sha256

_FILE = "told.json"
_KINDS: Mapping[str, Any] = {kind.__name__: kind for kind in (CheckRecord, Finding)}


def write_told(folder: Path, told: Mapping[str, Sequence[Told]], ops: FileOps) -> None:
    """Keep what is said, publication by publication, behind its hash. Raises OSError."""
    lines = {publication: [_values(*one) for one in said] for publication, said in told.items()}
    content = json.dumps(lines).encode()
    ops.write(folder / _FILE, sha256(content).encode() + b"\n" + content)


def read_told(folder: Path) -> dict[str, list[Told]] | None:
    """What was kept there; None where nothing is, or not all of it."""
    try:
        digest, _, content = (folder / _FILE).read_bytes().partition(b"\n")
    except OSError:
        return None
    if digest != sha256(content).encode():
        return None
    lines = json.loads(content)
    return {publication: [_record(*values) for values in said] for publication, said in lines.items()}


def _values(page_id: str, record: CheckRecord | Finding) -> tuple[str, str, list[Any]]:
    return page_id, type(record).__name__, [getattr(record, f.name) for f in fields(record)]


def _record(page_id: str, kind: str, values: Sequence[Any]) -> Told:
    return page_id, _KINDS[kind](*(tuple(value) if isinstance(value, list) else value for value in values))
