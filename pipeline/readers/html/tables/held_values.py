"""Values of cells that print none as text: in a field of a form, or in an attribute that a script or a screen reader
shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from pipeline.model import Finding
from pipeline.readers.html.attributes import Attributes
from pipeline.readers.html.elements import shown
from pipeline.readers.table_labels import is_value

Element = etree._Element

_TYPED = frozenset({None, "", "text", "number", "tel"})
SPOKEN = frozenset({"aria-label", "title", "alt"})
"""Attributes that say what an element is called."""
_FOR_SCRIPTS = ("data-value", "data-amount", "data-bedrag", "value")
_VALUED = frozenset({"data", "meter"})
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,4})?")
_SHOWN = re.compile(r"-?\d{1,3}(?:\.\d{3})*")
_SCALES = (1, 1_000, 1_000_000)


def held_value(cell: Element) -> str:
    """The value of a cell without text: what a field holds, or what the cell or the one element in it is called;
    nothing where that is no value as pages print one."""
    if len(cell):
        for field in cell.iter("input", "textarea", "select"):
            if is_value(text := _typed(field).strip()):
                return text
    for element in cell.iter() if len(cell) < 2 else (cell,):
        for name in sorted(SPOKEN.intersection(element.keys())):
            if is_value(text := (element.get(name) or "").strip()):
                return text
    return ""


def _typed(field: Element) -> str:
    if field.tag == "input":
        return (field.get("value") or "") if field.get("type") in _TYPED else ""
    if field.tag == "textarea":
        return field.text or ""
    chosen = [option for option in field.iter("option") if option.get("selected") is not None]
    return shown(chosen[0]) if chosen else ""


def may_hold_values(attributes: Attributes) -> bool:
    """Whether any cell of a page may hold a number for scripts."""
    *of_any, value = map(attributes.of, _FOR_SCRIPTS)
    return any(of_any) or any(element.tag in _VALUED for element, _ in value)


def untold_values(root: Element) -> tuple[Finding, ...]:
    """VALUE_HELD for cells that hold a number for scripts and print none, or a rounded one: what is printed counts, as
    nothing says in which unit the other is."""
    found = list(_held(root))
    empty = [held for held, printed in found if not printed]
    rounded = [f"{printed}: {held}" for held, printed in found if printed]
    told = []
    if empty:
        told.append(_finding("warning", "print nothing and hold a number for a script", empty))
    if rounded:
        told.append(_finding("info", "print a number that is rounded from one they hold", rounded))
    return tuple(told)


def _finding(severity: str, what: str, found: list[str]) -> Finding:
    message = f"{len(found)} cells {what}; what is printed was read"
    return Finding(severity, "VALUE_HELD", message, "page", " | ".join(found)[:200], "printed values")  # type: ignore[arg-type]


def _held(root: Element) -> Iterator[tuple[str, str]]:
    """What cells hold for scripts, and what they print: nothing, or less than that."""
    for cell in root.iter("td", "th"):
        held = next((text for element in cell.iter() for text in _for_scripts(element)), "")
        if not held:
            continue
        printed = shown(cell).strip()
        if not printed:
            if Decimal(held) and not held_value(cell):
                yield held, ""
        elif _SHOWN.fullmatch(printed) and _is_rounded(Decimal(held), Decimal(printed.replace(".", ""))):
            yield held, printed


def _for_scripts(element: Element) -> Iterator[str]:
    for name in _FOR_SCRIPTS:
        text = element.get(name)
        if text and _NUMBER.fullmatch(text) and (name != "value" or element.tag in _VALUED):
            yield text


def _is_rounded(held: Decimal, printed: Decimal) -> bool:
    if any(held == printed * scale for scale in _SCALES):
        return False
    return any(abs(held - printed * scale) < scale and printed for scale in _SCALES)
