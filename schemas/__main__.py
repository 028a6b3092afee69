"""Write docs/dictionary.md from schemas/: `python -m schemas`; with --check only compare, exit 1 when it differs."""

from __future__ import annotations

import sys
from pathlib import Path

from . import SCHEMA_VERSION, TABLES
from .fields import PANDAS, Field, Table

DICTIONARY = Path(__file__).resolve().parents[1] / "docs" / "dictionary.md"
INTRODUCTION = f"""# Data dictionary

Schema version {SCHEMA_VERSION}. Written by `make docs` from `schemas/`; do not edit.

Types are those of pandas; in Parquet they are string, int64, double, bool, timestamp[us], decimal128(28, 6) and lists.
**required** columns are never null. Years are calendar years, amounts whole euros (`Int64`).
"""


def dictionary() -> str:
    """The data dictionary as Markdown."""
    contents = "\n".join(f"- [{t.name}](#{t.name}): {t.description}" for t in TABLES.values())
    return "\n".join([INTRODUCTION, contents, *(_section(t) for t in TABLES.values())])


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


def _row(field: Field) -> str:
    dtype = {"decimal": "Decimal", "texts": "list of string", "integers": "list of int"}.get(
        field.kind, PANDAS[field.kind]
    )
    cells = (f"`{field.name}`", f"{dtype}{f', {field.unit}' if field.unit else ''}", field.description, _rules(field))
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


def main(arguments: list[str]) -> int:
    """Write or compare the dictionary; 0 written or equal, 1 differs, 2 wrong usage."""
    if arguments not in ([], ["--check"]):
        print("usage: python -m schemas [--check]", file=sys.stderr)  # noqa: T201
        return 2
    if not arguments:
        DICTIONARY.parent.mkdir(exist_ok=True)
        DICTIONARY.write_text(dictionary(), encoding="utf-8")
        return 0
    if DICTIONARY.is_file() and DICTIONARY.read_text(encoding="utf-8") == dictionary():
        return 0
    print(f"{DICTIONARY} differs from schemas/: run make docs", file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
