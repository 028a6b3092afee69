"""One amount changed in a closed year is found, and nothing else; page text is inert wherever it is shown (F24-F26)."""

from __future__ import annotations

import json
import logging
import re
import shutil
import unicodedata
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from planted import PAYLOADS, page
from whole_runs import quick_build, raw_folder, snapshot

from pipeline import journal
from pipeline.__main__ import cli
from pipeline.store.diff import diff
from pipeline.store.diff_report import as_html, as_json, as_text
from pipeline.store.gate import GateReport, default_rules, judge

PAGE = "zwolle.jaarverslag-2021.nl/doel-2-1-1-ondersteuning-in-de-wijk"
PAGE_ID = "zwolle-jaarstukken-2021/doel-2-1-1-ondersteuning-in-de-wijk"
FOLLOWS = {"baten_lasten", "budget_vs_actual", "checks", "findings", "pages", "publications", "table_cells"}
"""Tables that may change with one amount: the identities that fail now, the cell, what counts them, and the year."""


def watching(*what: Any) -> GateReport:
    """The real gate, except that one failing table of five does not stop the night."""
    return judge(*what, rules={**default_rules(), "mismatches_new": {"warn": {"count": 0}}})


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """(data, old snapshot, new snapshot): the realised lasten of 2021 went from 9.460.525 to 9.640.525
    between them."""
    folder = tmp_path_factory.mktemp("planted")
    raw = raw_folder(folder / "raw", "zwolle.jaarverslag-2021.nl", "zwolle.jaarverslag-2024.nl")
    old = quick_build(raw, folder / "data").snapshot
    file = raw / f"{PAGE}.html"
    content = file.read_bytes()
    assert content.count(b">9.460.525<") == 1
    file.write_bytes(content.replace(b">9.460.525<", b">9.640.525<"))
    report = quick_build(raw, folder / "data", gate=watching)
    assert report.changed
    return folder / "data", str(old), str(report.snapshot)


def test_the_diff_shows_exactly_that_key(changed: tuple[Path, str, str]) -> None:
    data, old, new = changed
    with snapshot(data, old) as before, snapshot(data, new) as after:
        found = diff(before, after)
    by_table = {t.table: t for t in found.tables if t}
    amounts = by_table["baten_lasten"]
    assert (amounts.added, amounts.removed) == ((), ())
    (row,) = [r for r in amounts.changed if "amount_eur" in r.changes]
    assert row.changes["amount_eur"] == (9_460_525, 9_640_525)
    assert row.changes["printed_text"] == ("9.460.525", "9.640.525")
    assert row.page_id == PAGE_ID
    assert set(by_table) <= FOLLOWS
    assert {r.page_id for t in by_table.values() for r in (*t.added, *t.removed, *t.changed)} <= {PAGE_ID, ""}
    (cell,) = by_table["table_cells"].changed
    assert cell.changes["text"] == ("9.460.525", "9.640.525")
    assert "mismatch" in {r.changes["status"][1] for r in by_table["checks"].changed if "status" in r.changes}


def test_every_form_of_the_diff_names_key_values_and_page(changed: tuple[Path, str, str]) -> None:
    data, old, new = changed
    forms = {}
    for form in ("text", "json", "html"):
        run = CliRunner().invoke(cli, ["diff", old, new, "--data", str(data), "--format", form])
        assert run.exit_code == 0, run.output
        forms[form] = run.stdout
    assert re.search(rf"~ \S+ \(page {PAGE_ID}\)(?:\n      .*)*\n      amount_eur: 9460525 -> 9640525\n", forms["text"])
    rows = json.loads(forms["json"])["tables"]["baten_lasten"]["changed"]
    (row,) = [r for r in rows if "amount_eur" in r["changes"]]
    assert (row["page_id"], row["changes"]["amount_eur"]) == (PAGE_ID, {"old": 9_460_525, "new": 9_640_525})
    assert row["key"] in forms["text"]
    tags = Tags()
    tags.feed(forms["html"])
    tags.close()
    assert {"del", "ins", "table"} <= tags.names
    assert "amount_eur: 9460525 9640525" in re.sub(r"\s+", " ", tags.text)


def test_the_gate_reports_it(changed: tuple[Path, str, str]) -> None:
    with snapshot(changed[0]) as view:
        gate = {(row["measure"], row["publication"]): row for row in view.manifest.gate}
    row = gate["amounts_changed", "zwolle-jaarstukken-2021"]
    assert (row["verdict"], row["found"]) == ("warn", 1)
    assert "9460525 -> 9640525" in row["detail"]


