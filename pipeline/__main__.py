"""The command line: arguments in, exit code out.

Exit codes (CONTRACT.md): 0 published or unchanged, 1 bug, 2 usage or configuration, 3 refused by the gate, 4 another
run holds the lock, 5 sources unavailable, 6 stored data damaged, 7 disk or I/O, 8 data too old.
"""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import journal
from .exits import exit_codes, stop_cleanly
from .options import accepted, data_option, engine_options, exporting_options, raw_option, visiting_options

if TYPE_CHECKING:
    from .inputs import Inputs, Report
    from .nightly.run_report import RunReport

log = logging.getLogger("doelenboom")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-v", "--verbose", is_flag=True, help="Log more.")
def cli(verbose: bool) -> None:
    """Dutch municipal budget pages as validated Parquet datasets."""
    journal.start_log(verbose)


@cli.command()
@raw_option
@data_option
@engine_options
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Known source errors; default: the ones that ship.",
)
@click.option(
    "--goal-links",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Links between goals that a person confirmed; default: the ones that ship.",
)
@click.option("--renew", multiple=True, metavar="PAGE_ID", help="Take this page as it is, although it lost rows.")
@click.option("--accept", metavar="HASH", help="Publish the refused candidate with this hash.")
@click.option("--reason", help="Why it is accepted; written to the manifest.")
def build(
    raw: Path,
    data: Path,
    jobs: int,
    engine: str,
    scheduler: str | None,
    corrections: Path | None,
    goal_links: Path | None,
    renew: tuple[str, ...],
    accept: str | None,
    reason: str | None,
) -> None:
    """Build the datasets from RAW and publish a snapshot in DATA."""
    if bool(accept) != bool(reason):
        raise click.UsageError("--accept and --reason belong together")
    if (engine == "dask") != bool(scheduler):
        raise click.UsageError("--engine dask and --scheduler belong together")
    if scheduler:  # other machines have another working folder
        raw, data = raw.absolute(), data.absolute()
    with exit_codes():
        from .inputs import PACKAGED_CORRECTIONS, PACKAGED_LINKS, read_inputs, unchanged
        from .store.lock import writer_lock

        with writer_lock(data):
            inputs = read_inputs(raw, corrections or PACKAGED_CORRECTIONS, goal_links or PACKAGED_LINKS)
            report = None if accept or renew else unchanged(inputs, data, datetime.now(UTC))
            if report is None:
                report = _build(raw, data, inputs, jobs, scheduler, renew, accept, reason)
        for line in journal.summary(report):
            click.echo(line)


def _build(
    raw: Path, data: Path, inputs: Inputs, jobs: int, scheduler: str | None, renew: tuple[str, ...],
    accept: str | None, reason: str | None,
) -> Report:  # fmt: skip
    """A build that has something to do: the first to import what makes tables."""
    from .build import build as run
    from .engine.choice import engine_at
    from .store.gate import Acceptance

    try:
        word = Acceptance(accept, reason) if accept and reason else None
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    with journal.page_counter() as on_page, engine_at(scheduler) as engine:
        return run(
            raw, data, jobs=jobs, engine=engine, accept=word, corrections=inputs.corrections,
            goal_links=inputs.goal_links, renew=frozenset(renew), inputs=inputs, on_page=on_page, lock_held=True,
        )  # fmt: skip


@cli.command()
@visiting_options
@click.option("--jobs", type=click.IntRange(0), default=0, help="Worker processes of the build; 0 chooses.")
def refresh(
    raw: Path,
    data: Path,
    sites: Path | None,
    only: tuple[str, ...],
    accept: tuple[str, ...],
    reason: str | None,
    jobs: int,
) -> None:
    """Visit the publication sites, bring RAW up to date, build and publish: the nightly run. Its report is in
    DATA/runs."""
    words = accepted(accept, reason)
    with exit_codes():
        from .nightly.commands import visit_sites
        from .sources.site.site_list import PACKAGED

        _tell(visit_sites(raw, data, sites or PACKAGED, accepted=words, only=only, building={"jobs": jobs}), data)


