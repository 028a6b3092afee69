"""docling's own HTML backend, without its PDF models: the page as a DoclingDocument."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docling.backend.html_backend import HTMLDocumentBackend
from docling.datamodel.base_models import InputFormat
from docling.datamodel.document import InputDocument

NAME = "docling (HTML backend)"
LACKS = (
    "meaning: texts, lists and table grids are in a document tree, the menu among them; no goal, unit, sign or proof"
)
DISTRIBUTIONS = ("docling-slim", "docling-core", "beautifulsoup4", "lxml")


def read(content: bytes, path: str) -> Any:
    """The document."""
    page = InputDocument(
        path_or_stream=BytesIO(content), format=InputFormat.HTML, backend=HTMLDocumentBackend, filename=path
    )
    return page._backend.convert()


def found(result: Any) -> int:
    """Texts and tables."""
    return len(result.texts) + len(result.tables)
