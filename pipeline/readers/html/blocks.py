"""The writer that turns pieces of text and borders, in reading order, into blocks."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.model import Block, Finding, Grid, Heading, Ignored, Item, Paragraph
from pipeline.readers.html.lists import dashes
from pipeline.readers.html.lists.bullets import BULLETS, OpenItem, bulleted, labels_apart, parted
from pipeline.readers.html.lists.word_lists import MARKER
from pipeline.readers.html.site.crumbs import crumbs_in
from pipeline.readers.html.site.site_lines import STAMP, is_leftover, is_said, without_icons
from pipeline.readers.html.tables.lone_heads import below_head, goes_on, is_copy, is_head_of, left_out, table_above
from pipeline.readers.lines import BREAK, FRESH, below_title, clean

_LONE_BULLETS = frozenset(BULLETS)
_BULLET_LINE = re.compile(rf"^\s*[{BULLETS}]", re.MULTILINE)
_TRAIL_MARKS = ("›", "»", ">", "/", "▸", "→", "❯", "|")
_BACK = "\nga terug"


def _is_below_blank(parts: list[str]) -> bool:
    return [part for part in parts[-6:] if part == BREAK or part.strip()][-2:] == [BREAK, BREAK]


class Writer:
    """Collects text until a border, then writes one block. Markup decides nothing here but what it is told."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self.breadcrumb: tuple[str, ...] = ()
        self.bold = 0
        self.outside: list[str] = []  # why the text of the header or footer being read is no content
        self.word_level = 0
        self.links = 0
        self.grids = 0
        self.parts: list[str] = []
        self._lead = 0  # how many parts belong to the bold text at the start
        self._leading = True
        self._lists: list[bool] = []
        self._base = 0
        self._bold_block = False
        self._items: list[OpenItem] = []
        self.headed = False
        self._dash_item: Item | None = None

    # -- text

    def add(self, text: str) -> None:
        """Text of the block in progress, bold or not. Bold text below a blank line opens a block of its own."""
        parts = self.parts
        if self.bold and not self._leading and _is_below_blank(parts) and text.strip() and not self.in_item:
            self.flush()
            parts = self.parts
        parts.append(text)
        if self._leading:
            if self.bold:
                self._lead = len(parts)
            elif text.strip():
                self._leading = False

    def lead_all(self) -> None:
        """The block that begins here reads as bold as a whole: a term above its description."""
        self._bold_block = True

    def line_break(self) -> None:
        """A `<br>`: the block goes on, on a new line."""
        if self.parts:
            self.parts.append(BREAK)

    def border(self) -> None:
        """The begin or end of a block element: in a list item a new line, else a new block. A lone bullet waits."""
        if self.parts and self.in_item:
            self.parts.append(FRESH)
        elif self.parts and not (self.parts[0].strip() in _LONE_BULLETS and not any(map(str.strip, self.parts[1:]))):
            self.flush()

    @property
    def empty(self) -> bool:
        """Whether the block in progress prints nothing so far."""
        return not any(map(str.strip, self.parts))

    @property
    def below_line(self) -> bool:
        """Whether what comes next stands on a line of its own."""
        return next((part for part in reversed(self.parts) if part == BREAK or part.strip()), BREAK) == BREAK

    @property
    def in_item(self) -> bool:
        """Whether text would be part of a list item."""
        return bool(self._items) and not self._items[-1].plain

    # -- lists

    def open_list(self, ordered: bool) -> None:
        """`ul` or `ol`: what the item around it said so far is complete."""
        self.flush()
        self._lists.append(ordered)

    def close_list(self) -> None:
        """The end of `ul` or `ol`."""
        self.flush()
        del self._lists[-1:]

    def open_item(self, *, panel: bool = False) -> None:
        """`li`, with or without a list around it; a `panel` holds a part of the page."""
        self.flush()
        ordered = bool(self._lists) and self._lists[-1]
        self._items.append(OpenItem(ordered, max(1, len(self._lists) - self._base), self._base, None, panel))
        if panel:
            self._base = len(self._lists)

    def close_item(self) -> None:
        """The end of `li`."""
        self.flush()
        if self._items:
            self._base = self._items.pop().base

    # -- paragraphs and items that hold nothing but text, most of a long page: begun and closed in one step

    def whole_item(self, raw: str) -> None:
        """`open_item`, `add` and `close_item` of an item that holds nothing but `raw`."""
        if self.parts:
            self.flush()
        text = clean(raw)
        if (
            not text
            or self.outside
            or text[0] in BULLETS
            or dashes.opens(text)
            or "ebouwd op" in text
            or is_leftover(text, headed=self.headed)
        ):
            self.open_item()
            if not raw.isspace():
                self.add(raw)
            self.close_item()
            return
        self.links, self._bold_block = 0, False
        ordered = bool(self._lists) and self._lists[-1]
        self.blocks.append(Item(text, max(1, len(self._lists) - self._base), ordered))

    def whole_paragraph(self, raw: str) -> None:
        """A paragraph outside list items and bold text that holds nothing but `raw`."""
        if self.parts:
            self.flush()
        if not raw.isspace():
            self._end_block(clean(raw), "")
        self.word_level = 0

    # -- blocks

    def flush(self) -> None:
        """Write the block in progress."""
        parts = self.parts
        if not parts:
            return
        while parts and parts[-1] == FRESH:
            parts.pop()
        text = clean("".join(parts))
        lead = clean("".join(parts[: self._lead])) if self._lead and text else ""
        self.parts, self._lead, self._leading = [], 0, True
        self._end_block(below_title(text, lead) if lead and text[len(lead) : len(lead) + 1] == " " else text, lead)

    def _end_block(self, text: str, lead: str) -> None:
        if self._bold_block:
            lead, self._bold_block = text, False
        links, self.links = self.links, 0
        if text.endswith(_BACK):
            self._parts(text.removesuffix(_BACK).rstrip(), lead, links)
            self.ignore(_BACK.strip(), "navigation")
        elif "ebouwd op" in text and (stamp := STAMP.search(text)):
            self._parts(text[: stamp.start()].rstrip() + text[stamp.end() :].rstrip(), lead, links)
            self.blocks.append(Ignored(stamp[0], "stamp"))
        else:
            self._parts(text, lead, links)

    def _parts(self, text: str, lead: str, links: int) -> None:
        several = "\n\n" in text and not self.in_item
        for part, own in parted(text, lead) if several else ((text, lead),):
            self._write(part, own, links)

    def _write(self, text: str, lead: str, links: int) -> None:
        if not text:
            return
        if is_leftover(text, headed=self.headed):
            self.ignore(text, "navigation")
        elif self.outside:
            self.ignore(text, "breadcrumb" if self._is_trail(text, links) else self.outside[-1])
        elif self._items and not self._items[-1].plain:
            self._item(text, self._items[-1])
        elif is_said(self.blocks, text):
            self.ignore(text, "navigation")
        elif self._is_trail(text, links):
            self.ignore(text, "breadcrumb")
        elif self.word_level and (marker := MARKER.match(text)):
            self.blocks.append(Item(text[marker.end() :], self.word_level, bool(marker[1])))
        elif not text.isascii() and any(map(text.__contains__, BULLETS)) and _BULLET_LINE.search(text):
            self.blocks += bulleted(text, lead, self.word_level)
        elif "\n" in text and (listed := dashes.as_bullets(text)):
            self.blocks += bulleted(listed, lead, self.word_level)
        elif dashes.opens(text):
            self._dashed(text, lead)
        else:
            self.blocks += labels_apart(text, lead) if "\n" in lead else (Paragraph(text, lead or None),)

    def _is_trail(self, text: str, links: int) -> bool:
        below = self.headed and (links < 2 or not all(isinstance(block, (Heading, Ignored)) for block in self.blocks))
        if not (below or self.breadcrumb) and any(mark in text for mark in _TRAIL_MARKS):
            self.breadcrumb = crumbs_in(text, 0 if self.headed else links)
            return bool(self.breadcrumb)
        return False

    def _item(self, text: str, item: OpenItem) -> None:
        if item.at is None:
            if text[0] in BULLETS:  # an icon for a bullet
                text = text.lstrip(BULLETS + " ") or text
            elif dashes.is_item(text):
                text = dashes.without(text)
            item.at = len(self.blocks)
            self.blocks.append(Item(text, item.level, item.ordered))
        else:  # text behind a nested list still belongs to its own item
            first = self.blocks[item.at]
            if isinstance(first, Item):
                self.blocks[item.at] = Item(f"{first.text}\n{text}", item.level, item.ordered)

    def _dashed(self, text: str, lead: str) -> None:
        """A paragraph that opens with a dash: an item below another one, or a sentence below what names a list; else it
        may be a label."""
        last = self.blocks[-1] if self.blocks else None
        goes_on = last is not None and last is self._dash_item
        if isinstance(last, Paragraph) and dashes.are_items(last.text, text):
            self.blocks[-1] = Item(dashes.without(last.text), 1)
            goes_on = True
        goes_on = goes_on or dashes.is_lone_item(text, last, listed=self._dash_item is not None)
        if goes_on and dashes.goes_on(text):
            self._dash_item = Item(dashes.without(text), 1)
            self.blocks.append(self._dash_item)
        else:
            self.blocks.append(Paragraph(text, lead or None))

    def title(self, text: str, level: int) -> None:
        """A heading; the list item around it, if any, is a panel from here on."""
        if self.outside or is_leftover(text, headed=self.headed) or is_said(self.blocks, text):
            self.ignore(text, self.outside[-1] if self.outside else "navigation")
            return
        text = without_icons(text)
        self.blocks.append(Heading(text, min(max(level, 1), 6)))
        self.headed = True
        self._interrupt()
        if self._items:
            self._items[-1].plain = True
            self._base = len(self._lists)

    def grid(self, grid: Grid, element: etree._Element | None = None) -> None:
        """A table, where it stands or below the heads it goes on with; one printed before is recorded, not used."""
        self.flush()
        place = table_above(self.blocks)
        above = self.blocks[place] if self.blocks else None
        if is_copy(self.blocks, grid, element):
            self._copy(grid)
        elif isinstance(above, Grid) and (is_head_of(above, grid) or goes_on(above, grid)):
            self.blocks[place:] = [below_head(above, grid), *left_out(self.blocks[place + 1 :])]
        else:
            self.blocks.append(grid)
            self.grids += 1
        self._interrupt()

    def _copy(self, grid: Grid) -> None:
        """Its numbers stand in the table above it: used again they would count double."""
        last = next(at for at in range(len(self.blocks) - 1, -1, -1) if not isinstance(self.blocks[at], Ignored))
        if isinstance(line := self.blocks[last], Paragraph) and line in self.blocks[:last]:
            self.blocks[last] = Ignored(line.text, "hidden")
        self.blocks.append(Grid(grid.rows, grid.caption, grid.header_rows, grid.uncertain, hidden=True))
        self.grids += 1
        message = "a copy of the table above it is recorded, not used"
        first = next(cell.text for row in grid.rows for cell in row if cell.text)
        self.findings.append(
            Finding("info", "TABLE_COPY", message, f"table {self.grids}", first[:80], "each table once")
        )

    def ignore(self, text: str, reason: str) -> None:
        """Text left out by name; what was begun before it goes on behind it. A stamp in it stays one."""
        if reason != "hidden" and "ebouwd op" in text and (stamp := STAMP.search(text)):
            around = (text[: stamp.start()].strip(), text[stamp.end() :].strip())
            self.blocks.append(Ignored(stamp[0], "stamp"))
            self.blocks += [Ignored(part, reason) for part in around if part]
        elif text:
            self.blocks.append(Ignored(text, reason))

    def address(self, href: str) -> None:
        """Where a link in the text leads, in front of its block or behind its table: no text, but a policy document's
        url is printed nowhere else."""
        if href[:4] == "http" and self.headed and not self.outside:
            self.blocks.append(Ignored(href.strip(), "link"))

    def _interrupt(self) -> None:
        for item in self._items:
            item.at = None
