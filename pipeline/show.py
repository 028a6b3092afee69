"""One page or one row on the terminal: what was read, and where it stands on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from . import page as pages
from . import readers
from .journal import printable
from .load import snapshot
from .model import Block, Cell, Grid, Heading, Ignored, Item, Page, Paragraph, Source
from .page.evidence import find_host
from .parse import parse
from .sources import folder

_CELL_ID = re.compile(r"/t(?P<table>\d+)/r(?P<row>\d+)/c(?P<column>\d+)")


class NotShown(Exception):
    """There is no such page or row; the message says where was looked."""


def show(wanted: str, raw: Path, data: Path) -> Iterator[str]:
    """Lines about one page (a file, below `raw` or not, or a page_id) or one row (its key in the snapshot in force).

    Raises NotShown.
    """
    source = _source_at(wanted, raw)
    if source is not None:
        yield from _page_lines(source)
        return
    if not _is_utf8(wanted):  # so is every key
        raise NotShown(f"{printable(wanted)}: no file below the raw folder, and no name of a page or row")
    view = snapshot(data)
    listed = view.load("pages", columns=["page_id", "source_path"])
    match = listed[listed["page_id"] == wanted]
    if len(match):
        yield from _page_lines(_read(raw, str(match.iloc[0]["source_path"])))
        return
    table, row = _row(view, wanted)
    path = listed.loc[listed["page_id"] == row["page_id"], "source_path"]
    if path.empty:
        raise NotShown(f"{wanted}: row of {table}, about no page")
    yield from _row_lines(table, row, _read(raw, str(path.iloc[0])), raw)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _source_at(wanted: str, raw: Path) -> Source | None:
    path = Path(wanted)
    if path.is_file():
        path, raw = path.resolve(), raw.resolve()
        base = raw if path.is_relative_to(raw) else _folder_of_sites(path)
        return _read(base, path.relative_to(base).as_posix())
    return _read(raw, wanted) if (raw / wanted).is_file() else None


def _folder_of_sites(path: Path) -> Path:
    """What is the raw folder of a file outside it: the folder that holds its site, whose name tells the publication."""
    return next((folder.parent for folder in path.parents if find_host(folder.name)), path.parent)


def _read(raw: Path, path: str) -> Source:
    found = folder.one(raw, path)
    if isinstance(found, folder.Unread):
        raise NotShown(f"{path}: {found.finding.message}")
    return found


def _row(view: Any, wanted: str) -> tuple[str, dict[str, Any]]:
    from schemas import TABLES

    publication = wanted.partition("/")[0]
    keys = {name: table.key[0] for name, table in TABLES.items() if len(table.key) == 1}
    files = {(entry.table, entry.publication_id) for entry in view.manifest.files.values() if entry.rows}
    near = [name for name in keys if (name, publication) in files]  # a key opens with its publication
    for name, chosen in [*((name, [publication]) for name in near), *((name, None) for name in keys)]:
        if wanted in view.arrow(name, publications=chosen, columns=[keys[name]])[keys[name]].to_pylist():
            frame = view.load(name, publications=chosen)
            return name, frame[frame[keys[name]] == wanted].iloc[0].to_dict()
    raise NotShown(f"{wanted}: no file below the raw folder, no page and no row of {view.name} has this name")


def _page_lines(source: Source) -> Iterator[str]:
    result = parse(source)
    yield f"{result.page_id}  {result.page.status}  {printable(source.path)}"
    for f in fields(result.page):
        value = getattr(result.page, f.name)
        if value not in (None, (), ""):
            yield f"  {f.name}: {printable(str(value))}"
    try:
        document = readers.read(source)
        page: Page | None = pages.identify(source, document)
    except Exception as refused:  # noqa: BLE001 - a refused page still shows its findings below
        yield f"refused: {printable(str(refused))}"
        document, page = None, None
    if document:
        yield "\nBLOCKS"
        yield from (_block_line(n, b) for n, b in enumerate(document.blocks, 1))
    if page:
        yield "\nSECTIONS"
        for s in page.sections:
            yield f"  {s.seq:3} {s.kind:22} {printable(' > '.join(s.heading_path))} ({len(s.blocks)} blocks)"
    for name, rows in result.tables.items():
        if rows and name not in ("sections", "table_cells"):
            yield f"\n{name.upper()} ({len(rows)})"
            yield from (f"  {_record(row)}" for row in rows)
    if result.findings:
        yield f"\nFINDINGS ({len(result.findings)})"
        for finding in result.findings:
            where = f"{finding.severity.upper()} {finding.code} {printable(finding.location)}"
            yield f"  {where}: {printable(finding.message)} found: {printable(finding.found)}"


def _record(row: Any) -> str:
    values = ((f.name, getattr(row, f.name)) for f in fields(row))
    return printable("  ".join(f"{k}={v}" for k, v in values if v not in (None, (), "")))


def _block_line(number: int, block: Block) -> str:
    match block:
        case Heading():
            label, text = f"heading {block.level}", block.text
        case Paragraph():
            label, text = "paragraph", block.text
        case Item():
            label, text = f"item {block.level}", block.text
        case Grid():
            label = f"table {len(block.rows)}x{len(block.rows[0]) if block.rows else 0}"
            text = " | ".join(c.text for c in block.rows[0]) if block.rows else ""
        case Ignored():
            label, text = f"ignored {block.reason}", block.text
    return f"  {number:3} {label:18} {printable(text)[:160]}"


def _row_lines(table: str, row: dict[str, Any], source: Source, raw: Path) -> Iterator[str]:
    yield f"{table} of {row['page_id']}"
    yield f"file: {printable(str(raw / source.path))}"
    yield from (f"  {k}: {printable(str(v))}" for k, v in row.items() if _shown(v))
    document = readers.read(source)
    at = _position(row)
    if at:
        grid = [b for b in document.blocks if isinstance(b, Grid)][at[0] - 1]
        yield from _cell_lines(grid, *at)
    elif _shown(row.get("block_no")):
        first = int(row["block_no"])
        yield f"\nPRINTED in block {first}"
        # a goal begins at its title or its label; its doelzin stands right behind it
        for block in document.blocks[first - 1 : first + (2 if table == "goals" else 0)]:
            yield from _whole(block)


def _whole(block: Block) -> Iterator[str]:
    if isinstance(block, Grid):
        yield from (f"  {printable(' | '.join(c.text for c in line))}" for line in block.rows)
    else:
        yield f"  {printable(block.text)}"


def _shown(value: Any) -> bool:
    return value is not None and str(value) not in ("", "<NA>", "NaT", "nan", "[]")


def _position(row: dict[str, Any]) -> tuple[int, int, int] | None:
    places = [row.get(name) for name in ("table_no", "row_no", "column_no")]
    cells = row.get("cells")
    if all(_shown(p) for p in places):
        table, line, column = map(int, map(str, places))
    elif cells is not None and len(cells) and (match := _CELL_ID.search(str(cells[0]))):
        table, line, column = map(int, match.groups())
    else:
        return None
    return table, line, column


def _cell_lines(grid: Grid, table_no: int, row_no: int, column_no: int) -> Iterator[str]:
    cell: Cell = grid.rows[row_no - 1][column_no - 1]
    yield f"\nPRINTED in table {table_no}, row {row_no}, column {column_no}"
    yield f"  cell: {printable(cell.text)!r}"
    yield f"  row: {printable(' | '.join(c.text for c in grid.rows[row_no - 1]))}"
    heads = [line[column_no - 1].text for line in grid.rows[: max(grid.header_rows, 1)]]
    yield f"  column: {printable(' / '.join(heads))}"
