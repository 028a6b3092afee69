"""The second map: which parts are made, used again or made without a page."""

from __future__ import annotations

import errno
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import binding
from pipeline import build as building
from pipeline.binding import MADE, REFERENCES, Earlier, Group, batches, grouped
from pipeline.build import build
from pipeline.inputs import Report
from pipeline.judging import failures
from pipeline.model import Source
from pipeline.neighbours import PATCHED, Parts
from pipeline.outcome import PageResult
from pipeline.parse import parse
from pipeline.reading import PageNote
from pipeline.sources.folder import Listed
from pipeline.store import stored_bytes
from pipeline.store.errors import InvalidTables
from pipeline.store.manifest import FileEntry
from pipeline.store.parts import Part
from quick import unvalidated
from raw_pages import RAW
from schemas import TABLES
from stored_samples import PUBLICATIONS, without
from stored_samples import tables as samples

ONE, OTHER, _ = PUBLICATIONS
HOSTS = ("zwolle.begroting-2026.nl", "zwolle.jaarverslag-2024.nl", "zwolle2018.2ebeleidsrapportage.nl")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    for host in HOSTS:
        shutil.copytree(RAW / host, tmp_path / "raw" / host)
    return tmp_path / "raw"


def note(path: str, publication: str | None = None, quarantined: bool = False) -> PageNote:
    return PageNote(Listed(path, "0" * 64, "html", path), f"key of {path}", publication, quarantined, parsed=True)


def test_pages_go_with_their_publication_and_what_tells_nothing_with_its_past() -> None:
    notes = [note("b", "zwolle-b"), note("x", None, True), note("a", "zwolle-a"), note("y", None, True), note("z")]
    groups = grouped(notes, {"x": "zwolle-a", "z": "zwolle-b"}, frozenset())
    assert [(group.publication, [n.item.path for n in group.notes]) for group in groups] == [
        ("unidentified", ["y", "z"]),
        ("zwolle-a", ["x", "a"]),
        ("zwolle-b", ["b"]),
    ]


def test_the_key_of_a_publication_follows_its_pages_and_not_their_order() -> None:
    def key(*notes: PageNote, renew: frozenset[str] = frozenset()) -> str:
        return grouped(notes, {}, renew)[0].key

    one, other = note("a", "zwolle-a"), note("b", "zwolle-a")
    assert key(one, other) == key(other, one)
    assert len({key(one), key(other), key(one, other), key(one, renew=frozenset({"p"}))}) == 4


def test_small_publications_are_bound_together_and_large_ones_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binding, "BATCH_PAGES", 3)
    groups = [Group(str(n), str(n), (note("a"),) * size) for n, size in enumerate([1, 1, 5, 9, 1])]
    assert [[len(group.notes) for group in batch] for batch in batches(groups)] == [[1, 1, 5], [9], [1]]


class Bound:
    """Which publications were bound anew, build by build."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: list[str] = []
        real = binding.Binder.__call__

        def bound(binder: binding.Binder, batch: list[Group]) -> list[binding.Bound]:
            self.names += [group.publication for group in batch]
            return real(binder, batch)

        monkeypatch.setattr(binding.Binder, "__call__", bound)

    def of(self, raw: Path, data: Path) -> tuple[Report, list[str]]:
        self.names.clear()
        with unvalidated():
            return build(raw, data, jobs=1), list(self.names)


def test_one_changed_page_makes_one_publication_anew(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound, data = Bound(monkeypatch), tmp_path / "data"
    _, first = bound.of(raw, data)
    assert len(first) == len(HOSTS)
    page = next((raw / HOSTS[1]).rglob("*.html"))
    page.write_bytes(page.read_bytes().replace(b"<p>", b"<p>Dit kost niets. ", 1))
    report, second = bound.of(raw, data)
    assert (report.changed, report.parsed, second) == (True, 1, ["zwolle-jaarstukken-2024"])
    # the snapshot in force is another one than its parts were made against
    (data / "CURRENT").write_text(sorted(p.name for p in (data / "snapshots").iterdir())[0] + "\n")
    _, third = bound.of(raw, data)
    assert len(third) == len(HOSTS)


def test_only_tables_with_other_bytes_are_judged_again(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[set[str]] = []
    real = binding.failures

    def counted(tables: Parts, known: Parts) -> object:
        judged.append(set(tables))
        return real(tables, known)

    monkeypatch.setattr(binding, "failures", counted)
    data = tmp_path / "data"
    build(raw, data, jobs=1)
    assert judged == [set(MADE) - set(PATCHED)]
    page = next((raw / HOSTS[1]).rglob("*.html"))
    page.write_bytes(page.read_bytes().replace(b"<p>", b"<p>Dit kost niets. ", 1))
    build(raw, data, jobs=1)
    assert "sections" in judged[1] < judged[0]
    assert "baten_lasten" not in judged[1]
    # another program has other rules
    last = data / ".cache" / "last.json"
    last.write_text(last.read_text().replace('"program": "', '"program": "other '))
    page.write_bytes(page.read_bytes() + b"\n")
    build(raw, data, jobs=1)
    assert judged[2] == judged[0]


def test_a_table_whose_goals_changed_is_judged_again() -> None:
    entries = {name: FileEntry("1" * 64, 1) for name in MADE}
    parts = {name: Part(Path(name), entries[name]) for name in MADE}
    material = dict.fromkeys(REFERENCES, "1")
    one = binding.Bound("zwolle-a", "key", "zwolle", parts, material)
    known = {"zwolle-a": Earlier(entries, material)}
    other = {"zwolle-a": Earlier({**entries, "goals": FileEntry("2" * 64, 1)}, material)}
    moved = {"zwolle-a": Earlier({**entries, "goals": FileEntry("2" * 64, 1)}, {**material, "goals.goal_id": "2"})}
    told = [name for name in MADE if not binding._is_judged(name, one, known)]
    assert told == []
    assert [name for name in MADE if not binding._is_judged(name, one, other)] == ["goals"]
    pointing = {name for name in MADE for key in TABLES[name].foreign_keys if key.references == "goals.goal_id"}
    assert {name for name in MADE if not binding._is_judged(name, one, moved)} == {"goals"} | pointing


def test_foreign_keys_point_at_what_is_not_judged_again_too() -> None:
    """Of two publications in a batch one has other goals and one other sections, whose goals are the same."""
    tables = samples()
    judged: Parts = {"goals": {ONE: tables["goals"][ONE]}, "sections": {OTHER: tables["sections"][OTHER]}}
    assert failures(judged, tables) == []
    lost = without(tables, "goals", OTHER, [0, 1, 2])
    assert {(failure.table, failure.column) for failure in failures(judged, lost)} == {("sections", "goal_id")}


def test_a_damaged_part_is_made_again(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bound, data = Bound(monkeypatch), tmp_path / "data"
    report, _ = bound.of(raw, data)
    last = (data / ".cache" / "last.json").read_text()
    (part, *_) = (data / ".cache" / "parts").glob("*/sections.parquet")
    part.write_bytes(part.read_bytes()[:-1])
    (data / ".cache" / "last.json").write_text(last.replace('"inputs": "', '"inputs": "other '))
    again, names = bound.of(raw, data)
    assert (again.snapshot, again.changed, len(names)) == (report.snapshot, False, 1)


def test_material_of_other_parts_than_were_sealed_counts_for_nothing(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a run leaves it that is killed between the two."""
    bound, data = Bound(monkeypatch), tmp_path / "data"
    report, _ = bound.of(raw, data)
    last = (data / ".cache" / "last.json").read_text()
    (data / ".cache" / "last.json").write_text(last.replace('"inputs": "', '"inputs": "other '))
    one, other, *_ = sorted((data / ".cache" / "parts").glob("*/material.json"))
    one.write_bytes(other.read_bytes())
    again, names = bound.of(raw, data)
    assert (again.snapshot, again.changed, len(names)) == (report.snapshot, False, 1)


