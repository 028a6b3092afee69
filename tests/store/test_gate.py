"""Every row of INTEGRITY.md 5.5: what passes, what warns, what refuses."""

from __future__ import annotations

import pyarrow as pa
import pytest

from pipeline.store import gate, gate_measures
from pipeline.store.gate import GateMisconfigured, checked_rules, default_rules, judge
from pipeline.store.opening import open_snapshot
from pipeline.store.renumbering import new_goal_ids
from schemas import TABLES
from stored_samples import PUBLICATIONS, parts, published, replaced, tables, without

OPEN, CLOSED, NEWEST = PUBLICATIONS  # begroting-2026 and jaarstukken-2024 are the newest of their kind
ROWS = 100


def cells(found, table, publication, column, values):
    """The tables with the first cells of one column changed."""
    part = found[table][publication]
    at = part.schema.get_field_index(column)
    old = part[column].to_pylist()
    field = part.schema.field(column)
    changed = part.set_column(at, field, pa.array([*values, *old[len(values) :]], field.type))
    return found | {table: found[table] | {publication: changed}}


def sound(found):
    """The tables with every page usable and every identity exact."""
    for publication in found["pages"]:
        found = cells(found, "pages", publication, "status", ["ok"] * found["pages"][publication].num_rows)
        found = cells(found, "checks", publication, "status", ["exact"] * found["checks"][publication].num_rows)
    return found


BASE = sound(tables(rows=ROWS))


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gate")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.store.snapshot.validate", lambda frames: [])
        published(folder, BASE)
    return folder


@pytest.fixture
def verdicts(data):
    """Measure, table, publication, found and verdict of every row that fired."""

    def fired(changed, rules=None):
        with open_snapshot(data) as old:
            report = judge(old, changed, rules=rules)
        assert {row.measure for row in report.rows} >= {"keys_lost", "keys_new", "table_empty", "schema_changed"}
        return {(r.measure, r.table, r.publication, r.found, r.verdict) for r in report.rows if r.verdict != "pass"}

    return fired


def test_no_change_fires_nothing(verdicts):
    assert verdicts(BASE) == set()


def test_a_row_lost_from_an_unchanged_page_of_a_closed_edition_is_refused(verdicts):
    fired = verdicts(without(BASE, "criteria", CLOSED, [7]))
    assert fired == {
        ("keys_lost_closed_edition", "criteria", CLOSED, 1, "refuse"),
        ("keys_lost_overall", "", "", 1, "warn"),
    }


@pytest.mark.parametrize("table", ["findings", "checks"])
def test_a_finding_or_check_that_is_gone_is_no_loss(table, verdicts):
    assert not any(fired[-1] == "refuse" for fired in verdicts(without(BASE, table, CLOSED, [7])))


def test_rows_lost_from_a_changed_page_of_a_closed_edition_warn(verdicts):
    changed = replaced(BASE, "pages", CLOSED, "source_sha256", 7, "1" * 64)
    assert verdicts(without(changed, "criteria", CLOSED, [7])) == {
        ("keys_lost", "criteria", CLOSED, 1, "warn"),
        ("keys_lost_overall", "", "", 1, "warn"),
    }


@pytest.mark.parametrize(("lost", "verdict"), [(1, "warn"), (10, "warn"), (11, "refuse")])
def test_rows_lost_in_an_open_edition(lost, verdict, verdicts):
    fired = verdicts(without(BASE, "criteria", OPEN, list(range(lost))))
    assert ("keys_lost", "criteria", OPEN, lost, verdict) in fired


def test_the_limit_in_rows_holds_where_the_share_is_small(monkeypatch):
    measured = gate_measures.Measured("keys_lost", "goals", OPEN, 21, 10_000)
    assert gate._judged(measured, default_rules()["keys_lost"]).verdict == "refuse"
    measured = gate_measures.Measured("keys_lost", "table_cells", OPEN, 21, 10_000)
    assert gate._judged(measured, default_rules()["keys_lost"]).verdict == "warn"


def test_more_than_two_percent_lost_overall_is_refused(verdicts):
    changed = BASE
    for table in ("criteria", "activities", "indicators", "goals", "sections", "deviations", "text_amounts"):
        for publication in (OPEN, NEWEST):
            changed = without(changed, table, publication, list(range(9)))
    fired = verdicts(changed)
    assert ("keys_lost_overall", "", "", 126, "refuse") in fired
    assert {f[-1] for f in fired if f[0] == "keys_lost"} == {"warn"}


