"""Baten and lasten side by side: years down, stages across; and every amount as it was printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .corpus import Corpus, Row
from .dutch_words import word
from .figures import Figure, Figures

STAGES = ("begroting_primitief", "begroting_na_wijziging", "rekening", "verschil", "raming")
"""The stages that stand side by side; the changes between them are in the full list."""
ALL_STAGES = (
    "begroting_primitief", "mutaties", "begrotingswijzigingen", "begroting_na_wijziging", "rekening", "verschil",
    "raming",
)  # fmt: skip
COMPONENTS = ("lasten", "baten", "toevoeging_reserves", "onttrekking_reserves", "saldo", "resultaat")


Head: TypeAlias = tuple[int, str]
"""Key of a column: fiscal year and stage, or column number and label."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One component of one subject: `figures` by (fiscal year, stage)."""

    component: str
    years: tuple[int, ...]
    stages: tuple[str, ...]
    figures: Mapping[tuple[int, str], Figure]

    @property
    def all_zero(self) -> bool:
        return not any(f.value for f in self.figures.values())


@dataclass(frozen=True, slots=True)
class Overview:
    """Amounts of one printed table. `heads` are the columns in order, key and words; a line is a subject, a component
    (empty where the heads say it) and its figures by the key of their column."""

    title: str
    heads: tuple[tuple[Head, str], ...]
    lines: tuple[tuple[str, str, Mapping[Head, list[Figure]]], ...]


def statements(corpus: Corpus, figures: Figures, amounts: Sequence[Row]) -> list[Statement]:
    """The amounts of one goal per component. Where several publications print a year and stage, the newest counts; a
    different amount in an older one goes along as `others`."""
    found: defaultdict[str, dict[tuple[int, str], Figure]] = defaultdict(dict)
    for (component, year, stage), rows in _same(corpus, amounts).items():
        found[component][year, stage] = _newest(figures, rows)
    return [_statement(component, found[component]) for component in COMPONENTS if component in found]


def overviews(figures: Figures, amounts: Sequence[Row]) -> list[Overview]:
    """Amounts above goal level (baten_lasten) of one publication, per printed table: a line per subject and component,
    a column per year and stage."""
    return [_by_subject(figures, rows) for rows in _tables(amounts)]


def printed_overviews(figures: Figures, table: str, amounts: Sequence[Row]) -> list[Overview]:
    """Amounts of another table of amounts of one publication, in the rows and columns they are printed in."""
    return [_as_printed(figures, table, rows) for rows in _tables(amounts)]


def _tables(amounts: Sequence[Row]) -> list[list[Row]]:
    tables: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in sorted(amounts, key=lambda r: (r["row_no"], r["column_no"])):
        tables[row["page_id"], row["table_no"]].append(row)
    return [tables[key] for key in sorted(tables)]


def _same(corpus: Corpus, amounts: Sequence[Row]) -> Mapping[tuple[str, int, str], list[Row]]:
    """Amounts about the same thing, oldest publication first."""
    same: defaultdict[tuple[str, int, str], list[Row]] = defaultdict(list)
    for row in corpus.in_time(amounts):
        if row["stage"] in STAGES:
            same[row["component"], row["fiscal_year"], row["stage"]].append(row)
    return same


def _newest(figures: Figures, rows: Sequence[Row]) -> Figure:
    newest = rows[-1]
    others = {row["amount_eur"]: row for row in rows if row["amount_eur"] != newest["amount_eur"]}
    return figures.amount(newest, others=tuple(figures.amount(row) for row in others.values()))


def _statement(component: str, found: Mapping[tuple[int, str], Figure]) -> Statement:
    years = tuple(sorted({year for year, _ in found}))
    return Statement(component, years, tuple(s for s in STAGES if any(stage == s for _, stage in found)), found)


def _by_subject(figures: Figures, rows: Sequence[Row]) -> Overview:
    lines: dict[tuple[str, str], dict[Head, list[Figure]]] = {}
    for row in rows:
        line = lines.setdefault((_subject(row), row["component"]), {})
        line.setdefault((row["fiscal_year"], row["stage"]), [figures.amount(row)])
    heads = sorted({head for line in lines.values() for head in line}, key=lambda h: (h[0], ALL_STAGES.index(h[1])))
    order = list(dict.fromkeys(subject for subject, _ in lines))
    ranked = sorted(lines, key=lambda k: (order.index(k[0]), COMPONENTS.index(k[1])))
    return Overview(
        " en ".join(dict.fromkeys(word("scope", row["scope"]) for row in rows)),
        tuple((head, f"{word('stage', head[1])} {head[0]}") for head in heads),
        tuple((subject, word("component", component), lines[subject, component]) for subject, component in ranked),
    )


def _subject(row: Row) -> str:
    """Code and title of what a row is about; its level where it prints no title."""
    named = row["scope_title"] is not None
    parts = (row["scope_code"], row["scope_title"]) if named else (word("scope", row["scope"]), row["scope_code"])
    return " ".join(part for part in parts if part)


def _as_printed(figures: Figures, table: str, rows: Sequence[Row]) -> Overview:
    lines: dict[int, tuple[str, dict[Head, list[Figure]]]] = {}
    for row in rows:
        line = lines.setdefault(row["row_no"], (row["row_label"], {}))
        line[1].setdefault((row["column_no"], row["column_label"]), []).append(figures.amount(row, table))
    heads = sorted({head for _, found in lines.values() for head in found})
    return Overview(
        "", tuple((head, head[1]) for head in heads), tuple((label, "", found) for label, found in lines.values())
    )
