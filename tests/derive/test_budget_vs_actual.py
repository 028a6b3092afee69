"""Plan against result; the numbers of jaarstukken-2024 p49571 (goal 1.2.3) were typed from the page."""

from __future__ import annotations

from typing import Any

from derive_rows import in_series, material

from pipeline.derive.budget_vs_actual import budget_vs_actual

CODE = {"L": "lasten", "B": "baten", "T": "toevoeging_reserves", "O": "onttrekking_reserves", "R": "resultaat"}
REPORT, BUDGET, BERAP = "zwolle-jaarstukken-2024/1.2.3", "zwolle-begroting-2024/1.2.3", "zwolle-berap-2024-1/1.2.3"
SERIES = in_series({BUDGET: [BUDGET, BERAP, REPORT, "zwolle-begroting-2025/1.2.3"]})
GOALS = [{"publication_id": goal.rpartition("/")[0], "goal_id": goal, "goal_code": "1.2.3",
          "title": "Langdurige en/of intensieve ondersteuning"} for goal in (BUDGET, BERAP, REPORT)]  # fmt: skip
PRINTED = {
    "begroting_primitief": "L81964 B1204 T0 O0",
    "mutaties": "L0 B0 T0 O0",
    "begrotingswijzigingen": "L-297 B0 T0 O1678",
    "begroting_na_wijziging": "L81667 B1204 T0 O1678",
    "rekening": "L77780 B1489 T104 O978",
    "verschil": "L3887 B285 T-104 O-700 R3368",
}


def amounts(goal: str, stage: str, printed: str, year: int = 2024, reliability: str = "proven") -> list[dict[str, Any]]:
    """`L81964 B0`: components in thousands."""
    return [
        {
            "publication_id": goal.rpartition("/")[0], "goal_id": goal, "scope": "goal", "fiscal_year": year,
            "stage": stage, "component": CODE[one[0]], "amount_eur": int(one[1:]) * 1000, "reliability": reliability,
            "amount_id": f"{goal}/{stage}/{n}", "scope_title": "Langdurige ondersteuning",
        }
        for n, one in enumerate(printed.split())
    ]  # fmt: skip


def report() -> list[dict[str, Any]]:
    return [row for stage, printed in PRINTED.items() for row in amounts(REPORT, stage, printed)]


def rows(*found: dict[str, Any], sections: list[dict[str, Any]] | None = None) -> list[Any]:
    derived = budget_vs_actual(
        material(baten_lasten=list(found), goal_series=SERIES, goals=GOALS, sections=sections or [])
    )
    assert len(derived.common) == len(derived.records)
    return list(derived.records)


def test_the_stages_of_a_goal_side_by_side() -> None:
    (row,) = rows(*report())
    assert (row.budget_id, row.goal_id, row.goal_code) == (f"{BUDGET}/2024", REPORT, "1.2.3")
    assert row.lasten_begroting_primitief == 81_964_000
    assert row.lasten_begrotingswijzigingen == -297_000
    assert row.lasten_begroting_na_wijziging == 81_667_000
    assert row.lasten_rekening == 77_780_000
    assert (row.lasten_verschil, row.baten_verschil) == (3_887_000, 285_000)
    assert row.onttrekking_reserves_verschil == -700_000
    assert row.saldo_rekening == 1_489_000 - 77_780_000
    assert row.resultaat_rekening == 1_489_000 - 77_780_000 - 104_000 + 978_000
    assert row.resultaat_verschil == 3_368_000
    assert row.reliability == "proven"
    assert len(row.amount_ids) == 25


def test_the_report_goes_before_the_budget_and_both_are_shown() -> None:
    (row,) = rows(*report(), *amounts(BUDGET, "begroting_primitief", "L81500 B4000", reliability="unverified"))
    assert row.lasten_begroting_primitief == 81_964_000
    assert (row.lasten_in_begroting, row.baten_in_begroting) == (81_500_000, 4_000_000)
    assert row.sources == ("zwolle-jaarstukken-2024",)
    assert row.reliability == "proven"


def test_until_the_report_is_there_the_newest_publication_counts() -> None:
    (row,) = rows(
        *amounts(BUDGET, "begroting_primitief", "L81500 B4000 T0 O0"),
        *amounts(BERAP, "begroting_na_wijziging", "L82000 B4100", reliability="consistent"),
    )
    assert (row.lasten_begroting_primitief, row.lasten_begroting_na_wijziging, row.lasten_rekening) == (
        81_500_000, 82_000_000, None,
    )  # fmt: skip
    assert (row.resultaat_begroting_primitief, row.resultaat_begroting_na_wijziging) == (-77_500_000, None)
    assert row.goal_id == BERAP
    assert row.sources == ("zwolle-begroting-2024", "zwolle-berap-2024-1")
    assert row.reliability == "consistent"


