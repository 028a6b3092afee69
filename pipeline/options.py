"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

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


def visiting_options(command: F) -> F:
    """What the commands take that visit the publication sites."""
    taken = "Take what this site shows, or this file of raw/, as it is now: changed, mixed, or gone."
    for option in (
        click.option("--reason", help="Why it is accepted; written to the log of the raw store."),
        click.option("--accept", multiple=True, metavar="HOST-OR-FILE", help=taken),
        click.option("--only", multiple=True, metavar="PUBLICATION", help="Visit only these (publication_id or host)."),
        click.option("--sites", type=click.Path(path_type=Path), help="Site list; default: the one that ships."),
        data_option,
        raw_option,
    ):
        command = option(command)
    return command


def accepted(names: tuple[str, ...], reason: str | None) -> dict[str, str]:
    """What a person accepts, and why. Raises click.UsageError for one without the other."""
    if bool(names) != bool(reason):
        raise click.UsageError("--accept and --reason belong together")
    return dict.fromkeys(names, reason or "")


def exporting_options(command: F) -> F:
    """What `export` takes."""
    for option in (
        click.option("--table", "tables", multiple=True, help="Only this table; may be given more than once."),
        click.option("--format", "formats", multiple=True, type=click.Choice(["csv", "xlsx", "duckdb"]),
                     help="Only this format; may be given more than once."),
        click.option("--snapshot", metavar="NAME", help="An older snapshot."),
        click.option("--out", type=click.Path(path_type=Path), default=Path("build/export"), show_default=True,
                     help="Folder to write to."),
        data_option,
    ):  # fmt: skip
        command = option(command)
    return command
