"""Elements that are read apart from the running text: site furniture, hidden parts, grids made of roles."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from pipeline.model import Heading, Item, Paragraph
from pipeline.readers.html.asides import asides_of, asides_of_heading, spoken_copy
from pipeline.readers.html.blocks import Writer
from pipeline.readers.html.cells import INLINE
from pipeline.readers.html.counts import Form, forms_on, name_on
from pipeline.readers.html.elements import holds_content, holds_heading, holds_table, labelled, links_in, shown, text_of
from pipeline.readers.html.links import heading_text, leads_home
from pipeline.readers.html.marks import Marks
from pipeline.readers.html.one_medium import not_used
from pipeline.readers.html.site import crumbs, furniture
from pipeline.readers.html.site.menu import holds_only
from pipeline.readers.html.site.tab_strips import opens_with
from pipeline.readers.html.site.told_trails import is_told, trail_of
from pipeline.readers.html.tables.grids import grid
from pipeline.readers.html.tables.layout import labels_parts, nested_tables, prints_values
from pipeline.readers.html.tables.rows import role_caption, role_rows, rows_of, stray_text
from pipeline.readers.html.tree import drop
from pipeline.readers.html.visibility import COPY, click_targets, is_hidden, opens_by_click
from pipeline.readers.lines import blank, clean

Element = etree._Element

_WRAPPERS = frozenset({"div", "section", "aside", "form", "dialog", "p", "header", "footer", "center", "table", "td",
                       "ul", "ol", "menu", "dl"})  # fmt: skip
_ROOTS = frozenset({"html", "body", "main"})
_SHORT_LIST = 12  # links: a breadcrumb has no more
_LABEL = "label "  # no id holds a blank
_TOGGLE_LEVEL = 2  # a toggle without a heading in it opens a section of the page


class Apart:
    """What the walk asks about every element of a page that may hold such parts."""

    def __init__(self, writer: Writer, marks: Marks, root: Element) -> None:
        self.writer = writer
        self.marks = marks
        self._root = root
        self.targets: frozenset[str | Element] = click_targets(root) if marks.hidden else frozenset()
        self.cookies = marks.cookies
        self.tabs: dict[str, str] = {}
        self.linkless: Element | None = None
        self.within_linkless = False  # the walk is inside `linkless`

    def is_linkless(self, element: Element) -> bool:
        """Whether no link stands inside: what holds none is searched once, and nothing inside it again."""
        if self.within_linkless:
            return True
        if next(element.iter("a"), None) is not None:
            return False
        self.linkless = element
        return True

    def read(self, element: Element, tag: str) -> bool:
        """Whether `element` was read, or left out by name, as a whole."""
        if tag in _ROOTS:
            return False
        if self.marks.hidden and is_hidden(element) and not opens_by_click(element, self.targets):
            self._hidden(element)
            return True
        if element in self.marks.site:
            self._ignore(element, "footer" if tag == "footer" else "navigation")
            return True
        self.open_tab(element)
        if (role := element.get("role")) and self._by_role(element, role, tag):
            return True
        if tag in INLINE:
            return tag == "span" and self._labelled_trail(element)
        if tag not in _WRAPPERS:
            return False
        may_be_bar = self.cookies and tag not in ("table", "ul", "ol")
        if may_be_bar and furniture.is_cookie_bar(element, headed=self.writer.headed):
            self.cookies = False
            self._ignore(element, "cookie")
            return True
        return self._labelled_trail(element) or self._links(element, tag)

    def _ignore(self, element: Element, reason: str) -> None:
        if element.tag not in ("a", "button"):  # `Lees meer` behind a sentence
            self.writer.border()
        many = links_in(element) > _SHORT_LIST  # a blank between them costs more than it tells
        self.writer.ignore(shown(element) if many else clean(" ".join(map(str, element.itertext()))), reason)

    # -- hidden

    def _hidden(self, element: Element) -> None:
        writer = self.writer
        if not holds_table(element):
            if not blank(str(text_of(element))):
                writer.ignore(shown(element), "hidden")
            return
        for table in list(element.iter("table")):
            self._hidden_table(table, copy=element.get("hidden") == COPY)
        if element.tag != "table":
            for table in nested_tables(element):
                drop(table)
            if not blank(str(text_of(element))):
                writer.ignore(shown(element), "hidden")

    def _hidden_table(self, table: Element, *, copy: bool) -> None:
        writer = self.writer
        caption = table.find("caption")
        title = shown(caption) if caption is not None else ""
        found = grid(rows, title, hidden=True) if (rows := rows_of(table)) else None
        if found is not None and found.header_rows == len(found.rows):
            writer.ignore(shown(table), "hidden")  # heads that a script keeps in sight, above the table itself
        elif found is not None:
            writer.grid(found)
            writer.findings.append(not_used(found, writer.grids, copy=copy))
        else:
            writer.ignore(title, "hidden")
        writer.ignore(stray_text(table), "hidden")

    def strip_hidden(self, element: Element) -> None:
        """Take hidden parts out of a table or heading, each recorded as Ignored."""
        if not self.marks.apart.intersection(element.iterdescendants()):
            return
        for inner in [found for found in element.iterdescendants() if is_hidden(found) and found.tag != "thead"]:
            if (spoken := spoken_copy(inner)) is not None:
                self.writer.ignore(shown(spoken), "hidden")
                drop(spoken)
            elif not opens_by_click(inner, self.targets):
                if not blank(str(text_of(inner))):
                    self.writer.ignore(shown(inner), "hidden")
                drop(inner)

    def strip_asides(self, table: Element) -> None:
        """Take what stands beside the text of its cells out of a data table, each recorded as Ignored."""
        for aside, reason in asides_of(table):
            self.writer.ignore(shown(aside), reason)
            drop(aside)

    # -- roles

    def _by_role(self, element: Element, role: str, tag: str) -> bool:
        if role == "heading":
            if holds_table(element) or holds_heading(element):
                return False
            level = element.get("aria-level") or ""
            self.heading(element, int(level) if level.isdecimal() and len(level) < 3 else _TOGGLE_LEVEL)
        elif role == "button":
            return tag not in ("td", "th", "tr", "li", "button", "summary") and self.toggle(element)
        elif role in ("navigation", "search", "menu", "menubar"):
            return self.navigation(element)
        elif role == "tablist":
            self._tab_list(element)
        elif role in ("table", "grid", "treegrid") and tag not in ("table", "tbody"):
            if not (rows := role_rows(element)) or labels_parts(rows):
                return False
            if not (found := grid(rows, role_caption(element))):
                return False
            self.writer.grid(found)
            return not found.layout
        else:
            return False
        return True

    def heading(self, element: Element, level: int) -> None:
        """Write all text of `element` as one heading."""
        if self.marks.hidden:
            self.strip_hidden(element)
        if len(element):
            for aside, reason in asides_of_heading(element, lambda: self._counts):
                self.writer.ignore(shown(aside), reason)
                drop(aside)
        self.writer.flush()
        if text := heading_text(element):
            if self.writer.headed or not leads_home(element, text):
                self.writer.title(text, level)
            else:
                self.writer.ignore(text, "navigation")

    def toggle(self, element: Element) -> bool:
        """A button: the heading of what it opens, or site furniture when it does something. False where it wraps a
        heading or stands in running text."""
        if holds_content(element) or holds_heading(element):
            return False
        text = shown(element)
        view = element.get("role") == "tab" and furniture.is_view(text)  # `Grafiek` beside `Tabel`
        if not text or view or furniture.is_action(text) or self._is_tool(element):
            self.writer.ignore(text, "navigation")
            return True
        writer = self.writer
        # Only what ARIA says opens a part may break a line or item (as in `is_question`): data-toggle also names a
        # tooltip or a modal. For `furniture.opens` those do, which only keeps a button from being taken for a tool.
        opens = element.get("aria-expanded") is not None or element.get("aria-controls") is not None
        tail = element.tail or ""
        goes_on = tail[:1].isspace() and tail.lstrip()[:1].islower()  # a word of a sentence that a break parts
        alone = writer.empty or (opens and writer.below_line and not goes_on)
        if not alone or (writer.in_item and not opens):
            return False
        self.heading(element, _TOGGLE_LEVEL)
        return True

    def _is_tool(self, button: Element) -> bool:
        """Whether a button above the title of its page does something to it (`Toevoegen aan mijn rapport`), or one on
        the line of a heading to its section: it names nothing that it opens."""
        if furniture.opens(button):
            return False
        return furniture.acts_on_heading(button) if self.writer.headed else self._titled

    @cached_property
    def _counts(self) -> frozenset[Form]:
        return forms_on(self._root)

    @cached_property
    def _titled(self) -> bool:
        return next(self._root.iter("h1"), None) is not None

    def navigation(self, element: Element) -> bool:
        """A `nav`: breadcrumb or navigation, unless a table or heading of the page stands in it."""
        if self._labelled_trail(element):
            return True
        if self._is_great_menu(element):
            return True
        if holds_table(element) or furniture.holds_parts(element):
            return False
        links = links_in(element)
        if links <= _SHORT_LIST and not self.writer.headed and not self.writer.breadcrumb:
            listed = next(element.iter("ul", "ol"), element)
            if trail := crumbs.crumbs_in(shown(element), links) or crumbs.crumbs_in_links(listed) or trail_of(element):
                self._trail(element, trail)
                return True
        self._ignore(element, "navigation")
        return True

    def _tab_list(self, element: Element) -> None:
        for tab in element.iter():
            target = tab.get("aria-controls") or (tab.get("href") or "").partition("#")[2]
            if target and (name := name_on(tab)):
                self.tabs.setdefault(target, name)
            elif tab.get("role") == "tab" and (own := tab.get("id")) and (name := name_on(tab)):
                self.tabs.setdefault(_LABEL + own, name)
        self._ignore(element, "navigation")

    def open_tab(self, element: Element) -> None:
        """The panel of a tab opens with the tab's name as its heading, unless it prints that itself."""
        if not self.tabs:
            return
        label = _LABEL + (element.get("aria-labelledby") or "")  # where the tab does not name its panel
        name = self.tabs.pop(element.get("id") or "", None) or self.tabs.pop(label, None)
        if not name or furniture.is_view(name):
            return
        if not opens_with(element, name):
            self.writer.flush()
            self.writer.title(name, _TOGGLE_LEVEL)

    # -- furniture

    def _labelled_trail(self, element: Element) -> bool:
        if not labelled(element, "breadcrumb", "kruimel", "crumbs") and not is_told(element):
            return False
        if not crumbs.holds_only_trail(element) or len(str(text_of(element))) > crumbs.LONGEST_TRAIL:
            return False
        trail = crumbs.crumbs_of(element)
        self._trail(element, trail if trail and not self.writer.headed else self.writer.breadcrumb or trail)
        return True

    def _trail(self, element: Element, names: tuple[str, ...]) -> None:
        self.writer.breadcrumb = names
        self._ignore(element, "breadcrumb")

    def _links(self, element: Element, tag: str) -> bool:
        opens = not self.writer.headed and not any(isinstance(block, Paragraph) for block in self.writer.blocks)
        if opens and not self.writer.breadcrumb and (trail := trail_of(element)):
            self._trail(element, trail)
            return True
        if next(element.iter("a"), None) is None or (tag == "table" and prints_values(element)):
            return False
        if tag in ("ul", "ol") and furniture.is_tab_list(element):
            self._tab_list(element)
            return True
        if self._is_great_menu(element):
            return True
        menu = furniture.is_menu(element, introduced=self._introduced(), run=self.marks.run)
        if menu or ((opens or furniture.only_acts(element)) and furniture.holds_only_links(element)):
            self._ignore(element, "navigation")
            return True
        return False

    def _is_great_menu(self, element: Element) -> bool:
        """Whether `element` is the great menu, or a frame around it and nothing else, and then it is left out."""
        if (menu := self.marks.menu) is None or not holds_only(element, menu.element):
            return False
        self.writer.border()
        self.writer.ignore(menu.text, "navigation")
        return True

    def _introduced(self) -> bool:
        self.writer.flush()
        last = self.writer.blocks[-1] if self.writer.blocks else None
        announces = isinstance(last, (Paragraph, Item)) and last.text.endswith(":")
        return announces or isinstance(last, Heading) or (isinstance(last, Paragraph) and last.lead == last.text)
