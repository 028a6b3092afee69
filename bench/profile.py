"""`make profile`: where a build spends its time.

    python -m bench.profile [--pages 500] [--out build/profile]

One process (jobs=1), imports included, on generated publications. Writes `build.html` (open it; `Timeline` is the flame
chart) and `build.speedscope.json` (the flame graph for speedscope, or any viewer of that format), and prints the tree
of what took 2 % or more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from pyinstrument import Profiler
from pyinstrument.renderers import ConsoleRenderer, HTMLRenderer, SpeedscopeRenderer

from .corpus import corpus, write

_INTERVAL = 0.002
_SHOWN = {"filter_threshold": 0.02}


def profiled(raw: Path, data: Path) -> Profiler:
    """A build of `raw` into `data` under the profiler."""
    profiler = Profiler(interval=_INTERVAL, async_mode="disabled")
    with profiler:
        from pipeline.build import build

        build(raw, data, jobs=1)
    return profiler


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.profile", description="Profile a build.")
    options.add_argument("--pages", type=int, default=500)
    options.add_argument("--out", type=Path, default=Path("build/profile"))
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        raw = Path(temporary) / "raw"
        write(corpus("town", given.pages), raw)
        profiler = profiled(raw, Path(temporary) / "data")
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "build.html").write_text(profiler.output(HTMLRenderer()), "utf-8")
    (given.out / "build.speedscope.json").write_text(profiler.output(SpeedscopeRenderer(show_all=True)), "utf-8")
    print(profiler.output(ConsoleRenderer(processor_options=_SHOWN)))
    print(f"written to {given.out}/build.html and {given.out}/build.speedscope.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
