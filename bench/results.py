"""Figures with their goals, and the JSON file that two commits are compared by."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit; `at_least` turns it round."""

    limit: float
    at_least: bool = False

    def held(self, value: float) -> bool:
        """Whether a value keeps to it; equal is kept."""
        return value >= self.limit if self.at_least else value <= self.limit

    def __str__(self) -> str:
        return f"{'at least' if self.at_least else 'at most'} {self.limit:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value with its spread over the runs. A figure with a goal decides the exit code."""

    name: str
    value: float
    unit: str = "x"
    low: float | None = None
    high: float | None = None
    goal: Goal | None = None
    note: str = ""

    @property
    def held(self) -> bool | None:
        """None where there is no goal."""
        return None if self.goal is None else self.goal.held(self.value)


@dataclass(slots=True)
class Section:
    """What one part of the bench measured, on what, and by which commands."""

    name: str
    about: str
    commands: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Results:
    """One run of the bench."""

    commit: str
    machine: dict[str, Any]
    versions: dict[str, str]
    options: dict[str, Any]
    sections: list[Section] = field(default_factory=list)

    def missed(self) -> list[Figure]:
        """The figures that do not keep to their goals."""
        return [figure for section in self.sections for figure in section.figures if figure.held is False]

    def write(self, path: Path) -> None:
        """As JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n", "utf-8")

    @classmethod
    def read(cls, path: Path) -> Results:
        """What `write` wrote."""
        found = json.loads(path.read_text("utf-8"))
        sections = [Section(**section) for section in found.pop("sections")]
        for section in sections:
            section.figures = [_figure(figure) for figure in section.figures]
        return cls(**found, sections=sections)


def _figure(found: Any) -> Figure:
    goal = found.pop("goal")
    return Figure(**found, goal=Goal(**goal) if goal else None)


def ratio(
    name: str, over: Sequence[float], under: Sequence[float], goal: Goal | None = None, note: str = ""
) -> Figure:  # fmt: skip
    """The median of the ratios of neighbouring runs, and the smallest and largest of them."""
    ratios = [a / b for a, b in zip(over, under, strict=True)]
    return Figure(name, statistics.median(ratios), "x", min(ratios), max(ratios), goal, note)


def timing(name: str, seconds: Sequence[float], pages: int, note: str = "") -> Figure:
    """Milliseconds a page: median and spread."""
    each = [1000 * run / pages for run in seconds]
    return Figure(name, statistics.median(each), "ms/page", min(each), max(each), None, note)


def lines(section: Section) -> list[str]:
    """A section as it is printed."""
    told = [f"\n== {section.name}: {section.about}"]
    told += [f"$ {command}" for command in section.commands]
    told += [_line(figure) for figure in section.figures]
    told += [f"{name:44} {reason}" for name, reason in section.missing.items()]
    return told


def _line(figure: Figure) -> str:
    spread = "" if figure.low is None or figure.high is None else f"({_short(figure.low)}-{_short(figure.high)})"
    verdict = "" if figure.goal is None else f"goal {figure.goal}: {'held' if figure.held else 'NOT HELD'}"
    parts = f"{figure.name:44} {_short(figure.value):>8} {figure.unit:8} {spread:17} {verdict}".rstrip()
    return f"{parts}\n    {figure.note}" if figure.note else parts


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"
