"""Write docs/dictionary.md and docs/woordenboek.md from schemas/: `python -m schemas`; with --check only compare and
exit 1 when one differs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from . import SCHEMA_VERSION, TABLES
from .dutch import leeswijzer, omschrijving
from .fields import PANDAS, Field, Table

DOCS = Path(__file__).resolve().parents[1] / "docs"
INTRODUCTION = f"""# Data dictionary

Schema version {SCHEMA_VERSION}. Written by `make docs` from `schemas/`; do not edit.

Types are those of pandas; in Parquet they are string, int64, double, bool, timestamp[us], decimal128(28, 6) and lists.
**required** columns are never null. Years are calendar years, amounts whole euros (`Int64`).
"""


def dictionary() -> str:
    """The data dictionary as Markdown."""
    contents = "\n".join(f"- [{t.name}](#{t.name}): {t.description}" for t in TABLES.values())
    return "\n".join([INTRODUCTION, contents, *(_section(t) for t in TABLES.values())])


INLEIDING = f"""# Woordenboek

Schemaversie {SCHEMA_VERSION}. Geschreven door `make docs` uit `schemas/`; niet met de hand wijzigen.

Typen zijn die van pandas. Bedragen zijn hele euro's (`Int64`), jaren kalenderjaren; wat ontbreekt is leeg (null), nooit
nul.
"""


def woordenboek() -> str:
    """The data dictionary in Dutch as Markdown, with a leeswijzer for each table."""
    contents = "\n".join(f"- [{t.name}](#{t.name}): {leeswijzer(t).rij}" for t in TABLES.values())
    return "\n".join([INLEIDING, contents, *(_dutch_section(t) for t in TABLES.values())])


def _dutch_section(table: Table) -> str:
    guide = leeswijzer(table)
    lines = [
        f"\n## {table.name}\n",
        f"{guide.rij}\n",
        f"- **Eenheid en teken**: {guide.teken}",
        f"- **Niet bij elkaar optellen**: {guide.niet_optellen}\n",
        "| kolom | type | wat erin staat |",
        "|---|---|---|",
        *(_dutch_row(table, f) for f in table.fields),
    ]
    return "\n".join(lines)


def _dutch_row(table: Table, field: Field) -> str:
    cells = (f"`{field.name}`", _dtype(field), omschrijving(table, field.name))
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _section(table: Table) -> str:
    lines = [
        f"\n## {table.name}\n",
        f"{table.description}\n",
        f"Key: {', '.join(f'`{column}`' for column in table.key)}."
        + "".join(f" `{k.column}` points at `{k.references}`." for k in table.foreign_keys)
        + "\n",
        "| column | type | what it is | rules |",
        "|---|---|---|---|",
        *(_row(f) for f in table.fields),
    ]
    return "\n".join(lines)


def _dtype(field: Field) -> str:
    lists = {"decimal": "Decimal", "texts": "list of string", "integers": "list of int"}
    return lists.get(field.kind, PANDAS[field.kind]) + (f", {field.unit}" if field.unit else "")


def _row(field: Field) -> str:
    cells = (f"`{field.name}`", _dtype(field), field.description, _rules(field))
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _rules(field: Field) -> str:
    rules = [
        "required" if field.required else "",
        "unique" if field.unique else "",
        "one of " + ", ".join(f"`{value}`" for value in field.values) if field.values else "",
        f"matches `{field.pattern}`" if field.pattern else "",
        f"at least {field.ge}" if field.ge is not None else "",
        f"at most {field.le}" if field.le is not None else "",
    ]
    return "; ".join(rule for rule in rules if rule)


PAGES: dict[str, Callable[[], str]] = {"dictionary.md": dictionary, "woordenboek.md": woordenboek}


def main(arguments: list[str]) -> int:
    """Write or compare the dictionaries; 0 written or equal, 1 differs, 2 wrong usage."""
    if arguments not in ([], ["--check"]):
        print("usage: python -m schemas [--check]", file=sys.stderr)  # noqa: T201
        return 2
    if not arguments:
        DOCS.mkdir(exist_ok=True)
        for name, written in PAGES.items():
            (DOCS / name).write_text(written(), encoding="utf-8")
        return 0
    differs = [name for name, written in PAGES.items() if _text(DOCS / name) != written()]
    if differs:
        print(f"{', '.join(differs)} in {DOCS} differ from schemas/: run make docs", file=sys.stderr)  # noqa: T201
    return 1 if differs else 0


def _text(page: Path) -> str | None:
    return page.read_text(encoding="utf-8") if page.is_file() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