def test_a_publication_that_is_gone_is_refused(verdicts):
    fired = verdicts({name: {p: t for p, t in parts.items() if p != NEWEST} for name, parts in BASE.items()})
    assert ("keys_lost", "goals", NEWEST, ROWS, "refuse") in fired


@pytest.mark.parametrize(("more", "verdict"), [(60, None), (61, "warn"), (300, "warn"), (301, "refuse")])
def test_new_rows_in_editions_that_were_there(more, verdict, verdicts):
    extra = tables((OPEN,), rows=ROWS + more)["criteria"][OPEN]
    fired = verdicts(BASE | {"criteria": BASE["criteria"] | {OPEN: extra}})
    assert fired == ({("keys_new", "criteria", "", more, verdict)} if verdict else set())


def test_a_new_edition_is_no_growth_and_closes_the_one_before(verdicts):
    newer = "zwolle-jaarstukken-2025"
    found = sound(tables((*PUBLICATIONS, newer), rows=ROWS))
    assert verdicts(found) == set()
    fired = verdicts(without(found, "criteria", NEWEST, [7]))
    assert ("keys_lost_closed_edition", "criteria", NEWEST, 1, "refuse") in fired


@pytest.mark.parametrize(("lost", "verdict"), [(1, "warn"), (30, "warn"), (31, "refuse")])
def test_rows_lost_from_a_derived_table(lost, verdict, verdicts):
    fired = verdicts(without(BASE, "goal_series", "all", list(range(lost))))
    assert ("keys_lost", "goal_series", "all", lost, verdict) in fired


def test_links_that_a_publication_in_between_replaces_are_no_reason_to_refuse(verdicts):
    fired = verdicts(without(BASE, "goal_links", "all", list(range(250))))
    assert ("keys_lost", "goal_links", "all", 250, "warn") in fired


def test_a_derived_table_that_grows_in_old_editions_is_growth(verdicts):
    old = BASE["goal_links"]["all"]
    more = pa.concat_tables([old, tables((OPEN,), rows=ROWS + 61)["goal_links"]["all"].slice(ROWS)])
    assert verdicts(BASE | {"goal_links": {"all": more}}) == {("keys_new", "goal_links", "", 61, "warn")}


@pytest.mark.parametrize("status", ["quarantined", "stale"])
@pytest.mark.parametrize(("pages", "verdict"), [(1, "warn"), (15, "warn"), (16, "refuse")])
def test_pages_that_became_unusable(status, pages, verdict, verdicts):
    fired = judged_against(BASE, cells(BASE, "pages", OPEN, "status", [status] * pages))
    assert fired == {("pages_unusable", "pages", "", pages, verdict)}


class Stored:
    """The side of a snapshot that the gate reads, without a disk."""

    def __init__(self, found):
        self.found = found
        self.tables = tuple(TABLES)
        entry = lambda p, t: type("Entry", (), {"publication_id": p, "rows": t.num_rows})  # noqa: E731
        of_table = lambda self, table: {p: entry(p, t) for p, t in found[table].items()}  # noqa: E731
        self.manifest = type("Manifest", (), {"schema_version": gate_measures.SCHEMA_VERSION, "of_table": of_table})()

    def part(self, table, publication):
        return self.found[table].get(publication)

    def rules(self, table):
        return gate_measures.without_words(TABLES[table].descriptor())


def judged_against(old, new, rules=None):
    report = judge(Stored(old), new, rules=rules)
    return {(r.measure, r.table, r.publication, r.found, r.verdict) for r in report.rows if r.verdict != "pass"}


def test_pages_that_were_unusable_before_fire_no_more():
    bad = cells(BASE, "pages", OPEN, "status", ["quarantined"] * 50)
    assert judged_against(bad, bad) == set()
    assert judged_against(bad, BASE) == set()


def test_an_edition_without_a_usable_page_is_refused():
    small = sound(tables(rows=1))
    many = small | {"pages": small["pages"] | {CLOSED: BASE["pages"][CLOSED]}}
    fired = judged_against(many, cells(many, "pages", OPEN, "status", ["stale"]))
    assert fired == {("pages_unusable", "pages", "", 1, "warn"), ("editions_unusable", "pages", "", 1, "refuse")}


