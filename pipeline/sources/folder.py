"""Pages from a folder: a mirrored site, a flat folder of files, WARC files, or any mix of them."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

from blake3 import blake3

from pipeline.page_source import MAX_BYTES, Finding, Media, Source
from pipeline.remote import is_remote

from . import remote_folder
from .page_bytes import NotRegularFile, not_regular, stable_bytes, too_large
from .recorded import recorded

PAGE_SUFFIXES: dict[str, Media] = {".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", "": "html"}
WARC_SUFFIXES = (".warc", ".warc.gz")
_NO_UTF8 = re.compile("[\udc80-\udcff]")  # how Python spells such bytes of a file name
_TOLD = 8  # endings of files that are no pages

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Listed:
    """A page with a file of its own, by what the file holds; `read` reads it again. `digest` tells its bytes: BLAKE3,
    or an object store's word for them (ETag). `file` is its path as the disk spells it, the rest as in Source."""

    path: str
    digest: str
    media: Media
    file: str
    url: None = None
    charset: None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that was there but could not be read; it becomes a quarantined page."""

    path: str
    finding: Finding


class RawFolderMissing(Exception):
    """The raw folder does not exist or is not a folder."""


class NoPages(Exception):
    """The raw folder holds no page."""


def no_pages(raw: Path) -> NoPages:
    """What lies below `raw` instead of pages, by the endings of the names, and which names are those of pages."""
    if is_remote(raw):
        names = [one.path.rpartition("/")[2] for one in remote_folder.listed(raw)]
    else:
        names = [name for _, _, files in os.walk(raw) for name in files]
    others = Counter(_suffix(name) or name for name in names)
    found = ", ".join(f"{count} {ending}" for ending, count in sorted(others.items())[:_TOLD]) or "no files"
    pages = ", ".join([ending for ending in PAGE_SUFFIXES if ending] + list(WARC_SUFFIXES))
    expected = f"expected files that end in {pages}; pass --raw DIR with exported pages"
    return NoPages(f"no pages below {raw}: found {found}; {expected}")


def sources(raw: Path) -> Iterator[Source | Unread]:
    """Every page below `raw` in path order. Links are not followed; hidden files and files that are no page
    (images, style sheets, README) are passed over. Paths are POSIX, relative to `raw`, as the disk spells them; bytes
    of a name that are no UTF-8 are written `%E9`. A file whose bytes are not those the raw store recorded is unread
    (RAW_CHANGED) until a person accepts it.

    Raises RawFolderMissing and RawStoreDamaged.
    """
    if is_remote(raw):
        return (page if isinstance(page, Unread) else _remote_page(raw, page) for page in _remote_listing(raw))
    return _pages(raw, _as_source)


def listing(raw: Path) -> Iterator[Listed | Source | Unread]:
    """As `sources`, without the bytes of pages that have a file of their own; raises what `sources` raises."""
    return _remote_listing(raw) if is_remote(raw) else _pages(raw, _as_listed)


def _as_source(file: _File, content: bytes) -> Source:
    return Source(_shown(file.path), content, _sha256(content), file.media or "html")


def _as_listed(file: _File, content: bytes) -> Listed:
    return Listed(_shown(file.path), blake3(content).hexdigest(), file.media or "html", file.path)


def read(raw: Path, page: Listed) -> Source | Unread:
    """The page with its bytes; unread where they are not those that were listed."""
    if is_remote(raw):
        return _remote_page(raw, page)
    found = _page(f"{raw}/", _File(page.file, page.media), _as_source)
    if isinstance(found, Unread) or (digest := blake3(found.content).hexdigest()) == page.digest:
        return found
    message = "The file changed while the build was running; the next run takes it."
    return Unread(page.path, Finding("error", "PAGE_CHANGING", message, "file", digest, page.digest))


def _pages(raw: Path, kept: Callable[[_File, bytes], _R]) -> Iterator[_R | Source | Unread]:
    """What `kept` makes of each page with a file of its own, and the pages of WARC files, in the order of the paths."""
    if not raw.is_dir():
        raise RawFolderMissing(str(raw))
    root, known = f"{raw}/", recorded(raw).in_force
    for file in _files(root, ""):
        if file.media is None:
            yield from _warc_pages(raw, file.path)
        else:
            yield _page(root, file, kept, known.get(file.path))


class _File(NamedTuple):
    """A file to read. `media` is None for a WARC file."""

    path: str
    media: Media | None


def _files(root: str, below: str) -> Iterator[_File]:
    """Every page and WARC file, and what has the name of one and is none, sorted by name so that no listing order shows
    through. `root` and `below` end in a slash, or are empty."""
    with os.scandir(os.fsencode(root + below)) as listing:
        entries = sorted((entry.name, entry.is_dir(follow_symlinks=False), _is_linked(entry)) for entry in listing)
    for spelled, is_folder, is_linked in entries:
        name = os.fsdecode(spelled)
        if name.startswith(".") or name == "README.md":
            continue
        suffix = _suffix(name)
        if is_folder and suffix not in (".html", ".htm", ".txt"):
            yield from _files(root, f"{below}{name}/")
        elif name.lower().endswith(WARC_SUFFIXES):
            yield _File(below + name, None)
        elif suffix in PAGE_SUFFIXES:
            yield _File(below + name, PAGE_SUFFIXES[suffix])
        elif is_linked:  # `zwolle.begroting-2025.nl`: a link to a folder of pages
            yield _File(below + name, "html")


def _is_linked(entry: os.DirEntry[bytes]) -> bool:
    """Whether an entry is a link to a folder, which is told and not followed. So is one that leads nowhere but back to
    itself, or to where we may not look."""
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:
        return True


def _suffix(path: str) -> str:
    name = path.rsplit("/", 1)[-1]
    # p1574.html has a suffix; `doel-1.2.3-titel` saved without one has not
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if dot and stem and suffix.isalnum() and not suffix[0].isdigit() else ""


def _page(
    root: str, file: _File, kept: Callable[[_File, bytes], _R], recorded_sha256: str | None = None
) -> _R | Unread:  # fmt: skip
    """What `kept` makes of the bytes of a file; unread where they are not what the raw store recorded."""
    try:
        content = stable_bytes(root + file.path)
    except NotRegularFile as refused:
        return Unread(_shown(file.path), refused.finding)
    except OSError as error:
        return Unread(_shown(file.path), _unreadable(error))
    if recorded_sha256 is None or (found := _sha256(content)) == recorded_sha256:
        return kept(file, content)
    message = (
        "The file is not what the raw store recorded. If it is right: fetch --accept with its path and --reason; "
        "if not: delete it, and the next refresh puts the recorded page back."
    )
    return Unread(_shown(file.path), Finding("error", "RAW_CHANGED", message, "file", found, recorded_sha256))


def _shown(path: str) -> str:
    return path if path.isascii() else _NO_UTF8.sub(lambda found: f"%{ord(found[0]) - 0xDC00:02X}", path)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _unreadable(error: OSError) -> Finding:
    reason = os.strerror(error.errno) if error.errno else str(error)
    return Finding("error", "UNREADABLE", f"The file cannot be read: {reason}.", "file", reason, "a readable file")


def _warc_pages(raw: Path, path: str) -> Iterator[Source | Unread]:
    from . import warc  # warcio costs more than the pages of a small site

    try:
        for page in warc.pages(raw / path, path, MAX_BYTES):
            yield page if isinstance(page, Source) else Unread(f"{path}#{page.number}", page.finding)
    except NotRegularFile as refused:
        yield Unread(path, refused.finding)
    except OSError as error:
        yield Unread(path, _unreadable(error))


def one(raw: Path, path: str) -> Source | Unread:
    """The page at `path` below `raw`; `file.warc.gz#3` is the third record of that file."""
    if is_remote(raw):
        return _remote_page(raw, Listed(path, "", PAGE_SUFFIXES.get(_suffix(path), "html"), path))
    file, _, record = path.rpartition("#")
    if record.isdigit() and file.lower().endswith(WARC_SUFFIXES):
        for source in _warc_pages(raw, file):
            if source.path == path:
                return source
    return _page(f"{raw}/", _File(path, PAGE_SUFFIXES.get(_suffix(path), "html")), _as_source)


def _remote_listing(raw: Path) -> Iterator[Listed | Unread]:
    """As `listing`, of an object store: its word for the bytes of an object (ETag) stands for their hash."""
    found = False
    for one in remote_folder.listed(raw):
        found = True
        if one.path.lower().endswith(WARC_SUFFIXES):
            yield Unread(one.path, _WARC_FAR)
        elif _suffix(one.path) not in PAGE_SUFFIXES:
            continue
        elif one.size < 0:
            yield Unread(one.path, not_regular("directory"))
        elif one.size > MAX_BYTES:
            yield Unread(one.path, too_large(one.size))
        else:
            yield Listed(one.path, f"etag {one.tag}", PAGE_SUFFIXES[_suffix(one.path)], one.path)
    if not found:
        raise RawFolderMissing(str(raw))


_WARC_FAR = Finding(
    "error",
    "UNREADABLE",
    "A WARC file in an object store is not read: copy it to this machine and load it with fetch --warc.",
    "file",
    "a WARC file",
    "pages with an object of their own",
)


def _remote_page(raw: Path, page: Listed) -> Source | Unread:
    try:
        content = remote_folder.read(raw, page.file)
    except (FileNotFoundError, PermissionError) as error:
        return Unread(page.path, _unreadable(error))
    return Source(page.path, content, hashlib.sha256(content).hexdigest(), page.media)
