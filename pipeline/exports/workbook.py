"""One Excel workbook: a reading guide, the columns, and a sheet for every table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from schemas import TABLES
from schemas.dutch import leeswijzer, omschrijving
from schemas.fields import Field

from ..store.forms import optional
from ..store.layout import stamp_of
from ..store.opening import Snapshot
from .names import file_stem
from .plain_text import BETWEEN, opens_formula, plain_number

_LONGEST_CELL = 32_767
_CUT = " [afgekapt; de hele tekst staat in de CSV en in DuckDB]"
_MOST_ROWS = 1_048_575
_EXACT_DIGITS = 15
_WIDTHS = {"integer": 14, "number": 12, "decimal": 14, "boolean": 8, "datetime": 19}
_NO_GUESSES = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def write_workbook(view: Snapshot, tables: Sequence[str], out: Path) -> Iterator[Path]:
    """`out/<municipality>.xlsx`. Numbers, dates and booleans are what they are, text is text: nothing is calculated,
    also after a cell is edited. A text longer than a cell of Excel holds is cut and says so; a table of more rows than
    a sheet holds goes on in the next one."""
    xlsxwriter = optional("xlsxwriter")
    path = out / f"{file_stem(view)}.xlsx"
    temporary = path.with_name(f".{path.name}.tmp")
    with xlsxwriter.Workbook(str(temporary), {"constant_memory": True, **_NO_GUESSES}) as book:
        book.set_properties({"title": f"doelenboom {view.name}", "created": stamp_of(view.name).replace(tzinfo=None)})
        formats = _formats(book)
        _guide(book, formats, view, tables)
        for name in tables:
            _sheets(book, formats, name, view.arrow(name))
    temporary.replace(path)
    yield path


def _formats(book: Any) -> dict[str, Any]:
    return {
        "head": book.add_format({"bold": True, "bg_color": "#DDE6F0", "bottom": 1}),
        "euro": book.add_format({"num_format": "#,##0"}),
        "plain": book.add_format({"num_format": "0"}),
        "number": book.add_format({"num_format": "General"}),
        "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        "text": book.add_format({"num_format": "@"}),
        "quoted": book.add_format({"num_format": "@", "quote_prefix": True}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _guide(book: Any, formats: dict[str, Any], view: Snapshot, tables: Sequence[str]) -> None:
    guides = {name: leeswijzer(TABLES[name]) for name in tables if name in TABLES}
    rows = [(name, one.rij, one.teken, one.niet_optellen) for name, one in guides.items()]
    first = (view.name, "Momentopname waar dit bestand van gemaakt is; bedragen in hele euro's.", "", "")
    _words(book.add_worksheet("Leeswijzer"), formats, ("tabel", "een rij is", "eenheid en teken", "niet optellen"),
           [first, *rows], (22, 60, 60, 60))  # fmt: skip
    columns = [
        (name, f.name, f.unit or "", omschrijving(TABLES[name], f.name))
        for name in tables if name in TABLES for f in TABLES[name].fields
    ]  # fmt: skip
    _words(book.add_worksheet("Kolommen"), formats, ("tabel", "kolom", "eenheid", "wat erin staat"), columns,
           (22, 28, 9, 110))  # fmt: skip


def _words(
    sheet: Any, formats: dict[str, Any], heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, head, formats["head"])
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text, formats["wrap"])
    sheet.freeze_panes(1, 0)


def _sheets(book: Any, formats: dict[str, Any], name: str, table: pa.Table) -> None:
    fields = {f.name: f for f in TABLES[name].fields} if name in TABLES else {}
    shown = [fields.get(column) for column in table.column_names]
    for number, begin in enumerate(range(0, max(table.num_rows, 1), _MOST_ROWS), 1):
        sheet = book.add_worksheet(name if number == 1 else f"{name[:27]} {number}")
        part = table.slice(begin, _MOST_ROWS)
        _heads(sheet, formats, table.column_names, shown, part.num_rows)
        for row, values in enumerate(_rows(part), 1):
            for place, (value, field) in enumerate(zip(values, shown, strict=True)):
                if value is not None:
                    _write(sheet, row, place, value, field, formats)


def _heads(sheet: Any, formats: dict[str, Any], names: Sequence[str], shown: Sequence[Field | None], rows: int) -> None:
    for place, (column, field) in enumerate(zip(names, shown, strict=True)):
        sheet.set_column(place, place, _WIDTHS.get(field.kind if field else "", 24))
        sheet.write_string(0, place, column, formats["head"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, len(names) - 1)


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in table.to_batches(max_chunksize=4096):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _write(sheet: Any, row: int, place: int, value: Any, field: Field | None, formats: dict[str, Any]) -> None:
    match value:
        case bool():
            sheet.write_boolean(row, place, value)
        case int():
            sheet.write_number(row, place, value, formats["euro" if field and field.unit == "EUR" else "plain"])
        case float():
            sheet.write_number(row, place, value, formats["number"])
        case Decimal():
            _write_decimal(sheet, row, place, value, formats)
        case datetime():
            sheet.write_datetime(row, place, value, formats["time"])
        case str():
            _write_text(sheet, row, place, value, formats)
        case _:
            _write_text(sheet, row, place, BETWEEN.join(map(str, value)), formats)


def _write_decimal(sheet: Any, row: int, place: int, value: Decimal, formats: dict[str, Any]) -> None:
    """A number of more digits than Excel keeps is written as text."""
    digits = plain_number(value)
    if sum(map(str.isdigit, digits)) > _EXACT_DIGITS:
        _write_text(sheet, row, place, digits.replace(".", ","), formats)
    else:
        sheet.write_number(row, place, float(value), formats["number"])


def _write_text(sheet: Any, row: int, place: int, text: str, formats: dict[str, Any]) -> None:
    if len(text.encode("utf-16-le")) // 2 > _LONGEST_CELL:
        text = text[: (_LONGEST_CELL - len(_CUT)) // 2] + _CUT
    sheet.write_string(row, place, text, formats["quoted" if opens_formula(text) else "text"])
