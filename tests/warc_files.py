"""WARC files for the tests, written by warcio as crawlers write them, and then damaged."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """One answer to be archived; `headers` come behind the content type."""

    url: str
    body: bytes = b""
    when: str = "2024-01-01T00:00:00Z"
    status: str = "200 OK"
    content_type: str = HTML
    headers: tuple[tuple[str, str], ...] = ()
    kind: str = "response"


def records(answers: Sequence[Answer], *, packed: bool = True) -> list[bytes]:
    """The bytes of each record, in order."""
    return [_record(answer, packed) for answer in answers]


def warc(*answers: Answer, packed: bool = True) -> bytes:
    return b"".join(records(answers, packed=packed))


def revisit(url: str, of: Answer, when: str, *, digest: str | None = None, packed: bool = True) -> bytes:
    """A record that says `url` still gave at `when` what `of` holds; `digest` only: without address and time."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed)
    http = StatusAndHeaders("200 OK", [("Content-Type", HTML)], protocol="HTTP/1.1")
    record = writer.create_revisit_record(
        url, digest or "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", of.url, of.when, http_headers=http,
        warc_headers_dict={"WARC-Date": when},
    )  # fmt: skip
    if digest:
        record.rec_headers.remove_header("WARC-Refers-To-Target-URI")
        record.rec_headers.remove_header("WARC-Refers-To-Date")
    writer.write_record(record)
    _close(record)
    return out.getvalue()


def _record(answer: Answer, packed: bool) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed)
    headers = [("Content-Type", answer.content_type), *answer.headers]
    http = StatusAndHeaders(answer.status, headers, protocol="HTTP/1.1") if answer.kind == "response" else None
    record = writer.create_warc_record(
        answer.url, answer.kind, payload=BytesIO(answer.body), http_headers=http,
        warc_content_type="" if http else answer.content_type, warc_headers_dict={"WARC-Date": answer.when},
    )  # fmt: skip
    writer.write_record(record)
    _close(record)
    return out.getvalue()


def _close(record: object) -> None:
    """warcio leaves its spool to the garbage collector."""
    stream = getattr(record, "_spool", None) or getattr(record, "raw_stream", None)
    if stream is not None:
        stream.close()


def chunked(body: bytes, size: int = 100) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\nX-Trailer: x\r\n\r\n"


@cache
def bomb(size: int = 60 * 1024 * 1024) -> bytes:
    """`size` bytes of spaces, packed."""
    return gzip.compress(b" " * size, 9)
