"""Bytes to the records of all tables, as a worker of a build does it; the hash of the bytes is part of it."""

from __future__ import annotations

import hashlib

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

NAME = "doelenboom: records of all tables"
LACKS = "-"
DISTRIBUTIONS = ("doelenboom", "lxml")


def read(content: bytes, path: str) -> PageResult:
    """All records of the page, with their proofs and findings."""
    return parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html"))


def found(result: PageResult) -> int:
    """Records; none of a quarantined page."""
    return 0 if result.page.status == "quarantined" else sum(map(len, result.tables.values()))
