"""What is known of a page that cannot be used: what its path and its address say, and what could be read of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from pipeline.model import Document, Page, PageRefused, Source
from pipeline.page.address import ascii_slug
from pipeline.page.identity import identify


def identify_refused(source: Source, document: Document = Document(())) -> Page | None:  # noqa: B008 - never changed
    """The page with what could be read of it, without goals and findings: they would be about the part that is
    missing. None when path, address and text do not tell the publication."""
    try:
        page = identify(source, document)
    except PageRefused:
        return None
    return replace(page, goals=(), findings=())


def unidentified_page_id(source: Source) -> str:
    """A key for a page of which nothing is known but its file."""
    path = source.path.encode("utf-8", "surrogateescape")
    return f"unidentified/{ascii_slug(source.path) or 'page'}-{hashlib.sha256(path).hexdigest()[:8]}"
