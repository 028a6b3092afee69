from __future__ import annotations

from .fields import Field, Table
from .shared import BLOCK_NO, COMMON, GOAL_ID, TO_GOAL, TO_PAGE

KINDS = (
    "aanvullende_uitgave",
    "aanvullende_inkomst",
    "lagere_uitgave",
    "lagere_inkomst",
    "budgetneutraal",
    "meevaller",
    "tegenvaller",
)

DEVIATIONS = Table(
    "deviations",
    "One row per deviation reported in a beleidsrapportage.",
    (
        *COMMON,
        Field("deviation_id", "text", "`<goal_id or page_id>/d01`.", required=True, unique=True),
        GOAL_ID,
        Field("seq", "integer", "Order on the page, from 1.", required=True, ge=1),
        Field("title", "text", "Subject as printed, without kind and amount.", required=True),
        Field("kind", "text", "What the printed kind label says; null where none is printed.", values=KINDS),
        Field("amount_eur", "integer", "Euros, positive is favourable.", unit="EUR", ge=-(10**10), le=10**10),
        Field("printed_text", "text", "Kind and amount as printed."),
        Field("explanation", "text", "Explanation below it."),
        BLOCK_NO,
    ),
    key=("deviation_id",),
    foreign_keys=(TO_PAGE, TO_GOAL),
)
