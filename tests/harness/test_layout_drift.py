"""The site changes its layout under us (INTEGRITY.md F15): headings, column heads and class names renamed in 30 pages.

Every page is noticed, none is published as empty, and the last good rows of each stay in force.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from whole_runs import hashes, quick_build, raw_folder, snapshot

from pipeline import drift, stale
from pipeline.build import judge
from pipeline.model import Finding
from pipeline.parse import parse
from pipeline.store.snapshot import GateRefused
from raw_pages import RAW, source

PAGES = 30
TYPED = ("goals", "criteria", "activities", "indicators", "baten_lasten", "policy_documents", "deviations")
Counts = dict[str, dict[str, int]]
"""page_id -> table -> rows"""


def counts(data: Path) -> Counts:
    with snapshot(data) as view:
        found: Counts = {page: {} for page in view.arrow("pages", columns=["page_id"])["page_id"].to_pylist()}
        for table in TYPED:
            of_page = Counter(view.arrow(table, columns=["page_id"])["page_id"].to_pylist())
            for page, number in of_page.items():
                found[page][table] = number
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
    """(raw folder, its data): the 30 pages that yield the most."""
    folder = tmp_path_factory.mktemp("drift")
    files = sorted(RAW.rglob("*.html"), key=typed_text, reverse=True)[:PAGES]
    raw = raw_folder(folder / "raw", *(file.relative_to(RAW).as_posix() for file in files))
    quick_build(raw, folder / "data")
    return raw, folder / "data"


def typed_text(file: Path) -> int:
    """Characters in the typed rows of a page."""
    found = parse(source(RAW, file)).tables
    return sum(len(repr(row)) for table in TYPED for row in found.get(table, ()))


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
    """All that may be a label: headings, column heads, row labels, themes, lines in bold, every short text."""
    short = re.compile(r"(<(?:h[1-6]|summary|button|th)\b[^>]*>)([^<]+)|(>\s*)([^<>]{3,60})(?=<)")
    return class_names(short.sub(lambda m: (m[1] or m[3]) + renamed(m[2] or m[4]), page))


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


class Night:
    """What the renamed pages gave, with and without a past to compare with."""

    def __init__(self, good: tuple[Path, Path], folder: Path, rename: Callable[[str], str]) -> None:
        raw, data = drifted(good, folder, rename)
        quick_build(raw, folder / "fresh")
        quick_build(raw, data)
        before, now, in_force = counts(good[1]), counts(folder / "fresh"), counts(data)
        self.emptied = {p for p in before for t, n in before[p].items() if n and not now.get(p, {}).get(t)}
        self.fewer = {p for p in before for t, n in before[p].items() if now.get(p, {}).get(t, 0) < n}
        self.published_empty = {p for p in before if not in_force.get(p)}
        self.good_rows, self.kept = rows(good[1]), rows(data)
        with snapshot(data) as view:
            self.status = {page["page_id"]: page["status"] for page in view.arrow("pages").to_pylist()}
            self.errors = {f["page_id"] for f in view.arrow("findings").to_pylist() if f["severity"] == "error"}
        self.noticed = {page for page, status in self.status.items() if status == "stale"} & self.errors
        self.in_force = {page for page, found in self.good_rows.items() if self.kept.get(page) == found}
        print(  # noqa: T201
            f"{rename.__name__}: {len(before)} pages; read afresh {len(self.emptied)} lose a table, {len(self.fewer)} "
            f"lose rows; {len(self.noticed)} noticed, {len(self.in_force)} with their last good rows in force"
        )


def test_thirty_pages_drift_and_none_is_lost(good: tuple[Path, Path], tmp_path: Path) -> None:
    night = Night(good, tmp_path, everything)
    assert len(night.good_rows) == PAGES
    assert len(night.fewer) >= PAGES * 3 // 4
    assert night.good_rows.keys() - night.noticed == set()
    assert night.good_rows.keys() - night.in_force == set()
    assert night.published_empty == set()


@pytest.mark.parametrize(("rename", "least"), [(headings, 10), pytest.param(column_heads, 3, marks=pytest.mark.soak)])
def test_every_page_that_loses_rows_is_noticed(
    good: tuple[Path, Path], tmp_path: Path, rename: Callable[[str], str], least: int
) -> None:
    night = Night(good, tmp_path, rename)
    assert len(night.emptied) >= least
    assert night.fewer - night.noticed == set()
    assert night.fewer - night.in_force == set()
    assert night.published_empty == set()


def by_half(before: drift.Tables, now: drift.Tables) -> Finding | None:
    """Known bad: rows are counted, and a few may go."""
    lost = any(len(now.get(name, ())) < len(found) / 2 for name, found in before.items() if name in TYPED)
    return Finding("error", "LAYOUT_DRIFT", "", "page", "fewer", "more") if lost else None


@pytest.mark.soak
def test_the_harness_sees_a_rule_that_only_counts(good: tuple[Path, Path], tmp_path: Path) -> None:
    with mock.patch.object(stale, "drift", by_half):
        night = Night(good, tmp_path, everything)
    assert len(night.in_force) < PAGES


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
