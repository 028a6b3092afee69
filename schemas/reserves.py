from __future__ import annotations

from .fields import Field, Table
from .overviews import AMOUNT_ID, FISCAL_YEAR, PLACE, PROGRAMME, STAGE, amount, sign_convention
from .shared import COMMON, TO_PAGE

COMPONENTS = (
    "stand_begin",
    "rente",
    "toevoeging_reserves",
    "onttrekking_reserves",
    "stand_eind",
    "budgettaire_ruimte",
)

RESERVES = Table(
    "reserves",
    "One row per printed amount of an overview of reserves: balance, addition or withdrawal of one reserve or total.",
    (
        *COMMON,
        AMOUNT_ID,
        Field(
            "row_kind", "text", "Totals repeat their reserves: never add the two up.", True, values=("reserve", "total")
        ),
        Field("reserve_no", "text", "Number as printed (`C01`); one number may return under several programmes."),
        Field("reserve", "text", "Name of the reserve, or label of the total.", required=True),
        Field("group_path", "texts", "Printed groups above it, outermost first.", required=True),
        *PROGRAMME,
        FISCAL_YEAR,
        STAGE,
        Field("component", "text", "What the amount is.", required=True, values=COMPONENTS),
        *amount(
            "Euros; additions and withdrawals positive: stand_eind = stand_begin + rente + toevoeging - onttrekking."
        ),
        sign_convention("as_is", "onttrekking_negative"),
        *PLACE,
    ),
    key=("amount_id",),
    foreign_keys=(TO_PAGE,),
)
