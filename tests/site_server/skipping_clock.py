"""A clock whose waits cost nothing: `sleep` moves the hands instead of waiting."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class SkippingClock:
    """Real time that passes counts too, so that socket timeouts and skipped waits agree. `slept` lists the waits."""

    def __init__(self, start: datetime = datetime(2026, 11, 23, 3, 15, tzinfo=UTC)) -> None:
        self._start = start
        self._began = time.monotonic()
        self._skipped = 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return time.monotonic() - self._began + self._skipped

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.monotonic())

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._skipped += max(0.0, seconds)
