"""What a page is: goal, ambition, programme, finance, deviations, indicators, navigation or other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pipeline.contents import Contents, Numbered
from pipeline.model import Grid, Heading, PageKind, Paragraph
from pipeline.page.labels import Label, opening_label

_SENTENCE = 60
_SENTENCE_END = re.compile(r"[a-z)][.…;](?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Kind:
    kind: PageKind
    slug: re.Pattern[str] | None
    title: re.Pattern[str] | None
    table: re.Pattern[str] | None


_TABLE = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text("utf-8"))
_PARTS_OF_SITE = re.compile(_TABLE["parts_of_site"], re.IGNORECASE)


@cache
def _kinds() -> tuple[_Kind, ...]:
    places = ("slug", "title", "table")
    return tuple(
        _Kind(row["kind"], *(re.compile(row[place], re.IGNORECASE) if place in row else None for place in places))
        for row in _TABLE["kind"]
    )


def is_part_of_site(crumb: str) -> bool:
    """Whether a name in a breadcrumb is that of a part that every publication has (`Paragrafen`)."""
    return _PARTS_OF_SITE.fullmatch(crumb.strip()) is not None


def _edge_texts(grids: Sequence[tuple[int, Grid]]) -> Iterator[str]:
    for _, grid in grids:
        if not grid.hidden and grid.rows:
            titled = grid.rows[0][0].column_span >= len(grid.rows[0])  # the heads stand below a title
            yield from (cell.text for row in grid.rows[: 1 + titled] for cell in row)
            yield from (row[0].text for row in grid.rows[1:] if row)
            if grid.caption:
                yield grid.caption


def _is_navigation(content: Contents) -> bool:
    """Next to no text: no table, no sentence, no amount, no line longer than a link."""
    if content.grids:
        return False
    texts = [block.text for _, block in content.texts]
    return not any(len(text) > _SENTENCE or "€" in text or _SENTENCE_END.search(text) for text in texts)


@lru_cache(maxsize=4096)  # heads and row labels are the same on hundreds of pages
def _table_kinds(edge: str) -> tuple[PageKind, ...]:
    """The kinds that a text at the edge of a table speaks for."""
    return tuple(row.kind for row in _kinds() if row.table and row.table.search(edge))


def find_kind(slug: str | None, titles: Sequence[str], content: Contents) -> PageKind:
    """The kind of a page that is no goal's, ambition's or programme's. `titles` are its title and breadcrumb. A
    table of lasten and baten makes a programme's page a finance page (begroting-2017 p8081)."""
    edges = {kind for text in _edge_texts(content.grids) for kind in _table_kinds(text)}
    for row in _kinds():
        if slug and row.slug and row.slug.search(slug):
            return row.kind
        if row.title and any(row.title.search(text) for text in titles):
            return row.kind
        if row.kind in edges:
            return row.kind
    labels = tuple(labels_on(content.texts))
    if any(label.kind == "deviations" for label in labels):
        return "deviations"
    labelled = any(not label.prose for label in labels)
    return "navigation" if not labelled and _is_navigation(content) else "other"


def labels_on(content: Sequence[Numbered]) -> Iterator[Label]:
    """The known labels that a heading or a paragraph opens with, in order."""
    for _, block in content:
        if isinstance(block, (Heading, Paragraph)) and (label := opening_label(block.text)):
            yield label