@pytest.mark.parametrize("table", ["baten_lasten", "reserves", "spending_proposals", "incidental"])
@pytest.mark.parametrize(("amounts", "verdict"), [(1, "warn"), (5, "warn"), (6, "refuse")])
def test_amounts_changed_in_a_closed_edition(amounts, verdict, table, verdicts):
    changed = cells(BASE, table, CLOSED, "amount_eur", [-n - 1 for n in range(amounts)])
    assert verdicts(changed) == {("amounts_changed", table, CLOSED, amounts, verdict)}
    changed = cells(BASE, table, NEWEST, "amount_eur", [-n - 1 for n in range(amounts)])
    assert verdicts(changed) == set()


def test_a_changed_amount_is_named_with_both_values(data):
    with open_snapshot(data) as old:
        report = judge(old, cells(BASE, "baten_lasten", CLOSED, "amount_eur", [-297000]))
    (row,) = report.warned
    assert row.detail == f"{CLOSED}/baten_lasten/1: 1 -> -297000"
    assert str(row) == (
        f"amounts_changed baten_lasten {CLOSED}: 1 of 100, limit more than 0 ({CLOSED}/baten_lasten/1: 1 -> -297000)"
    )


@pytest.mark.parametrize(("mismatches", "verdict"), [(1, "warn"), (15, "warn"), (16, "refuse")])
def test_identities_that_newly_fail(mismatches, verdict):
    failing = cells(BASE, "checks", OPEN, "status", ["mismatch"] * mismatches)
    assert judged_against(BASE, failing) == {("mismatches_new", "checks", "", mismatches, verdict)}
    assert judged_against(failing, failing) == set()


@pytest.mark.parametrize(("empty", "verdict"), [(2, None), (3, "warn"), (14, "warn"), (15, "refuse")])
@pytest.mark.parametrize("nothing", [None, ""])
def test_the_fill_rate_of_a_column(empty, verdict, nothing):
    full = BASE
    for publication in PUBLICATIONS:
        full = cells(full, "goals", publication, "title", ["x"] * ROWS)
    emptied = cells(full, "goals", OPEN, "title", [nothing] * empty)
    points = round(100 * empty / 300, 2)
    assert judged_against(full, emptied) == ({("fill_rate", "goals", "", points, verdict)} if verdict else set())
    assert judged_against(emptied, full) == set()


def test_a_table_that_had_rows_and_has_none_is_refused(verdicts):
    changed = BASE | {"checks": {p: t.slice(0, 0) for p, t in BASE["checks"].items()}}
    assert ("table_empty", "checks", "", 1, "refuse") in verdicts(changed)


def test_a_schema_change_needs_a_version(monkeypatch):
    class Other(Stored):
        def rules(self, table):
            rules = super().rules(table)
            return rules | {"primaryKey": ["page_id"]} if table == "goals" else rules

    report = judge(Other(BASE), BASE)
    assert [(r.measure, r.table, r.verdict) for r in report.refused] == [("schema_changed", "goals", "refuse")]
    monkeypatch.setattr(gate_measures, "SCHEMA_VERSION", "1.1.0")
    old = Other(BASE)
    old.manifest.schema_version = "1.0.0"
    assert judge(old, BASE).refused == ()


def test_an_older_snapshot_without_a_column_is_compared(monkeypatch):
    monkeypatch.setattr(gate_measures, "SCHEMA_VERSION", "2.0.0")
    old = Stored(BASE)
    old.manifest.schema_version = "1.0.0"
    parts = {p: t.drop_columns(["amount_eur"]) for p, t in BASE["baten_lasten"].items()}
    old.found = BASE | {"baten_lasten": parts}
    assert judge(old, BASE).rows


def test_files_with_equal_bytes_are_not_read(data):
    class NotRead(Stored):
        def part(self, table, publication):
            raise AssertionError(f"{table}/{publication} was read")

    unchanged = frozenset(f"{name}/{p}.parquet" for name in TABLES for p in parts(name))
    assert judge(NotRead(BASE), BASE, unchanged).refused == ()


def test_the_first_run_needs_a_page():
    assert judge(None, BASE).refused == ()
    (row,) = judge(None, {name: {} for name in TABLES}).refused
    assert (row.measure, row.table, row.refuse) == ("first_run", "pages", "at least 1")


@pytest.mark.parametrize("measure", sorted(set(default_rules()) - {"first_run"}))
def test_every_measure_has_limits_that_can_fire(measure):
    measured = gate_measures.Measured(measure, "goals", "", 10**6, 10**5)
    assert gate._judged(measured, default_rules()[measure]).verdict == "refuse"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[keys_lost]\nrefuse = { number = 3 }", r"\[keys_lost\] refuse: .*count"),
        ("[keys_lost]\nrefuse = 3", r"\[keys_lost\] refuse"),
        ("[keys_lost]\nrefuze = { count = 3 }", "unknown key 'refuze'.*allowed"),
        ("[keys_lost.tables.goals]\nwarn = {}", r"\[keys_lost\] warn"),
        ("[keys_lost", "gate.toml: Expected"),
    ],
)
def test_a_limit_that_could_never_fire_is_refused(text, words):
    with pytest.raises(GateMisconfigured, match=words):
        checked_rules(text)


