"""The site changes its layout under us (INTEGRITY.md F15): headings, column heads and class names renamed in 30 pages.

Every page that loses rows is noticed, none is published as empty, and its last good rows stay in force.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from whole_runs import hashes, quick_build, raw_folder, snapshot

from pipeline.build import judge
from pipeline.parse import parse
from pipeline.store.snapshot import GateRefused
from raw_pages import RAW, source

PAGES = 30
TYPED = ("goals", "criteria", "activities", "indicators", "baten_lasten", "policy_documents", "deviations")
Counts = dict[str, dict[str, int]]
"""page_id -> table -> rows"""


def counts(data: Path) -> Counts:
    with snapshot(data) as view:
        found: Counts = {page: {} for page in view.arrow("pages")["page_id"].to_pylist()}
        for table in TYPED:
            for each in view.arrow(table).group_by("page_id").aggregate([("page_id", "count")]).to_pylist():
                found[each["page_id"]][table] = each["page_id_count"]
    return found


def rows(data: Path) -> dict[str, list[object]]:
    """page_id -> its typed rows."""
    with snapshot(data) as view:
        found: dict[str, list[object]] = {page: [] for page in view.arrow("pages")["page_id"].to_pylist()}
        for row in (row for table in TYPED for row in view.arrow(table).to_pylist()):
            found[row["page_id"]].append(row)
        return found


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(raw folder, its data): 30 pages that yield typed rows."""
    folder = tmp_path_factory.mktemp("drift")
    files = sorted(RAW.rglob("*.html"), key=typed_rows, reverse=True)[:PAGES]
    raw = raw_folder(folder / "raw", *(file.relative_to(RAW).as_posix() for file in files))
    quick_build(raw, folder / "data")
    return raw, folder / "data"


def typed_rows(file: Path) -> int:
    found = parse(source(RAW, file)).tables
    return sum(len(found.get(table, ())) for table in TYPED)


def renamed(text: str) -> str:
    """Other words of the same length: the letters of each in reverse."""
    return re.sub(r"[A-Za-z]{3,}", lambda word: word[0][::-1], text)


def headings(page: str) -> str:
    return re.sub(r"(<h[2-6][^>]*>|<summary[^>]*>|<button[^>]*>)([^<]+)", lambda m: m[1] + renamed(m[2]), page)


def column_heads(page: str) -> str:
    page = re.sub(r"(<th[^>]*>)([^<]+)", lambda m: m[1] + renamed(m[2]), page)
    return re.sub(
        r"(<table[^>]*>\s*(?:<tbody>)?\s*<tr[^>]*>)(.*?)(</tr>)",
        lambda m: m[1] + re.sub(r"(<td[^>]*>)([^<]+)", lambda c: c[1] + renamed(c[2]), m[2]) + m[3],
        page,
        flags=re.DOTALL,
    )


def everything(page: str) -> str:
    return class_names(column_heads(headings(page)))


def class_names(page: str) -> str:
    """Every element gets a new class, every class and id another name. Only the breadcrumb's name stays: a trail of
    one link has nothing else that tells it from a link in the text, and `breadcrumb` is read as a landmark."""
    page = re.sub(r'\s(?:class|id)=(["\'])(?!breadcrumb)[^"\']*\1', ' class="x-9f3"', page)
    return re.sub(r"<(div|p|ul|li|table|tr|td|th|h[1-6]|section|article)>", r'<\1 class="c7 lasten">', page)


def drifted(good: tuple[Path, Path], folder: Path, rename: Callable[[str], str]) -> tuple[Path, Path]:
    """The raw folder with every page renamed, and a copy of the data that knows the pages as they were."""
    raw, data = shutil.copytree(good[0], folder / "raw"), shutil.copytree(good[1], folder / "data", symlinks=True)
    for file in raw.rglob("*.html"):
        head, article, rest = file.read_text("latin-1").partition("<article")
        file.write_text(head + article + rename(rest) if article else rename(head), "latin-1")  # bytes stay bytes
    return raw, data


@pytest.mark.parametrize(
    ("rename", "least"), [(headings, 10), (column_heads, 3), pytest.param(everything, 10, marks=pytest.mark.soak)]
)
def test_every_page_that_loses_rows_is_noticed(
    good: tuple[Path, Path], tmp_path: Path, rename: Callable[[str], str], least: int
) -> None:
    raw, data = drifted(good, tmp_path, rename)
    quick_build(raw, tmp_path / "fresh")  # what the pages yield now, without a past to compare with
    before, now = counts(good[1]), counts(tmp_path / "fresh")
    quick_build(raw, data)
    after = counts(data)
    with snapshot(data) as view:
        status = {p["page_id"]: p["status"] for p in view.arrow("pages").to_pylist()}
        errors = {f["page_id"] for f in view.arrow("findings").to_pylist() if f["severity"] == "error"}
        told = {f["page_id"] for f in view.arrow("findings").to_pylist() if f["severity"] != "info"}
    emptied = {p for p in before for t, n in before[p].items() if n and not now.get(p, {}).get(t)}
    fewer = {p for p in before for t, n in before[p].items() if now.get(p, {}).get(t, 0) < n}
    print(f"{rename.__name__}: {len(before)} pages, {len(emptied)} lost a table, {len(fewer)} lost rows")  # noqa: T201
    assert len(before) == PAGES
    assert len(emptied) >= least
    assert {p for p in emptied if status[p] != "stale" or p not in errors} == set()
    assert {p for p in fewer if status[p] != "stale" and p not in told} == set()
    assert {p for p in before if not after.get(p)} == set()
    good_rows, kept = rows(good[1]), rows(data)
    assert {p for p in emptied if kept[p] != good_rows[p]} == set()


def test_the_gate_refuses_a_night_of_drift(good: tuple[Path, Path], tmp_path: Path) -> None:
    raw, data = drifted(good, tmp_path, everything)
    in_force = hashes(data)
    with pytest.raises(GateRefused, match="refused by the gate"):
        quick_build(raw, data, gate=judge)
    assert hashes(data) == in_force


def test_class_names_mean_nothing(good: tuple[Path, Path], tmp_path: Path) -> None:
    raw, data = drifted(good, tmp_path, class_names)
    quick_build(raw, data, gate=judge)
    good_rows, now = rows(good[1]), rows(data)
    assert [page for page in good_rows if now[page] != good_rows[page]] == []
    with snapshot(data) as view:
        assert "stale" not in view.arrow("pages")["status"].to_pylist()
