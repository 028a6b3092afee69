"""What leads to the pages: robots.txt, the start page and the sitemaps, asked each night, but only if they changed.

A 304 stands for the body that was stored, and for nothing else: a document that is not there, or whose end its message
does not tell, has no stored body, and is asked again without a condition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pipeline.sources.fetched import Fetched, InForce

from .answer import Answer
from .clock import Clock
from .conditions import conditions, confirms, refuse_unasked
from .request import Check, Requests


@dataclass(slots=True)
class Guides:
    """Asks the guides of one site. What came waits in `taken` for whoever stores it."""

    requests: Requests
    in_force: Callable[[str], InForce | None]
    max_bytes: int
    clock: Clock
    _came: list[Fetched] = field(default_factory=list)

    def ask(self, url: str, check: Check = lambda _: None) -> Answer:
        """The guide at `url`, with the stored body where the server says that it still holds; any status but a server
        error. `check` sees the whole answer before it is stored. Raises NoPage."""
        before = self.requests.sent
        answer, unchanged = self._current(url, check)
        kept = None if unchanged or answer.status != 200 or not answer.framed else answer.body
        told = Fetched(
            url, "guide", self.clock.now(), final_url=answer.url, status=304 if unchanged else answer.status,
            headers=answer.headers, content=kept, requests=self.requests.sent - before,
        )  # fmt: skip
        self._came.append(told)
        return answer

    def taken(self) -> Iterator[Fetched]:
        """What came since the last call."""
        came, self._came = self._came, []
        yield from came

    def _current(self, url: str, check: Check) -> tuple[Answer, bool]:
        """The answer, and whether its body is the stored one."""
        stored = self.in_force(url)

        def if_new(answer: Answer) -> None:
            if answer.status != 304:
                check(answer)

        def new(answer: Answer) -> None:
            refuse_unasked(answer)
            check(answer)

        if stored and (asked := conditions(stored)):
            answer = self.requests.ask(url, asked, self.max_bytes, if_new)
            if answer.status != 304:
                return answer, False
            if stored.content is not None and confirms(answer, stored):
                whole = Answer(answer.url, 200, answer.headers, stored.content)
                check(whole)
                return whole, True
        return self.requests.ask(url, {}, self.max_bytes, new), False
