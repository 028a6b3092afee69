"""What kind of file bytes are, where they are no text."""

from __future__ import annotations

_BEGINNINGS = (
    (b"%PDF-", "pdf"), (b"\x89PNG\r\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "gzip"), (b"\xd0\xcf\x11\xe0", "ole"), (b"{\\rtf", "rtf"),
    (b"WARC/", "warc"),  # an input, but under its own name
)  # fmt: skip
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes([*range(9), 11, *range(14, 32), 127])
_LOOKED_AT = 4096  # bytes
_MOST = 1 / 20  # of them; a text with stray control characters has a few, packed or scrambled bytes have one in ten


def binary_kind(content: bytes) -> str | None:
    """`pdf`, `gzip` and the like by the first bytes, `binary` where control characters say that it is no text (a page
    still packed in brotli or zstd, UTF-16 without its mark), None for text."""
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    start = content[:_LOOKED_AT]
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return "binary" if controls > _MOST * len(start) and not start.startswith(_UTF_16) else None
