"""Derived tables through a whole build: one file, filtered as any table, made anew from the same rows alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import load, snapshot
from pipeline.build import build
from pipeline.derive import DERIVATIONS
from pipeline.store.diff import diff
from pipeline.store.opening import open_snapshot
from pipeline.store.verify import verify
from quick import unvalidated
from raw_pages import RAW
from schemas import TABLES
from stored_samples import Unsynced

HOSTS = ("zwolle2023.2ebeleidsrapportage.nl", "zwolle.jaarverslag-2024.nl", "zwolle.begroting-2016.nl")
SPORT = """<html><head><title>Doel 1.2.3 Sportvoorzieningen - Begroting 2023 - Gemeente Zwolle</title></head><body>
<h1>Doel 1.2.3 Sportvoorzieningen</h1><p>Zwollenaren bewegen in goede en betaalbare sportvoorzieningen</p>
<h2>Beschrijving</h2><p>Sport houdt mensen gezond.</p></body></html>"""
LINKS = (
    "from_goal_id,to_goal_id,kind,from_text,to_text,reason,confirmed_on\n"
    "zwolle-begroting-2023/1.2.3,zwolle-jaarstukken-2024/1.2.3,different,Sport,Zorg,gelezen,2026-11-23\n"
)
DERIVED = [name for name, table in TABLES.items() if table.derived]


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few publications of the sample corpus, and sport, which was 1.2.3 in 2023."""
    folder = tmp_path_factory.mktemp("raw")
    for host in HOSTS:
        shutil.copytree(RAW / host, folder / host)
    page = folder / "zwolle.begroting-2023.nl" / "p41001" / "doel-1-2-3-sportvoorzieningen.html"
    page.parent.mkdir(parents=True)
    page.write_text(SPORT)
    return folder


@pytest.fixture(scope="module")
def data(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    build(raw, folder, jobs=1, ops=Unsynced())
    return folder


@pytest.fixture
def quick() -> Iterator[None]:
    """Without the checks that cost most; the build of `data` has them."""
    with unvalidated():
        yield


def test_every_derivation_has_its_schema_and_the_reverse() -> None:
    assert list(DERIVATIONS) == DERIVED


@pytest.mark.parametrize("name", DERIVED)
def test_a_derived_table_is_one_file(data: Path, name: str) -> None:
    assert [path.name for path in (data / "latest" / name).iterdir()] == ["all.parquet"]
    assert verify(data) == []


# issue 6, must show 1
def test_1_2_3_does_not_link_to_itself_over_2024(data: Path) -> None:
    goals = set(load("goals", data=data)["goal_id"])
    assert {"zwolle-begroting-2023/1.2.3", "zwolle-jaarstukken-2024/1.2.3"} <= goals
    links = load("goal_links", data=data)
    assert links.loc[links["to_goal_code"] == "1.2.3", "from_goal_id"].dropna().empty
    (income,) = links[links["to_goal_code"] == "2.1.3"].to_dict("records")
    assert (income["from_goal_id"], income["kind"]) == ("zwolle-berap-2023-2/4.1.1", "renumbered")
    series = load("goal_series", data=data).set_index("goal_id")["series_id"]
    assert series["zwolle-begroting-2023/1.2.3"] != series["zwolle-jaarstukken-2024/1.2.3"]
    assert series["zwolle-jaarstukken-2024/2.1.3"] == "zwolle-berap-2023-2/4.1.1"


def test_years_and_publications_filter_a_derived_table(data: Path) -> None:
    every = load("goal_series", data=data)
    assert set(every["report_year"]) >= {2016, 2023, 2024}
    assert set(load("goal_series", data=data, years=2024)["report_year"]) == {2024}
    assert len(load("goal_series", data=data, publications="zwolle-berap-2023-2")) == 1
    assert load("goal_links", data=data, years=1999).empty
    assert list(every["goal_id"].sort_values()) == sorted(load("goals", data=data)["goal_id"])


@pytest.mark.usefixtures("quick")
def test_the_same_pages_give_the_same_bytes_in_another_folder(raw: Path, data: Path, tmp_path: Path) -> None:
    build(raw, tmp_path, jobs=2, ops=Unsynced())
    for name in DERIVED:
        one, other = (folder / "latest" / name / "all.parquet" for folder in (data, tmp_path))
        assert one.read_bytes() == other.read_bytes()


@pytest.mark.usefixtures("quick")
def test_a_page_less_and_back_is_as_if_it_had_always_been_there(raw: Path, data: Path, tmp_path: Path) -> None:
    pages, folder = tmp_path / "raw", tmp_path / "data"
    shutil.copytree(raw, pages)
    page = next(pages.glob("zwolle2023*/p43073"))
    shutil.move(page, tmp_path / "kept")
    build(pages, folder, jobs=1, ops=Unsynced())
    with snapshot(folder) as without:
        assert "zwolle-berap-2023-2/4.1.1" not in set(without.load("goal_links")["from_goal_id"])
    shutil.move(tmp_path / "kept", page)
    build(pages, folder, jobs=1, ops=Unsynced())
    with open_snapshot(folder) as again, open_snapshot(data) as always, without:
        assert not diff(again, always)
        (links,) = [t for t in diff(without, again).tables if t.table == "goal_links"]
    assert [row.key for row in links.added] == ["zwolle-berap-2023-2/4.1.1>zwolle-jaarstukken-2024/2.1.3"]


@pytest.mark.usefixtures("quick")
def test_what_a_person_said_of_another_text_is_a_finding_on_the_page(raw: Path, tmp_path: Path) -> None:
    links = tmp_path / "links.csv"
    links.write_text(LINKS)
    report = build(raw, tmp_path / "data", jobs=1, goal_links=links, ops=Unsynced())
    assert report.findings["warning", "GOAL_LINK_ASK_AGAIN"] == 1
    found = load("findings", data=tmp_path / "data")
    (finding,) = found[found["code"] == "GOAL_LINK_ASK_AGAIN"].to_dict("records")
    assert finding["page_id"] == "zwolle-jaarstukken-2024/p49571"
    assert "Sportvoorzieningen" not in finding["expected"]
    pages = load("pages", data=tmp_path / "data").set_index("page_id")["status"]
    assert pages["zwolle-jaarstukken-2024/p49571"] == "ok_with_findings"
