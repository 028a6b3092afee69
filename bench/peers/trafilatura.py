"""trafilatura: the main text of a page, with its tables."""

from __future__ import annotations

import trafilatura

NAME = "trafilatura"
LACKS = "records of any kind: it gives one text, tables as pipe rows, and leaves out what it takes for boilerplate"
DISTRIBUTIONS = ("trafilatura", "lxml")


def read(content: bytes, path: str) -> str:  # noqa: ARG001
    """The text."""
    return str(trafilatura.extract(content, include_tables=True) or "")


def found(result: str) -> int:
    """Lines."""
    return len(result.splitlines())
