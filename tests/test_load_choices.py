"""What a notebook may ask of `load` and `snapshot`: filters, forms, SQL, and help where a name is wrong."""

from __future__ import annotations

import builtins
import sys
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars
import pyarrow as pa
import pytest

from pipeline import MissingLibrary, load, snapshot
from pipeline.store.queries import whole_numbers
from schemas import TABLES
from stored_samples import PUBLICATIONS, published, tables

SERIES = {
    "zwolle-jaarstukken-2023/1.2.1": "zwolle-jaarstukken-2023/1.2.1",
    "zwolle-jaarstukken-2024/1.2.2": "zwolle-jaarstukken-2023/1.2.1",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three publications with three goals each; 1.2.2 of 2024 is the 1.2.1 of 2023."""
    folder = tmp_path_factory.mktemp("choices")
    found = tables()
    part = found["goal_series"]["all"]
    ids = part["goal_id"].to_pylist()
    series = pa.array([SERIES.get(goal, goal) for goal in ids])
    codes = pa.array([goal.rpartition("/")[2] for goal in ids])
    for column, values in (("series_id", series), ("goal_code", codes)):
        at = part.schema.get_field_index(column)
        part = part.set_column(at, part.schema.field(column), values)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.store.snapshot.validate", lambda frames: [])
        published(folder, found | {"goal_series": {"all": part}})
    return folder


def goal_ids(data: Path, table: str = "goals", **options: Any) -> list[str]:
    return sorted(load(table, data=data, **options)["goal_id"].dropna().unique())


def test_kinds(data: Path) -> None:
    assert set(load("pages", data=data, kinds="begroting")["publication_id"]) == {PUBLICATIONS[0]}
    assert len(load("pages", data=data, kinds=["begroting", "jaarstukken"])) == 9
    assert len(load("goal_links", data=data, kinds="begroting")) == 3  # one file for all publications
    assert len(load("pages", data=data, kinds="berap")) == 0


def test_goals_by_id_and_by_code(data: Path) -> None:
    assert goal_ids(data, goals="zwolle-jaarstukken-2024/1.2.1") == ["zwolle-jaarstukken-2024/1.2.1"]
    assert goal_ids(data, goals="1.2.1") == [f"{p}/1.2.1" for p in PUBLICATIONS]
    assert goal_ids(data, "baten_lasten", goals=["1.2.1", "1.2.2"], years=2024) == [
        "zwolle-jaarstukken-2024/1.2.1", "zwolle-jaarstukken-2024/1.2.2",
    ]  # fmt: skip


@pytest.mark.parametrize("asked", ["zwolle-jaarstukken-2023/1.2.1", "zwolle-jaarstukken-2024/1.2.2"])
def test_a_series_is_its_goals_through_the_years(data: Path, asked: str) -> None:
    assert goal_ids(data, series=asked) == sorted(SERIES)
    assert goal_ids(data, series=asked, years=2024) == ["zwolle-jaarstukken-2024/1.2.2"]
    assert set(load("goal_series", data=data, series=asked)["series_id"]) == {"zwolle-jaarstukken-2023/1.2.1"}


def test_series_and_goals_must_both_hold(data: Path) -> None:
    assert goal_ids(data, series="zwolle-jaarstukken-2023/1.2.1", goals="1.2.2") == ["zwolle-jaarstukken-2024/1.2.2"]


def test_columns_are_those_asked_for_whatever_is_filtered(data: Path) -> None:
    found = load("criteria", data=data, goals="1.2.1", kinds="jaarstukken", columns=["text"])
    assert list(found.columns) == ["text"]
    assert len(found) == 2


@pytest.mark.parametrize("name", TABLES)
def test_every_table_in_every_form(data: Path, name: str) -> None:
    frame = load(name, data=data)
    arrow = load(name, data=data, as_="arrow")
    assert isinstance(arrow, pa.Table)
    assert arrow.schema.equals(TABLES[name].arrow())
    frame_of_polars = load(name, data=data, as_="polars")
    assert isinstance(frame_of_polars, polars.DataFrame)
    relation = load(name, data=data, as_="duckdb")
    assert isinstance(relation, duckdb.DuckDBPyRelation)
    assert len(frame) == len(arrow) == len(frame_of_polars) == len(relation.fetchall()) > 0
    assert list(frame.columns) == arrow.column_names == frame_of_polars.columns == relation.columns


def test_another_form_is_refused(data: Path) -> None:
    with pytest.raises(ValueError, match=r"as_='excel'.*pandas, polars, arrow, duckdb"):
        load("goals", data=data, as_="excel")  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("table", "options", "words"),
    [
        ("goal", {}, r"no table 'goal' in snapshot 2026.*did you mean 'goals'\? there are: publications"),
        ("goals", {"columns": ["titel"]}, "no column 'titel' in table goals; did you mean 'title'"),
        ("goals", {"kinds": "jaarrekening"}, "no kind 'jaarrekening'.*there are: begroting, jaarstukken, berap"),
        ("goals", {"publications": "zwolle-jaarstukken-2022"}, "did you mean 'zwolle-jaarstukken-202"),
        ("goals", {"goals": "1.2.9"}, r"no goal '1\.2\.9'.*did you mean '1\.2\.[123]'"),
        ("goals", {"series": "zwolle-jaarstukken-2025/1.2.1"}, "no series 'zwolle-jaarstukken-2025/1.2.1'"),
        ("pages", {"goals": "1.2.1"}, "table 'pages' names no goals"),
        ("goals", {"years": "2024"}, "years='2024': a year is a whole number, such as 2024"),
        ("goals", {"years": [2024.5]}, r"years=\[2024.5\]: a year is a whole number"),
    ],
)
def test_a_wrong_name_gets_the_nearest_ones(data: Path, table: str, options: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        load(table, data=data, **options)


@pytest.mark.parametrize("library", ["polars", "duckdb"])
def test_a_missing_library_says_what_to_run(data: Path, library: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingLibrary, match=rf"{library} is not installed. Run: pip install {library}"):
        load("goals", data=data, as_=library)


def test_what_is_not_optional_needs_no_optional_library(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        assert name.partition(".")[0] not in ("polars", "duckdb"), name
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert len(load("goals", data=data)) == 9


def test_sql_over_all_tables(data: Path) -> None:
    with snapshot(data) as view:
        found = view.sql(
            """with ours as (select goal_id, title from goals where report_year = 2024)
            select title, count(*) as pages, sum(amount_eur) as euros
            from baten_lasten join ours using (goal_id) group by title order by title"""
        )
        assert found.dtypes.astype(str).to_dict() == {"title": "string", "pages": "Int64", "euros": "Int64"}
        assert found["pages"].sum() == 3
        assert view.sql("select count(*) as n from PAGES")["n"].tolist() == [9]
        assert isinstance(view.sql("select * from goals", as_="polars"), polars.DataFrame)
        assert isinstance(view.sql("select * from goals", as_="duckdb"), duckdb.DuckDBPyRelation)


def test_sql_answers_are_those_of_load(data: Path) -> None:
    with snapshot(data) as view:
        for name in TABLES:
            expected = load(name, data=data, as_="arrow").to_pylist()
            assert view.sql(f"select * from {name}", as_="arrow").to_pylist() == expected, name  # noqa: S608


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("select * from goal", "no table 'goal' in snapshot .*did you mean 'goals'"),
        ("select titel from goals", "DuckDB: .*titel"),
        ("selct 1", "DuckDB: .*syntax error"),
    ],
)
def test_sql_that_cannot_be_answered(data: Path, query: str, words: str) -> None:
    with snapshot(data) as view, pytest.raises(ValueError, match=words):
        view.sql(query)


def test_views_of_ones_own_stay(data: Path) -> None:
    with snapshot(data) as view:
        view.sql("create view mine as select goal_id from goals")
        assert len(view.sql("select * from mine")) == 9


def test_a_damaged_file_is_refused_in_sql_too(data: Path, tmp_path: Path) -> None:
    import shutil

    from pipeline import IntegrityError

    shutil.copytree(data, tmp_path / "data", symlinks=True)
    with snapshot(tmp_path / "data") as view:
        file = view.path / "goals" / f"{PUBLICATIONS[0]}.parquet"
        file.write_bytes(file.read_bytes()[:-1] + b"x")
        with pytest.raises(IntegrityError, match="goals/zwolle-begroting-2026"):
            view.sql("select * from goals")


def test_sums_beyond_64_bits_stay_what_they_are() -> None:
    table = duckdb.sql("select 9223372036854775807::hugeint + 1 as big, 5::hugeint as small").to_arrow_table()
    found = whole_numbers(table)
    assert found["small"].type == pa.int64()
    assert int(found["big"][0].as_py()) == 2**63


def test_describe(data: Path) -> None:
    with snapshot(data) as view:
        described = view.describe()
        assert list(described["table"]) == list(TABLES)
        columns = view.describe("baten_lasten").set_index("column")
        assert columns.loc["amount_eur", "unit"] == "EUR"
        assert pd.isna(columns.loc["row_label", "unit"])
        assert list(columns.index) == list(TABLES["baten_lasten"].columns)


def test_the_docstring_names_every_table() -> None:
    words = set((load.__doc__ or "").replace(",", " ").split())
    assert set(TABLES) <= words


@pytest.mark.parametrize(
    ("table", "column"),
    [("goals", "statement"), ("baten_lasten", "reliability"), ("indicator_series", "is_latest"),
     ("budget_vs_actual", "lasten_begroting_primitief"), ("spending_proposals", "nature")],
)  # fmt: skip
def test_the_docstring_names_columns_that_exist(table: str, column: str) -> None:
    assert column in TABLES[table].columns
    assert column in (load.__doc__ or "")
