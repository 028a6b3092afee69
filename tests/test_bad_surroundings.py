"""Rows 55-57, 65 and 75-82 of the bad-input catalogue (INTEGRITY section 3): what several files, the disk and the
surroundings of a run can do. One real build serves most of them: the good pages in it must come out whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from pipeline import ending, journal, load
from pipeline.build import Report, build
from pipeline.corrections import CorrectionsBroken, read_corrections
from pipeline.load import IntegrityError, NoSnapshotError
from pipeline.model import Source
from pipeline.show import show
from pipeline.sources import folder
from report_pages import (
    BEGROTING,
    JAARSTUKKEN,
    OVERVIEW,
    RESULT,
    STREEFDOEL,
    amounts,
    begroting,
    changed,
    jaarstukken,
    read,
    store,
    streefdoel,
)

J24, J23, B26 = "zwolle.jaarverslag-2024.nl", "zwolle.jaarverslag-2023.nl", "zwolle.begroting-2026.nl"
OLD = f"{J24}/p49001/kopie.html"
EARLIER = "Deze pagina is gebouwd op 05/13/2025 13:22:06 met de export van 05/13/2025 13:13:22"
SPORT, COPY = f"{B26}/p50002/doel-1-3-1-sport.html", f"{B26}/p50003/doel-1-3-1-tijdelijk-onderdak.html"
NAMES = {
    101: "met spatie.html", 102: "\N{GRINNING FACE} doel.html", 103: "regel\neinde.html", 104: "x" * 250 + ".html",
    105: "-rf.html",
}  # fmt: skip
HOSTILE = '=HYPERLINK("http://kwaad") &lt;script&gt;alert(1)&lt;/script&gt; \x1b[31mrood\x1b[0m &#x202e;achteruit'
LINK, PIPE, DIRECTORY = (f"{J24}/p{number}/x.html" for number in (70, 71, 72))
EMPTY = (f"{J24}/p80/leeg.html", f"{J24}/p81/leeg.html")


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A raw folder with all of it beside three good pages."""
    raw = tmp_path_factory.mktemp("catalogue") / "raw"
    for path, content in ((JAARSTUKKEN, jaarstukken()), (BEGROTING, begroting()), (STREEFDOEL, streefdoel())):
        store(raw, path, content)
    store(raw, OLD, jaarstukken(changed(RESULT, 5, 2, "40.111"), stamp=EARLIER))
    title = "Doel 1.3.1 Sport voor iedereen"
    store(raw, SPORT, begroting(title=title, rows=((title, *OVERVIEW[0][1:]),)))
    store(raw, COPY, begroting())
    jeugd = changed(RESULT, 6, 1, "Resultaat doel Jeugdhulp")
    store(raw, f"{J24}/p49100/doel-1-3-1-jeugdhulp.html", jaarstukken(jeugd, title="Doel 1.3.1 Jeugdhulp"))
    for number, name in NAMES.items():
        store(raw, f"{J23}/p{number}/{name}", jaarstukken(year=2023, extra=f"<p>Bladzijde {number}.</p>"))
    store(raw, f"{J23}/p106/caf\udce9.html", jaarstukken(year=2023, extra="<p>Bladzijde 106.</p>"))
    store(raw, f"{J23}/p107/kwaad.html", jaarstukken(year=2023, extra=f"<p>{HOSTILE}</p>"))
    for path in EMPTY:
        store(raw, path, b"")
    for path in (LINK, PIPE, DIRECTORY):
        (raw / path).parent.mkdir(parents=True)
    (raw / LINK).symlink_to("/etc/passwd")
    os.mkfifo(raw / PIPE)
    (raw / DIRECTORY).mkdir()
    return raw


@pytest.fixture(scope="module")
def report(raw: Path) -> Report:
    """The run over that folder."""
    return build(raw, raw.parent / "data")


@pytest.fixture
def data(report: Report, raw: Path) -> Path:
    assert report.changed
    return raw.parent / "data"


def table(data: Path, name: str, **equal: str) -> pd.DataFrame:
    """Rows of a table in which these columns have these values."""
    frame = load(name, data=data)
    for column, value in equal.items():
        frame = frame[frame[column] == value]
    return frame


def finding(data: Path, code: str, **equal: str) -> tuple[str, str, str]:
    """Severity, location and found value of the one finding."""
    (row,) = table(data, "findings", code=code, **equal).itertuples()
    return row.severity, row.location, row.found


