"""Which tables hold data and which only place blocks on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from itertools import islice

from lxml import etree

from pipeline.readers.html.cells import BOLD, INLINE
from pipeline.readers.html.elements import HEADINGS, text_of
from pipeline.readers.html.lists.bullets import BULLETS
from pipeline.readers.html.site.furniture import is_menu
from pipeline.readers.html.tables.label_frames import unfold
from pipeline.readers.html.tables.rows import Row, rows_of
from pipeline.readers.html.tables.sheets import cut_up
from pipeline.readers.lines import blank
from pipeline.readers.table_labels import fold, goal_opens, is_value, listed, names_part, section

Element = etree._Element

_PARTS = (*HEADINGS, "table")
_FEWEST_VALUES = 3
_LONGEST_VALUE = 30  # characters
_MOST_HEADS = 3  # rows
_BULLETS = frozenset(BULLETS + "*-–")
_MARKS = frozenset("●○■□✓✔")  # beside each other they say yes and no
_PROSE = ("p", "div", "ul", "ol")


def is_layout(table: Element, rows: list[Row], *, linked: bool) -> bool:
    """Whether a table is a frame around blocks. A table of two or more columns is data when at least two of its
    rows print two cells that hold neither a table nor a heading, unless most of its rows are labels of parts; a frame
    of one or two rows is also known by a cell full of prose or by a menu (`linked`: the page has links enough for
    one). A frame with the labels of parts for heads is a block from here on (`unfold`)."""
    if unfold(table, rows) or cut_up(table, rows) or labels_parts(rows):
        return True
    inner = table.iter(*_PARTS)
    next(inner)
    if next(inner, None) is not None:
        return _data_rows(rows) < 2 or labels_parts(rows, most=True)
    if len(rows) > 4 or max(len(row.cells) for row in rows) < 2:
        return False
    if linked and any(is_menu(cell, introduced=False) for row in rows for cell in row.cells):
        return True
    if len(rows) == 1 and sum(map(bool, texts := list(map(_text, rows[0].cells)))) == 1 and names_part("".join(texts)):
        return True  # the bar of a part, beside the place of a button
    return len(rows) <= 2 and _data_rows(rows) < 2 and any(_is_prose(cell) for row in rows for cell in row.cells)


def join_labels(table: Element, rows: list[Row]) -> bool:
    """Whether a table of one column holds the labels of the table beside it, which scrolls: as many rows, and below
    its heads nothing but values. The labels are then the first cells of its rows."""
    if len(rows) < 2 or any(len(row.cells) != 1 for row in rows):
        return False
    beside = _table_beside(table)
    values = rows_of(beside) if beside is not None else []
    if len(values) != len(rows) or max(len(row.cells) for row in values) < 2:
        return False
    first = [_text(row.cells[0]) for row in values]
    heads = next((n for n, text in enumerate(first) if n and is_value(text)), 0)
    if not 0 < heads <= _MOST_HEADS or not all(not text or is_value(text) for text in first[heads:]):
        return False
    for label, row in zip(rows, values, strict=True):
        line = row.cells[0].getparent()
        if line is not None:
            line.insert(0, label.cells[0])
    return True


def _table_beside(table: Element) -> Element | None:
    """The table that follows with nothing between the two."""
    block = table
    while (after := block.getnext()) is None:
        parent = block.getparent()
        if parent is None or parent.tag != "div" or not blank(block.tail):
            return None
        block = parent
    found = next(after.iter("table"), None) if blank(block.tail) else None
    return found if found is not None and _text(found) == _text(after) else None


def _text(element: Element) -> str:
    return str(text_of(element)).strip()


def unwrap_cells(table: Element) -> None:
    """A mail or an old page may set each cell as a table of one cell: of a table of values, or that of a goal of
    2014-2016, these are cells."""
    inner = nested_tables(table)
    lone = [found for found in inner if _is_lone(found)]
    if len(lone) != len(inner):
        return
    texts = list(map(_text, lone))
    if sum(map(is_value, texts)) < _FEWEST_VALUES and not any(goal_opens(fold(text)) for text in texts):
        return
    for found in lone:
        for element in found.iter("table", "tbody", "tr", "td", "th"):
            element.tag = "div"


def prints_values(table: Element) -> bool:
    """Whether some cells of a table print values: it is no frame, whatever its attributes say, and no menu."""
    cells = (cell for cell in table.iter("td", "th") if len(text := _text(cell)) < _LONGEST_VALUE and is_value(text))
    return next(islice(cells, _FEWEST_VALUES - 1, None), None) is not None


def prints_rows(rows: Sequence[Row]) -> bool:
    """Whether rows of a table print values beside each other, or it is that of a goal of 2014-2016."""
    if any(goal_opens(fold(_text(row.cells[0]))) for row in rows[:-1]):
        return True
    beside = (
        sum(is_value(_text(cell)) for cell in row.cells if next(cell.iter("table"), None) is None) for row in rows
    )
    return len(rows) > 1 and max(beside) > 1


def _is_lone(table: Element) -> bool:
    cell = table.getparent()
    if cell is None or cell.tag not in ("td", "th") or len(cell) > 1 or not blank(cell.text) or not blank(table.tail):
        return False
    return len(list(table.iter("td", "th"))) == 1


def is_list(rows: list[Row]) -> bool:
    """Whether every row is a bullet and, beside it, the words of an item. Marks that differ (`●`, `○`) say something of
    their rows: a table."""
    if any(len(row.cells) != 2 for row in rows):
        return False
    bullets = {_text(row.cells[0]) for row in rows}
    same = len(bullets) == 1 or not bullets & _MARKS
    return same and bullets <= _BULLETS and all(_has_words(row.cells[1]) for row in rows)


def is_panel(item: Element) -> bool:
    """Whether a list item holds a part of the page and not a line of a list: a heading stands in it, it opens with the
    label of a part of the report in an element of its own, as most items of its list do (`Kaderstellende nota wonen
    opstellen` is an activity), or it is all of its list and holds a table."""
    for is_such in (_is_labelled, _is_opened):
        if is_such(item):
            beside = [*item.itersiblings("li"), *item.itersiblings("li", preceding=True)]
            return 2 * sum(map(is_such, beside)) >= len(beside)
    part = next(item.iter(*_PARTS), None)
    if part is None or part.tag != "table":
        return part is not None
    return len(item) > 1 and blank(item.text) and item.getnext() is None and item.getprevious() is None


def _is_labelled(item: Element) -> bool:
    """Whether an item opens with the label of a part and more than words of the same line follow."""
    if len(item) and item[0].tag in _PROSE and names_part((item.text or "").strip()):
        return True
    if len(item) < 2 or not blank(item.text) or not _opens_part(item[0]):
        return False
    return item[0].tag not in INLINE or item[1].tag not in INLINE


def _is_opened(item: Element) -> bool:
    """Whether an item is a link that leads nowhere, or a button, and below it what that opens."""
    if len(item) != 2 or not blank(item.text) or not blank(item[0].tail):
        return False
    opener, below = item
    leads_nowhere = opener.tag == "button" or (opener.get("href") or "").startswith("#")
    return opener.tag in ("a", "button") and leads_nowhere and below.tag in ("div", "section")


def _opens_part(first: Element) -> bool:
    """Whether what an item opens with stands apart as the label of a part: bold words may be a name in a list, where no
    block follows them or the list has no other item."""
    text = _text(first)
    if first.tag not in BOLD:
        return names_part(text) and blank(first.tail)
    if listed(fold(text)) is not None:
        return True
    item, below = first.getparent(), first.getnext()
    alone = item is None or (item.getnext() is None and item.getprevious() is None)
    return not alone and below is not None and below.tag not in INLINE and names_part(text) and blank(first.tail)


def _has_words(cell: Element) -> bool:
    return any(map(str.isalpha, str(text_of(cell))))


def write_list(table: Element, rows: list[Row]) -> None:
    """Make the table the list that it prints."""
    table.tag = "ul"
    for row in rows:
        bullet, words = row.cells
        parent = bullet.getparent()
        if parent is not None:
            parent.tag = "li"
            parent.remove(bullet)
        words.tag = "div"


def labels_parts(rows: list[Row], *, most: bool = False) -> bool:
    """Whether every row is the label of a part of the report and, beside it, that part; or a title above them. A lone
    row has a list beside its label. `most`: half of them may be other labels (`Risico's`). Rows of one cell over
    several columns each hold a label and, below it, that part; those of a goal of 2014-2016 are its table."""
    if len(rows) > 1 and all(len(row.cells) == 1 and row.cells[0].get("colspan") for row in rows):
        printed = [fold(_text(row.cells[0])) for row in rows]
        return any(map(names_part, printed[:-1])) and not any(map(goal_opens, printed))
    pairs = [row for row in rows if len(row.cells) == 2]
    if not pairs or any(len(row.cells) > 2 for row in rows):
        return False
    if len(pairs) == 1 and next(pairs[0].cells[1].iter("ul", "ol"), None) is None:
        return False
    names = [row.cells[0] for row in pairs]
    return label_parts(names) or (most and 2 * sum(label_parts([name]) for name in names) >= len(names))


def label_parts(names: Iterable[Element]) -> bool:
    """Whether each of `names` is the label of a part of the report."""
    return all(section(fold(str(text_of(name)))) is not None for name in names)


def nested_tables(table: Element) -> list[Element]:
    """The outermost tables inside `table`, in reading order."""
    found: list[Element] = []
    inside: set[Element] = set()
    for element in table.iter("table"):
        if element is not table and element not in inside:
            found.append(element)
            inside.update(element.iter("table"))
    return found


def nested_copies(table: Element) -> list[Element]:
    """The nested tables on their own: the text behind each is in the cell that holds it."""
    copies = [deepcopy(found) for found in nested_tables(table)]
    for copy in copies:
        copy.tail = None
    return copies


def _data_rows(rows: list[Row]) -> int:
    return sum(_printed_cells(row) >= 2 for row in rows)


def _printed_cells(row: Row) -> int:
    return sum(next(cell.iter(*_PARTS), None) is None and not blank(str(text_of(cell))) for cell in row.cells)


def _is_prose(cell: Element) -> bool:
    """Whether lists and paragraphs stand in a cell as on a page; a blank line may part these (`<br><br>`)."""
    lists = blocks = 0
    for element in cell.iter(*_PROSE, "br"):
        if element.tag in ("ul", "ol"):
            lists += 1
        elif element.tag == "br":
            after = element.getnext()
            blocks += after is not None and after.tag == "br" and blank(element.tail)
        elif next(element.iterchildren(*_PROSE), None) is None and not blank(str(text_of(element))):
            blocks += 1
    return lists >= 2 or blocks >= 3 or (lists >= 1 and blocks >= 2)
