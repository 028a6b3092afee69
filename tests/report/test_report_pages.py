"""The written report: whole, the same for the same snapshot, usable without a server, and in Dutch words."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from written_pages import dangers, pages, target, text, tree

from pipeline import snapshot
from pipeline.model import AMOUNT_DATASETS
from pipeline.report import dutch_words
from pipeline.report.corpus import Corpus
from pipeline.report.places import CELL_ID, cell_place, finding_file, page_file, safe_name, series_file
from pipeline.report.site import Site
from schemas import TABLES

ROOT = Path(__file__).resolve().parents[2]
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"


def written(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_snapshot_gives_the_same_bytes(data: Path, report: Path, tmp_path: Path) -> None:
    """By the command line, in another process with another hash seed, time zone and language."""
    surroundings = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    command = [sys.executable, "-m", "pipeline", "report", "--data", str(data), "--out", str(tmp_path / "again")]
    run = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True)
    again = written(tmp_path / "again")
    assert again == written(report)
    assert f"{len(again) - 1} files" in run.stdout
    assert str(tmp_path / "again" / "index.html") in run.stdout


def test_every_page_of_the_data_has_its_page(data: Path, report: Path) -> None:
    view = snapshot(data)
    assert all((report / page_file(p)).is_file() for p in view.load("pages")["page_id"])
    assert all((report / series_file(s)).is_file() for s in view.load("goal_series")["series_id"])
    assert all((report / finding_file(c)).is_file() for c in view.load("findings")["code"])
    assert {p.name for p in report.glob("*.html")} == {
        "index.html", "doelenboom.html", "zoeken.html", "bevindingen.html",
    }  # fmt: skip


def test_every_link_leads_somewhere_in_the_folder(report: Path) -> None:
    ids = {page.resolve(): set(tree(page).xpath("//@id")) for page in pages(report)}
    for page in pages(report):
        found = tree(page).xpath("//@href | //@src | //@action")
        for href in (h for h in found if not h.startswith(("http://", "https://"))):
            file, anchor = target(page, href)
            assert file.is_file(), (page, href)
            assert file.is_relative_to(report.resolve()), (page, href)
            assert not anchor or anchor in ids[file], (page, href)
        assert all(i in ids[page.resolve()] for i in tree(page).xpath("//@aria-labelledby | //label/@for"))


def test_every_page_is_strict_dutch_and_has_its_landmarks(report: Path) -> None:
    for page in pages(report):
        document = tree(page)
        assert list(dangers(document)) == [], page
        assert document.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)") == POLICY
        assert document.get("lang") == "nl"
        assert len(document.xpath("//h1")) == len(document.xpath("//main")) == 1, page
        assert all(document.xpath(f"//{landmark}") for landmark in ("header", "nav", "footer")), page
        assert len(set(document.xpath("//@id"))) == len(document.xpath("//@id")), page
        assert text(document.xpath("//title")[0]).strip()


def test_every_table_has_a_caption_and_heads_that_say_what_they_head(report: Path) -> None:
    for page in pages(report):
        for table in tree(page).xpath("//table"):
            assert text(table.xpath("./caption")[0]).strip(), page
            assert all(h.get("scope") in ("col", "row", "rowgroup") for h in table.xpath(".//th")), page


def test_every_chart_has_words_units_and_the_table_of_its_figures_beside_it(report: Path) -> None:
    charts = [(page, chart) for page in pages(report) for chart in tree(page).xpath("//figure[@class='chart']")]
    assert charts
    for page, chart in charts:
        drawing = chart.xpath("./div[@role='img']")[0]
        words = drawing.get("aria-label")
        axis = re.match(r".* in (.+?): \d{4} .*\d", words, re.DOTALL)
        assert axis, (page, words)
        drawn = [text(t) for t in drawing.xpath(".//*[local-name()='text']")]
        assert any(axis[1].startswith(t.removesuffix("…")) for t in drawn), (page, drawn)
        assert chart.getparent().xpath(".//table//a[@data-row]"), page


def test_amounts_are_those_of_budget_vs_actual(data: Path, report: Path) -> None:
    """What stands side by side on a goal's page is what the table says: two ways to the same figures."""
    amounts = snapshot(data).load("baten_lasten").set_index("amount_id")
    rows = snapshot(data).load("budget_vs_actual").to_dict("records")
    assert rows
    for row in rows:
        page = report / series_file(row["series_id"])
        shown = set()
        for link in tree(page).xpath("//section[@aria-labelledby='geld']//div[not(ancestor::details)]//a[@data-row]"):
            amount = amounts.loc[link.get("data-row")]
            column = f"{amount['component']}_{amount['stage']}"
            if amount["fiscal_year"] == row["fiscal_year"] and amount["stage"] != "raming":
                assert int(text(link).replace(".", "")) == row[column], (page, column)
                shown.add(column)
        assert len(shown) > 3, page


