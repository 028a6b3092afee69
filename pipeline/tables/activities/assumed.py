"""Activities of jaarstukken below a heading that does not say whether they were planned or are done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from ...model import Finding, Heading, Page, Paragraph
from .tables import names_progress

_MARKS = frozenset("✘✗❌✅🔴🟠🟡🟢")
_KINDS = ("activities", "activities_realised")
_EXPECTED = "a status of statuses.toml"


class _Row(Protocol):
    @property
    def goal_id(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def block_no(self) -> int | None: ...
    @property
    def text(self) -> str: ...


def assumed(page: Page, rows: Collection[_Row]) -> Iterator[Finding]:
    """STATUS_ASSUMED (info) for each section `Activiteiten` of jaarstukken that is no text of the begroting by its
    heading (`(tekst uit Begroting 2021)`) and stands beside no `Toelichting realisatie activiteiten` of its goal: its
    activities count as planned, and may be done (formats 2020-2026, jaarverslag-2021)."""
    if page.publication.document_kind != "jaarstukken":
        return
    realised = {section.goal_id for section in page.sections if section.kind == "activities_realised"}
    for section in page.sections:
        if section.kind != "activities" or section.text_origin_year is not None or section.goal_id in realised:
            continue
        blocks = {number for number, _ in section.blocks}
        of_section = [row for row in rows if row.goal_id == section.goal_id and row.block_no in blocks]
        if of_section and all(row.status == "planned" for row in of_section):
            message = f"{len(of_section)} activities count as planned: nothing on the page says whether they are done"
            location = f"block {section.heading_block_no or of_section[0].block_no}"
            expected = "a text from the begroting, or a realisation"
            yield Finding("info", "STATUS_ASSUMED", message, location, section.heading or "no heading", expected)


def statuses_unknown(printed: Mapping[int, Iterable[str]]) -> Iterator[Finding]:
    """STATUS_ASSUMED (info) for each table, by its number, that prints for its activities what none of statuses.toml
    is (`Deels gerealiseerd`, `oranje`): they have the status of what stands above them."""
    for table_no, statuses in printed.items():
        words = [status for status in statuses if any(map(str.isalpha, status)) and not any(map(str.isdigit, status))]
        if words:
            message = "a table prints of its activities how far they are in words that are no status; the text is kept"
            found = " | ".join(words)[:200]
            yield Finding("info", "STATUS_ASSUMED", message, f"table {table_no}", found, _EXPECTED)


def marks_unknown(rows: Collection[_Row]) -> Iterator[Finding]:
    """STATUS_ASSUMED (info) where activities open with marks that say how far they are (`✅`, `🔴`)."""
    marked = [row for row in rows if row.text[:1] in _MARKS]
    if marked:
        message = "activities open with marks that say how far they are; they have the status of what they stand below"
        found = " ".join(dict.fromkeys(row.text[0] for row in marked))
        yield Finding("info", "STATUS_ASSUMED", message, f"block {marked[0].block_no}", found, _EXPECTED)


def progress_unknown(page: Page) -> Iterator[Finding]:
    """STATUS_ASSUMED (info) for headings above activities that say how far these are in words that are no status."""
    for section in page.sections if any(section.kind in _KINDS for section in page.sections) else ():
        for number, block in section.blocks if section.kind in _KINDS else ():
            if isinstance(block, (Heading, Paragraph)) and names_progress(block.text):
                message = "activities below a heading that is no status have that of the part they stand in"
                yield Finding("info", "STATUS_ASSUMED", message, f"block {number}", block.text, _EXPECTED)
