"""Breadcrumbs: the trail from the site down to the page, labelled or not, and the short menus that look like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml import etree

from pipeline.readers.html.elements import CONTENT, holds_content, links_in, shown, text_of
from pipeline.readers.html.site.site_lines import LEFTOVER, OF_A_SITE
from pipeline.readers.lines import clean

Element = etree._Element

_SEPARATOR = re.compile(r"\s*[›»❯▸→]\s*|\s+[>/|]\s+|\s*>\s*")
_HERE = re.compile(
    r"(?:(?:u|je) (?:bent|bevindt (?:zich|je)) (?:nu )?hier|bent u hier|hier (?:bent u|ben je)|pad)\s*:?\s*",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:kruimel|broodkruimel)?pad|kruimelspoor|breadcrumbs?", re.IGNORECASE)
_REPORT_PARTS = r"domeinen|programma'?s|financi[ëe]n|paragrafen|bijlagen"
_CRUMB = re.compile(
    rf"(?:home|algemeen|{_REPORT_PARTS}|"
    r"(?:begroting|jaarstukken|jaarverslag|berap|perspectiefnota)\s+\d{4}.*)\Z",
    re.IGNORECASE,
)
_BESIDE = (
    re.compile(r"(?:domein .+|.+ domein)\Z", re.IGNORECASE),
    re.compile(r"(?:programma )?\d{1,2}[.:]? [^\W\d].*\Z", re.IGNORECASE),
    re.compile(rf"(?:{_REPORT_PARTS})\Z", re.IGNORECASE),
)
_BELOW = _BESIDE[:2]  # a domain, a programme
LONGEST_TRAIL = 600  # characters


def crumbs_of(element: Element) -> tuple[str, ...]:
    """The names on a labelled breadcrumb trail, in order; the link label `portal` is none."""
    if items := list(element.iter("li")):
        names = [shown(item) for item in items]
    else:
        names = _SEPARATOR.split(_HERE.sub("", shown(element), count=1))
        if len(names) == 1:
            links = [shown(link) for link in element.iter("a")]
            inner = links if len(links) > 1 else [shown(part) for part in element.iterchildren(etree.Element)]
            names = inner if len(inner) > 1 else names
    return _named(names)


def holds_only_trail(element: Element) -> bool:
    """Whether no table and no heading stands in a labelled trail, but for its own name (`Kruimelpad`)."""
    found = element.iterdescendants(*CONTENT)
    return all(one.tag != "table" and (_HERE.fullmatch(name := shown(one)) or _NAME.fullmatch(name)) for one in found)


def crumbs_in(text: str, links: int) -> tuple[str, ...]:
    """The names on an unlabelled trail such as `Domeinen › Sociaal domein`, or () when `text` is no trail."""
    if len(text) > 200 or "\n" in text or text.endswith((".", ":", ";")):
        return ()
    bare = _HERE.sub("", text, count=1)
    parts = _SEPARATOR.split(bare)
    plain = links == 0 and not re.search("[›»❯▸→]", text) and bare == text
    if not 2 <= len(parts) <= 8 or (plain and (not _CRUMB.match(parts[0]) or _is_menu_of(parts))):
        return ()
    return _named(parts) if links or _CRUMB.match(parts[0]) else ()


def is_trail(names: Sequence[str]) -> bool:
    """Whether names go down from a part of the site to a domain or a programme, by their words alone."""
    if not _CRUMB.match(names[0]) or _is_menu_of(names):
        return False
    return any(kind.match(name) for kind in _BELOW for name in names[1:])


def without_opening(text: str) -> str:
    """A text without `U bent hier:` in front of it."""
    return _HERE.sub("", text, count=1)


def _is_menu_of(names: Sequence[str]) -> bool:
    beside = any(len({name.lower() for name in names if kind.match(name)}) > 1 for kind in _BESIDE)
    return beside or any(re.fullmatch(OF_A_SITE, name, re.IGNORECASE) for name in names)


def crumbs_in_links(element: Element) -> tuple[str, ...]:
    """The names of a few links, in a list or not, that open a page with a known first crumb (Home, Domeinen ...). A
    trail goes down: two domains, two programmes or two parts of the report side by side are a menu."""
    if links_in(element) > 6 or len(str(text_of(element))) > LONGEST_TRAIL or holds_content(element):
        return ()
    items = list(islice(element.iterchildren("li"), 7))
    names = _named([shown(item) for item in items] or [clean(str(text)) for text in element.itertext("*")])
    if len(names) > 1 and _HERE.fullmatch(names[0]):
        return names[1:]
    if not (1 if items else 2) <= len(names) <= 6 or not _CRUMB.match(names[0]) or _is_menu_of(names):
        return ()
    linked = sum(item.find(".//a") is not None for item in items) if items else links_in(element)
    inline = items or next(element.iterdescendants("p", "div", "section"), None) is None
    return names if linked >= max(1, len(names) - bool(inline)) else ()


def _named(names: list[str]) -> tuple[str, ...]:
    stripped = (name.strip("›»❯▸→>/| ") for name in names)
    return tuple(name for name in stripped if name and not LEFTOVER.match(name))
