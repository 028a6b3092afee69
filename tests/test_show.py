"""`show` finds every row back on its page: ten rows of each dataset, drawn at random."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline import snapshot
from pipeline.show import NotShown, show
from raw_pages import RAW, build_of_raw
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
    "goals": "statement",
    "sections": "heading",
    "source_errors": "printed",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("show")
    build_of_raw(folder)
    return folder


def letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


@pytest.mark.parametrize("table", PRINTED)
def test_ten_random_rows_stand_where_they_say(data: Path, table: str) -> None:
    frame = snapshot(data).load(table)
    # a goal of a page without a doelzin, or text before the first heading, is found back by nothing printed
    rows = frame[frame[PRINTED[table]].notna() & frame["page_id"].notna()].to_dict("records")
    for row in random.Random(20261123).sample(rows, min(10, len(rows))):
        output = "\n".join(show(row[TABLES[table].key[0]], RAW, data))
        printed = output.partition("PRINTED")[2]
        assert printed, row
        # a goal is traced to its title line, which prints its title or its doelzin
        wanted = [row[PRINTED[table]]] + ([row["title"]] if table == "goals" and isinstance(row["title"], str) else [])
        assert any(letters(text)[:60] in letters(printed) for text in wanted), row
        path = next(line.split(": ", 1)[1] for line in output.splitlines() if line.startswith("file: "))
        assert Path(path).is_file()


def test_a_check_is_shown_with_its_result_cell(data: Path) -> None:
    view = snapshot(data)
    amounts = view.load("baten_lasten").set_index("amount_id")["printed_text"]
    checks = view.load("checks")
    rows = checks[[bool(cells) and cells[0] in amounts.index for cells in checks["cells"]]].to_dict("records")
    for row in random.Random(7).sample(rows, 10):
        printed = "\n".join(show(row["check_id"], RAW, data)).partition("PRINTED")[2]
        assert f"'{amounts[row['cells'][0]]}'" in printed, row


def test_pages_publications_and_findings_show_their_page(data: Path) -> None:
    view = snapshot(data)
    for table, key in (("pages", "page_id"), ("publications", "publication_id"), ("findings", "finding_id")):
        for row in random.Random(7).sample(view.load(table).to_dict("records"), 3):
            assert row["page_id"].split("/")[0] in "\n".join(show(row[key], RAW, data))


def test_a_page_shows_blocks_sections_rows_and_findings(data: Path) -> None:
    output = "\n".join(show("zwolle-jaarstukken-2024/p49787", RAW, data))
    for part in ("BLOCKS", "SECTIONS", "BASELINE", "BATEN_LASTEN (25)", "CHECKS", "FINDINGS", "status: ok"):
        assert (part in output) is (part != "BASELINE")


def test_a_page_is_shown_by_file_without_a_snapshot(tmp_path: Path) -> None:
    file = next((RAW / "zwolle.begroting-2017.nl" / "p8081").glob("*.html"))
    output = "\n".join(show(str(file), RAW, tmp_path / "nothing"))
    assert "zwolle-begroting-2017/p8081" in output


def test_a_page_outside_the_raw_folder_is_known_by_the_folder_of_its_site(tmp_path: Path) -> None:
    copy = tmp_path / "zwolle.jaarverslag-2024.nl" / "p49787" / "doel-5-3-2-cultureel-klimaat.html"
    copy.parent.mkdir(parents=True)
    copy.write_bytes((RAW / copy.relative_to(tmp_path)).read_bytes())
    assert next(show(str(copy), RAW, tmp_path)).startswith("zwolle-jaarstukken-2024/p49787 ")


def test_what_is_not_there_is_said(data: Path) -> None:
    with pytest.raises(NotShown, match="no file below the raw folder, no page and no row"):
        list(show("zwolle-jaarstukken-2024/p1/t1/r1/c1", RAW, data))


def test_a_name_that_is_no_utf_8_is_not_there(data: Path) -> None:
    with pytest.raises(NotShown, match=r"\\udcff"):
        list(show("\udcff", RAW, data))
