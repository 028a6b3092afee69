from __future__ import annotations

from .fields import Field, ForeignKey, Table
from .shared import PAGE_ID, PAGE_KINDS, UNIDENTIFIED

STATUSES = ("ok", "ok_with_findings", "no_data", "quarantined", "stale")

PAGES = Table(
    "pages",
    "One row per page, read or refused, with its provenance and its coverage.",
    (
        *UNIDENTIFIED,
        Field("page_id", "text", PAGE_ID.description, required=True, unique=True),
        Field("page_number", "integer", "The p-number; provenance, never a link between years.", ge=0),
        Field("slug", "text", "Last part of the address or the file stem."),
        Field("url", "text", "Address of the page, null when nothing tells."),
        Field("source_path", "text", "Path below the raw folder.", required=True),
        Field("source_sha256", "text", "SHA-256 of the bytes that were read.", required=True, pattern="[0-9a-f]{64}"),
        Field("media", "text", "Form of the export.", required=True, values=("html", "text", "warc")),
        Field("encoding", "text", "Encoding the bytes were decoded with."),
        Field("reader", "text", "Which reader made the blocks.", values=("lxml", "beautifulsoup4", "text", "pipes")),
        Field("page_kind", "text", "What the page is.", required=True, values=PAGE_KINDS),
        Field("breadcrumb", "texts", "Path of the page in the site's menu."),
        Field("domain", "text", "Domein, such as `Sociaal domein`."),
        Field("programme_code", "text", "Programme number as text, such as `4` or `17A`."),
        Field("programme", "text", "Programme name."),
        Field("ambition_code", "text", "Ambition code, such as `6.2`."),
        Field("ambition", "text", "Ambition sentence."),
        Field("goal_code", "text", "Goal code, such as `1.2.3`."),
        Field("title", "text", "Title of the page."),
        Field("built_at", "datetime", "Build stamp, printed MM/DD/YYYY, local time Europe/Amsterdam."),
        Field("exported_at", "datetime", "Export stamp, local time Europe/Amsterdam."),
        Field("built_at_utc", "datetime", "Build stamp in UTC; null in the hour that occurs twice or never."),
        Field("exported_at_utc", "datetime", "Export stamp in UTC; null in the hour that occurs twice or never."),
        Field("status", "text", "Outcome for this page.", required=True, values=STATUSES),
        Field("stale_since", "datetime", "UTC: the last good snapshot of a page whose newer bytes are refused."),
        Field("blocks", "integer", "Content blocks: typed + text + ignored.", required=True, ge=0),
        Field("blocks_typed", "integer", "Blocks a table row was read from.", required=True, ge=0),
        Field("blocks_text", "integer", "Blocks kept as text in `sections` only.", required=True, ge=0),
        Field("blocks_ignored", "integer", "Blocks ignored by name with a reason.", required=True, ge=0),
        Field("tables", "integer", "Printed tables on the page.", required=True, ge=0),
        Field("characters", "integer", "Visible characters of text.", required=True, ge=0),
        Field("characters_unclaimed", "integer", "Of those, in no table, section or named ignore.", True, ge=0),
        Field("aliases", "texts", "Other files with the same bytes."),
    ),
    key=("page_id",),
    foreign_keys=(ForeignKey("publication_id", "publications.publication_id"),),
)
