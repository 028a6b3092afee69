"""Where the pages of the tests lie. A module of its own: `import conftest` finds whichever conftest came last."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from pipeline.build import build
from pipeline.model import Source

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "raw"
SHARED = ROOT.parent / "shared" / "pages"


def build_of_raw(folder: Path) -> None:
    """Data of `raw/` in `folder`: a copy of the one build that all tests share, those of other workers too."""
    shutil.copytree(_built(), folder, symlinks=True, dirs_exist_ok=True)


@lru_cache(maxsize=1)
def _built() -> Path:
    home = Path(os.environ["DOELENBOOM_TESTS_SHARE"])
    done = home / "raw-built"
    with (home / "raw-built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # who comes second waits and has it
        if not done.exists():
            half = Path(tempfile.mkdtemp(dir=home))
            build(RAW, half)
            half.rename(done)
    return done


def source(folder: Path, file: Path) -> Source:
    content = file.read_bytes()
    media = "text" if file.suffix == ".txt" else "html"
    return Source(file.relative_to(folder).as_posix(), content, hashlib.sha256(content).hexdigest(), media)