def test_good_pages_beside_bad_ones_are_whole(data: Path, report: Report) -> None:
    assert report.statuses == {"ok": 9, "ok_with_findings": 3, "quarantined": 5}
    assert "INTERNAL" not in {code for _, code in report.findings}
    rows = table(data, "baten_lasten", page_id="zwolle-jaarstukken-2024/p49001")
    stored = dict(zip(zip(rows["stage"], rows["component"], strict=True), rows["amount_eur"], strict=True))
    assert stored == amounts(read(jaarstukken()))
    assert set(table(data, "pages", status="quarantined")["page_number"]) == {70, 71, 72, 80, 81}
    for name in ("goals", "baten_lasten", "activities", "text_amounts"):
        assert not load(name, data=data)["page_id"].str.contains("/p(?:70|71|72|80|81)$").any()


def test_row_55_one_code_for_two_goals(data: Path) -> None:
    page = "zwolle-begroting-2026/p50002"
    assert finding(data, "GOAL_DUPLICATE", page_id=page) == ("error", "page", "1.3.1: Sport voor iedereen")
    goals = table(data, "goals", publication_id="zwolle-begroting-2026")
    assert dict(zip(goals["goal_id"], goals["page_id"], strict=True)) == {
        "zwolle-begroting-2026/1.3.1": "zwolle-begroting-2026/p50001",
        "zwolle-begroting-2026/1.3.1@p50002": page,
    }
    assert len(table(data, "indicators", goal_id="zwolle-begroting-2026/1.3.1@p50002")) == 6


def test_row_56_the_same_bytes_under_two_addresses(data: Path) -> None:
    (page,) = table(data, "pages", source_path=BEGROTING).itertuples()
    assert (page.aliases, page.status) == ([COPY], "ok")
    assert table(data, "pages", source_path=COPY).empty


def test_row_57_the_same_code_in_another_year(data: Path) -> None:
    goals = table(data, "goals", goal_code="1.3.1")
    titles = dict(zip(goals["goal_id"], goals["title"], strict=True))
    assert titles["zwolle-jaarstukken-2024/1.3.1"] == "Jeugdhulp"
    assert titles["zwolle-begroting-2026/1.3.1"] == "Tijdelijk onderdak"
    assert table(data, "findings", page_id="zwolle-jaarstukken-2024/p49100").empty


def test_row_65_an_older_build_of_the_same_page(data: Path) -> None:
    page = "zwolle-jaarstukken-2024/p49001"
    severity, where, shown = finding(data, "OLDER_BUILD", page_id=page)
    assert (severity, where, shown) == ("warning", "page", f"{OLD} built 2025-05-13 13:22:06")
    (row,) = table(data, "pages", page_id=page).itertuples()
    assert (row.source_path, row.aliases, str(row.built_at)) == (JAARSTUKKEN, [OLD], "2025-06-13 13:22:06")


@pytest.mark.parametrize("number", NAMES)
def test_row_75_odd_names(data: Path, number: int) -> None:
    (row,) = table(data, "pages", page_id=f"zwolle-jaarstukken-2023/p{number}").itertuples()
    assert (row.source_path, row.status) == (f"{J23}/p{number}/{NAMES[number]}", "ok")
    assert len(table(data, "baten_lasten", page_id=row.page_id)) == 25


def test_row_75_a_name_that_is_no_utf8(data: Path) -> None:
    (row,) = table(data, "pages", page_id="zwolle-jaarstukken-2023/p106").itertuples()
    assert (row.source_path, row.status) == (f"{J23}/p106/caf%E9.html", "ok")


def test_row_75_names_are_printed_on_one_line(raw: Path, data: Path) -> None:
    lines = "\n".join(show("zwolle-jaarstukken-2023/p103", raw, data))
    assert "regel / einde.html" in lines
    assert "regel\neinde" not in lines


@pytest.mark.parametrize(("path", "kind"), [(LINK, "symbolic link"), (PIPE, "FIFO"), (DIRECTORY, "directory")])
def test_row_76_what_is_no_file(data: Path, path: str, kind: str) -> None:
    assert finding(data, "NOT_REGULAR_FILE", source_path=path) == ("error", "file", kind)
    (row,) = table(data, "pages", source_path=path).itertuples()
    assert (row.status, row.characters) == ("quarantined", 0)


def test_row_76_two_empty_files_are_two_pages(data: Path) -> None:
    for path in EMPTY:
        assert finding(data, "EMPTY_PAGE", source_path=path) == ("error", "page", "0 bytes")


def test_row_76_no_permission(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: str, *arguments: int) -> int:  # root may read everything, so that chmod tells nothing
        if str(path).endswith("veilig-samen-wonen.html"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments)

    monkeypatch.setattr(folder.os, "open", refuse)
    found = {one.path: one for one in folder.sources(raw)}
    unread = found[JAARSTUKKEN]
    assert isinstance(unread, folder.Unread)
    assert (unread.finding.code, unread.finding.severity, unread.finding.location, unread.finding.found) == (
        "UNREADABLE", "error", "file", "Permission denied",
    )  # fmt: skip
    assert isinstance(found[BEGROTING], Source)


