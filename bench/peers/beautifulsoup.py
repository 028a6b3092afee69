"""The script an analyst writes on a Friday: BeautifulSoup on lxml (its fastest backend), the goal, its texts, its lists
and the amounts of the lasten/baten table, found by what they say. It knows the layouts of 2021-2026 and nothing else.
"""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup, Tag

NAME = "BeautifulSoup script"
LACKS = "other tables, indicators, deviations, units, signs, proofs, provenance, findings, pages before 2021"
DISTRIBUTIONS = ("beautifulsoup4", "lxml")

_GOAL = re.compile(r"doel (\d+\.\d+\.\d+) (.*)", re.IGNORECASE)
_AMOUNT = re.compile(r"-?\d{1,3}(\.\d{3})*")
_HEADINGS = ("h1", "h2", "h3", "button", "summary")


def read(content: bytes, path: str) -> dict[str, Any]:  # noqa: ARG001
    """`code`, `title`, `texts` and `items` by heading, `baten_lasten` as (row, column, euros or thousands)."""
    soup = BeautifulSoup(content, "lxml")
    page: dict[str, Any] = {"code": None, "title": None, "texts": {}, "items": {}, "baten_lasten": []}
    heading = ""
    for element in soup.find_all([*_HEADINGS, "p", "li", "table"]):
        text = element.get_text(" ", strip=True)
        goal = _GOAL.search(text) if element.name in ("h1", "p") and page["code"] is None else None
        if goal:
            page["code"], page["title"] = goal[1], goal[2]
        if element.name in _HEADINGS or element.get("role") == "heading":
            heading = text
        elif element.name == "p" and text:
            page["texts"].setdefault(heading, []).append(text)
        elif element.name == "li" and not element.find("a"):
            page["items"].setdefault(heading, []).append(text)
        elif element.name == "table" and "Lasten" in text and "Baten" in text:
            page["baten_lasten"] += _amounts(element)
    return page


def _amounts(table: Tag) -> list[tuple[str, str, int]]:
    rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])] for row in table.find_all("tr")]
    heads = next(row for row in rows if "Lasten" in row)
    return [
        (row[0], head, int(cell.replace(".", "")))
        for row in rows
        for head, cell in zip(heads[1:], row[1:], strict=False)
        if _AMOUNT.fullmatch(cell)
    ]


def found(result: dict[str, Any]) -> int:
    """Texts, list items and amounts."""
    lists = (*result["texts"].values(), *result["items"].values(), result["baten_lasten"])
    return sum(map(len, lists))
