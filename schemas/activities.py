from __future__ import annotations

from .fields import Field, ForeignKey, Table
from .shared import BLOCK_NO, COMMON, GOAL_ID, TEXT_ORIGIN_YEAR, TO_GOAL, TO_PAGE, required

STATUSES = ("planned", "new", "ongoing", "stopping", "realised")

ACTIVITIES = Table(
    "activities",
    "One row per activity: a bullet, or a paragraph where a theme has no bullets.",
    (
        *COMMON,
        Field("activity_id", "text", "`<goal_id>/a001`.", required=True, unique=True),
        required(GOAL_ID),
        Field("seq", "integer", "Order below the goal, from 1.", required=True, ge=1),
        Field("status", "text", "From the heading it stands under.", required=True, values=STATUSES),
        Field("theme", "text", "Theme printed above it."),
        Field("subtheme", "text", "Second theme line, where one is printed."),
        Field("level", "integer", "Level of the list, 1 is outermost; paragraphs are 1.", required=True, ge=1),
        Field("parent_id", "text", "activity_id one level up."),
        Field("text", "text", "The activity.", required=True),
        TEXT_ORIGIN_YEAR,
        BLOCK_NO,
        Field("table_no", "integer", "Table it stands in (2014-2016: the Streefdoel tables), else null.", ge=1),
        Field("row_no", "integer", "Row of that table.", ge=1),
        Field("column_no", "integer", "Column of that table.", ge=1),
    ),
    key=("activity_id",),
    foreign_keys=(TO_PAGE, TO_GOAL, ForeignKey("parent_id", "activities.activity_id")),
)
