"""One address, asked until there is a whole answer: redirects by hand, tries with waits, one connection a host."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from tenacity import Retrying, retry_if_exception

from .address import allowed, redirected
from .answer import Answer
from .clock import Clock
from .coding import ACCEPTED, decoded
from .exchange import Connection, StaleConnection
from .network import Network
from .settings import Settings
from .site import Site
from .trouble import NoPage, no_page
from .waiting import Pace, Patience, retry_after, worth_another_try

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRY_AGAIN = frozenset({408, 425, 429})

Check = Callable[[Answer], None]
"""Raises NoPage where an answer is none yet; whether it is asked again is in the NoPage."""


class Requests:
    """Asks one site. Not for use from two threads."""

    def __init__(self, site: Site, settings: Settings, clock: Clock, run_ends: float) -> None:
        self.pace = Pace(settings.seconds_between_requests, clock)
        self.sent = 0
        self._site, self._settings, self._clock, self._run_ends = site, settings, clock, run_ends
        self._network = Network(site, settings)
        self._open: dict[str, Connection] = {}
        patience = Patience(settings, clock, run_ends)
        self._tries = Retrying(
            stop=patience.is_over,
            wait=patience.seconds,
            retry=retry_if_exception(worth_another_try),
            sleep=clock.sleep,
            reraise=True,
        )

    def ask(self, url: str, conditions: Mapping[str, str], max_bytes: int, check: Check) -> Answer:
        """The answer to `url` after redirects, decoded, at most `max_bytes`. Raises NoPage once trying is over."""
        return self._tries(self._once, url, conditions, max_bytes, check)

    def close(self) -> None:
        """Ends the open connections."""
        for connection in self._open.values():
            connection.close()
        self._open.clear()

    def _once(self, url: str, conditions: Mapping[str, str], max_bytes: int, check: Check) -> Answer:
        hops, left = [allowed(url, self._site)], self._settings.request_seconds
        while True:
            answer, took = self._get(hops[-1], conditions, left, max_bytes)
            left -= took
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                break
            hops.append(self._next_hop(answer, hops))
        if answer.status >= 500 or answer.status in _TRY_AGAIN:
            raise self._try_again(answer)
        answer = decoded(answer, max_bytes)
        check(answer)
        return answer

    def _next_hop(self, answer: Answer, hops: list[str]) -> str:
        location = answer.headers["location"]
        if len(hops) > self._settings.redirects:
            raise no_page("error", "rejected", "FETCH_REDIRECTS", "one redirect leads to the next",
                          " -> ".join(urlsplit(hop).path for hop in hops), f"at most {self._settings.redirects}",
                          answer=answer)  # fmt: skip
        try:
            return redirected(location, hops[-1], self._site)
        except NoPage as refused:
            refused.answer = answer
            raise

    def _get(self, url: str, conditions: Mapping[str, str], seconds: float, max_bytes: int) -> tuple[Answer, float]:
        """One request within `seconds`, and how many it took; the wait for the pace does not count. A kept connection
        that the server has given up is replaced once, by a new one."""
        parts = urlsplit(url)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        headers = {
            "Host": parts.netloc,
            "User-Agent": self._settings.user_agent,
            "Accept": "text/html,application/xhtml+xml",
            "Accept-Language": "nl",
            "Accept-Encoding": ACCEPTED,
            **conditions,
        }
        while True:
            self.pace.wait(parts.netloc)
            self.sent += 1
            started = self._clock.monotonic()
            deadline = min(started + seconds, self._run_ends)
            try:
                connection = self._connection(parts.hostname or "", deadline)
                answer = connection.get(url, target, headers, deadline, max_bytes)
            except StaleConnection:
                continue
            return answer, self._clock.monotonic() - started

    def _connection(self, host: str, deadline: float) -> Connection:
        kept = self._open.pop(host, None)
        if kept and not kept.still_open():
            kept.close()
            kept = None
        if kept is None:
            seconds = max(0.001, min(self._settings.connect_seconds, deadline - self._clock.monotonic()))
            kept = Connection(host, self._network.connect(host, seconds), self._settings, self._clock)
        self._open[host] = kept
        return kept

    def _try_again(self, answer: Answer) -> NoPage:
        wait = retry_after(answer.headers.get("retry-after", ""), self._clock.now())
        return no_page("error", "unavailable", "FETCH_STATUS", "the server cannot answer now", status_words(answer),
                       "200", answer=answer, again=True, wait=wait)  # fmt: skip


def status_words(answer: Answer) -> str:
    """`503 Service Unavailable`."""
    try:
        return f"{answer.status} {HTTPStatus(answer.status).phrase}"
    except ValueError:
        return str(answer.status)
