from __future__ import annotations

from .fields import Field, Table
from .shared import TO_PAGE, UNIDENTIFIED

FINDINGS = Table(
    "findings",
    "One row per thing a person should know, with where it is and what stands there.",
    (
        *UNIDENTIFIED,
        Field("page_id", "text", "Page it is about; null for a finding on a publication."),
        Field("finding_id", "text", "`<page_id>/f001`.", required=True, unique=True),
        Field("severity", "text", "How bad.", required=True, values=("info", "warning", "error")),
        Field("code", "text", "Stable name; docs/findings.md lists all.", required=True, pattern="[A-Z][A-Z0-9_]+"),
        Field("location", "text", "Where on the page.", required=True),
        Field("found", "text", "What stands there.", required=True),
        Field("expected", "text", "What was expected.", required=True),
        Field("message", "text", "One sentence for a person.", required=True),
        Field("responsibility", "text", "Who should act.", required=True, values=("source", "pipeline")),
        Field("source_path", "text", "File below the raw folder.", required=True),
        Field("source_sha256", "text", "SHA-256 of the bytes.", required=True, pattern="[0-9a-f]{64}"),
    ),
    key=("finding_id",),
    foreign_keys=(TO_PAGE,),
)
