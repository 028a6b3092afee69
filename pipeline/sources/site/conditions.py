"""Conditional requests (RFC 9110 section 13): asking whether the page in force still holds."""

from __future__ import annotations

import re

from pipeline.sources.fetched import InForce

from .answer import Answer
from .trouble import no_page

_PRINTABLE = re.compile(r"[!-~](?:[ -~]*[!-~])?")


def conditions(stored: InForce | None) -> dict[str, str]:
    """The headers that ask for a page only if it changed; none where nothing is in force to compare with."""
    if stored is None:
        return {}
    asked = {"If-None-Match": stored.etag, "If-Modified-Since": stored.last_modified}
    return {name: value for name, value in asked.items() if value and _PRINTABLE.fullmatch(value)}


def confirms(answer: Answer, stored: InForce | None) -> bool:
    """Whether a 304 speaks of the page in force: it names our ETag (compared weakly, as RFC 9110 section 13.1.2 has
    it), or our date where we had no ETag."""
    if stored is None:
        return False
    if stored.etag:
        return _opaque(answer.headers.get("etag", "")) == _opaque(stored.etag)
    told = answer.headers.get("last-modified")
    return bool(stored.last_modified) and "etag" not in answer.headers and told in (None, stored.last_modified)


def refuse_unasked(answer: Answer) -> None:
    """Raises NoPage, worth another try, on a 304 to a request without conditions: there is nothing it may speak of."""
    if answer.status == 304:
        raise no_page("error", "unavailable", "FETCH_STATUS", "the server says unchanged to a plain request",
                      "304 Not Modified", "200", answer=answer, again=True)  # fmt: skip


def _opaque(etag: str) -> str:
    return etag.strip().removeprefix("W/")
