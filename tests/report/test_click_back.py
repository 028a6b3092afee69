"""From a number to the printed cell: any number of the report, and any row by `show --open`."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner
from written_pages import pages, target, text, tree

from pipeline import snapshot
from pipeline.__main__ import cli
from pipeline.report.corpus import Corpus
from pipeline.report.site import Site
from pipeline.report.writing import opened
from pipeline.show import NotShown
from raw_pages import RAW
from schemas import TABLES

PRINTED = {
    "baten_lasten": ("amount_id", "printed_text"),
    "reserves": ("amount_id", "printed_text"),
    "spending_proposals": ("amount_id", "printed_text"),
    "incidental": ("amount_id", "printed_text"),
    "indicators": ("observation_id", "value_text"),
    "deviations": ("deviation_id", "printed_text"),
}
WHOLE_CELL = ("baten_lasten",)
"""Tables whose rows are a whole cell; a cell of the others may hold more."""


@pytest.fixture(scope="module")
def site(data: Path) -> Site:
    with snapshot(data) as view:
        found = Site(Corpus(view))
        for table in TABLES:
            found.corpus.rows(table)
    return found


def words(printed: str) -> str:
    return " ".join(printed.split())


def numbers(report: Path) -> list[tuple[Path, str, str, str]]:
    """(page, key of the row, text as printed, address) of every number of the report."""
    return [
        (page, link.get("data-row"), link.get("data-printed"), link.get("href"))
        for page in pages(report)
        for link in tree(page).xpath("//a[@data-row]")
    ]


def landed(page: Path, href: str) -> str:
    """The words of the place a link leads to."""
    file, anchor = target(page, href)
    (found,) = tree(file).xpath("//*[@id=$anchor]", anchor=anchor)
    assert found.tag in ("td", "th", "mark"), (page, href, found.tag)
    return words(text(found))


def test_200_random_numbers_land_on_the_printed_cell(data: Path, report: Path) -> None:
    view = snapshot(data)
    rows = {
        row[key]: (table, row[column])
        for table, (key, column) in PRINTED.items()
        for row in view.load(table).to_dict("records")
    }
    found = numbers(report)
    assert len(found) > 500
    right = 0
    for page, row_id, printed, href in random.Random(20261123).sample(found, 200):
        table, in_data = rows[row_id]
        assert printed == in_data, (page, row_id)
        there = landed(page, href)
        assert there == words(printed) if table in WHOLE_CELL else words(printed) in there, (page, row_id, there)
        right += 1
    assert right == 200


def test_every_number_of_the_report_lands(report: Path) -> None:
    for page, row_id, printed, href in numbers(report):
        assert words(printed) in landed(page, href), (page, row_id)


def test_the_cell_shown_is_the_number_shown(data: Path, report: Path) -> None:
    """Amounts in euros are the printed number times the unit, with the sign of the tables."""
    amounts = snapshot(data).load("baten_lasten").set_index("amount_id")
    checked = 0
    for page in pages(report):
        for link in tree(page).xpath("//a[@data-row]"):
            if link.get("data-row") in amounts.index:
                amount = amounts.loc[link.get("data-row")]
                assert int(text(link).replace(".", "")) == amount["amount_eur"]
                assert abs(amount["amount_eur"]) == abs(amount["printed_eur"])
                checked += 1
    assert checked > 200


def test_the_evidence_of_a_cell_names_its_sums_unit_and_judgement(site: Site, report: Path) -> None:
    checks = site.corpus.rows("checks")
    for amount in random.Random(5).sample(site.corpus.rows("baten_lasten"), 40):
        _, place = site.find(amount["amount_id"])
        assert place.anchor == f"t{amount['table_no']}-r{amount['row_no']}-c{amount['column_no']}"
        (fact,) = tree(report / place.file).xpath("//article[@data-cell=$anchor]", anchor=place.anchor)
        shown = text(fact)
        assert f"{amount['amount_eur']:,}".replace(",", ".") in shown
        for column in ("row_label", "column_label", "amount_id", "fiscal_year"):
            assert words(str(amount[column])) in words(shown), (amount["amount_id"], column)
        cell = amount["amount_id"]
        took_part = [c for c in checks if cell in c["cells"] and c["page_id"] == amount["page_id"]]
        assert len(fact.xpath(".//ul/li")) == len(took_part), amount["amount_id"]
        terms = {t for a in fact.xpath(".//ul/li/a") for t in a.get("data-terms").split()}
        assert place.anchor in terms or not took_part


@pytest.mark.parametrize("table", sorted(TABLES))
def test_any_row_is_found_where_it_was_printed(site: Site, report: Path, table: str) -> None:
    rows = [row for row in site.corpus.rows(table) if row["page_id"]]
    for row in random.Random(3).sample(rows, min(10, len(rows))):
        page_id, place = site.find(row[TABLES[table].key[0]])
        assert page_id == row["page_id"]
        file = report / place.file
        assert file.parent == report / "bron"
        assert not place.anchor or tree(file).xpath("//*[@id=$anchor]", anchor=place.anchor), row
        if table in ("baten_lasten", "table_cells", "criteria", "activities", "goals", "sections", "checks"):
            assert place.anchor, row


def test_a_row_opens_in_the_report_that_is_there(data: Path, report: Path) -> None:
    address = urlsplit(opened("zwolle-jaarstukken-2024/p49571/t1/r6/c2", data, report))
    file = Path(unquote(address.path))
    assert file == report.resolve() / "bron" / "zwolle-jaarstukken-2024--p49571.html"
    assert text(tree(file).xpath("//*[@id=$anchor]", anchor=address.fragment)[0]) == "77.780"


def test_one_page_is_written_where_no_report_of_the_snapshot_lies(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    amount = snapshot(data).load("baten_lasten").to_dict("records")[0]
    address = urlsplit(opened(amount["amount_id"], data, tmp_path / "none"))
    file = Path(unquote(address.path))
    (cell,) = tree(file).xpath("//*[@id=$anchor]", anchor=address.fragment)
    assert words(text(cell)) == amount["printed_text"]
    for href in tree(file).xpath("//@href | //@src"):
        if not href.startswith(("http://", "https://")):
            there, anchor = target(file, href)
            assert there.is_file(), href
            assert not anchor or tree(there).xpath("//*[@id=$anchor]", anchor=anchor), href


def test_show_open_starts_the_browser_and_prints_the_address(data: Path, tmp_path: Path) -> None:
    """A real browser command: webbrowser runs what BROWSER names."""
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    amount = snapshot(data).load("baten_lasten").to_dict("records")[-1]
    run = subprocess.run(
        [sys.executable, "-m", "pipeline", "show", amount["amount_id"], "--open", "--data", str(data)],
        cwd=RAW.parent, capture_output=True, text=True, check=True,
        env={"BROWSER": f"{browser} %s", "PATH": "/usr/bin:/bin", "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert (tmp_path / "opened").read_text() == run.stdout
    assert run.stdout.startswith("file:///")
    assert run.stdout.strip().endswith(f"#t{amount['table_no']}-r{amount['row_no']}-c{amount['column_no']}")


def test_what_is_not_there_is_said(data: Path, report: Path) -> None:
    with pytest.raises(NotShown, match="no page and no row of"):
        opened("zwolle-jaarstukken-2024/p1/t1/r1/c1", data, report)
    ended = CliRunner().invoke(cli, ["show", "niets", "--open", "--data", str(data)])
    assert ended.exit_code == 2
    assert "no page and no row" in ended.output


def test_a_number_that_lands_elsewhere_is_found(report: Path, tmp_path: Path) -> None:
    """The tests above must be able to fail: in this copy of the page the cell has lost its place."""
    page, _, printed, href = next(n for n in numbers(report) if n[2] == "77.780")
    file, anchor = target(page, href)
    content = file.read_text("utf-8").replace(f'id="{anchor}"', 'id="moved"', 1)
    (tmp_path / "bron").mkdir()
    (tmp_path / "bron" / file.name).write_text(content, "utf-8")
    with pytest.raises(ValueError, match="not enough values"):
        landed(tmp_path / "doel" / "x.html", href)
    assert words(printed) == landed(page, href)
