"""One page in many markups: what a reader made of it, written out again the way other tools write HTML.

The site's own markup is unknown, so the rows of a page must not depend on any of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from pipeline.model import Block, Cell, Document, Grid, Heading, Ignored, Item, Paragraph


@dataclass(frozen=True)
class Dialect:
    """How one tool writes each kind of block."""

    heading: Callable[[Heading], str]
    paragraph: Callable[[Paragraph], str]
    items: Callable[[list[Item]], str]
    grid: Callable[[Grid], str]
    page: Callable[[str, str], str]  # (title, body) -> html
    encoding: str = "utf-8"


def render(document: Document, dialect: Dialect) -> bytes:
    """The page as bytes in this dialect: breadcrumb, blocks in order, stamp."""
    crumbs = " <span>&rsaquo;</span> ".join(f'<a href="/">{escape(c)}</a>' for c in document.breadcrumb)
    parts = [f'<div aria-label="breadcrumb">{crumbs}</div>'] if crumbs else []
    parts += [_written(group, dialect) for group in _groups(document.blocks)]
    return dialect.page(escape(document.title or ""), "\n".join(p for p in parts if p)).encode(
        dialect.encoding, "xmlcharrefreplace"
    )


def _groups(blocks: tuple[Block, ...]) -> Iterator[Block | list[Item]]:
    items: list[Item] = []
    for block in blocks:
        if isinstance(block, Item):
            items.append(block)
            continue
        if items:
            yield items
            items = []
        yield block
    if items:
        yield items


def _written(block: Block | list[Item], dialect: Dialect) -> str:
    match block:
        case list():
            return dialect.items(block)
        case Heading():
            return dialect.heading(block)
        case Paragraph():
            return dialect.paragraph(block)
        case Grid():
            # the blocks of a one-column table follow it and are written for themselves
            return "" if block.hidden or block.layout else dialect.grid(block)
        case Ignored(reason="stamp"):
            return f"<p>{escape(block.text)}</p>"
        case _:
            return ""


def lines(text: str, newline: str = "<br>") -> str:
    return newline.join(escape(line) for line in text.split("\n"))


def bold_lead(paragraph: Paragraph, tag: str = "b") -> str:
    """The paragraph's lines, its lead in bold."""
    if not paragraph.lead:
        return lines(paragraph.text)
    lead = "<br>".join(f"<{tag}>{escape(line)}</{tag}>" for line in paragraph.lead.split("\n"))
    rest = paragraph.text[len(paragraph.lead) :].removeprefix("\n")
    return lead + ("<br>" + lines(rest) if rest else "")


def nested_list(items: list[Item], item: str = "<li>{}", close: str = "</li>", tag: str = "ul") -> str:
    """Lists inside lists."""
    out, level = [], 0
    for one in items:
        while level < one.level:
            out.append(f"<{tag}>")
            level += 1
        while level > one.level:
            out.append(f"</{tag}>{close}")
            level -= 1
        out.append(item.format(lines(one.text)))
    out.append(f"</{tag}>" * level)
    return "".join(out)


def rows(grid: Grid, cell: Callable[[Cell, bool], str], row: str = "<tr>{}</tr>") -> str:
    """Each printed cell once, where it begins."""
    return "".join(
        row.format(
            "".join(cell(c, r <= grid.header_rows) for n, c in enumerate(line, 1) if (c.row, c.column) == (r, n))
        )
        for r, line in enumerate(grid.rows, 1)
    )


def span(cell: Cell) -> str:
    return (f' colspan="{cell.column_span}"' if cell.column_span > 1 else "") + (
        f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    )


def _plain_cell(tag: str, inner: str = "{}", close: bool = True) -> Callable[[Cell, bool], str]:
    def write(cell: Cell, _head: bool) -> str:
        return f"<{tag}{span(cell)}>{inner.format(lines(cell.text) or '&nbsp;')}" + (f"</{tag}>" if close else "")

    return write


