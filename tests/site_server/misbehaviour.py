"""Every way a publication site may misbehave (INTEGRITY.md 2a): modes for `SiteServer.misbehave`.

A mode takes the handler of one request and the body the page would have. `body_shorter`, `drip(...)` and the like are
modes or make one.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import cache

from .server import Handler, Mode

_PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def _head(*lines: str, start: bytes = _PAGE) -> bytes:
    return start + "".join(f"{line}\r\n" for line in lines).encode("latin-1") + b"\r\n"


def _half(body: bytes) -> bytes:
    return body[: len(body) // 2]


# -- the body does not end where the message says


def body_shorter(handler: Handler, body: bytes) -> None:
    """Closes after half of what Content-Length says."""
    handler.status = 200
    handler.raw(_head(f"Content-Length: {len(body)}"), _half(body))


def body_longer(handler: Handler, body: bytes) -> None:
    """Content-Length counts half of the body, as one that counts characters for bytes; the connection stays open."""
    handler.status = 200
    handler.wfile.write(_head(f"Content-Length: {len(body) // 2}") + body)


def body_longer_after_the_end(handler: Handler, body: bytes) -> None:
    """Content-Length fits a whole page, and more comes behind it."""
    handler.status = 200
    handler.wfile.write(_head(f"Content-Length: {len(body)}") + body + body)


def chunked_cut(handler: Handler, body: bytes) -> None:
    """Chunked, and closed without the last chunk."""
    handler.status = 200
    half = _half(body)
    handler.raw(_head("Transfer-Encoding: chunked"), b"%x\r\n%s\r\n" % (len(half), half))


def chunk_cut(handler: Handler, body: bytes) -> None:
    """Closed inside a chunk."""
    handler.status = 200
    handler.raw(_head("Transfer-Encoding: chunked"), b"%x\r\n%s" % (len(body), _half(body)))


def closed_early(handler: Handler, body: bytes) -> None:
    """No length, and closed after half of the page."""
    handler.status = 200
    handler.raw(_head("Connection: close"), _half(body))


def cut_by_the_site(handler: Handler, body: bytes) -> None:
    """Half a page with the length of half a page: the program behind the server broke off."""
    handler.answer(200, _half(body))


def reset_in_the_body(handler: Handler, body: bytes) -> None:
    handler.status = 200
    handler.raw(_head(f"Content-Length: {len(body)}"), _half(body))
    handler.reset()


# -- the content coding


def gzipped(handler: Handler, body: bytes) -> None:
    """Behaves: a page in gzip."""
    handler.answer(200, gzip.compress(body), Content_Encoding="gzip")


def gzip_cut(handler: Handler, body: bytes) -> None:
    """A gzip stream without its end, with the length that it has."""
    handler.answer(200, gzip.compress(body)[:-20], Content_Encoding="gzip")


def gzip_without_trailer(handler: Handler, body: bytes) -> None:
    """All of the page, but not the CRC and size that prove it."""
    handler.answer(200, gzip.compress(body)[:-8], Content_Encoding="gzip")


def gzip_closed_early(handler: Handler, body: bytes) -> None:
    """A gzip stream without its end, and closed."""
    handler.status = 200
    handler.raw(_head("Content-Encoding: gzip", "Connection: close"), _half(gzip.compress(body)))


def gzip_wrong_crc(handler: Handler, body: bytes) -> None:
    packed = bytearray(gzip.compress(body))
    packed[-8] ^= 0xFF
    handler.answer(200, bytes(packed), Content_Encoding="gzip")


def gzip_in_name_only(handler: Handler, body: bytes) -> None:
    handler.answer(200, body, Content_Encoding="gzip")


def coding_not_asked(handler: Handler, body: bytes) -> None:
    handler.answer(200, zlib.compress(body), Content_Encoding="deflate")


def gzip_bomb(handler: Handler, body: bytes) -> None:
    """300 MB of page in 300 KB."""
    handler.answer(200, bomb(), Content_Encoding="gzip")


@cache
def bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    block = b"<html><body>" + b" " * (1024 * 1024)
    return b"".join(packer.compress(block) for _ in range(300)) + packer.flush()


def endless(handler: Handler, body: bytes) -> None:
    """Sends until the client hangs up."""
    handler.status = 200
    handler.raw(_head("Connection: close"), *[b"<p>" + b"x" * 65_000] * 10_000)


def announces_200_mb(handler: Handler, body: bytes) -> None:
    handler.status = 200
    handler.raw(_head(f"Content-Length: {200 * 1024 * 1024}"), body)


# -- time


def drip(pause: float) -> Mode:
    """The body byte by byte."""

    def mode(handler: Handler, body: bytes) -> None:
        handler.status = 200
        handler.raw(_head(f"Content-Length: {len(body)}"), *(body[n : n + 1] for n in range(len(body))), pause=pause)

    return mode


def drip_headers(pause: float) -> Mode:
    """The headers byte by byte, and never their end."""

    def mode(handler: Handler, body: bytes) -> None:
        head = _PAGE + b"X-More: " + b"a" * 60_000
        handler.raw(*(head[n : n + 1] for n in range(len(head))), pause=pause)

    return mode


def silent(handler: Handler, body: bytes) -> None:
    """Accepts the request and never answers."""
    handler.close_connection = True
    handler.server.stopping.wait(30)


def silent_in_the_body(handler: Handler, body: bytes) -> None:
    handler.status = 200
    handler.raw(_head(f"Content-Length: {len(body)}"), _half(body))
    handler.server.stopping.wait(30)


# -- no HTTP


def resets(handler: Handler, body: bytes) -> None:
    handler.reset()


def hangs_up(handler: Handler, body: bytes) -> None:
    handler.close_connection = True


def garbage(handler: Handler, body: bytes) -> None:
    handler.raw(bytes(range(256)) * 40)


def header_of_2_mb(handler: Handler, body: bytes) -> None:
    handler.raw(_PAGE + b"X-Large: " + b"a" * (2 * 1024 * 1024) + b"\r\n\r\n" + body)


def header_without_a_name(handler: Handler, body: bytes) -> None:
    """A line that is no header in front of the length: lenient clients drop all that follows."""
    handler.raw(_head("no header", f"Content-Length: {len(body)}"), _half(body))


# -- status and headers


def status(code: int, body: bytes = b"<html><body>Er is iets</body></html>", **headers: str) -> Mode:
    """An answer with that status; `Retry_After="120"` is a header."""

    def mode(handler: Handler, _: bytes) -> None:
        handler.answer(code, body, **headers)

    return mode


def with_headers(**headers: str) -> Mode:
    """The page with further headers."""

    def mode(handler: Handler, body: bytes) -> None:
        handler.answer(200, body, **headers)

    return mode


def as_type(content_type: str, body: bytes | None = None) -> Mode:
    """The page, or `body`, under another Content-Type; empty: none."""

    def mode(handler: Handler, page: bytes) -> None:
        handler.answer(200, page if body is None else body, content_type)

    return mode


def instead(body: bytes) -> Mode:
    """Another page with status 200: a notice, a login, nothing."""

    def mode(handler: Handler, _: bytes) -> None:
        handler.answer(200, body)

    return mode


def edited(change: Callable[[bytes], bytes]) -> Mode:
    """The page after `change`."""

    def mode(handler: Handler, body: bytes) -> None:
        handler.answer(200, change(body))

    return mode


def partial(handler: Handler, body: bytes) -> None:
    """206 that nobody asked for."""
    half = _half(body)
    handler.answer(206, half, Content_Range=f"bytes 0-{len(half) - 1}/{len(body)}")


def not_modified(**headers: str) -> Mode:
    """304 whatever was asked, with these headers only."""

    def mode(handler: Handler, _: bytes) -> None:
        handler.answer(304, b"", **headers)

    return mode


def not_modified_if_asked(**headers: str) -> Mode:
    """304 with these headers to every conditional request, the page to all others."""

    def mode(handler: Handler, body: bytes) -> None:
        if "If-None-Match" in handler.headers or "If-Modified-Since" in handler.headers:
            handler.answer(304, b"", **headers)
        else:
            handler.conditional(body)

    return mode


def redirect(location: str, code: int = 301) -> Mode:
    """Sends on to `location`."""

    def mode(handler: Handler, _: bytes) -> None:
        handler.answer(code, b"", Location=location)

    return mode


def redirect_onwards(handler: Handler, _: bytes) -> None:
    """Every address sends on to the next: for the path `*`."""
    path, _, number = handler.path.partition("?n=")
    handler.answer(302, b"", Location=f"{path}?n={int(number or 0) + 1}")
