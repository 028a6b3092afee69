"""Whether the command line knows a command as it stands in a document or a unit, without running it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pipeline.__main__ import cli


def check_command(words: Sequence[str]) -> None:
    """`words` behind `python -m pipeline`. Raises click.UsageError for a command or an option that does not exist, and
    for arguments too many or too few."""
    name, *rest = words
    command = cli.commands.get(name)
    if command is None:
        raise click.UsageError(f"no command {name}")
    context = click.Context(command, info_name=name)
    _, left, _ = command.make_parser(context).parse_args(list(rest))
    needed = sum(isinstance(parameter, click.Argument) for parameter in command.params)
    given = len(rest) - len(left)
    if left or given < needed:
        raise click.UsageError(f"{name}: {left or 'arguments missing'}")
