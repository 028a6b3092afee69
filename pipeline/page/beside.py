"""What stands below the report on a goal's own page: the other goals of the site, and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.contents import Numbered
from pipeline.dutch.codes import find_doel, split_doelen
from pipeline.model import Grid
from pipeline.page.labels import opening_label

_MOST = 60  # blocks
_FEWEST_GOALS = 2
_LONGEST = 200  # characters of a line
_LONGEST_NAME = 60
_MORE = re.compile(r"(?:zie|lees|bekijk) ook|meer weten", re.IGNORECASE)
_OF_GOALS = re.compile(
    r"(?:bekijk |naar )?(?:ook )?(?:de |alle |onze )?(?:andere|overige|alle) doelen\b.{0,40}"
    r"|doelen (?:van|binnen|in|bij) (?:dit|deze|het) (?:programma|ambitie|domein)",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(
    r"meer (?:informatie|lezen)|(?:heeft u |heb je )?(?:nog )?(?:een )?vra(?:ag|gen)(?: of opmerkingen?)?",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\bneem(?:t u)? (?:dan |gerust )?contact op\b|[\w.-]+@[\w-]+\.\w{2,}|\b14 ?\d{3}\b(?![.,]\d)"
    r"|\b0\d{2,3}[- ]\d{6,7}\b|(?-i:\b\d{4} ?[A-Z]{2} {1,2}[A-Z])",
    re.IGNORECASE,
)
_ASKING = re.compile(r"(?:heeft u|heb je|neem)\b.*\bcontact op\b.*", re.IGNORECASE)


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
