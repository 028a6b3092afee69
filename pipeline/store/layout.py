"""Where things lie below the data folder (CONTRACT.md, "Where things lie")."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..remote import is_remote
from .places import place

SNAPSHOT_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{12}")
CANDIDATE = re.compile(r"[0-9a-f]{12}")
FILE_NAME = re.compile(r"[a-z][a-z0-9_]*/[a-z0-9][a-z0-9_-]*\.parquet")
PUBLICATION = re.compile(r"[a-z0-9-]+-(?:begroting|jaarstukken|berap|perspectiefnota)-(\d{4})(?:-[12])?")
WHOLE = "all"
"""What stands in the place of the publication_id where one file holds a derived table of all publications."""
UNIDENTIFIED = "unidentified"
"""Stands for the publication of pages that tell none."""
MANIFEST = "MANIFEST.json"
DATAPACKAGE = "datapackage.json"
CROISSANT = "croissant.json"
DESCRIPTIONS = (DATAPACKAGE, CROISSANT)
"""What a snapshot holds beside its tables and its manifest."""
STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The paths of one data folder; nothing here touches the disk except `names`."""

    path: Path

    @property
    def current(self) -> Path:
        return self.path / "CURRENT"

    @property
    def snapshots(self) -> Path:
        return self.path / "snapshots"

    @property
    def latest(self) -> Path:
        return self.path / "latest"

    @property
    def staging(self) -> Path:
        return self.path / ".staging"

    @property
    def refused(self) -> Path:
        return self.path / ".staging-refused"

    @property
    def lock(self) -> Path:
        return self.path / ".lock"

    def names(self) -> list[str]:
        """Names of the kept snapshots, oldest first; anything else in the folder is not ours."""
        if is_remote(self.path):  # a folder that is half copied or half removed has no manifest
            found = (path.parent.name for path in self.snapshots.glob(f"*/{MANIFEST}"))
            return sorted(name for name in found if SNAPSHOT_NAME.fullmatch(name))
        if not self.snapshots.is_dir():
            return []
        return sorted(p.name for p in self.snapshots.iterdir() if SNAPSHOT_NAME.fullmatch(p.name))


def data_folder(data: str | Path | None = None) -> DataFolder:
    """The data folder: the argument, else DOELENBOOM_DATA, else ./data; each a path or an address (`s3://...`)."""
    return DataFolder(place(data or os.environ.get("DOELENBOOM_DATA") or "data"))


def stamp_of(name: str) -> datetime:
    """UTC time of a snapshot name."""
    return datetime.strptime(name.partition("-")[0], STAMP).replace(tzinfo=UTC)


def publication_year(publication_id: str) -> int | None:
    """report_year of a publication_id, None for a file that is not of one publication (derived tables)."""
    match = PUBLICATION.fullmatch(publication_id)
    return int(match[1]) if match else None
