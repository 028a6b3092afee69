"""Exports reopened by pandas, DuckDB, openpyxl and LibreOffice: the same figures, and nothing that calculates."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from click.testing import CliRunner

from pipeline import load
from pipeline.__main__ import cli
from pipeline.exports import export, workbook
from pipeline.exports.plain_text import as_text, inert
from schemas import TABLES
from stored_samples import published, tables

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs" / "exports.md").read_text("utf-8")
PAYLOADS = (
    '=HYPERLINK("http://x/","klik")', "+31 38 498 9111", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd", "\t=1+1", "\r=1+1",
    "\n=1+1", "=1+1;=2+2", '="1.2.3"', "-297", "1.2.3", "4.2",
)  # fmt: skip
PLAIN = ("81.964", "Doel 1.2.3 Sport", "€ 1.204", "een; twee", 'zegt "ja"', "regel een\nregel twee", "één €")
PUBLICATION = "zwolle-jaarstukken-2024"


def cells(table: pa.Table, column: str, values: list[Any]) -> pa.Table:
    at = table.schema.get_field_index(column)
    return table.set_column(at, table.schema.field(column), pa.array(values, table.schema.field(column).type))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot with texts that a spreadsheet might run, and numbers of every kind."""
    folder = tmp_path_factory.mktemp("exports")
    rows = len(PAYLOADS) + len(PLAIN)
    found = tables((PUBLICATION,), rows)
    goals = cells(found["goals"][PUBLICATION], "description", [*PAYLOADS, *PLAIN])
    goals = cells(goals, "goal_code", ["1.2.3", *["10.4"] * (rows - 1)])
    amounts = cells(found["baten_lasten"][PUBLICATION], "amount_eur", [-297_000, 0, 10**10, *range(rows - 3)])
    numbers = [Decimal("81964"), Decimal("-4.4"), Decimal("0.000001"), Decimal("9876543210123.654321")]
    printed = cells(found["table_cells"][PUBLICATION], "number", [*numbers, *[None] * (rows - 4)])
    values = cells(found["indicators"][PUBLICATION], "value", [4.4, 2332.0, -0.5, 1e-7, *[None] * (rows - 4)])
    replaced = {"goals": goals, "baten_lasten": amounts, "table_cells": printed, "indicators": values}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.store.snapshot.validate", lambda frames: [])
        published(folder, found | {name: {PUBLICATION: table} for name, table in replaced.items()})
    return folder


