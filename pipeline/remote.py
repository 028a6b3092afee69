"""Folders in an object store (`s3://bucket/data`), through fsspec.

Such a folder walks like a Path (universal-pathlib), so that most code does not know where it works. What differs: there
are no folders, links, renames or locks; one put gives a whole object or nothing; a copy is made by the store itself.
"""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")

CONNECTIONS = 32
LIMITED = 8
"""Connections of a process that may take so much memory and no more: every thread reserves some."""
LAST = "MANIFEST.json"
"""A folder counts as whole once it has this: it arrives last and goes first."""
_OPTIONS: dict[str, Any] = {"use_listings_cache": False, "config_kwargs": {"max_pool_connections": CONNECTIONS}}
_LIBRARIES = ("botocore", "aiobotocore", "aiohttp")


def is_remote(path: Path) -> bool:
    """Whether a folder or file is in an object store."""
    return not isinstance(path, Path)


def is_url(text: str) -> bool:
    return "://" in text


def opened(url: str) -> Path:
    """The folder at an address. Listings are never kept: another machine may have written meanwhile.

    Raises ValueError for an address that is not `s3://`, ImportError where the libraries are not installed.
    """
    if not url.startswith("s3://") or not url[5:].strip("/"):
        raise ValueError(f"{url}: only folders of this machine and s3://BUCKET/FOLDER are known")
    from .s3_path import BucketPath

    return cast(Path, BucketPath(url.rstrip("/"), **_OPTIONS))


def system(path: Path) -> tuple[Any, str]:
    """The file system of a remote path, and the path as that spells it."""
    far = cast(Any, path)
    return far.fs, far.path


def put(path: Path, content: bytes) -> None:
    """Write one object, whole or not at all, over whatever is there."""
    files, name = system(path)
    files.pipe_file(name, content)


def put_new(path: Path, content: bytes) -> bool:
    """Write one object where none is; False where there is one. Decided by the store: of two writers one wins."""
    files, name = system(path)
    try:
        files.pipe_file(name, content, mode="create")
    except FileExistsError:
        return False
    return True


def put_over(path: Path, content: bytes, tag: str) -> bool:
    """Write one object over the one with this tag; False where it is another one meanwhile, or gone."""
    files, name = system(path)
    try:
        files.pipe_file(name, content, IfMatch=tag)
    except OSError:  # which one it is differs between stores
        if files.exists(name) and written(path)[1] == tag:
            raise
        return False
    return True


def written(path: Path) -> tuple[datetime, str]:
    """When an object was written, by the clock of the store, and its tag. Raises FileNotFoundError."""
    files, name = system(path)
    info = files.info(name)
    return info["LastModified"], info["ETag"]


def copy(source: Path, target: Path) -> None:
    """Copy one object within the store."""
    files, name = system(source)
    files.cp_file(name, system(target)[1])


def move(source: Path, target: Path) -> None:
    """Move one object, or a folder to a name that is free: all its objects, `LAST` after the others."""
    files, name = system(source)
    there = system(target)[1]
    if files.isfile(name):
        files.cp_file(name, there)
        files.rm_file(name)
        return
    objects = files.find(name)
    for names in ([one for one in objects if one != f"{name}/{LAST}"], [f"{name}/{LAST}"]):
        found = [one for one in names if one in objects]
        files.copy(found, [there + one.removeprefix(name) for one in found])
    remove_below(source)


def remove(path: Path) -> None:
    files, name = system(path)
    files.rm_file(name)


def remove_below(path: Path) -> None:
    """Remove every object of a folder, `LAST` before the others: what is half gone is no snapshot."""
    files, name = system(path)
    objects = files.find(name)
    if f"{name}/{LAST}" in objects:
        files.rm_file(f"{name}/{LAST}")
        objects.remove(f"{name}/{LAST}")
    if objects:
        files.rm(objects)


def below(path: Path) -> Iterator[str]:
    """The names of all objects of a folder, relative to it, in alphabetical order."""
    files, name = system(path)
    for one in files.find(name):
        yield one.removeprefix(f"{name}/")


def together(path: Path, work: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """What `work` gives for each item, in their order. Many at once where `path` is remote: each answer takes long."""
    if not is_remote(path):
        return [work(item) for item in items]
    limited = resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY
    with ThreadPoolExecutor(LIMITED if limited else CONNECTIONS) as threads:
        return list(threads.map(work, items))


def is_failure(error: BaseException) -> bool:
    """Whether the object store could not be reached, or refused the credentials: its library has errors of its own,
    which are no OSError."""
    return any(kind.__module__.partition(".")[0] in _LIBRARIES for kind in type(error).__mro__)
