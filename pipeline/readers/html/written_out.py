"""Elements that stand for others, written out as these: lists made of roles, levels that only an indent shows, content
that waits for a script, elements of a site's own. Each is looked for only in a page that has a mark of it."""

from __future__ import annotations

import re
from itertools import groupby

from lxml import etree

from pipeline.readers.html.attributes import Attributes
from pipeline.readers.html.cells import INLINE
from pipeline.readers.html.counts import is_on_label
from pipeline.readers.html.elements import HEADINGS
from pipeline.readers.html.lists.beside import write_pictured, write_statuses
from pipeline.readers.html.lists.indents import write_levels
from pipeline.readers.html.lists.terms_first import write_by_turns
from pipeline.readers.html.pictures import draw
from pipeline.readers.html.preformatted import write_lines
from pipeline.readers.html.tree import drop, found_in
from pipeline.readers.html.visibility import STRUCK
from pipeline.readers.lines import blank
from pipeline.readers.table_labels import BADGE_WORDS, ROLES, is_value

Element = etree._Element

_styled = etree.XPath("descendant::div[contains(@style,'grid-template-columns')]")
_struck = etree.XPath("descendant::*/@style[contains(.,'line-through')]/..")
_BADGED = frozenset({"li", "p", "td", "div"})
_BADGE_CLASS = re.compile(rf"(?<![a-z])(?:{'|'.join(BADGE_WORDS)})(?![a-rt-z])")  # no `percentage`
_LIGATURE = re.compile(r"\s*[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*\s*")  # `expand_more`, shown as an arrow
_WORDS = re.compile(r"[(\[]?[^\W\d_]+(?: [^\W\d_]+){0,2}[)\]]?")
_LONGEST_BADGE = 25
_TRACKS = re.compile(r"grid-template-columns\s*:\s*([^;]+)", re.IGNORECASE)
_REPEAT = re.compile(r"repeat\(\s*(\d{1,2})\s*,[^()]*(?:\([^()]*\)[^()]*)?\)", re.IGNORECASE)
_SPAN = re.compile(r"grid-column(?:-end)?\s*:\s*(?:(?:\d+\s*/\s*)?span\s+(\d{1,2})|1\s*/\s*-1)", re.IGNORECASE)
_CONTENTS = re.compile(r"display\s*:\s*contents", re.IGNORECASE)  # a row that is no box
_BLOCK = re.compile(r"display\s*:\s*block", re.IGNORECASE)
_PARTS = ("table", "ul", "ol", "h2", "h3", "h4")
_CONTENT = (*_PARTS, "p")
_NO_CONTENT = re.compile(r"\{\{|\$\{|<%")
_ASKS = re.compile(r"script|cookie|browser", re.IGNORECASE)
_LONGEST_ASKED = 400  # characters of a request to switch scripts on
_FEWEST = 40  # characters: a template with less is the form of one row
_MOST = 200
_MOST_WAITING = 100
_AIM = re.compile(  # a target without a number (begroting-2026 p50287)
    r"lager|hoger|gelijk|stabiel|meer|minder|stijg(?:t|en|end|ing)|da(?:alt|len|lend|ling)", re.IGNORECASE
).fullmatch
_FIELDS = ("text", "number", "tel")
_FEWEST_TERMS = 2
_FEWEST_CARDS = 2  # but for one of the years or the roles of an indicator
_LONGEST_CARD = 4  # title, values, explanation, source
_PERIOD = re.compile(rf"(?:{ROLES}|streefcijfer|ambitie|doel)?[ (]*(?:(?:19|20)\d\d)?\)?:?", re.IGNORECASE)


def write_out(root: Element, attributes: Attributes, styles: str) -> list[Element]:
    """Change such elements under `root` in place; `styles` are all style attributes. Returns those it hides: text that
    is struck out, the count on a label and names that a font shows as icons."""
    if any(role == "listitem" for _, role in attributes.of("role")):
        _lists_of_roles(root)
    if ("lock" in styles or "LOCK" in styles) and _BLOCK.search(styles):
        _shown_as_blocks(root)
    if attributes.of("alt"):
        write_pictured(root)
        _named_by_pictures(attributes)
        draw(attributes)
    for field, value in attributes.of("value"):  # a form that shows a table
        if field.tag == "input" and (field.get("type") or "text") in _FIELDS and _is_in_cell(field):
            field.tag, field.text = "span", value
    write_statuses(attributes)
    write_levels(root, attributes, styles)
    _write_tags(root, styles)
    icons = [one for one, name in attributes.of("class") if "icon" in name or "symbol" in name]
    icons = [one for one in icons if one.tag in INLINE and not len(one) and _LIGATURE.fullmatch(one.text or "")]
    badges = [
        one for one, name in attributes.of("class") if one.tag == "span" and any(map(name.__contains__, BADGE_WORDS))
    ]
    counts = list(filter(is_on_label, badges))
    for badge in badges:
        _apart(badge)
    for span, _ in attributes.of("slot"):  # a custom element places it on its own
        if span.tag == "span":
            span.tag = "div"
    struck = [
        *counts,
        *icons,
        *root.iter("del", "s", "strike"),
        *(found_in(_struck, root) if "line-through" in styles else ()),
    ]
    for element in struck:
        element.set("hidden", STRUCK)
    return struck


