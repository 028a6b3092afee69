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
@click.option("--accept", metavar="HASH", help="Publish the refused candidate with this hash.")
@click.option("--reason", help="Why it is accepted; written to the manifest.")
def build(raw: Path, data: Path, jobs: int, accept: str | None, reason: str | None) -> None:
    """Build the datasets from RAW and publish a snapshot in DATA."""
    if bool(accept) != bool(reason):
        raise click.UsageError("--accept and --reason belong together")
    with _exit_codes():
        from .build import build as run
        from .store.gate import Acceptance

        with journal.page_counter() as on_page:
            word = Acceptance(accept, reason) if accept and reason else None
            report = run(raw, data, jobs=jobs, accept=word, on_page=on_page)
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
