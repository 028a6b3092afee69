"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from .remote import is_url

F = TypeVar("F", bound=Callable[..., object])


def _anywhere(value: str | Path) -> Path:
    """A folder of this machine, or the address of one in an object store."""
    from .store.places import place

    try:
        return place(value)
    except (ValueError, ImportError) as error:
        raise click.BadParameter(str(error)) from error


def _here(value: str | Path) -> Path:
    """A folder of this machine: the raw store and the reports of runs are kept on a disk."""
    if isinstance(value, str) and is_url(value):
        raise click.BadParameter(f"{value}: this command keeps its files in a folder of this machine")
    return Path(value)


def raw_option(command: F, kind: Callable[[str], Path] = _anywhere) -> F:
    return click.option(
        "--raw",
        type=kind,
        metavar="FOLDER",
        default=Path("raw"),
        show_default=True,
        help="Folder of exported pages; build and show also take s3://BUCKET/FOLDER.",
    )(command)


def data_option(command: F, kind: Callable[[str], Path] = _anywhere) -> F:
    return click.option(
        "--data",
        type=kind,
        metavar="FOLDER",
        default=Path("data"),
        show_default=True,
        help="Folder of snapshots, also s3://BUCKET/FOLDER except for fetch and refresh.",
    )(command)


def engine_options(command: F) -> F:
    """Where `build` works."""
    for option in (
        click.option("--scheduler", metavar="ADDRESS", help="Of the Dask cluster: tcp://HOST:8786."),
        click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True,
                     help="Where pages are read: this machine, or a Dask cluster that has this program installed."),
        click.option("--jobs", type=click.IntRange(0), default=0, help="Worker processes here; 0 chooses."),
    ):  # fmt: skip
        command = option(command)
    return command


def visiting_options(command: F) -> F:
    """What the commands take that visit the publication sites."""
    taken = "Take what this site shows, or this file of raw/, as it is now: changed, mixed, or gone."
    for option in (
        click.option("--reason", help="Why it is accepted; written to the log of the raw store."),
        click.option("--accept", multiple=True, metavar="HOST-OR-FILE", help=taken),
        click.option("--only", multiple=True, metavar="PUBLICATION", help="Visit only these (publication_id or host)."),
        click.option("--sites", type=click.Path(path_type=Path), help="Site list; default: the one that ships."),
        partial(data_option, kind=_here),
        partial(raw_option, kind=_here),
    ):
        command = option(command)
    return command


def accepted(names: tuple[str, ...], reason: str | None) -> dict[str, str]:
    """What a person accepts, and why. Raises click.UsageError for one without the other."""
    if bool(names) != bool(reason and reason.strip()):
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