def test_the_search_index_is_a_script_that_holds_every_goal(data: Path, report: Path) -> None:
    script = (report / "assets/search-index.js").read_text("ascii")
    entries = json.loads(script.removeprefix("window.doelenboomIndex = ").removesuffix(";\n"))
    assert {e["url"] for e in entries if e["kind"] == "Doel"} == {
        series_file(s) for s in snapshot(data).load("goal_series")["series_id"]
    }
    assert {e["kind"] for e in entries} == {"Doel", "Indicator", "Activiteit", "Criterium", "Publicatie", "Bevinding"}


def test_dutch_words_for_every_value_and_every_finding() -> None:
    subjects = {
        "document_kind": ("publications", "document_kind"), "stage": ("baten_lasten", "stage"),
"scope": ("baten_lasten", "scope"),
        "unit": ("baten_lasten", "unit"), "unit_evidence": ("baten_lasten", "unit_evidence"),
        "reliability": ("baten_lasten", "reliability"),
        "check_status": ("checks", "status"), "role": ("indicators", "role"),
        "activity_status": ("activities", "status"), "deviation_kind": ("deviations", "kind"),
        "link_kind": ("goal_links", "kind"), "severity": ("findings", "severity"),
        "page_status": ("pages", "status"), "page_kind": ("pages", "page_kind"), "media": ("pages", "media"),
        "responsibility": ("findings", "responsibility"), "section_kind": ("sections", "kind"),
    }  # fmt: skip
    for subject, (table, column) in subjects.items():
        field = next(f for f in TABLES[table].fields if f.name == column)
        assert {str(v) for v in field.values} == set(dutch_words.words()[subject]), subject
    for column in ("component", "sign_convention"):
        fields = [f for table in AMOUNT_DATASETS for f in TABLES[table].fields if f.name == column]
        assert {v for f in fields for v in f.values} == set(dutch_words.words()[column]), column
    assert set(dutch_words.words()["reliability_means"]) == set(dutch_words.words()["reliability"])
    codes = re.findall(r"^\| `([A-Z_0-9]+)` \|", (ROOT / "docs/findings.md").read_text("utf-8"), re.MULTILINE)
    assert set(dutch_words.finding_words()) == set(codes)
    assert all(set(w) == {"name", "means", "advice"} for w in dutch_words.finding_words().values())


def test_every_identity_that_was_tried_has_words(data: Path) -> None:
    tried = set(snapshot(data).load("checks")["identity"])
    assert {name for name in tried if not dutch_words.identity_words(name)} == set()
    assert dutch_words.identity_words("I-1 lasten") != dutch_words.identity_words("I-12")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (dutch_words.whole(1234567), "1.234.567"),
        (dutch_words.whole(-297000), "-297.000"),
        (dutch_words.decimal(1234.5), "1.234,5"),
        (dutch_words.share(2, 3), "66,6"),
        (dutch_words.share(9999, 10000), "99,9"),
        (dutch_words.share(5, 5), "100"),
        (dutch_words.share(0, 0), "-"),
    ],
)
def test_numbers_are_dutch_and_never_rounded_up_to_all(shown: str, expected: str) -> None:
    assert shown == expected


@pytest.mark.parametrize(
    "key",
    [
        "../../etc/passwd", "..", ".", "", "a/../b", "A", "a--b", "a\x00b", "con", "é", "e\u0301", "a" * 300, "a\\b",
        "<script>", "a%2e%2e", "a b", "a\nb", " ", "-", "a?b#c",
    ],
)  # fmt: skip
def test_names_of_files_are_safe_and_tell_keys_apart(key: str) -> None:
    name = safe_name(key)
    assert re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,120}", name)
    assert name not in {safe_name(other) for other in (f"{key}x", f"{key}/", key.swapcase() + "!", "a/b")}


def test_a_cell_is_found_by_its_key() -> None:
    place = cell_place("zwolle-jaarstukken-2024/p49571/t1/r6/c2")
    assert place is not None
    assert place.href("../") == "../bron/zwolle-jaarstukken-2024--p49571.html#t1-r6-c2"
    assert cell_place("zwolle-jaarstukken-2024/p49571/x003") is None
    assert CELL_ID.fullmatch("a/t1/r2/c3/t4/r5/c6")["page_id"] == "a/t1/r2/c3"  # type: ignore[index]


def test_the_search_library_is_the_published_one() -> None:
    """dist/umd/index.js of minisearch 7.2.0 on npm (MIT), byte for byte."""
    vendor = ROOT / "pipeline/report/assets/vendor"
    digest = hashlib.sha256((vendor / "minisearch-7.2.0.js").read_bytes()).hexdigest()
    assert digest == "03c27931eb603af1d3358579e9885eafdb6a2f5fa9929557b3e77d7e99d06d03"
    assert "Permission is hereby granted" in (vendor / "minisearch.LICENSE.txt").read_text("utf-8")


def test_a_page_that_is_not_there_is_no_evidence(data: Path) -> None:
    with snapshot(data) as view, pytest.raises(KeyError):
        Site(Corpus(view)).page_of_evidence("zwolle-jaarstukken-2024/p1")
