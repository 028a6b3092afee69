"""The rules of schemas/ as pandera schemas: strict, ordered, no coercion. All failures are reported at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.config import CONFIG, ValidationDepth
from pandera.errors import SchemaError, SchemaErrors

from . import TABLES
from .fields import PANDAS, Field, ForeignKey, Kind, Table

RULES: Mapping[str, str] = {
    "not_nullable": "required",
    "field_uniqueness": "unique",
    "multiple_fields_uniqueness": "unique",
    "column_in_dataframe": "column missing",
    "column_in_schema": "column unknown",
    "column_ordered": "column order",
}
"""pandera's names for what the schemas say; the checks carry our own names."""
ELEMENT: Mapping[Kind, Callable[[Any], bool]] = {
    "decimal": lambda value: isinstance(value, Decimal) and value.is_finite(),
    "texts": lambda value: isinstance(value, list) and all(isinstance(v, str) for v in value),
    "integers": lambda value: isinstance(value, list) and all(isinstance(v, int) for v in value),
    "number": lambda value: abs(value) != float("inf"),
}
"""What one value must be where the dtype alone does not say it."""
CANARY = "known bad"


class UnsafeEnvironment(Exception):
    """Validation is switched off or does not work here; nothing may be published."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One broken rule. `row` is the key of the row, empty for a rule on the whole column or table."""

    table: str
    column: str
    rule: str
    row: str
    found: str

    def __str__(self) -> str:
        where = f"{self.table}.{self.column}" if self.column else self.table
        return f"{where}: {self.rule}{f', row {self.row}' if self.row else ''}: found {self.found!r}"


def validate(frames: Mapping[str, pd.DataFrame]) -> list[Failure]:
    """Every broken rule of every table, cross-table keys included; empty when all hold.

    `frames` maps each dataset of schemas/ to its rows with the dtypes of the contract. Raises UnsafeEnvironment
    where validation is switched off (INTEGRITY.md row 82).
    """
    missing = [_missing(name) for name in TABLES if name not in frames]
    unknown = [Failure(name, "", "table unknown", "", "") for name in frames if name not in TABLES]
    rows = validate_rows({name: frame for name, frame in frames.items() if name in TABLES}, frames)
    return list(dict.fromkeys([*missing, *unknown, *rows]))


def validate_rows(frames: Mapping[str, pd.DataFrame], known: Mapping[str, pd.DataFrame]) -> list[Failure]:
    """Every broken rule of some rows of some tables. `known` holds what their foreign keys may point at: at least the
    key columns of these tables. Raises UnsafeEnvironment as `validate` does, and where one of the schemas does not work
    in this process."""
    refuse_unsafe()
    found: list[Failure] = []
    for name, frame in frames.items():
        _proven(TABLES[name])
        found += table_failures(TABLES[name], frame)
        for key in TABLES[name].foreign_keys:
            found += _orphans(TABLES[name], key, frame, known)
    return found


def _missing(table: str) -> Failure:
    return Failure(table, "", "table missing", "", "")


