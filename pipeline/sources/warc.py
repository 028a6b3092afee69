"""Captures from a WARC file, as crawlers and web archives write them. What cannot be used is told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParser

from pipeline.page_source import Finding, Media, Source

from .http_body import BodyBroken, BodyTooLarge, decoded
from .warc_frames import Frame, frames

_HEADERS = 1024 * 1024  # bytes of a record beside its body
_NOT_CAPTURED = frozenset({"warcinfo", "request", "metadata", "conversion", "continuation"})


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer of a site as an archive kept it. `number` is the place of its record in the file, from 1. `content`
    is the body of a page (status 200, HTML or text) without transfer and content encoding, and empty for the rest."""

    number: int
    url: str
    captured_at: datetime  # UTC
    status: int
    headers: Mapping[str, str]  # names in lower case
    content: bytes
    record_id: str = ""
    payload_digest: str = ""

    @property
    def content_type(self) -> str:
        """`text/html`, lower case and without parameters; empty where none was sent."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        declared = self.headers.get("content-type", "").lower().partition("charset=")[2]
        return declared.partition(";")[0].strip(" \"'") or None


@dataclass(frozen=True, slots=True)
class Revisit:
    """The site was asked again and answered what an earlier capture holds: the one with this record id, or of this
    address and time, or with this payload digest, whichever the archive names."""

    number: int
    url: str
    captured_at: datetime  # UTC
    refers_to_id: str = ""
    refers_to_url: str = ""
    refers_to_time: datetime | None = None
    payload_digest: str = ""


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that gives no capture, and why. `url` is empty where not even that can be read."""

    number: int
    finding: Finding
    url: str = ""


Record: TypeAlias = Capture | Revisit | BadRecord


@dataclass(frozen=True, slots=True)
class _Parsed:
    record: ArcWarcRecord
    url: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    block: bytes = b""

    def header(self, name: str) -> str:
        return str(self.record.rec_headers.get_header(name) or "").strip()


def records(file: Path, max_bytes: int) -> Iterator[Record]:
    """Every capture, revisit and unusable record of `file`, in file order; requests, metadata and the like are no
    captures and are left out. Reading goes on behind a damaged record.

    Findings (errors): WARC_DAMAGED, WARC_DIGEST, WARC_BODY, TOO_LARGE. Raises OSError and NotRegularFile.
    """
    for number, frame in enumerate(frames(file, max_bytes + _HEADERS), start=1):
        found = _record(number, frame, max_bytes)
        if found is not None:
            yield found


def _record(number: int, frame: Frame, max_bytes: int) -> Record | None:
    try:
        parsed = _parse(frame)
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        return _damaged(number, "", frame.problem or str(error) or type(error).__name__)
    kind, url = parsed.record.rec_type, parsed.url
    if frame.problem:
        return _damaged(number, url, frame.problem)
    if kind in _NOT_CAPTURED or not url.lower().startswith(("http:", "https:")):
        return None
    if problem := _digest_problem(parsed.record):
        return _bad(number, url, "WARC_DIGEST", "The record is not what was archived.", problem, "its own digest")
    when = _time(parsed.header("WARC-Date"))
    if when is None:
        return _damaged(number, url, f"no time of capture: {parsed.header('WARC-Date')!r}")
    if kind == "revisit":
        return _revisit(number, parsed, when)
    if kind not in ("response", "resource"):
        return _damaged(number, url, f"unknown kind of record {kind!r}")
    return _capture(number, parsed, when, frame.too_large, max_bytes)


def _time(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)


def _parse(frame: Frame) -> _Parsed:
    """The headers of a record, and its block behind them. Raises ArchiveLoadFailed, EOFError or ValueError."""
    loader = ArcWarcRecordLoader()
    record = loader.parse_record_stream(BytesIO(frame.content), None, "warc", no_record_parse=True, check_digests=True)
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "")
    if record.rec_type not in ("response", "revisit") or not url.lower().startswith("http"):
        declared = str(record.rec_headers.get_header("Content-Type") or "")
        return _Parsed(record, url, headers={"content-type": declared}, block=_rest(record))
    try:
        http = StatusAndHeadersParser((), False).parse(record.raw_stream)  # any version of HTTP
    except EOFError:  # a revisit may leave the answer out
        return _Parsed(record, url)
    headers = {str(name).lower(): str(value) for name, value in http.headers}
    status = str(http.get_statuscode())
    return _Parsed(record, url, int(status) if status.isdigit() else 0, headers, _rest(record))


def _rest(record: ArcWarcRecord) -> bytes:
    blocks = []
    while block := record.raw_stream.read(1024 * 1024):
        blocks.append(block)
    return b"".join(blocks)


def _digest_problem(record: ArcWarcRecord) -> str:
    """The digest of the block, where the archive gives one. That of the payload is left alone: archives take it of
    different bytes (before or behind the transfer encoding)."""
    return next((p for p in record.digest_checker.problems if p.startswith("block digest failed")), "")


def _revisit(number: int, parsed: _Parsed, when: datetime) -> Revisit:
    return Revisit(
        number,
        parsed.url,
        when,
        parsed.header("WARC-Refers-To"),
        parsed.header("WARC-Refers-To-Target-URI").strip("<>"),
        _time(parsed.header("WARC-Refers-To-Date")),
        parsed.header("WARC-Payload-Digest"),
    )


def _capture(number: int, parsed: _Parsed, when: datetime, too_large: bool, max_bytes: int) -> Capture | BadRecord:
    digest, record_id = parsed.header("WARC-Payload-Digest"), parsed.header("WARC-Record-ID")
    capture = Capture(number, parsed.url, when, parsed.status, parsed.headers, b"", record_id, digest)
    if parsed.status != 200 or media_of(capture) is None:
        return capture
    try:
        if too_large:
            raise BodyTooLarge(f"more than {max_bytes} bytes")
        return replace(capture, content=decoded(parsed.block, parsed.headers, max_bytes))
    except BodyTooLarge as large:
        message = "The page is larger than any report page and was not read."
        return _bad(number, parsed.url, "TOO_LARGE", message, str(large), f"at most {max_bytes} bytes")
    except BodyBroken as broken:
        message = "The body of the archived answer is not whole."
        return _bad(number, parsed.url, "WARC_BODY", message, str(broken), "the whole body")


def _damaged(number: int, url: str, reason: str) -> BadRecord:
    return _bad(number, url, "WARC_DAMAGED", "A record of the WARC file is damaged.", reason, "a whole record")


def _bad(number: int, url: str, code: str, message: str, found: str, expected: str) -> BadRecord:
    finding = Finding("error", code, message, f"record {number} {url}".rstrip(), found[:200], expected)
    return BadRecord(number, finding, url)


def pages(file: Path, path: str, max_bytes: int) -> Iterator[Source | BadRecord]:
    """One Source for each 200 answer with HTML or text, in file order, with its URL and declared charset, and what
    is damaged. Images, redirects and the like are no pages. Raises OSError and NotRegularFile."""
    for record in records(file, max_bytes):
        if isinstance(record, BadRecord):
            yield record
        elif isinstance(record, Capture) and record.status == 200 and (media := media_of(record)):
            digest = hashlib.sha256(record.content).hexdigest()
            yield Source(f"{path}#{record.number}", record.content, digest, media, record.url, record.charset)


def media_of(capture: Capture) -> Media | None:
    """`warc` for HTML, `text` for plain text, None for what is no page."""
    if "html" in capture.content_type:
        return "warc"
    return "text" if capture.content_type == "text/plain" else None
