"""Any html page -> blocks in reading order. Structure and printed words decide; classes are at most a hint."""

from __future__ import annotations

from lxml import etree

from pipeline.model import Document
from pipeline.readers.blocks import Writer
from pipeline.readers.furniture import shown
from pipeline.readers.html_tree import parse
from pipeline.readers.marks import marks_of
from pipeline.readers.walk import Walk

Element = etree._Element


def read_html(text: str) -> Document:
    """The document that `text` prints: headings, paragraphs, items and grids in reading order; menus, cookie bars,
    breadcrumbs, stamps and hidden text as Ignored with a reason. Never fails on markup.

    Findings: HIDDEN_TABLE and BAD_CHAR. Raises PageRefused TOO_DEEP and TOO_LARGE (INTEGRITY rows 18-27).
    """
    tree = parse(text)
    if tree.root is None:
        return Document((), reader=tree.reader, findings=tree.findings)
    writer = Writer(stamped=b"gebouwd op" in tree.markup)
    Walk(writer, marks_of(tree), tree.root).run()
    return Document(
        blocks=tuple(writer.blocks),
        title=_title(tree.root),
        canonical=_canonical(tree.root),
        breadcrumb=writer.breadcrumb,
        reader=tree.reader,
        findings=(*tree.findings, *writer.findings),
    )


def _title(root: Element) -> str | None:
    title = next(root.iter("title"), None)
    return (shown(title) or None) if title is not None else None


def _canonical(root: Element) -> str | None:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (address := link.get("href")):
            return str(address).strip()
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name")) == "og:url" and (address := meta.get("content")):
            return str(address).strip()
    return None
