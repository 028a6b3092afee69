"""What a page is: goal, ambition, programme, finance, deviations, indicators, navigation or other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.model import Grid, Heading, PageKind, Paragraph
from pipeline.page.labels import Label, find_label
from pipeline.page.titles import Numbered, first_line

_SENTENCE = 60
_SENTENCE_END = re.compile(r"[a-z)][.…;](?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Kind:
    kind: PageKind
    slug: re.Pattern[str] | None
    title: re.Pattern[str] | None
    table: re.Pattern[str] | None


@cache
def _kinds() -> tuple[_Kind, ...]:
    rows = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text("utf-8"))["kind"]
    places = ("slug", "title", "table")
    return tuple(
        _Kind(row["kind"], *(re.compile(row[place], re.IGNORECASE) if place in row else None for place in places))
        for row in rows
    )


def _edge_texts(content: Sequence[Numbered]) -> Iterator[str]:
    for _, block in content:
        if isinstance(block, Grid) and not block.hidden and block.rows:
            yield from (cell.text for cell in block.rows[0])
            yield from (row[0].text for row in block.rows[1:] if row)
            if block.caption:
                yield block.caption


def _is_navigation(content: Sequence[Numbered]) -> bool:
    """Next to no text: no table, no sentence, no line longer than a link."""
    texts = [block.text for _, block in content if not isinstance(block, Grid)]
    if len(texts) < len(content):
        return False
    return not any(len(text) > _SENTENCE or _SENTENCE_END.search(text) for text in texts)


def find_kind(slug: str | None, titles: Sequence[str], content: Sequence[Numbered]) -> PageKind:
    """The kind of a page that is no goal's, ambition's or programme's. `titles` are its title and breadcrumb. A
    table of lasten and baten makes a programme's page a finance page (begroting-2017 p8081)."""
    edges = tuple(_edge_texts(content))
    for row in _kinds():
        if slug and row.slug and row.slug.search(slug):
            return row.kind
        if row.title and any(row.title.search(text) for text in titles):
            return row.kind
        if row.table and any(row.table.search(text) for text in edges):
            return row.kind
    labels = tuple(labels_on(content))
    if any(label.kind == "deviations" for label in labels):
        return "deviations"
    labelled = any(not label.prose for label in labels)
    return "navigation" if not labelled and _is_navigation(content) else "other"


def labels_on(content: Sequence[Numbered]) -> Iterator[Label]:
    """The known labels that a heading or a paragraph opens with, in order."""
    for _, block in content:
        if isinstance(block, (Heading, Paragraph)) and (label := find_label(first_line(block.text)[0])):
            yield label
