"""Pages that their site has under another number now.

A number is what identifies a page, so a site that is numbered anew seems to lose every page and to get as many new
ones. Both in force at once would print every amount twice, so a page and its successor change places in one step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..dutch.dates import STAMP_OPENS
from ..sources.raw_store import Answer, StoredPage, number_of
from ..sources.site.markup import text_of, title_and_headings, words_beside_links

_TELLING = 400  # characters of running text that no other page has by chance
_ALIKE = 0.5
"""Such a share of the words of a page must be on its successor, where the two are not word for word the same."""

Content: TypeAlias = Callable[[str], bytes]
"""sha256 -> the bytes of a version."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """What a page prints, aside from its links and its build stamp."""

    slug: str
    titles: tuple[str, ...]
    words: str


def renumbered(
    pages: Mapping[str, StoredPage],
    answers: Sequence[Answer],
    listed: Iterable[str],
    unlisted: Iterable[str],
    content: Content,
) -> dict[str, str]:
    """File in force -> file of the page it is now, for pages that are gone or that no link leads to any more (`listed`
    and `unlisted` as `host/p50287`).

    The successor is a page that the site links, and the only one that prints the same; or a new one that alone has
    the slug and the title, and most of the words.
    """
    linked, left_alone = set(listed), set(unlisted)
    last = {answer.path: answer for answer in answers}
    good = {path: answer for path, answer in last.items() if answer.verdict in ("page", "unchanged")}
    gone = {path for path, answer in last.items() if answer.verdict == "gone"}
    left = [
        path for path, page in pages.items() if page.via != "hand" and (path in gone or number_of(path) in left_alone)
    ]
    slugs = {_slug(path) for path in left}
    there = [p for p, a in good.items() if number_of(p) in linked and (a.change == "new" or _slug(p) in slugs)]
    if not left or not there:
        return {}
    versions = {path: page.sha256 for path, page in pages.items()}
    versions |= {path: answer.sha256 for path, answer in good.items() if answer.verdict == "page"}
    printed = {path: _printed(path, content(sha256)) for path in (*left, *there) if (sha256 := versions.get(path))}
    before = {path: printed[path] for path in left if path in printed}
    after = {path: printed[path] for path in there if path in printed and path not in before}
    found = dict(_pairs(before, after, _word_for_word))
    rest = {path: page for path, page in before.items() if path not in found}
    new = {p: page for p, page in after.items() if p not in found.values() and good[p].change == "new"}
    return found | {old: now for old, now in _pairs(rest, new, _by_name) if _alike(rest[old], new[now])}


def print_the_same(content: bytes, other: bytes) -> bool:
    """Whether two pages differ in nothing but links and build stamp."""
    return _printed("", content) == _printed("", other)


def _pairs(
    before: Mapping[str, _Printed], after: Mapping[str, _Printed], key: Callable[[_Printed], object]
) -> Iterable[tuple[str, str]]:
    """The pages that share a key which no other page has, on either side."""
    counts = Counter(key(page) for page in before.values())
    there: dict[object, list[str]] = {}
    for path, page in after.items():
        there.setdefault(key(page), []).append(path)
    for path, page in before.items():
        own = there.get(key(page), [])
        if counts[key(page)] == 1 and len(own) == 1:
            yield path, own[0]


def _word_for_word(page: _Printed) -> object:
    return (page.titles, page.words, "" if len(page.words) > _TELLING else page.slug)


def _by_name(page: _Printed) -> object:
    return (page.slug, page.titles[:1])


def _alike(page: _Printed, other: _Printed) -> bool:
    words, there = Counter(page.words.split()), Counter(other.words.split())
    return sum((words & there).values()) >= _ALIKE * sum(words.values())


def _printed(path: str, content: bytes) -> _Printed:
    markup = text_of(content)
    words = words_beside_links(markup).partition(STAMP_OPENS)[0].strip()
    return _Printed(_slug(path), tuple(title_and_headings(markup)), words)


def _slug(path: str) -> str:
    return path.removeprefix(number_of(path))
