"""An answer as the raw store keeps it, and what it would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from pipeline.sources.fetched import Fetched, Verdict

from .stamps import stamp_of
from .state import StoredPage

Via: TypeAlias = Literal["site", "warc", "hand"]
Change: TypeAlias = Literal["new", "changed", "same", "older", "none"]
"""What a page would change: `new` address, `changed` bytes, the `same` bytes (also those its site gave last, where a
person placed others), an `older` build than the one in force, which stays (INTEGRITY row 65); `none` for an answer
that is no page."""
_PRIVATE = ("set-cookie", "cookie", "authorization")
_HEADERS, _LONGEST = 40, 500


@dataclass(frozen=True, slots=True)
class Answer:
    """One recorded answer; `sha256` names its body in the store, None without one. Times are UTC, ISO, with a Z."""

    path: str
    url: str | None
    verdict: Verdict
    change: Change
    at: str
    via: Via
    sha256: str | None = None
    stamp: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    code: str | None = None
    found: str = ""
    expected: str = ""
    status: int | None = None
    requests: int = 0

    def version(self) -> dict[str, Any]:
        """The columns of StoredPage that putting it in force sets."""
        names = ("path", "url", "sha256", "stamp", "etag", "last_modified", "via", "at")
        return {name: getattr(self, name) for name in names}


def answer_of(
    fetched: Fetched, path: str, url: str | None, sha256: str | None, via: Via, now: StoredPage | None
) -> Answer:
    """What was fetched, beside the version `now` in force."""
    headers = {name.lower(): value for name, value in fetched.headers.items()}
    stamp = stamp_of(fetched.content) if fetched.verdict == "page" and fetched.content else None
    if stamp and via == "site" and stamp > _latest_stamp(fetched.fetched_at):
        stamp = None  # a build that is still to come would keep every later one out of force; archives misdate captures
    return Answer(
        path, url, fetched.verdict, _change(fetched.verdict, sha256, stamp, now), utc(fetched.fetched_at), via, sha256,
        stamp, headers.get("etag"), headers.get("last-modified"), fetched.code, fetched.found[:_LONGEST],
        fetched.expected[:_LONGEST], fetched.status, fetched.requests,
    )  # fmt: skip


def line_of(answer: Answer, fetched: Fetched, evidence: bool) -> dict[str, Any]:
    """The line of the log. `evidence` marks a body that is kept only to show why it was refused."""
    return {
        "kind": "answer", "path": answer.path, "url": answer.url, "final_url": fetched.final_url[:2_000],
        "verdict": answer.verdict, "at": answer.at, "via": answer.via, "sha256": answer.sha256, "evidence": evidence,
        "bytes": len(fetched.content) if fetched.content is not None else None, "stamp": answer.stamp,
        "code": answer.code, "found": answer.found, "expected": answer.expected, "status": answer.status,
        "requests": answer.requests, "headers": _kept(fetched.headers),
    }  # fmt: skip


def utc(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _latest_stamp(fetched_at: datetime) -> str:
    """The end of the day after an answer came, in the form of stamps: stamps are local, and clocks are not exact."""
    return f"{fetched_at + timedelta(days=1):%Y-%m-%d}T24"


def _change(verdict: Verdict, sha256: str | None, stamp: str | None, now: StoredPage | None) -> Change:
    if verdict != "page":
        return "none"
    if now is None or now.sha256 is None:
        return "new"
    if sha256 in (now.sha256, now.from_site):
        return "same"
    return "older" if stamp and now.stamp and stamp < now.stamp else "changed"


def _kept(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers worth keeping: no cookies, and no more than a log can bear (a server may send two megabytes)."""
    shown = [(name.lower()[:100], value[:_LONGEST]) for name, value in headers.items()]
    return dict([pair for pair in shown if pair[0] not in _PRIVATE][:_HEADERS])
