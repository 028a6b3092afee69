"""Tables in files before they are published: checked each time, used again only as they were sealed."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest

from pipeline.fsops import REAL
from pipeline.store.errors import IntegrityError
from pipeline.store.parquet import to_bytes
from pipeline.store.parts import ENTRIES, GrowingPart, prune, seal, sealed, write_parts
from schemas import TABLES
from stored_samples import PUBLICATIONS, tables

PUBLICATION = PUBLICATIONS[0]


@pytest.fixture
def own():
    found = tables()
    return {name: found[name][PUBLICATION] for name in ("pages", "goals", "checks")}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "parts" / "key"


def test_a_part_says_what_the_table_says(folder, own):
    parts = write_parts(folder, PUBLICATION, own, REAL)
    for name, part in parts.items():
        assert (part.num_rows, part.column_names) == (own[name].num_rows, own[name].column_names)
        assert part.select(part.column_names).equals(own[name], check_metadata=True)
        assert part["page_id"].equals(own[name]["page_id"])
        assert part.content() == to_bytes(own[name])
        assert (part.entry.table, part.entry.publication_id) == (name, PUBLICATION)


@pytest.mark.parametrize("ask", [lambda p: p.content(), lambda p: p.select(["page_id"]), lambda p: p["page_id"]])
def test_a_part_that_changed_says_nothing(folder, own, ask):
    part = write_parts(folder, PUBLICATION, own, REAL)["goals"]
    part.path.write_bytes(part.path.read_bytes()[:-1] + b"x")
    with pytest.raises(IntegrityError, match=r"goals\.parquet"):
        ask(part)


def test_sealed_parts_come_back_and_others_do_not(folder, own):
    parts = write_parts(folder, PUBLICATION, own, REAL)
    assert sealed(folder, own) is None
    seal(folder, parts, REAL)
    assert sealed(folder, own) == parts
    assert sealed(folder, [*own, "sections"]) is None
    (folder / "goals.parquet").unlink()
    assert sealed(folder, own) is None


@pytest.mark.parametrize("entries", ["", "[]", "{}", "3", '{"goals": {"x": 1}}', '{"goals": 3}'])
def test_a_seal_that_is_none_is_no_seal(folder, own, entries):
    seal(folder, write_parts(folder, PUBLICATION, own, REAL), REAL)
    (folder / ENTRIES).write_text(entries)
    assert sealed(folder, ["goals"]) is None


def test_a_seal_over_another_hash_is_no_seal(folder, own):
    seal(folder, write_parts(folder, PUBLICATION, own, REAL), REAL)
    entries = json.loads((folder / ENTRIES).read_text())
    entries["goals"]["sha256"] = "0" * 64
    (folder / ENTRIES).write_text(json.dumps(entries))
    assert sealed(folder, own) is None


def test_what_is_not_used_goes(tmp_path, own):
    for name in ("one", "other"):
        write_parts(tmp_path / "parts" / name, PUBLICATION, own, REAL)
    prune(tmp_path / "parts", ["other", "never made"], REAL)
    assert [path.name for path in (tmp_path / "parts").iterdir()] == ["other"]


def test_a_part_that_grew_holds_all_rows_in_order(tmp_path):
    chunks = list(tables()["goals"].values())
    growing = GrowingPart(tmp_path / "goals.parquet", "goals", "all")
    for chunk in chunks:
        growing.add(chunk)
    part = growing.written(REAL)
    assert part.select(part.column_names).equals(pa.concat_tables(chunks).combine_chunks(), check_metadata=True)
    assert part.num_rows == sum(chunk.num_rows for chunk in chunks)


def test_a_part_that_never_grew_has_its_schema(tmp_path):
    part = GrowingPart(tmp_path / "goals.parquet", "goals", "all").written(REAL)
    assert (part.num_rows, part.select(part.column_names).schema) == (0, TABLES["goals"].arrow())
