"""Pages that keep their last good rows, over several nights: when they do, how they come back, and what a person can
say."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from pipeline import snapshot
from pipeline.build import Report, build
from pipeline.parse import RECORDS
from pipeline.store.gate import GateReport
from quick import unvalidated
from report_pages import JAARSTUKKEN, RESULT, changed, jaarstukken, store

PAGE_ID = "zwolle-jaarstukken-2024/p49001"
GOOD = jaarstukken()
RELABELLED = jaarstukken(changed(RESULT, 5, 1, "- Werkelijke cijfers"))


class Nights:
    """A raw folder with one page and its data, built night after night."""

    def __init__(self, folder: Path) -> None:
        self.raw, self.data = folder / "raw", folder / "data"

    def build(self, content: str, **options: Any) -> Report:
        store(self.raw, JAARSTUKKEN, content)
        return build(self.raw, self.data, jobs=1, gate=lambda *_: GateReport(()), **options)

    def page(self) -> Any:
        with snapshot(self.data) as view:
            return view.load("pages").set_index("page_id").loc[PAGE_ID]

    def rows(self, table: str) -> list[Any]:
        with snapshot(self.data) as view:
            return view.arrow(table).to_pylist()

    def drifts(self) -> list[str]:
        return [finding["found"] for finding in self.rows("findings") if finding["code"] == "LAYOUT_DRIFT"]


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    made = Nights(tmp_path)
    made.build(GOOD)
    return made


def test_a_row_lost_by_us_keeps_the_page_until_it_is_read_again(nights: Nights) -> None:
    amounts, good = nights.rows("baten_lasten"), nights.page()
    nights.build(RELABELLED)
    first = nights.page()
    assert (first["status"], nights.drifts()) == ("stale", ['"40.300" and 3 more'])
    assert first["source_sha256"] == good["source_sha256"]
    assert nights.rows("baten_lasten") == amounts
    assert nights.build(RELABELLED).changed is False
    nights.build(RELABELLED.replace("In vijf wijken", "In zes wijken"))
    assert (nights.page()["status"], nights.page()["stale_since"]) == ("stale", first["stale_since"])
    nights.build(GOOD)
    assert (nights.page()["status"], nights.drifts()) == ("ok", [])


def test_a_person_takes_the_page_as_it_is_once(nights: Nights) -> None:
    nights.build(RELABELLED)
    nights.build(RELABELLED, renew=frozenset({PAGE_ID}))
    assert (nights.page()["status"], len(nights.rows("baten_lasten"))) == ("ok_with_findings", 21)
    nights.build(RELABELLED.replace("In vijf wijken", "In zes wijken"))
    assert (nights.page()["status"], nights.drifts()) == ("ok_with_findings", [])


def test_what_an_editor_removes_is_gone(nights: Nights) -> None:
    nights.build(GOOD.replace("<li>Achterpaden zijn verlicht.</li>", ""))
    assert (nights.page()["status"], nights.drifts()) == ("ok", [])
    assert [row["text"] for row in nights.rows("activities")] == ["De wijkagent liep vaker mee."]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [("Jaarstukken 2024", "Jaarstukken 2025", "Jaarstukken 2025"), ("Doel 1.2.3", "Doel 1.2.4", "1.2.4")],
)
def test_a_page_that_says_it_is_another_one_keeps_its_last_good_rows(
    nights: Nights, old: str, new: str, found: str
) -> None:
    assert old in GOOD
    amounts, other = nights.rows("baten_lasten"), GOOD.replace(old, new)
    for night in (other, other.replace("In vijf wijken", "In zes wijken")):
        nights.build(night)
        assert nights.page()["status"] == "stale"
        assert found in "".join(nights.drifts())
        assert nights.rows("baten_lasten") == amounts
    nights.build(other, renew=frozenset({PAGE_ID}))
    nights.build(other.replace("In vijf wijken", "In zeven wijken"))
    assert (nights.page()["status"], nights.drifts()) == ("ok_with_findings", [])


def test_pages_that_change_numbers_are_not_held_against_each_other(nights: Nights) -> None:
    """Held against what had its number, one of the two would be in the data twice and the other not at all."""
    host, other = JAARSTUKKEN.partition("/")[0], "doel-1-2-4-prettig-samen-leven.html"
    text = jaarstukken(printed="<p>Er zijn geen bedragen.</p>", title="Doel 1.2.4 Prettig samen leven")
    store(nights.raw, f"{host}/p49002/{other}", text)
    with unvalidated():
        nights.build(GOOD)
    (nights.raw / f"{host}/p49002/{other}").unlink()
    (nights.raw / JAARSTUKKEN).unlink()
    store(nights.raw, JAARSTUKKEN.replace("p49001", "p49002"), GOOD)
    store(nights.raw, f"{host}/p49001/{other}", text)
    with unvalidated():
        build(nights.raw, nights.data, jobs=1, gate=lambda *_: GateReport(()))
    found = {row["page_id"][-5:]: (row["goal_code"], row["status"] == "stale") for row in nights.rows("pages")}
    assert found == {"49001": ("1.2.4", False), "49002": ("1.2.3", False)}
    assert {row["page_id"][-5:] for row in nights.rows("baten_lasten")} == {"49002"}


def test_the_other_file_of_a_page_is_not_held_against_its_past(nights: Nights) -> None:
    """A text export of the page never had the rows of its tables; the html stands."""
    text = "Doel 1.2.3 Veilig samen wonen\n\nBuren helpen elkaar.\n\nCriteria\n\n  • De straat is veilig.\n"
    store(nights.raw, JAARSTUKKEN.replace(".html", ".txt"), text)
    nights.build(GOOD.replace("In vijf wijken", "In zes wijken"))
    page = nights.page()
    assert (page["status"], page["media"], nights.drifts()) == ("ok_with_findings", "html", [])
    assert len(nights.rows("baten_lasten")) == 25
    assert "In zes wijken" in nights.rows("goals")[0]["realisation"]


def test_a_snapshot_that_lacks_a_dataset_of_today(nights: Nights) -> None:
    """The first night after a dataset was added."""
    with mock.patch.dict(RECORDS, {"new_dataset": RECORDS["sections"]}):
        nights.build("")
    assert (nights.page()["status"], len(nights.rows("baten_lasten"))) == ("stale", 25)
