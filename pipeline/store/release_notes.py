"""A difference between snapshots in the words of an analyst, as Markdown: what is new, gone or corrected in each
publication. Page text in it is inert: one line, no control characters, no Markdown or HTML of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from .diff import Difference, RowChange
from .diff_report import MARKS, inert

_NAMED = 5
_NOUNS: Mapping[str, tuple[str, str]] = {
    "publications": ("publicatie", "publicaties"),
    "goals": ("doel", "doelen"),
    "criteria": ("criterium", "criteria"),
    "activities": ("activiteit", "activiteiten"),
    "indicators": ("waarneming van een indicator", "waarnemingen van indicatoren"),
    "baten_lasten": ("bedrag", "bedragen"),
    "policy_documents": ("kaderstellende nota", "kaderstellende nota's"),
    "deviations": ("afwijking", "afwijkingen"),
    "reserves": ("bedrag van een reserve", "bedragen van reserves"),
    "spending_proposals": ("bedrag van een bestedingsvoorstel", "bedragen van bestedingsvoorstellen"),
    "incidental": ("incidenteel bedrag", "incidentele bedragen"),
    "source_errors": ("verbeterde fout van de bron", "verbeterde fouten van de bron"),
    "goal_links": ("verband tussen doelen", "verbanden tussen doelen"),
}
"""What a row is to an analyst; tables that repeat or derive from these are left out."""
_VERBS = {"added": "erbij", "removed": "weg", "changed": "veranderd"}
_MARKUP = re.compile(r"([\\`*_\[\]<>#|&])")


def as_notes(found: Difference) -> str:
    """Release notes in Dutch, publication by publication; `Geen veranderingen.` where nothing an analyst reads
    changed."""
    lines = [f"# Wat er veranderd is\n\nVan `{found.old}` naar `{found.new}`.\n"]
    publications = _by_publication(found)
    for publication in sorted(publications):
        lines.append(f"## {_safe(publication)}\n")
        lines += _publication(publications[publication])
        lines.append("")
    if not publications:
        lines.append("Geen veranderingen.\n")
    return "\n".join(lines).rstrip() + "\n"


def _by_publication(found: Difference) -> dict[str, dict[tuple[str, str], list[RowChange]]]:
    groups: dict[str, dict[tuple[str, str], list[RowChange]]] = defaultdict(lambda: defaultdict(list))
    for table in found.tables:
        if table.table in _NOUNS:
            for kind, _ in MARKS:
                for row in getattr(table, kind):
                    groups[row.page_id.partition("/")[0] or row.key][table.table, kind].append(row)
    return groups


def _publication(changes: Mapping[tuple[str, str], list[RowChange]]) -> Iterator[str]:
    for (table, kind), rows in changes.items():
        yield f"- {len(rows)} {_NOUNS[table][len(rows) != 1]} {_VERBS[kind]}"
        if kind == "changed":
            yield from (f"  - {_change(row)}" for row in rows[:_NAMED])
            if len(rows) > _NAMED:
                yield f"  - en {len(rows) - _NAMED} meer"


def _change(row: RowChange) -> str:
    shown = row.changes.get("amount_eur") or row.changes.get("value_text")
    if shown is None:
        return f"{_safe(row.key)}: {', '.join(map(_safe, row.changes))}"
    old, new = ((_euros(side) if "amount_eur" in row.changes else _safe(side)) for side in shown)
    return f"{_safe(row.key)}: van {old} naar {new}"


def _euros(amount: object) -> str:
    return f"€ {amount:,}".replace(",", ".") if isinstance(amount, int) else "geen bedrag"


def _safe(text: object) -> str:
    return _MARKUP.sub(r"\\\1", inert(text)[:200])
