"""The corpus of whole publications is what its docstrings say, and the same on every run."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from bench.corpora.town_pages import town_pages
from bench.corpora.towns import Publication, goals, publications
from bench.corpus import FORMS, RAW, corpus, write
from pipeline.build import build
from pipeline.load import load
from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

PAGES = 290  # two publications: a budget and an account

Pages = list[tuple[str, bytes]]


@pytest.fixture(scope="module")
def pages() -> Pages:
    return list(town_pages(RAW, PAGES))


@pytest.fixture(scope="module")
def results(pages: Pages) -> list[PageResult]:
    return [parse(Source(path, content, sha256(content).hexdigest(), "html")) for path, content in pages]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_bytes_on_every_run(form: str) -> None:
    assert list(corpus(form, 12)) == list(corpus(form, 12))


def test_as_many_pages_as_asked_for() -> None:
    for count in (1, 35, 500, 2_000, 5_000):
        assert sum(len(publication.pages) for publication in publications(count)) == count


def test_publications_have_the_size_of_real_ones() -> None:
    sizes = [len(publication.pages) for publication in publications(20_000)]
    assert min(sizes) >= 100
    assert max(sizes) <= 190


def test_publications_are_all_different() -> None:
    found = list(publications(20_000))
    assert len({publication.host for publication in found}) == len(found)


def test_the_mix_of_documents_is_the_same_at_every_size() -> None:
    def mix(count: int) -> Counter[tuple[str, int]]:
        return Counter((publication.kind, publication.year) for publication in publications(count))

    assert {kind: count * 10 for kind, count in mix(2_030).items()} == mix(20_300)


@pytest.mark.parametrize("publication", list(publications(2_000)), ids=lambda publication: publication.host)
def test_pages_of_a_publication_have_their_own_numbers_and_codes(publication: Publication) -> None:
    assert len({page.number for page in publication.pages}) == len(publication.pages)
    codes = [page.code for page in publication.pages if page.statement]
    assert len(codes) == len(set(codes)) == min(120, round(0.7 * len(publication.pages)))


def test_goals_of_a_municipality_stay_the_same_but_for_some_titles() -> None:
    before, after = goals("Amersfoort", 2023), goals("Amersfoort", 2024)
    assert [goal.code for goal in before] == [goal.code for goal in after]
    renamed = sum(old.title != new.title for old, new in zip(before, after, strict=True))
    assert 0 < renamed < len(before) / 5


def test_bytes_are_spread_as_on_the_sites(pages: Pages) -> None:
    sizes = [len(content) / 1024 for _, content in pages]
    assert min(sizes) >= 20
    assert max(sizes) <= 281
    assert 75 <= statistics.median(sizes) <= 95


def test_every_page_of_a_publication_has_the_same_322_links(pages: Pages) -> None:
    menus = {}
    for path, content in pages:
        menu = re.search(rb"(?:<li><a [^>]*>[^<]*</a></li>){20,}", content)
        assert menu, path
        assert menu[0].count(b"<a ") == 322
        menus.setdefault(path.partition("/")[0], set()).add(menu[0])
    assert [len(found) for found in menus.values()] == [1, 1]


def test_no_two_pages_say_the_same(pages: Pages) -> None:
    said = Counter(
        re.sub(rb"<(style|script).*?</\1>|<[^>]*>", b"", content[-9_000:], flags=re.DOTALL) for _, content in pages
    )
    assert max(said.values()) == 1


def test_pages_are_read_as_what_they_are(pages: Pages, results: list[PageResult]) -> None:
    wanted = {
        f"{publication.host}/p{page.number}/{page.slug}.html": page.code if page.statement else None
        for publication in publications(PAGES)
        for page in publication.pages
    }
    assert {result.page.source_path: result.page.goal_code for result in results} == wanted
    assert {(result.page.url or "").removeprefix("https://") + ".html" for result in results} == set(wanted)


def test_no_page_has_an_error_and_every_sum_is_right(results: list[PageResult]) -> None:
    assert [f for result in results for f in result.findings if f.severity == "error"] == []
    assert {check.status for result in results for check in result.tables["checks"]} <= {"exact", "rounding"}


def test_goal_pages_of_budgets_and_accounts_have_their_amounts(results: list[PageResult]) -> None:
    with_amounts = sum(bool(result.tables["baten_lasten"]) for result in results)
    assert with_amounts > 0.5 * PAGES
    amounts = Counter(row.printed_text for result in results for row in result.tables["baten_lasten"])
    del amounts["0"]
    assert len(amounts) > 0.6 * amounts.total()


def test_a_build_publishes_all_of_it(pages: Pages, tmp_path: Path) -> None:
    write(pages[::3], tmp_path / "raw")
    report = build(tmp_path / "raw", tmp_path / "data", jobs=1)
    assert report.statuses == {"ok_with_findings": len(pages[::3])}  # every other municipality than Zwolle is a finding
    assert not any(severity == "error" for severity, _ in report.findings)
    assert len(load("goal_links", data=tmp_path / "data")) > 0
