"""The core types: frozen records without behaviour that every room shares.

Positions are 1-based everywhere: the first table of a page is table 1, its first row is row 1, its first
column is column 1, the first block of a page is block 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

from .page_source import Finding as Finding
from .page_source import Media as Media
from .page_source import PageRefused as PageRefused
from .page_source import Severity as Severity
from .page_source import Source as Source
from .page_source import record as record

DocumentKind: TypeAlias = Literal["begroting", "jaarstukken", "berap", "perspectiefnota"]
PageKind: TypeAlias = Literal[
    "goal", "ambition", "programme", "finance", "deviations", "indicators", "navigation", "other"
]
SectionKind: TypeAlias = Literal[
    "description", "realisation", "criteria", "activities", "activities_realised", "indicators",
    "policy_documents", "portfolio_holders", "financial_overview", "financial_explanation", "deviations", "other",
]  # fmt: skip

# -- blocks: what a reader makes of a page, in reading order


@record
class Heading:
    """A heading by markup (h1-h6, summary, button, role=heading), or in text exports by its printed label."""

    text: str
    level: int  # 1..6


@record
class Paragraph:
    """Running text; a line break inside it is one newline. `lead` is the bold text it opens with, line breaks
    kept, or None: a paragraph that is bold as a whole has `lead == text`."""

    text: str
    lead: str | None = None


@record
class Item:
    """One list item without its bullet or number. `level` 1 is the outermost list."""

    text: str
    level: int
    ordered: bool = False


@record
class Cell:
    """One printed cell. Lines are separated by a newline; list items inside a cell are lines that open with
    `• ` (two spaces of indent a level deeper). `row` and `column` are where the cell begins."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    is_header: bool = False


@record
class Grid:
    """A table as a rectangle: `rows[r][c]` is the cell that covers that place, so a spanning cell stands in
    several places (the same object). `uncertain` holds the rows of a text export whose values could not be
    placed in their columns. `hidden` tables are recorded, never used. `layout` tables are also present as
    blocks of their own, right behind the grid."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None
    header_rows: int = 0
    uncertain: frozenset[int] = frozenset()
    hidden: bool = False
    layout: bool = False


@record
class Ignored:
    """Text left out by name: navigation, cookie, breadcrumb, footer, stamp, hidden, portal, script,
    picture (a chart whose numbers stand in its markup alone)."""

    text: str
    reason: str


Block: TypeAlias = Heading | Paragraph | Item | Grid | Ignored


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader returns for one page."""

    blocks: tuple[Block, ...]
    title: str | None = None  # <title>
    canonical: str | None = None  # <link rel=canonical>, og:url or what a browser wrote
    breadcrumb: tuple[str, ...] = ()
    encoding: str = "utf-8"
    reader: Literal["lxml", "beautifulsoup4", "text", "pipes"] = "lxml"
    findings: tuple[Finding, ...] = ()


# -- the page: which publication, which goal, which part of the report


@dataclass(frozen=True, slots=True)
class Publication:
    publication_id: str
    municipality: str
    document_kind: DocumentKind
    report_year: int
    edition: int | None = None
    host: str | None = None


@dataclass(frozen=True, slots=True)
class GoalRef:
    """A goal as one page shows it. `from_listing` marks goals that an ambition page only names."""

    goal_id: str
    goal_code: str | None
    title: str | None
    statement: str | None
    block_no: int
    from_listing: bool = False


@record
class Section:
    """A labelled part of the page: `blocks` are the 1-based block number and the block, heading excluded."""

    seq: int
    kind: SectionKind
    heading: str | None
    heading_path: tuple[str, ...]
    blocks: tuple[tuple[int, Block], ...]
    heading_block_no: int | None = None
    goal_id: str | None = None
    text_origin_year: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page after identity and sections are known; all table rooms read from this."""

    page_id: str
    publication: Publication
    source: Source
    document: Document
    page_kind: PageKind
    page_number: int | None = None
    slug: str | None = None
    url: str | None = None
    title: str | None = None
    domain: str | None = None
    programme_code: str | None = None
    programme: str | None = None
    ambition_code: str | None = None
    ambition: str | None = None
    goal_code: str | None = None
    breadcrumb: tuple[str, ...] = ()
    goals: tuple[GoalRef, ...] = ()
    sections: tuple[Section, ...] = ()
    built_at: datetime | None = None  # naive local time, Europe/Amsterdam, as printed
    exported_at: datetime | None = None
    findings: tuple[Finding, ...] = ()


# -- finance: what the table rooms hand to the proof room

AMOUNT_DATASETS = ("baten_lasten", "reserves", "spending_proposals", "incidental")
"""The datasets with a row per printed amount."""


@record
class Amount:
    """One printed amount before unit and sign are proven; `printed` is the number as printed."""

    scope: Literal["goal", "programme", "domain", "municipality"]
    scope_code: str | None
    scope_title: str | None
    goal_id: str | None
    fiscal_year: int
    stage: str
    component: str
    printed: int
    printed_text: str
    row_label: str
    column_label: str
    table_no: int
    row_no: int
    column_no: int
    group: str = ""  # amounts that belong to one balance: identities run within (group, stage, fiscal_year)
    unread: bool = False  # the cell holds something that is no amount; `printed` is 0 and means nothing


@dataclass(frozen=True, slots=True)
class FinanceTable:
    """A lasten/baten table whose every row and column label was recognised. `shape` names the file in
    tables/baten_lasten/ that read it; `caption_unit` is what the caption claims (1, 1000, 1000000) for the last of
    `decimals`, or None."""

    table_no: int
    shape: str
    caption: str | None
    caption_unit: int | None
    amounts: tuple[Amount, ...]
    findings: tuple[Finding, ...] = ()
    unread: tuple[Amount, ...] = ()  # cells that hold no number we can read: no sum over them is judged
    decimals: int = 0  # amounts are counted in these of the printed unit: 41,5 x 1.000.000 as 415 x 100.000


@record
class PrintedSum:
    """A sum over places in `Overview.rows`: `rows[result]` is the sum of the signed terms, in canonical signs."""

    name: str
    result: int
    terms: tuple[tuple[int, int], ...]  # sign, place


@dataclass(frozen=True, slots=True)
class Overview:
    """A table of reserves, bestedingsvoorstellen or incidentele baten en lasten. `rows` are the records of its dataset,
    their amounts as printed; `caption_unit` is what the caption claims (1, 1000, 1000000) or None."""

    dataset: str
    table_no: int
    caption_unit: int | None
    rows: tuple[Any, ...]
    sums: tuple[PrintedSum, ...]
    findings: tuple[Finding, ...] = ()


@record
class TextAmount:
    """An amount in running text, in whole euros."""

    goal_id: str | None
    section: str
    topic: str | None
    amount_eur: int
    printed_text: str
    approximate: bool
    effect: Literal["favourable", "unfavourable"] | None
    component: str | None
    sentence: str
    block_no: int


@record
class Records:
    """What one table room read from one page: records in reading order and what it wants a person to know. `cells`
    are those it read (table, row and column), where its records do not say so themselves."""

    rows: tuple[object, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    cells: tuple[tuple[int, int, int], ...] = ()