def _titled(title: str, body: str) -> str:
    return f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"


# A caption is a line of its own in every dialect that has no caption element
def _captioned(grid: Grid, table: str, paragraph: str = "<p>{}</p>") -> str:
    return (paragraph.format(escape(grid.caption)) if grid.caption else "") + table


WORD = Dialect(
    heading=lambda h: (
        f'<p class=MsoNormal><b><span style="font-size:14.0pt">{escape(h.text)}<o:p></o:p></span></b></p>'
    ),
    paragraph=lambda p: f"<p class=MsoNormal><span lang=NL>{bold_lead(p)}<o:p></o:p></span></p>",
    items=lambda items: "".join(
        f"<p class=MsoListParagraph style='margin-left:{18 * i.level}.0pt;mso-list:l0 level{i.level} lfo1'>"
        f"<![if !supportLists]><span style='mso-list:Ignore'>\u00b7<span>&nbsp;&nbsp;&nbsp; </span></span><![endif]>"
        f"{lines(i.text)}<o:p></o:p></p>"
        for i in items
    ),
    grid=lambda g: _captioned(
        g,
        "<table class=MsoTableGrid border=1 cellspacing=0>"
        + rows(g, _plain_cell("td", "<p class=MsoNormal><span lang=NL>{}<o:p></o:p></span></p>"))
        + "</table>",
        "<p class=MsoNormal><b>{}</b></p>",
    ),
    page=lambda title, body: (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>'
        '<meta http-equiv=Content-Type content="text/html; charset=windows-1252">'
        f"<title>{title}</title><style>p.MsoNormal {{margin:0cm}}</style></head>"
        f"<body lang=NL><div class=WordSection1>{body}</div></body></html>"
    ),
    encoding="cp1252",
)

HTML4 = Dialect(
    heading=lambda h: f"<P><FONT SIZE=+{max(1, 4 - h.level)}><B>{escape(h.text)}</B></FONT>",
    paragraph=lambda p: f"<P>{bold_lead(p)}",
    items=lambda items: nested_list(items, "<LI>{}", "", "UL"),
    grid=lambda g: _captioned(
        g, "<TABLE BORDER=1>" + rows(g, _plain_cell("TD", close=False), "<TR>{}") + "</TABLE>", "<P>{}"
    ),
    page=lambda title, body: (
        f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><HTML><HEAD><TITLE>{title}</TITLE></HEAD>'
        "<BODY BGCOLOR=white><TABLE WIDTH=100%><TR><TD WIDTH=180 VALIGN=top><A HREF=/>Home</A><BR>"
        "<A HREF=/p1/a>Domeinen</A><BR><A HREF=/p2/b>Paragrafen</A><BR><A HREF=/p3/c>Bijlagen</A><BR>"
        "<A HREF=/p4/d>Zoeken</A><BR><A HREF=/p5/e>Contact</A>"
        f"<TD VALIGN=top>{body}</TABLE></BODY></HTML>"
    ),
)

DETAILS = Dialect(
    heading=lambda h: (
        f"<header><h1>{escape(h.text)}</h1></header>"
        if h.level == 1
        else f"<details><summary>{escape(h.text)}</summary></details>"
    ),
    paragraph=lambda p: f"<p>{bold_lead(p, 'strong')}</p>",
    items=nested_list,
    grid=lambda g: (
        f"<figure><table>{f'<caption>{escape(g.caption)}</caption>' if g.caption else ''}<tbody>"
        + rows(g, lambda c, head: _plain_cell("th" if head else "td")(c, head))
        + "</tbody></table></figure>"
    ),
    page=_titled,
)

ROLES = Dialect(
    heading=lambda h: f'<div role="heading" aria-level="{h.level}"><span>{escape(h.text)}</span></div>',
    paragraph=lambda p: f"<div><div>{bold_lead(p)}</div></div>",
    items=lambda items: nested_list(items, "<li><div>{}</div>"),
    grid=lambda g: _captioned(
        g,
        "<div><table><colgroup><col></colgroup>" + rows(g, _plain_cell("td", "<div>{}</div>")) + "</table></div>",
        "<div>{}</div>",
    ),
    page=lambda title, body: _titled(title, f"<div><div><div>{body}</div></div></div>"),
)

