"""Policy documents (kaderstellende nota's): a grid of names and descriptions, or one line each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from pathlib import Path

from ..dutch.dates import MONTH
from ..model import Cell, Grid, Ignored, Item, Page, Records, Section, record
from .grids import numbered_grids
from .lines import is_nothing, one_line, tidy


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


@record
class _Document:
    title: str
    established: str | None
    description: str | None
    block_no: int
    cells: tuple[tuple[int, int], ...] = ()  # row and column of those it was read from


_URL = re.compile(r"(?:https?://|www\.)[^\s<>|)]+[^\s<>|).,;]")
_YEAR_BEHIND = re.compile(r"\((?:[^()]*?\b)?((?:19|20)\d{2})\)\s*[.;]?$")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_ESTABLISHED_BEHIND = re.compile(
    r"\bvastgesteld(?:\s+(?:op|in|door[^,;()\d]*?(?:op|in)?))?\s*:?\s+"
    r"((?:\d{1,2}[ -]\S+[ -])?(?:[a-z]+ )?(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?<=\d{4}\))[,;]\s+(?=[A-ZÀ-Þ])")  # `Nota A (2018), Nota B (2020)`
_HEADS = {
    role: re.compile("|".join(heads), re.IGNORECASE)
    for role, heads in tomllib.loads(Path(__file__).with_name("policy_document_heads.toml").read_text("utf-8")).items()
}
# A line that says when the document before it was established: `Vastgesteld: 12-02-2024`, `12 februari 2024`, `2022`.
_ONLY_ESTABLISHED = re.compile(
    r"(?:(?:vastgesteld|vaststelling)\b[^\d:]{0,40}:?\s*)?(?P<when>(?:(?:(?:gemeente)?raad|college)\s+)?"
    rf"(?:\d{{1,2}}[ -](?:\d{{1,2}}|{MONTH})[ -]|(?:{MONTH}) )?(?:19|20)\d{{2}})\.?",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[\w).])\s*(?=Vastgesteld\s*:)|(?<=[a-z0-9)])(?=Vastgesteld\b)")
# what a link says of the file it leads to, `(PDF, 2,3 MB)`, and of itself, `(opent in nieuw venster)`
_FILE = re.compile(
    r"(?:(?<!\s)\s+[(\[]?(?:pdf|docx?|xlsx?)\b(?:\W+\d+(?:[.,]\d+)?\s*[kKmM]i?[bB])?[)\]]?"
    r"|[\s,;]*[(\[]?(?:deze link )?(?:opent in (?:een )?nieuwe? (?:venster|tab(?:blad)?)|externe (?:link|website))"
    r"[)\]]?)+\s*\Z",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"bron(?:nen)?:.*", re.IGNORECASE)


_NO_PROGRAMME = ("finance", "deviations", "indicators", "navigation")  # `Beleidskaders` is a theme there


def read(page: Page) -> Records:
    """One row per document below a goal, or of a programme on a page without goals (jaarverslag-2014 p1561). An empty
    section gives none (jaarverslag-2021: links without text)."""
    rows: list[PolicyDocumentRecord] = []
    counts: dict[str, int] = {}
    cells: list[tuple[int, int, int]] = []
    for section in page.sections:
        if section.kind == "policy_documents" and (section.goal_id or page.page_kind not in _NO_PROGRAMME):
            owner = section.goal_id or page.page_id
            for block_no, group in groupby(_documents(section), key=lambda document: document.block_no):
                documents = list(group)
                links = _links(page, block_no, len(documents))
                for document, link in zip(documents, links, strict=True):
                    seq = counts[owner] = counts.get(owner, 0) + 1
                    rows.append(_record(owner, section.goal_id, seq, document, link))
                cells += _cells(page, block_no, documents)
    return Records(tuple(rows), (), tuple(cells))


def _cells(page: Page, block_no: int, documents: Sequence[_Document]) -> Iterator[tuple[int, int, int]]:
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


def _record(owner: str, goal_id: str | None, seq: int, document: _Document, link: str | None) -> PolicyDocumentRecord:
    title = _FILE.sub("", document.title)
    url = _url(title) or _url(document.description or "")
    if url and url[0] in title and title != url[0]:
        title = re.sub(rf"\(?{re.escape(url[0])}\)?", "", title).strip(" :-–|")
    named = _ESTABLISHED_BEHIND.search(title) if "vastgesteld" in title.lower() else None
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


def _documents(section: Section) -> Iterator[_Document]:
    grids = [(no, b) for no, b in section.blocks if isinstance(b, Grid) and not b.hidden and not b.layout]
    for no, grid in grids:
        yield from _from_grid(no, grid)
    yield from _from_lines(_lines(section))


def _lines(section: Section) -> Iterator[tuple[int, str]]:
    """The block and the text of each line that may be the name of a document or speak of the one before it."""
    listed = section.goal_id is None and any(isinstance(block, Item) for _, block in section.blocks)
    for no, block in section.blocks:
        if isinstance(block, (Grid, Ignored)) or (listed and not isinstance(block, Item)):
            continue  # on a page of a programme other text may follow the list
        text = _SEVERAL.sub("\n", tidy(block.text))
        if "Vastgesteld" in text:
            text = _GLUED.sub("\n", text)
        for line in text.split("\n"):
            name = line.lstrip("•·- ")
            if not _names_nothing(name) and (_ONLY_ESTABLISHED.fullmatch(name) or not _is_head([name])):
                yield no, name


def _names_nothing(text: str) -> bool:
    return is_nothing(text) or _SOURCE.fullmatch(text) is not None


def _from_lines(lines: Iterable[tuple[int, str]]) -> Iterator[_Document]:
    """Names; a line with nothing but a date belongs to the name above it, and so does a sentence behind the date."""
    document: _Document | None = None
    for no, line in lines:
        if document and document.established is None and (found := _ONLY_ESTABLISHED.fullmatch(line)):
            document = replace(document, established=found["when"].strip())
        elif document and document.established and document.description is None and _is_prose(line):
            document = replace(document, description=line)
        else:
            if document:
                yield document
            document = _Document(line, None, None, no)
    if document:
        yield document


def _from_grid(block_no: int, grid: Grid) -> Iterator[_Document]:
    """Name rows and description rows by turns (begroting-2026 p50287): a description covers the full width, or
    stands alone in its row below a name. Below heads of more than name and date each column is what its head says."""
    open_document: _Document | None = None
    width = max(map(len, grid.rows), default=0)
    columns: dict[str, int] = {}
    for place, row in enumerate(grid.rows, 1):
        cells = [cell for column, cell in enumerate(row, 1) if cell.row == place and cell.column == column]
        printed = [one_line(cell.text) for cell in cells]
        filled = [text for text in printed if text]
        if filled and _is_head(filled):
            columns = _columns([one_line(cell.text) for cell in row])
            continue
        if not filled:
            continue
        places = tuple((cell.row, cell.column) for cell in cells if cell.text.strip())
        full_width = width > 1 and len(cells) == 1 and cells[0].column_span >= width
        alone = len(filled) == 1 and bool(printed) and bool(printed[0])
        if open_document and open_document.description is None and (full_width or (alone and _is_prose(filled[0]))):
            yield replace(open_document, description=tidy(cells[0].text), cells=open_document.cells + places)
            open_document = None
            continue
        if open_document:
            yield open_document
        open_document = _from_row(row, columns, filled, block_no, places)
    if open_document:
        yield open_document


def _from_row(
    row: Sequence[Cell], columns: Mapping[str, int], filled: Sequence[str], block_no: int,
    cells: tuple[tuple[int, int], ...],
) -> _Document:  # fmt: skip
    if len(columns) > 1:
        texts = {role: one_line(row[column].text) for role, column in columns.items()}
        established, description = texts.get("established", ""), texts.get("description", "")
        title = one_line(row[0].text) or filled[0]
    else:
        second = filled[1] if len(filled) > 1 else ""
        established, description = ("", second) if _is_prose(second) else (second, "")
        title = filled[0]
    if _names_nothing(established):
        established = ""
    return _Document(title, established or None, description or None, block_no, cells)


def _role(head: str) -> str | None:
    """What documents have below this head, behind their titles."""
    return next((role for role, pattern in _HEADS.items() if role != "title" and pattern.fullmatch(head)), None)


def _columns(heads: Sequence[str]) -> dict[str, int]:
    """The column of each role, from the second column on."""
    roles = {role: column for column, head in enumerate(heads) if column and (role := _role(head))}
    return {"title": 0, **roles} if roles else {}


def _is_head(filled: Sequence[str]) -> bool:
    """Names of columns: what is established is a document, and what documents have."""
    named = _HEADS["title"].fullmatch(filled[0]) is not None
    alone = len(filled) == 1 and _role(filled[0]) == "established"
    return (named or alone) and all(_role(text) for text in filled[1:])


def _is_prose(text: str) -> bool:
    return len(text) > 120 or text.endswith((".", "…"))
