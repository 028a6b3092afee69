"""What belongs to the site and not to the report: menus, cookie bars, buttons that do something.
Recognised by words and structure; class names are one hint among several, never needed."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree

from pipeline.readers.html.elements import (
    CONTENT,
    HEADINGS,
    holds_content,
    holds_heading,
    holds_table,
    labelled,
    links_in,
    shown,
    text_of,
)
from pipeline.readers.html.site.crumbs import crumbs_in
from pipeline.readers.html.site.site_lines import is_about_site
from pipeline.readers.lines import clean
from pipeline.readers.table_labels import names_part, tab

Element = etree._Element

_ACTIONS = (
    r"akkoord|accepteren|accepteer.*|annuleren|afdrukken|begrepen|cookies?.*|download.*|inloggen|uitloggen|instellingen",
    r"alle(?:s| cookies)? (?:accepteren|weigeren|openen|sluiten|uit- ?of inklappen|tonen|verbergen)",
    r"e-?mail(?:en)?|mail(?:en)?(?: (?:deze pagina|door))?|stuur (?:deze pagina )?door|doorsturen",
    r"(?:deze )?pagina (?:afdrukken|delen|mailen|opslaan|printen|voorlezen)|lettergrootte.*",
    r"bewerk(?:en)?|permalink|(?:toon|verberg|bekijk) (?:als )?(?:de )?(?:tabel|grafiek|gegevens|data)",
    r"delen|deel (?:dit|deze|op|via)\b.*|(?:ga )?terug(?: naar.*)?|inklappen|uitklappen|kopieer.*|voorlezen",
    r"lees (?:voor|meer|verder)|(?:hoofd)?menu|(?:open|sluit|toon|verberg) ?(?:alles|menu|meer|minder|zoekveld)?",
    r"meer|minder|naar (?:boven|beneden)|(?:ga |spring |direct )*naar (?:de )?(?:hoofd)?(?:inhoud|navigatie|menu)",
    r"nee|ja|ok|oke|ok\u00e9|print.*|reset.*|sla over|sluiten?|verder|volgende|vorige|vergroot.*|weigeren|wissen",
    r"link naar (?:de )?(?:afwijking|doel|programma|berap).*|(?:ga |spring |direct )*naar zoeken",
    r"(?:toevoegen aan|voeg toe aan) .*|(?:maak|mijn) (?:een )?(?:eigen )?(?:rapport|pdf|selectie)",
    r"zoek(?:en)?|\u00d7|x|\u2630|\u2261|",  # or nothing but signs
)
SHOWS_MORE = re.compile(
    r"(?:toon|bekijk|lees|laad) (?:.{1,40} )?(?:meer|verder|alle|alles)(?: .{1,40})?"
    r"|meer (?:tonen|lezen|laden)|alle .{1,30} (?:tonen|laden)",  # `Alle kinderen lezen` is a theme
    re.IGNORECASE,
)
# DOTALL: an end of a line behind `download.*` would be looked for again from each of its signs
_ACTION = re.compile(rf"(?:{'|'.join(_ACTIONS)})\W*\Z", re.IGNORECASE | re.DOTALL)
_SHOWS = ("toon", "beki", "lees", "laad", "meer", "alle")  # as SHOWS_MORE opens
_OPENS = ("aria-expanded", "aria-controls", "data-target", "data-bs-target", "data-toggle", "data-bs-toggle")
_FEWEST = 5  # links of a menu: less are content
MANY = 20  # links: no report lists so many without a word beside them
_LONGEST_BAR = 900
_OPENING = 200  # characters in which a dialog says what it asks
_NAME = 60  # characters of a name in a menu, on average
_UNLINKED = 150  # characters that a menu prints beside its links
_BETWEEN = "|·•"
_SENTENCE_ENDS = re.compile(r"[a-z)]{2}(?:;|\.(?=[\sA-Z]|\Z))")
_GOAL_LINK = re.compile(r"\b(?:Doel|Ambitie)\s*\d+\.\d")

_plays_heading = etree.XPath("boolean(descendant::*/@role[.='heading'])")
_marked_links = etree.XPath("boolean(descendant::a/*)")
STANDS_FOR = "\x7f"  # as `rel`: a link that prints the text of others; no text that was decoded holds it
_link_texts = etree.XPath(f"descendant::a[not(@rel='{STANDS_FOR}')]/text()", smart_strings=False)


@dataclass(frozen=True, slots=True)
class Run:
    """Links of a great menu in whose place one link of the tree (inside the elements `around`, its `rel` STANDS_FOR)
    prints their text: how many `links` there are and how many characters they print, `linked`."""

    links: int
    linked: int
    around: Set[Element]


def is_action(text: str) -> bool:
    """Whether a button of that text does something (Akkoord, Zoeken, Print) instead of opening a section."""
    return bool(_ACTION.match(text)) or (text[:4].lower() in _SHOWS and SHOWS_MORE.fullmatch(text) is not None)


def opens(button: Element) -> bool:
    """Whether a button names what it opens."""
    return any(button.get(name) is not None for name in _OPENS)


def acts_on_heading(button: Element) -> bool:
    """Whether a button stands on the line of a heading, with nothing but a few others beside it: it does something to
    its section (`Reageer`)."""
    behind = islice(button.itersiblings(etree.Element), MANY)
    before = islice(button.itersiblings(etree.Element, preceding=True), MANY)
    first = next((one for one in before if one.tag not in ("a", "button")), None)
    return first is not None and first.tag in HEADINGS and all(one.tag in ("a", "button") for one in behind)


def is_cookie_bar(element: Element, *, headed: bool) -> bool:
    """Whether a block is a short text about cookies: one that is named so, or that stands above the first heading of
    the page (not yet `headed`). There a frame around such a text and others is none, nor a paragraph that asks
    nothing."""
    named = labelled(element, "cookie")
    is_dialog = element.get("role") in ("dialog", "alertdialog") or element.get("aria-modal") is not None
    if is_dialog and (named or (not headed and "cookie" in shown(element)[:_OPENING].lower())):
        return True  # with the table of its cookies
    if headed and not named:
        return False
    text = str(text_of(element))
    if len(text) >= _LONGEST_BAR or ("ookie" not in text and "OOKIE" not in text) or holds_table(element):
        return False
    if named:
        return True
    if holds_heading(element) or _stands_beside_others(element):
        return False
    return element.tag != "p" or next(element.iter("button", "a", "input"), None) is not None


def _stands_beside_others(element: Element) -> bool:
    """Whether one of the blocks in `element` speaks of cookies, and prints less than four fifths of its text."""
    whole = len(shown(element))
    blocks = map(shown, element.iterchildren("div", "section", "aside", "form", "dialog", "p", "table"))
    return any("cookie" in text.lower() and len(text) < 0.8 * whole for text in blocks)


def is_menu(element: Element, *, introduced: bool, run: Run | None = None) -> bool:
    """Whether a list, block or table is nearly all links, at least five: a menu. `introduced` lists, right below a
    heading or a sentence that ends in a colon, are content up to twenty links; so are lists of goals. `run`: links that
    are not in the tree."""
    return menu_text(element, introduced=introduced, run=run) is not None


def menu_text(element: Element, *, introduced: bool, run: Run | None = None) -> str | None:
    """The text of a menu (`is_menu`) on one line; None for what is none."""
    frame = next(element.iter("p", *CONTENT), None) is not None
    if frame and holds_content(element):
        return None
    run = run if run is not None and element in run.around else None
    count = links_in(element) + (run.links - 1 if run is not None else 0)
    if count < _FEWEST or _plays_heading(element):
        return None
    text = shown(element)
    many = (
        count >= MANY
        and len(text) < _NAME * count
        and not (frame and next(element.iter("p", "table"), None) is not None)
    )
    linked = _linked(element) + (run.linked if run is not None else 0)
    unlinked = len(text) - linked - count  # a blank around each link
    if unlinked > _UNLINKED:
        return None  # a frame around a menu and a page
    if many:
        return text
    told = (
        linked < 0.85 * (len(text) - 2 * _signs_between(text))
        or (introduced and count < MANY)
        or 2 * len(_SENTENCE_ENDS.findall(text)) > count  # each a link to more about it
        or _GOAL_LINK.search(text)
    )
    return None if told else text


def _signs_between(text: str) -> int:
    """How many signs with a blank on both sides part the names of a menu: `Home | Paragrafen | Bijlagen`."""
    return sum(text.count(f" {sign} ") for sign in _BETWEEN)


def only_acts(element: Element) -> bool:
    """Whether each link inside does something (`Vorige`, `Volgende`, `Afdrukken`), leads to another page of the goal by
    the name of its part (`Activiteiten`, `Financiën`), or to what the site tells of itself (`Privacy`)."""
    texts = [shown(link) for link in element.iter("a")]
    return all(map(is_action, texts)) or (len(texts) > 1 and (all(map(tab, texts)) or all(map(is_about_site, texts))))


def holds_only_links(element: Element) -> bool:
    """Whether a few links are all that `element` prints, none of them opens a part of the page, and they are neither a
    trail of crumbs nor lead to goals."""
    links = list(element.iter("a", "button"))
    if not 1 < len(links) <= MANY or holds_heading(element) or _plays_heading(element):
        return False
    if any((link.get("href") or "").startswith("#") for link in links):
        return False
    text = shown(element)
    if not text or _bare(text) > sum(map(_bare, map(shown, links))):
        return False
    return not (crumbs_in(text, len(links)) or _GOAL_LINK.search(text))


def _bare(text: str) -> int:
    return len(text) - sum(map(str.isspace, text))


def _linked(element: Element) -> int:
    """How many characters the links inside `element` print, but for one that stands for others."""
    texts: Any = [] if _marked_links(element) else _link_texts(element)
    if texts and _clean_as_they_stand(texts):
        return sum(map(len, texts))  # hundreds of links
    return sum(len(clean(str(text_of(link)))) for link in element.iter("a") if link.get("rel") != STANDS_FOR)


def printed_by(texts: Sequence[str]) -> int:
    """How many characters are left of `texts` when each is cleaned."""
    return sum(map(len, texts if _clean_as_they_stand(texts) else map(clean, texts)))


def _clean_as_they_stand(texts: Sequence[str]) -> bool:
    bare = "".join(texts)
    return bare.isprintable() and "  " not in bare and sum(map(len, map(str.strip, texts))) == len(bare)


def holds_parts(navigation: Element) -> bool:
    """Whether parts of the report stand in what is marked up as navigation: below their headings, more than links."""
    named = (shown(part) for part in navigation.iter(*HEADINGS, "summary"))
    return any(map(names_part, named)) and _bare(shown(navigation)) - _linked(navigation) > _UNLINKED


def is_question(form: Element) -> bool:
    """Whether a form asks for something, such as words to search, and prints nothing of the report: next to no text
    besides its labels and buttons, and no button that opens a part of the page."""
    asks = any(field.get("disabled") is None for field in form.iter("input", "select", "textarea"))
    if not asks or holds_content(form) or holds_heading(form):
        return False
    whole = shown(form)
    if len(whole) >= 200:
        return False
    asked = 0
    for part in form.iter("label", "button", "legend", "option"):
        if part.get("aria-expanded") is not None or part.get("aria-controls") is not None:
            return False
        asked += len(shown(part))
    return len(whole) - asked < 40


def is_view(name: str) -> bool:
    """Whether a tab is named for the way it shows a table, not for a part of the report."""
    return name.lower() in ("tabel", "grafiek", "diagram", "kaart", "lijst", "cijfers", "data", "table", "chart")


def is_tab_list(element: Element) -> bool:
    """Whether a list holds two or more links within the page and nothing else: to what has such an id, or by the name
    of a part. What is linked to nothing is text."""
    links = list(element.iter("a"))
    if len(links) < 2 or not all((link.get("href") or "").startswith("#") for link in links):
        return False
    texts = list(map(shown, links))
    if sum(map(len, texts)) < 0.9 * len(shown(element)):
        return False
    if any(names_part(text) or tab(text) or is_action(text) for text in texts):
        return True
    targets = {(link.get("href") or "")[1:] for link in links} - {""}
    root = element.getroottree().getroot()
    return any(one.get("id") in targets or one.get("name") in targets for one in root.iter(etree.Element))
