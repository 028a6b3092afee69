"""The one pass over a tree that feeds the writer, with a stack of its own: depth costs no recursion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from pipeline.readers.html import links
from pipeline.readers.html.apart import Apart
from pipeline.readers.html.blocks import Writer
from pipeline.readers.html.cells import INLINE, SILENT
from pipeline.readers.html.elements import holds_content, holds_table, labelled, shown
from pipeline.readers.html.lists import beside, word_lists
from pipeline.readers.html.marks import Marks
from pipeline.readers.html.pictures import left_out
from pipeline.readers.html.site.furniture import is_action, is_question
from pipeline.readers.html.tables import layout
from pipeline.readers.html.tables.grids import grid
from pipeline.readers.html.tables.lone_heads import is_furniture
from pipeline.readers.html.tables.rows import caption_of, figure_title, is_bold, rows_of, stray_text
from pipeline.readers.html.tables.unmarked_tables import may_be_rows, rows_of_blocks, rows_of_list, rows_of_pairs
from pipeline.readers.html.tables.zipped_rows import with_rows_apart
from pipeline.readers.html.tree import drop
from pipeline.readers.html.whole import but_whole
from pipeline.readers.lines import blank

Element = etree._Element
Children = Iterable[Element] | None  # what of an element is still to be walked; None: nothing

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_HEAVY = frozenset({"b", "strong", "th"})
_MAY_LINK = frozenset({"div", "ul", "ol", "section", "aside", "table", "td", "form", "dialog", "center"})
_SHOWS = re.compile(r"(?:toon|verberg|bekijk|lees|meer|minder)\b", re.IGNORECASE)
_LISTS = frozenset({"ul", "ol", "menu", "dir"})


class Walk:
    """Reads the tree under `root` into `writer`; `run` once."""

    def __init__(self, writer: Writer, marks: Marks, root: Element) -> None:
        self.writer = writer
        self.marks = marks
        self.root = root
        self.apart = Apart(writer, marks, root)
        self.special = marks.apart
        self.plain = not (marks.word or marks.bold_styles)
        self.outside: set[Element] = set()
        self.links = links.Links(root)

    def run(self) -> None:
        """Write every block of the tree."""
        writer, apart = self.writer, self.apart
        bold_styles = self.marks.bold_styles
        stack: list[tuple[Iterator[Element], Element, bool]] = [(iter((self.root,)), self.root, False)]
        while stack:
            children, parent, bold = stack[-1]
            for element in children:
                tag = element.tag
                inner = self._open(element, tag)
                if inner is not None:
                    heavy = tag in _HEAVY or (bold_styles and is_bold(element))
                    writer.bold += heavy
                    if (text := element.text) and (writer.parts or not text.isspace()) and inner is element:
                        writer.add(text)
                    if len(element) or inner is not element:
                        stack.append((self._walked(inner), element, heavy))
                        apart.within_linkless = apart.within_linkless or element is apart.linkless
                        break
                    writer.bold -= heavy
                    self._close(element, tag)
                if (tail := element.tail) and (writer.parts or not tail.isspace()):
                    writer.add(tail)
            else:
                stack.pop()
                if parent is apart.linkless:
                    apart.within_linkless = False
                writer.bold -= bold
                if stack:
                    self._close(parent, parent.tag)
                    if (tail := parent.tail) and (writer.parts or not tail.isspace()):
                        writer.add(tail)
        writer.flush()

    def _walked(self, inner: Iterable[Element]) -> Iterator[Element]:
        return but_whole(inner, self.writer, self.special) if self.plain else iter(inner)

    def _open(self, element: Element, tag: str) -> Children:
        if (not self.writer.headed or element in self.special or tag in _MAY_LINK) and self._is_apart(element, tag):
            return None
        if tag in INLINE:
            return self._link(element) if tag == "a" else element
        if opened := _OPEN.get(tag):
            return opened(self, element)
        return element if ":" in tag else self._begin(element)

    def _begin(self, element: Element) -> Children:
        if self.writer.parts:
            self.writer.border()
        elif self.apart.tabs:
            self.apart.open_tab(element)
        return element

    def _is_apart(self, element: Element, tag: str) -> bool:
        linkless = self.writer.headed and element not in self.special and self.apart.is_linkless(element)
        if linkless and not (self.apart.cookies and labelled(element, "cookie")):
            return False
        return self.apart.read(element, tag)

    def _close(self, element: Element, tag: str) -> None:
        if tag in INLINE or tag == "button":  # a word of a sentence that a click explains
            return
        writer = self.writer
        if tag == "li":
            writer.close_item()
        elif tag in _LISTS:
            writer.close_list()
        elif ":" not in tag:
            if writer.parts:
                writer.border()
            if tag == "p":
                writer.word_level = 0
            elif self.outside and element in self.outside:
                writer.flush()
                writer.outside.pop()

    # -- what opening a tag means

    def _link(self, element: Element) -> Children:
        writer = self.writer
        writer.links += 1
        writer.address(element.get("href") or "")
        if not links.may_be_heading_or_action(element) or not writer.empty or writer.in_item:
            return element
        if links.is_all_of_its_block(element):
            text = shown(element)
            if self.links.lead_away(element, text):
                writer.ignore(text, "navigation")
                return None
            if text and links.opens_part(element, text) and not holds_content(element):
                self.apart.heading(element, 2)
                return None
        return element

    def _heading(self, element: Element) -> Children:
        if len(element) and next(element.iter("table", "ul", "ol", "p"), None) is not None:
            self.writer.flush()
            return element
        self.apart.heading(element, _LEVELS[element.tag])
        return None

    def _summary(self, element: Element) -> Children:
        if holds_content(element):
            self.writer.flush()
            return element
        if _SHOWS.match(text := shown(element)) and is_action(text):
            self.writer.flush()
            self.writer.ignore(text, "navigation")
            return None
        level = 1 + sum(1 for _ in element.iterancestors("details"))
        self.apart.heading(element, max(2, level))
        return None

    def _division(self, element: Element) -> Children:
        if may_be_rows(element):
            if self.marks.hidden and rows_of_blocks(element):
                self.apart.strip_hidden(element)
            if (rows := rows_of_blocks(element)) and (found := grid(rows, None)):
                self.writer.grid(found)
                return None
        return self._item(element) if beside.is_item(element) else self._begin(element)

    def _list(self, element: Element) -> Children:
        if (rows := rows_of_list(element)) and (found := grid(rows, None)):
            self.writer.grid(found)
            return None
        self.writer.open_list(element.tag == "ol")
        return element

    def _item(self, element: Element) -> Children:
        self.writer.open_item(panel=len(element) > 0 and layout.is_panel(element))
        return element

    def _paragraph(self, element: Element) -> Children:
        writer = self.writer
        if writer.in_item and not len(element) and blank(element.text):
            writer.line_break()
            writer.line_break()
            return None
        if writer.parts:
            writer.border()
        if self.marks.word:
            writer.word_level = word_lists.word_level(element)
        return element

    def _edge(self, element: Element) -> Children:
        """The page's header or footer: what it prints is no content, unless tables or headings stand in it."""
        self.writer.flush()
        within = next(element.iterancestors("main", "article", "section"), None)
        if within is None and not holds_content(element):
            self.writer.outside.append("footer" if element.tag == "footer" else "navigation")
            self.outside.add(element)
        return element

    def _form(self, element: Element) -> Children:
        self.writer.border()
        if not is_question(element):
            return element
        self.writer.ignore(shown(element), "navigation")
        return None

    def _figure_caption(self, element: Element) -> Children:
        figure = next(element.iterancestors("figure"), None)
        if figure is not None and holds_table(figure):
            return None  # the table takes it as its caption
        self.writer.border()
        return element

    def _definitions(self, element: Element) -> Children:
        self.writer.border()
        rows = rows_of_pairs(element)
        if not rows:
            return element
        if found := grid(rows, None):
            self.writer.grid(found)
        return None

    def _term(self, element: Element) -> Children:
        self.writer.flush()
        self.writer.lead_all()
        return element

    # -- tables

    def _table(self, element: Element) -> Children:
        writer = self.writer
        writer.border()
        if self.marks.hidden:
            self.apart.strip_hidden(element)
        if next(element.iterdescendants("table"), None) is not None:
            layout.unwrap_cells(element)
        rows = with_rows_apart(rows_of(element))
        if layout.join_labels(element, rows):
            return None
        if rows and layout.is_list(rows):
            layout.write_list(element, rows)
            return self._list(element)
        frame = not rows or (element.get("role") in ("presentation", "none") and not layout.prints_rows(rows))
        if frame or layout.is_layout(element, rows, linked=next(element.iter("a"), None) is not None):
            self._block(figure_title(element))
            return element
        if any(len(row.cells) > 1 for row in rows):
            self.apart.strip_asides(element)
        found = grid(rows, title := caption_of(element))
        if found is not None and found.layout:
            if not is_furniture(found):
                writer.grid(found)
                if (caption := element.find("caption")) is not None:
                    drop(caption)
            return element
        self._block(stray_text(element))
        if found is not None:
            writer.grid(found, element)
            for link in element.iter("a"):
                writer.address(link.get("href") or "")
        else:
            self._block(title)
        return layout.nested_copies(element) or None

    def _block(self, text: str | None) -> None:
        if text:
            self.writer.border()
            self.writer.add(text)
            self.writer.border()


_OPEN: dict[str, Callable[[Walk, Element], Children]] = {
    **dict.fromkeys(_LEVELS, Walk._heading),
    **dict.fromkeys(SILENT, lambda walk, element: walk.writer.ignore(*left_out(element))),
    **dict.fromkeys(_LISTS, Walk._list),
    **dict.fromkeys(("header", "footer"), Walk._edge),
    "div": Walk._division,
    "br": lambda walk, _element: walk.writer.line_break(),
    "head": lambda _walk, _element: None,
    "li": Walk._item,
    "p": Walk._paragraph,
    "table": Walk._table,
    "summary": Walk._summary,
    "legend": lambda walk, element: walk.apart.heading(element, 3),
    "button": lambda walk, element: None if walk.apart.toggle(element) else element,
    "nav": lambda walk, element: None if walk.apart.navigation(element) else element,
    "form": Walk._form,
    "figcaption": Walk._figure_caption,
    "dl": Walk._definitions,
    "dt": Walk._term,
}