def test_a_part_that_may_not_be_read_is_made_again(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one that another user's run left: of a published file it would end the run (exit code 7)."""
    bound, data = Bound(monkeypatch), tmp_path / "data"
    report, _ = bound.of(raw, data)
    last = (data / ".cache" / "last.json").read_text()
    (data / ".cache" / "last.json").write_text(last.replace('"inputs": "', '"inputs": "other '))
    (part, *_) = (data / ".cache" / "parts").glob("*/sections.parquet")
    real, refused = stored_bytes.read_bytes, [part]

    def refusing(path: Path) -> bytes:
        if path in refused:
            refused.clear()
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(stored_bytes, "read_bytes", refusing)
    again, names = bound.of(raw, data)
    assert (again.snapshot, again.changed, len(names), refused) == (report.snapshot, False, 1, [])


@pytest.mark.parametrize("junk", [b"", b"{}", b"[]", b"3", b'["x"]'], ids=repr)
def test_notes_of_the_cache_that_are_none_are_no_error(raw: Path, tmp_path: Path, junk: bytes) -> None:
    with unvalidated():
        wanted = build(raw, tmp_path / "data", jobs=1).snapshot
        home = tmp_path / "data" / ".cache"
        notes = list(home.glob("parts/**/*.json"))
        assert {file.name for file in notes} == {"entries.json", "material.json", "told.json"}
        for file in notes:
            file.write_bytes(junk)
        last = (home / "last.json").read_text()
        (home / "last.json").write_text(last.replace('"inputs": "', '"inputs": "other '))
        assert build(raw, tmp_path / "data", jobs=1).snapshot == wanted


def test_what_no_run_uses_goes(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bound, data = Bound(monkeypatch), tmp_path / "data"
    bound.of(raw, data)
    kept = len(list((data / ".cache" / "parts").iterdir()))
    page = next((raw / HOSTS[0]).rglob("*.html"))
    page.write_bytes(page.read_bytes() + b"\n")
    bound.of(raw, data)
    assert len(list((data / ".cache" / "parts").iterdir())) == kept
    assert len(list((data / ".cache").glob("??/*"))) == len(list(raw.rglob("*.html")))


def test_a_row_that_no_page_answers_for_stops_the_run(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = binding.assemble

    def without_a_host(results: list[PageResult]) -> object:
        pages, rows = real(results)
        return pages, [replace(row, edition=9) for row in rows]

    monkeypatch.setattr(binding, "assemble", without_a_host)
    with pytest.raises(InvalidTables, match=r"publications\.edition"):
        build(raw, tmp_path / "data", jobs=1)
    assert not (tmp_path / "data" / "CURRENT").exists()


def test_two_bad_pages_of_two_publications_cost_two_pages(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = {"zwolle-jaarstukken-2024/p49787", "zwolle-begroting-2026/p50287"}

    def spoilt(page: Source, corrections: object = None) -> PageResult:
        result = parse(page)
        if result.page_id not in bad:
            return result
        amounts = [replace(row, unit=7) for row in result.tables["baten_lasten"]]
        assert amounts
        return replace(result, tables={**result.tables, "baten_lasten": amounts})

    monkeypatch.setattr(building, "parse", spoilt)
    report = build(raw, tmp_path / "data", jobs=1)
    assert report.statuses["quarantined"] == 2
    assert report.findings["error", "ROW_INVALID"] == 2
