"""Text exports in Markdown: the marks around headings, bold words and links are no text of the page."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.readers import table_labels as labels
from pipeline.readers.text.broken_rows import has_pipe_rows

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t](?=.*[^\W\d_])(.*)$", re.MULTILINE)
_OF_ROW = r"[^\n]*\||[^\n]*\n{1,3}[ \t]*[-+]?[\d.]+[ \t]*$"  # `- Jaarrekening` above or beside its amounts
_BULLET = re.compile(rf"^([ \t]*)(?:[-*]|(?<=[ \t])\+)[ \t]+(?=[^\W\d]|[*_\[(])(?!{_OF_ROW})", re.MULTILINE)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?: \"[^\"]*\")?\)")
_BREAK = re.compile(r"\\$", re.MULTILINE)
_ESCAPED = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!<>~-])")


def without_marks(text: str) -> str:
    """`text` as it prints, where headings tell that it is Markdown; any other text as it is. Tables and blank lines
    stay: these the other text forms have too. A heading is a block of its own, known by its words."""
    if "#" not in text or not _has_headings(text):
        return text
    text = _HEADING.sub(lambda found: f"\n{_title(found)}\n", _BULLET.sub(r"\1• ", text))
    text = _LINK.sub(r"\1", _BOLD.sub(r"\2", text))
    return _ESCAPED.sub("", _BREAK.sub("", text))


def _has_headings(text: str) -> bool:
    """Whether a text opens with a heading, has several, or has one that names a part of a page or beside a table in
    Markdown: the line `# woningen` alone says nothing."""
    found = list(islice(_HEADING.finditer(text), 2))
    if len(found) == 1:
        return not text[: found[0].start()].strip() or has_pipe_rows(text) or labels.names_part(_title(found[0]))
    return bool(found)


def _title(heading: re.Match[str]) -> str:
    """The words of a heading, which some writers close with the signs that open it."""
    return heading[1].rstrip().rstrip("#").strip()
