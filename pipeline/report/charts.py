"""Charts as SVG text, drawn by Vega-Lite when the report is written: nothing runs in the reader's browser.

Vega writes presentation attributes only, no style attributes, ids or scripts, so that the strict policy of the pages
holds. Colours are those of the light theme; report.css replaces them by attribute in the dark one. Everything is
placed at fixed distances, so that the fonts of the machine do not move it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from .dutch_words import word

STAGE_COLOURS = {
    "begroting_primitief": "#7fb2dd",
    "begroting_na_wijziging": "#2f7fc1",
    "rekening": "#123f6d",
    "raming": "#b9c4d0",
}
ROLE_COLOURS = {"baseline": "#6b7785", "current": "#123f6d", "target": "#b4530a"}
INK, LINE = "#4a5560", "#d5dae0"
WIDTH, HEIGHT = 320, 190
MILLION = 1_000_000


def stage_bars(values: Sequence[tuple[int, str, int]], unit: int) -> str:
    """Bars by fiscal year and stage. `values` are (year, stage, euros); the axis counts in `unit` euros."""
    stages = [s for s in STAGE_COLOURS if any(stage == s for _, stage, _ in values)]
    rows = [{"jaar": str(year), "stadium": word("stage", stage), "waarde": euros} for year, stage, euros in values]
    colours = {"domain": [word("stage", s) for s in stages], "range": [STAGE_COLOURS[s] for s in stages]}
    few = len({year for year, _, _ in values}) < 3
    return _svg(
        {
            "data": {"values": rows},
            "mark": {"type": "bar", **({"width": {"band": 0.7}} if few else {})},
            "encoding": {
                "x": _years([year for year, _, _ in values]),
                "xOffset": {"field": "stadium", "sort": colours["domain"]},
                "y": _quantity(
                    f"{'miljoen' if unit == MILLION else 'duizend'} euro",
                    f"format(datum.value / {unit}, ',~r')",
                    zero=True,
                ),
                "color": {"field": "stadium", "scale": colours, "legend": None},
            },
        }
    )


def observed_line(values: Sequence[tuple[int, str, float]], unit: str) -> str:
    """A line through what was measured, diamonds for what was aimed at. `values` are (year, role, value)."""
    rows = [{"jaar": year, "soort": role, "waarde": value} for year, role, value in values]
    measured = [year for year, role, _ in values if role != "target"]
    roles = [r for r in ROLE_COLOURS if any(role == r for _, role, _ in values)]
    colours = {"domain": roles, "range": [ROLE_COLOURS[r] for r in roles]}
    shapes = {"domain": roles, "range": ["diamond" if r == "target" else "circle" for r in roles]}
    y = _quantity(unit, "format(datum.value, ',~r')", zero=min(v for _, _, v in values) < 0 or _starts_at_zero(values))
    x = _years([year for year, _, _ in values])
    line = {
        "transform": [{"filter": "datum.soort != 'target'"}],
        "mark": {"type": "line", "color": ROLE_COLOURS["current"], "strokeWidth": 2},
    }
    return _svg(
        {
            "data": {"values": [{**row, "jaar": str(row["jaar"])} for row in rows]},
            "encoding": {"x": x, "y": y},
            "layer": [
                *([line] if len(measured) == len(set(measured)) else []),
                {
                    "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                    "encoding": {
                        "color": {"field": "soort", "scale": colours, "legend": None},
                        "shape": {"field": "soort", "scale": shapes, "legend": None},
                    },
                },
            ],
        }
    )


def axis_unit(euros: Sequence[int]) -> int:
    """Millions for large amounts, thousands for small ones."""
    return MILLION if max((abs(e) for e in euros), default=0) >= 2 * MILLION else 1000


def _starts_at_zero(values: Sequence[tuple[int, str, float]]) -> bool:
    """Zero belongs on the axis unless all values lie close together far from it."""
    numbers = [v for _, _, v in values]
    return max(numbers) - min(numbers) > 0.25 * max(numbers)


def _years(years: Sequence[int]) -> dict[str, Any]:
    """Every year from the first to the last, so that distances are true."""
    axis = {"title": None, "labelAngle": 0, "ticks": False, "labelPadding": 6, "labelOverlap": "greedy"}
    shown = [str(year) for year in range(min(years), max(years) + 1)]
    return {"field": "jaar", "type": "ordinal", "scale": {"domain": shown}, "axis": axis}


def _quantity(title: str, label: str, *, zero: bool) -> dict[str, Any]:
    axis = {
        "title": title, "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": -44, "titleY": -14,
        "labelExpr": label, "minExtent": 44, "maxExtent": 44, "tickCount": 5, "domain": False, "ticks": False,
    }  # fmt: skip
    return {"field": "waarde", "type": "quantitative", "axis": axis, "scale": {"zero": zero, "nice": True}}


@cache
def _config() -> dict[str, Any]:
    text = {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
    return {
        "aria": False, "background": None, "view": {"stroke": None}, "padding": {"left": 4, "right": 4, "top": 8},
        "axis": {**text, "gridColor": LINE, "domainColor": LINE},
    }  # fmt: skip


def _svg(spec: dict[str, Any]) -> str:
    """The drawing alone: the page around it gives name, description and table."""
    import vl_convert

    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json", "width": WIDTH, "height": HEIGHT,
        "autosize": {"type": "pad"}, "config": _config(), **spec,
    }  # fmt: skip
    drawn: str = vl_convert.vegalite_to_svg(whole, format_locale="nl-NL", allowed_base_urls=[])
    return drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
