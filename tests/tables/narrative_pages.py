"""Hand-built pages for the tests of the narrative tables."""

from __future__ import annotations

from pipeline.model import (
    Block,
    Cell,
    Document,
    GoalRef,
    Grid,
    Heading,
    Item,
    Page,
    Paragraph,
    Publication,
    Section,
    SectionKind,
    Source,
)

GOAL = "zwolle-jaarstukken-2024/1.2.3"


def grid(
    *rows: tuple[str, ...], uncertain: tuple[int, ...] = (), caption: str | None = None, hidden: bool = False
) -> Grid:
    """A table of single cells; a row shorter than the widest has one cell over what is left."""
    width = max(map(len, rows))
    placed = []
    for row_no, row in enumerate(rows, 1):
        cells = [Cell(text, row_no, column) for column, text in enumerate(row, 1)]
        if len(cells) < width:
            last = cells.pop()
            cells += [Cell(last.text, row_no, last.column, 1, width - last.column + 1)] * (width - last.column + 1)
        placed.append(tuple(cells))
    return Grid(tuple(placed), caption=caption, uncertain=frozenset(uncertain), hidden=hidden)


def page(
    *parts: tuple[SectionKind, str | None, list[Block | str]],
    goals: tuple[GoalRef, ...] | None = None,
    goal_id: str | None = GOAL,
    origin: int | None = None,
) -> Page:
    """A page of (kind, heading, blocks) sections; a string is a paragraph, `• text` an item, two blanks a level."""
    document: list[Block] = []
    sections = []
    for seq, (kind, heading, blocks) in enumerate(parts, 1):
        heading_no = None
        if heading is not None:
            document.append(Heading(heading, 2))
            heading_no = len(document)
        numbered = []
        for block in blocks:
            document.append(_block(block) if isinstance(block, str) else block)
            numbered.append((len(document), document[-1]))
        path = (heading,) if heading else ()
        sections.append(Section(seq, kind, heading, path, tuple(numbered), heading_no, goal_id, origin))
    if goals is None:
        goals = (GoalRef(GOAL, "1.2.3", "Ondersteuning", "We ondersteunen inwoners", 1),)
    return Page(
        "zwolle-jaarstukken-2024/p1",
        Publication("zwolle-jaarstukken-2024", "zwolle", "jaarstukken", 2024),
        Source("p1.html", b"", "0" * 64, "html"),
        Document(tuple(document)),
        "goal",
        goals=goals,
        sections=tuple(sections),
    )


def _block(text: str) -> Block:
    bare = text.lstrip(" ")
    if bare.startswith("• "):
        return Item(bare[2:], 1 + (len(text) - len(bare)) // 2)
    return Paragraph(text)
