from __future__ import annotations

from .fields import Field, ForeignKey, Table
from .goal_series import SERIES_ID
from .shared import COMMON, PUBLICATION_ID, TO_PAGE

LINK_KINDS = ("same", "renumbered", "renamed", "moved", "split", "merged", "new", "ended")
CONFIRMED_KINDS = ("same", "renumbered", "renamed", "moved", "split", "merged", "different")
"""What a person may say of two goals in pipeline/goal_links.csv."""

GOAL_LINKS = Table(
    "goal_links",
    "One row per goal and its counterpart in the next publication of the budget cycle (begroting, beleidsrapportages, "
    "jaarstukken, begroting of the next year) that has it. The first five columns are those of the later goal, of the "
    "earlier one where it ended.",
    (
        *COMMON,
        Field("link_id", "text", "`<from>><to>`: goal_id, or publication_id where there is no goal.", True, True),
        Field(
            "kind",
            "text",
            "same; renumbered: another code; renamed: another title; moved: to another programme than its siblings; "
            "split: one of several goals it became; merged: one of several goals that became one; new and ended: no "
            "counterpart, said only where the other publication covers the programme in the data.",
            required=True,
            values=LINK_KINDS,
        ),
        Field("from_publication_id", "text", "The earlier publication.", True, pattern=PUBLICATION_ID.pattern),
        Field("to_publication_id", "text", "The later publication.", True, pattern=PUBLICATION_ID.pattern),
        Field("from_goal_id", "text", "The goal in the earlier publication; null for new."),
        Field("to_goal_id", "text", "The goal in the later publication; null for ended."),
        Field("from_goal_code", "text", "Its code there."),
        Field("to_goal_code", "text", "Its code there."),
        SERIES_ID,
        Field(
            "score",
            "number",
            "How sure the row is, 0 to 1: how well the goals agree (0.5 is the least that links them, "
            "unless a person confirmed it); for new and "
            "ended how much of the other publication is in the data, less the score of the best candidate.",
            required=True,
            ge=0,
            le=1,
        ),
        Field(
            "evidence",
            "texts",
            "What speaks for the link: `statement`, `title`, `short_name` (title in the address or in the money "
            "table), `description`, `code` (equal within one numbering), `amounts`, `indicators`.",
            required=True,
        ),
        Field("statement_similarity", "number", "Words both statements share, 0 to 1; null where one has none.", ge=0),
        Field("title_similarity", "number", "How alike the titles are, 0 to 1; null where one has none.", ge=0),
        Field("amounts_compared", "integer", "Amounts of one year and stage that both publications print.", ge=0),
        Field("amounts_equal", "integer", "Of those, how many are equal to the unit they are printed in.", ge=0),
        Field("confirmed", "boolean", "Whether a person confirmed it (pipeline/goal_links.csv).", required=True),
    ),
    key=("link_id",),
    foreign_keys=(
        TO_PAGE,
        ForeignKey("from_goal_id", "goals.goal_id"),
        ForeignKey("to_goal_id", "goals.goal_id"),
        ForeignKey("series_id", "goals.goal_id"),
    ),
    derived=True,
)
