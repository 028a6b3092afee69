"""Series of indicators with their vintages; the numbers of begroting-2026 p50287 were typed from the page."""

from __future__ import annotations

from typing import Any

import pytest
from derive_rows import in_series, material

from pipeline.derive.indicator_names import SAME_NAME, alike, matched, name_of
from pipeline.derive.indicator_series import VintageRecord, indicator_series

OLD, NEW = "zwolle-begroting-2023/3.1.1", "zwolle-begroting-2026/1.3.1"
SERIES = in_series({OLD: [OLD, "zwolle-jaarstukken-2024/1.3.1", NEW]})


def observation(goal: str, number: int, indicator: str, year: int | None, value: float | None, role: str = "current",
                unit: str | None = "aantal", text: str | None = None) -> dict[str, Any]:  # fmt: skip
    return {
        "publication_id": goal.rpartition("/")[0], "goal_id": goal, "observation_id": f"{goal}/i{number:03d}",
        "indicator": indicator, "unit": unit, "role": role, "year": year, "value": value,
        "value_text": text or f"{value:g}", "comparator": "=" if value is not None else None,
    }  # fmt: skip


def series(*rows: dict[str, Any], links: list[dict[str, Any]] = SERIES) -> list[VintageRecord]:
    found = indicator_series(material(indicators=list(rows), goal_series=links))
    assert len(found.common) == len(found.records)
    return [record for record in found.records if isinstance(record, VintageRecord)]


def test_a_renumbered_goal_stays_one_series() -> None:
    found = series(
        observation(OLD, 1, "Wachtenden beschermd wonen (Zwolle)", 2022, 133),
        observation(NEW, 1, "Wachtenden beschermd wonen Zwolle", 2024, 108),
        observation(NEW, 2, "Wachtenden beschermd wonen Zwolle", 2026, 131, "target"),
        observation(NEW, 3, "Beschermd wonen Zwolle", 2024, 310),
    )
    assert {row.series_id for row in found} == {OLD}
    assert [(row.indicator_series_id, row.year, row.value) for row in found] == [
        (f"{OLD}/wachtenden-beschermd-wonen-zwolle-aantal", 2022, 133),
        (f"{OLD}/wachtenden-beschermd-wonen-zwolle-aantal", 2024, 108),
        (f"{OLD}/wachtenden-beschermd-wonen-zwolle-aantal", 2026, 131),
        (f"{OLD}/beschermd-wonen-zwolle-aantal", 2024, 310),
    ]
    assert [row.published_in for row in found] == ["zwolle-begroting-2023"] + ["zwolle-begroting-2026"] * 3


def test_vintages_and_revisions() -> None:
    """133 in the begroting of 2023; the jaarstukken of 2024 (May 2025) print 135, the begroting of 2026 (October 2025)
    135 again, as the baseline."""
    found = series(
        observation(OLD, 1, "Wachtenden", 2022, 133),
        observation("zwolle-jaarstukken-2024/1.3.1", 1, "Wachtenden", 2022, 135),
        observation(NEW, 1, "Wachtenden", 2022, 135, "baseline"),
        observation(NEW, 2, "Wachtenden", 2022, 120, "target"),
    )
    assert [(r.published_in, r.role, r.vintage, r.is_latest, r.is_revision, r.previous_value) for r in found] == [
        ("zwolle-begroting-2023", "current", 1, False, False, None),
        ("zwolle-begroting-2026", "baseline", 3, True, False, 135),
        ("zwolle-begroting-2026", "target", 1, True, False, None),
        ("zwolle-jaarstukken-2024", "current", 2, False, True, 133),
    ]


def test_several_values_of_a_year_are_compared_each_with_its_own() -> None:
    """begroting-2016 p3029: `14 %`, `46 %`, `29 %` of 2012, one below the other and without names."""
    report = "zwolle-jaarstukken-2024/1.3.1"
    old = [observation(OLD, n, "Te weinig groen", 2012, value) for n, value in enumerate((14, 46, 29), 1)]
    same = [observation(report, n, "Te weinig groen", 2012, value) for n, value in enumerate((14, 47, 29), 1)]
    fewer = [observation(NEW, n, "Te weinig groen", 2012, value) for n, value in enumerate((29, 14), 1)]
    found = series(*old, *same, *fewer)
    revised = [(r.published_in, r.value, r.previous_value) for r in found if r.is_revision]
    assert revised == [("zwolle-jaarstukken-2024", 47, 46)]
    assert [r.previous_value for r in found if r.published_in == "zwolle-begroting-2026"] == [29, 14]


