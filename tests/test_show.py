"""`show` finds every row back on its page: ten rows of each dataset, drawn at random."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline import snapshot
from pipeline.build import build
from pipeline.show import NotShown, show
from raw_pages import RAW
from schemas import TABLES

PRINTED = {
    "criteria": "text",
    "activities": "text",
    "indicators": "value_text",
    "baten_lasten": "printed_text",
    "policy_documents": "title",
    "deviations": "title",
    "text_amounts": "printed_text",
    "table_cells": "text",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("show")
    build(RAW, folder)
    return folder


def letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


@pytest.mark.parametrize("table", PRINTED)
def test_ten_random_rows_stand_where_they_say(data: Path, table: str) -> None:
    rows = snapshot(data).load(table).to_dict("records")
    for row in random.Random(20261123).sample(rows, min(10, len(rows))):
        output = "\n".join(show(row[TABLES[table].key[0]], RAW, data))
        printed = output.partition("PRINTED")[2]
        assert printed, row
        assert letters(row[PRINTED[table]])[:100] in letters(printed), row
        path = next(line.split(": ", 1)[1] for line in output.splitlines() if line.startswith("file: "))
        assert Path(path).is_file()


def test_a_page_shows_blocks_sections_rows_and_findings(data: Path) -> None:
    output = "\n".join(show("zwolle-jaarstukken-2024/p49787", RAW, data))
    for part in ("BLOCKS", "SECTIONS", "BASELINE", "BATEN_LASTEN (25)", "CHECKS", "FINDINGS", "status: ok"):
        assert (part in output) is (part != "BASELINE")


def test_a_page_is_shown_by_file_without_a_snapshot(tmp_path: Path) -> None:
    file = next((RAW / "zwolle.begroting-2017.nl" / "p8081").glob("*.html"))
    output = "\n".join(show(str(file), RAW, tmp_path / "nothing"))
    assert "zwolle-begroting-2017/p8081" in output


def test_what_is_not_there_is_said(data: Path) -> None:
    with pytest.raises(NotShown, match="no file below the raw folder, no page and no row"):
        list(show("zwolle-jaarstukken-2024/p1/t1/r1/c1", RAW, data))
