"""pandas.read_html with its fast parser: every table of the page as a DataFrame."""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

import pandas

NAME = "pandas.read_html"
LACKS = "goals, texts, lists, units, signs, proofs, provenance; 81.667 becomes 81.667 and 4,4 becomes 44"
DISTRIBUTIONS = ("pandas", "lxml")


def read(content: bytes, path: str) -> list[Any]:  # noqa: ARG001
    """The tables; pandas raises where a page has none."""
    try:
        return pandas.read_html(cast(Any, BytesIO(content)), flavor="lxml")  # its stubs know of text only
    except ValueError as error:
        if "No tables found" not in str(error):
            raise
        return []


def found(result: list[Any]) -> int:
    """Tables."""
    return len(result)
