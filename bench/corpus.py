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

_MENU_LINKS = 220
_SITE_LINKS = 322
TYPICAL = 10_000  # characters of text
LONG = 24_000
_MARKUP_SHARE = 1.15  # bytes for a character of text: tags, accents
_LINK_BYTES = 68
_LINK_TEXT = 26  # characters of a link in the menu
_END = re.compile(r'</article>|</div></div><div class="page-info"|<p>Deze pagina is gebouwd|</body>')
_NUMBER = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})*(?![\d.,-]*\d)")
_NO_PROSE = re.compile(r"gebouwd op|beschikbaar zijn gesteld|x € 1|\bdoel(?:en)?\b|\bambitie\b|\bprogramma\b|…", re.I)
_SHARES = (("Criteria", 0.08), ("Activiteiten", 0.42), ("Toelichting op realisatie doel", 0.32))

_OPENINGS = """Samen met partners in de wijk; In de eerste helft van het jaar; Net als in 2023; Met ingang van 1 juli;
Voor inwoners met een laag inkomen; In overleg met de raad; Waar het kan; Volgens planning; Op verzoek van scholen;
Binnen het regionale netwerk; Voor jongeren tot 23 jaar; In de binnenstad; Na de evaluatie; Met subsidie van het rijk"""
_OPENINGS_LIST = [" ".join(opening.split()) for opening in _OPENINGS.split(";")]
_SUBJECTS = """Sociale basis; Wijkteams; Beschermd wonen; Jeugdhulp; Vervoer; Onderwijshuisvesting; Energietransitie;
Groenbeheer; Fietsroutes; Schuldhulp; Sportaccommodaties; Cultuurnota; Woningbouw; Veiligheid; Dienstverlening;
Inburgering; Mantelzorg; Economie en werk; Klimaatadaptatie; Monumenten; Evenementen; Afval en grondstoffen"""
_SUBJECTS_LIST = [" ".join(subject.split()) for subject in _SUBJECTS.split(";")]


def site_pages(raw: Path, count: int, size: int) -> Iterator[tuple[str, bytes]]:
    """`count` pages of about `size` bytes as the sites send them, made of the pages of `raw` in turn: (path below the
    raw folder, bytes)."""
    for path, content, author in _templates(raw, count):
        yield path, _dressed(_grown(content, 0, TYPICAL, author), size, author)


def long_pages(raw: Path, count: int, size: int) -> Iterator[tuple[str, bytes]]:
    """The same pages with 24,000 characters of text, the rest menu."""
    for path, content, author in _templates(raw, count):
        yield path, _grown(content, size, LONG, author)


def prose_pages(raw: Path, count: int, size: int) -> Iterator[tuple[str, bytes]]:
    """The same pages with nothing but text behind the menu."""
    for path, content, author in _templates(raw, count):
        yield path, _grown(content, size, None, author)


def _templates(raw: Path, count: int) -> Iterator[tuple[str, bytes, _Author]]:
    pages = [source for source in folder.sources(raw) if isinstance(source, Source)]
    sentences = _sentences(pages)
    for number in range(count):
        page = pages[number % len(pages)]
        yield page.path, page.content, _Author(Random(number), sentences)


def _sentences(pages: list[Source]) -> list[str]:
    """What paragraphs and list items of the sample corpus say, without titles, stamps and claims about a year."""
    found: set[str] = set()
    for page in pages:
        for element in etree.HTML(decode(page.content).text).iter("p", "li"):
            text = " ".join(str(element.text).split()).lstrip("·• ")
            if 40 < len(text) < 400 and len(element) == 0 and not _NO_PROSE.search(text):
                found.add(text)
    return sorted(found)


