"""What a request to a publication site brought: the words the fetcher and the raw store share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["page", "unchanged", "gone", "rejected", "unavailable"]
"""`page`: a complete page of the site; `unchanged`: the server says that the version in force still holds; `gone`:
404 or 410, a tombstone candidate; `rejected`: an answer that is no page of the site; `unavailable`: no whole answer
within the retries and the deadline."""


@dataclass(frozen=True, slots=True)
class InForce:
    """The stored version of an address, as far as a conditional request needs it."""

    sha256: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer and what became of it. `code` is a finding code for every verdict but `page` and `unchanged`
    (FETCH_INCOMPLETE, NOT_A_REPORT_PAGE, ...; INTEGRITY.md 2a); `found` and `expected` say what was wrong in words.
    `content` is the decoded body, also of a rejected answer as far as it came; None where there is none."""

    url: str
    verdict: Verdict
    fetched_at: datetime  # UTC
    final_url: str = ""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    code: str | None = None
    found: str = ""
    expected: str = ""
    requests: int = 1  # tries and redirects included
