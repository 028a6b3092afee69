"""Every rule of every table fires when one cell is corrupted, and none on good rows."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest
from pandera.config import ValidationDepth

from schemas import TABLES, validation
from schemas.fields import PANDAS
from schemas.validation import Failure, UnsafeEnvironment, canary, table_failures, validate
from stored_samples import frames


@pytest.fixture(scope="module")
def good():
    return frames()


@pytest.fixture
def frame(good):
    """A table's rows, to be spoilt."""
    return lambda table: good[table].copy()


def spoilt(frame, column, value, row=0):
    values = frame[column].tolist()
    values[row] = value
    frame[column] = pd.Series(values, dtype=frame[column].dtype)
    return frame


def rules_of():
    """(table, column, rule, bad value) for every rule the column definitions hold."""
    for table in TABLES.values():
        for f in table.fields:
            if f.required:
                yield table.name, f.name, "required", None
            if f.values:
                yield table.name, f.name, "values", "no such value" if f.kind == "text" else 987654
            if f.pattern:
                yield table.name, f.name, "pattern", "!"
            if f.ge is not None:
                yield table.name, f.name, "ge", f.ge - 1
            if f.le is not None:
                yield table.name, f.name, "le", f.le + 1
            bad = {"decimal": 1.5, "texts": [1], "integers": ["a"], "number": float("inf")}.get(f.kind)
            if bad is not None:
                yield table.name, f.name, "element", bad


def test_good_rows_break_no_rule(good):
    assert validate(good) == []


def test_empty_tables_break_no_rule(good):
    assert validate({name: frame.iloc[:0] for name, frame in good.items()}) == []


@pytest.mark.parametrize("name", TABLES)
def test_every_value_rule_fires_on_one_corrupted_cell(name, frame):
    rounds: list[dict[str, tuple[str, object]]] = []  # each column has one corrupted cell per round
    for _, column, rule, value in (case for case in rules_of() if case[0] == name):
        place = next((r for r in rounds if column not in r), None)
        if place is None:
            rounds.append(place := {})
        place[column] = (rule, value)
    for cells in rounds:
        bad = frame(name)
        for column, (_, value) in cells.items():
            bad = spoilt(bad, column, value)
        found = {(f.column, f.rule) for f in table_failures(TABLES[name], bad)}
        assert {(column, rule) for column, (rule, _) in cells.items()} <= found
    assert rounds


@pytest.mark.parametrize("name", TABLES)
def test_every_key_type_order_and_column_rule_fires(name, frame):
    table, good = TABLES[name], frame(name)
    for column in (f.name for f in table.fields if f.unique):
        found = table_failures(table, spoilt(good.copy(), column, good[column][1]))
        assert {(f.column, f.rule) for f in found} == {(column, "unique")}
    assert set(table.key) <= {f.name for f in table.fields if f.unique}
    texts = [f.name for f in table.fields if f.kind == "text"]
    wrong = good.astype({f.name: "object" for f in table.fields if PANDAS[f.kind] != "object"})
    found = {(f.column, f.rule) for f in table_failures(table, wrong)}
    as_str = {(f.column, f.rule) for f in table_failures(table, good.astype(dict.fromkeys(texts, "str")))}
    assert {(name, "type") for name in texts} <= as_str
    assert {(f.name, "type") for f in table.fields if PANDAS[f.kind] != "object"} <= found
    rules = lambda changed: {(f.column, f.rule) for f in table_failures(table, changed)}  # noqa: E731
    last = table.columns[-1]
    assert (last, "column missing") in rules(good.drop(columns=last))
    assert rules(good.assign(more=1)) == {("more", "column unknown")}
    assert "column order" in {rule for _, rule in rules(good[[last, *table.columns[:-1]]])}


@pytest.mark.parametrize("name", [t.name for t in TABLES.values() if t.foreign_keys])
def test_every_foreign_key_fires(name, good, monkeypatch):
    monkeypatch.setattr(validation, "table_failures", lambda table, frame: [])  # other rules have their own tests
    for key in TABLES[name].foreign_keys:
        found = validate(good | {name: spoilt(good[name].copy(), key.column, "nowhere", row=1)})
        rule = f"points at {key.references}"
        assert [(f.table, f.column, f.rule, f.found) for f in found if f.rule == rule and f.table == name] == [
            (name, key.column, rule, "nowhere")
        ]