def _write_tags(root: Element, styles: str) -> None:
    if definitions := list(root.iter("dl")):
        _cards(root)
        for one in definitions:
            write_by_turns(one)
    if "grid-template-columns" in styles:
        _rows_of_grids(root)
    if next(root.iter("pre"), None) is not None:
        write_lines(root)
    if next(root.iter("noscript", "template"), None) is not None:
        _waiting(root)


def write_custom(root: Element) -> None:
    """Elements that a site names itself (`x-card`) as what a browser shows of them: words where they stand in a line of
    text and hold no block, else a block."""
    for element in root.iter(etree.Element):
        if "-" in element.tag:
            if element.tag.endswith("-icon") and _LIGATURE.fullmatch(element.text or ""):
                element.set("hidden", STRUCK)
            element.tag = "span" if _is_in_line(element) and _holds_words(element) else "div"


def _is_in_line(element: Element) -> bool:
    before, around = element.getprevious(), element.getparent()
    behind = (around.text if around is not None else None) if before is None else before.tail
    return not blank(element.tail) or not blank(behind)


def _holds_words(element: Element) -> bool:
    return all(inner.tag in INLINE or "-" in inner.tag for inner in element.iterdescendants(etree.Element))


def _apart(badge: Element) -> None:
    """Words on a badge before or behind the text of an item, a paragraph or a cell stand on a line of their own; in a
    sentence they are part of it."""
    block, words = badge.getparent(), (badge.text or "").strip()
    if block is None or block.tag not in _BADGED or len(badge) or not 0 < len(words) <= _LONGEST_BADGE:
        return
    if not _WORDS.fullmatch(words) or not _BADGE_CLASS.search(badge.get("class") or ""):
        return
    last, following = badge.getprevious(), badge.getnext()
    before = (block.text or "") if last is None else "".join((*map(str, last.itertext()), last.tail or ""))
    after = (badge.tail or "").strip()
    ends = after in ("", ".") and (following is None or following.tag in _PARTS or following.tag == "br")
    if ends and any(map(str.isalpha, before)):  # not `12 aantal`
        badge.addprevious(etree.Element("br"))
    elif last is None and blank(before) and after[:1].isupper():
        line = etree.Element("br")
        line.tail, badge.tail = badge.tail, None
        badge.addnext(line)


def _is_in_cell(field: Element) -> bool:
    return next(field.iterancestors("td", "th", "form"), field).tag in ("td", "th")


def _named_by_pictures(attributes: Attributes) -> None:
    """A heading that is a picture prints what stands for it."""
    for picture, words in attributes.of("alt"):
        heading = next(picture.iterancestors(*HEADINGS), None) if picture.tag == "img" and words else None
        if heading is not None and blank("".join(map(str, heading.itertext()))):
            picture.tag, picture.text = "span", words


def _lists_of_roles(root: Element) -> None:
    for element in list(root.iter("div", "span", "section", "p")):
        role = element.get("role")
        if role in ("list", "listitem"):
            element.tag = "ul" if role == "list" else "li"


def _shown_as_blocks(root: Element) -> None:
    for element in list(root.iter("span", "label", "strong", "b")):
        if _BLOCK.search(element.get("style") or ""):
            block = etree.Element("div")
            parent = element.getparent()
            if parent is not None and element.tag in ("span", "label"):
                element.tag = "div"
            elif parent is not None:
                parent.replace(element, block)
                block.tail, element.tail = element.tail, None
                block.append(element)