def test_the_begroting_of_a_year_is_older_than_the_jaarstukken_of_the_year_before() -> None:
    budget, report = "zwolle-begroting-2025/1.1.1", "zwolle-jaarstukken-2024/1.1.1"
    found = series(
        observation(report, 1, "Woningen", 2023, 410),
        observation(budget, 1, "Woningen", 2023, 400),
        links=in_series({report: [report, budget]}),
    )
    assert {row.published_in: row.vintage for row in found} == {
        "zwolle-begroting-2025": 1,
        "zwolle-jaarstukken-2024": 2,
    }


def test_a_value_in_words_is_revised_by_other_words_only() -> None:
    found = series(
        observation(OLD, 1, "Wachtenden", 2026, None, "target", text="lager"),
        observation("zwolle-jaarstukken-2024/1.3.1", 1, "Wachtenden", 2026, None, "target", text="Lager"),
        observation(NEW, 1, "Wachtenden", 2026, 100, "target"),
    )
    assert {row.published_in: row.is_revision for row in found} == {
        "zwolle-begroting-2023": False,
        "zwolle-jaarstukken-2024": False,
        "zwolle-begroting-2026": True,
    }


def test_a_value_without_year_has_no_vintage() -> None:
    (row,) = series(observation(NEW, 1, "Evenementen", None, 90, "target", "%"))
    assert (row.vintage, row.is_latest, row.is_revision) == (None, None, False)


def test_two_indicators_of_one_publication_are_never_one() -> None:
    found = series(
        observation(OLD, 1, "Schaalscore sociaal isolement", 2022, 1.6),
        observation(NEW, 1, "Schaalscore sociaal isolement", 2024, 1.4),
        observation(NEW, 2, "Schaalscore sociale isolement", 2024, 1.5),
    )
    assert len({row.indicator_series_id for row in found}) == 2


def test_the_order_of_rows_is_nothing() -> None:
    rows = [observation(goal, n, f"Indicator {n}", 2022, n) for goal in (OLD, NEW) for n in (1, 2, 3)]
    assert series(*rows) == series(*reversed(rows))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Netto minimaal 400 woningen per jaar (2013 t/m 2017), waarvan 180 in Stadshagen",
         "Netto komen er minimaal 400 woningen per jaar bij (2013 t/m 2017), waarvan 180 in Stadshagen", True),
        ("Voelt u zich vaak onveilig", "Voelt u zich soms onveilig", False),
        ("Wachtenden beschermd wonen Zwolle", "Beschermd wonen Zwolle", False),
        ("Wachttijd 18-", "Wachttijd 18+", False),
        ("Inwoners van 65 jaar en ouder met een indicatie", "Inwoners van 75 jaar en ouder met een indicatie", False),
        ("Cliëntervaring", "Clientervaring", True),
    ],
)  # fmt: skip
def test_names(one: str, other: str, same: bool) -> None:
    assert (alike(name_of(one, "%"), name_of(other, "%")) >= SAME_NAME) == same


def test_units() -> None:
    assert alike(name_of("Wachtenden", "%"), name_of("Wachtenden", "aantal")) == 0
    assert alike(name_of("Wachtenden", None), name_of("Wachtenden", "aantal")) == 100
    assert alike(name_of("Wachtende inwoners Zwolle", None), name_of("Wachtend inwoners Zwolle", "aantal")) == 0


def test_the_best_pairs_are_made() -> None:
    known = [name_of("Aantal meldingen overlast jeugd", None), name_of("Aantal meldingen van overlast jeugd", None)]
    assert matched(known, [name_of("Aantal meldingen van overlast jeugd", None)]) == {0: 1}
