from __future__ import annotations

import json
import shutil
import stat
from datetime import timedelta

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import ending
from pipeline.fsops import FileOps
from pipeline.store.errors import IntegrityError
from pipeline.store.opening import open_snapshot
from pipeline.store.pointer import InForceAlready
from pipeline.store.snapshot import InvalidTables, publish
from pipeline.store.stored_bytes import sha256
from pipeline.store.verify import verify
from schemas import SCHEMA_VERSION, TABLES
from schemas.fields import PANDAS
from stored_samples import PUBLICATIONS, STAMP, parts, published, replaced, tables

POLARS = {
    "text": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
    "decimal": pl.Decimal(28, 6),
    "boolean": pl.Boolean,
    "datetime": pl.Datetime("us"),
    "texts": pl.List(pl.String),
    "integers": pl.List(pl.Int64),
}
DUCKDB = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "decimal": "DECIMAL(28,6)",
    "boolean": "BOOLEAN",
    "datetime": "TIMESTAMP",
    "texts": "VARCHAR[]",
    "integers": "BIGINT[]",
}
GOAL = ("goals", "zwolle-jaarstukken-2024", "title", 0)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    found = tables()
    found["deviations"] = {p: part.slice(0, 0) for p, part in found["deviations"].items()}  # an empty table
    published(folder, found, manifest_extra={"inputs_sha256": "ab"})
    return folder


