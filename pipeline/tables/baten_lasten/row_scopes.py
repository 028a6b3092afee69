"""What the amounts of a row are about, by its label: a goal, programme, domain or taakveld, or all of the page."""

from __future__ import annotations

import re

from ...model import Page
from . import labels
from .amounts import Scope, page_scope
from .printed import PrintedTable
from .titles import headings_over

_CODED = re.compile(
    r"(?:(?:sub)?totaal\s+)?(?:(doel|programma|domein)\s+)?(?:(\d{1,2}(?:\.\d{1,2}){0,2})[.:]?(?=\s|$))?\s*(.*)",
    re.IGNORECASE,
)
_TITLED = re.compile(r"(?:doel|programma) \d", re.IGNORECASE)
_UNIT = re.compile(r"\s*\((?:bedragen )?[^()]*(?:€|euro)[^()]*\)\Z", re.IGNORECASE)
_AMBITION = re.compile(r"ambitie \d{1,2}\.\d{1,2}\b", re.IGNORECASE)
_MAIN_FIELD_0 = re.compile(r"0\.\d")


def row_scope(page: Page, label: str) -> Scope | None:
    """What a row is about by its label: `Doel 1.3.1 <title>`, `Programma 1 <title>`, the page's own goal,
    programme or domain. None when the label says none of these. An ambition is a part of a programme without a code
    of the datasets."""
    if _AMBITION.match(label):
        return Scope("programme", None, label)
    found = _CODED.fullmatch(label)
    if found is None:
        return None
    level, code, title = (found[1] or "").lower(), found[2], found[3].strip()
    if code and (level == "doel" or (not level and "." in code)):
        goal = next((goal for goal in page.goals if goal.goal_code == code), None)
        goal_id = goal.goal_id if goal else f"{page.publication.publication_id}/{code}"
        return Scope("goal", code, title or (goal.title if goal else None), goal_id)
    if level == "programma" or (code and level != "domein"):
        return Scope("programme", code, title or None)
    if level == "domein":
        return Scope("domain", code, title)
    return _named(page, label)


def titled_scope(table: PrintedTable, page: Page) -> Scope | None:
    """The goal or programme that the caption, the corner or a title above the table names, on a page that is not about
    a goal: `Doel 7.2.1 Veilig wonen`, `Programma 2. Zorg`. A sentence about a goal is no title of the table."""
    texts = (*table.context, *headings_over(table.source, page.document))
    titles = (text for text in texts if _TITLED.match(text) and labels.is_short_title(text))
    return next(filter(None, (row_scope(page, without_unit(text)) for text in titles)), None)


def without_unit(title: str) -> str:
    """A title without the unit in brackets behind it."""
    return _UNIT.sub("", title)


def programme_total(page: Page, label: str) -> Scope | None:
    """The programme that a total is about: the one it names (`Totaal programma 1. Veiligheid`), that of the page
    (`Totaal programma`), or one that nothing names. None for other rows."""
    if labels.is_programme_total(label):
        scope = page_scope(page, None)
        return scope if scope.scope == "programme" else Scope("programme", None, label)
    return row_scope(page, label) if labels.is_total(label) and _level(label) == "programma" else None


def whole_scope(page: Page, table: PrintedTable) -> Scope:
    """What a table is about where nothing in it says more: all of the page, and on the page of one goal that goal, but
    where a row names another."""
    if page.page_kind == "goal" and len(page.goals) == 1:
        (goal,) = page.goals
        if all(code_of(row.label) == goal.goal_code for row in table.rows if names_goal(row.label)):
            return page_scope(page, goal.goal_id)
    return page_scope(page, None)


def names_level(label: str) -> bool:
    """Whether a label says by itself what it is about: a code, or the word `Doel`, `Programma` or `Domein`."""
    return has_code(label) or bool(_level(label))


def has_code(label: str) -> bool:
    """Whether a label gives the code of a goal or the number of a programme."""
    found = _CODED.fullmatch(label)
    return found is not None and bool(found[2])


def code_of(label: str) -> str:
    """The code that opens a label (`1.2.3`, `4`), or nothing."""
    found = _CODED.fullmatch(label)
    return (found[2] or "") if found else ""


def names_goal(label: str) -> bool:
    """Whether a label says by itself that it is a goal: the word, or a code of three numbers, which no taakveld has."""
    return (_level(label) == "doel" and has_code(label)) or code_of(label).count(".") > 1


def names_programme(label: str) -> bool:
    """Whether a label says by itself that it is a programme: its number (`1. Samen leven`), or the word."""
    found = _CODED.fullmatch(label)
    return found is not None and (_level(label) == "programma" or ("." not in (found[2] or ".") and not found[1]))


def is_of_policy_fields(table: PrintedTable) -> bool:
    """Whether a title of the table says that its rows are taakvelden and a row may be one (begroting-2024 p43950):
    a total over rows that all name their level is no total of taakvelden. `0.1 Bestuur` says it by itself."""
    rows = [row.label for row in table.rows if not labels.is_total(row.label)]
    titled = any(labels.is_policy_fields(text) for text in table.context)
    return (titled and not all(map(_level, rows))) or any(map(_MAIN_FIELD_0.match, rows))


def policy_field(page: Page, label: str) -> Scope | None:
    """What a row of a table of taakvelden is about: a taakveld, but for a label that names a level (`Doel 1.2.3 Jeugd`)
    or the page's own goal or programme. A code alone is the code of the taakveld."""
    named = _named(page, label)
    if _level(label) or (named and named.scope != "domain"):
        return row_scope(page, label)
    return Scope("municipality", None, label.rstrip(": "))


def _level(label: str) -> str:
    """The word `doel`, `programma` or `domein` that opens a label, or nothing."""
    found = _CODED.fullmatch(label)
    return (found[1] or "").lower() if found else ""


def _named(page: Page, label: str) -> Scope | None:
    folded = labels.fold(label)
    for goal in page.goals:
        if goal.title and labels.fold(goal.title) == folded:
            return Scope("goal", goal.goal_code, goal.title, goal.goal_id)
    if page.programme and labels.fold(page.programme) == folded:
        return Scope("programme", page.programme_code, page.programme)
    if folded.endswith(" domein") or (page.domain and labels.fold(page.domain) == folded):
        return Scope("domain", None, label)
    return None
