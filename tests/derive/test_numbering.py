from __future__ import annotations

import pytest

from pipeline.derive.numbering import code_relation, renumberings


@pytest.mark.parametrize(
    ("years", "codes", "relation"),
    [
        ((2018, 2021), ("5.1.1", "5.1.1"), "same"),
        ((2018, 2021), ("5.1.1", "5.1.2"), "other"),
        ((2022, 2022), ("1.2.3", "1.2.3"), "same"),
        ((2023, 2024), ("1.2.3", "1.2.3"), "unknown"),  # sport, then long-term care
        ((2023, 2024), ("4.1.1", "2.1.3"), "unknown"),
        ((2023, 2024), ("5.3.2", "5.3.2"), "same"),  # programmes 5 to 8 were kept
        ((2023, 2024), ("5.3.2", "5.3.1"), "other"),
        ((2023, 2024), ("5.3.2", "2.1.3"), "unknown"),
        ((2025, 2026), ("5.3.2", "5.3.2"), "unknown"),
        ((2016, 2017), (None, "5.3.2"), "unknown"),
        ((2014, 2015), (None, None), "unknown"),
    ],
)
def test_codes_mean_something_within_one_numbering_only(
    years: tuple[int, int], codes: tuple[str | None, str | None], relation: str
) -> None:
    assert code_relation("zwolle", years, codes) == relation


def test_another_municipality_has_a_numbering_of_its_own() -> None:
    assert code_relation("deventer", (2023, 2024), ("1.2.3", "1.2.3")) == "same"


def test_every_renumbering_is_a_year_we_know() -> None:
    assert [(r.municipality, r.year) for r in renumberings()] == [("zwolle", 2017), ("zwolle", 2024), ("zwolle", 2026)]
