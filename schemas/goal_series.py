from __future__ import annotations

from .fields import Field, ForeignKey, Table
from .shared import COMMON, TO_PAGE

SERIES_ID = Field(
    "series_id",
    "text",
    "The goals that are one through the years: goal_id of the first of them in the data. Newer publications never "
    "change it; an older one that has the goal too gives the series its name.",
    required=True,
)

GOAL_SERIES = Table(
    "goal_series",
    "One row per goal, with the series of goals that are the same through the years (from `goal_links`; a split or "
    "merged goal goes on with its best counterpart).",
    (
        *COMMON,
        Field("goal_id", "text", "The goal.", required=True, unique=True),
        Field("goal_code", "text", "Its code in this publication, null in 2014-2016."),
        SERIES_ID,
        Field("seq", "integer", "Place in the series, from 1, in the order of the budget cycle.", required=True, ge=1),
        Field("series_title", "text", "Title of its newest goal, the statement where it prints none."),
    ),
    key=("goal_id",),
    foreign_keys=(TO_PAGE, ForeignKey("goal_id", "goals.goal_id"), ForeignKey("series_id", "goals.goal_id")),
    derived=True,
)
