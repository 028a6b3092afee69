"""Policy documents (kaderstellende nota's): a grid of names and descriptions, or one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from ...model import Finding, Grid, Ignored, Page, Records, Section, record
from ..grids import numbered_grids
from .copies import Linked, below_headings, joined
from .lines import from_lines
from .tables import from_grid
from .words import Document, without_action


@record
class PolicyDocumentRecord:
    policy_document_id: str
    goal_id: str | None
    seq: int
    title: str
    established: str | None
    year: int | None
    description: str | None
    url: str | None
    block_no: int | None


_URL = re.compile(r"(?:https?://|www\.)[^\s<>|)]+[^\s<>|).,;]")
_YEAR_BEHIND = re.compile(r"\((?:[^()]*?\b)?((?:19|20)\d{2})\)\s*[.;]?$")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_ESTABLISHED_BEHIND = re.compile(
    r"\b(?:vastgesteld|raadsbesluit)(?:\s+(?:op|in|van|d\.?d\.?|door[^,;()\d]*?(?:op|in)?))?\s*:?\s+"
    r"((?:\d{1,2}[ -]\S+[ -])?(?:[a-z]+ )?(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
# what a link says of the file it leads to, `(PDF, 2,3 MB)`, and of itself, `(opent in nieuw venster)`
_FILE = re.compile(
    r"(?:(?<!\s)\s+[(\[]?(?:pdf|docx?|xlsx?)\b(?:\W+\d+(?:[.,]\d+)?\s*[kKmM]i?[bB])?[)\]]?"
    r"|[\s,;]*[(\[]?(?:deze link )?(?:opent in (?:een )?nieuwe? (?:venster|tab(?:blad)?)|externe (?:link|website))"
    r"[)\]]?)+(?=(?: *\((?:19|20)\d\d\))?\s*\Z)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[,;]\s+|\s+en\s+|\s+\|\s+")
_SAYS_WHEN = ("vastgesteld", "raadsbesluit")
_FILE_WORDS = ("pdf", "doc", "xls", "opent in", "externe")  # without these _FILE finds nothing


_NO_PROGRAMME = ("finance", "deviations", "indicators", "navigation")  # `Beleidskaders` is a theme there


def read(page: Page) -> Records:
    """One row per document below a goal, or of a programme on a page without goals (jaarverslag-2014 p1561). An empty
    section gives none (jaarverslag-2021: links without text). A document printed twice is one row (TABLE_COPY)."""
    rows: list[PolicyDocumentRecord] = []
    counts: dict[str, int] = {}
    cells: list[tuple[int, int, int]] = []
    findings: list[Finding] = []
    for section in page.sections:
        if section.kind == "policy_documents" and (section.goal_id or page.page_kind not in _NO_PROGRAMME):
            owner = section.goal_id or page.page_id
            found: list[Linked] = []
            below = below_headings(section)
            for block_no, group in groupby(_documents(section), key=lambda document: document.block_no):
                documents = list(group)
                documents = _apart(documents, page)
                links = _links(page, block_no, len(documents))
                form = type(page.document.blocks[block_no - 1]).__name__
                named = below.get(block_no)
                found += (Linked(one, link, named, form) for one, link in zip(documents, links, strict=True))
                cells += _cells(page, block_no, documents)
            found, copies = joined(found)
            findings += copies
            for document, link, *_ in found:
                seq = counts[owner] = counts.get(owner, 0) + 1
                rows.append(_record(owner, section.goal_id, seq, document, link))
    return Records(tuple(rows), tuple(findings), tuple(cells))


def _apart(documents: list[Document], page: Page) -> list[Document]:
    """The documents of a line with a link for each: `Nota Wonen, Visie Zorg`."""
    names = _BETWEEN.split(documents[0].title) if len(documents) == 1 and not documents[0].cells else []
    if len(names) < 2 or None in _links(page, documents[0].block_no, len(names)):
        return documents
    return [replace(documents[0], title=name) for name in names]


def _cells(page: Page, block_no: int, documents: Sequence[Document]) -> Iterator[tuple[int, int, int]]:
    table_no = next((numbered.table_no for numbered in numbered_grids(page) if numbered.block_no == block_no), None)
    if table_no is not None:
        yield from ((table_no, *cell) for document in documents for cell in document.cells)


def _links(page: Page, block_no: int, count: int) -> Sequence[str | None]:
    """Where the links of a block lead: the reader writes that right in front of a text and behind a table. None for
    each of `count` documents where links and documents do not pair off."""
    blocks = page.document.blocks
    here = blocks[block_no - 1]
    around = blocks[block_no:] if isinstance(here, Grid) else blocks[block_no - 2 :: -1] if block_no > 1 else ()
    found = takewhile(lambda block: isinstance(block, Ignored) and block.reason == "link", around)
    links = [block.text for block in found if isinstance(block, Ignored)]
    if len(links) != count:
        return [None] * count
    return links if isinstance(here, Grid) else links[::-1]


def _record(owner: str, goal_id: str | None, seq: int, document: Document, link: str | None) -> PolicyDocumentRecord:
    title = document.title
    if any(map(title.lower().__contains__, _FILE_WORDS)):
        title = _FILE.sub("", title)
    title = without_action(title)
    url = _url(title) or _url(document.description or "")
    if url and url[0] in title and title != url[0]:
        title = re.sub(rf"\(?{re.escape(url[0])}\)?", "", title).strip(" :-–|")
    named = _ESTABLISHED_BEHIND.search(title) if any(map(title.lower().__contains__, _SAYS_WHEN)) else None
    established = document.established or (named[1].strip() if named else None)
    year = _YEAR.search(established) if established else _YEAR_BEHIND.search(title) if ")" in title else None
    return PolicyDocumentRecord(
        f"{owner}/n{seq:02d}",
        goal_id,
        seq,
        title or document.title,
        established,
        int(year[1]) if year else None,
        document.description,
        url[0] if url else link,
        document.block_no,
    )


def _url(text: str) -> re.Match[str] | None:
    return _URL.search(text) if "://" in text or "www." in text else None


def _documents(section: Section) -> Iterator[Document]:
    grids = [(no, b) for no, b in section.blocks if isinstance(b, Grid) and not b.hidden and not b.layout]
    for no, grid in grids:
        yield from from_grid(no, grid)
    yield from from_lines(section)
