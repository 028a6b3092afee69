from __future__ import annotations

from .fields import Field, Table
from .overviews import AMOUNT_ID, FISCAL_YEAR, PLACE, PROGRAMME, STAGE, amount, sign_convention
from .shared import COMMON, TO_PAGE

COMPONENTS = (
    "lasten",
    "baten",
    "saldo",
    "saldo_reserves",
    "saldo_na_bestemming",
    "incidenteel_saldo",
    "structureel_saldo",
)

INCIDENTAL = Table(
    "incidental",
    "One row per printed amount of a table of incidentele baten en lasten: items, totals, and the structural balance.",
    (
        *COMMON,
        AMOUNT_ID,
        Field(
            "row_kind",
            "text",
            "item; total of a programme or of all; balance: a row of the structural balance of the whole budget.",
            required=True,
            values=("item", "total", "balance"),
        ),
        *PROGRAMME,
        Field("title", "text", "Label of the row.", required=True),
        FISCAL_YEAR,
        STAGE,
        Field("component", "text", "What the amount is.", required=True, values=COMPONENTS),
        *amount(
            "Euros; lasten and baten positive, saldi positive when favourable: saldo_na_bestemming = saldo + "
            "saldo_reserves, structureel_saldo = saldo_na_bestemming - incidenteel_saldo, incidenteel_saldo = baten - "
            "lasten."
        ),
        sign_convention("as_is", "cost_positive"),
        *PLACE,
    ),
    key=("amount_id",),
    foreign_keys=(TO_PAGE,),
)
