"""Which engine a build gets."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from . import Engine


def engine_at(scheduler: str | None) -> AbstractContextManager[Engine | None]:
    """The Dask cluster with its scheduler at this address, connected on entering; None without one: this machine."""
    if scheduler is None:
        return nullcontext()
    from .dask import DaskEngine

    return DaskEngine(scheduler)
