"""A real HTTP server on 127.0.0.1 that stands in for the publication sites: it behaves, or misbehaves on purpose.

    with SiteServer({host: grown_site(host, 100) for host in HOSTS}) as server:
        server.rows()                      # rows of a publications.toml for these hosts
        server.sites[host][path] = b"..."  # another page from now on
        server.misbehave(host, path, mode) # see misbehaviour.py; `times` limits it
        server.log                         # every request, in order

Which site answers is told by the Host header, so one port serves all of them under their own names.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

LAST_MODIFIED = 1_760_081_586.0  # 10 October 2025 07:33:06 UTC


@dataclass(frozen=True)
class Request:
    """One line of the log. `connection` numbers the TCP connections; `status` is None where none was sent."""

    at: float
    connection: int
    host: str
    path: str
    headers: Mapping[str, str]
    status: int | None

    @property
    def conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


@dataclass
class _Switch:
    mode: Mode
    times: float = float("inf")


class Handler(BaseHTTPRequestHandler):
    """One connection. A mode may call `answer` or write raw bytes with `raw`."""

    protocol_version = "HTTP/1.1"
    server: _Listener
    timeout = 30
    wbufsize = 1 << 20  # one packet for an answer, and it is in the log before the client has it

    def setup(self) -> None:
        super().setup()
        self.number = next(self.server.connections)
        self.status: int | None = None

    def do_GET(self) -> None:
        site_server = self.server.owner
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        self.status, mode, body = None, site_server.mode_for(host, self.path), site_server.body_of(host, self.path)
        try:
            if mode:
                mode(self, body or b"")
            elif body is None:
                self.answer(404, b"<html><body><h1>Pagina niet gevonden</h1></body></html>")
            else:
                self.conditional(body)
        finally:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site_server.log.append(Request(time.monotonic(), self.number, host, self.path, headers, self.status))

    def conditional(self, body: bytes) -> None:
        """200 with validators, or 304 where the request names them."""
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        fresh = {"ETag": etag, "Last-Modified": formatdate(LAST_MODIFIED, usegmt=True)}
        since = self.headers.get("If-Modified-Since")
        same = self.headers.get("If-None-Match") == etag
        if "If-None-Match" not in self.headers and since:
            same = parsedate_to_datetime(since).timestamp() >= LAST_MODIFIED
        self.answer(304, b"", **fresh) if same else self.answer(200, body, **fresh)

    def answer(self, status: int, body: bytes, content_type: str | None = None, **headers: str) -> None:
        """A whole answer with its length. `Content_Encoding="gzip"` is a header; None as content type chooses one."""
        kinds = {"xml": "application/xml", "txt": "text/plain"}
        self.send_response(status)
        chosen = kinds.get(self.path.rpartition(".")[2], "text/html") if content_type is None else content_type
        given = {"Content-Type": chosen} if chosen and status != 304 else {}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        if status != 304:
            given.setdefault("Content-Length", str(len(body)))
        for name, value in given.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def raw(self, *parts: bytes, pause: float = 0.0) -> None:
        """Bytes as they are, with a pause after each part; the connection ends after them."""
        self.close_connection = True
        for part in parts:
            self.wfile.write(part)
            self.wfile.flush()
            if pause and self.server.stopping.wait(pause):
                return

    def reset(self) -> None:
        """Ends the connection with RST instead of FIN."""
        self.close_connection = True
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.connection.detach())  # at once: shutdown would send FIN first

    def send_response(self, code: int, message: str | None = None) -> None:
        self.status = code
        super().send_response(code, message)

    def log_message(self, *_: Any) -> None:
        """Nothing on stderr: `log` has it."""

    def finish(self) -> None:
        with suppress(OSError):  # the client may be gone
            super().finish()

    def handle(self) -> None:
        with suppress(OSError):
            super().handle()


Mode = Callable[[Handler, bytes], None]


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, owner: SiteServer, context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", owner.port), Handler)
        self.owner, self.context = owner, context
        self.connections = itertools.count(1)
        self.stopping = threading.Event()
        self.open: set[socket.socket] = set()

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.open.add(connection)
        return connection, address

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.context:  # in the thread of the connection: a client that hangs up costs the others nothing
            request = self.context.wrap_socket(request, server_side=True)
        super().finish_request(request, client_address)
        if self.context:
            with suppress(OSError, ValueError):
                request.close()

    def shutdown_request(self, request: Any) -> None:
        self.open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients break off on purpose here."""


@dataclass
class SiteServer:
    """Serves `sites`: host -> path -> bytes. `port` 0 chooses one; `context` makes it TLS."""

    sites: dict[str, dict[str, bytes]]
    port: int = 0
    context: ssl.SSLContext | None = None
    log: list[Request] = field(default_factory=list)
    _switches: dict[tuple[str, str], _Switch] = field(default_factory=dict)
    _listener: _Listener | None = None

    def __enter__(self) -> SiteServer:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Listens, on the port it had before when it was stopped in between."""
        self._listener = _Listener(self, self.context)
        self.port = self._listener.server_address[1]
        threading.Thread(target=self._listener.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        """The site is down: connections end and new ones are refused."""
        listener, self._listener = self._listener, None
        if listener is None:
            return
        listener.stopping.set()
        listener.shutdown()
        listener.server_close()
        for connection in list(listener.open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    @property
    def via(self) -> str:
        """Where the sites are really reached: the `via` of a row in publications.toml."""
        return f"{'https' if self.context else 'http'}://127.0.0.1:{self.port}"

    def misbehave(self, host: str, path: str, mode: Mode, times: float = float("inf")) -> None:
        """From now on `path` (`*`: every path but robots.txt) of `host` answers with `mode`, `times` times."""
        self._switches[host, path] = _Switch(mode, times)

    def behave(self) -> None:
        """Ends every misbehaviour."""
        self._switches.clear()

    def mode_for(self, host: str, path: str) -> Mode | None:
        switch = self._switches.get((host, path))
        if switch is None and path != "/robots.txt":
            switch = self._switches.get((host, "*"))
        if switch is None or switch.times < 1:
            return None
        switch.times -= 1
        return switch.mode

    def body_of(self, host: str, path: str) -> bytes | None:
        return self.sites.get(host, {}).get(path)

    def asked(self, host: str | None = None) -> list[str]:
        """Paths in the order they were asked."""
        return [request.path for request in self.log if host in (None, request.host)]

    def rows(self, **extra: str) -> str:
        """The rows of a publications.toml for the hosts of this server; `extra`: further keys of every row, as TOML
        values."""
        return "\n".join(self._row(host, extra) for host in self.sites)

    def site_list(self, folder: Path, seconds_between_requests: float = 1.0, **extra: str) -> Path:
        """A publications.toml in `folder` for the hosts of this server."""
        fetch = f'[fetch]\ncontact = "mailto:test@example.org"\nseconds_between_requests = {seconds_between_requests}\n'
        file = folder / "publications.toml"
        file.write_text(f"{fetch}\n{self.rows(**extra)}", encoding="utf-8")
        return file

    def _row(self, host: str, extra: Mapping[str, str]) -> str:
        from pipeline.page.evidence import from_host

        told = from_host("url", f"https://{host}/")
        if told is None:
            raise ValueError(f"{host} names no publication")
        row = {"municipality": '"zwolle"', "kind": f'"{told.kind}"', "year": str(told.year)}
        row |= {"edition": str(told.edition)} if told.edition else {}
        row |= {"base_url": f'"https://{host}/"', "via": f'"{self.via}"', "state": '"open"', **extra}
        return "[[publication]]\n" + "\n".join(f"{key} = {value}" for key, value in row.items()) + "\n"
