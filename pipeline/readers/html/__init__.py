"""Any html page -> blocks in reading order. Structure and printed words decide; classes are at most a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from pipeline.model import Block, Document, Finding, Grid, Ignored, Item, Paragraph
from pipeline.readers.html.blocks import Writer
from pipeline.readers.html.elements import shown
from pipeline.readers.html.held import held_markup
from pipeline.readers.html.lists.numbered import with_numbered_lists
from pipeline.readers.html.marks import Marks, marks_of
from pipeline.readers.html.page_copies import without_copy
from pipeline.readers.html.paper_lines import with_whole_paragraphs
from pipeline.readers.html.site.menu_run import is_left_out
from pipeline.readers.html.site.site_lines import without_paper
from pipeline.readers.html.site.stamps import with_whole_stamp
from pipeline.readers.html.site.tab_strips import has_names_together, name_panels
from pipeline.readers.html.site.told_trails import MAY_BE_TOLD, told_trail
from pipeline.readers.html.tables.amount_cards import with_amount_cards
from pipeline.readers.html.tables.head_columns import with_head_columns
from pipeline.readers.html.tables.held_values import untold_values
from pipeline.readers.html.tables.loose_tables import has_loose_heads, write_tables
from pipeline.readers.html.tables.unmarked_tables import with_unmarked_tables
from pipeline.readers.html.tree import Tree, parse
from pipeline.readers.html.walk import Walk
from pipeline.readers.place_lines import crumbs_of
from pipeline.readers.table_labels import place_key
from pipeline.readers.text import FEWEST_OF_ROW, rows_of_numbers
from pipeline.readers.text.crumb_lines import with_breadcrumb, with_document_line

Element = etree._Element
_SHOWN_MARKUP = (b"&lt;/", b"<plaintext", b"<PLAINTEXT", b"<xmp", b"<listing")  # only these make tags readable
_CLOSING_TAG = re.compile(r"</(?:t[dhr]|table|p|div|li|ul|h[1-6])\s*>", re.IGNORECASE)
# what a browser, or SingleFile, writes above a page that it saves
_SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://\S+)")
_BEHIND_NUMBERS = frozenset("0123456789%)*-–|+=\u2500\u2502\u2518\u255d\u2524")
_FRONT = 2_000  # characters


def read_markup(text: str, utf8: bytes | None = None, *, held: bool = False) -> Document:
    """The document that `text` (`utf8`: the same as bytes) prints: headings, paragraphs, items and grids in reading
    order; menus, cookie bars, breadcrumbs, stamps and hidden text as Ignored with a reason. Never fails on markup.

    A page that prints nothing itself may hold its report as a string, which is then read (`held`).

    Findings: HIDDEN_TABLE, PAGE_COPY, PAGE_HELD, VALUE_HELD, TABLE_LOST, BAD_CHAR and MARKUP_IN_TEXT. Raises
    PageRefused TOO_DEEP and TOO_LARGE (INTEGRITY rows 18-27).
    """
    tree, marks = _parsed(text, utf8)
    if tree.root is None or marks is None:
        return Document((), reader=tree.reader, findings=tree.findings)
    untold = untold_values(tree.root) if marks.held else ()
    writer = _written(tree.root, marks)
    if not marks.tabs and has_names_together(writer.blocks):
        writer = _with_tabs(text, utf8) or writer
    if not held and (found := held_markup(tree.root, writer.blocks)) is not None:
        return _read_held(tree.root, *found, writer.breadcrumb)
    if has_loose_heads(writer.blocks):
        writer = _with_loose_tables(text, utf8) or writer
    swallowed = (marks.swallowed,) if marks.swallowed else ()
    told = (*tree.findings, *swallowed, *writer.findings, *untold)
    return _document(text, tree, tree.root, writer, told)


def _document(text: str, tree: Tree, root: Element, writer: Writer, told: Sequence[Finding]) -> Document:
    """What was written, as a document: its blocks put together over the borders of elements, its names, what is told
    of it."""
    title, canonical, place = _named(root)
    blocks, joined = with_whole_paragraphs(without_paper(writer.blocks, title))
    blocks, breadcrumb = _with_crumbs(blocks, writer.breadcrumb, tree.markup, root)
    blocks, copied = without_copy(with_head_columns(with_whole_stamp(blocks)))
    blocks, rebuilt = with_unmarked_tables(with_numbered_lists(with_amount_cards(blocks)))
    lost = rows_of_numbers(blocks) if sum(map(_ends_in_number, blocks)) >= FEWEST_OF_ROW else []
    saved = _SAVED.search(text, 0, _FRONT) if canonical is None else None
    return Document(
        blocks=tuple(blocks),
        title=title,
        canonical=saved[1] if saved else canonical,
        breadcrumb=(*place, *breadcrumb),
        reader=tree.reader,
        findings=(*told, *joined, *copied, *rebuilt, *lost, *_markup_in_text(tree.markup, blocks)),
    )


def _with_crumbs(
    blocks: Sequence[Block], found: tuple[str, ...], markup: bytes, root: Element
) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks without the lines that say where the page hangs, and that: as `found` in the markup, else printed in
    lines, else told to search engines."""
    if found:
        return with_document_line(blocks, found)
    rest, breadcrumb = with_breadcrumb(blocks)
    if not breadcrumb and MAY_BE_TOLD(markup):
        breadcrumb = told_trail(root)
    return rest, breadcrumb


