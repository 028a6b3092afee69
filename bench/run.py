"""`make bench`: every figure of the goals, in one run, with the floor measured beside it.

    python -m bench.run [--quick] [--only SECTION ...] [--json FILE]

Sections: records, peers, build, incremental, scale. bench/README.md explains them. Exit code 1 when a goal is not held.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from .competitors import ENVIRONMENTS, ROOT
from .machine import commit, machine, versions
from .results import Results, Section, lines
from .sections import building, reading

SECTIONS = ("records", "peers", "build", "incremental", "scale")
_QUICK = {"record_pages": 100, "peer_pages": 20, "build_pages": 200, "few": 100, "many": 300, "runs": 2, "builds": 1}


def options() -> argparse.ArgumentParser:
    """What `make bench` takes."""
    found = argparse.ArgumentParser(prog="python -m bench.run", description=(__doc__ or "").splitlines()[0])
    found.add_argument("--only", nargs="+", choices=SECTIONS, default=list(SECTIONS), help="these sections")
    found.add_argument("--quick", action="store_true", help="small sizes: shows that it runs, measures nothing")
    found.add_argument("--record-pages", type=int, default=1_000)
    found.add_argument("--peer-pages", type=int, default=150)
    found.add_argument("--build-pages", type=int, default=5_000)
    found.add_argument("--few", type=int, default=2_000, help="pages of the small build of `scale`")
    found.add_argument("--many", type=int, default=20_000, help="pages of the large build of `scale`")
    found.add_argument("--runs", type=int, default=5, help="rounds of `records` and `peers`")
    found.add_argument("--builds", type=int, default=2, help="rounds of `build` and `incremental`")
    found.add_argument("--scale-builds", type=int, default=1, help="rounds of `scale`")
    found.add_argument("--scheduler", help="address of a Dask scheduler: `build` measures --engine dask as well")
    found.add_argument("--work", type=Path, help="keep the corpora and builds here; default: a folder that is removed")
    found.add_argument("--json", type=Path, help="default: build/bench/<commit>.json")
    return found


def main() -> int:
    given = options().parse_args()
    if given.quick:
        vars(given).update(_QUICK)
    kept = {name: str(value) for name, value in vars(given).items() if value is not None}
    results = Results(commit(ROOT), machine(), versions(), kept)
    print(f"commit {results.commit}   {results.machine}\n{results.versions}")
    work = given.work or Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        for section in _sections(given, work):
            results.sections.append(section)
            print("\n".join(lines(section)), flush=True)
    finally:
        if given.work is None:
            shutil.rmtree(work)
    path = given.json or ENVIRONMENTS / f"{results.commit}.json"
    results.write(path)
    missed = results.missed()
    print(f"\nwritten to {path}; {len(missed)} goals not held" + "".join(f"\n  {figure.name}" for figure in missed))
    return 1 if missed else 0


def _sections(given: argparse.Namespace, work: Path) -> Iterator[Section]:
    work.mkdir(parents=True, exist_ok=True)
    todo: dict[str, Callable[[], Section]] = {
        "records": lambda: reading.records(work, given.record_pages, given.runs),
        "peers": lambda: reading.peers(work, given.peer_pages, given.runs),
        "build": lambda: building.build(work, given.build_pages, given.builds, given.scheduler),
        "incremental": lambda: building.incremental(work, given.build_pages, given.builds),
        "scale": lambda: building.scale(work, given.few, given.many, given.scale_builds),
    }
    for name in given.only:
        yield todo[name]()


if __name__ == "__main__":
    sys.exit(main())
