"""Pages that their site has under another number now.

A number is what identifies a page, so a site that is numbered anew seems to lose every page and to get as many new
ones. Both in force at once would print every amount twice, so a page and its successor change places in one step. A
site that puts a page in between moves all numbers behind it by one: each is another page's from then on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from ..sources.raw_store import Answer, StoredPage, number_of
from .printed import Printed, printed, share_of_words, slug_of

_TELLING = 400  # characters of running text that no other page has by chance
_ALIKE = 0.5
"""Such a share of the words of a page must be on its successor, where the two are not word for word the same."""

Content: TypeAlias = Callable[[str], bytes]
"""sha256 -> the bytes of a version."""


def renumbered(
    pages: Mapping[str, StoredPage],
    answers: Sequence[Answer],
    listed: Iterable[str],
    unlisted: Iterable[str],
    content: Content,
) -> dict[str, str]:
    """File in force -> file of the page it is now, for pages that are gone, that no link leads to any more (`listed`
    and `unlisted` as `host/p50287`), or whose number answers under another slug.

    The successor is a page that the site links, and the only one that prints the same; or a new one that alone has
    the slug and the title, and most of the words.
    """
    linked, left_alone = set(listed), set(unlisted)
    last = {answer.path: answer for answer in answers}
    good = {path: answer for path, answer in last.items() if answer.verdict in ("page", "unchanged")}
    gone = {path for path, answer in last.items() if answer.verdict == "gone"}
    answering = {number_of(path) for path in good}
    left = [
        path
        for path, page in pages.items()
        if page.via != "hand"
        and (path in gone or number_of(path) in left_alone or (path not in last and number_of(path) in answering))
    ]
    slugs = {slug_of(path) for path in left}
    there = [p for p, a in good.items() if number_of(p) in linked and (a.change == "new" or slug_of(p) in slugs)]
    if not left or not there:
        return {}
    versions = {path: page.sha256 for path, page in pages.items()}
    versions |= {path: answer.sha256 for path, answer in good.items() if answer.verdict == "page"}
    said = {path: printed(path, content(sha256)) for path in (*left, *there) if (sha256 := versions.get(path))}
    before = {path: said[path] for path in left if path in said}
    after = {path: said[path] for path in there if path in said and path not in before}
    found = dict(_pairs(before, after, _word_for_word))
    rest = {path: page for path, page in before.items() if path not in found}
    new = {p: page for p, page in after.items() if p not in found.values() and good[p].change == "new"}
    found |= {old: now for old, now in _pairs(rest, new, _by_name) if share_of_words(rest[old], new[now]) >= _ALIKE}
    return {old: now for old, now in found.items() if number_of(old) != number_of(now)}  # the number is the page


def _pairs(
    before: Mapping[str, Printed], after: Mapping[str, Printed], key: Callable[[Printed], object]
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


def _word_for_word(page: Printed) -> object:
    return (page.titles, page.words, "" if len(page.words) > _TELLING else page.slug)


def _by_name(page: Printed) -> object:
    return (page.slug, page.titles[:1])
