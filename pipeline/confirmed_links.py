"""Links between goals that a person confirmed or denied (goal_links.csv); kept in git, read at every build."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path

from schemas.goal_links import CONFIRMED_KINDS

from .derive.confirmed import ConfirmedLink
from .inputs import PACKAGED_LINKS

_COLUMNS = ("from_goal_id", "to_goal_id", "kind", "from_text", "to_text", "reason", "confirmed_on")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class ConfirmedLinksBroken(Exception):
    """goal_links.csv cannot be read; the message names file, line and what is allowed."""


def read_confirmed_links(file: Path = PACKAGED_LINKS) -> tuple[ConfirmedLink, ...]:
    """The rows of the file in their order. Raises ConfirmedLinksBroken."""
    try:
        with file.open(encoding="utf-8", newline="") as text:
            reader = csv.DictReader(text, strict=True)
            header = tuple(reader.fieldnames or ())
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConfirmedLinksBroken(f"{file}: {error}") from error
    if header != _COLUMNS:
        raise ConfirmedLinksBroken(f"{file}:1: columns {', '.join(header)}; allowed: {', '.join(_COLUMNS)}")
    found: dict[tuple[str, ...], ConfirmedLink] = {}
    for line, row in rows:
        one = _link(f"{file}:{line}", row)
        said_of = (*one.pair, one.from_text, one.to_text)
        if said_of in found:
            raise ConfirmedLinksBroken(f"{file}:{line}: {' and '.join(one.pair)} have a row for these texts already")
        found[said_of] = one
    return tuple(found.values())


def _link(where: str, row: Mapping[str, str | None]) -> ConfirmedLink:
    values = {name: (row[name] or "").strip() for name in _COLUMNS}
    empty = [name for name in _COLUMNS if not values[name]]
    if None in row or None in row.values() or empty:
        raise ConfirmedLinksBroken(f"{where}: each of {', '.join(_COLUMNS)} needs a value, and no more than these")
    if values["kind"] not in CONFIRMED_KINDS:
        raise ConfirmedLinksBroken(f"{where}: kind {values['kind']!r}; allowed: {', '.join(CONFIRMED_KINDS)}")
    if not _DAY.fullmatch(values["confirmed_on"]):
        raise ConfirmedLinksBroken(f"{where}: confirmed_on is a day such as 2026-11-23: {values['confirmed_on']!r}")
    return ConfirmedLink(**values)