FORM = Dialect(
    heading=lambda h: (
        f"<h1>{escape(h.text)}</h1>"
        if h.level == 1
        else f'<button type="button" aria-expanded="true">{escape(h.text)}</button>'
    ),
    paragraph=lambda p: f"<p>{bold_lead(p)}</p>",
    items=nested_list,
    grid=lambda g: _captioned(g, "<table><tbody>" + rows(g, _plain_cell("td")) + "</tbody></table>"),
    page=lambda title, body: _titled(
        title,
        '<form action="/zoek" method="post"><input type="hidden" name="__VIEWSTATE" value="dDwtMTY5">'
        f'<input type="text" name="q"><button type="submit">Zoeken</button>{body}</form>',
    ),
)


def _two_heads(grid: Grid) -> str:
    """The head in two rows: a group head over all value columns, then the heads themselves."""
    if grid.header_rows != 1 or len(grid.rows[0]) < 3:
        return "<table>" + rows(grid, lambda c, head: _plain_cell("th" if head else "td")(c, head)) + "</table>"
    width = len(grid.rows[0])
    group = (
        f'<tr><th rowspan="2">{escape(grid.caption or "") or "&nbsp;"}</th><th colspan="{width - 1}">Bedragen</th></tr>'
    )
    head = "<tr>" + "".join(f"<th>{lines(c.text)}</th>" for c in grid.rows[0][1:]) + "</tr>"
    body = "".join(
        "<tr>"
        + "".join(_plain_cell("td")(c, False) for n, c in enumerate(line, 1) if (c.row, c.column) == (r, n))
        + "</tr>"
        for r, line in enumerate(grid.rows[1:], 2)
    )
    return f"<table><thead>{group}{head}</thead><tbody>{body}</tbody></table>"


TWO_HEADS = Dialect(
    heading=lambda h: f"<h{h.level + 1}>{escape(h.text)}</h{h.level + 1}>",
    paragraph=lambda p: f"<p>{bold_lead(p, 'strong')}</p>",
    items=nested_list,
    grid=lambda g: (
        _two_heads(g)
        if g.caption and "lasten" in g.caption.lower()
        else _captioned(g, _two_heads(Grid(g.rows, None, 0)))
    ),
    page=_titled,
)

BOLD = Dialect(
    heading=lambda h: f"<p><strong>{escape(h.text)}</strong></p>",
    paragraph=lambda p: f"<p>{bold_lead(p, 'strong')}</p>",
    items=nested_list,
    grid=lambda g: _captioned(
        g,
        "<table><tbody>"
        + rows(g, lambda c, head: _plain_cell("td", "<b>{}</b>" if head else "{}")(c, head))
        + "</tbody></table>",
        "<p><strong>{}</strong></p>",
    ),
    page=lambda title, body: f"<html><head><title>{title}</title></head><body><main>{body}</main></body></html>",
)


def _flat_list(items: list[Item]) -> str:
    """Every item a list of its own; only a margin shows its level."""
    return "".join(
        f'<ul style="margin:0"><li style="margin-left:{36 * i.level}pt"><span>{lines(i.text)}</span></li></ul>'
        for i in items
    )


def _runs(paragraph: Paragraph) -> str:
    lead, rest = paragraph.lead or "", paragraph.text[len(paragraph.lead or "") :]
    bold = f'<span style="font-weight:700">{lines(lead)}</span>' if lead else ""
    return bold + f'<span style="font-weight:400">{lines(rest)}</span>'