def test_a_column_for_comparison_in_the_next_year_replaces_nothing() -> None:
    adopted = amounts(BUDGET, "begroting_primitief", "L81500 B4000")
    compared = amounts("zwolle-begroting-2025/1.2.3", "begroting_primitief", "L83000 B4000", year=2024)
    compared += amounts("zwolle-begroting-2025/1.2.3", "rekening", "L80000 B3900", year=2023)
    before, row = rows(*adopted, *compared)
    assert (row.goal_id, row.lasten_begroting_primitief, row.lasten_in_begroting) == (BUDGET, 81_500_000, 81_500_000)
    assert (before.fiscal_year, before.lasten_rekening, before.sources) == (
        2023,
        80_000_000,
        ("zwolle-begroting-2025",),
    )


def test_a_difference_that_is_not_printed_is_made() -> None:
    without = [row for row in report() if row["stage"] != "verschil"]
    (row,) = rows(*without)
    assert (row.lasten_verschil, row.baten_verschil) == (3_887_000, 285_000)
    assert (row.toevoeging_reserves_verschil, row.onttrekking_reserves_verschil) == (-104_000, -700_000)
    assert row.resultaat_verschil == 3_368_000


def test_a_printed_difference_is_never_replaced() -> None:
    """5.3.2 in 2024 prints 44 where its parts make 43: thousands are rounded."""
    printed = [
        *amounts(REPORT, "begroting_na_wijziging", "L1000 B0 T0 O0"),
        *amounts(REPORT, "rekening", "L1031 B109 T0 O-35"),
        *amounts(REPORT, "verschil", "L-31 B109 T0 O-35 R44"),
    ]
    (row,) = rows(*printed)
    assert row.resultaat_verschil == 44_000


def test_changes_printed_in_two_rows_are_one_amount() -> None:
    twice = [
        *amounts(REPORT, "mutaties", "L100"),
        *(a | {"amount_id": "b"} for a in amounts(REPORT, "mutaties", "L50")),
    ]
    (row,) = rows(*twice)
    assert row.lasten_mutaties == 150_000


def test_a_goal_that_the_page_of_its_programme_prints_too_counts_once() -> None:
    own = amounts(BUDGET, "begroting_primitief", "L81500 B4000")
    listed = [row | {"page_id": "zwolle-begroting-2024/p9", "amount_id": f"{row['amount_id']}/9"} for row in own]
    for found in (rows(*own, *listed), rows(*report(), *own, *listed)):
        assert [(row.lasten_in_begroting, row.baten_in_begroting) for row in found] == [(81_500_000, 4_000_000)]


def test_the_budget_of_another_year_is_another_row() -> None:
    found = rows(*report(), *amounts(BUDGET, "begroting_primitief", "L80000", year=2023))
    assert [row.fiscal_year for row in found] == [2023, 2024]
    assert found[0].lasten_in_begroting is None  # the begroting of 2024 is not that of 2023


def test_explanations_and_the_least_reliable_amount() -> None:
    sections = [
        {"publication_id": "zwolle-jaarstukken-2024", "goal_id": REPORT, "seq": n, "kind": kind, "text": text}
        for n, (kind, text) in enumerate(
            [("financial_explanation", "Het voordeel is € 3.368.000."), ("description", "Nee."),
             ("financial_explanation", "Lasten: € 3.887.000."), ("financial_explanation", "Lasten: € 3.887.000.")]
        )
    ]  # fmt: skip
    doubtful = [row | {"reliability": "doubtful"} if row["stage"] == "mutaties" else row for row in report()]
    (row,) = rows(*doubtful, sections=sections)
    assert row.explanation == "Het voordeel is € 3.368.000.\n\nLasten: € 3.887.000."
    assert row.reliability == "doubtful"


def test_amounts_above_the_goal_are_no_goals() -> None:
    assert rows(*(row | {"scope": "programme", "goal_id": None} for row in report())) == []


def test_the_order_of_rows_is_nothing() -> None:
    found = [*report(), *amounts(BUDGET, "begroting_primitief", "L81500 B4000")]
    assert rows(*found) == rows(*reversed(found))
