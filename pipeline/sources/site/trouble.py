"""What may go wrong with a request, as one exception that carries its finding."""

from __future__ import annotations

from pipeline.model import Finding, Severity
from pipeline.sources.fetched import Verdict

from .answer import Answer


class NoPage(Exception):
    """A request brought no page. `again`: another try may bring it; `wait`: seconds the server asks for before that;
    `answer`: what came, as far as it came."""

    def __init__(self, verdict: Verdict, finding: Finding, answer: Answer | None, again: bool, wait: float) -> None:
        super().__init__(f"{finding.code}: {finding.message} ({finding.found})")
        self.verdict = verdict
        self.finding = finding
        self.answer = answer
        self.again = again
        self.wait = wait


def no_page(
    severity: Severity,
    verdict: Verdict,
    code: str,
    message: str,
    found: str,
    expected: str = "",
    *,
    answer: Answer | None = None,
    again: bool = False,
    wait: float = 0.0,
) -> NoPage:
    """The exception to raise: `found` and `expected` say in words what came and what should have come."""
    return NoPage(verdict, Finding(severity, code, message, "answer", found, expected), answer, again, wait)
