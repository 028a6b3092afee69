"""The page of one goal through the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .charts import STAGE_COLOURS, axis_unit, observed_line, stage_bars
from .corpus import Corpus
from .dutch_words import decimal, whole, word
from .evidence import Evidence
from .figures import Figures
from .money import ALL_STAGES, Statement, statements
from .observed import Indicator, indicators
from .series import Series, newest
from .told import told

CHARTED = ("lasten", "baten")
FEWEST = 2  # bars, or years of an indicator, before a chart says more than its table


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: the SVG, and in words what it shows."""

    svg: str
    words: str
    axis: str
    keys: tuple[tuple[str, str], ...]


def goal_page(
    corpus: Corpus, evidence: Evidence, figures: Figures, series: Mapping[str, Series], one: Series
) -> dict[str, Any]:
    """What goal.html shows of a series."""
    amounts = [row for g in one.goals for row in corpus.of("baten_lasten", "goal_id", g["goal_id"])]
    side_by_side = statements(corpus, figures, amounts)
    charted = [s for s in side_by_side if s.component in CHARTED and not s.all_zero]
    stories = [told(corpus, evidence, figures, g) for g in reversed(one.goals)]
    pages = sorted({g["page_id"] for g in one.goals})
    return {
        "series": one,
        "domain": newest(one.goals, "domain"),
        "programme": " ".join(p for p in (newest(one.goals, "programme_code"), newest(one.goals, "programme")) if p),
        "holders": stories[0].portfolio_holders,
        "neighbours": [(series[n.series_id], n) for n in one.neighbours if n.series_id in series],
        "charted": [(s, _money_drawing(s)) for s in charted],
        "tabled": [s for s in side_by_side if s not in charted],
        "amounts": _all_amounts(corpus, figures, amounts),
        "indicators": [(i, _indicator_drawing(i)) for i in indicators(corpus, figures, one.series_id)],
        "stories": stories,
        "findings": [f for p in pages for f in corpus.of("findings", "page_id", p) if f["severity"] != "info"],
    }


def _all_amounts(corpus: Corpus, figures: Figures, amounts: Sequence[Any]) -> list[Any]:
    """Every printed amount with what it is, newest publication last, in printed order."""
    ordered = sorted(amounts, key=lambda r: (r["fiscal_year"], ALL_STAGES.index(r["stage"])))
    return [(row, figures.amount(row)) for row in corpus.in_time(ordered)]


def _money_drawing(statement: Statement) -> Drawing | None:
    values = [
        (year, stage, int(figure.value))
        for (year, stage), figure in sorted(statement.figures.items())
        if stage in STAGE_COLOURS and figure.value is not None
    ]
    if len(values) < FEWEST:
        return None
    unit = axis_unit([euros for _, _, euros in values])
    axis = "miljoen euro" if unit > 1000 else "duizend euro"
    name = word("component", statement.component)
    said = "; ".join(f"{year} {word('stage', stage).lower()} {_short(euros, unit)}" for year, stage, euros in values)
    keys = tuple((word("stage", s), s) for s in STAGE_COLOURS if any(stage == s for _, stage, _ in values))
    return Drawing(stage_bars(values, unit), f"{name} in {axis}: {said}.", axis, keys)


def _indicator_drawing(indicator: Indicator) -> Drawing | None:
    points = indicator.points
    if len({year for year, _, _ in points}) < FEWEST:
        return None
    said = "; ".join(f"{year} {word('role', role).lower()} {_plain(value)}" for year, role, value in points)
    keys = tuple(
        (word("role", r), r) for r in ("baseline", "current", "target") if any(role == r for _, role, _ in points)
    )
    axis = indicator.unit or "waarde"
    return Drawing(observed_line(points, axis), f"{indicator.name} in {axis}: {said}.", axis, keys)


def _short(euros: int, unit: int) -> str:
    return decimal(euros / unit, 1 if unit > 1000 else 0)


def _plain(value: float) -> str:
    return whole(int(value)) if value == int(value) else decimal(value, 2)
