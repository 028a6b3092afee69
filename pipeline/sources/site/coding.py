"""The content coding of an answer: gzip or none, whole or refused.

zlib is asked itself: HTTP libraries let a gzip stream pass that stops before its end, because `flush` does not say
so (httpx does, urllib3 does; measured in DECISIONS.md).
"""

from __future__ import annotations

import zlib
from dataclasses import replace

from .answer import Answer
from .exchange import incomplete, too_large
from .trouble import NoPage, no_page

ACCEPTED = "gzip"

_GZIP = 16 + zlib.MAX_WBITS


def decoded(answer: Answer, max_bytes: int) -> Answer:
    """The answer with its body as it is meant to be read; gzip tells its own end. Raises NoPage: FETCH_BADENC,
    FETCH_INCOMPLETE where the gzip stream stops before its end, TOO_LARGE as soon as more than `max_bytes` come out."""
    coding = answer.headers.get("content-encoding", "").strip().lower()
    if coding in ("", "identity"):
        return answer
    if coding not in ("gzip", "x-gzip"):
        raise _bad(answer, f"Content-Encoding: {coding}")
    return replace(answer, body=_unzipped(answer, max_bytes), framed=True)


def unzipped_file(answer: Answer, max_bytes: int) -> bytes:
    """The content of a file that is gzip itself, like sitemap.xml.gz. Raises like `decoded`."""
    return _unzipped(answer, max_bytes)


def _unzipped(answer: Answer, max_bytes: int) -> bytes:
    left, content = answer.body, bytearray()
    while left:
        member = zlib.decompressobj(_GZIP)
        try:
            content += member.decompress(left, max_bytes + 1 - len(content))
        except zlib.error as error:
            raise _bad(answer, str(error)) from error
        if len(content) > max_bytes:
            raise too_large(answer, f"more than {max_bytes} bytes from {len(answer.body)} in gzip", max_bytes)
        if not member.eof:
            raise incomplete(replace(answer, body=bytes(content)), "a gzip stream without its end", "its end and CRC")
        left = member.unused_data.lstrip(b"\0")  # RFC 1952: members may follow each other, zeros may fill up
    return bytes(content)


def _bad(answer: Answer, found: str) -> NoPage:
    return no_page("error", "rejected", "FETCH_BADENC", "the answer is not encoded as it says", found,
                   "gzip or no encoding", answer=answer, again=True)  # fmt: skip
