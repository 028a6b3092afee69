"""Pages from a WARC file, as crawlers and web archives write them."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipeline.model import Finding, Source


class Damaged(Exception):
    """The file is no WARC or breaks off."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.finding = Finding("error", "WARC_DAMAGED", f"The WARC file breaks off: {reason}.", "file", reason, "WARC")


def pages(file: Path, path: str, max_bytes: int) -> Iterator[Source]:
    """One Source for each 200 response with HTML, in file order, with its URL and declared charset. A record over
    `max_bytes` keeps its first `max_bytes` + 1 bytes, so that screening refuses it.

    Raises Damaged when the file cannot be read to its end.
    """
    with file.open("rb") as stream:
        records = ArchiveIterator(stream)
        number = 0
        while True:
            try:
                record = next(records, None)
            except (ArchiveLoadFailed, zlib.error, EOFError, ValueError) as error:
                raise Damaged(str(error) or type(error).__name__) from error
            if record is None:
                return
            number += 1
            if record.rec_type not in ("response", "resource"):
                continue
            found = _source(record, f"{path}#{number}", max_bytes)
            if found:
                yield found


def _source(record: object, path: str, max_bytes: int) -> Source | None:
    http = getattr(record, "http_headers", None)
    if http is not None and http.get_statuscode() != "200":
        return None
    headers = http or record.rec_headers  # type: ignore[attr-defined]
    content_type = (headers.get_header("Content-Type") or "").lower()
    if "html" not in content_type and "text/plain" not in content_type:
        return None
    content = record.content_stream().read(max_bytes + 1)  # type: ignore[attr-defined]
    charset = content_type.partition("charset=")[2].split(";")[0].strip(" \"'") or None
    url = record.rec_headers.get_header("WARC-Target-URI")  # type: ignore[attr-defined]
    media = "text" if "text/plain" in content_type else "warc"
    return Source(path, content, hashlib.sha256(content).hexdigest(), media, url, charset)  # type: ignore[arg-type]
