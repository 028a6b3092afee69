"""What is known of a page that could not be read: only what its path and its address say."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from pipeline.model import Document, Page, PageRefused, Source
from pipeline.page.address import ascii_slug
from pipeline.page.identity import identify


def identify_by_path(source: Source) -> Page | None:
    """The page without content, goals and findings; None when path and address do not tell the publication."""
    try:
        page = identify(source, Document(()))
    except PageRefused:
        return None
    return replace(page, goals=(), findings=())


def unidentified_page_id(source: Source) -> str:
    """A key for a page of which nothing is known but its file."""
    path = source.path.encode("utf-8", "surrogateescape")
    return f"unidentified/{ascii_slug(source.path) or 'page'}-{hashlib.sha256(path).hexdigest()[:8]}"
