"""What became of one page: its row in `pages`, its records, its findings and its coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from .contents import TextBlock, contents
from .dutch.dates import to_utc
from .model import Finding, Grid, Ignored, Page, Source, record

Common = tuple[str | None, str | None, str | None, int | None, str]
"""publication_id, municipality, document_kind, report_year, page_id"""

_TEXT_ONLY = frozenset({"sections", "text_amounts", "table_cells", "checks"})
"""Tables that repeat what stands on the page; a block counts as typed when any other table claims it."""


@record
class PageRecord:
    """A row of `pages` without its common columns."""

    page_number: int | None
    slug: str | None
    url: str | None
    source_path: str
    source_sha256: str
    media: str
    encoding: str | None
    reader: str | None
    page_kind: str
    breadcrumb: tuple[str, ...]
    domain: str | None
    programme_code: str | None
    programme: str | None
    ambition_code: str | None
    ambition: str | None
    goal_code: str | None
    title: str | None
    built_at: datetime | None
    exported_at: datetime | None
    built_at_utc: datetime | None
    exported_at_utc: datetime | None
    status: str
    stale_since: datetime | None
    blocks: int
    blocks_typed: int
    blocks_text: int
    blocks_ignored: int
    tables: int
    characters: int
    characters_unclaimed: int
    aliases: tuple[str, ...]


@record
class FindingRecord:
    """A row of `findings` without its common columns."""

    finding_id: str
    severity: str
    code: str
    location: str
    found: str
    expected: str
    message: str
    responsibility: str
    source_path: str
    source_sha256: str


@dataclass(frozen=True, slots=True)
class PageResult:
    """Everything one page yields; all later steps map over these."""

    common: Common
    page: PageRecord
    tables: Mapping[str, Sequence[Any]]
    findings: tuple[FindingRecord, ...]
    host: str | None = None
    edition: int | None = None

    @property
    def page_id(self) -> str:
        return self.common[4]


def settle(page: Page, tables: Mapping[str, Sequence[Any]], findings: Iterable[Finding], refused: bool) -> PageResult:
    """The result of a page whose publication is known. A refused page keeps its text and its cells, and none of
    its typed rows."""
    common = common_columns(page)
    kept = {name: () if refused and name not in ("sections", "table_cells") else rows for name, rows in tables.items()}
    coverage = _coverage(page, kept)
    found = [*findings, *coverage.findings]
    return PageResult(
        common,
        _page_record(page, _status(page, kept, found, refused), coverage),
        kept,
        finding_records(common[4], page.source, found),
        page.publication.host,
        page.publication.edition,
    )


def _page_record(page: Page, status: str, coverage: _Coverage) -> PageRecord:
    source, document = page.source, page.document
    built, exported = page.built_at, page.exported_at
    return PageRecord(
        page.page_number, page.slug, page.url, source.path, source.sha256, source.media, document.encoding,
        document.reader, page.page_kind, page.breadcrumb, page.domain, page.programme_code, page.programme,
        page.ambition_code, page.ambition, page.goal_code, page.title, built, exported, _utc(built), _utc(exported),
        status, None, coverage.blocks, coverage.typed, coverage.text, coverage.ignored, coverage.tables,
        coverage.characters, coverage.unclaimed, (),
    )  # fmt: skip


def common_columns(page: Page) -> Common:
    """The five columns every row of this page opens with."""
    p = page.publication
    return (p.publication_id, p.municipality, p.document_kind, p.report_year, page.page_id)


def unidentified(source: Source, page_id: str, finding: Finding) -> PageResult:
    """The result of a page that could not be read at all and whose publication nothing tells."""
    record = PageRecord(
        None, None, source.url, source.path, source.sha256, source.media, None, None, "other", (), None, None, None,
        None, None, None, None, None, None, None, None, "quarantined", None, 0, 0, 0, 0, 0, 0, 0, (),
    )  # fmt: skip
    return PageResult((None, None, None, None, page_id), record, {}, finding_records(page_id, source, [finding]))


def finding_records(page_id: str, source: Source, findings: Iterable[Finding]) -> tuple[FindingRecord, ...]:
    """Findings with their key and the bytes they were found in; every one says where and what."""
    return tuple(
        finding_record(page_id, number, finding, source.path, source.sha256)
        for number, finding in enumerate(findings, 1)
    )


def finding_record(page_id: str, number: int, finding: Finding, path: str, sha256: str) -> FindingRecord:
    """The finding as the `number`th of its page, which was read from these bytes."""
    return FindingRecord(
        f"{page_id}/f{number:03d}", finding.severity, finding.code, finding.location or "page", finding.found,
        finding.expected, _sentence(finding.message), finding.responsibility, path, sha256,
    )  # fmt: skip


def _sentence(message: str) -> str:
    """What a person reads opens with a capital and ends in a full stop; the name of a file stays as it is."""
    if message.partition(" ")[0].isalpha():
        message = message[0].upper() + message[1:]
    return message if message.endswith(".") else f"{message}."


def status_with(status: str, finding: Finding) -> str:
    """The status of a page with one more finding."""
    return "ok_with_findings" if status == "ok" and finding.severity != "info" else status


def with_finding(result: PageResult, finding: Finding) -> PageResult:
    """The same result with one more finding."""
    page = result.page
    record = finding_record(result.page_id, len(result.findings) + 1, finding, page.source_path, page.source_sha256)
    status = status_with(page.status, finding)
    return replace(result, page=replace(page, status=status), findings=(*result.findings, record))


def _status(page: Page, tables: Mapping[str, Sequence[Any]], findings: Sequence[Finding], refused: bool) -> str:
    if refused:
        return "quarantined"
    empty = not any(rows for name, rows in tables.items() if name not in ("sections", "goals"))
    empty = empty and not any(
        goal.statement or goal.description or goal.realisation for goal in tables.get("goals", ())
    )
    if page.page_kind == "navigation" or (empty and not any(s.text for s in tables.get("sections", ()))):
        return "no_data"
    return "ok_with_findings" if any(f.severity != "info" for f in findings) else "ok"


@dataclass(slots=True)
class _Coverage:
    """Every block of a page is typed, text or ignored by name; what is none of them is a finding."""

    typed: int = 0
    text: int = 0
    ignored: int = 0
    tables: int = 0
    characters: int = 0
    unclaimed: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def blocks(self) -> int:
        return self.typed + self.text + self.ignored


def _coverage(page: Page, tables: Mapping[str, Sequence[Any]]) -> _Coverage:
    printed = contents(page.document)
    typed = _typed_blocks([number for number, _ in printed.grids], tables)
    claimed = {number for s in page.sections for number, _ in s.blocks}
    claimed.update(s.heading_block_no for s in page.sections if s.heading_block_no)
    claimed |= typed
    unclaimed = [(number, block) for number, block in printed.texts if number not in claimed]
    of_shown = sum([number in typed for number, _ in printed.shown])
    return _Coverage(
        typed=of_shown,
        text=len(printed.shown) - of_shown - len(unclaimed),
        ignored=len(printed.ignored),
        tables=len(printed.grids),
        characters=_size(printed.texts) + _size(printed.ignored) + sum(_grid_size(grid) for _, grid in printed.grids),
        unclaimed=_size(unclaimed),
        findings=[_unclaimed(number, block) for number, block in unclaimed],
    )


def _typed_blocks(grid_blocks: Sequence[int], tables: Mapping[str, Sequence[Any]]) -> set[int]:
    typed: set[int] = set()
    for name, rows in tables.items():
        if name in _TEXT_ONLY or not rows:
            continue
        if hasattr(rows[0], "block_no"):
            typed.update([row.block_no for row in rows if row.block_no is not None])
        if hasattr(rows[0], "table_no"):
            typed.update([grid_blocks[row.table_no - 1] for row in rows if row.table_no])
    return typed


def _utc(local: datetime | None) -> datetime | None:
    utc = to_utc(local) if local else None
    return utc.replace(tzinfo=None) if utc else None


def _size(blocks: Sequence[tuple[int, TextBlock | Ignored]]) -> int:
    return sum([len(block.text) for _, block in blocks])


def _grid_size(grid: Grid) -> int:
    return sum([len(cell.text) for number, row in enumerate(grid.rows, 1) for cell in row if cell.row == number])


def _unclaimed(number: int, block: TextBlock) -> Finding:
    return Finding(
        "error",
        "UNCLAIMED",
        "No table, section or named ignore claims this block.",
        f"block {number}",
        block.text[:200],
        "a claim on every block",
        "pipeline",
    )
