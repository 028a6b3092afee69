"""Links that print a block of their own: what they lead to says whether they open a section or only go elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from lxml import etree

from pipeline.readers import table_labels as labels
from pipeline.readers.html.cells import INLINE, cell_text
from pipeline.readers.html.elements import HEADINGS, shown
from pipeline.readers.html.site.furniture import is_action
from pipeline.readers.lines import blank

Element = etree._Element

_HOME = re.compile(r"(?:https?://[^/?#]+)?(?:\.?/)?(?:(?:index|home|default)(?:\.\w{3,5})?/?)?")
_BROKEN = re.compile(
    r"(\b(?:de|het|een|van|en|of|in|op|voor|met|te|aan|bij|door|naar|om|onze|over|tot|uit))\n|\n(?=[a-zà-ÿ])"
)
_BESIDE = frozenset({"a", "button", *HEADINGS})
_MOST_BESIDE = 12  # links and buttons on the line of a heading
_LEADS_AWAY = "Link naar "
PERMALINKS = "#¶§🔗"
"""What links a heading to itself prints."""


class Links:
    """The links of one page, the tree under `root`."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._anchors: frozenset[str] | None = None  # asked for by few pages

    def lead_away(self, link: Element, text: str) -> bool:
        """Whether a link of this text opens nothing: an action, or one that goes to a heading or a bare anchor of the
        page. A label of a section right above its anchor is its heading."""
        name = in_page(link)
        if name is not None and labels.section(labels.fold(text)) and _stands_below(link, name):
            return False
        return is_action(text) or (name is not None and self._is_anchor(name))

    def _is_anchor(self, name: str) -> bool:
        if self._anchors is None:
            self._anchors = frozenset(_anchors_of(self.root))
        return name in self._anchors


def leads_home(heading: Element, text: str) -> bool:
    """Whether a heading is the name of the site: a link to its home, and nothing else."""
    link = next(heading.iter("a"), None)
    if link is None or shown(link) != text:
        return False
    href = (link.get("href") or "").strip().lower()  # none: an anchor, as Word sets them around every heading
    return link.get("rel") == "home" or (href != "" and _HOME.fullmatch(href) is not None)


def in_page(link: Element) -> str | None:
    """The place of the page that a link goes to, nothing where a script does it, None where it goes elsewhere."""
    href = link.get("href")
    if href is None:
        return "" if link.get("onclick") is not None else None
    if href[:11].lower() == "javascript:":
        return ""
    return href[1:] if href.startswith("#") else None


def opens_part(link: Element, text: str) -> bool:
    """Whether a link that is all of its block opens a part of the page: it goes there, or it runs a script and is a
    label or stands above what is hidden. Other scripts open a document (`javascript:openDoc(3)`)."""
    if (link.get("href") or "").startswith("#"):
        return True
    if in_page(link) is None:
        return False
    below: Element | None = link
    while below is not None and below.getnext() is None and shown(below) == text:
        below = below.getparent()
    below = below.getnext() if below is not None else None
    hidden = below is not None and (below.get("hidden") is not None or "none" in (below.get("style") or ""))
    return hidden or labels.names_part(text)


def may_be_heading_or_action(link: Element) -> bool:
    """Whether a link is looked at at all where it is all of its block: one in the page, to a heading of it, or
    `Link naar ...`."""
    return in_page(link) is not None or (link.text or "").startswith(_LEADS_AWAY) or _is_permalink(link)


def _is_beside_heading(link: Element) -> bool:
    """Whether nothing but a heading, and a few links and buttons, stand in the block of a link."""
    siblings = chain(link.itersiblings(etree.Element), link.itersiblings(etree.Element, preceding=True))
    beside = list(islice(siblings, _MOST_BESIDE + 1))
    if not 0 < len(beside) <= _MOST_BESIDE or not all(
        one.tag in _BESIDE and blank(one.tail) for one in (link, *beside)
    ):
        return False
    return any(one.tag in HEADINGS for one in beside)


def _is_permalink(link: Element) -> bool:
    return not len(link) and (link.text or "").strip() in PERMALINKS


def is_all_of_its_block(link: Element) -> bool:
    """Whether the block around a link prints nothing else, but for the heading that it leads to or acts on."""
    if _is_permalink(link) or (_is_beside_heading(link) and is_action(shown(link))):
        return True
    if any(one is not None and one.tag == "a" and shown(one) for one in (link.getnext(), link.getprevious())):
        return False
    block = link.getparent()
    while block is not None and block.tag in INLINE:
        block = block.getparent()
    return block is None or block.tag == "body" or shown(block) == shown(link)


def _anchors_of(root: Element) -> Iterator[str]:
    """The names of the places of a page that links go to and that hold nothing to open: headings, what stands in a
    heading, and anchors without text."""
    for element in root.iter():
        name = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if not name:
            continue
        heading = element.tag in HEADINGS or next(element.iterancestors(*HEADINGS), None) is not None
        if heading or (element.tag in ("a", "span") and not shown(element)):
            yield name


def _stands_below(link: Element, name: str) -> bool:
    """Whether the place that a link goes to follows the block of the link at once."""
    block: Element | None = link
    while block is not None and block.getnext() is None:
        block = block.getparent()
    below = None if block is None else block.getnext()
    return below is not None and name in (below.get("id"), below.get("name"))


def heading_text(heading: Element) -> str:
    """What a heading prints. Of its lines those are one that name a part of the report together, or break in the middle
    of a sentence; a title above its doelzin stays on a line of its own."""
    odd = len(heading) > 0 and next(heading.iter("table", "tr", "td", "th"), None) is not None  # outside a table
    text = without_permalink(heading, shown(heading) if odd else cell_text(heading))
    if "\n" not in text:
        return text
    line = text.replace("\n", " ")
    return line if labels.names_part(line) else _BROKEN.sub(r"\1 ", text)


def without_permalink(heading: Element, text: str) -> str:
    """The text of a heading without the sign that links to it: `Criteria #`."""
    if text and (text[0] in PERMALINKS or text[-1] in PERMALINKS) and next(heading.iter("a"), None) is not None:
        return text.strip(PERMALINKS + " \n") or text
    return text
