"""The report of a run as one readable page: no script, nothing fetched, every text escaped (INTEGRITY.md F24)."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from .run_report import RunReport

ALWAYS = frozenset({"listed", "seen", "unchanged", "in_force", "parsed"})
COUNTS = (
    "listed", "unlisted", "seen", "new", "changed", "unchanged", "older", "rejected", "unavailable", "gone",
    "tombstones", "in_force", "parsed", "no_data", "quarantined", "stale",
)  # fmt: skip


def to_html(report: RunReport) -> str:
    """The page as text; counts that are zero everywhere are left out."""
    counts = [name for name in COUNTS if name in ALWAYS or report.total(name)]
    return _template().render(report=report, counts=counts)


@cache
def _template() -> Template:
    loader = PackageLoader("pipeline.nightly", ".")
    environment = Environment(
        loader=loader, autoescape=True, finalize=inert, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("run_page.html.j2")


def inert(value: object) -> object:
    """Every value the page prints: control, format and bidirectional characters of a text are escaped."""
    if not isinstance(value, str):
        return value
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in value)
