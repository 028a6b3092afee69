from __future__ import annotations

from .fields import Field, Table
from .overviews import AMOUNT_ID, PLACE, amount
from .shared import COMMON, TO_PAGE

SPENDING_PROPOSALS = Table(
    "spending_proposals",
    "One row per printed amount of a table of bestedingsvoorstellen: a proposal, its cover or a total, per year.",
    (
        *COMMON,
        AMOUNT_ID,
        Field(
            "row_kind",
            "text",
            "proposal; cover: what pays for the proposal above it; total and part (`waarvan structureel`): sums, never "
            "to be added to the others.",
            required=True,
            values=("proposal", "cover", "total", "part"),
        ),
        Field("proposal_no", "text", "Number or letter as printed; a cover has that of its proposal."),
        Field("title", "text", "Name of the proposal, the cover or the total.", required=True),
        Field("nature", "text", "Structural or incidental.", values=("structureel", "incidenteel", "beide")),
        Field(
            "list_title",
            "text",
            "Title of the list it stands in (`Perspectiefnota`, `Structurele bestedingsvoorstellen`).",
        ),
        Field("goal_codes", "texts", "Goals it names, as codes within the publication.", required=True),
        Field(
            "component", "text", "Yearly budget, or credit for an investment.", True, values=("exploitatie", "krediet")
        ),
        Field("fiscal_year", "integer", "Year the amount is about; null for a krediet.", ge=1990, le=2060),
        *amount("Euros as printed: positive is money asked for, negative a saving or a cover."),
        *PLACE,
    ),
    key=("amount_id",),
    foreign_keys=(TO_PAGE,),
)