GOOGLE_DOCS = Dialect(
    heading=lambda h: f'<h{h.level} dir="ltr"><span style="font-weight:400">{escape(h.text)}</span></h{h.level}>',
    paragraph=lambda p: f'<p dir="ltr">{_runs(p)}</p>',
    items=_flat_list,
    grid=lambda g: _captioned(
        g, "<div><table><tbody>" + rows(g, _plain_cell("td", "<p>{}</p>")) + "</tbody></table></div>"
    ),
    page=lambda title, body: _titled(title, f'<b style="font-weight:normal" id="docs-internal-guid-1">{body}</b>'),
)


def _columns(grid: Grid) -> str:
    """The cells one behind the other; a style sets them out in columns. A head alone is no table in this dialect."""
    if len(grid.rows) == 1:
        return f"<table>{rows(grid, _plain_cell('td'))}</table>"
    cells = "".join(
        f"<div>{lines(c.text) if (c.row, c.column) == (r, n) else ''}</div>"
        for r, line in enumerate(grid.rows, 1)
        for n, c in enumerate(line, 1)
    )
    return f'<div style="display:grid;grid-template-columns:repeat({len(grid.rows[0])}, 1fr)">{cells}</div>'


def _panels(title: str, body: str) -> str:
    """Each part behind a link that runs a script, closed by a style."""
    first, *parts = re.split(r"(?=<h[2-6]>)", body)
    panels = ""
    for part in parts:
        heading, rest = re.match(r"<h\d>(.*?)</h\d>(.*)", part, re.DOTALL).groups()  # type: ignore[union-attr]
        opener = f'<a href="javascript:void(0)"><i class="icon"></i> {heading}</a>'
        panels += f'<div class="x">{opener}<div style="display:none">{rest}</div></div>'
    return _titled(title, first + panels)


COLUMNS = Dialect(
    heading=lambda h: f"<h{h.level}>{escape(h.text)}</h{h.level}>",
    paragraph=lambda p: f"<p>{bold_lead(p)}</p>",
    items=nested_list,
    grid=lambda g: _captioned(g, _columns(g)),
    page=_titled,
)

SCRIPTED = Dialect(
    heading=lambda h: f"<h{h.level}>{escape(h.text)}</h{h.level}>",
    paragraph=lambda p: f"<p>{bold_lead(p)}</p>",
    items=nested_list,
    grid=lambda g: _captioned(g, f'<div class="scroll"><table>{rows(g, _plain_cell("td"))}</table></div>'),
    page=_panels,
)

SITE = Dialect(
    heading=lambda h: f'<h{h.level}><i class="fa">\uf140</i> {escape(h.text)} <a href="#a">#</a></h{h.level}>',
    paragraph=lambda p: f"{bold_lead(p)}<br><br>",
    items=lambda items: (
        nested_list(items, "<li>- {}") if all(i.text[:1].isalpha() for i in items) else nested_list(items)
    ),
    grid=lambda g: (
        _captioned(g, f"<p>Toon <select><option>10</select> rijen</p><table>{rows(g, _plain_cell('td'))}</table>")
        + "<p>Rij 1 tot 10 van 10</p>"
    ),
    page=lambda title, body: _titled(
        title,
        '<button>Toevoegen aan mijn rapport</button><div><a href="/1">Print</a> | <a href="/2">PDF</a></div>'
        f'<div>{body}</div><div><a rel="prev" href="/p1">Doel 9.9.8 A</a> <a rel="next" href="/p3">Doel 9.9.9 B</a>'
        "</div><p>Laatst gewijzigd op 12-10-2025</p><p>© 2025 Gemeente Zwolle</p><p>Privacyverklaring | Contact</p>",
    ),
)

DIALECTS = {
    "word": WORD,
    "html4": HTML4,
    "details": DETAILS,
    "roles": ROLES,
    "form": FORM,
    "two_heads": TWO_HEADS,
    "bold": BOLD,
    "google_docs": GOOGLE_DOCS,
    "columns": COLUMNS,
    "scripted": SCRIPTED,
    "site": SITE,
}
