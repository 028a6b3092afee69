"""The report of a run as one readable page: no script, nothing fetched, every text escaped (INTEGRITY.md F24)."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from .run_report import RunReport

COUNTS = (
    "listed", "unlisted", "seen", "new", "changed", "unchanged", "older", "rejected", "unavailable", "gone",
    "tombstones", "in_force", "parsed", "no_data", "quarantined", "stale",
)  # fmt: skip


def to_html(report: RunReport) -> str:
    """The page as text."""
    return _template().render(report=report, counts=COUNTS)


@cache
def _template() -> Template:
    loader = PackageLoader("pipeline.nightly", ".")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["inert"] = inert
    return environment.get_template("run_page.html.j2")


def inert(value: object) -> str:
    """Text without control, format and bidirectional characters."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in str(value))
