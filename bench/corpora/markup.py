"""The markup around and inside a page: chapters as the page itself writes them, its menu, styles and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from pipeline.readers.decode import decode

from .author import Author

SITE_LINKS = 322
Shares = tuple[tuple[str, float], ...]
SHARES: Shares = (("Criteria", 0.08), ("Activiteiten", 0.42), ("Toelichting op realisatie doel", 0.32))
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


def dressed(content: bytes, size: int, author: Author) -> bytes:
    """The page in a menu of 322 links, with inline styles on a third of its elements; scripts and style sheets in its
    head make up the bytes that are missing."""
    decoded = decode(content)
    page = styled(decoded.text, author.random)
    page = with_menu(page, SITE_LINKS - page.count("<a "), author)
    return filled(page, size, decoded.encoding).encode(decoded.encoding, "replace")


def styled(page: str, random: Random) -> str:
    """The page with inline styles on a third of its elements, as Word leaves them."""
    return _STYLED.sub(lambda tag: _styled(tag, random), page)


def filled(page: str, size: int, encoding: str) -> str:
    """The page with scripts and style sheets in its head for the bytes that are missing."""
    missing = max(0, size - len(page.encode(encoding, "replace")) - 40)
    sheet, script = ((text * (missing // len(text) + 1))[: missing // 2] for text in (_SHEET, _SCRIPT))
    head = f"<style>{sheet}</style><script>{script}</script>"
    return re.sub(r"</head>|(?=<body\b)", lambda end: head + end[0], page, count=1)


def _styled(tag: re.Match[str], random: Random) -> str:
    return f'<{tag[1]} style="{random.choice(_STYLES)}">' if random.random() < 0.35 else tag[0]


def with_menu(page: str, links: int, author: Author) -> str:
    """The page with so many more links in its menu, or in one of its own."""
    added = "".join(f'<li><a href="/p{n}/x{n}">{author.subject()}</a></li>' for n in range(links))
    if links <= 0:
        return page
    if "</li></ul></div>" in page[:20_000] or "</li></ul></nav>" in page[:20_000]:
        return re.sub(r"</li></ul>(?=</(?:div|nav)>)", lambda _: f"</li>{added}</ul>", page, count=1)
    return re.sub(r"(<body\b[^>]*>)", lambda body: f"{body[1]}<nav><ul>{added}</ul></nav>", page, count=1)


class Markup:
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


def chapters(
    missing: int, author: Author, markup: Markup, shares: Shares = SHARES, tables: bool = True
) -> Iterator[str]:
    """Chapters of together about `missing` bytes; the explanation of the finances fills the rest."""
    written = 0
    added = (
        *(_chapter(heading, int(share * missing), author, markup) for heading, share in shares),
        *((policy_documents(author, markup), markup.chapter("Indicatoren", _indicators(author))) if tables else ()),
    )
    for chapter in added:
        written += len(chapter.encode())
        yield chapter
    yield _chapter("Financiële toelichting", missing - written, author, markup)


def policy_documents(author: Author, markup: Markup) -> str:
    """A chapter with a table of eight policy documents."""
    return markup.chapter("Kaderstellende nota's", _policy_documents(author, markup))


def _chapter(heading: str, size: int, author: Author, markup: Markup) -> str:
    parts: list[str] = []
    written = 0
    while written < size:
        part = "".join(_theme(heading, author, markup))
        parts.append(part)
        written += len(part.encode())
    return markup.chapter(heading, "".join(parts))


def _theme(heading: str, author: Author, markup: Markup) -> Iterator[str]:
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


def _policy_documents(author: Author, markup: Markup) -> str:
    heads = ("Naam", "Vastgesteld", "Korte beschrijving")
    rows = (
        (f"Nota {author.subject()}", f"{author.random.randint(1, 28)}-6-{2010 + n}", author.sentence())
        for n in range(8)
    )
    return _table(heads, rows, "<p>{}&nbsp;</p>" if markup.wraps else "{}")


def _indicators(author: Author) -> str:
    heads = ("Indicator", "Verleden", "Heden", "Toekomst")
    rows = (
        (f"% inwoners tevreden over {author.subject().lower()}",
         *(f"{year}: {author.random.randint(20, 90)}%" for year in (2019, 2021, 2025)))
        for _ in range(8)
    )  # fmt: skip
    return _table(heads, rows)
