"""Which series a goal belongs to, and in what order publications appeared."""

from __future__ import annotations

from .material import Material, Row

_APPEARS = {"perspectiefnota": (-1, 6), "begroting": (-1, 10), "berap": (0, 6), "jaarstukken": (1, 5)}
"""Years after the report year, and month, in which each kind is published: the begroting of 2025 (October 2024) is
older than the jaarstukken of 2024 (May 2025)."""


def series_of_goals(material: Material) -> dict[str, str]:
    """goal_id -> series_id."""
    return {row["goal_id"]: row["series_id"] for row in material.rows("goal_series")}


def appearance(row: Row) -> tuple[int, int, str]:
    """Year and month in which the publication of a row usually appears; the publication itself settles ties."""
    years, month = _APPEARS[row["document_kind"]]
    second = row["document_kind"] == "berap" and row["publication_id"].endswith("-2")
    return row["report_year"] + years, month + 4 * second, row["publication_id"]
