"""Where things lie in the report: file names that are safe whatever the sources are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

_PLAIN = re.compile(r"[a-z0-9]+(?:[./-][a-z0-9]+)*")
LONGEST = 100
CELL_ID = re.compile(r"(?P<page_id>.+)/t(?P<table>\d+)/r(?P<row>\d+)/c(?P<column>\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the report and an id in it; the file is relative to the report's folder."""

    file: str
    anchor: str = ""

    def href(self, root: str = "") -> str:
        """The address seen from a page whose way to the report's folder is `root`."""
        return f"{root}{self.file}" + (f"#{self.anchor}" if self.anchor else "")


def safe_name(key: str) -> str:
    """A file name of lower case letters, digits, points and dashes, one per key: where the key holds anything else or
    is long, eight digits of its SHA-256 are added (INTEGRITY.md F22)."""
    name = re.sub(r"[^a-z0-9.-]+", "-", key.replace("/", "--").lower()).strip(".-")[:LONGEST] or "x"
    if len(key) <= LONGEST and _PLAIN.fullmatch(key):
        return name
    return f"{name}-{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def publication_file(publication_id: str) -> str:
    return f"publicatie/{safe_name(publication_id)}.html"


def page_file(page_id: str) -> str:
    return f"bron/{safe_name(page_id)}.html"


def series_file(series_id: str) -> str:
    return f"doel/{safe_name(series_id)}.html"


def finding_file(code: str) -> str:
    return f"bevinding/{safe_name(code.lower().replace('_', '-'))}.html"


def cell_anchor(table_no: int, row_no: int, column_no: int) -> str:
    return f"t{table_no}-r{row_no}-c{column_no}"


def cell_place(cell_id: str) -> Place | None:
    """The place of a cell by its cell_id (`<page_id>/t1/r2/c3`), None where it is no cell_id."""
    found = CELL_ID.fullmatch(cell_id)
    if not found:
        return None
    anchor = cell_anchor(int(found["table"]), int(found["row"]), int(found["column"]))
    return Place(page_file(found["page_id"]), anchor)
