from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta

import pandas as pd
import pytest

import pipeline
from pipeline import IntegrityError, NoSnapshotError, load, snapshot
from pipeline.store import opening
from pipeline.store.manifest import parse, render
from pipeline.store.stored_bytes import sha256
from schemas import SCHEMA_VERSION, TABLES
from schemas.fields import PANDAS
from stored_samples import PUBLICATIONS, STAMP, published, replaced, tables

GOAL = ("goals", "zwolle-jaarstukken-2024", "title", 0)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("load")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.store.snapshot.validate", lambda frames: [])
        published(folder)
        published(folder, replaced(tables(), *GOAL, "nieuw"), STAMP + timedelta(days=1))
    return folder


@pytest.fixture
def copy(data, tmp_path):
    """A data folder to be spoilt."""
    shutil.copytree(data, tmp_path / "data", symlinks=True)
    return tmp_path / "data"


@pytest.mark.parametrize("name", TABLES)
def test_dtypes_are_those_of_the_dictionary(data, name):
    found = load(name, data=data)
    assert found.dtypes.to_dict() == {f.name: pd.api.types.pandas_dtype(PANDAS[f.kind]) for f in TABLES[name].fields}
    assert len(found) == 3 if name == "publications" else 9
    assert list(found.index) == list(range(len(found)))


@pytest.mark.parametrize(
    ("options", "publications"),
    [
        ({}, PUBLICATIONS),
        ({"years": 2024}, PUBLICATIONS[2:]),
        ({"years": range(2023, 2025)}, PUBLICATIONS[1:]),
        ({"years": [2026, 1999]}, PUBLICATIONS[:1]),
        ({"years": pd.Series([2023, 2024], dtype="Int64").max()}, PUBLICATIONS[2:]),
        ({"years": pd.Series([2023, 2024])}, PUBLICATIONS[1:]),
        ({"publications": PUBLICATIONS[1]}, PUBLICATIONS[1:2]),
        ({"publications": iter(PUBLICATIONS[:2])}, PUBLICATIONS[:2]),
        ({"publications": PUBLICATIONS[1], "years": 2024}, ()),
        ({"years": 1999}, ()),
    ],
)
def test_filters(data, options, publications):
    found = load("goals", data=data, **options)
    assert tuple(found["publication_id"].unique()) == publications
    assert tuple(found.columns) == TABLES["goals"].columns
    assert found["block_no"].dtype == "Int64"


def test_columns_come_in_the_order_asked(data):
    assert list(load("goals", data=data, columns=["title", "goal_id"], years=2024).columns) == ["title", "goal_id"]


@pytest.mark.parametrize(
    ("table", "options", "words"),
    [
        ("doelen", {}, "no table 'doelen'.*goals"),
        ("goals", {"columns": ["naam"]}, "no column 'naam'.*title"),
        ("goals", {"publications": "zwolle-begroting-1999"}, "no publication 'zwolle-begroting-1999'.*2024"),
    ],
)
def test_an_unknown_name_is_an_error_that_lists_what_there_is(data, table, options, words):
    with pytest.raises(ValueError, match=words):
        load(table, data=data, **options)


def test_time_travel_and_one_consistent_view(copy, monkeypatch):
    monkeypatch.setattr("pipeline.store.snapshot.validate", lambda frames: [])
    first = sorted(p.name for p in (copy / "snapshots").iterdir())[0]
    assert load("goals", data=copy, snapshot=first)["title"].str.startswith("Tekst").fillna(True).all()
    with snapshot(copy) as held:
        assert held.is_current()
        assert held.tables == tuple(TABLES)
        assert held.publications == PUBLICATIONS
        published(copy, replaced(tables(), *GOAL, "nieuwer"), STAMP + timedelta(days=2))
        assert not held.is_current()
        assert "nieuw" in held.load("goals")["title"].dropna().tolist()
    assert "nieuwer" in load("goals", data=copy)["title"].dropna().tolist()


