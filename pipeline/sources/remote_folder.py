"""What lies below a raw folder in an object store, in the order and by the rules of sources/folder.

The keys of one top folder (one publication, in a mirrored site) are held at a time. An object store has no links, FIFOs
or files that change while they are read: an object is answered whole, as it was or as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.remote import is_failure, system

PAGE_FOLDERS = (".html", ".htm", ".txt")


class Listed(NamedTuple):
    """An object by its key below the raw folder. `size` is -1 for what keys make a folder and its name a page. `tag` is
    the store's word for its bytes (ETag): as long as it is the same, so are they."""

    path: str
    size: int
    tag: str


class RawUnavailable(Exception):
    """The object store did not answer, or not as asked; the message names the address."""


def listed(raw: Path) -> Iterator[Listed]:
    """Every object below `raw`, sorted by the names of its folders and its own, as a disk would list them; hidden ones
    and README.md are passed over. Nothing is yielded where there is no such folder. Raises RawUnavailable."""
    files, root = system(raw)
    try:
        top = files.ls(root, detail=True)
    except FileNotFoundError:
        return
    except Exception as error:
        raise _unavailable(raw, error) from error
    for entry in sorted(top, key=lambda entry: _order(entry["name"])):
        if entry["type"] == "directory":
            yield from _folder(raw, entry["name"].removeprefix(f"{root}/"))
        elif entry["name"].rstrip("/") != root:
            yield from _shown([_listed(root, entry)])


def read(raw: Path, path: str) -> bytes:
    """The bytes of one object. Raises FileNotFoundError, and RawUnavailable for everything else: credentials that
    expire in the middle of a run are no fault of the page."""
    files, root = system(raw)
    try:
        content: bytes = files.cat_file(f"{root}/{path}", max_concurrency=1)
    except FileNotFoundError:
        raise
    except Exception as error:
        raise _unavailable(raw / path, error) from error
    return content


def _folder(raw: Path, below: str) -> Iterator[Listed]:
    files, root = system(raw)
    try:
        found = files.find(f"{root}/{below}", detail=True)
    except Exception as error:
        raise _unavailable(raw / below, error) from error
    objects = [_listed(root, entry) for entry in found.values() if not entry["name"].endswith("/")]
    yield from _shown(sorted(objects, key=lambda one: _order(one.path)))


def _listed(root: str, entry: dict[str, Any]) -> Listed:
    return Listed(entry["name"].removeprefix(f"{root}/"), entry["size"], entry["ETag"].strip('"'))


def _shown(objects: list[Listed]) -> Iterator[Listed]:
    told = ""
    for one in objects:
        *folders, name = one.path.split("/")
        if name == "README.md" or any(part.startswith(".") for part in (*folders, name)):
            continue
        page = next((n for n, part in enumerate(folders, 1) if part.lower().endswith(PAGE_FOLDERS)), None)
        if page is None:
            yield one
        elif (path := "/".join(folders[:page])) != told:
            told = path
            yield Listed(path, -1, "")


def _order(path: str) -> list[bytes]:
    return [part.encode("utf-8", "surrogateescape") for part in path.split("/")]


def _unavailable(where: Path, error: Exception) -> Exception:
    """The same error where it is ours: a bug stays a bug."""
    if isinstance(error, OSError) or is_failure(error):
        return RawUnavailable(f"{where} cannot be read: {error}")
    return error
