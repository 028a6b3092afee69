"""A file that prints its whole page twice."""

from __future__ import annotations

from hashlib import sha256

import pytest

from pipeline.model import Grid, Ignored, Source
from pipeline.outcome import PageResult
from pipeline.parse import parse
from pipeline.readers.html import read_markup

PAGE = "<h1>Doel 1.2.3 Zorg</h1><p>Wij zorgen.</p><ul><li>een</ul><table><tr><td>Lasten<td>5<tr><td>Baten<td>3</table>"


def test_the_second_copy_of_a_page_is_left_out() -> None:
    once = read_markup(f"<div>{PAGE}</div>")
    twice = read_markup(f"<div>{PAGE}</div><div>{PAGE}</div>")
    assert twice.blocks[: len(once.blocks)] == once.blocks
    copy = twice.blocks[len(once.blocks) :]
    assert all(block.hidden if isinstance(block, Grid) else isinstance(block, Ignored) for block in copy)
    assert [finding.code for finding in twice.findings] == ["PAGE_COPY"]


@pytest.mark.parametrize("second", [PAGE.replace("5", "6"), f"{PAGE}<p>meer</p>", PAGE.replace("Wij", "We")])
def test_a_second_part_that_says_something_else_stays(second: str) -> None:
    document = read_markup(f"<div>{PAGE}</div><div>{second}</div>")
    assert document.findings == ()
    assert sum(isinstance(block, Grid) and not block.hidden for block in document.blocks) == 2


def parsed(html: str) -> PageResult:
    content = html.encode()
    return parse(Source("zwolle.jaarverslag-2016.nl/p1/doelen.html", content, sha256(content).hexdigest(), "html"))


def test_a_page_of_two_copies_gives_its_rows_once() -> None:
    head = (
        "<h2>Het veiligheidsniveau behouden</h2><p>Doelstellingen/maatschappelijke effecten</p><p>We behouden het.</p>"
    )
    part = f"{head}<p>Streefdoel/indicator</p><p>Minstens 90% verloopt ordelijk</p>"
    table = "<table><tr><td>Wijk<td>5<tr><td>Stad<td>3</table>"
    page = f"<h1>Doelen</h1>{table}{part}"
    once, twice = (parsed(f"<html><body>{body}</body></html>") for body in (page, page + page))
    assert once.tables["indicators"] == twice.tables["indicators"] != ()
    assert once.tables["goals"] == twice.tables["goals"]
