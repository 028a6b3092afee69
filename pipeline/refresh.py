"""The night on one screen: tidy raw/, visit every site, publish, tell.

What a night may change (DECISIONS.md): the answers of one site go in force together or not at all; a site that cannot
be read keeps its pages while the others are published; and every run leaves a report, however it ends.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from . import build as building
from . import ending
from .environment import refuse_unsafe
from .fsops import REAL, FileOps
from .nightly import alerts
from .nightly.aftermath import snapshot_in_force, tell_build, tell_gate, tell_publications
from .nightly.crawls import Crawler
from .nightly.rounds import Rounds
from .nightly.run_folder import RunFolder, run_name
from .nightly.run_report import PublicationRun, RunOutcome, RunReport
from .nightly.tidy import tidy
from .nightly.visit import NIGHTS
from .sources import folder
from .sources.raw_store import RawStore
from .sources.site.site import Site
from .store.errors import IntegrityError
from .store.lock import writer_lock
from .store.snapshot import GateRefused, in_force_name, noting_what_is_in_force

log = logging.getLogger(__name__)

_NAMED = 3  # publications in the line of a run; of more it gives the number
_OUTCOMES: Mapping[int, RunOutcome] = {ending.REFUSED: "refused", ending.LOCKED: "locked"}


def _now() -> datetime:
    return datetime.now(UTC)


Plan: TypeAlias = Callable[[], tuple[Sequence[Site], Crawler]]
"""The sites to visit, and how; read when the run has begun, so that a mistake in the site list is reported too."""


@dataclass(frozen=True, slots=True)
class Orders:
    """How a run is done. `accepted` maps hosts, and files of raw/, to a person's reason to take them as they are.
    Without `publish` the run ends before the build; a `partial` run does not visit every site. `building` are further
    arguments of `build`; `tell` gets the report and its page when both are final; `clock` gives UTC."""

    accepted: Mapping[str, str] = field(default_factory=dict)
    publish: bool = True
    partial: bool = False
    building: Mapping[str, object] = field(default_factory=dict)
    tell: Callable[[RunReport, Path | None], object] = lambda _report, _page: None
    ops: FileOps = REAL
    clock: Callable[[], datetime] = _now


def refresh(raw: Path, data: Path, plan: Plan, orders: Orders = Orders()) -> RunReport:
    """Bring `raw` up to date from the sites of the plan, publish it in `data`, and report; the report carries the exit
    code.

    Raises what `build` and `plan` raise, RawStoreDamaged and NothingToAccept; the report is written all the same.
    """
    kind = f"{'partial ' if orders.partial else ''}{'refresh' if orders.publish else 'fetch'}"
    run = RunReport(run_name(orders.clock(), os.getpid()), kind, _utc(orders))
    runs = RunFolder(data, orders.ops)
    try:
        with writer_lock(data), writer_lock(raw / ".store"):
            _begin(run, runs, data, orders)
            _night(run, raw, data, plan, orders)
    except BaseException as error:
        _failed(run, error, data)
        _leave_report(run, runs, orders, error)
        raise
    else:
        _leave_report(run, runs, orders)
    return run


def _begin(run: RunReport, runs: RunFolder, data: Path, orders: Orders) -> None:
    run.findings += [alerts.interrupted(before.run) for before in runs.close_interrupted()]
    runs.prune(orders.clock())
    run.snapshot = run.snapshot_before = snapshot_in_force(data)
    runs.write(run)  # a run that is killed from here on is seen by the next one


def _night(run: RunReport, raw: Path, data: Path, plan: Plan, orders: Orders) -> None:
    if orders.publish:
        refuse_unsafe()  # before any site is asked
    sites, crawler = plan()
    store = RawStore(raw, orders.ops, orders.clock)
    hosts = {site.host for site in sites}
    with _timed(run, "tidy", orders):
        run.findings += tidy(store, raw, {name: why for name, why in orders.accepted.items() if name not in hosts})
    with _timed(run, "fetch", orders):
        Rounds(store, crawler, run, orders.accepted, orders.clock).visit(sites)
        store.seal()
    if orders.publish and next(folder.sources(raw), None):
        with _timed(run, "build", orders):
            _publish(run, raw, data, orders)
    _conclude(run, orders)


def _publish(run: RunReport, raw: Path, data: Path, orders: Orders) -> None:
    options = {"ops": orders.ops, "clock": orders.clock, "lock_held": True, **orders.building}
    try:
        with noting_what_is_in_force(data):
            tell_build(run, data, building.build(raw, data, **options))  # type: ignore[arg-type]
    except GateRefused as refused:
        tell_gate(run, refused.report)
        tell_publications(run, data)
        raise
    tell_publications(run, data)


def _conclude(run: RunReport, orders: Orders) -> None:
    """Exit code and line of a run that came to its end. A defect counts before a hold, a hold before a site that is
    down. A closed publication may be down for a while before it counts; a night that leaves nothing in force is none
    that went well, whatever was to be expected of the sites."""
    held = [p for p in run.publications if p.outcome == "held"]
    down = [p for p in run.publications if p.outcome == "down"]
    missed = [p for p in down if p.state == "open" or p.nights >= NIGHTS]
    defects = any(finding.code == "INTERNAL" for finding in run.findings)
    defects |= any(built["code"] == "INTERNAL" for built in run.build.get("findings", ()))
    absent = missed or (orders.publish and run.snapshot is None)
    run.exit_code = ending.BUG if defects else ending.REFUSED if held else ending.UNAVAILABLE if absent else 0
    run.outcome = ("published" if run.changed else "unchanged") if orders.publish else "fetched"
    words = f"{run.outcome} {run.snapshot or ''}".strip() if orders.publish else "fetched; nothing was built"
    news = f"{run.total('new')} new, {run.total('changed')} changed and {run.total('unchanged')} unchanged pages"
    trouble = "".join(f"; {words}" for words in _trouble(run, [*held, *down], defects))
    person = f"; need a person: {len(run.needs_person)}" if run.needs_person else ""
    run.line = f"{words}: {news} of {len(run.publications)} publications{trouble}{person}"


def _trouble(run: RunReport, stayed: Sequence[PublicationRun], defects: bool) -> Iterator[str]:
    """What went wrong, in a line that can still be read where many publications stay as they were."""
    if defects:
        yield "a defect (INTERNAL): the log has the traceback"
    by_code: dict[str, list[PublicationRun]] = {}
    for publication in stayed:
        by_code.setdefault(publication.code, []).append(publication)
    for code, own in by_code.items():
        if len(own) <= _NAMED:
            yield from (f"{p.publication_id} stays as it was: {code}, night {p.nights}" for p in own)
        else:
            yield f"{len(own)} publications stay as they were: {code}, night {max(p.nights for p in own)}"
    if run.snapshot is None and run.exit_code == ending.UNAVAILABLE:
        yield "nothing is in force"
    if len(run.publications) > 1 and all(p.code == "SITE_DOWN" for p in run.publications):
        yield "no site answered: is this machine on the network?"


def _failed(run: RunReport, error: BaseException, data: Path) -> None:
    in_force = _what_is_in_force(run, data)
    if isinstance(error, SystemExit):
        run.outcome, run.exit_code = "stopped", int(error.code or 0)
        run.line = f"stopped by a signal (exit code {run.exit_code}); {in_force}"
        return
    run.exit_code, run.line = ending.of(error)
    run.outcome = _OUTCOMES.get(run.exit_code, "failed")


def _what_is_in_force(run: RunReport, data: Path) -> str:
    """A run may end behind the moment at which the build put its snapshot in force."""
    now = run.snapshot
    if "build" in run.seconds:
        with suppress(IntegrityError, OSError):
            now = in_force_name(data)
    run.snapshot, run.changed = now, now != run.snapshot_before
    return f"{now} was put in force" if run.changed else "the data in force is unchanged"


def _leave_report(run: RunReport, runs: RunFolder, orders: Orders, error: BaseException | None = None) -> None:
    """Write the report and tell whoever wants to know. A disk that takes none must not hide what went wrong before,
    and who stops a run by hand waits for nobody."""
    run.finished = _utc(orders)
    page = None
    try:
        page = runs.write(run)
    except SystemExit:  # stopped at the very end: without its report this would be a run that was killed
        runs.write(run)
        raise
    except OSError as failure:
        if error is None:
            raise
        log.error("the report of the run could not be written: %s", failure)
    if run.outcome != "stopped":
        orders.tell(run, page)


@contextmanager
def _timed(run: RunReport, part: str, orders: Orders) -> Iterator[None]:
    began = orders.clock()
    try:
        yield
    finally:
        run.seconds[part] = round((orders.clock() - began).total_seconds(), 1)


def _utc(orders: Orders) -> str:
    return f"{orders.clock():%Y-%m-%dT%H:%M:%SZ}"
