"""Which publication, goal and part of the report a page and its blocks belong to."""

from pipeline.page.identity import identify
from pipeline.page.refused import identify_refused, unidentified_page_id

__all__ = ["identify", "identify_refused", "unidentified_page_id"]
