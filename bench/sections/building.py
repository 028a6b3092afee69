"""Whole builds through the command line: everything included, from the first import to the published snapshot."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.competitors import ROOT, Competitor, competing
from bench.processes import Finished, run
from bench.results import Figure, Goal, Section, ratio, timing
from bench.sections.reading import listed

BUILD = Goal(1.6)
EFFICIENCY = Goal(1.6, at_least=True)
UNCHANGED = Goal(0.15)
ONE_CHANGED = Goal(0.30)
MEGABYTES = Goal(400.0)
GROWTH = Goal(1.10)
LINEAR = Goal(1.15)
_STAMP = b"Deze pagina is gebouwd op"


@dataclass(slots=True)
class Building:
    """Builds of one corpus: its pages, where the data goes, and the floor of the same bytes."""

    work: Path
    pages: int
    section: Section

    @property
    def raw(self) -> Path:
        """The corpus, below the work folder."""
        return self.work / f"town-{self.pages}"

    @property
    def data(self) -> Path:
        """Where the snapshots go."""
        return self.work / f"data-{self.pages}"

    def build(self, jobs: int, *more: str, fresh: bool = True) -> Finished:
        """One build, of an empty data folder unless told otherwise. Raises CommandFailed."""
        if fresh and self.data.exists():
            shutil.rmtree(self.data)
        said = [sys.executable, "-m", "pipeline", "build", "--raw", str(self.raw), "--data", str(self.data)]
        said += ["--jobs", str(jobs), *more]
        if (printed := shlex.join(said)) not in self.section.commands:
            self.section.commands.append(printed)
        return run(said, cwd=ROOT)


def build(work: Path, pages: int, runs: int, scheduler: str | None) -> Section:
    """Two jobs against the floor and against one, interleaved; with the address of a Dask scheduler, that as well."""
    section = Section("build", f"whole builds of {pages} pages into an empty folder, {runs} runs interleaved")
    building = Building(work, pages, section)
    two: list[Finished] = []
    one: list[Finished] = []
    dask: list[Finished] = []
    with competing(["floor"], listed(work, "town", pages)) as [floor]:
        floor.warm_up()
        for _ in range(runs):
            floor.run()
            two.append(building.build(2))
            one.append(building.build(1))
            if scheduler:
                dask.append(building.build(2, "--engine", "dask", "--scheduler", scheduler))
    seconds_two, seconds_one = [done.seconds for done in two], [done.seconds for done in one]
    section.figures += [
        timing("floor, one core", floor.seconds, pages),
        timing("build, 2 jobs", seconds_two, pages),
        timing("build, 1 job", seconds_one, pages),
        ratio("build with 2 jobs / floor", seconds_two, floor.seconds, BUILD),
        ratio("1 job / 2 jobs", seconds_one, seconds_two, EFFICIENCY),
        peak("peak memory of a process, 2 jobs", two),
        peak("peak memory of a process, 1 job", one),
    ]
    if dask:
        section.figures.append(ratio("build with dask / floor", [done.seconds for done in dask], floor.seconds))
    else:
        section.missing["build with dask"] = "not measured: no --scheduler ADDRESS was given"
    _keep(section, floor=floor, two=two, one=one, dask=dask)
    return section


def incremental(work: Path, pages: int, runs: int) -> Section:
    """Builds of pages that were built before: nothing changed, then one page."""
    section = Section(
        "incremental", f"the same {pages} pages again, as `make data` builds them, {runs} runs interleaved"
    )
    building = Building(work, pages, section)
    same: list[Finished] = []
    changed: list[Finished] = []
    with competing(["floor"], listed(work, "town", pages)) as [floor]:
        floor.warm_up()
        building.build(2)
        paths = sorted(building.raw.rglob("doel-*.html"))
        for number in range(runs):
            floor.run()
            same.append(building.build(0, fresh=False))
            page = paths[(number + 1) * len(paths) // (runs + 1)]
            before = page.read_bytes()
            page.write_bytes(_edited(before))
            changed.append(building.build(0, fresh=False))
            page.write_bytes(before)
            building.build(0, fresh=False)
    section.figures += [
        timing("floor, one core", floor.seconds, pages),
        ratio("nothing changed / floor", [done.seconds for done in same], floor.seconds, UNCHANGED),
        ratio("one page changed / floor", [done.seconds for done in changed], floor.seconds, ONE_CHANGED),
        peak("peak memory of a process, nothing changed", same),
    ]
    _keep(section, floor=floor, same=same, changed=changed)
    return section


def scale(work: Path, few: int, many: int, runs: int) -> Section:
    """Memory and time a page of a small and a large build, 2 jobs: the small one around the large one."""
    section = Section("scale", f"{few} against {many} pages, 2 jobs, {runs} runs interleaved")
    small, large = Building(work, few, section), Building(work, many, section)
    listed(work, "town", few), listed(work, "town", many)
    fews: list[Finished] = []
    manys: list[Finished] = []
    for _ in range(runs):
        fews.append(small.build(2))
        manys.append(large.build(2))
    section.figures += [
        timing(f"{few} pages", [done.seconds for done in fews], few),
        timing(f"{many} pages", [done.seconds for done in manys], many),
        ratio(
            "time a page, large / small",
            [done.seconds / many for done in manys],
            [done.seconds / few for done in fews],
            LINEAR,
        ),
        peak(f"peak memory of a process, {few} pages", fews),
        peak(f"peak memory of a process, {many} pages", manys),
        ratio("peak memory, large / small", [d.peak for d in manys], [d.peak for d in fews], GROWTH),
    ]
    _keep(section, few=fews, many=manys)
    return section


def peak(name: str, runs: Sequence[Finished]) -> Figure:
    """The largest peak of any process in any run."""
    processes = max((done.peaks for done in runs), key=max)
    note = f"main process {processes[0]:.0f} MB, workers {', '.join(f'{mark:.0f}' for mark in processes[1:]) or '-'}"
    peaks = [done.peak for done in runs]
    return Figure(name, max(peaks), "MB", min(peaks), max(peaks), MEGABYTES, note)


def _edited(content: bytes) -> bytes:
    """The page with one more sentence in the last paragraph above its stamp."""
    at = content.rindex(b"</p>", 0, content.index(_STAMP))
    return content[:at] + b" De raad heeft hier in december iets aan toegevoegd." + content[at:]


def _keep(section: Section, floor: Competitor | None = None, **runs: list[Finished]) -> None:
    """The runs themselves, for the JSON file."""
    if floor:
        section.details["floor"] = {"seconds": floor.seconds, "cpu": floor.cpu, "sha256": floor.ready["sha256"]}
    for name, done in runs.items():
        section.details[name] = [
            {"seconds": d.seconds, "cpu": d.cpu, "peaks": d.peaks, "output": d.output[-1500:]} for d in done
        ]
