"""What the raw store below a folder holds: its saved state, and what its log says since. Reads only."""

from __future__ import annotations

from pathlib import Path

from pipeline.fsops import REAL

from .disk import Disk
from .log import Log
from .state import State, parse


def state_of(raw: Path) -> State:
    """The state of the store below `raw`. Raises RawStoreDamaged."""
    disk = Disk(raw, REAL)
    return load(disk, Log(disk))


def load(disk: Disk, log: Log) -> State:
    """The last saved state and what the log says since; the whole log where no state is saved."""
    try:
        state = parse((disk.store / "state").read_bytes()) or State()
    except FileNotFoundError:
        state = State()
    state.replay(log.entries(state.through))
    return state