def _rows_of_grids(root: Element) -> None:
    """The cells of a grid that a style sets out in columns stand in blocks, one to a row."""
    for element in found_in(_styled, root):
        width = _columns(element.get("style") or "")
        for around in [child for child in element if _CONTENTS.search(child.get("style") or "")]:
            for cell in around:
                around.addprevious(cell)
            drop(around)
        if width < 2 or len(element) <= width:
            continue
        rows: list[list[Element]] = [[]]
        left = width
        for cell in element:
            span = _SPAN.search(cell.get("style") or "")
            columns = width if span and not span[1] else min(width, int(span[1]) if span else 1)
            if columns > left:
                rows.append([])
                left = width
            rows[-1].append(cell)
            left -= columns
        for cells in rows:
            row = etree.SubElement(element, "div")
            row.extend(cells)


def _columns(style: str) -> int:
    """How many columns a grid has by its style, 0 where that does not say it."""
    tracks = _TRACKS.search(style)
    if tracks is None or "auto-f" in tracks[1]:
        return 0
    again = _REPEAT.search(tracks[1])
    rest = _REPEAT.sub("", re.sub(r"minmax\([^()]*\)", "1fr", tracks[1])).split()
    return len(rest) + (int(again[1]) if again else 0)


def _cards(root: Element) -> None:
    """Cards side by side that each hold a title and the same terms over values are the rows of a table."""
    holders = dict.fromkeys(found.getparent() for found in root.iter("dl"))
    for parent in dict.fromkeys(holder.getparent() for holder in holders if holder is not None):
        for terms, cards in groupby(list(parent) if parent is not None else [], key=_terms):
            if terms and _words((first := list(cards))[0][0]):
                _write_table(first)


def _terms(card: Element) -> list[str]:
    """The terms of a card: a title, blank where it goes on with the one before it, and one list of pairs, each a term
    and a value; paragraphs below explain it."""
    if not 2 <= len(card) <= _LONGEST_CARD or card[1].tag != "dl" or len(card[0]) > 1:
        return []
    if any(part.tag not in ("p", "small") for part in list(card)[2:]):
        return []
    pairs = list(card[1])
    names, values = pairs[::2], pairs[1::2]
    if len(names) != len(values) or len(names) < _FEWEST_TERMS:
        return []
    if any(name.tag != "dt" for name in names) or any(value.tag != "dd" for value in values):
        return []
    terms = [_words(name) for name in names]
    if not all(terms) or len(set(terms)) < len(terms):
        return []
    texts = list(map(_words, values))
    return (
        terms
        if all(not text or is_value(text) or _AIM(text) for text in texts)
        and (any(map(is_value, texts)) or not any(texts))
        else []
    )


def _write_table(cards: list[Element]) -> None:
    names = _terms(cards[0])
    if len(cards) < _FEWEST_CARDS and not all(map(_PERIOD.fullmatch, names)):
        return
    table = etree.Element("table")
    head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    for name in ("", *names):
        etree.SubElement(head, "th").text = name
    body = etree.SubElement(table, "tbody")
    parent = cards[0].getparent()
    if parent is not None:
        parent.insert(parent.index(cards[0]), table)
    for card in cards:
        title, definitions, *explanations = card
        row = etree.SubElement(body, "tr")
        etree.SubElement(row, "td").append(title)
        for value in definitions.findall("dd"):
            value.tag = "td"
            row.append(value)
        for explanation in explanations:
            over_all = etree.SubElement(etree.SubElement(body, "tr"), "td", colspan=str(len(names) + 1))
            over_all.append(explanation)
        if parent is not None:
            parent.remove(card)


def _waiting(root: Element) -> None:
    """What a page prints only to readers without scripts, or keeps for a script to print, is text of the page where it
    is content and stands nowhere else on it; a form for other content and a request to switch scripts on are none."""
    found = [element for element in root.iter("noscript", "template") if _is_content(element)]
    if not 0 < len(found) <= _MOST_WAITING:
        return
    words = _words(root)
    for element in found:
        if words.count(_words(element)[:_MOST]) == 1:
            element.tag = "div"


def _is_content(element: Element) -> bool:
    words = _words(element)
    form = element.tag == "template" and element.get("shadowrootmode") is None
    if len(words) < (_FEWEST if form else 1) or next(element.iter(*(_PARTS if form else _CONTENT)), None) is None:
        return False
    if element.get("shadowrootmode") is not None:
        return True
    asks = next(element.iter("form", "input", "slot", "style"), None) is not None
    asks = asks or (len(words) <= _LONGEST_ASKED and _ASKS.search(words) is not None)
    return not asks and _NO_CONTENT.search(words) is None


def _words(element: Element) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())
