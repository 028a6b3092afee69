from __future__ import annotations

from .fields import Field, Table
from .shared import BLOCK_NO, COLUMN_NO, COMMON, GOAL_ID, ROW_NO, SOURCE_ERROR, TABLE_NO, TO_GOAL, TO_PAGE, required

INDICATORS = Table(
    "indicators",
    "One row per observation of an indicator: a baseline, a current value or a target.",
    (
        *COMMON,
        Field("observation_id", "text", "`<goal_id>/i001`.", required=True, unique=True),
        required(GOAL_ID),
        Field("seq", "integer", "Order below the goal, from 1.", required=True, ge=1),
        Field("indicator_no", "integer", "Printed indicator or Streefdoel block below the goal, from 1.", True, ge=1),
        Field("indicator", "text", "Name without the unit.", required=True),
        Field("unit", "text", "`aantal`, `%`, ...; null when none is printed."),
        Field("role", "text", "Which column it stands in.", required=True, values=("baseline", "current", "target")),
        Field("period_label", "text", "Head of the column or the year as printed."),
        Field("year", "integer", "Year of the observation.", ge=1990, le=2060),
        Field("value", "number", "The number, null where text is printed."),
        Field("value_text", "text", "The value as printed.", required=True),
        Field("value_low", "number", "Lower end of a printed range."),
        Field("value_high", "number", "Upper end of a printed range."),
        Field("comparator", "text", "How the value compares.", values=("=", ">=", "<=", ">", "<")),
        Field("direction", "text", "Where it should go or went.", values=("up", "down", "equal")),
        Field("approximate", "boolean", "Printed with circa, ruim, bijna, ...", required=True),
        Field("missing_reason", "text", "Why value is null.", values=("dash", "empty", "nvt", "nb", "pm", "text")),
        Field("streefdoel", "text", "The Streefdoel/indicator text of 2014-2016, as printed."),
        Field("source", "text", "Behind `Bron:`."),
        Field("reference_date", "text", "Behind `Peildatum`, as printed."),
        Field("note", "text", "Explanation printed with the indicator."),
        BLOCK_NO,
        TABLE_NO,
        ROW_NO,
        COLUMN_NO,
        SOURCE_ERROR,
    ),
    key=("observation_id",),
    foreign_keys=(TO_PAGE, TO_GOAL),
)