def table_failures(table: Table, frame: pd.DataFrame) -> list[Failure]:
    """Every rule of one table that its frame breaks, foreign keys left out."""
    frame = frame.reset_index(drop=True)
    try:
        schema(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        return list(_failures(table, frame, errors.failure_cases))
    return []


@cache
def schema(table: Table) -> pa.DataFrameSchema:
    """The pandera schema of a table."""
    unique = {f.name for f in table.fields if f.unique}
    return pa.DataFrameSchema(
        {f.name: _column(f) for f in table.fields},
        strict=True,
        ordered=True,
        coerce=False,
        name=table.name,
        description=table.description,
        unique=None if len(table.key) == 1 and set(table.key) <= unique else list(table.key),
    )


def canary() -> None:
    """Prove that validation works here: every schema must reject two frames that are known to be bad.

    Raises UnsafeEnvironment where one does not, where pandera is switched off and under `python -O`.
    """
    refuse_unsafe()
    for table in TABLES.values():
        _prove(table)


def _prove(table: Table) -> None:
    for column, value in (("document_kind", CANARY), (table.key[0], None)):
        if _accepts(table, column, value):
            raise UnsafeEnvironment(f"the schema of {table.name} accepts a frame that is known to be bad")


_proven = cache(_prove)
"""Once in each process that judges with a schema: `canary` proves them where a build starts, not in its workers."""


def _accepts(table: Table, column: str, value: object) -> bool:
    """Whether a frame of one row, with this value in this column, passes. A frame of one column says as much as a
    whole one, and the first error as much as all: a whole frame and all errors cost a second for all schemas."""
    kind = next(f.kind for f in table.fields if f.name == column)
    frame = pd.DataFrame({column: pd.Series([value], dtype=PANDAS[kind])})
    whole = schema(table)  # its select_columns copies all of it, for half the time of a canary
    one = pa.DataFrameSchema({column: whole.columns[column]}, strict=True, ordered=True, coerce=False)
    try:
        one.validate(frame)
    except SchemaError as error:
        return bool(error.schema.name != column)
    return True


def refuse_unsafe() -> None:
    """Raise UnsafeEnvironment where validation is switched off from outside."""
    setting = os.environ.get("PANDERA_VALIDATION_ENABLED", "True")
    if setting.lower() not in ("true", "1") or not CONFIG.validation_enabled:
        raise UnsafeEnvironment("PANDERA_VALIDATION_ENABLED switches validation off; unset it")
    if CONFIG.validation_depth not in (None, ValidationDepth.SCHEMA_AND_DATA):
        raise UnsafeEnvironment("PANDERA_VALIDATION_DEPTH switches a part of validation off; unset it")
    if sys.flags.optimize:
        raise UnsafeEnvironment("python -O or PYTHONOPTIMIZE removes checks; run without it")


def _column(field: Field) -> pa.Column:
    checks = []
    if field.kind == "text":  # pandera's own check lets object and str pass for string
        checks.append(pa.Check(_is_text, error="type"))
    if field.values:
        checks.append(pa.Check.isin(field.values, error="values"))
    if field.pattern is not None:
        checks.append(pa.Check(_matches(field.pattern), error="pattern"))
    if field.ge is not None:
        checks.append(pa.Check.ge(field.ge, error="ge"))
    if field.le is not None:
        checks.append(pa.Check.le(field.le, error="le"))
    if field.kind in ELEMENT:
        checks.append(pa.Check(ELEMENT[field.kind], element_wise=True, error="element"))
    return pa.Column(
        None if field.kind == "text" else PANDAS[field.kind],
        checks=checks,
        nullable=not field.required,
        unique=field.unique,
        description=field.description,
    )


def _is_text(values: pd.Series[Any]) -> bool:
    return isinstance(values.dtype, pd.StringDtype) and values.dtype.na_value is pd.NA


def _matches(pattern: str) -> Callable[[pd.Series[str]], pd.Series[bool]]:
    return lambda values: values.str.fullmatch(pattern)


def _failures(table: Table, frame: pd.DataFrame, cases: pd.DataFrame) -> Iterator[Failure]:
    for column, check, case, index in zip(
        cases["column"], cases["check"], cases["failure_case"], cases["index"], strict=True
    ):
        rule = "type" if str(check).startswith("dtype(") else RULES.get(str(check), str(check))
        on_table = column is None or column not in frame.columns
        found = str(frame[column].dtype) if rule == "type" else str(case)
        yield Failure(table.name, str(case if on_table else column), rule, _key(table, frame, index), found)


def _key(table: Table, frame: pd.DataFrame, index: Any) -> str:
    if index is None or pd.isna(index):
        return ""
    row = frame.iloc[int(index)]
    return " ".join(str(row[column]) for column in table.key if column in frame.columns)


def _orphans(table: Table, key: ForeignKey, own: pd.DataFrame, known: Mapping[str, pd.DataFrame]) -> Iterator[Failure]:
    target, column = key.references.split(".")
    if target not in known:
        yield _missing(target)
        return
    other = known[target]
    if key.column not in own.columns or column not in other.columns:
        return  # reported as a missing column
    # sets of what is there once: isin takes four times as long, and all point somewhere nearly always
    nowhere = set(own[key.column].dropna().unique()) - set(other[column].dropna().unique())
    if not nowhere:
        return
    orphans = own[own[key.column].isin(nowhere)].reset_index(drop=True)
    for index, found in enumerate(orphans[key.column]):
        yield Failure(table.name, key.column, f"points at {key.references}", _key(table, orphans, index), str(found))
