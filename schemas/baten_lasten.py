from __future__ import annotations

from .fields import Field, Table
from .shared import COLUMN_NO, COMMON, COMPONENTS, GOAL_ID, ROW_NO, SOURCE_ERROR, TABLE_NO, TO_GOAL, TO_PAGE, required

STAGES = (
    "begroting_primitief",
    "mutaties",
    "begrotingswijzigingen",
    "begroting_na_wijziging",
    "rekening",
    "verschil",
    "raming",
)
EURO_LIMIT = 10**10

BATEN_LASTEN = Table(
    "baten_lasten",
    "One row per printed amount of a lasten/baten table, in whole euros with the canonical sign.",
    (
        *COMMON,
        Field("amount_id", "text", "`<page_id>/t1/r2/c3`: table, row, column.", required=True, unique=True),
        GOAL_ID,
        Field("scope", "text", "Level.", True, values=("goal", "programme", "domain", "municipality")),
        Field("scope_code", "text", "Goal or programme code at that level."),
        Field(
            "scope_title",
            "text",
            "Printed name at that level (goal title, programme, product or taakveld). Rows whose row_label opens with "
            "`Totaal` repeat the products or taakvelden above them.",
        ),
        Field("fiscal_year", "integer", "Year the amount is about.", required=True, ge=1990, le=2060),
        Field("stage", "text", "Stage of the budget cycle.", required=True, values=STAGES),
        Field("component", "text", "What the amount is.", required=True, values=COMPONENTS),
        Field(
            "amount_eur",
            "integer",
            "Euros, canonical: lasten, baten, toevoeging and onttrekking positive as amounts; saldo = baten - lasten; "
            "resultaat = baten - lasten - toevoeging + onttrekking; positive is favourable. In stage verschil every "
            "component is the favourable (+) or unfavourable (-) difference.",
            required=True,
            ge=-EURO_LIMIT,
            le=EURO_LIMIT,
            unit="EUR",
        ),
        Field(
            "printed_eur",
            "integer",
            "As printed times unit.",
            required=True,
            ge=-EURO_LIMIT,
            le=EURO_LIMIT,
            unit="EUR",
        ),
        Field("printed_text", "text", "The cell as printed.", required=True),
        Field("unit", "integer", "Euros per printed one.", required=True, values=(1, 1000, 1000000)),
        Field(
            "unit_evidence",
            "text",
            "What settled the unit.",
            required=True,
            values=("caption", "identities", "text_amounts", "edition", "magnitude"),
        ),
        Field(
            "sign_convention",
            "text",
            "How the table prints: as_is (canonical already), cost_positive (saldo and resultaat printed as cost), "
            "baten_negative, lasten_negative.",
            required=True,
            values=("as_is", "cost_positive", "baten_negative", "lasten_negative"),
        ),
        Field(
            "reliability",
            "text",
            "proven: an identity and the page's text agree; consistent: identities hold; unverified: nothing to check "
            "against; doubtful: an identity fails or the place of the value is uncertain.",
            required=True,
            values=("proven", "consistent", "unverified", "doubtful"),
        ),
        Field("row_label", "text", "Label of the row as printed.", required=True),
        Field("column_label", "text", "Head of the column as printed.", required=True),
        required(TABLE_NO),
        required(ROW_NO),
        required(COLUMN_NO),
        SOURCE_ERROR,
    ),
    key=("amount_id",),
    foreign_keys=(TO_PAGE, TO_GOAL),
)
