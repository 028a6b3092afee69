"""Years over the columns of amounts that cannot all be right: one that stands apart from the others, or breaks their
order (a digit of a head mistyped), and accounts of a year that was not over when the page was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..model import Finding, Page, Severity

Heads = Mapping[int, tuple[int, str]]  # column number: its year and its head as printed

_FARTHEST = 5  # years between two columns beside each other in time
_FEWEST = 4  # years that show an order
_BEFORE_YEAR = ("begroting", "perspectiefnota")  # written in the year before the one they are about


def heads_of(cells: Iterable[tuple[int, int | None, str]]) -> Heads:
    """The year of each column, of cells as (column, year, head); none where a column holds several."""
    heads: dict[int, tuple[int, str]] = {}
    for number, year, head in cells:
        if year is not None and heads.setdefault(number, (year, head))[0] != year:
            return {}
    return heads


def year_findings(table_no: int, heads: Heads) -> Iterator[Finding]:
    """YEAR_CONFLICT for the column whose year does not belong among those beside it."""
    odd = _apart(heads) or _out_of_order(sorted(heads), heads)
    if odd is not None:
        years = ", ".join(dict.fromkeys(str(heads[number][0]) for number in sorted(heads)))
        yield _conflict("warning", table_no, odd, "a year that does not belong among the others", heads, years)


def account_findings(table_no: int, page: Page, heads: Heads) -> Iterator[Finding]:
    """YEAR_CONFLICT (INTEGRITY row 60) for the columns of accounts, `heads`: no report holds the account of a later
    year than its own, no begroting that of the year in which it was written."""
    report = page.publication.report_year
    last = report - 2 if page.publication.document_kind in _BEFORE_YEAR else report
    for number, (year, _) in sorted(heads.items()):
        if year > last:
            message = f"an account of {year} in a publication about {report}"
            expected = f"{last} or earlier"
            if year > report:
                yield _conflict("error", table_no, number, message, heads, expected)
            else:
                yield _conflict("warning", table_no, number, message, heads, expected)


def _conflict(severity: Severity, table_no: int, column: int, message: str, heads: Heads, expected: str) -> Finding:
    return Finding(severity, "YEAR_CONFLICT", message, f"table {table_no} column {column}", heads[column][1], expected)


def _apart(heads: Heads) -> int | None:
    """The column of the one year that lies far from all others."""
    years = sorted({year for year, _ in heads.values()})
    gaps = [n for n in range(1, len(years)) if years[n] - years[n - 1] > _FARTHEST]
    if len(gaps) != 1 or gaps[0] not in (1, len(years) - 1):
        return None
    first, last = years[:1], years[-1:]
    lone = first if gaps[0] == 1 else last
    columns = [number for number in sorted(heads) if heads[number][0] == lone[0]]
    return columns[0] if 2 * len(columns) <= len(heads) else None


def _out_of_order(columns: Sequence[int], heads: Heads) -> int | None:
    """The one column without which the years of the others go up or down."""
    years = [heads[number][0] for number in columns]
    if len(set(years)) < _FEWEST or _is_in_order(years):
        return None
    odd = [n for n in range(len(years)) if _is_in_order([*years[:n], *years[n + 1 :]])]
    return columns[odd[0]] if len(odd) == 1 else None


def _is_in_order(years: Sequence[int]) -> bool:
    return list(years) in (sorted(years), sorted(years, reverse=True))
