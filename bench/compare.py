"""Two runs of the bench side by side: `python -m bench.compare OLD.json NEW.json`.

Only ratios and megabytes are set side by side: seconds of two runs say as much about the machine as about the code.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .results import Figure, Results


def compared(old: Results, new: Results) -> list[str]:
    """One line for each figure that either run has."""
    before, after = _figures(old), _figures(new)
    told = [f"{'':58} {old.commit[:18]:>18} {new.commit[:18]:>18}   change"]
    for name in dict.fromkeys((*before, *after)):
        left, right = before.get(name), after.get(name)
        change = f"{right.value / left.value - 1:+8.1%}" if left and right and left.value else ""
        told.append(f"{name:58} {_shown(left):>18} {_shown(right):>18} {change}".rstrip())
    if old.machine.get("processor") != new.machine.get("processor"):
        told.append(f"different machines: {old.machine.get('processor')} and {new.machine.get('processor')}")
    if old.options != new.options:
        told.append(f"different options: {old.options} and {new.options}")
    return told


def _figures(results: Results) -> dict[str, Figure]:
    return {
        f"{section.name}: {figure.name}": figure
        for section in results.sections
        for figure in section.figures
        if figure.unit in ("x", "MB")
    }


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return "-"
    return f"{figure.value:.2f} {figure.unit}{' NOT HELD' if figure.held is False else ''}"


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.compare", description=(__doc__ or "").splitlines()[0])
    options.add_argument("old", type=Path)
    options.add_argument("new", type=Path)
    given = options.parse_args()
    print("\n".join(compared(Results.read(given.old), Results.read(given.new))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
