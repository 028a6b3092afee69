from __future__ import annotations

from .fields import Field, ForeignKey, Table
from .shared import BLOCK_NO, COMMON, GOAL_ID, TEXT_ORIGIN_YEAR, TO_GOAL, TO_PAGE, required

CRITERIA = Table(
    "criteria",
    "One row per criterion: what must be so when the goal is reached.",
    (
        *COMMON,
        Field("criterion_id", "text", "`<goal_id>/c01`.", required=True, unique=True),
        required(GOAL_ID),
        Field("seq", "integer", "Order below the goal, from 1.", required=True, ge=1),
        Field("lead_in", "text", "Sentence the list opens with: `..., zodanig dat:`."),
        Field("group", "text", "Group name above the item, where one is printed."),
        Field("level", "integer", "Level of the list, 1 is outermost.", required=True, ge=1),
        Field("parent_id", "text", "criterion_id one level up."),
        Field("text", "text", "The criterion.", required=True),
        TEXT_ORIGIN_YEAR,
        BLOCK_NO,
    ),
    key=("criterion_id",),
    foreign_keys=(TO_PAGE, TO_GOAL, ForeignKey("parent_id", "criteria.criterion_id")),
)