def _ends_in_number(block: Block) -> int:
    """How many lines of a block may end in a number, or in what is drawn around some."""
    if type(block) is not Paragraph and type(block) is not Item:
        return 0
    if "\n" not in block.text:
        return block.text[-1:] in _BEHIND_NUMBERS
    return sum(line[-1:] in _BEHIND_NUMBERS for line in block.text.split("\n"))


def _read_held(root: Element, markup: str, told: Finding, breadcrumb: tuple[str, ...]) -> Document:
    """The document that the markup in a page prints, below the title and the address of that page."""
    document = read_markup(markup, held=True)
    title, canonical, _ = _named(root)
    return replace(
        document,
        title=title or document.title,
        canonical=canonical or document.canonical,
        breadcrumb=document.breadcrumb or breadcrumb,
        findings=(told, *document.findings),
    )


def _written(root: Element, marks: Marks) -> Writer:
    writer = Writer()
    Walk(writer, marks, root).run()
    return writer


def _with_loose_tables(text: str, utf8: bytes | None) -> Writer | None:
    """What a second tree of the page gives with its loose tables written out, None where none is: the walk takes the
    first one apart."""
    tree = parse(text, utf8)
    if tree.root is None:
        return None
    marks = marks_of(tree, tree.root)
    return _written(tree.root, marks) if write_tables(tree.root) else None


def _with_tabs(text: str, utf8: bytes | None) -> Writer | None:
    """What a second tree gives with the panels of its tabs named, None where it has none."""
    tree = parse(text, utf8)
    if tree.root is None or not name_panels(tree.root):
        return None
    return _written(tree.root, marks_of(tree, tree.root))


def _parsed(text: str, utf8: bytes | None) -> tuple[Tree, Marks | None]:
    """The tree without the run of links in its great menu, if that is left out by its text: 11 % less time for a page
    as the sites send it, 20 % for one that is mostly menu. The whole tree otherwise."""
    tree = parse(text, utf8, whole=False)
    marks = marks_of(tree, tree.root) if tree.root is not None else None
    if marks is None or tree.run is None or is_left_out(tree.run, marks.menu, marks.site):
        return tree, marks
    tree = parse(text, utf8)
    return tree, marks_of(tree, tree.root) if tree.root is not None else None


def _markup_in_text(markup: bytes, blocks: Sequence[Block]) -> Iterator[Finding]:
    """A page that prints its own tags hides headings and tables in its text (INTEGRITY rows 16 and 25)."""
    tagged = [
        (number, block)
        for number, block in enumerate(blocks, 1)
        if not isinstance(block, (Grid, Ignored)) and "</" in block.text
    ]
    for number, block in tagged:
        if (found := _CLOSING_TAG.search(block.text)) and any(mark in markup for mark in _SHOWN_MARKUP):
            message = "tags stand in the text of the page: what they mark was read as text only"
            shown_text = block.text[max(0, found.start() - 60) : found.end()]
            yield Finding("warning", "MARKUP_IN_TEXT", message, f"block {number}", shown_text, "no tags in text")
            return


def _named(root: Element) -> tuple[str | None, str | None, tuple[str, ...]]:
    """What the page says it is: its title, its canonical address, and crumbs of its place (`<meta name="domein">`)."""
    told = list(root.iter("title", "link", "meta"))
    titles = (shown(title) for title in told if title.tag == "title")
    metas = ((meta.get("name") or "", meta.get("content") or "") for meta in told if meta.tag == "meta")
    place = (crumb for name, value in metas if place_key(name) for crumb in crumbs_of(name, value))
    return next(titles, None) or None, _canonical(told), tuple(place)


def _canonical(told: Sequence[Element]) -> str | None:
    for link in told:
        if link.tag == "link" and "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return str(link.get("href")).strip()
    for meta in told:
        if meta.tag == "meta" and (meta.get("property") or meta.get("name")) == "og:url" and meta.get("content"):
            return str(meta.get("content")).strip()
    return None