# one a person typed, for each kind of rule
@pytest.mark.parametrize(
    ("table", "column", "value", "rule"),
    [
        ("goals", "goal_id", None, "required"),
        ("goals", "goal_id", "zwolle-begroting-2026/1.2.2", "unique"),
        ("activities", "status", "gepland", "values"),
        ("baten_lasten", "unit", 100, "values"),
        ("goals", "goal_code", "0.10.", "pattern"),
        ("goals", "goal_code", "1.2.3\n", "pattern"),
        ("pages", "source_sha256", "A" * 64, "pattern"),
        ("criteria", "level", 0, "ge"),
        ("baten_lasten", "amount_eur", 10**10 + 1, "le"),
        ("checks", "cells", ("a",), "element"),
        ("table_cells", "number", 1.5, "element"),
    ],
)
def test_a_typed_case_of_each_rule(table, column, value, rule, frame):
    found = [f for f in table_failures(TABLES[table], spoilt(frame(table), column, value)) if f.rule == rule]
    assert found
    assert {(f.table, f.column) for f in found} == {(table, column)}


def test_a_failure_names_the_row_by_its_key_and_what_stands_there(frame):
    bad = spoilt(frame("activities"), "status", "gepland", row=1)
    key = "zwolle-begroting-2026/activities/2"
    (failure,) = table_failures(TABLES["activities"], bad)
    assert failure == Failure("activities", "status", "values", key, "gepland")
    assert str(failure) == f"activities.status: values, row {key}: found 'gepland'"


def test_all_failures_of_all_tables_come_at_once(good):
    bad = good | {
        "goals": spoilt(good["goals"].copy(), "goal_code", "x"),
        "checks": spoilt(good["checks"].copy(), "status", "fine"),
    }
    assert {(f.table, f.rule) for f in validate(bad)} == {("goals", "pattern"), ("checks", "values")}


def test_a_missing_or_unknown_table_is_a_failure(good):
    bad = {name: frame for name, frame in good.items() if name != "checks"} | {"other": good["checks"]}
    assert {(f.table, f.rule) for f in validate(bad)} == {("checks", "table missing"), ("other", "table unknown")}


def test_numbers_are_never_coerced(frame):
    bad = frame("baten_lasten").astype({"amount_eur": "Float64"})
    assert {(f.column, f.rule) for f in table_failures(TABLES["baten_lasten"], bad)} == {("amount_eur", "type")}


def test_the_canary_passes_here_and_dies_where_a_schema_accepts_anything(monkeypatch):
    canary()
    monkeypatch.setattr(validation.pa.DataFrameSchema, "validate", lambda self, frame: frame)
    with pytest.raises(UnsafeEnvironment, match="publications accepts a frame"):
        canary()


@pytest.mark.parametrize("rule", ["nullable", "checks"])
def test_the_canary_dies_where_only_a_part_of_the_rules_works(monkeypatch, rule):
    real = validation._column

    def without(field):
        column = real(field)
        setattr(column, rule, True if rule == "nullable" else [])
        return column

    monkeypatch.setattr(validation, "_column", without)
    validation.schema.cache_clear()
    try:
        with pytest.raises(UnsafeEnvironment):
            canary()
    finally:
        validation.schema.cache_clear()


# INTEGRITY.md row 82
@pytest.mark.parametrize("setting", ["False", "false", "0", "no", ""])
def test_validation_switched_off_by_the_environment_refuses_to_run(setting, monkeypatch, good):
    monkeypatch.setenv("PANDERA_VALIDATION_ENABLED", setting)
    for run in (canary, lambda: validate(good)):
        with pytest.raises(UnsafeEnvironment, match="PANDERA_VALIDATION_ENABLED"):
            run()


@pytest.mark.parametrize(
    ("setting", "value"), [("validation_enabled", False), ("validation_depth", ValidationDepth.SCHEMA_ONLY)]
)
def test_validation_switched_off_in_pandera_refuses_to_run(setting, value, monkeypatch):
    monkeypatch.setattr(validation.CONFIG, setting, value)
    with pytest.raises(UnsafeEnvironment, match="PANDERA_VALIDATION_"):
        canary()


def test_python_without_asserts_refuses_to_run():
    code = (
        "from schemas.validation import UnsafeEnvironment, canary\n"
        "try:\n    canary()\nexcept UnsafeEnvironment as error:\n    print(error)\n"
    )
    command = [sys.executable, "-O", "-W", "ignore", "-c", code]
    assert "python -O" in subprocess.run(command, capture_output=True, text=True, check=True).stdout
