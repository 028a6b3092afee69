"""The report on the disk: a whole folder replaces the one before."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import mkdtemp

from pipeline.fsops import REAL, FileOps, remove_tree

MARK = ".doelenboom-report"
"""A file that says that a folder is ours to replace; it names the snapshot."""


class FolderTaken(Exception):
    """The folder for the report holds something else; nothing of it was touched."""


def snapshot_in(out: Path) -> str | None:
    """Name of the snapshot a folder holds the report of, None where it holds none."""
    try:
        return (out / MARK).read_text("utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None


def replace(out: Path, snapshot: str, files: Iterable[tuple[str, bytes]], ops: FileOps = REAL) -> int:
    """Write all files beside `out`, then put them in its place; the number of files.

    Raises FolderTaken where `out` exists and is no report, and OSError; then `out` is as it was.
    """
    if out.is_symlink() or (out.exists() and snapshot_in(out) is None and (not out.is_dir() or any(out.iterdir()))):
        raise FolderTaken(f"{out}: holds something that is no report; choose another folder with --out")
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    fresh.chmod(0o755)
    try:
        count = _write(fresh, files, ops)
        ops.write(fresh / MARK, f"{snapshot}\n".encode())
        _swap(fresh, out, ops)
    except BaseException:
        if fresh.exists():
            remove_tree(fresh, ops)
        raise
    return count


def add(out: Path, files: Iterable[tuple[str, bytes]], ops: FileOps = REAL) -> int:
    """Write files below an existing folder; the number of files."""
    return _write(out, files, ops)


def _write(folder: Path, files: Iterable[tuple[str, bytes]], ops: FileOps) -> int:
    made = {folder}
    count = 0
    for path, content in files:
        target = folder / path
        for parent in reversed(target.relative_to(folder).parents[:-1]):
            if folder / parent not in made:
                ops.make_folder(folder / parent)
                made.add(folder / parent)
        ops.write(target, content)
        count += 1
    return count


def _swap(fresh: Path, out: Path, ops: FileOps) -> None:
    if not out.exists():
        ops.rename(fresh, out)
        return
    old = Path(mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    ops.replace(out, old)
    try:
        ops.rename(fresh, out)
    except OSError:
        ops.replace(old, out)
        raise
    remove_tree(old, ops)
