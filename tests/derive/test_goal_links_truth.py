"""goal_links against a truth that a person read from the real pages (goal_links_truth.csv, with reasons)."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.assemble import assemble
from pipeline.confirmed_links import read_confirmed_links
from pipeline.datasets import to_tables
from pipeline.derive import ConfirmedLink
from pipeline.derive.goal_evidence import LINK, score
from pipeline.derive.goal_profiles import goals_by_edition
from pipeline.derive.likeness import Likeness
from pipeline.derive.material import Material
from pipeline.derive.numbering import code_relation
from pipeline.model import Source
from pipeline.neighbours import neighbours
from pipeline.parse import parse
from pipeline.sources import folder
from pipeline.store.layout import WHOLE
from raw_pages import RAW, SHARED

TRUTH = list(csv.DictReader(Path(__file__).with_name("goal_links_truth.csv").read_text("utf-8").splitlines()))
LINKED = {(row["from_goal_id"], row["to_goal_id"]): row["kind"] for row in TRUTH if row["linked"] == "yes"}
DIFFERENT = {(row["from_goal_id"], row["to_goal_id"]) for row in TRUTH if row["linked"] == "no"}
PRECISION, RECALL = 0.95, 0.90
MARGIN = 0.05


Pair = tuple[str, str]
Links = Mapping[Pair, Mapping[str, Any]]


class Corpus:
    """The tables of one folder of pages; its links as found, and as published with what a person confirmed."""

    def __init__(self, raw: Path) -> None:
        results, publications = assemble(parse(page) for page in folder.sources(raw) if isinstance(page, Source))
        self.tables = to_tables(results, publications)
        self.goal_ids = {row["goal_id"] for row in Material(self.tables).rows("goals")}
        self.found, self.without_counterpart = self._links(())
        self.published, _ = self._links(read_confirmed_links())

    def _links(self, confirmed: Sequence[ConfirmedLink]) -> tuple[Links, list[Mapping[str, Any]]]:
        rows = Material({"goal_links": {WHOLE: neighbours(self.tables, confirmed)[1]["goal_links"]}}).rows("goal_links")
        pairs = {(r["from_goal_id"], r["to_goal_id"]): r for r in rows if r["from_goal_id"] and r["to_goal_id"]}
        return pairs, [r for r in rows if not (r["from_goal_id"] and r["to_goal_id"])]

    def has(self, pair: Pair) -> bool:
        return self.goal_ids.issuperset(pair)


@pytest.fixture(scope="module", params=["html-a", "html-b", "text", "sample corpus"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    path = RAW if request.param == "sample corpus" else SHARED / request.param
    if not path.is_dir():
        pytest.skip(f"{path} is not here")
    return Corpus(path)


@pytest.fixture(scope="module")
def pages() -> Corpus:
    """All pages there are."""
    path = SHARED / "html-a"
    if not path.is_dir():
        pytest.skip(f"{path} is not here")
    return Corpus(path)


def test_the_truth_is_large_enough_and_gives_reasons() -> None:
    assert len(TRUTH) >= 40
    assert len({(row["from_goal_id"], row["to_goal_id"]) for row in TRUTH}) == len(TRUTH)
    assert len(LINKED) >= 15
    assert len(DIFFERENT) >= 30
    assert all(len(row["reason"]) > 15 for row in TRUTH)


def quality(corpus: Corpus, links: Links) -> tuple[float, float]:
    """Precision and recall. Every link that is made counts, also of pairs the truth does not name."""
    wanted = {pair for pair in LINKED if corpus.has(pair)}
    right = wanted & links.keys()
    return len(right) / len(links), len(right) / len(wanted)


def test_precision_and_recall_without_any_help(pages: Corpus) -> None:
    precision, recall = quality(pages, pages.found)
    assert precision >= PRECISION, pages.found.keys() - LINKED.keys()
    assert recall >= RECALL, LINKED.keys() - pages.found.keys()


def test_precision_and_recall_as_published(corpus: Corpus) -> None:
    precision, recall = quality(corpus, corpus.published)
    assert precision >= PRECISION, corpus.published.keys() - LINKED.keys()
    assert recall >= RECALL, LINKED.keys() - corpus.published.keys()


def test_the_link_that_no_text_tells_is_confirmed_by_a_person(corpus: Corpus) -> None:
    pair = ("zwolle-begroting-2016/12-inwonersondersteuning-werk-en-re-integratie", "zwolle-begroting-2017/2.2.1")
    assert pair not in corpus.found
    assert corpus.published[pair]["confirmed"]
    assert sum(link["confirmed"] for link in corpus.published.values()) == 1


def test_the_kinds_are_those_of_the_truth(corpus: Corpus) -> None:
    assert {p: r["kind"] for p, r in corpus.published.items() if r["kind"] != LINKED.get(p)} == {}


def test_no_goal_is_called_new_or_ended_where_a_few_pages_of_a_publication_are_there(corpus: Corpus) -> None:
    assert corpus.without_counterpart == []


def test_the_threshold_stands_clear_of_both_sides(pages: Corpus) -> None:
    """No pair that a person called different comes near it, no link is made by a hair."""
    scores = scores_of(pages)
    assert max(score for pair, score in scores.items() if pair in DIFFERENT) < LINK - 2 * MARGIN
    assert [s for pair, s in scores.items() if pair in LINKED and abs(s - LINK) < MARGIN] == []


def scores_of(corpus: Corpus) -> dict[Pair, float]:
    goals = {g.goal_id: g for own in goals_by_edition(Material(corpus.tables)).values() for g in own}
    likeness = Likeness(list(goals.values()))
    found = {}
    for one, other in (*LINKED, *DIFFERENT):
        a, b = goals[one], goals[other]
        relation = code_relation("zwolle", (a.edition.report_year, b.edition.report_year), (a.code, b.code))
        found[one, other] = score(a, b, relation, likeness)
    return found


# issue 6, must show 1
def test_a_goal_that_was_renumbered_in_2024_keeps_its_counterpart(corpus: Corpus) -> None:
    link = corpus.found["zwolle-berap-2023-2/4.1.1", "zwolle-jaarstukken-2024/2.1.3"]
    assert (link["kind"], link["score"], link["statement_similarity"]) == ("renumbered", 1.0, 1.0)
    assert link["evidence"] == ["statement"]
    assert link["series_id"] == "zwolle-berap-2023-2/4.1.1"
    assert (link["publication_id"], link["page_id"]) == ("zwolle-jaarstukken-2024", "zwolle-jaarstukken-2024/p49769")
