"""Policy documents that are no table: one line each, or a title above what describes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ...dutch.dates import MONTH
from ...model import Block, Grid, Heading, Ignored, Item, Paragraph, Section
from ..lines import tidy
from ..themes import speaks
from .words import GROUPS, HEADS, UNTIL, Document, is_head, is_prose, names_nothing, role_of

# `Nota A (2018), Nota B (2020) en de Nota C (2021)`
_SEVERAL = re.compile(r"(?<=\d{4}\))(?:[,;]|,?\s+en(?: de| het)?)\s+(?=[A-ZÀ-Þ])")
_PARTED = re.compile(r"(?<=[\w)]);\s+(?=[A-ZÀ-Þ])")  # `Nota A; Nota B`
# A line that says when the document before it was established: `Vastgesteld: 12-02-2024`, `12 februari 2024`, `2022`.
ONLY_ESTABLISHED = re.compile(
    r"(?:(?:vastgesteld|vaststelling)\b[^\d:]{0,40}:?\s*)?(?P<when>(?:(?:(?:gemeente)?raad|college)\s+)?"
    rf"(?:\d{{1,2}}[ -](?:\d{{1,2}}|{MONTH})[ -]|(?:{MONTH}) )?(?:19|20)\d{{2}})\.?",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[\w).])\s*(?=Vastgesteld\s*:)|(?<=[a-z0-9)])(?=Vastgesteld\b)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST_BLANKS = 3  # of a sentence below the name that an item opens with
_LONGEST_KEY = 30
_MOST_OF_HEADS = 5  # words


class _Line(NamedTuple):
    """A line that may be the name of a document or speak of the one before it. `strong` is a heading or bold, `plain`
    a line of running text, or of an item below its first."""

    block_no: int
    text: str
    strong: bool
    plain: bool


def from_lines(section: Section) -> Iterator[Document]:
    """Names; a line with nothing but a date belongs to the name above it, and so does a sentence behind the date, below
    a name that is a heading or bold, or behind `Toelichting`."""
    document: Document | None = None
    strong = awaited = False
    year: str | None = None  # above the documents of that year, where the first line is one
    for line in _lines(section):
        if _YEAR.fullmatch(line.text) and (year or document is None):
            if document:
                yield document
            document, year = None, line.text
            continue
        if document and UNTIL.fullmatch(line.text):
            document = replace(document, description=document.description or line.text)
            continue
        if document and document.established is None and (found := ONLY_ESTABLISHED.fullmatch(line.text)):
            document = replace(document, established=found["when"].strip())
            continue
        role, value = _key(line.text)
        if role == "description" and not value:
            awaited = True
        elif document and (awaited or role == "description" or _describes(line, document, strong)):
            text = value if role == "description" else line.text
            said = [document.description, text] if document.description else [text]
            document, awaited = replace(document, description="\n".join(filter(None, said))), False
        else:
            if document:
                yield document
            title = value if role == "title" and value else line.text
            document, strong, awaited = Document(title, year, None, line.block_no), line.strong, False
    if document:
        yield document


def _describes(line: _Line, document: Document, strong: bool) -> bool:
    """Whether a line is what a page says of the document above it."""
    if document.established and document.description is None and is_prose(line.text):
        return True
    below_name = strong or line.block_no == document.block_no
    return line.plain and below_name and (is_prose(line.text) or speaks(line.text))


def _key(text: str) -> tuple[str | None, str]:
    """What a line says by the word it opens with (`Toelichting: de visie geeft richting`), and what stands behind."""
    key, colon, value = text.partition(":")
    if len(key) > _LONGEST_KEY or (not colon and key.endswith(".")):
        return None, ""
    if role_of(key) == "description":
        return "description", value.strip()
    return ("title", value.strip()) if colon and HEADS["title"].fullmatch(key) else (None, "")


def _lines(section: Section) -> Iterator[_Line]:
    listed = section.goal_id is None and any(isinstance(block, Item) for _, block in section.blocks)
    for no, block in section.blocks:
        if isinstance(block, (Grid, Ignored)) or (listed and not isinstance(block, Item)):
            continue  # on a page of a programme other text may follow the list
        text = _SEVERAL.sub("\n", tidy(block.text))
        if ";" in text and not is_prose(text):
            text = _PARTED.sub("\n", text)
        if "Vastgesteld" in text:
            text = _GLUED.sub("\n", text)
        bold = _bold(block)
        for place, line in enumerate(text.split("\n")):
            name = line.lstrip("•·- ")
            if names_nothing(name) or (not ONLY_ESTABLISHED.fullmatch(name) and _is_head(name.rstrip(":"))):
                continue
            if not isinstance(block, Item) and GROUPS.fullmatch(name.rstrip(":")):
                continue
            strong = isinstance(block, Heading) or (line in bold and line[-1] != ":")
            below = isinstance(block, Item) and place > 0 and is_prose(line) and line.count(" ") >= _FEWEST_BLANKS
            yield _Line(no, name, strong, below or (isinstance(block, Paragraph) and not strong))


def _is_head(line: str) -> bool:
    """Whether a line is the head of a column of documents, or of two (`Beleidsdocument Vastgesteld`)."""
    words = line.split()
    if len(words) > _MOST_OF_HEADS:
        return False
    pairs = ([" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words)))
    return is_head([line]) or any(map(is_head, pairs))


def _bold(block: Block) -> list[str]:
    return tidy(block.lead).split("\n") if isinstance(block, Paragraph) and block.lead else []
