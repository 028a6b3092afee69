"""What a request to a publication site brought: the words the fetcher and the raw store share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from pipeline.page_source import Finding

Verdict: TypeAlias = Literal["page", "unchanged", "gone", "rejected", "unavailable", "guide"]
"""`page`: a complete page of the site; `unchanged`: the server says that the version in force still holds; `gone`:
404 or 410, a tombstone candidate; `rejected`: an answer that is no page of the site; `unavailable`: no whole answer
within the retries and the deadline; `guide`: robots.txt, a sitemap or the start page, which lead to the pages and are
none, whatever the server said of them (404 and 304 included)."""


@dataclass(frozen=True, slots=True)
class InForce:
    """The stored version of an address, as far as a conditional request needs it. `content` is the body of a guide,
    for which a 304 stands; None for a page, and for a guide that is not there."""

    sha256: str | None
    etag: str | None = None
    last_modified: str | None = None
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer and what became of it. `code` is a finding code for every verdict but `page`, `unchanged` and `guide`
    (FETCH_INCOMPLETE, NOT_A_REPORT_PAGE, ...; INTEGRITY.md 2a); `found` and `expected` say what was wrong in words.
    `content` is the decoded body, also of a rejected answer as far as it came; None where there is none. Its SHA-256 is
    the one that `InForce` holds: a 200 with the bytes in force is `unchanged` too.

    `url` is the public address of the page, whatever way it was reached (`via`), so it is stable between runs; the
    same page may get another slug (`site.address.page_key` tells). Troubles of a whole site (robots.txt, down, out of
    time) have its robots.txt or start page as `url`. `findings`: what a person should know, also of an accepted page
    (CHARSET_CONFLICT); where there is a `code`, the first is the finding with that code."""

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
    requests: int = 1  # tries and redirects included; 0: nothing was asked
    findings: tuple[Finding, ...] = ()
