"""Shared by all tests: the real pages where they are at hand, and parsing a page without a build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.outcome import PageResult
from pipeline.parse import parse
from raw_pages import SHARED, source


@pytest.fixture(scope="session")
def shared_pages() -> Path:
    """The folder of real pages; tests on it skip visibly where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("../shared/pages is not here")
    return SHARED


@pytest.fixture(scope="session")
def parse_file() -> Callable[[Path, Path], PageResult]:
    """parse_file(folder, file): the result of one page of a raw folder."""

    def parsed(folder: Path, file: Path) -> PageResult:
        return parse(source(folder, file))

    return parsed
