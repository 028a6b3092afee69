"""One exported page as it came, and what a person should know of it: all that is needed before anything is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeVar, dataclass_transform

Media: TypeAlias = Literal["html", "text", "warc"]
Severity: TypeAlias = Literal["info", "warning", "error"]

MAX_BYTES = 20 * 1024 * 1024
"""No page is larger; nothing larger is read."""

_Record = TypeVar("_Record")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_Record]) -> type[_Record]:
    """A dataclass with slots that mypy holds frozen and that costs what a plain one costs at run time: for what a
    page makes by the hundred. The guard of `frozen=True` makes creation four times dearer (0.74 against 0.18
    microseconds for a Cell, 10 % of reading a page), and no code gets past mypy to need it."""
    return dataclass(slots=True, unsafe_hash=True)(cls)


@dataclass(frozen=True, slots=True)
class Source:
    """One exported page as bytes. `path` is POSIX and relative to the raw folder (`host/p1/slug.html`, or
    `file.warc.gz#3` for the third record of a WARC)."""

    path: str
    content: bytes
    sha256: str
    media: Media
    url: str | None = None
    charset: str | None = None  # from the HTTP header of a WARC record

    @property
    def digest(self) -> str:
        """What tells its bytes from others."""
        return self.sha256


@record
class Finding:
    """Something a person should know. `location` says where on the page (`table 1 row 3 column 2`, `block 12`),
    `found` what stands there and `expected` what was expected."""

    severity: Severity
    code: str
    message: str
    location: str = ""
    found: str = ""
    expected: str = ""
    responsibility: Literal["source", "pipeline"] = "source"


class PageRefused(Exception):
    """The page cannot be used: it is quarantined with this finding. Nothing of it is guessed."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.code}: {finding.message}")
        self.finding = finding
