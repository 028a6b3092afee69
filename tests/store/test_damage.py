"""Flipped bits and truncation in every kind of published file are refused with the file named (INTEGRITY.md F10).

The harness also runs against a loader without checks, in which it must find silent damage.
"""

from __future__ import annotations

import errno
import os
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.store import parquet, staging, stored_bytes
from pipeline.store.errors import DataError, IntegrityError
from pipeline.store.frames import to_pandas
from pipeline.store.opening import open_snapshot
from pipeline.store.verify import verify
from schemas import TABLES
from stored_samples import published, tables

PUBLICATION = "zwolle-jaarstukken-2024"
SMALL = ("pages", "goals", "findings")


@pytest.fixture
def one(tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "TABLES", {name: TABLES[name] for name in SMALL})
    published(tmp_path, {name: tables((PUBLICATION,))[name] for name in SMALL})
    return tmp_path


def published_files(data):
    with open_snapshot(data) as found:
        return [found.path / p for p in (*found.manifest.files, "MANIFEST.json")] + [data / "CURRENT"]


def flipped(content, draw):
    place = draw.randrange(len(content) * 8)
    changed = bytearray(content)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


def truncated(content, draw):
    return content[: draw.randrange(len(content))]


def load_all(data):
    with open_snapshot(data) as found:
        return {name: found.load(name) for name in SMALL}


def load_without_checks(data):
    """Known bad: what a plain reader sees, no sha256 and no page checksums."""
    name = (data / "CURRENT").read_text().strip()
    folder = data / "snapshots" / name
    return {t: to_pandas(pq.read_table(folder / t / f"{PUBLICATION}.parquet")) for t in SMALL}


def undetected(data, damage, times, load, named=True):
    draw = random.Random(20261123)
    files = published_files(data)
    missed = []
    for _ in range(times):
        path = draw.choice(files)
        content = path.read_bytes()
        path.write_bytes(damage(content, draw))
        try:
            load(data)
            missed.append(f"{path.name}: loaded")
        except (DataError, pa.ArrowException, OSError, ValueError) as error:
            if named and path.name not in str(error):
                missed.append(f"{path.name}: not named in {error}")
        if named and not any(path.name in str(problem) for problem in verify(data)):
            missed.append(f"{path.name}: not seen by verify")
        path.write_bytes(content)
    assert not named or verify(data) == []
    return missed


@pytest.mark.parametrize(("damage", "times"), [(flipped, 60), (truncated, 40)])
def test_damage_is_always_seen_and_named(one, damage, times):
    assert undetected(one, damage, times, load_all) == []


@pytest.mark.soak
@pytest.mark.parametrize(("damage", "times"), [(flipped, 600), (truncated, 400)])
def test_damage_is_always_seen_and_named_in_full_number(one, damage, times):
    assert undetected(one, damage, times, load_all) == []


def test_the_harness_sees_a_loader_without_checks(one):
    assert len(undetected(one, flipped, 60, load_without_checks, named=False)) > 10


def test_page_checksums_catch_what_the_manifest_would_believe(one, monkeypatch):
    """The second net: pages are checked even where somebody wrote a matching sha256."""
    with open_snapshot(one) as found:
        path = found.path / "goals" / f"{PUBLICATION}.parquet"
        rows = found.manifest.files[f"goals/{PUBLICATION}.parquet"].rows
    content = path.read_bytes()
    file = pq.ParquetFile(pa.BufferReader(content))
    start = file.metadata.row_group(0).column(0).data_page_offset
    end = start + file.metadata.row_group(0).column(0).total_compressed_size
    seen = 0
    for place in range(start + 40, end, 3):
        bad = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        try:
            parquet.from_bytes(bad, path, rows)
        except IntegrityError:
            seen += 1
    assert seen > 0


@pytest.mark.parametrize("code", [errno.EACCES, errno.EMFILE])
@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST.json", f"{PUBLICATION}.parquet"])
def test_what_may_not_be_read_now_is_not_damaged(one, monkeypatch, name, code):
    """Nobody goes back to an older snapshot because a file is another user's."""
    real = os.open

    def refuse(path, *arguments):  # root may read everything, so that chmod tells nothing
        if str(path).endswith(name):
            raise OSError(code, os.strerror(code), str(path))
        return real(path, *arguments)

    monkeypatch.setattr(stored_bytes.os, "open", refuse)
    for use in (load_all, verify):
        with pytest.raises(OSError, match=os.strerror(code)):
            use(one)
