"""Policy documents that a page prints twice: in a table, and once more on cards or in a list for small screens."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from ...dutch.printed import letters
from ...model import Finding
from .lines import ONLY_ESTABLISHED
from .words import Document

_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*[.;]?\Z")
_FILE = re.compile(r"(?:pdf|docx?)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


class Linked(NamedTuple):
    """A document and where its link leads."""

    document: Document
    link: str | None


def joined(documents: Iterable[Linked]) -> tuple[list[Linked], list[Finding]]:
    """The documents of a section, each once with what all its prints say of it. The same title with another year, link
    or description, or in another row of the same table, is another document. TABLE_COPY (info) tells where the first
    document stands again."""
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
    return Linked(document, first.link or second.link)
