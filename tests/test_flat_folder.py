"""A flat folder of files with meaningless names: publication, page and goal come from the page, or it is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

BODY = "<h1>Doel 6.2.1 Wonen</h1><p>We bouwen voor iedereen</p><h2>Beschrijving</h2><p>Tekst.</p>"
LINK = '<link rel="canonical" href="https://{}">'


def flat(name: str, head: str = "", before: str = "", behind: str = "") -> PageResult:
    content = f"<html><head>{head}</head><body>{before}{BODY}{behind}</body></html>".encode()
    return parse(Source(name, content, hashlib.sha256(content).hexdigest(), "html"))


@pytest.mark.parametrize(
    ("read", "page_id"),
    [
        (
            lambda: flat("1.html", LINK.format("zwolle.begroting-2023.nl/p39900/doel-6-2-1")),
            "zwolle-begroting-2023/p39900",
        ),
        (
            lambda: flat("2.html", "<title>Doel 6.2.1 - Begroting 2025 - Gemeente Zwolle</title>"),
            "zwolle-begroting-2025/2",
        ),
        (
            lambda: flat("export (3).htm", "<title>Zwolle | Jaarstukken 2023 | 6.2.1</title>"),
            "zwolle-jaarstukken-2023/export-3",
        ),
        (lambda: flat("4.html", "<title>Gemeente Deventer - Begroting 2021</title>"), "deventer-begroting-2021/4"),
        (lambda: flat("5.html", "", "<p>Begroting 2019</p>"), "zwolle-begroting-2019/5"),
        (
            lambda: flat("6.html", "<title>6.2.1 Wonen :: Jaarverslag 2022 Gemeente Zwolle</title>"),
            "zwolle-jaarstukken-2022/6",
        ),
        (lambda: flat("7.html", "<title>Zwolle Begroting 2022</title>"), "zwolle-begroting-2022/7"),
        (lambda: flat("8.html", "", "", "<h2>Afwijkingen op activiteiten Berap 2021-2</h2>"), "zwolle-berap-2021-2/8"),
        (
            lambda: flat(
                "9.html", "<title>Begroting 2023</title>", "", '<a href="https://enschede.begroting-2022.nl/p1/x">E</a>'
            ),
            "zwolle-begroting-2023/9",
        ),
        (lambda: flat("begroting-2022/10.html"), "zwolle-begroting-2022/10"),
    ],
)
def test_flat_folder(read: Callable[[], PageResult], page_id: str) -> None:
    result = read()
    assert result.page_id == page_id
    assert [goal.goal_code for goal in result.tables["goals"]] == ["6.2.1"]
    assert "IDENTITY_FROM_PAGE" in {finding.code for finding in result.findings} or "/p" in page_id


@pytest.mark.parametrize(
    "head",
    ["<title>Doel 6.2.1 Wonen</title>", "<title>Enschede Begroting 2022</title>", ""],
)
def test_a_page_nobody_can_place_is_refused(head: str) -> None:
    result = flat("11.html", head, "", "<p>In het Jaarverslag 2020 staat meer. Zie ook de Begroting 2018.</p>")
    assert [finding.code for finding in result.findings if finding.severity == "error"] == ["IDENTITY_UNKNOWN"]
