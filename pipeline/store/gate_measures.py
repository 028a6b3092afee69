"""What the gate measures: counts of differences between the snapshot in force and a candidate. No limits here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from schemas import SCHEMA_VERSION, TABLES

from ..model import AMOUNT_DATASETS
from .comparison import Comparison, PageState
from .datapackage import without_words

UNUSABLE = ("quarantined", "stale")
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """`found` of `of`; for fill rates `found` is the number of percentage points lost."""

    measure: str
    table: str
    publication: str
    found: float
    of: int
    detail: str = ""


def measures(found: Comparison, filled: Sequence[str], not_counted: frozenset[str]) -> Iterator[Measured]:
    """Every measure of INTEGRITY.md 5.5. `filled` are the `table.column` whose fill rate counts; tables in
    `not_counted` have no part in the keys lost overall."""
    yield from _schema_changes(found)
    yield from _lost(found)
    yield from _explained(found)
    yield _lost_overall(found, not_counted)
    yield from _added(found)
    yield from _unusable_pages(found)
    yield from _changed_amounts(found)
    yield _new_mismatches(found)
    yield from _fill_rates(found, filled)
    yield from _emptied(found)


def _schema_changes(found: Comparison) -> Iterator[Measured]:
    if found.old.manifest.schema_version != SCHEMA_VERSION:
        yield Measured("schema_changed", "", "", 0, len(TABLES), f"version {SCHEMA_VERSION} is new")
        return
    for name, table in TABLES.items():
        changed = name not in found.old.tables or found.old.rules(name) != without_words(table.descriptor())
        yield Measured("schema_changed", name, "", int(changed), 1, "same version, other columns" if changed else "")


def _lost(found: Comparison) -> Iterator[Measured]:
    old_pages, new_pages = found.pages
    for change in found.keys:
        closed = change.publication in found.closed
        same = [k for k, page in change.lost.items() if closed and _same_bytes(page, old_pages, new_pages)]
        other = [k for k in change.lost if k not in set(same)]
        where = (change.table, change.publication)
        yield Measured("keys_lost_closed_edition", *where, len(same), change.old_rows, _examples(same))
        yield Measured("keys_lost", *where, len(other), change.old_rows, _examples(other))


def _explained(found: Comparison) -> Iterator[Measured]:
    for publication in sorted(found.before["pages"]):
        own = [change for change in found.keys if change.publication == publication]
        keys = [key for change in own for key in change.explained]
        rows = sum(change.old_rows for change in own)
        yield Measured("keys_of_gone_pages", "", publication, len(keys), rows, _examples(keys))


def _same_bytes(page: str, old: dict[str, PageState], new: dict[str, PageState]) -> bool:
    return page in old and page in new and old[page].sha256 == new[page].sha256


def _lost_overall(found: Comparison, not_counted: frozenset[str]) -> Measured:
    counted = [change for change in found.keys if change.table not in not_counted]
    lost, rows = sum(len(c.lost) for c in counted), sum(c.old_rows for c in counted)
    return Measured("keys_lost_overall", "", "", lost, rows)


def _added(found: Comparison) -> Iterator[Measured]:
    for table in TABLES:
        own = [change for change in found.keys if change.table == table]
        rows = sum(c.old_rows for c in own)
        if rows:  # a table that had no rows has no share to compare with
            yield Measured("keys_new", table, "", sum(c.added for c in own), rows)


def _unusable_pages(found: Comparison) -> Iterator[Measured]:
    old, new = found.pages
    bad = [p for p, state in new.items() if state.status in UNUSABLE]
    worse = [p for p in bad if p not in old or old[p].status not in UNUSABLE]
    yield Measured("pages_unusable", "pages", "", len(worse), len(new), _examples(worse))
    had = {state.publication for state in old.values() if state.status not in UNUSABLE}
    has = {state.publication for state in new.values() if state.status not in UNUSABLE}
    gone = sorted({new[p].publication for p in bad} & had - has)
    yield Measured("editions_unusable", "pages", "", len(gone), len(had), _examples(gone))


def _changed_amounts(found: Comparison) -> Iterator[Measured]:
    for table, publication in ((name, p) for name in AMOUNT_DATASETS for p in found.both(name)):
        if publication in found.closed:
            old, new = found.columns(table, publication, ("amount_id", "amount_eur"))
            amounts = dict(new)
            changed = [f"{key}: {eur} -> {amounts[key]}" for key, eur in old if amounts.get(key, eur) != eur]
            yield Measured("amounts_changed", table, publication, len(changed), len(old), _examples(changed))


def _new_mismatches(found: Comparison) -> Measured:
    tables: set[tuple[str, int]] = set()
    failing: set[tuple[str, int]] = set()
    for publication in sorted(found.new["checks"]):
        names = ("check_id", "page_id", "table_no", "status")
        old, new = found.columns("checks", publication, names)
        failed = {key for key, _, _, status in old if status == "mismatch"}
        tables |= {(page, table_no) for _, page, table_no, _ in new}
        failing |= {(page, no) for key, page, no, status in new if status == "mismatch" and key not in failed}
    return Measured("mismatches_new", "checks", "", len(failing), len(tables), _examples([p for p, _ in failing]))


def _fill_rates(found: Comparison, filled: Sequence[str]) -> Iterator[Measured]:
    columns: dict[str, list[str]] = {}
    for name in filled:
        table, _, column = name.partition(".")
        columns.setdefault(table, []).append(column)
    for table, names in columns.items():
        shared = [p for p in found.before[table] if p in found.new[table]]
        old_rows = sum(found.before[table][p] for p in shared)
        new_rows = sum(found.new[table][p].num_rows for p in shared)
        changed = found.both(table)
        if not changed or not old_rows or not new_rows:
            continue
        same = _empty((found.new[table][p] for p in shared if p not in changed), names)
        old_empty = same + _empty((found.old_part(table, p) for p in changed), names)
        new_empty = same + _empty((found.new[table][p] for p in changed), names)
        for column in names:
            points = 100 * (new_empty[column] / new_rows - old_empty[column] / old_rows)
            yield Measured("fill_rate", table, "", max(points, 0.0), new_rows, column)


def _emptied(found: Comparison) -> Iterator[Measured]:
    for table in TABLES:
        before = sum(found.before[table].values())
        after = sum(part.num_rows for part in found.new[table].values())
        unexplained = any(change.lost for change in found.keys if change.table == table)
        yield Measured("table_empty", table, "", int(before > 0 and after == 0 and unexplained), 1)


def _empty(parts: Iterable[pa.Table | None], columns: Sequence[str]) -> Counter[str]:
    """How many values of each of these columns are null or blank; each part is read once."""
    found: Counter[str] = Counter()
    for part in parts:
        if part is None:
            continue
        known = part.select([column for column in columns if column in part.column_names])
        for column in columns:
            found[column] += _blank(known[column]) if column in known.column_names else part.num_rows
    return found


def _blank(values: pa.ChunkedArray) -> int:
    blank = pc.sum(pc.equal(values, "")).as_py() or 0 if pa.types.is_string(values.type) else 0
    return int(values.null_count) + int(blank)


def _examples(keys: Sequence[str]) -> str:
    shown = ", ".join(sorted(keys)[:EXAMPLES])
    return f"{shown}, ..." if len(keys) > EXAMPLES else shown
