"""Where the pages of the tests lie. A module of its own: `import conftest` finds whichever conftest came last."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.model import Source

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "raw"
SHARED = ROOT.parent / "shared" / "pages"


def source(folder: Path, file: Path) -> Source:
    content = file.read_bytes()
    media = "text" if file.suffix == ".txt" else "html"
    return Source(file.relative_to(folder).as_posix(), content, hashlib.sha256(content).hexdigest(), media)
