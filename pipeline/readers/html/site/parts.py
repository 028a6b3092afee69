"""Parts of a page that belong to the site around it: share buttons, related pages, contact and address, links to the
pages before and behind, and to the rest of a text.

Known by the words they open with, whatever wraps them; a part that holds a table or words of a report stays.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from pipeline.readers.html.attributes import Attributes
from pipeline.readers.html.elements import HEADINGS, holds_table, shown, text_of
from pipeline.readers.lines import blank

Element = etree._Element

# Every name opens with four letters as they stand, so that most titles and links are passed by without a search.
_OPENING_NAMES = (
    "deel (?:dit|deze|op|via|met|artikel|pagina).{0,40}", "delen(?: op| via)?", "dit delen(?: op| via)?",
    "share(?: this)?.{0,20}", "volg ons.{0,30}", "gerelateerd.{0,40}", "zie ook", "lees ook", "bekijk ook",
    "meer lezen", "verwante (?:pagina's|artikelen|onderwerpen)", "snel naar", "direct naar",
    "veel ?(?:bekeken|gezocht)",
    "meest (?:bekeken|gelezen)", "populaire? .{0,20}", "in dit hoofdstuk", "op deze pagina", "inhoud(?:sopgave)?",
    "social ?media", "nieuwsbrief", "over deze (?:web)?site", "heeft deze pagina .{0,40}",
    "was deze (?:informatie|pagina) .{0,40}", "vond u .{0,40}", "taal(?:keuze)?", "language", "kies (?:een|uw) taal",
)  # fmt: skip
_EDGE_NAMES = ("contact(?:gegevens)?", "adres(?:gegevens)?", "openingstijden", "bezoekadres", "postadres")
_ACTS = ("deel", "delen", "tweet", "share", "print", "mail", "email", "e-mail", "verstuur", "stuur", "klik",
         "download", "kopieer")  # fmt: skip
_NETWORKS = ("facebook", "twitter", "linked ?in", "whats ?app", "instagram", "mastodon", "bluesky", "youtube",
             "pinterest", "telegram")  # fmt: skip
_TOOL = (
    r"(?:print|pdf|afdrukken|opslaan(?: als pdf)?|voorlezen|lees voor|delen|e-?mail|download(?: als)? pdf|naar boven)"
)
_PAGE = r"(?:vorige|volgende)(?: (?:pagina|hoofdstuk|onderdeel|artikel|doel|programma|bericht))?"
_TOOLS = re.compile(rf"(?:(?:{_TOOL}|{_PAGE})(?!\w)\W*)+", re.IGNORECASE)
_TO_PAGE = re.compile(rf"{_PAGE}(?:\W*|\s*[:›»→❯>–-].*| Doel \d.*)|[‹«←❮](?!.*[›»→❯]).*", re.IGNORECASE)
_AROUND = re.compile(
    rf"{_TO_PAGE.pattern}|{_TOOLS.pattern}|.*[›»→❯]|(?:terug|overzicht|inhoud|home|programma's|omhoog|Doel \d).*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:lees|toon|bekijk) (?:meer|verder)(?: over .{1,80})?\W*|meer (?:lezen|tonen)\W*", re.IGNORECASE
)
_OPENS = re.compile(rf"(?:{'|'.join(_OPENING_NAMES)})\W*", re.IGNORECASE)
_CONTENTS = re.compile(r"inhoud\W*", re.IGNORECASE)
_EDGES = re.compile(rf"(?:{'|'.join(_EDGE_NAMES)})\W*", re.IGNORECASE)
_NETWORK = re.compile(rf"(?:(?:{'|'.join(_ACTS)})\b.{{0,40}}|x|{'|'.join(_NETWORKS)})\W*", re.IGNORECASE)
_TITLE_STARTS = frozenset(name[:4] for name in (*_OPENING_NAMES, *_EDGE_NAMES))
_LEADING = ("vorige", "volgende", "lees", "toon", "bekijk", "meer", "pdf", "afdrukken", "opslaan", "voorlezen", "naar")
_LINK_STARTS = frozenset(name[:4] for name in (*_ACTS, *_NETWORKS, *_LEADING, "x"))
_BACK = frozenset("‹«←❮")
_MOST_AROUND = 6  # links of a toolbar
_LONGEST_AROUND = 400  # characters of the links to the pages before and behind
_REACHED = re.compile(r"\b\d{4} ?[A-Z]{2}\b|\bPostbus\b|@|\b[Tt]el(?:efoon)?\b|\b14 ?0?\d{2,3}\b|\b0\d{2,3}[ -]")
_REPORT = re.compile(
    r"\bCriteria\b|Portefeuillehouder|[Bb]aten en lasten|Toelichting|Activiteiten\b|Indicator|Beschrijving|Doelstelling"
    r"|Kaderstellend|Streefdoel|Afwijking"
)
_TITLES = frozenset({*HEADINGS, "p", "b", "strong", "span", "div", "legend", "button", "li"})
_ROOTS = frozenset({"html", "body", "main", "article", "table", "tr", "td", "form"})
_LONGEST = 1200  # characters of such a part
_NOTES = frozenset({"div", "section", "p", "form", "dialog", "ul"})
_LONGEST_NOTE = 200  # characters
_NOTE = re.compile(
    r"(?:wij|we|deze (?:web)?site|deze pagina|onze (?:web)?site)\b.{0,80}\bcookies?\b|cookies?\W"
    r"|chat (?:met|nu|live)\b|stel (?:hier )?(?:uw|je|een) vraag|(?:geef|uw|je) (?:feedback|reactie)\b|feedback\W*\Z",
    re.IGNORECASE,
)
_LISTS = frozenset({"ul", "ol", "div", "nav", "p"})


class Named(NamedTuple):
    """What may be the title of such a part, a link in one, or a part as a whole."""

    edges: list[Element]
    titles: list[Element]
    links: list[Element]
    around: list[Element]
    behind: list[Element]


def names_in(root: Element, attributes: Attributes) -> Named:
    """The elements that open with such a name: next to none on a page of a report."""
    titles = [e for e in root.iter(*_TITLES) if (text := e.text) and text.lstrip()[:4].lower() in _TITLE_STARTS]
    links = [
        e
        for e in root.iter("a", "button")
        if len(e) or (text := (e.text or "").lstrip()[:4].lower()) in _LINK_STARTS or text[:1] in _BACK
    ]
    around = [link for link, rel in attributes.of("rel") if rel in ("prev", "next") and link.tag == "a"]
    return Named(list(root.iter("aside", "footer")), titles, links, around, _behind_main(root))


def _behind_main(root: Element) -> list[Element]:
    """What stands behind the `main` of a page, where this is the only one, holds a heading or a table, and nothing of
    a report follows it."""
    mains = list(root.iter("main"))
    if len(mains) != 1 or next(mains[0].iter("h1", "h2", "h3", "table"), None) is None:
        return []
    around = [mains[0], *mains[0].iterancestors()]
    behind = [after for one in around for after in one.itersiblings(etree.Element)]
    return [] if any(map(is_report, behind)) else [after for after in behind if after.tag in _NOTES]


def site_parts(named: Named) -> frozenset[Element]:
    """The outermost elements that print such a part and nothing else."""
    found = set(filter(_is_edge_part, named.edges))
    found.update(filter(_is_short_note, named.behind))
    for title in named.titles:
        found.update(_titled(title, title.text or ""))
    texts = [(link, shown(link) if len(link) else (link.text or "").strip()) for link in named.links]
    for link, text in texts:
        if len(text) < 60 and _NETWORK.fullmatch(text):
            found.update(_shares(link))
        if _GOES_ON.fullmatch(text):
            found.add(link)
        elif _TO_PAGE.fullmatch(text):
            found.update(_row_of_links(link))
        elif _TOOLS.fullmatch(text):
            found.update(row for row in _row_of_links(link) if _TOOLS.fullmatch(shown(row)))
    for link in named.around:
        found.update(_row_of_links(link))
    return frozenset(found)


def _row_of_links(link: Element) -> list[Element]:
    """The widest element around a link that prints next to nothing but a few links, all but one to pages before and
    behind or tools: above `Volgende` the documents of `Kaderstellende nota's` may be links too."""
    part: Element | None = None
    around = link.getparent()
    while around is not None and around.tag not in _ROOTS:
        if len(text := shown(around)) > _LONGEST_AROUND:
            break
        links = list(around.iter("a", "button"))
        inner = list(map(shown, links))
        if len(links) > _MOST_AROUND or len(text) - sum(map(len, inner)) > 3 * len(links):
            break
        if sum(not _leads_around(one, name) for one, name in zip(links, inner, strict=True)) > 1:
            break
        part, around = around, around.getparent()
    return [part] if part is not None else []


def _leads_around(link: Element, name: str) -> bool:
    return link.get("rel") in ("prev", "next") or not name or _AROUND.fullmatch(name) is not None


def _titled(element: Element, text: str) -> list[Element]:
    if len(text) > 80:
        return []
    printed = text.strip()
    if _OPENS.fullmatch(printed):
        return _part(element, printed)
    return _address(element, printed) if _EDGES.fullmatch(printed) else []


def is_report(element: Element) -> bool:
    """Whether a table or the words of a report stand inside `element`."""
    return holds_table(element) or _REPORT.search(str(text_of(element))) is not None


def _is_short_note(behind: Element) -> bool:
    """A few words behind the main part of a page that open as those of a site: a cookie bar, a chat. The place alone
    tells nothing: a builder of pages puts the last paragraph of a report there too."""
    text = shown(behind)
    return len(text) < _LONGEST_NOTE and _NOTE.match(text) is not None and not is_report(behind)


def _is_edge_part(edge: Element) -> bool:
    """An `aside` or `footer` beside the report: mostly links, or opening with the name of such a part."""
    text = shown(edge)
    if not text or len(text) > _LONGEST or is_report(edge):
        return False
    linked = sum(len(shown(link)) for link in edge.iter("a"))
    first = next((shown(title) for title in edge.iter(*HEADINGS, "strong", "b", "p")), "")
    return linked > 0.5 * len(text) or _OPENS.fullmatch(first) is not None or _EDGES.fullmatch(first) is not None


def _widest(title: Element, name: str) -> Element:
    """The widest element that opens with the name."""
    part = title
    while (around := part.getparent()) is not None and around.tag not in _ROOTS:
        text = shown(around)
        if not text.startswith(name) or len(text) > _LONGEST or is_report(around):
            break
        part = around
    return part


def _address(title: Element, name: str) -> list[Element]:
    """What opens with `Contact` and says how to reach the municipality."""
    part = _widest(title, name)
    return [part] if _REACHED.search(" ".join(map(str, part.itertext()))) else []


def _part(title: Element, name: str) -> list[Element]:
    """What opens with the name and ends within its links; a name that stands free among the paragraphs of the
    report takes the list of links behind it along, which may wait for a script."""
    part = _widest(title, name)
    if shown(part) != name:
        return [part] if _is_linked(part, name) else []
    if next(part.iter("ul", "ol"), None) is not None:
        return [part]
    following = part.getnext()
    if following is None or following.tag not in _LISTS or (_CONTENTS.fullmatch(name) and _leads_away(following)):
        return []
    if not _is_linked(following, "") and not (following.tag in ("ul", "ol") and blank(str(text_of(following)))):
        return []
    return [part, following]


def _leads_away(element: Element) -> bool:
    """Whether a link goes to another page: below the theme `Inhoud` that is content."""
    return any(link.get("href") and not str(link.get("href")).startswith("#") for link in element.iter("a"))


def _is_linked(element: Element, name: str) -> bool:
    """Whether links and buttons print nearly all text of `element` behind `name`."""
    text = shown(element)[len(name) :]
    linked = sum(len(shown(link)) for link in element.iter("a", "button", "label", "input"))
    return linked >= 0.6 * len(text) and len(text) > 0


def _shares(link: Element) -> list[Element]:
    """The widest element around a link to a network in which every link is one, and little else is printed."""
    part: Element | None = None
    around = link.getparent()
    while around is not None and around.tag not in _ROOTS:
        if len(text := shown(around)) > 200:
            break
        links = [name for inner in around.iter("a", "button") if (name := shown(inner))]
        if not all(map(_NETWORK.fullmatch, links)) or sum(map(len, links)) < 0.7 * len(text):
            break
        part, around = around, around.getparent()
    return [part] if part is not None else []
