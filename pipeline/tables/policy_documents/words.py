"""What policy documents are printed with: the words of their heads, dates and descriptions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ...model import record
from ..lines import is_nothing


@record
class Document:
    """A document as printed; `cells` are row and column of those it was read from."""

    title: str
    established: str | None
    description: str | None
    block_no: int
    cells: tuple[tuple[int, int], ...] = ()


HEADS = {
    role: re.compile("|".join(heads), re.IGNORECASE)
    for role, heads in tomllib.loads(Path(__file__).with_name("heads.toml").read_text("utf-8")).items()
}
ACTION, UNTIL = HEADS.pop("action"), HEADS.pop("until")
_ACTION_BEHIND = re.compile(rf"(?<=[\w)])\s+(?:{ACTION.pattern})\Z", re.IGNORECASE)
GROUPS = HEADS.pop("group")
"""Titles that sort the documents below them."""
_SOURCE = re.compile(r"bron(?:nen)?:.*", re.IGNORECASE)


def names_nothing(text: str) -> bool:
    """Whether a text says that there is no document, or where the words come from."""
    return (
        is_nothing(text) or _SOURCE.fullmatch(text) is not None or ACTION.fullmatch(text.partition(" (")[0]) is not None
    )


def without_action(title: str) -> str:
    """A title without what the link behind it says of itself (`Download`)."""
    return _ACTION_BEHIND.sub("", title)


@lru_cache(maxsize=1024)  # the same few on all pages of a publication
def role_of(head: str) -> str | None:
    """What documents have below this head, behind their titles."""
    return next((role for role, pattern in HEADS.items() if role != "title" and pattern.fullmatch(head)), None)


def is_head(filled: Sequence[str]) -> bool:
    """Names of columns: what is established is a document, and what documents have."""
    if len(filled) == 1 and role_of(filled[0]) == "established":
        return True
    titles = [text for text in filled if names_title(text)]
    return len(titles) == 1 and all(role_of(text) for text in filled if text != titles[0])


def names_title(head: str) -> bool:
    """Whether the titles of documents stand below this head."""
    return HEADS["title"].fullmatch(head) is not None


def is_prose(text: str) -> bool:
    """Whether a text describes and names nothing."""
    return len(text) > 120 or text.endswith((".", "…"))
