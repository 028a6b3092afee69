from __future__ import annotations

from .fields import Field, Table
from .shared import COMMON, TABLE_NO, TO_PAGE

CHECKS = Table(
    "checks",
    "Every identity tried, with both sides and the difference.",
    (
        *COMMON,
        Field("check_id", "text", "`<page_id>/t1/<identity>/<n>`.", required=True, unique=True),
        TABLE_NO,
        Field("identity", "text", "Name of the identity; `docs/identities.md` explains each.", required=True),
        Field("expected_eur", "integer", "What the identity asks for.", required=True, unit="EUR"),
        Field("actual_eur", "integer", "What is printed.", required=True, unit="EUR"),
        Field("difference_eur", "integer", "actual - expected.", required=True, unit="EUR"),
        Field("tolerance_eur", "integer", "Largest difference rounding explains.", required=True, ge=0, unit="EUR"),
        Field("status", "text", "Outcome.", required=True, values=("exact", "rounding", "mismatch")),
        Field("cells", "texts", "cell_id of every cell that takes part.", required=True),
    ),
    key=("check_id",),
    foreign_keys=(TO_PAGE,),
)
