"""Read a published snapshot: the door for notebooks.

Every load reads CURRENT once, opens only files that MANIFEST.json names, and checks the sha256 of each file and the
checksum of each page. The data folder is the argument `data`, else the environment variable DOELENBOOM_DATA, else
`./data`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack, overload

from .store.errors import IntegrityError, MissingLibrary, NoSnapshotError
from .store.forms import Form
from .store.opening import Names, Snapshot, Years, open_snapshot

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from duckdb import DuckDBPyRelation

__all__ = ["IntegrityError", "MissingLibrary", "NoSnapshotError", "Snapshot", "load", "snapshot"]


class _Options(TypedDict, total=False):
    years: Years
    kinds: Names
    goals: Names
    series: Names
    publications: Names
    columns: Sequence[str] | None
    snapshot: str | None
    data: str | Path | None


@overload
def load(table: str, *, as_: Literal["pandas"] = "pandas", **options: Unpack[_Options]) -> pd.DataFrame: ...
@overload
def load(table: str, *, as_: Literal["polars"], **options: Unpack[_Options]) -> pl.DataFrame: ...
@overload
def load(table: str, *, as_: Literal["arrow"], **options: Unpack[_Options]) -> pa.Table: ...
@overload
def load(table: str, *, as_: Literal["duckdb"], **options: Unpack[_Options]) -> DuckDBPyRelation: ...
def load(
    table: str,
    *,
    years: Years = None,
    kinds: Names = None,
    goals: Names = None,
    series: Names = None,
    publications: Names = None,
    columns: Sequence[str] | None = None,
    as_: Form = "pandas",
    snapshot: str | None = None,
    data: str | Path | None = None,
) -> Any:
    """One table: by default a pandas frame with nullable dtypes (`string`, `Int64`, `Float64`, `boolean`,
    `datetime64[us]`; lists and decimals as objects). `as_` gives a polars frame, an Arrow table or a DuckDB relation.

    Filters, each one value or several, all of which must hold; one that no row meets gives an empty frame:
      years          report_year of the publication
      kinds          document_kind: begroting, jaarstukken, berap, perspectiefnota
      publications   publication_id: zwolle-jaarstukken-2024
      goals          goal_id, or a goal code in every publication (1.2.3 is another goal in another year)
      series         the goal through the years: series_id, or the goal_id of any of its goals
    `columns` chooses columns in this order, `snapshot` names an older snapshot, `data` another data folder.

    Every table opens with publication_id, municipality, document_kind, report_year and page_id. What stands in it, and
    the columns most asked for (all: docs/dictionary.md, or `snapshot().describe("goals")`):
      publications       a publication                     title, pages, first_built_at
      pages              a page and its provenance         url, source_path, status
      goals              a goal in one publication         goal_id, goal_code, title, statement, programme
      criteria, activities, policy_documents               below a goal: text, status, theme
      indicators         an observation                    indicator, unit, role, year, value
      baten_lasten       a printed amount                  stage, component, fiscal_year, amount_eur, reliability
      deviations         a deviation of a berap            kind, amount_eur
      reserves           a printed amount of a reserve     reserve, component, fiscal_year, amount_eur
      spending_proposals a bestedingsvoorstel and year     title, nature, fiscal_year, amount_eur
      incidental         incidentele baten en lasten       programme, title, component, fiscal_year, amount_eur
      text_amounts, sections, table_cells                  the page itself: text, amounts in it, cells
      checks, findings, source_errors                      what holds, what to know, what was corrected
      goal_links, goal_series                              goals through the years: kind, series_id
      indicator_series   an observation in its series      indicator_series_id, year, value, vintage, is_latest
      budget_vs_actual   a goal and fiscal year            lasten_begroting_primitief ... resultaat_verschil
    Amounts are whole euros with canonical signs; what not to add up stands with each table in the dictionary.

    Two calls may see two snapshots when one is published between them: `snapshot()` gives one view of all tables.
    Raises NoSnapshotError where nothing is published (with the command to run), IntegrityError where a file is not what
    was published, MissingLibrary (pip install 'doelenboom[analysis]' brings polars and DuckDB), and ValueError for a
    name that does not exist, with the ones nearest to it, and for a year that is no whole number.
    """
    with open_snapshot(data, snapshot) as opened:
        return opened.load(
            table, as_=as_, years=years, kinds=kinds, goals=goals, series=series, publications=publications,
            columns=columns,
        )  # fmt: skip


def snapshot(data: str | Path | None = None, name: str | None = None) -> Snapshot:
    """One consistent view of all tables: `.load(table, ...)` as `load`, `.sql("select ... from goals")` through DuckDB
    over all tables by their names, `.describe(table)`, `.name`, `.tables`, `.is_current()`.

    The snapshot in force, or the one called `name` (a candidate that the gate refused has its hash as name). It stays
    readable for as long as it is held, whatever is published meanwhile. Raises as `load`.
    """
    return open_snapshot(data, name)
