"""The command line: arguments in, exit code out.

Exit codes (CONTRACT.md): 0 published or unchanged, 1 bug, 2 usage or configuration, 3 refused by the gate, 4 another
run holds the lock, 6 stored data damaged, 7 disk or I/O, 8 data too old.
"""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn, TypeVar

import click

from . import journal

log = logging.getLogger("doelenboom")

F = TypeVar("F", bound=Callable[..., object])


def raw_option(command: F) -> F:
    return click.option(
        "--raw",
        type=click.Path(path_type=Path),
        default=Path("raw"),
        show_default=True,
        help="Folder of exported pages.",
    )(command)


def data_option(command: F) -> F:
    return click.option(
        "--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True, help="Folder of snapshots."
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-v", "--verbose", is_flag=True, help="Log more.")
def cli(verbose: bool) -> None:
    """Dutch municipal budget pages as validated Parquet datasets."""
    journal.start_log(verbose)


@cli.command()
@raw_option
@data_option
@click.option("--jobs", type=click.IntRange(0), default=0, help="Worker processes; 0 chooses.")
@click.option("--engine", type=click.Choice(["local"]), expose_value=False, help="Where pages are read: this machine.")
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Known source errors; default: the ones that ship.",
)
@click.option("--renew", multiple=True, metavar="PAGE_ID", help="Take this page as it is, although it lost rows.")
@click.option("--accept", metavar="HASH", help="Publish the refused candidate with this hash.")
@click.option("--reason", help="Why it is accepted; written to the manifest.")
def build(
    raw: Path,
    data: Path,
    jobs: int,
    corrections: Path | None,
    renew: tuple[str, ...],
    accept: str | None,
    reason: str | None,
) -> None:
    """Build the datasets from RAW and publish a snapshot in DATA."""
    if bool(accept) != bool(reason):
        raise click.UsageError("--accept and --reason belong together")
    with _exit_codes():
        from .build import build as run
        from .corrections import PACKAGED
        from .store.gate import Acceptance

        with journal.page_counter() as on_page:
            word = Acceptance(accept, reason) if accept and reason else None
            report = run(
                raw,
                data,
                jobs=jobs,
                accept=word,
                corrections=corrections or PACKAGED,
                renew=frozenset(renew),
                on_page=on_page,
            )
        for line in journal.summary(report):
            click.echo(line)


@cli.command()
@click.argument("wanted", metavar="PAGE-OR-ROW-ID")
@raw_option
@data_option
def show(wanted: str, raw: Path, data: Path) -> None:
    """Print one page (file or page_id) or one row (any key) with the place it was printed at."""
    with _exit_codes():
        from .show import show as lines

        for line in lines(wanted, raw, data):
            click.echo(line)


@cli.command()
@data_option
def verify(data: Path) -> None:
    """Read every file of every kept snapshot; exit 6 when one is not what was published."""
    with _exit_codes():
        from .store.verify import verify as problems

        found = problems(data)
        for problem in found:
            click.echo(journal.printable(str(problem)))
        if found:
            click.echo(f"{len(found)} problems; run: python -m pipeline rollback --data {data}", err=True)
            sys.exit(6)
        click.echo("every file is as published")


@cli.command()
@data_option
@click.option("--max-age-hours", type=click.FloatRange(0), default=48.0, show_default=True, help="Older is exit 8.")
def status(data: Path, max_age_hours: float) -> None:
    """Age, publications, coverage, findings and gate of the snapshot in force; exit 8 when it is too old."""
    with _exit_codes():
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
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Rows per table and kind (text).")
def diff(old: str, new: str, data: Path, form: str, limit: int) -> None:
    """What changed between two snapshots: schema, counts, rows by key with old and new value. `current` names the
    snapshot in force."""
    with _exit_codes():
        from .load import snapshot
        from .store import diff_report
        from .store.diff import diff as compare

        with snapshot(data, _named(old)) as before, snapshot(data, _named(new)) as after:
            found = compare(before, after)
        render = {"json": diff_report.as_json, "html": diff_report.as_html}.get(form)
        click.echo(render(found) if render else diff_report.as_text(found, limit), nl=False)


def _named(name: str) -> str | None:
    return None if name == "current" else name


@cli.command()
@data_option
@click.option("--to", metavar="SNAPSHOT", help="Snapshot to put in force; default: the newest good one before.")
def rollback(data: Path, to: str | None) -> None:
    """Put an older snapshot in force."""
    with _exit_codes():
        from .store.lock import writer_lock
        from .store.verify import rollback as put_back

        with writer_lock(data):
            click.echo(f"in force: {put_back(data, to)}")


@contextmanager
def _exit_codes() -> Iterator[None]:
    """Every way a run can end, as one line and one number."""
    _stop_cleanly()
    from . import ending

    try:
        yield
    except (click.ClickException, SystemExit):
        raise
    except BaseException as error:
        code, line = ending.of(error)
        if code == 1:
            log.exception("bug")
        click.echo(journal.printable(line), err=True)
        sys.exit(code)


def _stop_cleanly() -> None:
    """SIGTERM and a closed terminal end a run the way Ctrl-C does: nothing half is left behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    click.echo(f"stopped by {signal.Signals(number).name}; the data in force is unchanged", err=True)
    sys.exit(128 + number)


def main() -> None:
    """Entry point of the console command `doelenboom`."""
    cli(prog_name="doelenboom")


if __name__ == "__main__":
    main()
