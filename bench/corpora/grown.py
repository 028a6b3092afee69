"""Pages of any size grown from the sample corpus; the same on every run.

Each page is a page of `raw/` with its own markup, tables, stamp and encoding. More content goes in front of its
stamp or footer, in the markup the page itself uses (plain, accordions, or wrappers in wrappers): themes with
activities, paragraphs about what was realised, criteria in two levels of bullets, an explanation of the finances, a
table of policy documents and a table of indicators. The sentences are those of `raw/`, joined differently on every
page, with other numbers in them, so that no cache knows them from the page before. Finance tables are never
repeated: a second one is an error on a page.

A page as the sites send it is a typical goal page of 10,000 characters in a menu of 322 links, with inline styles as
Word leaves them; the rest of its bytes is scripts and style sheets. The longest of the four complete pages prints
20,700 characters: a long page prints 24,000, and links fill the rest. A page of prose has the menu of 220 links that
`raw/` shows, and text for all the rest: 62,000 characters on 80 KB, more than any page known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from lxml import etree

from pipeline.model import Source
from pipeline.readers.decode import decode
from pipeline.sources import folder

from .author import Author, sentences
from .markup import Markup, chapters, dressed, with_menu

_MENU_LINKS = 220
TYPICAL = 10_000  # characters of text
LONG = 24_000
_MARKUP_SHARE = 1.15  # bytes for a character of text: tags, accents
_LINK_BYTES = 68
_LINK_TEXT = 26  # characters of a link in the menu
_END = re.compile(r'</article>|</div></div><div class="page-info"|<p>Deze pagina is gebouwd|</body>')


def site_pages(raw: Path, count: int, size: int) -> Iterator[tuple[str, bytes]]:
    """`count` pages of about `size` bytes as the sites send them, made of the pages of `raw` in turn: (path below the
    raw folder, bytes)."""
    for path, content, author in _templates(raw, count):
        yield path, dressed(_grown(content, 0, TYPICAL, author), size, author)


def long_pages(raw: Path, count: int, size: int) -> Iterator[tuple[str, bytes]]:
    """The same pages with 24,000 characters of text, the rest menu."""
    for path, content, author in _templates(raw, count):
        yield path, _grown(content, size, LONG, author)


def prose_pages(raw: Path, count: int, size: int) -> Iterator[tuple[str, bytes]]:
    """The same pages with nothing but text behind the menu."""
    for path, content, author in _templates(raw, count):
        yield path, _grown(content, size, None, author)


def _templates(raw: Path, count: int) -> Iterator[tuple[str, bytes, Author]]:
    pages = [source for source in folder.sources(raw) if isinstance(source, Source)]
    said = sentences(pages)
    for number in range(count):
        page = pages[number % len(pages)]
        yield page.path, page.content, Author(Random(number), said)


def _grown(content: bytes, size: int, text: int | None, author: Author) -> bytes:
    decoded = decode(content)
    page, encoding = decoded.text, decoded.encoding
    printed = len(str(etree.HTML(page).xpath("string(//body)"))) - page.count("<a ") * _LINK_TEXT
    if text is None:
        page = with_menu(page, _MENU_LINKS - page.count("<a "), author)
        missing = size - len(page.encode(encoding, "replace"))
    else:
        missing = int((text - printed) * _MARKUP_SHARE)
    end = _END.search(page)
    place = end.start() if end else len(page)
    added = "".join(chapters(missing, author, Markup(page)))
    page = f"{page[:place]}{added}{page[place:]}"
    missing = size - len(page.encode(encoding, "replace"))
    return with_menu(page, missing // _LINK_BYTES, author).encode(encoding, "replace")
