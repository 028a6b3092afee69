"""One report over the sample corpus for all tests of this room; they only read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.report.writing import write
from raw_pages import build_of_raw


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    build_of_raw(folder)
    return folder


@pytest.fixture(scope="session")
def report(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "site"
    write(data, out)
    return out
