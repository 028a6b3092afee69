"""Bytes to records against the floor and against other readers, on single pages."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from pathlib import Path

from bench.competitors import Competitor, command, competing, interleave
from bench.corpus import corpus, write
from bench.peers import ELSEWHERE, HERE
from bench.results import Figure, Goal, Section, ratio, timing

FLOOR, OURS = "floor", "doelenboom"
RECORDS = Goal(2.0)
RECORDS_80_KB = Goal(3.0)
MEGABYTES = Goal(400.0)
FASTER_THAN = {"beautifulsoup": Goal(12.0, at_least=True), "read_html": Goal(2.0, at_least=True)}


def records(work: Path, pages: int, runs: int) -> Section:
    """All records of `pages` pages of whole publications, and of the older 80 KB pages, one process."""
    section = Section("records", f"bytes to records of all tables, one process, {pages} pages, {runs} runs interleaved")
    for form, goal in (("town", RECORDS), ("site", RECORDS_80_KB)):
        floor, ours = _measured(section, work, form, pages, runs, (FLOOR, OURS))
        section.figures += [
            timing(f"{form}: floor", floor.seconds, pages),
            timing(f"{form}: records", ours.seconds, pages),
            ratio(f"{form}: records / floor", ours.seconds, floor.seconds, goal),
            ratio(f"{form}: records / floor, CPU seconds", ours.cpu, floor.cpu),
            Figure(f"{form}: peak memory of the process", ours.peak, "MB", goal=MEGABYTES),
        ]
    for form in ("long", "prose"):
        floor, ours = _measured(section, work, form, pages // 5, runs, (FLOOR, OURS))
        section.figures.append(ratio(f"{form}: records / floor", ours.seconds, floor.seconds))
    return section


def peers(work: Path, pages: int, runs: int) -> Section:
    """Everybody on the same pages. What a peer does not deliver stands below its figures."""
    section = Section("peers", f"the same bytes for everybody, {pages} pages, {runs} runs interleaved")
    competitors = _measured(section, work, "town", pages, runs, (*HERE, *ELSEWHERE))
    by_name = {found.name: found for found in competitors}
    floor, ours = by_name[FLOOR], by_name[OURS]
    for found in competitors:
        if found.failed:
            section.missing[found.name] = found.failed
            continue
        note = f"does not deliver: {found.ready['lacks']}"
        section.figures.append(timing(found.label, found.seconds, pages, "" if found is ours else note))
        if found is not floor:
            section.figures.append(ratio(f"{found.name} / floor", found.seconds, floor.seconds))
        if found not in (floor, ours):
            goal = FASTER_THAN.get(found.name)
            section.figures.append(ratio(f"doelenboom is faster than {found.name}", found.seconds, ours.seconds, goal))
    return section


def listed(work: Path, form: str, pages: int) -> Path:
    """A corpus as files below `work`, and the list of them that competitors are given."""
    folder = work / f"{form}-{pages}"
    listing = work / f"{form}-{pages}.json"
    if not listing.exists():
        write(corpus(form, pages), folder)
        paths = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))
        listing.write_text(json.dumps({"root": str(folder), "paths": paths}), "utf-8")
    return listing


def _measured(
    section: Section, work: Path, form: str, pages: int, runs: int, names: Sequence[str]
) -> list[Competitor]:  # fmt: skip
    listing = listed(work, form, pages)
    with competing(names, listing) as competitors:
        interleave(competitors, runs)
    for found in competitors:
        if not found.failed:
            section.details[f"{form} {found.name}"] = {
                "versions": found.ready["versions"], "sha256": found.ready["sha256"], "seconds": found.seconds,
                "cpu": found.cpu, "peak": found.peak, "found": found.ready["found"], "empty": found.ready["empty"],
            }  # fmt: skip
            section.commands.append(shlex.join(command(found.name, listing)))
    return competitors
