"""One page as evidence: what it printed, what was read from each number, and which sums it took part in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schemas import TABLES

from ..model import AMOUNT_DATASETS
from .corpus import Corpus, Row
from .dutch_words import identity_words, whole, word
from .places import Place, cell_anchor, cell_place, page_file
from .printed_tables import PrintedTable, printed_tables
from .printed_text import NUMBERS, PrintedSection, PrintedText, printed_text, section_anchor, section_of

_IN_TABLE = re.compile(r"table (\d+)(?: row (\d+))?(?: column (\d+))?")
_IN_BLOCK = re.compile(r"block (\d+)")


@dataclass(frozen=True, slots=True)
class Check:
    """One identity that was tried; amounts in euros with thousand points, `terms` the cells that take part."""

    anchor: str
    identity: str
    words: str
    expected: str
    actual: str
    difference: str
    status: str
    status_words: str
    terms: tuple[tuple[Place, str], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What was read from one cell. `about` are pairs of a Dutch label and its words."""

    anchor: str
    row_id: str
    printed: str
    value: str
    reliability: str
    about: tuple[tuple[str, str], ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class TableEvidence:
    printed: PrintedTable
    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """`anchors` says for every number of the page by its key where it stands."""

    row: Row
    tables: tuple[TableEvidence, ...]
    sections: tuple[PrintedSection, ...]
    loose_checks: tuple[Check, ...]
    findings: tuple[tuple[Row, str], ...]


class Evidence:
    """The evidence of every page of a snapshot, made when asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._texts: dict[str, PrintedText] = {}

    def text(self, page_id: str) -> PrintedText:
        """The text of one page with its numbers marked."""
        if page_id not in self._texts:
            rows = {table: self._corpus.of(table, "page_id", page_id) for table in NUMBERS}
            self._texts[page_id] = printed_text(self._corpus.of("sections", "page_id", page_id), rows)
        return self._texts[page_id]

    def place(self, table: str, row: Row) -> Place:
        """Where on its page a row of any table was printed; the top of the page where nothing tells."""
        return Place(page_file(row["page_id"]), self._anchor(table, row))

    def page(self, page_id: str) -> PageEvidence | None:
        """Everything about one page, None where the snapshot has no such page."""
        row = self._corpus.one("pages", "page_id", page_id)
        if row is None:
            return None
        checks: defaultdict[int | None, list[Check]] = defaultdict(list)
        for number, check in enumerate(self._corpus.of("checks", "page_id", page_id), 1):
            checks[check["table_no"]].append(self._check(check, f"c{number}"))
        tables = printed_tables(self._corpus.of("table_cells", "page_id", page_id))
        facts = self._facts(page_id, [c for found in checks.values() for c in found])
        shown = {table.number for table in tables}
        return PageEvidence(
            row,
            tuple(TableEvidence(t, tuple(facts[t.number]), tuple(checks[t.number])) for t in tables),
            self.text(page_id).sections,
            tuple(c for number, found in checks.items() if number not in shown for c in found),
            tuple((f, self._anchor("findings", f)) for f in self._corpus.of("findings", "page_id", page_id)),
        )

    def _anchor(self, table: str, row: Row) -> str:
        key = TABLES[table].key[0]
        if row.get("table_no") and row.get("row_no") and row.get("column_no"):
            return cell_anchor(row["table_no"], row["row_no"], row["column_no"])
        if table == "checks":
            first = cell_place(row["cells"][0]) if row["cells"] else None
            return first.anchor if first and first.file == page_file(row["page_id"]) else ""
        if table == "sections":
            return section_anchor(row)
        if table == "findings":
            return self._anchor_of_location(row)
        return self.text(row["page_id"]).anchors.get(row[key]) or self._anchor_of_block(
            row["page_id"], row.get("block_no")
        )

    def _anchor_of_block(self, page_id: str, block_no: int | None) -> str:
        sections = self._corpus.of("sections", "page_id", page_id)
        found = section_of(sections, block_no)
        return next((section_anchor(s) for s in sections if s["section_id"] == found), "")

    def _anchor_of_location(self, finding: Row) -> str:
        if found := _IN_TABLE.search(finding["location"]):
            table_no, row_no, column_no = (int(part) if part else 0 for part in found.groups())
            return cell_anchor(table_no, row_no, column_no) if column_no else f"t{table_no}"
        if found := _IN_BLOCK.search(finding["location"]):
            return self._anchor_of_block(finding["page_id"], int(found[1]))
        return ""

    def _check(self, row: Row, anchor: str) -> Check:
        terms = []
        for cell_id in row["cells"]:
            place = cell_place(cell_id)
            cell = self._corpus.one("table_cells", "cell_id", cell_id)
            if place and cell:
                terms.append((place, cell["text"]))
        return Check(
            anchor,
            row["identity"],
            identity_words(row["identity"]),
            whole(row["expected_eur"]),
            whole(row["actual_eur"]),
            whole(row["difference_eur"]),
            row["status"],
            word("check_status", row["status"]),
            tuple(terms),
        )

    def _facts(self, page_id: str, checks: Sequence[Check]) -> Mapping[int, list[Fact]]:
        by_cell: defaultdict[Place, list[Check]] = defaultdict(list)
        for check in checks:
            for place in {place for place, _ in check.terms}:
                by_cell[place].append(check)
        facts: defaultdict[int, list[Fact]] = defaultdict(list)
        for table in AMOUNT_DATASETS:
            for amount in self._corpus.of(table, "page_id", page_id):
                place = self.place(table, amount)
                facts[amount["table_no"]].append(_amount_fact(amount, place.anchor, by_cell[place]))
        for seen in self._corpus.of("indicators", "page_id", page_id):
            if seen["table_no"]:
                facts[seen["table_no"]].append(_indicator_fact(seen, self.place("indicators", seen).anchor))
        return facts


def _amount_fact(row: Row, anchor: str, checks: Sequence[Check]) -> Fact:
    about = (
        ("Onderwerp", " ".join(t for t in (row.get("scope_code"), row.get("scope_title")) if t)),
        ("Jaar", str(row["fiscal_year"] or "")),
        ("Stadium", word("stage", row["stage"]) if row.get("stage") else ""),
        ("Onderdeel", word("component", row["component"])),
        ("Rij", row["row_label"]),
        ("Kolom", row["column_label"]),
        ("Eenheid", f"{word('unit', row['unit'])}: {word('unit_evidence', row['unit_evidence'])}"),
        ("Teken", word("sign_convention", row["sign_convention"]) if row.get("sign_convention") else ""),
        ("Verbeterd", row["source_error"] or ""),
    )
    value = f"{whole(row['amount_eur'])} euro" if row["amount_eur"] is not None else "geen bedrag"
    shown = tuple(pair for pair in about if pair[1])
    return Fact(anchor, row["amount_id"], row["printed_text"], value, row["reliability"], shown, tuple(checks))


def _indicator_fact(row: Row, anchor: str) -> Fact:
    about = (
        ("Indicator", row["indicator"]),
        ("Soort", word("role", row["role"])),
        ("Jaar", str(row["year"] or row["period_label"] or "")),
        ("Eenheid", row["unit"] or ""),
        ("Bron", row["source"] or ""),
        ("Toelichting", row["note"] or ""),
    )
    shown = tuple(pair for pair in about if pair[1])
    return Fact(anchor, row["observation_id"], row["value_text"], row["value_text"], "", shown, ())
