"""When the next request may go out: the pace towards a host, and the patience after a failure."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

from tenacity import RetryCallState

from .clock import Clock
from .settings import Settings
from .trouble import NoPage


class Pace:
    """At most one request to a host in `seconds`, start to start, whatever it is for: page, robots.txt, redirect or
    another try."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self.seconds = seconds
        self._clock = clock
        self._next: dict[str, float] = {}

    def earliest(self, host: str) -> float:
        """The time of the clock at which `host` may be asked again."""
        return max(self._next.get(host, 0.0), self._clock.monotonic())

    def wait(self, host: str) -> None:
        """Returns as soon as `host` may be asked again."""
        early = self.earliest(host) - self._clock.monotonic()
        if early > 0:
            self._clock.sleep(early)
        self._next[host] = self._clock.monotonic() + self.seconds


class Patience:
    """The waits of tenacity: `settings.backoff` with jitter, or what the server asks for where that is longer, at
    most `longest_retry_after`; and the end, after `retries` or where the wait would outlast the run."""

    def __init__(self, settings: Settings, clock: Clock, run_ends: float) -> None:
        self._settings = settings
        self._clock = clock
        self._run_ends = run_ends

    def seconds(self, state: RetryCallState) -> float:
        """How long to wait after the try of `state` failed."""
        left = self._settings.backoff[state.attempt_number - 1 :]
        backoff = left[0] * (1 + self._settings.jitter * self._settings.chance()) if left else 0.0
        asked = error.wait if isinstance(error := _error(state), NoPage) else 0.0
        return max(backoff, min(asked, self._settings.longest_retry_after))

    def is_over(self, state: RetryCallState) -> bool:
        """Whether the try of `state` was the last."""
        if state.attempt_number > len(self._settings.backoff):
            return True
        return self._clock.monotonic() + state.upcoming_sleep >= self._run_ends


def worth_another_try(error: BaseException) -> bool:
    """Whether the same request may succeed a little later."""
    return isinstance(error, NoPage) and error.again


def retry_after(value: str, now: datetime) -> float:
    """Seconds of a Retry-After header (RFC 9110 section 10.2.3), a number or a date; 0 for one that says nothing."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return max(0.0, (until - now).total_seconds()) if until.tzinfo else 0.0


def _error(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None
