"""One page in markups that stand in no folder: the blocks must not notice.

The table and figures are those of jaarstukken 2024 doel 1.2.3; the prose is made up.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest

from pipeline.model import Grid, Heading, Ignored, Item, Paragraph, Source
from pipeline.readers import read

TITLE = "Doel 1.2.3 Langdurige ondersteuning"
HEAD = ["Baten en lasten (x €1.000)", "Lasten", "Baten", "Saldo"]
ROWS = [
    ["Vastgestelde begroting", "81.964", "1.204", ""],
    ["+ begrotingswijzigingen", "-297", "0", ""],
    ["Begroting t/m december", "81.667", "1.204", ""],
    ["Saldo", "", "", "3.368"],
]
STAMP = "Deze pagina is gebouwd op 06/13/2025 13:22:06 met de export van 06/13/2025 13:13:22"
# (kind, text) in reading order: t title, p paragraph, b bold opening and text, i item, j nested item, g the table
CONTENT = [
    ("t", "Toelichting op realisatie doel"),
    ("p", "We hielpen inwoners thuis & in de wijk, geëvalueerd in juni."),
    ("b", "Zorg en veiligheid|Twee coördinatoren zijn begonnen."),
    ("i", "Vijftig plekken ingericht"),
    ("i", "Informatie gegeven"),
    ("j", "op scholen"),
    ("j", "bij de huisarts"),
    ("i", "Team uitgebreid"),
    ("t", "Financieel overzicht doel"),
    ("p", "Het overzicht toont de bedragen."),
    ("g", ""),
    ("t", "Financiële toelichting"),
    ("p", "Per saldo een voordeel van € 3.368.000."),
]


def lists(parts: list[tuple[str, str]], item: Callable[[str, str], str]) -> str:
    """The content with runs of items as nested lists; `item` renders everything that is no item."""
    out: list[str] = []
    depth = 0
    for kind, text in parts:
        wanted = {"i": 1, "j": 2}.get(kind, 0)
        while depth > wanted:
            out.append("</li></ul>")
            depth -= 1
        if wanted and depth == wanted:
            out.append("</li>")
        while depth < wanted:
            out.append("<ul>")
            depth += 1
        out.append(f"<li>{escape(text)}" if wanted else item(kind, text))
    return "".join(out) + "</li></ul>" * depth


def bold(text: str, tag: str = "b") -> str:
    lead, rest = map(escape, text.split("|"))
    return f"<p><{tag}>{lead}</{tag}><br>{rest}</p>"


def rows(cell: Callable[[str], str], row: Callable[[str], str], lines: list[list[str]]) -> str:
    return "".join(row("".join(map(cell, line))) for line in lines)


def semantic() -> bytes:
    head = rows(lambda c: f"<th>{escape(c)}</th>", lambda r: f"<tr>{r}</tr>", [HEAD])
    body = rows(lambda c: f"<td>{escape(c)}</td>", lambda r: f"<tr>{r}</tr>", ROWS)
    table = f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"

    def block(kind: str, text: str) -> str:
        return {"t": f"<h2>{escape(text)}</h2>", "p": f"<p>{escape(text)}</p>", "g": table}.get(kind) or bold(text)

    return page(f"<main><h1>{TITLE}</h1>{lists(CONTENT, block)}</main><footer>{STAMP}</footer>")


def page(body: str, head: str = "<meta charset=utf-8>") -> bytes:
    return f"<!doctype html><html><head>{head}<title>{TITLE}</title></head><body>{body}</body></html>".encode()


def word() -> bytes:
    """Saved from Word as web page: cp1252, MsoNormal, lists as paragraphs, cells of paragraphs."""

    def cell(text: str) -> str:
        return (
            f"<td width=91 style='border:solid 1.0pt'><p class=MsoNormal>{escape(text) or '&nbsp;'}<o:p></o:p></p></td>"
        )

    def head(text: str) -> str:
        return cell(text).replace("MsoNormal>", "MsoNormal><b>").replace("<o:p>", "</b><o:p>")

    table = "<table class=MsoTableGrid border=1>" + rows(head, lambda r: f"<tr>{r}</tr>", [HEAD])
    table += rows(cell, lambda r: f"<tr style='mso-yfti-irow:1'>{r}</tr>", ROWS) + "</table>"

    def listed(level: int, mark: str, text: str) -> str:
        style = f"margin-left:{36 * level}.0pt;text-indent:-18.0pt;mso-list:l0 level{level} lfo1"
        return (
            f"<p class=MsoListParagraph style='{style}'><![if !supportLists]><span style='font-family:Symbol'>{mark}"
            f"<span style='font:7.0pt'>&nbsp;&nbsp;&nbsp;\n </span></span><![endif]>{escape(text)}<o:p></o:p></p>"
        )

    render = {
        "t": lambda text: f"<h2>{escape(text)}<o:p></o:p></h2>",
        "p": lambda text: f"<p class=MsoNormal><span lang=NL>{escape(text)}<o:p></o:p></span></p>",
        "b": lambda text: bold(text).replace("<p>", "<p class=MsoNormal>"),
        "i": lambda text: listed(1, "·", text),
        "j": lambda text: listed(2, "o", text),
        "g": lambda _text: table,
    }
    body = "".join(render[kind](text) + "\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n" for kind, text in CONTENT)
    html = f"<html xmlns:o='urn:schemas'><head><meta charset=windows-1252><title>{TITLE}</title></head><body lang=NL>"
    return f"{html}<div class=WordSection1><h1>{TITLE}</h1>{body}<p>{STAMP}</p></div></body></html>".encode("cp1252")


def html4() -> bytes:
    """HTML 4 in capitals: a layout table with a menu cell, closing tags left out, headings as bold text."""
    menu = "".join(f"<A HREF='p{n}.html'>Pagina {n}</A><BR>" for n in range(12))
    table = "<TABLE BORDER=1>" + rows(lambda c: f"<TD><B>{escape(c)}</B>", lambda r: f"<TR>{r}", [HEAD])
    table += rows(lambda c: f"<TD ALIGN=right>{escape(c)}", lambda r: f"<TR>{r}", ROWS) + "</TABLE>"

    def block(kind: str, text: str) -> str:
        titles = {"t": f"<P><FONT SIZE=4><B>{escape(text)}</B></FONT>", "p": f"<P>{escape(text)}", "g": table}
        return titles.get(kind) or bold(text)

    body = lists(CONTENT, block).replace("</li>", "").replace("</p>", "")
    return (
        f"<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY BGCOLOR=white><TABLE WIDTH='100%'><TR><TD WIDTH=200>{menu}"
        f"<TD><P><FONT SIZE=6><B>{TITLE}</B></FONT>{body}<TR><TD><TD><SMALL>{STAMP}</SMALL></TABLE></BODY></HTML>"
    ).encode()


def details() -> bytes:
    """Every section a details element that is closed."""
    return semantic().replace(b"<h2>", b"</details><details><summary><span>").replace(b"</h2>", b"</span></summary>")


def role_headings() -> bytes:
    """Headings are divs with a role, bodies are collapsed panels, the table is a grid of divs, bold is a style."""
    lines = [HEAD, *ROWS]
    table = rows(lambda c: f"<div role=cell>{escape(c)}</div>", lambda r: f"<div role=row>{r}</div>", lines)

    def block(kind: str, text: str) -> str:
        if kind == "t":
            title = f"<div role=heading aria-level=2><span>{escape(text)}</span></div>"
            return f"</div><div class=card>{title}</div><div class='collapse' aria-hidden=true>"
        if kind == "g":
            return f"<div role=table>{table}</div>"
        if kind == "b":
            return bold(text, "span").replace("<span>", "<span style='font-weight: 700'>")
        return f"<div>{escape(text)}</div>"

    return page(f"<div role=heading aria-level=1>{TITLE}</div><div>{lists(CONTENT, block)}</div><p>{STAMP}</p>")


def form() -> bytes:
    """An ASP.NET page: everything inside one form, with hidden fields and a search box, rows too."""
    text = semantic().decode()
    text = text.replace("<body>", "<body><form method=post action=x><input type=hidden name=__VIEWSTATE value=aGFsbG8>")
    text = text.replace("<tbody>", "<tbody><form>").replace("</tbody>", "</form></tbody>")
    return text.replace("</body>", "<input type=submit value=Zoek></form></body>").encode()


def buttons() -> bytes:
    """Sections under toggle buttons beside an action, bodies hidden until a click, items of divs."""
    text = (
        semantic()
        .decode()
        .replace("<h2>", "</div><button aria-expanded=false>")
        .replace("</h2>", "</button><div hidden>")
    )
    text = text.replace("<main>", "<main><button>Print</button><div>").replace("</main>", "</div></main>")
    return text.replace("<li>", "<li><div>").replace("</li>", "</div></li>").encode()


def normal(content: bytes) -> list[tuple[str, object]]:
    document = read(Source("h/p1/x.html", content, "", "html"))
    found: list[tuple[str, object]] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            found.append(("g", [[cell.text for cell in row] for row in block.rows]))
        elif isinstance(block, Item):
            found.append(("i" if block.level == 1 else "j", block.text))
        elif isinstance(block, Heading) or (isinstance(block, Paragraph) and block.lead == block.text):
            found.append(("t", block.text))
        elif isinstance(block, Paragraph):
            found.append(("b" if block.lead else "p", block.text.replace("\n", "|", 1) if block.lead else block.text))
        elif isinstance(block, Ignored) and block.reason == "stamp":
            found.append(("stamp", block.text))
    assert not [finding for finding in document.findings if finding.severity != "info"]
    return found


EXPECTED = [("t", TITLE), *[(kind, text if kind != "g" else [HEAD, *ROWS]) for kind, text in CONTENT], ("stamp", STAMP)]


@pytest.mark.parametrize("rendering", [semantic, word, html4, details, role_headings, form, buttons])
def test_every_markup_gives_the_same_blocks(rendering: Callable[[], bytes]) -> None:
    assert normal(rendering()) == EXPECTED


def test_two_header_rows_with_colspans() -> None:
    """The 2015 result table: groups of two columns over Lasten and Baten."""
    groups = "<tr><td rowspan=2></td><td colspan=2><b>Begroting</b></td><td colspan='2'><b>Rekening</b></td></tr>"
    kinds = "<tr>" + "<td><b>Lasten</b></td><td><b>Baten</b></td>" * 2 + "</tr>"
    body = "<tr><td>Reservemutaties</td><td>1.204</td><td>0</td><td>978</td><td>-104</td></tr>"
    document = read(Source("x.html", page(f"<table>{groups}{kinds}{body}</table>"), "", "html"))
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    assert grid.header_rows == 2
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["", "Begroting", "Begroting", "Rekening", "Rekening"],
        ["", "Lasten", "Baten", "Lasten", "Baten"],
        ["Reservemutaties", "1.204", "0", "978", "-104"],
    ]
