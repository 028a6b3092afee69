from __future__ import annotations

from .fields import Field, ForeignKey, Table
from .goal_series import SERIES_ID
from .shared import COMMON, TO_PAGE

INDICATOR_SERIES = Table(
    "indicator_series",
    "One row per observation of an indicator in the series of its goal: every value as every publication printed it.",
    (
        *COMMON,
        Field("observation_id", "text", "The row of `indicators`.", required=True, unique=True),
        Field("indicator_series_id", "text", "The indicator through the years: `<series_id>/<its first name>`.", True),
        SERIES_ID,
        Field("goal_id", "text", "The goal in this publication.", required=True),
        Field("indicator", "text", "Name as this publication prints it, without the unit.", required=True),
        Field("unit", "text", "`aantal`, `%`, ...; null when none is printed."),
        Field("role", "text", "Which column it stands in.", required=True, values=("baseline", "current", "target")),
        Field("year", "integer", "Year of the observation.", ge=1990, le=2060),
        Field("value", "number", "The number, null where text is printed."),
        Field("value_text", "text", "The value as printed.", required=True),
        Field("comparator", "text", "How the value compares.", values=("=", ">=", "<=", ">", "<")),
        Field("missing_reason", "text", "Why value is null.", values=("dash", "empty", "nvt", "nb", "pm", "text")),
        Field("published_in", "text", "The publication that prints it (equals publication_id).", required=True),
        Field(
            "vintage",
            "integer",
            "1 for the first publication that prints a value for this year, 2 for the next; measured values (baseline "
            "and current) and targets are counted apart. Null without a year.",
            ge=1,
        ),
        Field(
            "is_latest", "boolean", "Whether no later publication prints a value for this year. Null without a year."
        ),
        Field("is_revision", "boolean", "Whether it differs from the vintage before.", required=True),
        Field("previous_value", "number", "The number of the vintage before."),
        Field("previous_text", "text", "The vintage before, as printed."),
    ),
    key=("observation_id",),
    foreign_keys=(
        TO_PAGE,
        ForeignKey("observation_id", "indicators.observation_id"),
        ForeignKey("goal_id", "goals.goal_id"),
    ),
    derived=True,
)