def contents(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.parquet")}


def test_layout_is_as_the_contract_says(data):
    name = (data / "CURRENT").read_text()
    assert name.startswith("20261123T031553Z-")
    assert name.endswith("\n")
    folder = data / "snapshots" / name.strip()
    found = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert found == {"MANIFEST.json", "datapackage.json", "croissant.json"} | {
        f"{table}/{part}.parquet" for table in TABLES for part in parts(table)
    }
    assert str((data / "latest").readlink()) == f"snapshots/{name.strip()}"
    assert list((data / ".staging").iterdir()) == []


def test_manifest_tells_what_is_there(data):
    manifest = json.loads((data / "latest/MANIFEST.json").read_text())
    assert manifest["schema_version"] == SCHEMA_VERSION
    assert manifest["parent"] is None
    assert manifest["run"] == {"inputs_sha256": "ab"}
    assert manifest["findings"] == {"SECTION_UNKNOWN": 9}
    assert manifest["counts"]["goals"] == dict.fromkeys(PUBLICATIONS, 3)
    assert {"python", "pyarrow", "pandas", "pandera", "lxml"} <= manifest["versions"].keys()
    for path, entry in manifest["files"].items():
        content = (data / "latest" / path).read_bytes()
        assert (entry["sha256"], entry["bytes"]) == (sha256(content), len(content))


def test_datapackage_describes_every_file(data):
    package = json.loads((data / "latest/datapackage.json").read_text())
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [r["name"] for r in package["resources"]] == list(TABLES)
    for resource in package["resources"]:
        assert resource["path"] == [f"{resource['name']}/{p}.parquet" for p in parts(resource["name"])]
        assert resource["schema"] == json.loads(json.dumps(TABLES[resource["name"]].descriptor()))
        sizes = [(data / "latest" / path).stat().st_size for path in resource["path"]]
        assert [file["bytes"] for file in resource["files"]] == sizes


def test_croissant_describes_every_file_and_column(data):
    described = json.loads((data / "latest/croissant.json").read_text())
    files = {f["contentUrl"]: f["sha256"] for f in described["distribution"] if f["@type"] == "cr:FileObject"}
    manifest = json.loads((data / "latest/MANIFEST.json").read_text())["files"]
    assert files == {path: entry["sha256"] for path, entry in manifest.items() if "table" in entry}
    columns = {r["name"]: [f["name"] for f in r["field"]] for r in described["recordSet"]}
    assert columns == {name: list(table.columns) for name, table in TABLES.items()}


@pytest.mark.parametrize("name", TABLES)
def test_pandas_polars_and_duckdb_read_the_dtypes_of_the_contract(data, name):
    folder, fields = data / "latest" / name, TABLES[name].fields
    frame = pd.read_parquet(folder)
    lists_and_decimals = {f.name: frame[f.name].dtype for f in fields if PANDAS[f.kind] == "object"}
    expected = {f.name: pd.api.types.pandas_dtype(PANDAS[f.kind]) for f in fields}
    assert frame.dtypes.to_dict() == expected | lists_and_decimals
    assert dict(pl.read_parquet(f"{folder}/*.parquet").schema) == {f.name: POLARS[f.kind] for f in fields}
    rows = duckdb.sql(f"describe select * from read_parquet('{folder}/*.parquet')").fetchall()  # noqa: S608
    assert {row[0]: row[1] for row in rows} == {f.name: DUCKDB[f.kind] for f in fields}
    count = 0 if name == "deviations" else len(PUBLICATIONS) * (1 if name == "publications" else 3)
    assert len(frame) == count


def test_descriptions_travel_in_the_files(data):
    schema = pq.read_schema(data / "latest/goals" / f"{PUBLICATIONS[0]}.parquet")
    assert schema.field("statement").metadata[b"description"] == b"The doelzin: the goal as one sentence."
    assert schema.metadata[b"description"] == TABLES["goals"].description.encode()


def test_same_input_gives_same_bytes_and_same_hash(tmp_path):
    one = published(tmp_path / "a")
    other = published(tmp_path / "b", stamp=STAMP + timedelta(days=3))
    assert one.name.partition("-")[2] == other.name.partition("-")[2]
    assert contents(tmp_path / "a/snapshots" / one.name) == contents(tmp_path / "b/snapshots" / other.name)


def test_unchanged_tables_publish_nothing(tmp_path):
    first = published(tmp_path)
    again = published(tmp_path, stamp=STAMP + timedelta(days=1))
    assert (again.name, again.changed) == (first.name, False)
    assert [p.name for p in (tmp_path / "snapshots").iterdir()] == [first.name]
    assert list((tmp_path / ".staging").iterdir()) == []


def test_a_change_links_the_files_that_stayed(tmp_path):
    first = published(tmp_path)
    second = published(tmp_path, replaced(tables(), *GOAL, "nieuw"), STAMP + timedelta(days=1))
    assert second.changed
    new, old = tmp_path / "snapshots" / second.name, tmp_path / "snapshots" / first.name
    linked = {p for p in contents(new) if (new / p).stat().st_ino == (old / p).stat().st_ino}
    assert set(contents(new)) - linked == {f"goals/{GOAL[1]}.parquet"}
    assert json.loads((new / "MANIFEST.json").read_text())["parent"] == first.name
    with open_snapshot(tmp_path, first.name) as before:
        assert "nieuw" not in before.arrow("goals")["title"].to_pylist()


def test_without_hard_links_files_are_written(tmp_path):
    class NoLinks(FileOps):
        def link(self, source, target):
            raise PermissionError(1, "Operation not permitted", str(target))

    published(tmp_path)
    second = published(tmp_path, replaced(tables(), *GOAL, "nieuw"), ops=NoLinks())
    with open_snapshot(tmp_path) as found:
        assert found.name == second.name
        assert found.load("criteria").shape[0] == 9


def test_names_stay_in_order_when_the_clock_goes_back(tmp_path):
    first = published(tmp_path)
    second = published(tmp_path, replaced(tables(), *GOAL, "x"), STAMP - timedelta(days=400))
    third = published(tmp_path, tables(), STAMP - timedelta(days=400))
    assert first.name < second.name < third.name
    assert first.name.partition("-")[2] == third.name.partition("-")[2]


def test_a_damaged_parent_file_is_written_anew_and_published(tmp_path):
    first = published(tmp_path)
    path = tmp_path / "snapshots" / first.name / f"goals/{PUBLICATIONS[0]}.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    second = published(tmp_path, stamp=STAMP + timedelta(days=1))
    assert second.changed
    with open_snapshot(tmp_path) as found:
        assert found.load("goals").shape[0] == 9


def test_invalid_files_are_never_published(tmp_path, validation):
    with pytest.raises(InvalidTables, match=r"goals.page_id: points at pages.page_id") as caught:
        published(tmp_path, replaced(tables(), "goals", PUBLICATIONS[0], "page_id", 1, "zwolle-begroting-2026/p99"))
    assert [f.rule for f in caught.value.failures] == ["points at pages.page_id"]
    assert not (tmp_path / "CURRENT").exists()


def test_what_changes_on_disk_between_writing_and_reopening_is_seen(tmp_path):
    class Flips(FileOps):
        def write(self, path, content):
            super().write(path, content[:-1] + bytes([content[-1] ^ 1]) if path.suffix == ".parquet" else content)

    with pytest.raises(IntegrityError, match=r"\.parquet: sha256"):
        published(tmp_path, ops=Flips())
    assert not (tmp_path / "CURRENT").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: {k: v for k, v in t.items() if k != "goals"}, r"missing: \['goals'\]"),
        (lambda t: t | {"other": {}}, r"without a schema: \['other'\]"),
        (lambda t: t | {"goals": {"../x": t["goals"][PUBLICATIONS[0]]}}, "no name for a published file"),
        (lambda t: t | {"goals": {"all": t["goals"][PUBLICATIONS[0]]}}, r"goals: parts \['all'\]"),
        (lambda t: t | {"goal_links": {PUBLICATIONS[0]: t["goal_links"]["all"]}}, "goal_links: parts .*has one, 'all'"),
        (lambda t: t | {"goals": {PUBLICATIONS[0]: pa.table({"a": [1]})}}, "does not have the schema"),
    ],
)
def test_what_is_no_complete_set_of_tables_is_refused(tmp_path, change, message):
    with pytest.raises(ValueError, match=message):
        publish(tmp_path, change(tables()), stamp=STAMP)


