"""Text in `<pre>`, whose lines and blanks count: tables of columns that stand below each other, lines, paragraphs."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.readers.columns import RULE, rows_of
from pipeline.readers.html.cells import INLINE

Element = etree._Element


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
    table."""
    rows = rows_of(lines)
    title = 0
    while title < len(rows) and sum(map(bool, rows[title])) == 1 and rows[title][0]:
        title += 1
    if text := lines[: title if rows else len(lines)]:
        paragraph = etree.SubElement(parent, "p")
        paragraph.text = text[0]
        for more in text[1:]:
            etree.SubElement(paragraph, "br").tail = more
    if rows:
        table = etree.SubElement(parent, "table")
        for row in rows[title:]:
            line = etree.SubElement(table, "tr")
            for cell in row:
                etree.SubElement(line, "td").text = cell
