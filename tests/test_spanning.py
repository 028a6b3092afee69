"""The third map: what neighbours add, where it stands, and municipalities apart from each other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline import neighbours as saying
from pipeline import snapshot, spanning
from pipeline.build import build
from pipeline.derive import Material
from pipeline.fsops import REAL
from pipeline.inputs import Report
from pipeline.model import Finding
from pipeline.neighbours import neighbours
from pipeline.proof.records import CheckRecord
from pipeline.store import frames
from pipeline.store.errors import InvalidTables
from pipeline.told import read_told, write_told
from quick import unvalidated
from raw_pages import RAW
from schemas import TABLES
from stored_samples import tables

FINDING = Finding("warning", "MIXED_BUILD", "said by a neighbour", "stamp", "this", "that")
NOTE = Finding("info", "BUDGET_DIFFERS", "said by a neighbour", "stamp", "this", "that")
PUBLICATION = "zwolle-begroting-2026"
Patched = dict[str, dict[str, pa.Table]]
DERIVED = [name for name, table in TABLES.items() if table.derived]


def told(
    monkeypatch: pytest.MonkeyPatch, *said: tuple[str, object], **other: pa.Table
) -> dict[str, dict[str, pa.Table]]:
    """The patched tables of sample tables whose neighbours say this; `other` are tables of PUBLICATION as they are."""
    monkeypatch.setattr(saying, "check_across_pages", lambda _material: list(said))
    monkeypatch.setattr(saying, "DERIVATIONS", {})
    samples = {name: own for name, own in tables().items() if name not in DERIVED}
    return neighbours(samples | {name: samples[name] | {PUBLICATION: table} for name, table in other.items()})[0]


def page_ids(publication: str = PUBLICATION) -> list[str]:
    found: list[str] = tables()["pages"][publication]["page_id"].to_pylist()
    return found


def check(page_id: str) -> CheckRecord:
    return CheckRecord(f"{page_id}/I-36-lasten/1", 1, "I-36 lasten", 5, 5, 0, 0, "exact", (f"{page_id}/t1/r1/c1",))


def test_nothing_said_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch) == {}


def test_what_is_said_of_a_page_stands_behind_its_own_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, _ = page_ids()
    patched = told(monkeypatch, (second, check(second)), (first, check(first)), (first, FINDING), (first, NOTE))
    assert list(patched) == [PUBLICATION]
    for name, added in (("checks", [first, second]), ("findings", [first, first])):
        before = tables()[name][PUBLICATION]["page_id"].to_pylist()
        assert patched[PUBLICATION][name]["page_id"].to_pylist() == sorted([*before, *added])
        assert patched[PUBLICATION][name].schema.equals(TABLES[name].arrow(), check_metadata=True)
    own = [row for row in patched[PUBLICATION]["findings"].to_pylist() if row["page_id"] == first]
    known = len(own) - 2
    assert [row["finding_id"] for row in own[known:]] == [f"{first}/f{known + n:03d}" for n in (1, 2)]


@pytest.mark.parametrize(("finding", "status"), [(FINDING, "ok_with_findings"), (NOTE, "ok")])
def test_a_warning_of_a_neighbour_shows_in_the_status(
    monkeypatch: pytest.MonkeyPatch, finding: Finding, status: str
) -> None:
    known = tables()["pages"][PUBLICATION]
    column = known.schema.get_field_index("status")
    fine = known.set_column(column, known.schema.field(column), pa.array(["ok"] * known.num_rows, pa.string()))
    after = told(monkeypatch, (page_ids()[0], finding), pages=fine)[PUBLICATION]["pages"]["status"].to_pylist()
    assert after == [status, "ok", "ok"]


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    """The same pages as two municipalities."""
    for town in ("zwolle", "deventer"):
        for host in ("zwolle.jaarverslag-2024.nl", "zwolle.begroting-2026.nl"):
            shutil.copytree(RAW / host, tmp_path / "raw" / host.replace("zwolle", town))
    for file in (tmp_path / "raw").glob("deventer*/*/*.html"):
        file.write_bytes(file.read_bytes().replace(b"zwolle.", b"deventer."))
    return tmp_path / "raw"


def build_of(raw: Path, data: Path, jobs: int = 1) -> Report:
    with unvalidated():
        return build(raw, data, jobs=jobs)


def test_a_municipality_has_the_derived_rows_it_has_alone(towns: Path, tmp_path: Path) -> None:
    build_of(towns, tmp_path / "both")
    for host in list(towns.glob("deventer*")):
        shutil.rmtree(host)
    build_of(towns, tmp_path / "one")
    with snapshot(tmp_path / "both") as both, snapshot(tmp_path / "one") as one:
        for name in DERIVED:
            rows = both.arrow(name).to_pylist()
            assert {row["municipality"] for row in rows} == ({"deventer", "zwolle"} if rows else set())
            assert [row for row in rows if row["municipality"] == "zwolle"] == one.arrow(name).to_pylist()


def test_one_municipality_that_changed_is_spanned_anew(
    towns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spanned: list[str] = []
    real = spanning.Spanner.__call__

    def counted(spanner: spanning.Spanner, batch: list[spanning.Municipality]) -> list[spanning.Spanned]:
        spanned.extend(one.name for one in batch)
        return real(spanner, batch)

    monkeypatch.setattr(spanning.Spanner, "__call__", counted)
    build_of(towns, tmp_path / "data")
    assert spanned == ["deventer", "zwolle"]
    page = next(towns.glob("zwolle*/*/*.html"))
    page.write_bytes(page.read_bytes().replace(b"<p>", b"<p>Dit kost niets. ", 1))
    changed = build_of(towns, tmp_path / "data")
    assert spanned == ["deventer", "zwolle", "zwolle"]
    assert str(changed.snapshot)[-12:] == str(build_of(towns, tmp_path / "clean").snapshot)[-12:]
    spanned.clear()
    (notes, *_) = (tmp_path / "data" / ".cache" / "parts" / "spanning").glob("*/told.json")
    notes.write_text("{")
    page.write_bytes(page.read_bytes() + b"\n")
    build_of(towns, tmp_path / "data")
    assert len(spanned) in (1, 2)  # the damaged one, and Zwolle where that is another


@pytest.mark.parametrize(
    ("heading", "anew"),
    [("Toelichting op realisatie doel", []), ("Financi\u00eble toelichting", ["budget_vs_actual"])],
)
def test_a_step_that_reads_nothing_new_is_not_done_again(
    towns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heading: str, anew: list[str]
) -> None:
    steps: list[str] = []
    real = spanning.done

    def counted(step: str, material: Material) -> object:
        steps.append(step)
        return real(step, material)

    monkeypatch.setattr(spanning, "done", counted)
    build_of(towns, tmp_path / "data")
    assert len(steps) == 2 * len(saying.steps())
    steps.clear()
    page = next(towns.glob("zwolle*/p49787/*.html"))
    content = page.read_bytes()
    at = content.index(b"<p>", content.index(heading.encode()))
    page.write_bytes(content[:at] + b"<p>Dit was te verwachten. " + content[at + 3 :])
    changed = build_of(towns, tmp_path / "data")
    assert steps == anew
    assert str(changed.snapshot)[-12:] == str(build_of(towns, tmp_path / "clean").snapshot)[-12:]


def test_a_step_that_reads_what_it_does_not_say_is_refused() -> None:
    material = Material({"goals": {}, "sections": {}}).only(("goals",))
    assert material.rows("goals") == []
    with pytest.raises(LookupError, match="sections is read"):
        material.rows("sections")


def test_what_is_said_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    said = {PUBLICATION: [("p1", check("p1")), ("p1", FINDING)]}
    write_told(tmp_path, said, REAL)
    assert read_told(tmp_path) == said
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes().replace(b"stamp", b"stump"))
    assert read_told(tmp_path) is None
    file.unlink()
    assert read_told(tmp_path) is None


def test_processes_change_no_byte(towns: Path, tmp_path: Path) -> None:
    one, two = (build_of(towns, tmp_path / str(jobs), jobs) for jobs in (1, 2))
    assert str(one.snapshot)[-12:] == str(two.snapshot)[-12:]


def test_a_derived_row_that_breaks_its_schema_stops_the_run(
    towns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = frames.to_arrow

    def spoilt(table: object, common: object, records: list[object]) -> pa.Table:
        made = real(table, common, records)
        if getattr(table, "name", "") != "goal_series" or not made.num_rows:
            return made
        column = made.schema.get_field_index("series_id")
        nowhere = pa.array(["nowhere"] * made.num_rows, pa.string())
        return made.set_column(column, made.schema.field(column), nowhere)

    monkeypatch.setattr(frames, "to_arrow", spoilt)
    with pytest.raises(InvalidTables, match=r"goal_series\.series_id: points at goals\.goal_id"):
        build(towns, tmp_path / "data", jobs=1)
    assert not (tmp_path / "data" / "CURRENT").exists()
