"""A breadcrumb that is no more than lines above the title: `Domeinen`, `Sociaal domein`, `Begroting 2021`."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Block, Grid, Heading, Ignored, Item, Paragraph
from pipeline.readers.table_labels import document, domain, fold, navigation, old_programme
from pipeline.readers.text import name_lines, take_breadcrumb

_OPENING = 7  # blocks: five names at most, and what follows them


def with_breadcrumb(blocks: Sequence[Block]) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks of an html page and its breadcrumb, where short paragraphs or items above the title, or the name of
    the document, of a domain or of a programme of 2014 as a heading, are one by the rules of a text export (formats
    2020-2026 section 2). A table below them counts by its first cell: `Jaarverslag 2016` above the table of a first
    goal."""
    opening: list[tuple[int, str, bool]] = []
    below: list[str] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Ignored):
            continue
        if isinstance(block, Grid):
            below = [text for cell in block.rows[0][:1] if (text := cell.text.strip())] if block.rows else []
        if not isinstance(block, (Paragraph, Heading, Item)) or len(opening) == _OPENING:
            break
        opening.append((place, block.text, isinstance(block, Heading)))
    crumbs, ignored, rest = take_breadcrumb([*(text for _, text, _ in opening), *below])
    taken = opening[: len(opening) + len(below) - len(rest)]
    if not crumbs or len(rest) < len(below) or any(heading and not _may_be_heading(text) for _, text, heading in taken):
        return list(blocks), ()
    kept = list(blocks)
    for place, text, _ in reversed(taken):
        lines = set(name_lines(text))
        kept[place : place + 1] = [name for name in ignored if isinstance(name, Ignored) and name.text in lines]
    return kept, crumbs


def _may_be_heading(text: str) -> bool:
    return any(known(fold(text)) for known in (document, old_programme, domain))


def with_document_line(blocks: Sequence[Block], breadcrumb: tuple[str, ...]) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks of an html page with a breadcrumb of its own, and that breadcrumb with the name of the document above
    it where that stands as text above the title (`Jaarstukken 2020`, `portal`)."""
    place = next((place for place, block in enumerate(blocks) if not isinstance(block, Ignored)), None)
    first = blocks[place] if place is not None else None
    if place is None or not isinstance(first, Paragraph):
        return list(blocks), breadcrumb
    lines = name_lines(first.text)
    if not document(lines[0]) or not all(document(line) or navigation(line) for line in lines):
        return list(blocks), breadcrumb
    ignored = [Ignored(line, "breadcrumb" if document(line) else "navigation") for line in lines]
    return [*blocks[:place], *ignored, *blocks[place + 1 :]], (*filter(document, lines), *breadcrumb)
