"""One request and its whole answer over one connection, within a deadline and a size.

h11 reads the protocol: it never guesses where a message ends, and it shows what comes behind the end. The bytes are
moved here, so that the deadline holds for every one of them, headers included.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping

import h11

from .answer import Answer
from .clock import Clock
from .settings import Settings
from .trouble import NoPage, no_page

_BLOCK = 64 * 1024


class StaleConnection(Exception):
    """A connection kept from an earlier request was closed by the server before it answered this one."""


class Connection:
    """An open connection to one host; `reusable` as long as the next request may use it."""

    def __init__(self, host: str, opened: socket.socket, settings: Settings, clock: Clock) -> None:
        self.host = host
        self.used = 0
        self.reusable = True
        self._socket = opened
        self._settings = settings
        self._clock = clock
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=settings.max_header_bytes)
        self._received = 0

    def still_open(self) -> bool:
        """Whether the next request may use it: nothing came and nobody closed it since the last answer."""
        return self.reusable and self._here_already() == (b"", False)

    def close(self) -> None:
        self.reusable = False
        self._socket.close()

    def get(self, url: str, target: str, headers: Mapping[str, str], deadline: float, max_bytes: int) -> Answer:
        """The answer to GET `target`, content coding still on. `deadline` is a time of the clock. Raises NoPage:
        FETCH_TIMEOUT, FETCH_PROTOCOL, FETCH_INCOMPLETE, FETCH_UNREACHABLE, TOO_LARGE; and StaleConnection."""
        self._deadline, self._received = deadline, 0
        self.used += 1
        try:
            return self._exchange(url, target, headers, max_bytes)
        except (NoPage, StaleConnection):
            self.close()
            raise

    def _exchange(self, url: str, target: str, headers: Mapping[str, str], max_bytes: int) -> Answer:
        request = h11.Request(method="GET", target=target, headers=list(headers.items()))
        self._send((self._http.send(request) or b"") + (self._http.send(h11.EndOfMessage()) or b""))
        head = self._head()
        fields: dict[str, str] = {}
        for name, value in head.headers:
            key, text = name.decode("latin-1").lower(), value.decode("latin-1")
            fields[key] = f"{fields[key]}, {text}" if key in fields else text
        framed = "chunked" in fields.get("transfer-encoding", "").lower() or "content-length" in fields
        answer = Answer(url, head.status_code, fields, framed=framed)
        body = self._body(answer, max_bytes)
        whole = Answer(url, head.status_code, fields, body, framed)
        self._finish(whole)
        return whole

    def _head(self) -> h11.Response:
        while True:
            try:
                event = self._next()
            except h11.RemoteProtocolError as error:
                if not self._received and self.used > 1:
                    raise StaleConnection from error
                found = str(error) if self._received else "nothing, and the end of the connection"
                raise self._unread(found) from error
            if isinstance(event, h11.Response):
                return event
            if not isinstance(event, h11.InformationalResponse):
                raise self._unread(f"the end of the connection after {self._received} bytes")

    def _unread(self, found: str) -> NoPage:
        return no_page("error", "unavailable", "FETCH_PROTOCOL", f"{self.host} did not answer with HTTP", found,
                       "an HTTP answer", again=True)  # fmt: skip

    def _body(self, answer: Answer, max_bytes: int) -> bytes:
        length = answer.headers.get("content-length", "")
        if length.isdigit() and int(length) > max_bytes:
            raise too_large(answer, f"{length} bytes announced", max_bytes)
        body = bytearray()
        while True:
            try:
                event = self._next()
            except h11.RemoteProtocolError as error:
                raise incomplete(_so_far(answer, body), f"{len(body)} bytes, then: {error}", length) from error
            except NoPage as trouble:
                trouble.answer = trouble.answer or _so_far(answer, body)
                raise
            if isinstance(event, h11.EndOfMessage):
                return bytes(body)
            if not isinstance(event, h11.Data):
                raise incomplete(_so_far(answer, body), f"{len(body)} bytes, then the end of the connection", length)
            body += event.data
            if len(body) > max_bytes:
                raise too_large(_so_far(answer, body), f"more than {max_bytes} bytes", max_bytes)

    def _finish(self, answer: Answer) -> None:
        """What comes behind the end of a message that tells its end was meant to be in it, or is another message:
        in both cases the length was wrong."""
        if self._http.their_state is not h11.DONE:
            self.close()
            return
        behind, ended = self._http.trailing_data
        if not behind and not ended:
            behind, ended = self._here_already()
        if behind:
            length = answer.headers.get("content-length", "")
            raise incomplete(answer, f"{len(answer.body) + len(behind)} bytes or more", length or "the last chunk")
        if ended:
            self.close()
        else:
            self._http.start_next_cycle()

    def _here_already(self) -> tuple[bytes, bool]:
        """Bytes that have come without waiting, and whether the server has closed the connection."""
        try:
            self._socket.settimeout(0)
            received = self._socket.recv(_BLOCK)
        except (BlockingIOError, ssl.SSLWantReadError):
            return b"", False
        except OSError:
            return b"", True
        return received, not received

    def _next(self) -> object:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            self._http.receive_data(self._receive())
        return event

    def _receive(self) -> bytes:
        try:
            self._socket.settimeout(self._patience())
            received = self._socket.recv(_BLOCK)
        except TimeoutError as error:
            raise self._late() from error
        except OSError as error:
            if not self._received and self.used > 1:
                raise StaleConnection from error
            raise self._broken(error) from error
        self._received += len(received)
        return received

    def _send(self, request: bytes) -> None:
        try:
            self._socket.settimeout(self._patience())
            self._socket.sendall(request)
        except TimeoutError as error:
            raise self._late() from error
        except OSError as error:
            if self.used > 1:
                raise StaleConnection from error
            raise self._broken(error) from error

    def _patience(self) -> float:
        """Seconds the next operation may take; 0 would mean not to wait at all."""
        left = self._deadline - self._clock.monotonic()
        if left <= 0:
            raise self._late()
        return min(left, self._settings.read_seconds)

    def _late(self) -> NoPage:
        found = f"{self._received} bytes when time was up"
        expected = f"bytes within {self._settings.read_seconds:g} s, all within {self._settings.request_seconds:g} s"
        return no_page("error", "unavailable", "FETCH_TIMEOUT", f"{self.host} is too slow", found, expected, again=True)

    def _broken(self, error: OSError) -> NoPage:
        found = f"{self._received} bytes, then: {error.strerror or error}"
        return no_page("error", "unavailable", "FETCH_UNREACHABLE", f"{self.host} broke off the connection", found,
                       "a whole answer", again=True)  # fmt: skip


def _so_far(answer: Answer, body: bytearray) -> Answer:
    return Answer(answer.url, answer.status, answer.headers, bytes(body), answer.framed)


def incomplete(answer: Answer, found: str, expected: str) -> NoPage:
    """FETCH_INCOMPLETE: the body is not what its message or its markup says it is."""
    return no_page("error", "unavailable", "FETCH_INCOMPLETE", "the page did not arrive whole", found,
                   f"{expected} bytes" if expected.isdigit() else expected or "a whole body", answer=answer,
                   again=True)  # fmt: skip


def too_large(answer: Answer, found: str, max_bytes: int) -> NoPage:
    """TOO_LARGE: no report page is so large; it was not read further."""
    return no_page("error", "rejected", "TOO_LARGE", "the answer is larger than any report page", found,
                   f"at most {max_bytes} bytes", answer=answer)  # fmt: skip
