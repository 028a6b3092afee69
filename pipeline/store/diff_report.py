"""A difference between snapshots as text, JSON or HTML. Page text is inert in each (INTEGRITY.md F24-F26)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from .diff import Difference, RowChange, TableDiff

MARKS = (("added", "+"), ("removed", "-"), ("changed", "~"))
STYLE = "body{font-family:sans-serif}td,th{text-align:left;vertical-align:top}del{color:#a00}ins{color:#060}"


def as_text(found: Difference, limit: int | None = 50) -> str:
    """Lines for a terminal: at most `limit` rows per table and kind of change, None for all. Control characters,
    line breaks and bidirectional marks of page text are escaped."""
    lines = [f"{found.old} -> {found.new}" + ("" if found else ": no difference")]
    for table in found.tables:
        if table:
            lines += _table_lines(table, limit)
    return "\n".join(lines) + "\n"


def as_json(found: Difference) -> str:
    """The whole difference; keys old, new and tables with schema, counts, added, removed and changed rows."""
    tables = {t.table: _table_json(t) for t in found.tables if t}
    body = {"old": found.old, "new": found.new, "equal": not found, "tables": tables}
    return json.dumps(body, ensure_ascii=True, indent=1, default=str) + "\n"


def as_html(found: Difference) -> str:
    """One self-contained page without scripts; every text is escaped and nothing is fetched."""
    title = f"{found.old} to {found.new}"
    head = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><h1>{escape(title)}</h1>"
    )
    tables = "".join(_table_html(t) for t in found.tables if t) or "<p>No difference.</p>"
    return f"{head}{tables}</body></html>\n"


def inert(value: object) -> str:
    """Text on one line that a terminal shows as it is: everything not printable is escaped."""
    text = "(none)" if value is None else str(value)
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _table_lines(table: TableDiff, limit: int | None) -> Iterator[str]:
    yield f"{table.table}: {table.rows_old} -> {table.rows_new} rows"
    yield from (f"  ! {inert(line)}" for line in table.schema)
    for kind, mark in MARKS:
        rows: tuple[RowChange, ...] = getattr(table, kind)
        for row in rows[:limit]:
            yield f"  {mark} {inert(row.key)} (page {inert(row.page_id)})"
            yield from (f"      {c}: {inert(old)} -> {inert(new)}" for c, (old, new) in row.changes.items())
        if limit is not None and len(rows) > limit:
            yield f"  {mark} and {len(rows) - limit} more {kind}"


def _table_json(table: TableDiff) -> dict[str, Any]:
    return {
        "rows": {"old": table.rows_old, "new": table.rows_new},
        "schema": list(table.schema),
        "added": [{"key": r.key, "page_id": r.page_id} for r in table.added],
        "removed": [{"key": r.key, "page_id": r.page_id} for r in table.removed],
        "changed": [
            {
                "key": r.key,
                "page_id": r.page_id,
                "changes": {c: {"old": old, "new": new} for c, (old, new) in r.changes.items()},
            }
            for r in table.changed
        ],
    }


def _table_html(table: TableDiff) -> str:
    schema = "".join(f"<li>{escape(line)}</li>" for line in table.schema)
    rows = "".join(
        f"<tr><td>{kind}</td><td>{escape(row.key)}</td><td>{escape(row.page_id)}</td><td>{_changes_html(row)}</td></tr>"
        for kind, _ in MARKS
        for row in getattr(table, kind)
    )
    return (
        f"<h2>{escape(table.table)}</h2><p>{table.rows_old} &rarr; {table.rows_new} rows</p>"
        + (f"<ul>{schema}</ul>" if schema else "")
        + (f"<table><tr><th></th><th>key</th><th>page</th><th>values</th></tr>{rows}</table>" if rows else "")
    )


def _changes_html(row: RowChange) -> str:
    return "<br>".join(
        f"{escape(column)}: <del>{escape(inert(old))}</del> <ins>{escape(inert(new))}</ins>"
        for column, (old, new) in row.changes.items()
    )
