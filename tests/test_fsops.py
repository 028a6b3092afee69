"""The one place that forces bytes to the disk: the other tests do not wait for it (conftest.py)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.fsops import REAL


def test_fsync_forces_the_file_or_folder_of_this_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: forced.append(os.fstat(descriptor).st_ino))
    REAL.write(tmp_path / "tabel", b"rijen")
    for path in (tmp_path / "tabel", tmp_path):
        REAL.fsync(path)
    assert forced == [(tmp_path / "tabel").stat().st_ino, tmp_path.stat().st_ino]
    with pytest.raises(FileNotFoundError):
        REAL.fsync(tmp_path / "niets")