class Tags(HTMLParser):
    """What a browser would make of a report."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def acts(text: str) -> set[str]:
    """Characters that act on a terminal or turn the reading order; a line break is the reports' own."""
    return {f"U+{ord(c):04X}" for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs")}


def test_the_harness_knows_what_acts() -> None:
    assert {u for p in PAYLOADS for u in acts(p)} >= {"U+001B", "U+0007", "U+202E", "U+2028", "U+FEFF", "U+009B"}
    tags = Tags()
    tags.feed("".join(PAYLOADS))
    assert {"script", "svg", "img", "iframe"} & tags.names


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str, str]:
    """(raw, data, old, new): twenty pages with a payload each, absent in the old snapshot and another in the new."""
    folder = tmp_path_factory.mktemp("hostile")
    names = []
    for night in (0, 1):
        for n in range(len(PAYLOADS)):
            file = folder / "raw" / "zwolle.jaarverslag-2024.nl" / f"p{1000 + n}" / "doel-1-2-3.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(page(PAYLOADS[n] if night else "gewoon", f"1.2.{n}"))
        names.append(str(quick_build(folder / "raw", folder / "data").snapshot))
    return folder / "raw", folder / "data", names[0], names[1]


def test_hostile_text_is_kept_and_inert_in_every_diff(hostile: tuple[Path, Path, str, str]) -> None:
    _, data, old, new = hostile
    with snapshot(data, old) as before, snapshot(data, new) as after:
        found = diff(before, after)
        stored = after.arrow("sections")["text"].to_pylist()
    assert any("<script>alert(1)</script>" in text for text in stored)
    assert any("=HYPERLINK(" in text for text in stored)
    assert acts(as_text(found, None)) == acts(as_json(found)) == acts(as_html(found)) == set()
    json.loads(as_json(found))
    tags = Tags()
    tags.feed(as_html(found))
    assert not tags.names & {"script", "svg", "img", "iframe", "a", "link", "object", "form"}
    assert not {a for a in tags.attributes if a.startswith("on") or a in ("src", "href", "srcdoc")}
    assert "<script>alert(1)</script>" in tags.text
    assert "=HYPERLINK(" in as_text(found, None)


def test_hostile_text_is_inert_on_the_terminal(hostile: tuple[Path, Path, str, str]) -> None:
    raw, data, old, new = hostile
    with snapshot(data) as view:
        pages = view.arrow("pages").to_pylist()
        rows = [r["criterion_id"] for r in view.arrow("criteria").to_pylist()][:6]
        rows += [r["cell_id"] for r in view.arrow("table_cells").to_pylist()][3:40:6]
    for wanted in [p["page_id"] for p in pages] + rows:
        run = CliRunner().invoke(cli, ["show", wanted, "--raw", str(raw), "--data", str(data)])
        assert run.exit_code == 0, run.output
        assert acts(run.output) == set(), wanted
    for arguments in (["status", "--data", str(data)], ["diff", old, new, "--data", str(data)]):
        run = CliRunner().invoke(cli, arguments)
        assert run.exit_code in (0, 8)
        assert acts(run.output) == set()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_log_lines_are_one_line_and_inert(payload: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = StringIO()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    monkeypatch.setattr("sys.stderr", words)
    try:
        journal.start_log(False)
        try:
            raise ValueError(payload)
        except ValueError:
            logging.getLogger("doelenboom").exception("INTERNAL %s", payload)
    finally:
        root.handlers, root.level = before, level
    first, *traceback = words.getvalue().splitlines()
    assert " ERROR INTERNAL " in first
    assert acts(words.getvalue()) == set()
    assert not any(line.startswith("2026-01-01T") for line in traceback)


def test_a_hostile_file_name_is_inert(tmp_path: Path) -> None:
    raw = raw_folder(tmp_path / "raw", "zwolle.jaarverslag-2024.nl/p49787")
    (file,) = raw.rglob("*.html")
    odd = file.with_name("\x1b[31m=cmd\u202e\n2026 ERROR <script>.html")
    shutil.move(file, odd)
    (raw / "leeg\x1b[2J.html").write_bytes(b"")
    for arguments in (
        ["build", "--raw", str(raw), "--data", str(tmp_path / "data")],
        ["show", str(odd), "--raw", str(raw), "--data", str(tmp_path / "data")],
        ["status", "--data", str(tmp_path / "data")],
    ):
        run = CliRunner().invoke(cli, arguments)
        assert run.exit_code == 0, run.output
        assert acts(run.output) == set()
