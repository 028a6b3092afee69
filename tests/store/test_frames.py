from __future__ import annotations

from dataclasses import make_dataclass
from datetime import UTC, datetime
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pytest

from pipeline.store import frames
from pipeline.store.parquet import from_bytes, to_bytes
from schemas import TABLES
from schemas.fields import PANDAS, Field, Table
from stored_samples import PUBLICATIONS, arrow

COMMON = ("zwolle-begroting-2026", "zwolle", "begroting", 2026, "zwolle-begroting-2026/p1")
KINDS = ("text", "integer", "number", "decimal", "boolean", "datetime", "texts", "integers")
EVERY = Table(
    "every",
    "One column of each kind.",
    (*TABLES["goals"].fields[:5], *(Field(kind, kind, f"A {kind}.") for kind in KINDS)),
    ("text",),
)
Record = make_dataclass("Record", KINDS)
FULL = Record("één", 7, 2.5, Decimal("81.667"), True, datetime.fromisoformat("2025-06-13T13:22:06"), ("a", "b"), (1, 2))
NULLS = Record(*([None] * len(KINDS)))


def one(kind, value):
    return Record(**{k: value if k == kind else None for k in KINDS})


def test_values_and_nulls_keep_their_type():
    found = frames.to_arrow(EVERY, [COMMON, COMMON], [FULL, NULLS])
    assert found.schema.equals(EVERY.arrow(), check_metadata=True)
    assert found.to_pylist()[0]["decimal"] == Decimal("81.667000")
    assert found.to_pylist()[0] | {"decimal": 0} == dict(
        zip(EVERY.columns, (*COMMON, "één", 7, 2.5, 0, True, FULL.datetime, ["a", "b"], [1, 2]), strict=True)
    )
    assert found.to_pylist()[1] == dict(zip(EVERY.columns, (*COMMON, *([None] * 8)), strict=True))


@pytest.mark.parametrize("records", [[], [NULLS], [FULL]], ids=["empty", "all null", "full"])
def test_schema_and_dtypes_never_depend_on_rows(records):
    found = frames.to_arrow(EVERY, [COMMON] * len(records), records)
    assert found.schema.equals(EVERY.arrow(), check_metadata=True)
    stored = from_bytes(to_bytes(found), "x", len(records))
    assert stored.schema.equals(EVERY.arrow(), check_metadata=True)
    expected = {f.name: pd.api.types.pandas_dtype(PANDAS[f.kind]) for f in EVERY.fields}
    assert frames.to_pandas(stored).dtypes.to_dict() == expected


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", 2.7),  # Arrow alone makes 2 of it
        ("integer", 2.0),
        ("integer", "7"),
        ("integer", True),
        ("integer", 2**63),
        ("number", "4,4"),
        ("number", float("nan")),
        ("number", float("-inf")),
        ("number", Decimal(1)),
        ("decimal", 1.5),
        ("decimal", Decimal("0.0000001")),
        ("text", 5),
        ("text", b"x"),
        ("text", "\ud800"),
        ("boolean", 1),
        ("datetime", "2025-06-13"),
        ("datetime", datetime(2025, 6, 13, tzinfo=UTC)),
        ("texts", "ab"),
        ("texts", ("a", 1)),
        ("integers", (1, 2.5)),
    ],
)
def test_a_wrong_value_is_refused_by_table_and_column(kind, value):
    with pytest.raises(frames.RecordMismatch, match=f"every.{kind}: "):
        frames.to_arrow(EVERY, [COMMON, COMMON], [NULLS, one(kind, value)])


def test_null_in_a_required_column_names_the_row():
    with pytest.raises(frames.RecordMismatch, match=r"every.page_id: null in row 1 of 2"):
        frames.to_arrow(EVERY, [COMMON, (*COMMON[:4], None)], [FULL, FULL])


def test_records_and_common_columns_must_match():
    with pytest.raises(frames.RecordMismatch, match="1 records but 2 rows"):
        frames.to_arrow(EVERY, [COMMON, COMMON], [FULL])


def test_rows_stay_as_passed():
    rows = [Record("b", 1, *[None] * 6), Record(None, 2, *[None] * 6), Record("a", 3, *[None] * 6)]
    rows.append(Record("b", 4, *[None] * 6))
    common = [COMMON] * 4
    assert frames.to_arrow(EVERY, common, rows)["integer"].to_pylist() == [1, 2, 3, 4]


def test_a_table_with_one_column_of_its_own():
    table = Table("narrow", "One column.", (*TABLES["goals"].fields[:5], Field("x", "text", "X.")), ("x",))
    found = frames.to_arrow(table, [COMMON, COMMON], [make_dataclass("R", ["x"])(v) for v in ("a", None)])
    assert found["x"].to_pylist() == ["a", None]


def test_concat_keeps_the_schema_and_refuses_another():
    part = frames.to_arrow(EVERY, [COMMON], [FULL])
    assert frames.concat([part, part], EVERY.arrow()).num_rows == 2
    assert frames.concat([], EVERY.arrow()).schema.equals(EVERY.arrow(), check_metadata=True)
    with pytest.raises(pa.ArrowInvalid):
        frames.concat([part, part.drop_columns(["text"])], EVERY.arrow())


def test_lists_and_decimals_are_python_objects_in_pandas():
    row = frames.to_pandas(frames.to_arrow(EVERY, [COMMON, COMMON], [FULL, NULLS]))
    assert row["texts"].tolist() == [["a", "b"], None]
    assert row["decimal"].tolist() == [Decimal("81.667000"), None]
    assert row["text"].isna().tolist() == [False, True]


@pytest.mark.parametrize("name", TABLES)
def test_equal_tables_give_equal_bytes(name):
    tables = [arrow(TABLES[name], PUBLICATIONS[0], 3) for _ in range(2)]
    assert to_bytes(tables[0]) == to_bytes(tables[1])
