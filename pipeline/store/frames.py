"""Records to Arrow tables and Arrow tables to pandas: the first place where a frame exists.

Columns and types come from schemas/ alone, never from the rows, so that empty and all-null tables are equal
in type to full ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain
from math import isfinite
from operator import attrgetter
from types import NoneType
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from schemas import Table
from schemas.fields import ARROW, PANDAS, Field, Kind

if TYPE_CHECKING:
    import pandas as pd

COMMON_COLUMNS = ("publication_id", "municipality", "document_kind", "report_year", "page_id")


PYTHON: Mapping[Kind, tuple[tuple[type, ...], tuple[type, ...]]] = {
    "text": ((str, NoneType), ()),
    "integer": ((int, NoneType), (bool,)),
    "number": ((float, int, NoneType), (bool,)),
    "decimal": ((Decimal, int, NoneType), (bool,)),
    "boolean": ((bool, NoneType), ()),
    "datetime": ((datetime, NoneType), ()),
    "texts": ((tuple, list, NoneType), ()),
    "integers": ((tuple, list, NoneType), ()),
}
"""Per kind: the Python types a value may have, and subclasses of them that it may not have."""
LISTS: Mapping[Kind, type] = {"texts": str, "integers": int}


class RecordMismatch(ValueError):
    """A record holds a value its column cannot hold; the message names table, column, row and value."""


def to_arrow(table: Table, common: Sequence[tuple[Any, ...]], records: Sequence[object]) -> pa.Table:
    """Arrow table of `records` with the exact schema of `table`, descriptions included.

    `common` holds per record (publication_id, municipality, document_kind, report_year, page_id).
    Rows stay as passed.
    Raises RecordMismatch for a wrong type or a null in a required column.
    """
    if len(common) != len(records):
        raise RecordMismatch(f"{table.name}: {len(records)} records but {len(common)} rows of common columns")
    own = table.fields[len(COMMON_COLUMNS) :]
    columns = _transposed(common, len(COMMON_COLUMNS)) + _transposed(_rows(own, records), len(own))
    arrays = [_array(table, f, values) for f, values in zip(table.fields, columns, strict=True)]
    return pa.Table.from_arrays(arrays, schema=table.arrow())


def empty(table: Table) -> pa.Table:
    """The table without rows."""
    return table.arrow().empty_table()


def concat(parts: Iterable[pa.Table], schema: pa.Schema) -> pa.Table:
    """The parts below each other; a part with another schema raises pyarrow.ArrowInvalid."""
    tables = list(parts)
    return pa.concat_tables(tables).combine_chunks() if tables else schema.empty_table()


def to_pandas(table: pa.Table) -> pd.DataFrame:
    """pandas frame with nullable dtypes: string, Int64, Float64, boolean, datetime64[us]; lists are Python lists
    and decimals decimal.Decimal in object columns, null is None there."""
    import pandas as pd

    dtypes = {
        ARROW[kind]: pd.api.types.pandas_dtype(name)
        for kind, name in PANDAS.items()
        if name not in ("object", "datetime64[us]")
    }
    frame: pd.DataFrame = table.replace_schema_metadata(None).to_pandas(types_mapper=dtypes.get)
    for column in table.schema:
        if pa.types.is_list(column.type):
            frame[column.name] = pd.Series(table[column.name].to_pylist(), index=frame.index, dtype="object")
    return frame


def _rows(fields: Sequence[Field], records: Sequence[object]) -> list[tuple[Any, ...]]:
    names = [f.name for f in fields]
    if len(names) == 1:  # attrgetter of one name returns the bare value
        return [(getattr(record, names[0]),) for record in records]
    return list(map(attrgetter(*names), records))


def _transposed(rows: Sequence[tuple[Any, ...]], width: int) -> list[Sequence[Any]]:
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _array(table: Table, field: Field, values: Sequence[Any]) -> pa.Array:
    try:
        _check_types(field, values)
        array = pa.array(values, ARROW[field.kind])
    except (pa.ArrowInvalid, TypeError, OverflowError, UnicodeError) as error:
        raise RecordMismatch(f"{table.name}.{field.name}: {error}") from error
    if field.required and array.null_count:
        row = next(n for n, value in enumerate(values) if value is None)
        raise RecordMismatch(f"{table.name}.{field.name}: null in row {row} of {len(values)}, the column is required")
    return array


def _check_types(field: Field, values: Sequence[Any]) -> None:
    """Arrow alone would make 2 of 2.7, a list of letters of a string and UTC of any zone, all in silence."""
    allowed, forbidden = PYTHON[field.kind]
    for found in set(map(type, values)):
        if not issubclass(found, allowed) or issubclass(found, forbidden):
            example = next(v for v in values if type(v) is found)
            raise TypeError(f"{example!r} is {found.__name__}, the column holds {field.kind}")
    if field.kind == "number" and not all(map(isfinite, filter(None, values))):
        raise TypeError("a number that is not finite; missing is None")
    if field.kind == "datetime" and any(v.tzinfo for v in values if v is not None):
        raise TypeError("a datetime with a time zone; stamps are naive")
    if field.kind in LISTS and not all(issubclass(t, LISTS[field.kind]) for t in _element_types(values)):
        raise TypeError(f"a list that holds another type than {LISTS[field.kind].__name__}")


def _element_types(values: Sequence[Any]) -> set[type]:
    return set(map(type, chain.from_iterable(filter(None, values))))
