"""Write the report of a snapshot, or open the one page a row was printed at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from pipeline.load import snapshot

from .corpus import Corpus
from .folder import add, replace, snapshot_in
from .places import page_file
from .site import Site, assets

DEFAULT_OUT = Path("build/report")


@dataclass(frozen=True, slots=True)
class Written:
    """A report that was written: its start page, the snapshot and how many files there are."""

    start: Path
    snapshot: str
    files: int


def write(data: Path, out: Path = DEFAULT_OUT, name: str | None = None) -> Written:
    """Write the report of the snapshot in force, or of the one called `name`, in place of the one in `out`.

    The same snapshot gives the same bytes. Raises FolderTaken, NoSnapshotError, IntegrityError and OSError.
    """
    with snapshot(data, name) as view:
        count = replace(out, view.name, Site(Corpus(view)).files())
        return Written(out / "index.html", view.name, count)


def opened(wanted: str, data: Path, report: Path = DEFAULT_OUT) -> str:
    """The file address of the cell, sentence or page that a row or page was printed at, ready to be opened.

    `wanted` is the key of a row of any table, or a page_id. A report of the snapshot in force in `report` is used as
    it lies there; else the one page is written to a new temporary folder. Raises NotShown, NoSnapshotError,
    IntegrityError and OSError.
    """
    with snapshot(data) as view:
        site = Site(Corpus(view))
        page_id, place = site.find(wanted)
        if snapshot_in(report) != view.name:
            report = Path(mkdtemp(prefix="doelenboom-"))
            add(report, [*assets(), (page_file(page_id), site.page_of_evidence(page_id, alone=True))])
    address = (report / place.file).resolve().as_uri()
    return f"{address}#{place.anchor}" if place.anchor else address
