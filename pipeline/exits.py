"""Every way a command can end: an exit code, and one line for a person."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

from . import journal

log = logging.getLogger("doelenboom")


@contextmanager
def exit_codes() -> Iterator[None]:
    """Every way a run can end, as one line and one number."""
    stop_cleanly()

    try:
        yield
    except (click.ClickException, SystemExit):
        raise
    except BaseException as error:
        from . import ending  # knows every way to fail, and so imports everything

        code, line = ending.of(error)
        if code == 1:
            log.exception("bug")
        click.echo(journal.printable(line), err=True)
        sys.exit(code)


def stop_cleanly() -> None:
    """SIGTERM and a closed terminal end a run the way Ctrl-C does: nothing half is left behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    click.echo(f"stopped by {signal.Signals(number).name}; nothing half was published", err=True)
    sys.exit(128 + number)
