"""One invented page in every form a finance page may reach us: markups, the text export and pipe rows.

A page is a breadcrumb and a list of blocks: `h("...", 2)`, `p("...")`, `ul("...", "  ...")` (two blanks a level) and
`table(rows, caption, heads)`. A cell is its text, or `(text, column_span)` or `(text, column_span, row_span)`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from html import escape

import markups
from pipeline.model import Block, Cell, Document, Grid, Heading, Item, Paragraph, Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

Printed = str | tuple[str, int] | tuple[str, int, int]
Blocks = list[Block]

STAMP = "Deze pagina is gebouwd op 06/13/2025 10:20:30 met de export van 06/13/2025 10:11:46"


def h(text: str, level: int = 2) -> Blocks:
    return [Heading(text, level)]


def p(*texts: str) -> Blocks:
    return [Paragraph(text) for text in texts]


def ul(*texts: str) -> Blocks:
    return [Item(text.strip(), 1 + (len(text) - len(text.lstrip())) // 2) for text in texts]


def table(rows: str | Sequence[Sequence[Printed]], caption: str | None = None, heads: int = 1) -> Blocks:
    """A table; a string is one row a line with `|` between cells."""
    if isinstance(rows, str):
        rows = [[cell.strip() for cell in line.split("|")] for line in rows.strip().splitlines()]
    return [Grid(_placed(rows), caption, heads)]


def _placed(rows: Sequence[Sequence[Printed]]) -> tuple[tuple[Cell, ...], ...]:
    placed: dict[tuple[int, int], Cell] = {}
    for r, row in enumerate(rows, 1):
        c = 1
        for printed in row:
            text, columns, lines = (*((printed,) if isinstance(printed, str) else printed), 1, 1)[:3]
            while (r, c) in placed:
                c += 1
            cell = Cell(str(text), r, c, int(lines), int(columns))
            placed |= {(r + y, c + x): cell for y in range(int(lines)) for x in range(int(columns))}
            c += int(columns)
    width = max(c for _, c in placed)
    return tuple(
        tuple(placed.get((r, c), Cell("", r, c)) for c in range(1, width + 1)) for r in range(1, len(rows) + 1)
    )


def _semantic(document: Document) -> bytes:
    def written(block: Block | list[Item]) -> str:
        match block:
            case list():
                return markups.nested_list(block)
            case Heading():
                return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
            case Grid():
                return _semantic_table(block)
            case _:
                return f"<p>{markups.lines(block.text)}</p>"

    crumbs = "".join(f"<li><a href='/'>{escape(crumb)}</a></li>" for crumb in document.breadcrumb)
    body = "\n".join(written(group) for group in markups._groups(document.blocks))
    return (
        f"<!doctype html><html lang=nl><head><meta charset=utf-8><title>{escape(document.title or '')}</title></head>"
        f"<body><nav aria-label=Kruimelpad><ol>{crumbs}</ol></nav><main><article>{body}</article></main>"
        f"<footer><p>{STAMP}</p></footer></body></html>"
    ).encode()


def _semantic_table(grid: Grid) -> str:
    def cell(one: Cell, head: bool) -> str:
        tag = "th" if head or one.column == 1 else "td"
        return f"<{tag}{markups.span(one)}>{markups.lines(one.text)}</{tag}>"

    head = markups.rows(Grid(grid.rows[: grid.header_rows], None, grid.header_rows), cell)
    body = "".join(
        "<tr>" + "".join(cell(c, False) for n, c in enumerate(row, 1) if (c.row, c.column) == (r, n)) + "</tr>"
        for r, row in enumerate(grid.rows[grid.header_rows :], grid.header_rows + 1)
    )
    caption = f"<caption>{escape(grid.caption)}</caption>" if grid.caption else ""
    return f"<table>{caption}<thead>{head}</thead><tbody>{body}</tbody></table>"


CMS = markups.Dialect(
    heading=lambda x: f'<div class="node-title"><h{x.level}><span>{escape(x.text)}</span></h{x.level}></div>',
    paragraph=lambda x: f'<div class="field"><div class="field-item"><p>{markups.bold_lead(x)}&nbsp;</p></div></div>',
    items=lambda items: f'<div class="field">{markups.nested_list(items)}</div>',
    grid=lambda g: (
        (f"<p><strong>{escape(g.caption)}</strong></p>" if g.caption and g.rows[0][0].text else "")
        + '<div class="table-responsive"><table class="t1"><tbody>'
        + markups.rows(
            _with_corner(g), lambda c, head: f"<td{markups.span(c)}>{markups.lines(c.text) or '&nbsp;'}</td>"
        )
        + "</tbody></table></div>"
    ),
    page=lambda title, body: markups._titled(
        title,
        '<div id="menu"><ul>'
        + "".join(f'<li><a href="/p{n}/x{n}">Pagina {n}</a></li>' for n in range(60))
        + "</ul></div>"
        f'<div id="wrap"><div id="content">{body}</div></div><div class="cookie">Deze website gebruikt cookies</div>',
    ),
)
"""The caption in the corner cell, where that is blank: the site is thought to print it there."""


def _with_corner(grid: Grid) -> Grid:
    corner = grid.rows[0][0]
    if not grid.caption or corner.text:
        return grid
    cell = Cell(grid.caption, 1, 1, corner.row_span, corner.column_span)
    rows = tuple(tuple(cell if c is corner else c for c in row) for row in grid.rows)
    return Grid(rows, None, grid.header_rows)


DIV_TABLE = markups.Dialect(
    heading=lambda x: f'<div role="heading" aria-level="{x.level}">{escape(x.text)}</div>',
    paragraph=lambda x: f"<div>{markups.bold_lead(x)}</div>",
    items=markups.nested_list,
    grid=lambda g: markups._captioned(
        g,
        '<div role="table">' + markups.rows(g, _div_cell, '<div role="row">{}</div>') + "</div>",
        "<div>{}</div>",
    ),
    page=markups._titled,
)


def _div_cell(cell: Cell, head: bool) -> str:
    spans = (f' aria-colspan="{cell.column_span}"' if cell.column_span > 1 else "") + (
        f' aria-rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    )
    return f'<div role="{"columnheader" if head else "cell"}"{spans}>{markups.lines(cell.text)}</div>'


def _text(document: Document) -> bytes:
    """One cell a paragraph; blank cells vanish."""

    def parts(group: Block | list[Item]) -> Iterator[str]:
        match group:
            case list():
                yield "\n".join("  " * item.level + "• " + item.text for item in group)
            case Grid():
                yield from [group.caption] if group.caption else []
                yield from (c.text for r, row in enumerate(group.rows, 1) for n, c in enumerate(row, 1)
                            if (c.row, c.column) == (r, n) and c.text)  # fmt: skip
            case _:
                yield group.text

    found = [part for group in markups._groups(document.blocks) for part in parts(group)]
    return "\n\n".join([*document.breadcrumb, *found, STAMP]).encode()


def _pipes(document: Document) -> bytes:
    """Pipe rows with the blank cells at the end; breadcrumb and stamp gone."""
    found: list[str] = []
    for group in markups._groups(document.blocks):
        match group:
            case list():
                found += ["- " + item.text for item in group]
            case Grid():
                found += [group.caption] if group.caption else []
                for r, row in enumerate(group.rows, 1):
                    texts = [c.text for n, c in enumerate(row, 1) if (c.row, c.column) == (r, n) and c.text]
                    found.append(" | ".join(texts) + " " + "|" * (len(row) - len(texts) + 1))
                    if r == 1:
                        found.append("---|" * len(row))
            case _:
                found.append(group.text)
    return "\n".join(found).encode()


def _dialect(dialect: markups.Dialect) -> Callable[[Document], bytes]:
    return lambda document: markups.render(document, dialect)


FORMS: dict[str, Callable[[Document], bytes]] = {
    "semantic": _semantic,
    "cms": _dialect(CMS),
    "div_table": _dialect(DIV_TABLE),
    "word": _dialect(markups.WORD),
    "html4": _dialect(markups.HTML4),
    "details": _dialect(markups.DETAILS),
    "text": _text,
    "pipes": _pipes,
}


def read_page(path: str, breadcrumb: Sequence[str], blocks: Sequence[Blocks], form: str = "semantic") -> PageResult:
    """What the pipeline makes of the page at `path` (`host/p1/slug`) in one form."""
    flat = tuple(block for group in blocks for block in group)
    title = next((block.text for block in flat if isinstance(block, Heading)), "")
    content = FORMS[form](Document(flat, title=title, breadcrumb=tuple(breadcrumb)))
    media = "text" if form in ("text", "pipes") else "html"
    ending = ".txt" if media == "text" else ".html"
    return parse(Source(path + ending, content, hashlib.sha256(content).hexdigest(), media))  # type: ignore[arg-type]
