"""Whether header, <meta> and bytes agree on the characters of a page. The readers decide by the bytes
(readers/decode.py); a disagreement is worth knowing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from pipeline.model import Finding

from .answer import Answer

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta\b[^<>]*charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def charset_findings(answer: Answer) -> Iterator[Finding]:
    """CHARSET_CONFLICT where a declared charset is not the other one's, or not that of the bytes."""
    declared: dict[str, str] = {}
    if header := _CHARSET.search(answer.headers.get("content-type", "")):
        declared["header"] = header[1]
    if meta := _META_CHARSET.search(answer.body[:4_096]):
        declared["meta"] = meta[1].decode("ascii", "replace")
    known = {place: _codec(name) for place, name in declared.items()}
    if len(set(known.values())) > 1 or not all(_decodes(answer.body, codec) for codec in known.values()):
        found = ", ".join(f"{place} {name}" for place, name in declared.items())
        yield Finding("warning", "CHARSET_CONFLICT", "header, meta and bytes disagree about the characters", "answer",
                      found, "one charset, the one of the bytes")  # fmt: skip


def _codec(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return name.lower()
    return "cp1252" if found in ("iso8859-1", "ascii") else found  # as browsers do


def _decodes(content: bytes, codec: str) -> bool:
    """Whether the bytes can be written in `codec`. Every byte is a character in cp1252, but UTF-8 is hardly ever met
    by chance: bytes that are UTF-8 and not ASCII are no cp1252."""
    if codec in ("utf-8", "utf-8-sig"):
        return _is_utf8(content)
    if codec == "cp1252":
        return content.isascii() or not _is_utf8(content)
    try:
        content.decode(codec)
    except (LookupError, UnicodeError):
        return False
    return True


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
