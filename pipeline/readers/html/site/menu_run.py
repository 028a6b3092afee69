"""The run of links in a great menu, taken out of the markup before it is parsed: half of the elements of a page as the
sites send it, and each costs the parser as much as one of the report.

A run is links one below the other in the plainest markup. Twenty of them stay, which is all that anything asks of a
list of links; one link in the same place prints the text of the others. The tree shows whether that one was read as
what it stands for. If it was not, or if it is not in the great menu that the walk leaves out by its text, the page is
parsed as it is.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import NamedTuple

from lxml import etree

from pipeline.contents import keep_last
from pipeline.readers.html.site.furniture import MANY, STANDS_FOR, Run, printed_by
from pipeline.readers.html.site.menu import Menu

Element = etree._Element

_MARK = STANDS_FOR.encode()
_MOST = 1_000_000  # bytes: far below every limit of the parser
_CRUMBS = 7  # items: too many for a breadcrumb
_PLAIN_ROLES = frozenset({None, "navigation", "banner", "main"})
# Attributes that nothing asks of a link left out with its menu: no role, no toggle, no place in the page (`#top`; that
# of another page, `/p8326/#0`, is no more than that page). Every repetition is possessive: whatever the page holds is
# looked at once.
_ATTRIBUTES = rb"""(?:\s++(?:href|class|title|target|rel|style|id)=(?:"%b"|'%b'))*+\s*+""" % (
    rb"""[^"<>#]*+(?:(?<=[\w/])#[^"<>#]*+)?+""",
    rb"""[^'<>#]*+(?:(?<=[\w/])#[^'<>#]*+)?+""",
)
_ITEM = rb"<li%b>\s*+<a%b>[^<]++</a>\s*+</li>\s*+" % (_ATTRIBUTES, _ATTRIBUTES)
_RUN = re.compile(rb"<ul[^<>]*+>\s*+(?:%b){%d}((?:%b){40,}+)" % (_ITEM, MANY, _ITEM))
_GOES_ON = re.compile(rb"\s|%b" % _ITEM)
_OPENING = 100  # bytes that tell the lists of two publications apart
_MOST_KEPT = 4
_PRINTED = re.compile(rb">([^<]++)")
_REFERENCE = re.compile(rb"&#?\w++;")


class Printed(NamedTuple):
    """What a run prints: how many links it holds, the `markup` of the one that stands for them, the `text` of that one
    and how many of its characters are left when each link is cleaned (`linked`)."""

    links: int
    markup: bytes
    text: str
    linked: int


class Taken(NamedTuple):
    """The markup without the run, and what that prints."""

    markup: bytes
    printed: Printed


@keep_last
def take_out(markup: bytes) -> Taken | None:
    """`markup` without the first long run of links, if it has one. Linear in the size of `markup`, valid UTF-8."""
    if len(markup) > _MOST or (found := _find(markup)) is None or _MARK in markup:
        return None
    start, run = found
    if (printed := _printed(run)) is None:
        return None
    return Taken(b"%b%b%b" % (markup[:start], printed.markup, markup[start + len(run) :]), printed)


_kept: list[tuple[bytes, bytes]] = []  # the last lists, as far as their run goes, and the runs


def _find(markup: bytes) -> tuple[int, bytes] | None:
    """Where the first run begins, and the run. The pages of a publication have the same: to look at it link by link
    on each of them costs 1 % of reading a page."""
    for listed, run in _kept:
        start = markup.find(listed[:_OPENING])
        end = start + len(listed)
        if start >= 0 and markup.startswith(listed, start) and not _GOES_ON.match(markup, end):
            if _RUN.search(markup, 0, start) is not None:
                break
            return end - len(run), run
    if (found := _RUN.search(markup)) is None:
        return None
    _kept[:] = [(found[0], found[1]), *_kept[: _MOST_KEPT - 1]]
    return found.start(1), found[1]


@lru_cache(maxsize=4)  # the pages of a publication have the same menu
def _printed(run: bytes) -> Printed | None:
    pieces = _PRINTED.findall(run)
    text = b"".join(pieces)
    if b"&" in text and len(_REFERENCE.findall(text)) != text.count(b"&"):
        return None  # what stands behind an unfinished one could finish it
    links = unescape(b"\0".join(pieces).decode()).split("\0")  # and the white space around them
    instead = b'<li><a rel="%b">%b</a></li>' % (_MARK, text)
    return Printed(run.count(b"</a>"), instead, "".join(links), printed_by(links))


def find_run(root: Element, taken: Taken) -> Run | None:
    """The link that stands for the run in the tree; None unless it was read as an item of a list, with twenty links
    before it and the text it was given."""
    link = next((link for link in root.iter("a") if link.get("rel") == STANDS_FOR), None)
    item = link.getparent() if link is not None else None
    around = item.getparent() if item is not None else None
    if link is None or item is None or around is None or item.tag != "li" or item.keys() or around.tag != "ul":
        return None
    if next(islice(around.iter("a"), MANY, None), None) is not link or len(link):
        return None
    if any(child.tag != "li" for child in islice(around, _CRUMBS)):
        return None
    printed = taken.printed
    return Run(printed.links, printed.linked, frozenset(item.iterancestors())) if link.text == printed.text else None


def is_left_out(run: Run, menu: Menu | None, site: Set[Element]) -> bool:
    """Whether the walk leaves out the run by the text of something around it, whatever it finds on its way there:
    other roles, and other parts of the site, are read link by link."""
    if menu is None or menu.element not in run.around or not run.around.isdisjoint(site):
        return False
    return all(element.get("role") in _PLAIN_ROLES for element in run.around)
