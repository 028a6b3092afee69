"""A parsed page as bytes and back: its rows as plain values, class by class, which is a third of the time and of the
bytes of pickled records."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

from .outcome import PageResult

_Rows = tuple[type, list[Any]]


def packed(result: PageResult) -> bytes:
    """The bytes of a page; only `unpacked` reads them."""
    tables = {name: _values(rows) for name, rows in result.tables.items() if rows}
    empty = [name for name, rows in result.tables.items() if not rows]
    parts = (
        result.common, _values((result.page,)), tables, empty, _values(result.findings), result.host, result.edition,
    )  # fmt: skip
    return pickle.dumps(parts, pickle.HIGHEST_PROTOCOL)


def unpacked(content: bytes) -> PageResult:
    """The page in bytes that `packed` made, from this project's own data folder and proven whole by their digest."""
    common, page, tables, empty, findings, host, edition = pickle.loads(content)  # noqa: S301
    rows: dict[str, Sequence[Any]] = {name: _records(*values) for name, values in tables.items()}
    rows |= dict.fromkeys(empty, ())
    return PageResult(common, _records(*page)[0], rows, tuple(_records(*findings)), host, edition)


def _values(rows: Sequence[Any]) -> _Rows:
    """The class of the rows, and their values in the order of its fields."""
    if not rows:
        return object, []
    kind = type(rows[0])
    return kind, list(map(attrgetter(*(f.name for f in fields(kind))), rows))


def _records(kind: type, rows: Sequence[tuple[Any, ...]]) -> list[Any]:
    make = _maker(kind) if rows else object
    return [make(*row) for row in rows]


@cache
def _maker(kind: type) -> Callable[..., Any]:
    """Makes a record of its values in the order of its fields."""
    named = [f.name for f in fields(kind) if f.kw_only]
    if not named:
        return kind
    names = [f.name for f in fields(kind)]
    return lambda *values: kind(**dict(zip(names, values, strict=True)))
