"""An Arrow table in the form a reader asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import pyarrow as pa

from .errors import MissingLibrary
from .frames import to_pandas

if TYPE_CHECKING:
    from types import ModuleType

    import pandas as pd

Form: TypeAlias = Literal["pandas", "polars", "arrow", "duckdb"]
FORMS = ("pandas", "polars", "arrow", "duckdb")


def in_form(table: pa.Table, form: str) -> Any:
    """The table as a pandas frame with nullable dtypes, a polars frame, an Arrow table or a relation of DuckDB's
    default connection, which `duckdb.sql` can name. Raises ValueError for another form, MissingLibrary."""
    match form:
        case "pandas":
            return to_pandas(table)
        case "arrow":
            return table
        case "polars":
            return optional("polars").from_arrow(table)
        case "duckdb":
            return optional("duckdb").from_arrow(table)
    raise ValueError(f"as_={form!r} is no form of a table; there are: {', '.join(FORMS)}")


def listed(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Rows of texts as a pandas frame; what a row does not name is null."""
    import pandas as pd

    return pd.DataFrame({c: pd.Series([row.get(c) for row in rows], dtype="string") for c in columns})


def optional(name: str) -> ModuleType:
    """A library that comes with the extra `analysis`. Raises MissingLibrary with what to run."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise MissingLibrary(
            f"{name} is not installed. Run: pip install {name} (or pip install 'doelenboom[analysis]')", name=name
        ) from error
