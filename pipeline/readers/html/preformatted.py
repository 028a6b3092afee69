"""Text in `<pre>`, whose lines and blanks count: tables of columns that stand below each other, lines, paragraphs."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.dutch.streefdoel import is_streefdoel_table
from pipeline.readers.columns import RULE, is_alone, rows_of, whole_goal_rows
from pipeline.readers.html.cells import INLINE

Element = etree._Element
_BULLET_INSIDE = re.compile(r"(?<=\S) +(?=• \S)")


def write_lines(root: Element) -> None:
    """Write every `pre` under `root` out in place, as the paragraphs and tables that it prints."""
    for element in list(root.iter("pre")):
        inner = [child.tag for child in element.iterdescendants()]
        if not INLINE.union(("code",)).issuperset(inner) or next(element.iterancestors("td", "th"), None) is not None:
            continue
        text = "".join(map(str, element.itertext())) if "br" not in inner else ""
        del element[:]
        element.tag, element.text = "div", None
        for paragraph in re.split(r"\n[ \t\xa0]*\n", text.replace("\r", "").replace("\xa0", " ")):
            lines = [line.rstrip() for line in paragraph.split("\n")]
            _write(element, [line for line in lines if line and not RULE.fullmatch(line)])


def _write(parent: Element, lines: list[str]) -> None:
    """A paragraph of lines, without the rules drawn between them: those in front of its table, if it holds one, and the
    table. A goal of 2014-2016 is a table with its title, its sentence and its labels over all columns."""
    rows = rows_of(lines)
    is_goal = bool(rows) and is_streefdoel_table(rows)
    if is_goal and not any("\t" in line for line in lines):
        rows = list(whole_goal_rows(rows))
    title = 0
    while not is_goal and title < len(rows) and is_alone(rows[title]):
        title += 1
    if above := lines[: title if rows else len(lines)]:
        _add_lines(etree.SubElement(parent, "p"), above)
    if rows:
        table = etree.SubElement(parent, "table")
        for row in rows[title:]:
            line = etree.SubElement(table, "tr")
            for text in row[:1] if is_goal and is_alone(row) else row:
                _add_lines(etree.SubElement(line, "td"), _BULLET_INSIDE.sub("\n", text).split("\n"))
            if len(line) < len(row):
                line[0].set("colspan", str(len(row)))


def _add_lines(element: Element, lines: list[str]) -> None:
    element.text = lines[0]
    for more in lines[1:]:
        etree.SubElement(element, "br").tail = more