@pytest.fixture(scope="module")
def out(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    files = [path.relative_to(folder).as_posix() for path in export(folder, data=data)]
    assert files == [*(f"csv/{name}.csv" for name in TABLES), "zwolle.xlsx", "zwolle.duckdb"]
    assert sorted(p.name for p in folder.iterdir()) == ["csv", "zwolle.duckdb", "zwolle.xlsx"]
    return folder


def read_csv(path: Path, name: str) -> pd.DataFrame:
    """A CSV as docs/exports.md says to read it, with the types of the dictionary."""
    kinds = {"text": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
    types = {f.name: kinds.get(f.kind, "string") for f in TABLES[name].fields}
    empty = {"keep_default_na": False, "na_values": [""]}
    return pd.read_csv(path, sep=";", decimal=",", encoding="utf-8-sig", dtype=types, **empty)


@pytest.mark.parametrize("name", TABLES)
def test_csv_in_pandas(data: Path, out: Path, name: str) -> None:
    expected, found = load(name, data=data), read_csv(out / "csv" / f"{name}.csv", name)
    assert list(found.columns) == list(expected.columns)
    for field in TABLES[name].fields:
        ours, theirs = expected[field.name], found[field.name]
        if field.kind in ("integer", "number", "boolean"):
            pd.testing.assert_series_equal(theirs, ours)
        elif field.kind == "text":
            texts = [None if pd.isna(t) else str(t).removeprefix("'") for t in theirs]
            assert texts == [None if pd.isna(t) else re.sub("\r(?!\n)", "\r", t) for t in ours]
        elif field.kind == "decimal":
            numbers = [None if pd.isna(t) else Decimal(t.replace(",", ".")) for t in theirs]
            assert numbers == list(ours)


def test_csv_bytes_are_those_of_dutch_excel(out: Path) -> None:
    content = (out / "csv" / "indicators.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfpublication_id;municipality;")
    assert content.endswith(b"\r\n")
    assert b";4,4;" in content
    assert b";0,0000001;" in content


@pytest.mark.parametrize("text", PAYLOADS)
def test_what_calculates_or_becomes_a_date_is_inert(out: Path, text: str) -> None:
    assert inert(text) == f"'{text}"
    found = read_csv(out / "csv" / "goals.csv", "goals")["description"].tolist()
    assert f"'{text}" in found


@pytest.mark.parametrize("text", PLAIN)
def test_other_text_stays_as_it_is(out: Path, text: str) -> None:
    assert inert(text) == text
    assert text in read_csv(out / "csv" / "goals.csv", "goals")["description"].tolist()


@pytest.mark.parametrize(
    ("value", "text"),
    [(-297, "-297"), (4.4, "4,4"), (1e21, "1000000000000000000000"), (Decimal("35000.000000"), "35000"), (None, ""),
     (True, "true"), (["1.2.3"], "'1.2.3"), (["a", "b"], "a | b"), ([], "")],
)  # fmt: skip
def test_values_as_text(value: Any, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize("name", TABLES)
def test_workbook_in_pandas(data: Path, out: Path, name: str) -> None:
    expected = load(name, data=data)
    types = {f.name: str for f in TABLES[name].fields if f.kind == "text"}  # pandas makes a number of "0000"
    found = pd.read_excel(out / "zwolle.xlsx", sheet_name=name, dtype=types, keep_default_na=False, na_values=[""])
    assert list(found.columns) == list(expected.columns)
    assert len(found) == len(expected)
    for field in TABLES[name].fields:
        ours, theirs = expected[field.name].tolist(), found[field.name].tolist()
        for one, other in zip(ours, theirs, strict=True):
            if field.kind in ("integer", "number") and not pd.isna(one):
                assert float(one) == float(other), field.name
            elif field.kind == "text" and not pd.isna(one):
                assert re.sub(r"\r\n?", "\n", str(one)) == re.sub(r"\r\n?|_x000D_", "\n", str(other)), field.name


def test_no_cell_of_the_workbook_calculates(out: Path) -> None:
    book = openpyxl.load_workbook(out / "zwolle.xlsx", data_only=False)
    assert book.sheetnames[:2] == ["Leeswijzer", "Kolommen"]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    sheet = book["goals"]
    column = next(cell.column for cell in sheet[1] if cell.value == "description")
    texts = {sheet.cell(row, column).value: sheet.cell(row, column) for row in range(2, sheet.max_row + 1)}
    quoted = texts['=HYPERLINK("http://x/","klik")']
    assert (quoted.data_type, quoted.quotePrefix) == ("s", True)
    assert texts["81.964"].quotePrefix in (None, False)


def test_amounts_of_the_workbook_are_numbers(out: Path) -> None:
    sheet = openpyxl.load_workbook(out / "zwolle.xlsx")["baten_lasten"]
    column = next(cell.column for cell in sheet[1] if cell.value == "amount_eur")
    first = sheet.cell(2, column)
    assert (first.value, first.data_type, first.number_format) == (-297_000, "n", "#,##0")


def test_a_number_of_more_digits_than_excel_keeps_is_text(out: Path) -> None:
    sheet = openpyxl.load_workbook(out / "zwolle.xlsx")["table_cells"]
    column = next(cell.column for cell in sheet[1] if cell.value == "number")
    assert [sheet.cell(row, column).value for row in range(2, 6)] == [81964, -4.4, 0.000001, "9876543210123,654321"]


def test_guides_of_the_workbook(out: Path) -> None:
    book = openpyxl.load_workbook(out / "zwolle.xlsx")
    assert [row[0].value for row in book["Leeswijzer"].iter_rows(min_row=3)] == list(TABLES)
    columns = [(row[0].value, row[1].value) for row in book["Kolommen"].iter_rows(min_row=2)]
    assert columns == [(table.name, f.name) for table in TABLES.values() for f in table.fields]


def test_long_texts_and_long_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = tables((PUBLICATION,), 5)
    long = cells(found["goals"][PUBLICATION], "description", ["x" * 40_000, "é" * 32_767, "kort", None, "=1"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.store.snapshot.validate", lambda frames: [])
        published(tmp_path / "data", found | {"goals": {PUBLICATION: long}})
    monkeypatch.setattr(workbook, "_MOST_ROWS", 2)
    (path,) = export(tmp_path, data=tmp_path / "data", formats=["xlsx"], tables=["goals"])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Leeswijzer", "Kolommen", "goals", "goals 2", "goals 3"]
    column = next(cell.column for cell in book["goals"][1] if cell.value == "description")
    cut = book["goals"].cell(2, column).value
    assert len(cut) < 32_767
    assert cut.endswith("xx [afgekapt; de hele tekst staat in de CSV en in DuckDB]")
    assert book["goals"].cell(3, column).value == "é" * 32_767
    assert book["goals 3"].cell(2, column).value == "=1"


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_gives_the_same_rows(data: Path, out: Path, name: str) -> None:
    with duckdb.connect(str(out / "zwolle.duckdb"), read_only=True) as connection:
        found = connection.sql(f"select * from {name}").to_arrow_table()  # noqa: S608
    expected = load(name, data=data, as_="arrow")
    assert found.to_pylist() == expected.to_pylist()


def test_duckdb_says_what_its_columns_are(data: Path, out: Path) -> None:
    with duckdb.connect(str(out / "zwolle.duckdb"), read_only=True) as connection:
        comments = dict(
            connection.sql(
                "select column_name, comment from duckdb_columns() where table_name = 'baten_lasten'"
            ).fetchall()
        )
        tables_said = dict(connection.sql("select table_name, comment from duckdb_tables()").fetchall())
        (name,) = connection.sql("select name from snapshot").fetchall()[0]
    assert comments["amount_eur"].endswith("Unit: EUR.")
    assert tables_said["goals"] == TABLES["goals"].description
    assert name == (data / "CURRENT").read_text().strip()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """LibreOffice, headless: spreadsheets -> their sheets as rows of texts, as it shows them."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice is not installed: apt-get install libreoffice-calc-nogui")
    home = tmp_path_factory.mktemp("office")

    def rows(*paths: Path, read_as: str | None = None) -> dict[str, list[list[str]]]:
        out = tmp_path_factory.mktemp("sheets")
        command = [soffice, f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to",
                   "csv:Text - txt - csv (StarCalc):9,34,76,1,,1043,false,true,false,false,false,-1",
                   *([f"--infilter={read_as}"] if read_as else []), "--outdir", str(out), *map(str, paths)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return {
            made.stem.rpartition("-")[2]: list(csv.reader(made.read_text("utf-8").splitlines(True), delimiter="\t"))
            for made in out.glob("*.csv")
        }

    return rows


def test_libreoffice_reads_the_workbook(data: Path, tmp_path: Path, office: Any) -> None:
    (path,) = export(tmp_path, data=data, formats=["xlsx"], tables=["goals", "baten_lasten"])
    sheets = office(path)
    for name in ("baten_lasten", "goals"):
        expected = load(name, data=data)
        assert sheets[name][0] == list(expected.columns)
        assert len(sheets[name]) == len(expected) + 1
    at = sheets["baten_lasten"][0].index("amount_eur")
    euros = [int(row[at].replace(".", "").replace(",", "")) for row in sheets["baten_lasten"][1:]]
    assert euros == load("baten_lasten", data=data)["amount_eur"].tolist()
    at = sheets["goals"][0].index("description")
    texts = {row[at] for row in sheets["goals"][1:]}
    assert {'=HYPERLINK("http://x/","klik")', "-2+3+cmd|' /C calc'!A0", "1.2.3"} <= texts


def test_libreoffice_reads_the_csv_as_dutch_excel_does(data: Path, out: Path, office: Any) -> None:
    """Semicolons, UTF-8 and the Dutch locale (1043); a cell that calculated would show its result."""
    names = ("goals", "baten_lasten", "indicators")
    files = (out / "csv" / f"{name}.csv" for name in names)
    goals, amounts, values = map(office(*files, read_as="CSV:59,34,76,1,,1043,false,true,false").get, names)
    assert {row[goals[0].index("goal_code")] for row in goals[1:]} == {"'1.2.3", "'10.4"}
    texts = {row[goals[0].index("description")] for row in goals[1:]}
    assert {"'=1+1;=2+2", "'-297", "één €"} <= texts
    assert not {"2", "-297"} & texts
    at = amounts[0].index("amount_eur")
    assert [int(row[at]) for row in amounts[1:]] == load("baten_lasten", data=data)["amount_eur"].tolist()
    assert values[1][values[0].index("value")].replace(".", ",") == "4,4"  # a number, in the notation of this machine


def test_command(data: Path, tmp_path: Path) -> None:
    arguments = ["export", "--data", str(data), "--out", str(tmp_path / "new" / "folder")]
    done = CliRunner().invoke(cli, [*arguments, "--format", "csv", "--table", "goals"])
    assert done.exit_code == 0, done.output
    assert re.fullmatch(r".*/new/folder/csv/goals\.csv  [\d,]+ bytes\n", done.output)
    assert [p.name for p in (tmp_path / "new" / "folder" / "csv").iterdir()] == ["goals.csv"]


@pytest.mark.parametrize(
    ("extra", "code", "words"),
    [
        (["--table", "goal"], 2, "no table 'goal' in snapshot"),
        (["--format", "ods"], 2, "ods"),
        (["--data", "/nowhere"], 2, "Run: python -m pipeline build"),
        (["--snapshot", "20200101T000000Z-000000000000"], 2, "kept are"),
    ],
)
def test_command_that_cannot_be_done(data: Path, tmp_path: Path, extra: list[str], code: int, words: str) -> None:
    done = CliRunner().invoke(cli, ["export", "--data", str(data), "--out", str(tmp_path), *extra])
    assert (done.exit_code, words in done.output) == (code, True), done.output


def test_a_missing_library_is_no_bug(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    done = CliRunner().invoke(cli, ["export", "--data", str(data), "--out", str(tmp_path), "--format", "xlsx"])
    assert (done.exit_code, done.output) == (
        2, "xlsxwriter is not installed. Run: pip install xlsxwriter (or pip install 'doelenboom[analysis]')\n",
    )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_breaks_off_leaves_the_old_file(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = export(tmp_path, data=data, formats=["csv"], tables=["goals"])
    before = path.read_bytes()

    def broken(*_: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.exports.csv_files.as_text", broken)
    with pytest.raises(OSError, match="No space left"):
        list(export(tmp_path, data=data, formats=["csv"], tables=["goals"]))
    assert path.read_bytes() == before


def test_several_municipalities_share_a_file(tmp_path: Path) -> None:
    found = tables(("zwolle-begroting-2026", "zwolle-jaarstukken-2024"))
    other = cells(found["publications"]["zwolle-begroting-2026"], "municipality", ["deventer"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.store.snapshot.validate", lambda frames: [])
        parts = found["publications"] | {"zwolle-begroting-2026": other}
        published(tmp_path / "data", found | {"publications": parts})
    (path,) = export(tmp_path, data=tmp_path / "data", formats=["duckdb"], tables=["goals"])
    assert path.name == "doelenboom.duckdb"


def test_sql_and_python_of_the_docs(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (sql,) = re.findall(r"```sql\n(.*?)```", DOCS, re.DOTALL)
    with duckdb.connect(str(out / "zwolle.duckdb"), read_only=True) as connection:
        for statement in filter(str.strip, sql.split(";")):
            assert connection.sql(statement).fetchall()
    (python,) = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
    (tmp_path / "build").mkdir()
    shutil.copytree(out, tmp_path / "build" / "export")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(python, names)  # noqa: S102 - our own documentation
    assert names["codes"].tolist()[:2] == ["1.2.3", "10.4"]
