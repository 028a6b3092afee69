from __future__ import annotations

from .fields import Field, Table
from .shared import BLOCK_NO, COMMON, COMPONENTS, GOAL_ID, SECTION_KINDS, TO_GOAL, TO_PAGE, required

TEXT_AMOUNTS = Table(
    "text_amounts",
    "One row per euro amount in running text.",
    (
        *COMMON,
        Field("text_amount_id", "text", "`<page_id>/x001`.", required=True, unique=True),
        GOAL_ID,
        Field("section", "text", "Kind of section it stands in.", required=True, values=SECTION_KINDS),
        Field("topic", "text", "Run-in heading above it."),
        Field(
            "amount_eur",
            "integer",
            "Euros as printed in the text (unsigned unless a sign is printed).",
            True,
            unit="EUR",
        ),
        Field("printed_text", "text", "The amount as printed.", required=True),
        Field("approximate", "boolean", "Printed with ruim, circa, bijna, ...", required=True),
        Field("effect", "text", "What the words say.", values=("favourable", "unfavourable")),
        Field("component", "text", "Component the words name.", values=COMPONENTS),
        Field("sentence", "text", "The sentence it stands in; of a very long one the part around it.", required=True),
        required(BLOCK_NO),
    ),
    key=("text_amount_id",),
    foreign_keys=(TO_PAGE, TO_GOAL),
)
