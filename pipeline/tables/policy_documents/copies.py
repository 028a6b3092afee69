"""Policy documents that a page prints twice: in a table, and once more on cards or in a list for small screens."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from ...dutch.printed import letters
from ...model import Block, Finding, Heading, Paragraph, Section
from .lines import ONLY_ESTABLISHED
from .words import Document, is_head, role_of

_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*[.;]?\Z")
_FILE = re.compile(r"(?:pdf|docx?)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


class Linked(NamedTuple):
    """A document, where its link leads, the heading inside the section that it stands below, and the markup that it
    is printed in."""

    document: Document
    link: str | None
    below: str | None = None
    form: str = ""


def below_headings(section: Section) -> dict[int, str]:
    """The heading inside the section that each block below one stands below; a heading alone may be a document."""
    below: dict[int, str] = {}
    heading: str | None = None
    for block_no, block in section.blocks:
        if named := _heading(block):
            heading = named
        elif heading:
            below[block_no] = heading
    return below


def _heading(block: Block) -> str | None:
    if not isinstance(block, (Heading, Paragraph)):
        return None
    if isinstance(block, Paragraph) and block.lead != block.text and not block.text.endswith(":"):
        return None
    key = block.text.strip().rstrip(":")
    return None if is_head([key]) or role_of(key) else letters(key)


def joined(documents: Iterable[Linked]) -> tuple[list[Linked], list[Finding]]:
    """The documents of a section, each once with what all its prints say of it. The same title with another year, link
    or description, in another row of the same table or below another heading, is another document; but what stands in a
    table and once more on cards or in a list is one, whatever is printed over them. TABLE_COPY (info) tells
    where the first document stands again."""
    kept: list[Linked] = []
    places: dict[str, list[int]] = {}
    findings: list[Finding] = []
    for linked in documents:
        same = places.setdefault(letters(_bare(linked.document.title)), [])
        place = next((place for place in same if _agree(kept[place], linked)), None)
        if place is None:
            same.append(len(kept))
            kept.append(linked)
            continue
        kept[place] = _both(kept[place], linked)
        if not findings:
            message = "policy documents of the section, printed once more, are recorded once"
            location, title = f"block {linked.document.block_no}", linked.document.title[:80]
            findings.append(Finding("info", "TABLE_COPY", message, location, title, "each document once"))
    return kept, findings


def _bare(title: str) -> str:
    """A title without the brackets that hold when it was established, or its file: other brackets tell it apart."""
    behind = _BRACKETS.search(title)
    return (
        title[: behind.start()]
        if behind and (ONLY_ESTABLISHED.fullmatch(behind[1]) or _FILE.match(behind[1]))
        else title
    )


def _agree(first: Linked, second: Linked) -> bool:
    one, other = first.document, second.document
    elsewhere = first.below and second.below and first.below != second.below
    if elsewhere and first.form == second.form:
        return False
    if one.block_no == other.block_no or (first.link and second.link and first.link != second.link):
        return False
    years, said = (_years(one), _years(other)), (letters(one.description or ""), letters(other.description or ""))
    return (not all(years) or years[0] == years[1]) and (said[0].startswith(said[1]) or said[1].startswith(said[0]))


def _years(document: Document) -> set[str]:
    behind = _BRACKETS.search(document.title)
    return set(_YEAR.findall(document.established or (behind[0] if behind else "")))


def _both(first: Linked, second: Linked) -> Linked:
    one, other = first.document, second.document
    document = replace(
        one,
        established=one.established or other.established,
        description=one.description or other.description,
    )
    return Linked(document, first.link or second.link, first.below or second.below, first.form)