@cli.command()
@visiting_options
@click.option("--warc", multiple=True, type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Load these web archives instead of visiting sites.")  # fmt: skip
def fetch(
    raw: Path, data: Path, sites: Path | None, only: tuple[str, ...], accept: tuple[str, ...], reason: str | None,
    warc: tuple[Path, ...],
) -> None:  # fmt: skip
    """Bring RAW up to date from the publication sites, or from web archives, and build nothing. With --accept and
    files only, nothing is visited either."""
    words = accepted(accept, reason)
    with exit_codes():
        from .nightly.archive_run import load_warc
        from .nightly.commands import accept_files, visit_sites
        from .sources.site.site_list import PACKAGED

        if warc:
            for line in load_warc(raw, data, sites or PACKAGED, warc):
                click.echo(line)
        elif accept and all("/" in name or name.lower().endswith((".html", ".htm", ".txt")) for name in accept):
            for line in accept_files(raw, data, accept, reason or ""):
                click.echo(line)
        else:
            _tell(visit_sites(raw, data, sites or PACKAGED, accepted=words, only=only, publish=False), data)


def _tell(report: RunReport, data: Path) -> None:
    """The lines of a run, and its exit code."""
    from .nightly.notification import lines

    for line in lines(report, data / "runs" / f"{report.run}.html"):
        click.echo(line)
    if report.exit_code:
        click.echo(journal.printable(report.line), err=True)
        sys.exit(report.exit_code)


@cli.command()
@click.argument("wanted", metavar="PAGE-OR-ROW-ID")
@raw_option
@data_option
@click.option("--open", "in_browser", is_flag=True, help="Open a copy of the printed page, the cell marked.")
def show(wanted: str, raw: Path, data: Path, in_browser: bool) -> None:
    """Print one page (file or page_id) or one row (any key) with the place it was printed at."""
    with exit_codes():
        if in_browser:
            _browse(wanted, data)
            return
        from .show import show as lines

        for line in lines(wanted, raw, data):
            click.echo(line)


def _browse(wanted: str, data: Path) -> None:
    import webbrowser

    from .report.writing import opened

    address = opened(wanted, data)
    click.echo(address)
    if not webbrowser.open(address):
        click.echo("no browser was found here; open the address above in yours", err=True)


@cli.command()
@data_option
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/report"), show_default=True)
def report(data: Path, out: Path) -> None:
    """Write the report of the snapshot in force to OUT: static pages that open without a server."""
    with exit_codes():
        from .report.writing import write

        written = write(data, out)
        click.echo(f"{written.files} files of {written.snapshot}: {written.start}")


@cli.command()
@exporting_options
def export(data: Path, out: Path, snapshot: str | None, formats: tuple[str, ...], tables: tuple[str, ...]) -> None:
    """Write the snapshot in force as CSV for Dutch Excel, as one workbook and as one DuckDB file."""
    with exit_codes():
        from .exports import FORMATS
        from .exports import export as files

        for path in files(out, data=data, snapshot=snapshot, formats=formats or FORMATS, tables=tables):
            click.echo(f"{path}  {path.stat().st_size:,} bytes")


@cli.command()
@data_option
def verify(data: Path) -> None:
    """Read every file of every kept snapshot; exit 6 when one is not what was published."""
    with exit_codes():
        from .store.verify import require_published
        from .store.verify import verify as problems

        require_published(data)
        found = problems(data)
        for problem in found:
            click.echo(journal.printable(str(problem)))
        if found:
            now = "rollback" if any(problem.is_of_data for problem in found) else "build"
            click.echo(f"{len(found)} problems; run: python -m pipeline {now} --data {data}", err=True)
            sys.exit(6)
        click.echo("every file is as published")


@cli.command()
@data_option
@click.option("--max-age-hours", type=click.FloatRange(0), default=48.0, show_default=True, help="Older is exit 8.")
def status(data: Path, max_age_hours: float) -> None:
    """Age, publications, coverage, findings and gate of the snapshot in force; exit 8 when it is too old."""
    with exit_codes():
        from .status import status as lines

        report = lines(data, max_age_hours)
        for line in report.lines:
            click.echo(journal.printable(line))
        if report.too_old:
            click.echo(f"older than {max_age_hours:g} hours: is the nightly refresh running?", err=True)
            sys.exit(8)


@cli.command()
@click.argument("old")
@click.argument("new")
@data_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html", "notes"]), default="text", show_default=True
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Rows per table and kind (text).")
def diff(old: str, new: str, data: Path, form: str, limit: int) -> None:
    """What changed between two snapshots: schema, counts, rows by key with old and new value; `notes` says it in an
    analyst's words. `current` names the snapshot in force, its hash a candidate that the gate refused."""
    with exit_codes():
        from .load import snapshot
        from .store import diff_report
        from .store.diff import diff as compare
        from .store.release_notes import as_notes

        with snapshot(data, _named(old)) as before, snapshot(data, _named(new)) as after:
            found = compare(before, after)
        render = {"json": diff_report.as_json, "html": diff_report.as_html, "notes": as_notes}.get(form)
        click.echo(render(found) if render else diff_report.as_text(found, limit), nl=False)


def _named(name: str) -> str | None:
    return None if name == "current" else name


@cli.command()
@data_option
@click.option("--to", metavar="SNAPSHOT", help="Snapshot to put in force; default: the newest good one before.")
def rollback(data: Path, to: str | None) -> None:
    """Put an older snapshot in force."""
    with exit_codes():
        from .store.lock import writer_lock
        from .store.verify import rollback as put_back

        with writer_lock(data):
            click.echo(f"in force: {put_back(data, to)}")


def main() -> None:
    """Entry point of the console command `doelenboom`."""
    stop_cleanly()  # click would end an early Ctrl-C as 1, which says bug
    cli(prog_name="doelenboom")


if __name__ == "__main__":
    main()
