"""Write a corpus of the bench as files, as a mirrored site lies on disk; the same bytes on every run.

    python -m bench.corpus --pages 2000 --out build/bench/raw-2000

`town` is what the bench measures: whole publications of several municipalities, 20-280 KB a page (corpora/town_pages.py
says what is on them). `site`, `long` and `prose` are the older corpora of single pages of 80 KB, kept so that older
figures can be compared (corpora/grown.py).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from .corpora import grown
from .corpora.town_pages import town_pages

RAW = Path(__file__).resolve().parents[1] / "raw"
FORMS = ("town", "site", "long", "prose")

Pages = Iterable[tuple[str, bytes]]


def corpus(form: str, count: int, kilobytes: int = 80, raw: Path = RAW) -> Iterator[tuple[str, bytes]]:
    """(path below a raw folder, bytes) of every page. Pages of the older forms repeat the paths of `raw`; the number
    in front of the host keeps them apart."""
    if form == "town":
        yield from town_pages(raw, count)
        return
    grow = {"site": grown.site_pages, "long": grown.long_pages, "prose": grown.prose_pages}[form]
    for number, (path, content) in enumerate(grow(raw, count, kilobytes * 1024)):
        yield f"{number:05d}/{path}", content


def write(pages: Pages, out: Path) -> str:
    """The pages as files below `out`, which must not be there yet; returns the SHA-256 over all of them."""
    out.mkdir(parents=True)
    total = hashlib.sha256()
    for path, content in pages:
        file = out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        total.update(f"{path} {hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.corpus", description="Write a corpus of the bench.")
    options.add_argument("--pages", type=int, default=2_000)
    options.add_argument("--form", choices=FORMS, default="town")
    options.add_argument("--kilobytes", type=int, default=80, help="size of a page of the older forms")
    options.add_argument("--out", type=Path, required=True, help="a folder that is not there yet")
    given = options.parse_args()
    print(write(corpus(given.form, given.pages, given.kilobytes), given.out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
