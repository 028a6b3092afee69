"""unstructured: the page as a list of titles, texts, list items and tables. It tells which is which with a spaCy model
that it fetches when it is first used: without a network it cannot run."""

from __future__ import annotations

import os
from typing import Any

os.environ |= {"DO_NOT_TRACK": "true", "SCARF_NO_ANALYTICS": "true", "UNSTRUCTURED_DISABLE_NOTICE": "1"}

from unstructured.partition.html import partition_html

NAME = "unstructured"
LACKS = "meaning: elements in page order; no goal, amount, unit, sign or proof; nothing of a page inside one <form>"
DISTRIBUTIONS = ("unstructured", "lxml")


def read(content: bytes, path: str) -> list[Any]:  # noqa: ARG001
    """The elements."""
    return list(partition_html(text=content.decode("utf-8", "replace")))


def found(result: list[Any]) -> int:
    """Elements."""
    return len(result)
