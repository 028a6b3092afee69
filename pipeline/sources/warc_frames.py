"""A WARC file as the bytes of its records, one after the other, past whatever is damaged in it.

warcio stops at the first damaged record and says nothing of a truncated one (webrecorder/warcio #99, #127, #138), so
the framing is done here, strictly; what a record says is left to warcio.
"""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import BinaryIO

from .page_bytes import open_regular

_GZIP = b"\x1f\x8b\x08"
_WARC = b"WARC/"
_BLOCK = 64 * 1024
_LONGEST_HEAD = 64 * 1024
_OPENING = re.compile(rb"WARC/\d\.\d{1,2}\r?\n[A-Za-z-]{1,40}:")
_LONGEST_OPENING = 60
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Frame:
    """One record as far as it could be read, headers included. `problem` is empty for a whole record."""

    content: bytes
    problem: str = ""
    too_large: bool = False


def frames(file: Path, max_bytes: int) -> Iterator[Frame]:
    """Every record of `file` in order, plain or packed record by record, or packed as a whole. A record over
    `max_bytes` is cut there and marked `too_large`; behind a damaged record reading goes on with the next one that
    can be found. Raises OSError, and NotRegularFile for a link, FIFO or device."""
    with os.fdopen(open_regular(file)[0], "rb") as stream:
        opening = stream.read(len(_GZIP))
        stream.seek(0)
        if not opening:
            yield Frame(b"", "the file is empty")
        elif opening == _GZIP:
            yield from _packed(stream, max_bytes)
        else:
            yield from _plain(stream, max_bytes)


def _packed(stream: BinaryIO, limit: int) -> Iterator[Frame]:
    at: int | None = 0
    while at is not None:
        content, end, problem = _member(stream, at, limit)
        if at == 0 and end is None and _holds_more(content, limit):
            stream.seek(0)
            with gzip.GzipFile(fileobj=stream) as whole:
                yield from _plain(whole, limit)
            return
        if end is not None:
            yield from _plain(BytesIO(content), limit)
        else:
            yield Frame(content, problem, too_large=not problem)
        at = _next_member(stream, at + 1 if end is None else end)
        if end is not None and at != end and stream.seek(0, SEEK_END) > end:
            yield Frame(b"", "bytes that are no record stand behind one")


def _member(stream: BinaryIO, at: int, limit: int) -> tuple[bytes, int | None, str]:
    """(bytes, end of the member, problem) of the gzip member at `at`. Without an end it is damaged, or, where no
    problem is named, larger than `limit`."""
    stream.seek(at)
    inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
    content = bytearray()
    while not inflater.eof:
        block = inflater.unconsumed_tail or stream.read(_BLOCK)
        if not block:
            return bytes(content), None, "the file ends inside the record"
        try:
            content += inflater.decompress(block, limit + 1 - len(content))
        except zlib.error as error:
            return bytes(content) or _opening(stream, at, _LONGEST_HEAD), None, str(error)
        if len(content) > limit:
            return bytes(content), None, ""
    return bytes(content), stream.tell() - len(inflater.unused_data), ""


def _holds_more(content: bytes, limit: int) -> bool:
    """Whether the first record of these bytes ends inside them: the file was packed as a whole."""
    head = _head_of(BytesIO(content))
    length = _LENGTH.search(head)
    return length is not None and len(head) + int(length[1]) + len(_WARC) < min(len(content), limit)


def _next_member(stream: BinaryIO, start: int) -> int | None:
    """Where the next gzip member begins that holds a record, at `start` or behind it."""
    stream.seek(start)
    kept, at = b"", start
    while block := stream.read(_BLOCK):
        found = -1
        window = kept + block
        while (found := window.find(_GZIP, found + 1)) >= 0:
            if _opening(stream, at + found, len(_WARC)) == _WARC:
                return at + found
            stream.seek(at + len(window))
        kept = window[-len(_GZIP) + 1 :]
        at += len(window) - len(kept)
    return None


def _opening(stream: BinaryIO, at: int, size: int) -> bytes:
    """The first bytes of a gzip member, as far as they can be had."""
    stream.seek(at)
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(stream.read(_BLOCK), size)
    except zlib.error:
        return b""


def _plain(stream: BinaryIO | gzip.GzipFile, limit: int) -> Iterator[Frame]:
    """Records of an unpacked stream. A record whose end is not where its header says is damaged; the next one is then
    looked for from its own body on."""
    try:
        while head := _next_head(stream):
            yield _record(stream, head, limit)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield Frame(b"", str(error))


def _next_head(stream: BinaryIO | gzip.GzipFile) -> bytes:
    """The header of the next record with its empty line; empty at the end. What is no record is one bad head."""
    while (line := stream.readline(_LONGEST_HEAD)) and not line.strip():
        pass
    if not line:
        return b""
    return line + _head_of(stream) if line.startswith(_WARC) else line


def _head_of(stream: BinaryIO | gzip.GzipFile | BytesIO) -> bytes:
    head = bytearray()
    while len(head) < _LONGEST_HEAD and (line := stream.readline(_LONGEST_HEAD)):
        head += line
        if not line.strip():
            break
    return bytes(head)


def _record(stream: BinaryIO | gzip.GzipFile, head: bytes, limit: int) -> Frame:
    body_at = stream.tell()
    if cut := _OPENING.search(head, 1):
        stream.seek(body_at - len(head) + cut.start())
        return Frame(head[: cut.start()], "the record breaks off in its header")
    length = _LENGTH.search(head)
    if not head.startswith(_WARC) or length is None:
        _skip_to_record(stream, body_at)
        return Frame(head, "no WARC record begins here")
    size = int(length[1])
    body = stream.read(min(size, limit + 1))
    too_large = len(body) > limit
    if too_large:
        stream.seek(body_at + size - 1)
        whole = bool(stream.read(1))
    else:
        whole = len(body) == size
    if whole and _is_end(stream):
        return Frame(head + body, too_large=too_large)
    _skip_to_record(stream, body_at)
    return Frame(head + body, f"the record says {size} bytes and is not that long")


def _is_end(stream: BinaryIO | gzip.GzipFile) -> bool:
    """Whether a record ends here: an empty line, or the end of everything."""
    return not stream.readline(3).strip()


def _skip_to_record(stream: BinaryIO | gzip.GzipFile, start: int) -> None:
    """Move to where the next record opens, at or behind `start`; a cut record may leave it in mid-line."""
    stream.seek(start)
    kept, at = b"", start
    while block := stream.read(_BLOCK):
        window = kept + block
        if found := _OPENING.search(window):
            stream.seek(at + found.start())
            return
        kept = window[-_LONGEST_OPENING:]
        at += len(window) - len(kept)