@pytest.mark.parametrize(("changes", "readable"), [(1, True), (2, False)])
def test_row_77_a_page_that_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: int, readable: bool
) -> None:
    file = store(tmp_path, JAARSTUKKEN, jaarstukken())
    real, looks = os.fstat, iter(range(100))

    def fstat(descriptor: int) -> os.stat_result:  # every read looks before and after; the writer comes between
        status, look = real(descriptor), next(looks)
        if look % 2 == 0 and look < 2 * changes:
            file.write_bytes(file.read_bytes() + b"<!-- later -->")
        return status

    monkeypatch.setattr(folder.os, "fstat", fstat)
    (found,) = folder.sources(tmp_path)
    if readable:
        assert isinstance(found, Source)
        assert found.content == file.read_bytes()
        assert found.content.endswith(b"<!-- later -->")
    else:
        assert isinstance(found, folder.Unread)
        assert (found.finding.code, found.finding.location) == ("PAGE_CHANGING", "file")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, r"corrections\.csv: .*No such file"),
        ("page,printed\nx,y\n", r"corrections\.csv:1: columns page, printed; allowed: page_id, table_no"),
        (b"\xff\xfe\x00", r"corrections\.csv"),
    ],
    ids=["missing", "unknown column", "no text"],
)
def test_row_78_broken_configuration(tmp_path: Path, content: str | bytes | None, words: str) -> None:
    if content is not None:
        store(tmp_path, "corrections.csv", content)
    with pytest.raises(CorrectionsBroken, match=words) as broken:
        read_corrections(tmp_path / "corrections.csv")
    code, line = ending.of(broken.value)
    assert (code, "corrections.csv" in line) == (2, True)


def test_row_78_broken_configuration_leaves_the_data_alone(tmp_path: Path) -> None:
    store(tmp_path / "raw", BEGROTING, begroting())
    with pytest.raises(CorrectionsBroken):
        build(tmp_path / "raw", tmp_path / "data", corrections=tmp_path / "nowhere.csv")
    assert not (tmp_path / "data" / "CURRENT").exists()


@pytest.mark.parametrize(
    ("current", "error", "code"),
    [
        (None, NoSnapshotError, 2),
        (b"", IntegrityError, 6),
        (b"../../etc\n", IntegrityError, 6),
        (b"20991231T000000Z-000000000000\n", IntegrityError, 6),
    ],
)
def test_row_79_nothing_in_force(
    data: Path, tmp_path: Path, current: bytes | None, error: type[Exception], code: int
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "snapshots").symlink_to(data / "snapshots")
    if current is not None:
        (tmp_path / "data" / "CURRENT").write_bytes(current)
    with pytest.raises(error, match="Run: python -m pipeline") as raised:
        load("goals", data=tmp_path / "data")
    assert ending.of(raised.value)[0] == code


def test_row_80_a_snapshot_of_a_newer_schema(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(data, tmp_path / "data", symlinks=True)
    monkeypatch.setattr("pipeline.store.opening.SCHEMA_VERSION", "0.9.0")
    with pytest.raises(IntegrityError, match=r"schema version 1\.\d+\.\d+, this doelenboom knows 0\.9\.0"):
        load("goals", data=tmp_path / "data")


def test_row_81_hostile_text_is_data(raw: Path, data: Path) -> None:
    page = "zwolle-jaarstukken-2023/p107"
    texts = "\n".join(table(data, "sections", page_id=page)["text"])
    assert '=HYPERLINK("http://kwaad") <script>alert(1)</script>' in texts
    assert finding(data, "BAD_CHAR", page_id=page) == ("warning", "page", "2")
    for line in show(page, raw, data):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", line)
    assert journal.printable("\x1b[31mrood\u202e\nregel") == "\\x1b[31mrood\\u202e / regel"


def test_row_82_validation_switched_off(raw: Path, tmp_path: Path) -> None:
    """`python -O` refuses in the same place: tests/test_validation.py."""
    command = [sys.executable, "-m", "pipeline", "build", "--raw", raw, "--data", tmp_path / "d"]
    off = os.environ | {"PANDERA_VALIDATION_ENABLED": "False"}
    root = Path(__file__).parents[1]
    run = subprocess.run(command, cwd=root, env=off, capture_output=True, text=True, check=False)
    assert (run.returncode, "PANDERA_VALIDATION_ENABLED" in run.stderr) == (2, True)
    assert "Traceback" not in run.stderr