def test_nothing_at_all_still_gives_readable_empty_tables(tmp_path):
    published(tmp_path, {name: {} for name in TABLES})
    with open_snapshot(tmp_path) as found:
        assert found.load("goals").empty
        assert tuple(found.load("goals").columns) == TABLES["goals"].columns
        assert list(found.manifest.of_table("goal_links")) == ["goal_links/all.parquet"]


def test_order_on_disk_is_data_manifest_rename_pointer(tmp_path):
    log: list[tuple[str, str]] = []

    class Logged(FileOps):
        def step(self, operation, path):
            log.append((operation, str(path.relative_to(tmp_path))))

    name = published(tmp_path, ops=Logged()).name
    operations = [(o, p.partition(".staging/")[2].partition("/")[2] or p) for o, p in log]
    rename = operations.index(("rename", f"snapshots/{name}"))
    before, after = operations[:rename], operations[rename + 1 :]
    written = [p for o, p in before if o == "write"]
    synced = [p for o, p in before if o == "fsync"]
    assert written[-3:] == ["datapackage.json", "croissant.json", "MANIFEST.json"]
    assert set(written) <= set(synced)
    assert set(TABLES) <= set(synced)  # their folders
    manifest = before.index(("write", "MANIFEST.json"))
    assert all(before.index(("fsync", p)) < manifest for p in written[:-1])
    assert after == [
        ("fsync", "snapshots"),
        ("fsync", ".staging"),
        ("create", ".CURRENT.tmp"),
        ("write", ".CURRENT.tmp"),
        ("fsync", ".CURRENT.tmp"),
        ("replace", "CURRENT"),
        ("fsync", "."),
        ("symlink", ".latest.tmp"),
        ("replace", "latest"),
        ("fsync", "."),
    ]


def test_published_files_are_no_ones_to_execute(data):
    modes = {stat.S_IMODE(p.stat().st_mode) & 0o133 for p in (data / "latest/goals").iterdir()}
    assert modes == {0}


def test_a_disk_that_fails_behind_current_does_not_say_that_nothing_changed(tmp_path):
    before = published(tmp_path).name
    (tmp_path / "latest").unlink()
    (tmp_path / "latest").mkdir()
    with pytest.raises(InForceAlready) as failed:
        published(tmp_path, replaced(tables(), *GOAL, "Een andere titel"), stamp=STAMP + timedelta(days=1))
    with open_snapshot(tmp_path) as view:
        assert view.name != before
        code, line = ending.of(failed.value)
        assert (code, f"{view.name} is in force" in line, "unchanged" in line) == (7, True, False)
        assert f"{tmp_path / 'latest'} stands where the link to the snapshot in force belongs: move it away" in line


def test_a_data_folder_that_is_a_link_to_another_disk(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "data").symlink_to("disk")
    name = published(tmp_path / "data", tables(PUBLICATIONS[:1], 1), ops=FileOps()).name
    assert (tmp_path / "disk" / "latest").readlink().name == name
    assert verify(tmp_path / "data") == []


def test_what_has_the_name_of_latest_is_told_and_left_alone(tmp_path):
    """A copy of the data folder that followed the link has a folder there."""
    published(tmp_path)
    (tmp_path / "latest").unlink()
    shutil.copytree(next((tmp_path / "snapshots").iterdir()), tmp_path / "latest")
    assert [str(problem) for problem in verify(tmp_path) if problem.is_of_data] == []
    assert next(problem.problem for problem in verify(tmp_path)).endswith("move it away, the next build makes the link")
    with pytest.raises(FileExistsError, match="move it away"):
        published(tmp_path)
    assert (tmp_path / "latest/goals").is_dir()


def test_a_failed_step_names_both_of_its_files(tmp_path):
    published(tmp_path)
    (tmp_path / ".latest.tmp").mkdir()
    (tmp_path / "latest").unlink()
    with pytest.raises(FileExistsError) as failed:
        published(tmp_path)
    assert f"{tmp_path / '.latest.tmp'} File exists" in ending.of(failed.value)[1]
