"""Read a published snapshot: the door for notebooks.

Every load reads CURRENT once, opens only files that MANIFEST.json names, and checks the sha256 of each file and the
checksum of each page. The data folder is the argument `data`, else the environment variable DOELENBOOM_DATA, else
`./data`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .store.errors import IntegrityError, NoSnapshotError
from .store.opening import Publications, Snapshot, Years, open_snapshot

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["IntegrityError", "NoSnapshotError", "Snapshot", "load", "snapshot"]


def load(
    table: str,
    *,
    years: Years = None,
    publications: Publications = None,
    columns: Sequence[str] | None = None,
    snapshot: str | None = None,
    data: str | Path | None = None,
) -> pd.DataFrame:
    """One table as a pandas frame with nullable dtypes (`string`, `Int64`, `Float64`, `boolean`, `datetime64[us]`;
    lists and decimals as objects). docs/dictionary.md gives columns and units.

    `years` filters on report_year (one year or several), `publications` on publication_id, `columns` chooses
    columns in this order; `snapshot` names an older snapshot. Years without publications give an empty frame.
    Two calls may see two snapshots when one is published between them: `snapshot()` gives one view of all tables.

    Raises NoSnapshotError where nothing is published, IntegrityError where a file is not what was published, and
    ValueError for a table, column or publication that does not exist.
    """
    with open_snapshot(data, snapshot) as opened:
        return opened.load(table, years=years, publications=publications, columns=columns)


def snapshot(data: str | Path | None = None, name: str | None = None) -> Snapshot:
    """One consistent view of all tables: `.load(table)`, `.name`, `.tables`, `.is_current()`.

    The snapshot in force, or the one called `name`. It stays readable for as long as it is held, whatever is
    published meanwhile. Raises as `load`.
    """
    return open_snapshot(data, name)