class _Author:
    """Writes text that reads like the report: the same for the same seed."""

    def __init__(self, random: Random, sentences: list[str]) -> None:
        self.random = random
        self._sentences = sentences

    def number(self, found: re.Match[str]) -> str:
        """Another number of the same length; a year stays a year."""
        printed = found[0]
        if len(printed) == 4 and printed[:2] == "20":
            return str(self.random.randint(2017, 2026))
        return str(self.random.randint(1, 9)) + re.sub(r"\d", lambda _: str(self.random.randint(0, 9)), printed[1:])

    def sentence(self) -> str:
        said = _NUMBER.sub(self.number, self.random.choice(self._sentences)).rstrip(".:;")
        if self.random.random() < 0.4:
            said = f"{self.random.choice(_OPENINGS_LIST)}: {said[0].lower()}{said[1:]}"
        return f"{said}."

    def subject(self) -> str:
        return f"{self.random.choice(_SUBJECTS_LIST)} {self.random.choice(('en', 'voor', 'rond'))} " + (
            self.random.choice(_SUBJECTS_LIST).lower()
        )

    def paragraph(self) -> str:
        said = [self.sentence() for _ in range(self.random.randint(2, 6))]
        if self.random.random() < 0.15:
            return "<br/>".join(said)
        return " ".join(said)

    def bullets(self, nested: bool = False) -> str:
        items = [self.sentence() for _ in range(self.random.randint(3, 7))]
        if nested:
            items[1] += f"<ul>{''.join(f'<li>{self.sentence()}</li>' for _ in range(3))}</ul>"
        return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _grown(content: bytes, size: int, text: int | None, author: _Author) -> bytes:
    decoded = decode(content)
    page, encoding = decoded.text, decoded.encoding
    printed = len(str(etree.HTML(page).xpath("string(//body)"))) - page.count("<a ") * _LINK_TEXT
    if text is None:
        page = _with_menu(page, _MENU_LINKS - page.count("<a "), author)
        missing = size - len(page.encode(encoding, "replace"))
    else:
        missing = int((text - printed) * _MARKUP_SHARE)
    end = _END.search(page)
    place = end.start() if end else len(page)
    added = "".join(_chapters(missing, author, _Markup(page)))
    page = f"{page[:place]}{added}{page[place:]}"
    missing = size - len(page.encode(encoding, "replace"))
    return _with_menu(page, missing // _LINK_BYTES, author).encode(encoding, "replace")


_STYLED = re.compile(r"<(p|li|td|th|h[2-4]|ul|strong)>")
_STYLES = (
    "margin: 0cm 0cm 10pt; line-height: 115%;", "font-size: 10pt; font-family: Verdana, sans-serif;",
    "margin-left: 18pt; text-indent: -18pt;", "width: 120px; text-align: right; vertical-align: top;",
)  # fmt: skip
_SCRIPT = """(function(w,d){var m=d.querySelectorAll('.menu a');for(var i=0;i<m.length;i++){m[i].onclick=function(e){
if(this.hash){e.preventDefault();w.scrollTo(0,d.getElementById(this.hash.slice(1)).offsetTop-80);}};}})(window,document);
"""
_SHEET = (
    ".block-title h2.toggle{cursor:pointer;border-bottom:1px solid #0a5;padding:.4em}@media print{.menu{height:0}}\n"
)


def _dressed(content: bytes, size: int, author: _Author) -> bytes:
    """The page in a menu of 322 links, with inline styles on a third of its elements; scripts and style sheets in its
    head make up the bytes that are missing."""
    decoded = decode(content)
    encoding = decoded.encoding
    page = _STYLED.sub(lambda tag: _styled(tag, author.random), decoded.text)
    page = _with_menu(page, _SITE_LINKS - page.count("<a "), author)
    missing = max(0, size - len(page.encode(encoding, "replace")) - 40)
    sheet, script = ((text * (missing // len(text) + 1))[: missing // 2] for text in (_SHEET, _SCRIPT))
    head = f"<style>{sheet}</style><script>{script}</script>"
    page = re.sub(r"</head>|(?=<body\b)", lambda end: head + end[0], page, count=1)
    return page.encode(encoding, "replace")


def _styled(tag: re.Match[str], random: Random) -> str:
    return f'<{tag[1]} style="{random.choice(_STYLES)}">' if random.random() < 0.35 else tag[0]


def _with_menu(page: str, links: int, author: _Author) -> str:
    """The page with so many more links in its menu, or in one of its own."""
    added = "".join(f'<li><a href="/p{n}/x{n}">{author.subject()}</a></li>' for n in range(links))
    if links <= 0:
        return page
    if "</li></ul></div>" in page[:20_000] or "</li></ul></nav>" in page[:20_000]:
        return re.sub(r"</li></ul>(?=</(?:div|nav)>)", lambda _: f"</li>{added}</ul>", page, count=1)
    return re.sub(r"(<body\b[^>]*>)", lambda body: f"{body[1]}<nav><ul>{added}</ul></nav>", page, count=1)


class _Markup:
    """The markup of one page, so that what is added looks like the rest of it."""

    def __init__(self, text: str) -> None:
        self.wraps = 'class="text"' in text
        self.folds = "<details" in text

    def chapter(self, heading: str, body: str) -> str:
        if self.wraps:
            title = (
                f'<div class="block-title" role="button"><h2 class="toggle">{heading}<i class="icon"></i></h2></div>'
            )
            return f'<div class="block">{title}<div class="block-body">\n{body}</div></div>\n'
        if self.folds:
            return f"<details><summary>{heading}</summary>\n{body}</details>\n"
        return f"<h2>{heading}</h2>\n{body}"

    def block(self, inner: str) -> str:
        if self.wraps:
            inner = inner.replace("<li>", "<li><p>").replace("</li>", "&nbsp;</p></li>")
            return f'<div class="text">{inner}</div>\n'
        return f"{inner}\n"


def _chapters(missing: int, author: _Author, markup: _Markup) -> Iterator[str]:
    """Chapters of together about `missing` bytes; the explanation of the finances fills the rest."""
    written = 0
    for chapter in (
        *(_chapter(heading, int(share * missing), author, markup) for heading, share in _SHARES),
        markup.chapter("Kaderstellende nota's", _policy_documents(author, markup)),
        markup.chapter("Indicatoren", _indicators(author)),
    ):
        written += len(chapter.encode())
        yield chapter
    yield _chapter("Financiële toelichting", missing - written, author, markup)


def _chapter(heading: str, size: int, author: _Author, markup: _Markup) -> str:
    parts: list[str] = []
    written = 0
    while written < size:
        part = "".join(_theme(heading, author, markup))
        parts.append(part)
        written += len(part.encode())
    return markup.chapter(heading, "".join(parts))


def _theme(heading: str, author: _Author, markup: _Markup) -> Iterator[str]:
    """A heading or a bold opening, and what stands below it."""
    if heading == "Criteria":
        yield markup.block(f"<p>{author.sentence()[:-1]}, zodanig dat:</p>") + markup.block(author.bullets(nested=True))
    elif heading == "Activiteiten":
        yield f"<h3>{author.subject()}</h3>\n"
        if author.random.random() < 0.5:
            yield markup.block(f"<p>{author.paragraph()}</p>")
        yield markup.block(author.bullets(nested=author.random.random() < 0.2))
    else:
        yield markup.block(f"<p><strong>{author.subject()}</strong><br/>{author.paragraph()}</p>")
        yield markup.block(f"<p>{author.paragraph()}</p>")


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]], wraps: str = "{}") -> str:
    lines = ["<tr>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr>"]
    lines += ["<tr>" + "".join(f"<td>{wraps.format(cell)}</td>" for cell in row) + "</tr>" for row in rows]
    return f"<table>{''.join(lines)}</table>\n"


def _policy_documents(author: _Author, markup: _Markup) -> str:
    heads = ("Naam", "Vastgesteld", "Korte beschrijving")
    rows = (
        (f"Nota {author.subject()}", f"{author.random.randint(1, 28)}-6-{2010 + n}", author.sentence())
        for n in range(8)
    )
    return _table(heads, rows, "<p>{}&nbsp;</p>" if markup.wraps else "{}")


def _indicators(author: _Author) -> str:
    heads = ("Indicator", "Verleden", "Heden", "Toekomst")
    rows = (
        (f"% inwoners tevreden over {author.subject().lower()}",
         *(f"{year}: {author.random.randint(20, 90)}%" for year in (2019, 2021, 2025)))
        for _ in range(8)
    )  # fmt: skip
    return _table(heads, rows)
