"""Where pages and data may lie: a folder of this machine, or of an object store."""

from __future__ import annotations

from pathlib import Path

from .. import remote
from .errors import MissingLibrary


def place(where: str | Path) -> Path:
    """The folder at a path or an address (`s3://bucket/data`). Raises ValueError for another kind of address and
    MissingLibrary where what reads it is not installed."""
    if not isinstance(where, str) or not remote.is_url(where):
        return Path(where) if isinstance(where, str) else where
    try:
        return remote.opened(where)
    except ImportError as error:
        raise MissingLibrary(
            f"{where}: {error.name} is not installed. Run: pip install 'doelenboom[scale]'", name=error.name
        ) from error
