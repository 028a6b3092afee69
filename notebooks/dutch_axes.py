"""Axes that a council member reads at a glance: millions of euros, Dutch decimal comma, whole years."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator


def dutch(value: float, decimals: int = 1) -> str:
    """`1234567.8` as `1.234.567,8`."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def in_millions(axes: Axes, label: str = "miljoen euro") -> Axes:
    """The y axis of euros in millions, Dutch figures."""
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch(value / 1_000_000)))
    axes.set(xlabel="jaar", ylabel=label)
    return axes


def whole_years(axes: Axes) -> Axes:
    """The x axis in whole years."""
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("jaar")
    return axes
