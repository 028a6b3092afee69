"""The first map of a build: pages in batches, each read where it lies, parsed, and put on the shelf. What comes back of
a page is a note of where it belongs; the page itself waits on the shelf until its publication is made."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .engine.limits import Parse, guarded
from .inputs import Item
from .model import Source
from .outcome import PageResult
from .packing import packed, unpacked
from .parse import refused_for_resources, unread
from .remote import is_remote, together
from .sources import folder
from .store.cache import PageCache

MEMORY = 200  # pages that a process keeps at hand beside the shelf: a small build never reads one back


@dataclass(frozen=True, slots=True)
class PageNote:
    """Where a page belongs. `key` is its place on the shelf; `publication` is None for a page that tells none."""

    item: Item
    key: str
    publication: str | None
    quarantined: bool
    parsed: bool


@dataclass(slots=True)
class Shelf:
    """Parsed pages by key: the last ones in memory, all of them in the page cache."""

    cache: PageCache
    _near: OrderedDict[str, PageResult] = field(default_factory=OrderedDict)

    def put(self, key: str, result: PageResult) -> None:
        self.cache.put(key, packed(result))
        self._keep(key, result)

    def get(self, key: str) -> PageResult | None:
        """The page, None where it is not there or damaged."""
        if (near := self._near.get(key)) is not None:
            return near
        content = self.cache.get(key)
        return None if content is None else unpacked(content)

    def _keep(self, key: str, result: PageResult) -> None:
        self._near[key] = result
        if len(self._near) > MEMORY:
            self._near.popitem(last=False)

    def __reduce__(self) -> tuple[type[Shelf], tuple[PageCache]]:
        return Shelf, (self.cache,)  # what is near stays here


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads pages below `raw` with `parse` and keeps them on the shelf; goes to workers as it is."""

    raw: Path
    shelf: Shelf
    parse: Parse

    def __call__(self, batch: Sequence[Item]) -> list[PageNote]:
        """The notes of a batch, page by page. What is asked of an object store is asked together: an answer takes five
        times as long as a page."""
        if not is_remote(self.raw):
            return [self.note(item) for item in batch]
        keys = [self.key(item) for item in batch]
        known = together(self.shelf.cache.folder, self.shelf.get, keys)
        new = [place for place, page in enumerate(known) if page is None]
        sources = together(self.raw, self._source, [batch[place] for place in new])
        results = [self._result(source) for source in sources]  # in this thread, where the clock of a page runs
        together(
            self.shelf.cache.folder, self._keep, zip([keys[place] for place in new], sources, results, strict=True)
        )
        pages = dict(zip(new, results, strict=True))
        return [
            _note(item, keys[place], page or pages[place], parsed=page is None)
            for place, (item, page) in enumerate(zip(batch, known, strict=True))
        ]

    def note(self, item: Item) -> PageNote:
        """The note of a page, which is parsed where the shelf does not have it."""
        key = self.key(item)
        known = self.shelf.get(key)
        return _note(item, key, known or self._parsed(item, key), parsed=known is None)

    def results(self, notes: Sequence[PageNote]) -> list[PageResult]:
        """The pages of notes, from the shelf or parsed again."""
        known = together(self.shelf.cache.folder, self.shelf.get, [note.key for note in notes])
        return [page or self._parsed(note.item, note.key) for note, page in zip(notes, known, strict=True)]

    def lost(self, item: Item) -> PageNote:
        """The note of a page that took its worker with it."""
        source = self._source(item)
        if isinstance(source, folder.Unread):
            return self.note(source)
        key = self.key(item)
        result = refused_for_resources(source, "the worker process died")
        self.shelf.put(key, result)
        return _note(item, key, result, parsed=True)

    def key(self, item: Item) -> str:
        """The place of a page on the shelf; what cannot be read is known by why."""
        if isinstance(item, folder.Unread):
            item = folder.Listed(item.path, f"{item.finding.code} {item.finding.found}", "html", item.path)
        return self.shelf.cache.key(item)

    def _parsed(self, item: Item, key: str) -> PageResult:
        source = self._source(item)
        result = self._result(source)
        self._keep((key, source, result))
        return result

    def _result(self, source: Source | folder.Unread) -> PageResult:
        if isinstance(source, folder.Unread):
            return unread(source.path, source.finding)
        return guarded(source, self.parse)

    def _keep(self, page: tuple[str, Source | folder.Unread, PageResult]) -> None:
        key, source, result = page
        if isinstance(source, Source):  # of what is unread the key is that of the page as it was listed
            self.shelf.put(key, result)

    def _source(self, item: Item) -> Source | folder.Unread:
        return folder.read(self.raw, item) if isinstance(item, folder.Listed) else item


def _note(item: Item, key: str, result: PageResult, parsed: bool) -> PageNote:
    return PageNote(item, key, result.common[0], result.page.status == "quarantined", parsed)
