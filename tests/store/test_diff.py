from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from pipeline.store import opening, staging
from pipeline.store.diff import RowChange, diff
from pipeline.store.diff_report import as_html, as_json, as_text, inert
from pipeline.store.opening import open_snapshot
from pipeline.store.release_notes import as_notes
from schemas import TABLES
from schemas.fields import Field, Table
from stored_samples import PUBLICATIONS, published, replaced, tables, without

CLOSED = "zwolle-jaarstukken-2023"
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
    "</table><svg onload=alert(1)>",
    "&lt;script&gt;",
    "\x1b[31mrood\x1b]0;titel\x07",
    "regel\r\nERROR gelogd",
    "\u202egnirts\u2066",
)


@pytest.fixture
def between(tmp_path):
    """The difference between the sample tables and changed ones."""

    def compare(changed, data=tmp_path):
        first = published(data)
        published(data, changed)
        with open_snapshot(data, first.name) as old, open_snapshot(data) as new:
            return diff(old, new)

    return compare


def test_one_changed_amount_is_exactly_one_key_with_both_values(between):
    found = between(replaced(tables(), "baten_lasten", CLOSED, "amount_eur", 1, -297000))
    (table,) = [t for t in found.tables if t]
    assert (table.table, table.rows_old, table.rows_new, table.added, table.removed) == ("baten_lasten", 9, 9, (), ())
    key = f"{CLOSED}/baten_lasten/2"
    assert table.changed == (RowChange(key, f"{CLOSED}/p2", {"amount_eur": (2, -297000)}),)
    assert f"  ~ {key} (page {CLOSED}/p2)\n      amount_eur: 2 -> -297000\n" in as_text(found)


def test_added_and_removed_rows(between):
    found = between(without(tables(), "criteria", CLOSED, [0, 2]))
    (table,) = [t for t in found.tables if t]
    assert [r.key for r in table.removed] == [f"{CLOSED}/criteria/1", f"{CLOSED}/criteria/3"]
    assert (table.added, table.changed, table.rows_new) == ((), (), 7)


def test_a_publication_more(tmp_path):
    first = published(tmp_path, tables(PUBLICATIONS[:2]))
    published(tmp_path)
    with open_snapshot(tmp_path, first.name) as old, open_snapshot(tmp_path) as new:
        found = diff(old, new)
        assert {t.table: len(t.added) for t in found.tables} == {n: 1 if n == "publications" else 3 for n in TABLES}
        back = diff(new, old)
        assert {len(t.removed) for t in back.tables} == {1, 3}


def test_equal_snapshots_differ_in_nothing(tmp_path):
    published(tmp_path)
    with open_snapshot(tmp_path) as one, open_snapshot(tmp_path) as other:
        found = diff(one, other)
    assert not found
    assert as_text(found).endswith(": no difference\n")
    assert json.loads(as_json(found))["equal"] is True
    assert "No difference." in as_html(found)


def test_a_change_of_schema_is_told(tmp_path, monkeypatch):
    goals = TABLES["goals"]
    first = published(tmp_path).name
    wider = Table(
        "goals",
        goals.description,
        (*goals.fields[:-1], Field("block_no", "integer", "Block.", ge=5), Field("extra", "text", "More.")),
        goals.key,
        goals.foreign_keys,
    )
    found = tables()
    changed = {
        publication: part.append_column("extra", [["x"] * 3]).cast(wider.arrow())
        for publication, part in found["goals"].items()
    }
    monkeypatch.setattr(staging, "TABLES", TABLES | {"goals": wider})
    published(tmp_path, found | {"goals": changed})
    with open_snapshot(tmp_path, first) as old, opening.open_snapshot(tmp_path) as new:
        (table,) = [t for t in diff(old, new).tables if t]
        back = next(t for t in diff(new, old).tables if t)
    assert table.schema == ("column extra is new", "column block_no: integer (minimum 1) became integer (minimum 5)")
    assert table.changed == ()
    assert "column extra is gone" in back.schema


def test_the_text_report_is_cut_and_says_so(between):
    found = between(without(tables(), "criteria", CLOSED, [0, 1, 2]))
    assert "  - and 1 more removed\n" in as_text(found, limit=2)
    assert "more removed" not in as_text(found, limit=None)


def test_release_notes_say_a_changed_amount_in_euros_below_its_publication(between):
    notes = as_notes(between(replaced(tables(), "baten_lasten", CLOSED, "amount_eur", 1, -297000)))
    assert f"## {CLOSED}\n\n- 1 bedrag veranderd\n  - {CLOSED}/baten\\_lasten/2: van € 2 naar € -297.000\n" in notes


def test_release_notes_of_a_publication_more_and_of_none(tmp_path):
    first = published(tmp_path, tables(PUBLICATIONS[:2]))
    published(tmp_path)
    with open_snapshot(tmp_path, first.name) as old, open_snapshot(tmp_path) as new:
        notes = as_notes(diff(old, new))
        assert as_notes(diff(new, new)).endswith("Geen veranderingen.\n")
    assert notes.count("\n## ") == 1
    assert "- 1 publicatie erbij\n- 3 doelen erbij\n" in notes


@pytest.mark.parametrize("payload", PAYLOADS)
def test_page_text_in_release_notes_is_inert(between, payload):
    notes = as_notes(between(replaced(tables(), "indicators", CLOSED, "value_text", 1, payload)))
    changed = next(line for line in notes.splitlines() if line.startswith("  - "))
    assert not re.search(r"(?<!\\)[<>\[\]`]|[\x00-\x1f\u202e]", changed)


def test_json_holds_everything(between):
    body = json.loads(as_json(between(replaced(tables(), "goals", CLOSED, "portfolio_holders", 0, ["A", "B"]))))
    assert body["tables"]["goals"]["changed"] == [
        {
            "key": f"{CLOSED}/1.2.1",
            "page_id": f"{CLOSED}/p1",
            "changes": {"portfolio_holders": {"old": ["eerste", "nummer 1"], "new": ["A", "B"]}},
        }
    ]


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), set()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attributes}


# INTEGRITY.md F24, F26
def test_page_text_is_inert_in_every_report(between):
    changed = tables()
    for row, payloads in enumerate((PAYLOADS[:3], PAYLOADS[3:6], PAYLOADS[6:])):
        changed = replaced(changed, "goals", CLOSED, "title", row, " ".join(payloads))
    found = between(changed)
    tags = Tags()
    tags.feed(as_html(found))
    assert tags.tags <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li",
                         "table", "tr", "th", "td", "br", "del", "ins"}  # fmt: skip
    assert tags.attributes == {"charset", "http-equiv", "content", "lang"}
    assert "default-src 'none'" in as_html(found)
    for text in (as_text(found), as_json(found)):
        assert all(c.isprintable() or c == "\n" for c in text)
    assert "\n" not in inert(PAYLOADS[6])
    assert inert("één € 1.000") == "één € 1.000"
    assert inert(None) == "(none)"
