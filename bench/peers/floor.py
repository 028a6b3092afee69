"""The least that any reader of these pages does."""

from __future__ import annotations

from typing import Any

from lxml import etree

NAME = "floor: read and lxml-parse"
LACKS = "everything: it builds a tree and looks at nothing"
DISTRIBUTIONS = ("lxml",)


def read(content: bytes, path: str) -> Any:  # noqa: ARG001 - every peer is given the path
    """The root of the tree."""
    return etree.fromstring(content, etree.HTMLParser())


def found(result: Any) -> int:
    """Elements."""
    return sum(1 for _ in result.iter())
