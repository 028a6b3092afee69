"""What a column and a table are. One definition gives the Arrow schema, the pandera schema, the Frictionless
descriptor and the data dictionary, so that none of them can drift from the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import pyarrow as pa

Kind: TypeAlias = Literal["text", "integer", "number", "decimal", "boolean", "datetime", "texts", "integers"]

ARROW: Mapping[Kind, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "decimal": pa.decimal128(28, 6),
    "boolean": pa.bool_(),
    "datetime": pa.timestamp("us"),
    "texts": pa.list_(pa.field("element", pa.string())),  # Parquet's own name, so that types survive the file
    "integers": pa.list_(pa.field("element", pa.int64())),
}
PANDAS: Mapping[Kind, str] = {
    "text": "string",
    "integer": "Int64",
    "number": "Float64",
    "decimal": "object",
    "boolean": "boolean",
    "datetime": "datetime64[us]",
    "texts": "object",
    "integers": "object",
}
FRICTIONLESS: Mapping[Kind, str] = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "decimal": "number",
    "boolean": "boolean",
    "datetime": "datetime",
    "texts": "any",  # frictionless reads Parquet lists as numpy arrays, which its own `array` refuses
    "integers": "any",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `values` is a closed list, `pattern` a full match, `ge`/`le` inclusive bounds."""

    name: str
    kind: Kind
    description: str
    required: bool = False
    unique: bool = False
    values: tuple[str | int, ...] = ()
    pattern: str | None = None
    ge: int | None = None
    le: int | None = None
    unit: str | None = None

    def arrow(self) -> pa.Field:
        """The Arrow field; its description travels in the Parquet file as field metadata."""
        return pa.field(self.name, ARROW[self.kind], not self.required, {"description": self.description})


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`column` of this table points at `references` (`table.column`)."""

    column: str
    references: str


@dataclass(frozen=True, slots=True)
class Table:
    """One dataset: its columns in order, its key and what it points at. A derived one is made of the others and
    spans publications, so it is one file (pipeline/derive says how to add one)."""

    name: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    order: tuple[str, ...] = field(default=())
    derived: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(f.name for f in self.fields)

    def arrow(self) -> pa.Schema:
        """Arrow schema with column and table descriptions; equal for empty and all-null tables."""
        return pa.schema([f.arrow() for f in self.fields], {"description": self.description, "name": self.name})

    def descriptor(self) -> dict[str, Any]:
        """The table schema of a Frictionless Data Package v2 resource."""
        return {
            "fields": [_descriptor(f) for f in self.fields],
            "missingValues": [],  # Parquet has null; an empty text is a value
            "primaryKey": list(self.key),
            # frictionless looks keys up in the first file of a table only, and a derived table spans them all
            "foreignKeys": [
                {"fields": [k.column], "reference": dict(zip(("resource", "fields"), _target(k), strict=True))}
                for k in self.foreign_keys
                if not self.derived
            ],
        }


def _target(key: ForeignKey) -> tuple[str, list[str]]:
    table, column = key.references.split(".")
    return table, [column]


def _descriptor(f: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {
        name: value
        for name, value in (
            ("required", f.required or None),
            ("unique", f.unique or None),
            ("enum", list(f.values) or None),
            ("pattern", f.pattern),
            ("minimum", f.ge),
            ("maximum", f.le),
        )
        if value is not None
    }
    found = {"name": f.name, "type": FRICTIONLESS[f.kind], "description": f.description}
    return found | ({"constraints": constraints} if constraints else {}) | ({"unit": f.unit} if f.unit else {})
