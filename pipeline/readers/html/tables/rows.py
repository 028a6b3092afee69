"""The rows of one table element, or of what plays one, and what the table prints beside its cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.readers.html.cells import BOLD, SILENT, cell_text
from pipeline.readers.lines import blank, clean

Element = etree._Element

_SECTIONS = {"thead": 0, "tbody": 1, "tfoot": 2}
FOOT = _SECTIONS["tfoot"]
MOST_PARTS = len(_SECTIONS)  # of a table, also of one that is made of blocks
_NOT_STRAY = SILENT | {"td", "th", "caption", "table", "br"}
_FONT_WEIGHT = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


@dataclass(slots=True)
class Row:
    """The cell elements of one printed row and the part of the table it stands in: 0 head, 1 body, 2 foot."""

    part: int
    cells: list[Element] = field(default_factory=list)


def is_bold(element: Element) -> bool:
    """Whether `element` itself prints bold, by tag or by inline style."""
    if element.tag in BOLD:
        return True
    style = element.get("style")
    return style is not None and bool(_FONT_WEIGHT.search(style))


def rows_of(table: Element) -> list[Row]:
    """The rows of a table in the order shown (foot last), cells of nested tables left out. Missing `tr` tags and
    wrappers such as a form between table and row make no difference."""
    rows: list[Row] = []
    part, last_parent = 1, None
    inner: set[Element] = set()
    for element in table.iter("tr", "td", "th", "table", "thead", "tbody", "tfoot"):
        tag = element.tag
        if inner and element in inner:
            continue
        if tag == "td" or tag == "th":
            if last_parent is None:
                rows.append(Row(part))
                last_parent = element
            rows[-1].cells.append(element)
        elif tag == "tr":
            if part != 1 and (parent := element.getparent()) is not None and parent.tag not in _SECTIONS:
                part = 1
            rows.append(Row(part))
            last_parent = element
        elif tag == "table":
            if element is not table:
                inner.update(element.iter("tr", "td", "th", "table", "thead", "tbody", "tfoot"))
        else:
            part = _SECTIONS[tag]
            last_parent = None
    rows = [row for row in rows if row.cells]
    rows.sort(key=lambda row: row.part)
    return rows


def stray_text(table: Element) -> str:
    """What stands inside a table but in none of its cells: a browser shows it above the table."""
    found: list[str] = []
    pending = [table]
    while pending:
        element = pending.pop()
        if (text := element.text) and text.strip():
            found.append(text)
        for child in element:
            if (tail := child.tail) and tail.strip():
                found.append(tail)
            if child.tag not in _NOT_STRAY:
                pending.append(child)
    return clean(" ".join(found)) if found else ""


def role_rows(table: Element) -> list[Row]:
    """The rows of a grid made of elements with role row and cell."""
    rows: list[Row] = []
    for element in table.iter():
        role = element.get("role")
        if role == "row":
            rows.append(Row(1))
        elif role in ("cell", "gridcell", "columnheader", "rowheader"):
            if not rows:
                rows.append(Row(1))
            rows[-1].cells.append(element)
    return [row for row in rows if row.cells]


def role_caption(table: Element) -> str | None:
    """What a grid of roles prints as its title, and what it is called for screen readers."""
    printed = [cell_text(element) for element in table.iter() if element.get("role") == "caption"]
    return "\n".join(dict.fromkeys(filter(None, (*printed, table.get("aria-label"))))) or None


def caption_of(table: Element) -> str | None:
    """The printed title of a table: its captions, else those of the figure around it."""
    captions = [found for found in table.iter("caption") if next(found.iterancestors("table"), None) is table]
    return "\n".join(map(cell_text, captions)) if captions else figure_title(table)


def figure_title(table: Element) -> str | None:
    """The captions of the figure that a table stands in."""
    figure = next(table.iterancestors("figure"), None)
    captions = list(figure.iter("figcaption")) if figure is not None else []
    return "\n".join(map(cell_text, captions)) or None


def wholly_bold(cell: Element) -> bool:
    """Whether all text of a cell that has text is bold."""
    if is_bold(cell):
        return True
    if not blank(cell.text):
        return False
    stack = list(cell)
    while stack:
        element = stack.pop()
        if not blank(element.tail):
            return False
        if is_bold(element):
            continue
        if not blank(element.text):
            return False
        stack.extend(element)
    return True
