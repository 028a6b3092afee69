"""Policy documents (kaderstellende nota's): a grid of names and descriptions, or one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from ..model import Grid, Ignored, Page, Records, Section, record
from .lines import one_line, tidy


@record
class PolicyDocumentRecord:
    policy_document_id: str
    goal_id: str
    seq: int
    title: str
    established: str | None
    year: int | None
    description: str | None
    url: str | None
    block_no: int | None


@record
class _Document:
    title: str
    established: str | None
    description: str | None
    block_no: int


_URL = re.compile(r"(?:https?://|www\.)[^\s<>|)]+[^\s<>|).,;]")
_YEAR_BEHIND = re.compile(r"\((?:[^()]*?\b)?((?:19|20)\d{2})\)\s*[.;]?$")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_ESTABLISHED_BEHIND = re.compile(
    r"\bvastgesteld(?:\s+(?:op|in|door[^,;()\d]*?(?:op|in)?))?\s*:?\s+"
    r"((?:\d{1,2}[ -]\S+[ -])?(?:[a-z]+ )?(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?<=\d{4}\))[,;]\s+(?=[A-ZÀ-Þ])")  # `Nota A (2018), Nota B (2020)`
_NAME_HEAD = re.compile(
    r"beleidsdocument(?:en)?|(?:kaderstellende )?nota['’]?s?(?:\(['’]?s\))?|document|naam|titel", re.IGNORECASE
)
_ESTABLISHED_HEAD = re.compile(r"(?:datum )?vastgesteld(?: (?:op|in|door.*))?|vaststelling|jaar|datum", re.IGNORECASE)
_NONE = re.compile(r"(?:niet van toepassing|n\.?v\.?t|geen|[-–—|\s]*)\.?", re.IGNORECASE)


def read(page: Page) -> Records:
    """One row per document below a goal. An empty section gives none (jaarverslag-2021: links without text)."""
    rows: list[PolicyDocumentRecord] = []
    counts: dict[str, int] = {}
    for section in page.sections:
        if section.kind == "policy_documents" and section.goal_id is not None:
            for block_no, group in groupby(_documents(section), key=lambda document: document.block_no):
                documents = list(group)
                links = _links(page, block_no, len(documents))
                for document, link in zip(documents, links, strict=True):
                    seq = counts[section.goal_id] = counts.get(section.goal_id, 0) + 1
                    rows.append(_record(section.goal_id, seq, document, link))
    return Records(tuple(rows))


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


def _record(goal_id: str, seq: int, document: _Document, link: str | None) -> PolicyDocumentRecord:
    title = document.title
    url = _url(title) or _url(document.description or "")
    if url and url[0] in title and title != url[0]:
        title = re.sub(rf"\(?{re.escape(url[0])}\)?", "", title).strip(" :-–|")
    named = _ESTABLISHED_BEHIND.search(title) if "vastgesteld" in title.lower() else None
    established = document.established or (named[1].strip() if named else None)
    year = _YEAR.search(established) if established else _YEAR_BEHIND.search(title) if ")" in title else None
    return PolicyDocumentRecord(
        f"{goal_id}/n{seq:02d}",
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


def _documents(section: Section) -> Iterator[_Document]:
    grids = [(no, b) for no, b in section.blocks if isinstance(b, Grid) and not b.hidden and not b.layout]
    for no, grid in grids:
        yield from _from_grid(no, grid)
    for no, block in section.blocks:
        if isinstance(block, (Grid, Ignored)):
            continue
        for line in _SEVERAL.sub("\n", tidy(block.text)).split("\n"):
            name = line.lstrip("•·- ")
            if not _NONE.fullmatch(name):
                yield _Document(name, None, None, no)


def _from_grid(block_no: int, grid: Grid) -> Iterator[_Document]:
    """Name rows and description rows by turns (begroting-2026 p50287): a description covers the full width, or
    stands alone in its row below a name."""
    open_document: _Document | None = None
    width = max(map(len, grid.rows), default=0)
    for place, row in enumerate(grid.rows, 1):
        cells = [cell for column, cell in enumerate(row, 1) if cell.row == place and cell.column == column]
        printed = [one_line(cell.text) for cell in cells]
        filled = [text for text in printed if text]
        if not filled or _is_head(filled):
            continue
        full_width = width > 1 and len(cells) == 1 and cells[0].column_span >= width
        alone = len(filled) == 1 and bool(printed) and bool(printed[0])
        if open_document and open_document.description is None and (full_width or (alone and _is_prose(filled[0]))):
            yield _Document(open_document.title, open_document.established, tidy(cells[0].text), open_document.block_no)
            open_document = None
            continue
        if open_document:
            yield open_document
        second = filled[1] if len(filled) > 1 else None
        prose = second is not None and _is_prose(second)
        open_document = _Document(filled[0], None if prose else second, second if prose else None, block_no)
    if open_document:
        yield open_document


def _is_head(filled: list[str]) -> bool:
    return bool(_NAME_HEAD.fullmatch(filled[0])) and all(_ESTABLISHED_HEAD.fullmatch(text) for text in filled[1:])


def _is_prose(text: str) -> bool:
    return len(text) > 120 or text.endswith((".", "…"))
