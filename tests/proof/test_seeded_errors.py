"""Errors put into printed tables must be found: the 11 classes of INTEGRITY section 4, in every figure in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from result_tables import ALL, Figures, ResultTable, grid, page_of, printed

from pipeline.model import PageRefused
from pipeline.proof import Proof, prove
from pipeline.tables import baten_lasten
from pipeline.tables.text_amounts import find_text_amounts

LASTEN, BATEN, TOEVOEGING, ONTTREKKING = range(4)
OPPOSITE = ((LASTEN, BATEN), (LASTEN, ONTTREKKING), (TOEVOEGING, BATEN), (TOEVOEGING, ONTTREKKING))
SAME = ((LASTEN, TOEVOEGING), (BATEN, ONTTREKKING))
Seed = Callable[[ResultTable], Iterator[Figures]]


def _number(text: str) -> int:
    return int(text.replace(".", ""))


def _print(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _in_cells(change: Callable[[int], int | None]) -> Seed:
    def seeded(table: ResultTable) -> Iterator[Figures]:
        for r, row in enumerate(table.figures):
            for c, text in enumerate(row):
                if not text:
                    continue
                number = change(_number(text))
                other = "" if number is None else _print(number)
                if other != text:
                    yield tuple(
                        tuple(other if (i, j) == (r, c) else old for j, old in enumerate(values))
                        for i, values in enumerate(table.figures)
                    )

    return seeded


def _in_table(change: Callable[[int], int]) -> Seed:
    def seeded(table: ResultTable) -> Iterator[Figures]:
        yield tuple(tuple(text and _print(change(_number(text))) for text in row) for row in table.figures)

    return seeded


def _columns(pairs: tuple[tuple[int, int], ...]) -> Seed:
    def seeded(table: ResultTable) -> Iterator[Figures]:
        for one, other in pairs:
            places = [other if c == one else one if c == other else c for c in range(5)]
            figures = tuple(tuple(row[c] for c in places) for row in table.figures)
            if figures != table.figures:
                yield figures

    return seeded


def _rows(table: ResultTable) -> Iterator[Figures]:
    for one, other in combinations(range(6), 2):
        figures = list(table.figures)
        figures[one], figures[other] = figures[other], figures[one]
        if tuple(figures) != table.figures:
            yield tuple(figures)


def _thousandth(number: int) -> int:
    return round(number / 1000)


def _digit_lost(number: int) -> int:
    return int(str(number)[:-1]) if abs(number) > 9 else number


CLASSES: dict[str, Seed] = {
    "sign": _in_cells(lambda n: -n),
    "thousandth": _in_cells(_thousandth),
    "emptied": _in_cells(lambda n: None),
    "digit lost": _in_cells(_digit_lost),
    "thousandfold": _in_cells(lambda n: n * 1000),
    "three more": _in_cells(lambda n: n + 3),
    "three less": _in_cells(lambda n: n - 3),
    "one more": _in_cells(lambda n: n + 1),
    "one less": _in_cells(lambda n: n - 1),
    "opposite columns": _columns(OPPOSITE),
    "same columns": _columns(SAME),
    "rows": _rows,
    "table thousandfold": _in_table(lambda n: n * 1000),
    "table thousandth": _in_table(_thousandth),
    "all signs": _in_table(lambda n: -n),
}
WITHIN_ROUNDING = {"one more", "one less"}


def _prove(table: ResultTable, rows: list[tuple[str, ...]], *, explained: bool) -> Proof:
    page = page_of(table, grid(rows), explained=explained)
    tables, findings = baten_lasten.read(page)
    proof = prove(page, tables, find_text_amounts(page))
    return Proof(proof.amounts, proof.checks, (*findings, *proof.findings))


def _alarms(table: ResultTable, rows: list[tuple[str, ...]], *, explained: bool) -> list[str]:
    try:
        proof = _prove(table, rows, explained=explained)
    except PageRefused as refused:
        return [refused.finding.code]
    return [f.code for f in proof.findings if f.severity != "info" or f.code.endswith("_SUSPECT")] + [
        check.identity for check in proof.checks if check.status == "mismatch"
    ]


def _missed(name: str, table: ResultTable, *, explained: bool) -> tuple[int, int]:
    usual = sorted(_alarms(table, printed(table), explained=explained))
    seeds = list(CLASSES[name](table))
    found = [sorted(_alarms(table, printed(table, seed), explained=explained)) for seed in seeds]
    return sum(alarms == usual for alarms in found), len(seeds)


def _visible(name: str, table: ResultTable) -> bool:
    return table.in_euros or name not in WITHIN_ROUNDING


@pytest.mark.parametrize("table", ALL, ids=lambda t: t.name)
def test_an_untouched_table_raises_no_alarm(table: ResultTable) -> None:
    assert _alarms(table, printed(table), explained=True) == []
    proof = _prove(table, printed(table), explained=True)
    assert len(proof.amounts) == 25
    assert {a.reliability for a in proof.amounts} == {"proven"}
    # without text an uncaptioned table takes its unit from the edition, and says so
    expected = ["UNIT_INFERRED"] if table.in_euros else []
    assert _alarms(table, printed(table), explained=False) == expected


SEEDED = [(name, table) for name in CLASSES for table in ALL if _visible(name, table)]


@pytest.mark.parametrize(("name", "table"), SEEDED, ids=lambda v: v if isinstance(v, str) else v.name)
def test_every_error_is_found_with_explaining_text(name: str, table: ResultTable) -> None:
    missed, seeds = _missed(name, table, explained=True)
    assert seeds > 0
    assert missed == 0


def test_95_percent_of_errors_are_found_without_text() -> None:
    counts = {(name, table.name): _missed(name, table, explained=False) for name, table in SEEDED}
    missed, seeds = (sum(count[at] for count in counts.values()) for at in (0, 1))
    assert seeds > 500
    assert missed <= seeds * 0.05
    imperfect = {name for (name, _), count in counts.items() if count[0]}
    assert imperfect <= {"three less", "same columns"}


@pytest.mark.parametrize("table", ALL, ids=lambda t: t.name)
def test_labels_that_move_with_their_figures_change_nothing(table: ResultTable) -> None:
    def facts(rows: list[tuple[str, ...]]) -> set[tuple[object, ...]]:
        proof = _prove(table, rows, explained=True)
        assert [f for f in proof.findings if f.severity != "info"] == []
        return {(a.stage, a.component, a.amount_eur, a.row_label, a.column_label) for a in proof.amounts}

    rows = printed(table)
    columns = [0, 5, 4, 2, 1, 3]
    assert facts([rows[0], *reversed(rows[1:])]) == facts(rows)
    assert facts([tuple(row[c] for c in columns) for row in rows]) == facts(rows)


@pytest.mark.parametrize("table", ALL, ids=lambda t: t.name)
def test_a_changed_label_is_found(table: ResultTable) -> None:
    rows = printed(table)
    for column in range(1, 6):
        head = tuple("Kosten 2025" if c == column else text for c, text in enumerate(rows[0]))
        assert _alarms(table, [head, *rows[1:]], explained=True) == ["COLUMN_UNKNOWN"]
    for row in range(1, 8):
        other = [("Iets anders", *values[1:]) if r == row else values for r, values in enumerate(rows)]
        assert {"ROW_UNKNOWN", "ROW_MISSING"} <= set(_alarms(table, other, explained=True))