def test_a_page_with_another_number_is_compared_with_itself(data):
    """Its rows have other keys, and none is lost or new; what it does not print any more is."""
    paths = [f"{OPEN}/p{n}/a.html" for n in range(1, ROWS + 1)]
    renamed = {f"{OPEN}/p{n}/a.html": f"{OPEN}/p{n + 500}/a.html" for n in range(1, 41)}
    first = {path: path.replace("/p", "/p7000") for path in renamed}
    again = first | {first[path]: now for path, now in renamed.items()}
    ids = [f"{OPEN}/p{n + 500}" for n in range(1, 41)]
    with open_snapshot(data) as old:
        had = cells(cells(BASE, "pages", OPEN, "source_path", paths), "sections", OPEN, "section_id", keys(paths))
        old.part = lambda table, publication: had[table].get(publication)  # type: ignore[method-assign]
        now = cells(had, "pages", OPEN, "source_path", [*renamed.values()])
        now = cells(cells(now, "pages", OPEN, "page_id", ids), "sections", OPEN, "page_id", ids)
        now = cells(now, "sections", OPEN, "section_id", keys(renamed.values()))
        for way in (renamed, again):  # the gate had refused the number between, in the second
            assert [str(row) for row in judge(old, now, gone=frozenset(way), renumbered=way).rows if row.found] == []
        fewer = judge(old, without(now, "sections", OPEN, list(range(15))), gone=frozenset(renamed), renumbered=renamed)
        assert [(r.measure, r.table, r.found) for r in fewer.refused][:1] == [("keys_lost", "sections", 15)]
        unknown = judge(old, now, gone=frozenset(renamed))
        assert {r.measure for r in unknown.rows if r.verdict != "pass"} == {"keys_of_gone_pages"}


def test_a_goal_that_stands_alone_again_is_compared_with_itself(data):
    """Of two pages with one code the goal of one is `1.2.1@p60000`, until the other is gone."""
    own = BASE["goals"][OPEN]["goal_id"].to_pylist()[:30]
    twice = [f"{goal}@p60000" for goal in own]
    with open_snapshot(data) as old:
        had = cells(BASE, "goals", OPEN, "goal_id", twice)
        had = cells(had, "activities", OPEN, "activity_id", [f"{goal}/a001" for goal in twice])
        old.part = lambda table, publication: had[table].get(publication)  # type: ignore[method-assign]
        now = cells(BASE, "activities", OPEN, "activity_id", [f"{goal}/a001" for goal in own])
        assert [str(row) for row in judge(old, now).rows if row.found] == []
        assert {r.table for r in judge(old, without(now, "activities", OPEN, list(range(25)))).refused} >= {
            "activities"
        }
    one, other = "z/p1", "z/p2"
    assert new_goal_ids([("z/1", one), ("z/1@p2", other)], [("z/1@p1", one), ("z/1", other)], {}) == {"z/1@p2": "z/1"}


def keys(paths):
    """`<page_id>/s01` of the page in each file."""
    return [f"{path.rpartition('/')[0]}/s01" for path in paths]


def test_rows_of_pages_that_their_site_took_away_may_go(data):
    """Three nights or a person said so (pipeline/nightly/visit.py); what else goes is counted as ever."""
    paths = [f"{OPEN}/gone-{n}.html" for n in range(40)]
    with open_snapshot(data) as old:
        had = cells(BASE, "pages", OPEN, "source_path", paths)
        old.part = lambda table, publication: had[table].get(publication)  # type: ignore[method-assign]
        lost = without(without(had, "goals", OPEN, list(range(30))), "pages", OPEN, list(range(40)))
        explained = judge(old, lost, gone=frozenset(paths))
        assert {(r.measure, r.publication, r.verdict) for r in explained.rows if r.verdict != "pass"} == {
            ("keys_of_gone_pages", OPEN, "warn")
        }
        unexplained = judge(old, lost, gone=frozenset(paths[:10]))
        assert {(r.measure, r.table, r.verdict) for r in unexplained.refused} >= {("keys_lost", "goals", "refuse")}
