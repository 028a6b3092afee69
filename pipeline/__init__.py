"""Dutch municipal budget pages as validated Parquet datasets.

    from pipeline import load
    goals = load("goals", years=2024)

Importing this package imports nothing heavy: pandas and pyarrow come with the first call.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .load import Snapshot, load, snapshot
    from .store.errors import IntegrityError, MissingLibrary, NoSnapshotError

__all__ = ["IntegrityError", "MissingLibrary", "NoSnapshotError", "Snapshot", "load", "snapshot"]

_HOMES = {
    "IntegrityError": "pipeline.store.errors",
    "MissingLibrary": "pipeline.store.errors",
    "NoSnapshotError": "pipeline.store.errors",
    "Snapshot": "pipeline.load",
    "load": "pipeline.load",
    "snapshot": "pipeline.load",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


class _Door(ModuleType):
    """`pipeline.load` is the function, also after the module of that name was imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "load" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Door


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