def test_the_data_folder_is_argument_environment_or_data(data, monkeypatch, tmp_path):
    monkeypatch.setenv("DOELENBOOM_DATA", str(data))
    assert len(load("goals")) == 9
    monkeypatch.delenv("DOELENBOOM_DATA")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoSnapshotError, match="data/CURRENT"):
        load("goals")
    (tmp_path / "data").symlink_to(data)
    assert len(load("goals")) == 9


# INTEGRITY.md row 79
@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, NoSnapshotError),
        (b"", IntegrityError),
        (b"\n", IntegrityError),
        (b"20991231T000000Z-000000000000\n", IntegrityError),
        (b"../../etc\n", IntegrityError),
        (b"20261123T031553Z-76440434d641/../x\n", IntegrityError),
        (b"20261123T031553Z-76440434d641\nmore\n", IntegrityError),
        (b"\xff\xfe\n", IntegrityError),
    ],
)
def test_a_current_that_names_nothing(copy, content, error):
    if content is None:
        (copy / "CURRENT").unlink()
    else:
        (copy / "CURRENT").write_bytes(content)
    with pytest.raises(error, match=r"CURRENT.*Run: python -m pipeline rollback"):
        load("goals", data=copy)


def test_a_missing_data_folder_says_what_to_run(tmp_path):
    with pytest.raises(NoSnapshotError, match=r"CURRENT does not exist.*Run: python -m pipeline build"):
        load("goals", data=tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    with pytest.raises(NoSnapshotError, match="is no folder"):
        load("goals", data=tmp_path / "file")


def test_current_that_is_a_symlink_or_a_folder_is_refused(copy):
    (copy / "CURRENT").rename(copy / "real")
    (copy / "CURRENT").symlink_to("real")
    with pytest.raises(IntegrityError, match="CURRENT"):
        load("goals", data=copy)
    (copy / "CURRENT").unlink()
    (copy / "CURRENT").mkdir()
    with pytest.raises(IntegrityError, match="CURRENT"):
        load("goals", data=copy)


@pytest.mark.parametrize("name", ["../secret", "20261123T031553Z-000000000000", "latest", ""])
def test_an_unknown_snapshot_lists_what_is_kept(data, name):
    with pytest.raises(NoSnapshotError, match="kept are: 20261123"):
        load("goals", data=data, snapshot=name)


def rewritten(folder, **changes):
    """The manifest in force with other content and a right hash of its own."""
    path = folder / "latest/MANIFEST.json"
    manifest = parse(path.read_bytes(), path, SCHEMA_VERSION)
    body = {name: getattr(manifest, name) for name in manifest.__dataclass_fields__}
    path.write_bytes(render(type(manifest)(**body | changes)))
    return manifest


# INTEGRITY.md row 80
def test_a_newer_schema_major_version_is_refused_with_both_versions(copy):
    rewritten(copy, schema_version="2.3.0")
    with pytest.raises(IntegrityError, match=rf"schema version 2.3.0, this doelenboom knows {SCHEMA_VERSION}"):
        load("goals", data=copy)


def test_a_newer_minor_version_is_read(copy):
    rewritten(copy, schema_version="1.99.0")
    assert len(load("goals", data=copy)) == 9


@pytest.mark.parametrize("path", ["../../secret.parquet", "goals/../../x.parquet", "/etc/passwd", "goals/x.txt"])
def test_a_manifest_that_leads_elsewhere_is_refused(copy, path):
    manifest = rewritten(copy)
    entry = next(iter(manifest.of_table("goals").values()))
    rewritten(copy, files={**manifest.files, path: entry})
    with pytest.raises(IntegrityError, match="names a file that is none of a snapshot"):
        load("goals", data=copy)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_a_manifest_that_is_none_is_refused(copy, content):
    (copy / "latest/MANIFEST.json").write_bytes(content)
    with pytest.raises(IntegrityError, match=r"MANIFEST.json.*Run: python -m pipeline rollback"):
        load("goals", data=copy)


def test_a_manifest_of_another_snapshot_is_refused(copy):
    first, second = sorted((copy / "snapshots").iterdir())
    shutil.copy(first / "MANIFEST.json", second / "MANIFEST.json")
    with pytest.raises(IntegrityError, match=f"is the manifest of snapshot {first.name}"):
        load("goals", data=copy)


def test_a_missing_a_swapped_and_a_symlinked_file_are_refused(copy):
    one, other = sorted((copy / "latest/goals").iterdir())[:2]
    original = one.read_bytes()
    shutil.copy(other, one)
    with pytest.raises(IntegrityError, match=rf"{one.name}: sha256 .*pipeline verify"):
        load("goals", data=copy)
    one.unlink()
    with pytest.raises(IntegrityError, match=rf"{one.name}: No such file"):
        load("goals", data=copy)
    (copy / "elsewhere").write_bytes(original)
    one.symlink_to(copy / "elsewhere")
    with pytest.raises(IntegrityError, match=one.name):
        load("goals", data=copy)


def test_right_hashes_over_wrong_rows_are_refused(copy):
    manifest = rewritten(copy)
    path = f"goals/{PUBLICATIONS[0]}.parquet"
    entry = manifest.files[path]
    rewritten(copy, files={**manifest.files, path: type(entry)(entry.sha256, entry.bytes, 4, "goals", PUBLICATIONS[0])})
    with pytest.raises(IntegrityError, match=r"3 rows, MANIFEST\.json says 4"):
        load("goals", data=copy)


def test_files_of_one_table_with_two_schemas_are_refused(copy):
    manifest = rewritten(copy)
    path = f"goals/{PUBLICATIONS[0]}.parquet"
    (copy / "latest" / path).unlink()  # a hard link: not into the older snapshot
    content = (copy / "latest" / f"pages/{PUBLICATIONS[0]}.parquet").read_bytes()
    (copy / "latest" / path).write_bytes(content)
    entry = type(manifest.files[path])(sha256(content), len(content), 3, "goals", PUBLICATIONS[0])
    rewritten(copy, files={**manifest.files, path: entry})
    with pytest.raises(IntegrityError, match="goals: the files differ in schema"):
        load("goals", data=copy)


def test_a_snapshot_that_vanished_is_looked_up_again_once(copy, monkeypatch):
    first, second = sorted(p.name for p in (copy / "snapshots").iterdir())
    answers = iter([first, second])
    shutil.rmtree(copy / "snapshots" / first)
    monkeypatch.setattr(opening, "current_name", lambda folder: next(answers))
    assert snapshot(copy).name == second
    assert list(answers) == []


def test_importing_the_package_imports_nothing_heavy():
    code = (
        "import sys, pipeline\n"
        "heavy = {'pandas', 'pyarrow', 'pandera', 'numpy', 'lxml', 'bs4', 'schemas'} & set(sys.modules)\n"
        "from pipeline import NoSnapshotError, IntegrityError\n"
        "heavy |= {'pandas', 'pyarrow', 'numpy'} & set(sys.modules)\n"
        "print(sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_load_stays_the_function_after_its_module_was_imported():
    import pipeline.load as _

    assert pipeline.load is load
    assert callable(pipeline.load)
    assert pipeline.load.__module__ == "pipeline.load"
    assert {"load", "snapshot", "NoSnapshotError", "IntegrityError"} <= set(dir(pipeline))
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = pipeline.nothing_such


def test_a_load_leaves_no_file_open(data):
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    load("goals", data=data)
    with snapshot(data):
        pass
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_repr_names_snapshot_and_tables(data):
    assert repr(snapshot(data)).startswith(
        f"<snapshot {json.loads((data / 'latest/MANIFEST.json').read_text())['snapshot']}"
    )
