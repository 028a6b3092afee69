from __future__ import annotations

from .fields import Field, Table
from .shared import BLOCK_NO, COMMON, TEXT_ORIGIN_YEAR, TO_PAGE

GOALS = Table(
    "goals",
    "One row per goal (doel) and publication. The key is goal_id: the code alone means another goal in another year.",
    (
        *COMMON,
        Field("goal_id", "text", "`<publication_id>/<goal_code>` or a slug of programme and title.", True, True),
        Field(
            "goal_code",
            "text",
            "Printed code, such as `1.2.3`; null in 2014-2016.",
            pattern=r"\d+[A-Z]?(\.\d+){1,3}[a-z]?",
        ),
        Field("title", "text", "Short title, such as `Langdurige en/of intensieve ondersteuning`."),
        Field("statement", "text", "The doelzin: the goal as one sentence."),
        Field("domain", "text", "Domein the goal belongs to."),
        Field("programme_code", "text", "Programme number as text."),
        Field("programme", "text", "Programme name."),
        Field("ambition_code", "text", "Ambition code."),
        Field("ambition", "text", "Ambition sentence."),
        Field("description", "text", "Section Beschrijving, paragraphs separated by a newline."),
        Field("realisation", "text", "Section Toelichting op realisatie doel."),
        Field("portfolio_holders", "texts", "Portefeuillehouders, one name each."),
        TEXT_ORIGIN_YEAR,
        BLOCK_NO,
    ),
    key=("goal_id",),
    foreign_keys=(TO_PAGE,),
)
