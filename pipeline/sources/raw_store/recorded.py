"""The raw store as a build sees it: which bytes each file below raw/ should hold. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.fsops import REAL

from .disk import Disk
from .log import Log
from .state import State, parse


@dataclass(frozen=True, slots=True)
class Recorded:
    """`in_force` maps files below raw/ to their SHA-256, `tombstones` are files that were taken out of force.
    `settled` is False where a run was killed between its decision and its last readable file."""

    in_force: Mapping[str, str] = field(default_factory=dict)
    tombstones: frozenset[str] = frozenset()
    settled: bool = True


def recorded(raw: Path) -> Recorded:
    """What the store below `raw` holds in force; nothing where there is no store. Raises RawStoreDamaged."""
    disk = Disk(raw, REAL)
    if not disk.store.is_dir():
        return Recorded()
    state = load(disk, Log(disk))
    return Recorded(
        {path: page.sha256 for path, page in state.pages.items() if page.sha256},
        frozenset(path for path, page in state.pages.items() if page.tombstone),
        not state.unshown,
    )


def load(disk: Disk, log: Log) -> State:
    """The last saved state and what the log says since; the whole log where no state is saved."""
    try:
        state = parse((disk.store / "state").read_bytes()) or State()
    except FileNotFoundError:
        state = State()
    state.replay(log.entries(state.through))
    return state
