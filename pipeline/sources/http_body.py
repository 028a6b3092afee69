"""The body of an HTTP answer as it was archived, without transfer and content encoding (RFC 9112 section 7.1, RFC 9110
section 8.4)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
_GZIP = b"\x1f\x8b"
_IDENTITY = frozenset({"", "identity", "none"})


class BodyBroken(Exception):
    """The body stops before its end, or is not encoded as its headers say."""


class BodyTooLarge(Exception):
    """The body is larger than the limit, before or after decoding."""


def decoded(body: bytes, headers: Mapping[str, str], max_bytes: int) -> bytes:
    """The body that `headers` (lower case names) describe, at most `max_bytes` long.

    Archives written by browsers keep the headers of the answer beside a body that is decoded already: a body that
    does not begin as its encoding must is taken as it stands. Raises BodyBroken and BodyTooLarge.
    """
    length = headers.get("content-length", "")
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    elif length.isdigit() and len(body) < int(length) and not _decoded_already(body, headers):
        raise BodyBroken(f"{len(body)} of {length} bytes")
    for encoding in reversed(headers.get("content-encoding", "").lower().split(",")):
        body = _unpacked(body, encoding.strip(), max_bytes)
    if len(body) > max_bytes:
        raise BodyTooLarge(f"{len(body)} bytes")
    return body


def _decoded_already(body: bytes, headers: Mapping[str, str]) -> bool:
    return headers.get("content-encoding", "").lower() not in _IDENTITY and not body.startswith(_GZIP)


def _unchunked(body: bytes) -> bytes:
    if _CHUNK.match(body) is None:
        return body
    parts: list[bytes] = []
    at = 0
    while size := _CHUNK.match(body, at):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        at = size.end() + length + 2
        if body[at - 2 : at] != b"\r\n":
            break
        parts.append(body[size.end() : at - 2])
    raise BodyBroken(f"chunked and cut after {sum(map(len, parts))} bytes")


def _unpacked(body: bytes, encoding: str, max_bytes: int) -> bytes:
    if encoding in _IDENTITY or body.lstrip()[:1] == b"<":
        return body
    match encoding:
        case "gzip" | "x-gzip":
            return _inflated(body, 16 + zlib.MAX_WBITS, max_bytes) if body.startswith(_GZIP) else body
        case "deflate":
            return _inflated(body, zlib.MAX_WBITS if _has_zlib_header(body) else -zlib.MAX_WBITS, max_bytes)
        case _:
            raise BodyBroken(f"encoded as {encoding}; gzip, deflate or nothing can be read")


def _has_zlib_header(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0


def _inflated(body: bytes, window: int, max_bytes: int) -> bytes:
    content = bytearray()
    while body:  # gzip may have several members
        inflater = zlib.decompressobj(window)
        try:
            content += inflater.decompress(body, max_bytes + 1 - len(content))
        except zlib.error as error:
            raise BodyBroken(str(error)) from error
        if len(content) > max_bytes:
            raise BodyTooLarge(f"more than {max_bytes} bytes when unpacked")
        if not inflater.eof:
            raise BodyBroken(f"packed and cut after {len(content)} bytes")
        body = inflater.unused_data if inflater.unused_data.startswith(_GZIP) else b""
    return bytes(content)
