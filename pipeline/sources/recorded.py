"""The raw store as a build sees it: which bytes each file below raw/ should hold. Reads only. Light: where there is no
store, or nothing in it, the store is not imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

STORE = ".store"


@dataclass(frozen=True, slots=True)
class Recorded:
    """`in_force` maps files below raw/ to their SHA-256, `tombstones` are files that were taken out of force, and
    `renumbered` those of them whose page lies in another file now, to that file.
    `settled` is False where a run was killed between its decision and its last readable file."""

    in_force: Mapping[str, str] = field(default_factory=dict)
    tombstones: frozenset[str] = frozenset()
    renumbered: Mapping[str, str] = field(default_factory=dict)
    settled: bool = True


def recorded(raw: Path) -> Recorded:
    """What the store below `raw` holds in force; nothing where there is no store. Raises RawStoreDamaged."""
    if not (raw / STORE).is_dir():
        return Recorded()
    from .raw_store import state_of

    state = state_of(raw)
    return Recorded(
        {path: page.sha256 for path, page in state.pages.items() if page.sha256},
        frozenset(path for path, page in state.pages.items() if page.tombstone),
        {path: page.moved_to for path, page in state.pages.items() if page.moved_to},
        not state.unshown,
    )
