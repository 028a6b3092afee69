from __future__ import annotations

from .baten_lasten import EURO_LIMIT
from .fields import Field, Table
from .goal_series import SERIES_ID
from .shared import COMMON, TO_GOAL, TO_PAGE

FLOWS = ("lasten", "baten", "toevoeging_reserves", "onttrekking_reserves")
TOTALS = ("saldo", "resultaat")
STAGES = (
    "begroting_primitief",
    "mutaties",
    "begrotingswijzigingen",
    "begroting_na_wijziging",
    "rekening",
    "verschil",
)
TOTAL_STAGES = ("begroting_primitief", "begroting_na_wijziging", "rekening", "verschil")
COMPONENTS = (*((f, s) for f in FLOWS for s in STAGES), *((t, s) for t in TOTALS for s in TOTAL_STAGES))
"""(component, stage) of every column of amounts, in order."""


def column(component: str, stage: str) -> str:
    """`lasten_rekening`, `resultaat_verschil`."""
    return f"{component}_{stage}"


def _amount(component: str, stage: str) -> Field:
    what = f"{component.replace('_', ' ')}, {stage.replace('_', ' ')}"
    if stage == "verschil":
        how = "favourable (+) or unfavourable (-) difference, as printed, else budget after changes against account"
    elif component == "saldo":
        how = "baten - lasten of this row"
    elif component == "resultaat":
        how = "baten - lasten - toevoeging + onttrekking of this row"
    else:
        how = "as the newest publication of the year prints it"
    return _euros(column(component, stage), f"{what[0].upper()}{what[1:]}: {how}.")


def _euros(name: str, description: str) -> Field:
    return Field(name, "integer", description, ge=-4 * EURO_LIMIT, le=4 * EURO_LIMIT, unit="EUR")


BUDGET_VS_ACTUAL = Table(
    "budget_vs_actual",
    "One row per goal and fiscal year, the stages of the budget side by side: plan, changes, account and difference.",
    (
        *COMMON,
        Field("budget_id", "text", "`<series_id>/<fiscal_year>`.", required=True, unique=True),
        SERIES_ID,
        Field("goal_id", "text", "The goal in the newest publication of the year.", required=True),
        Field("goal_code", "text", "Its code there."),
        Field("title", "text", "Its title there."),
        Field("fiscal_year", "integer", "Year the amounts are about.", required=True, ge=1990, le=2060),
        *(_amount(component, stage) for component, stage in COMPONENTS),
        _euros("lasten_in_begroting", "Lasten as the begroting of the year itself printed them."),
        _euros("baten_in_begroting", "Baten as the begroting of the year itself printed them."),
        Field(
            "reliability",
            "text",
            "The least reliable of the amounts used.",
            required=True,
            values=("proven", "consistent", "unverified", "doubtful"),
        ),
        Field("explanation", "text", "Financial explanation of the goal in that publication."),
        Field("sources", "texts", "Publications the amounts come from.", required=True),
        Field("amount_ids", "texts", "The rows of `baten_lasten` that were used.", required=True),
    ),
    key=("budget_id",),
    foreign_keys=(TO_PAGE, TO_GOAL),
    derived=True,
)
