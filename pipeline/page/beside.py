"""What stands below the report on a goal's own page: the other goals of the site, and whom to ask. The lines are
those of beside.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from pipeline.contents import Numbered
from pipeline.dutch.codes import find_doel, split_doelen
from pipeline.model import Grid
from pipeline.page.labels import opening_label

_MOST = 60  # blocks
_FEWEST_GOALS = 2
_LONGEST = 200  # characters of a line
_LONGEST_NAME = 60
_TABLE: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_MORE, _OF_GOALS, _QUESTIONS, _ASKING, _CONTACT = (
    re.compile("|".join(f"(?:{pattern})" for pattern in _TABLE[key]), re.IGNORECASE)
    for key in ("more", "of_goals", "questions", "asking", "contact")
)


def begins_beside(content: Sequence[Numbered], code: str, title_block: int) -> int | None:
    """The number of the block below `title_block` from which on the page of goal `code` prints nothing but links to
    other goals, or how to reach the municipality; None where its report goes on to the end."""
    start: int | None = None
    goals: set[str] = set()
    below: int | None = None
    names, contact = 0, False
    for number, block in reversed(content[-_MOST:]):
        if number <= title_block or isinstance(block, Grid) or not 0 < len(text := block.text.strip()) <= _LONGEST:
            break
        listed = _goals_in(text)
        goals.update(listed)
        several = bool(listed) and len(goals) >= _FEWEST_GOALS and goals != {code} and not names
        if several or _opens(text, len(goals) > names, contact) or _ASKING.fullmatch(text):
            start = number
        elif listed:
            pass
        elif _CONTACT.search(text):
            contact = True
        elif opening_label(text) is None and _is_name(text):
            names += 1
        else:
            return None if text[-1] == ":" and below == start and opening_label(text) is None else start
        below = number
    return start


def _goals_in(text: str) -> list[str]:
    """The codes of a text that names goals and says nothing else: `Doel 1.1.2 Samenkracht`, one or several."""
    if text[:5].lower() != "doel " or text[-1] in ".;:" or find_doel(text) is None:
        return []
    return [code.code for code, _ in split_doelen(text)] or [found[0].code for found in [find_doel(text)] if found]


def _opens(text: str, goals: bool, contact: bool) -> bool:
    """Whether a line opens what stands beside the report: one of goals above the links to these, one of questions above
    how to ask them. Else it may be a theme."""
    line = text.partition("\n")[0].rstrip(" ?:!.")
    if _MORE.fullmatch(line):
        return True
    return bool((goals and _OF_GOALS.fullmatch(line)) or (contact and _QUESTIONS.fullmatch(line)))


def _is_name(text: str) -> bool:
    """Whether a line may be a link, a name or an address."""
    return len(text) <= _LONGEST_NAME and text[-1] not in ".:;"
