"""Columns of a table of lasten and baten that hold no amounts: marks, words, percentages, what a head only spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...dutch.amounts import absent, looks_numeric
from ...dutch.beside_amounts import MARKS
from ...model import Cell
from . import labels
from .columns import Column

NO_CONTENT = ("", *MARKS)
_DIGIT = re.compile(r"\d")
_SHARE = re.compile(r"\d ?%\s*\Z")


def without_texts(columns: Sequence[Column], body: Sequence[Sequence[Cell]]) -> tuple[list[Column], tuple[Column, ...]]:
    """The columns without those right of the amounts whose head nobody knows and which print none: words (below
    `Toelichting` also with a number among them), percentages (`% van totaal`) and differences by their sign (`Voordeel`
    beside `Nadeel`), which come apart. So do differences between years, several differences of which nothing says
    which is that with the budget in force, what is of no stage (`Prognose`), and the budget beside a new one."""
    kept: list[Column] = []
    signed = [column.no for column in columns if not column.known and labels.is_signed_head(column.head)]
    shares = []
    staged = any(column.stage or column.year for column in columns if column.known)
    for column in columns:
        texts = [row[column.no - 1].text for row in body if row[column.no - 1].column == column.no]
        behind = any(before.known for before in kept)
        if _says_nothing(column, columns) or (behind and (_is_share(column) or (staged and _is_apart(column)))):
            shares.append(column)
        elif column.known or not any(texts) or not behind:
            kept.append(column)
        elif all(not text or _SHARE.search(text) for text in texts) or (len(signed) == 2 and column.no in signed):
            shares.append(column)
        elif any(map(looks_numeric, texts)) or (
            any(map(_DIGIT.search, texts)) and not labels.is_words_head(column.head)
        ):
            kept.append(column)
    return kept, tuple(shares)


def _is_share(column: Column) -> bool:
    return "%" in column.head or "procent" in column.head.lower()


def _is_apart(column: Column) -> bool:
    return not column.known and labels.is_apart(column.head)


def _says_nothing(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a column is a difference of which nothing says with what, one between years, or the budget that another
    column renews."""
    if column.stage not in ("verschil", "begroting_na_wijziging"):
        return False
    about = column.stage, column.component, column.year
    alike = [each for each in columns if (each.stage, each.component, each.year) == about and not _is_share(each)]
    if column.stage == "verschil":
        return len(alike) > 1 or labels.is_between_years(column.head) or _are_years_without_account(columns)
    return not _is_new(column) and any(map(_is_new, alike))


def _are_years_without_account(columns: Sequence[Column]) -> bool:
    """Whether several years stand across and the last one has no account or prognosis that differs from its budget."""
    years = {column.year for column in columns if column.year and column.stage != "verschil"}
    last = (None, max(years, default=None))
    accounts = (each for each in columns if each.stage == "rekening" or _is_apart(each))
    return len(years) > 1 and not any(each.year in last for each in accounts)


def _is_new(column: Column) -> bool:
    return column.head.lower().startswith("nieuwe")


def are_words(texts: Iterable[str]) -> bool:
    """Whether the cells of a column print words, or shares of the amounts beside them (`52,6%`), and no amount. `N` and
    `V` are marks of amounts, and placeholders alone (`p.m.`) stand for some."""
    words = [text for printed in set(texts) if absent(text := printed.strip()) is None]
    if words and all(word.endswith("%") for word in words):
        return True
    return bool(words) and all(len(word) > 1 and not looks_numeric(word) and word[0].isalpha() for word in words)


def prints(column: Column, body: Sequence[Sequence[Cell]]) -> bool:
    """Whether anything stands in a column below its head: the head of a group may reach over one that is empty."""
    return any(row[column.no - 1].text.strip() for row in body)


def is_spacer(column: Column, before: Sequence[Column]) -> bool:
    """Whether a column without a value only lies below the head of two columns of the one before it."""
    same = [bool(column.head) and replace(column, no=other.no) == other for other in before]
    return same in ([True], [False, True])


def without_mark_heads(columns: Sequence[Column], body: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns, those of nothing but N and V without the head that spans them and the amounts left of them
    (ede.jaarverslag-2022 p16080)."""
    kept = []
    for column in columns:
        texts = {row[column.no - 1].text.strip() for row in body}
        marks = texts <= set(NO_CONTENT) and texts != {""}
        kept.append(Column(column.no, "", known=False) if marks else column)
    return kept
