"""Whole pages as content systems, builders of components, converters and archives write them: the same rows from each.

What they add to `markups.py` is how the parts of a page stand in each other, and what names them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape, unescape

from markups import BOLD, DIALECTS, Dialect, bold_lead, lines, nested_list, rows, span
from pipeline.model import Grid, Heading, Item

PLAIN = replace(BOLD, heading=lambda h: f"<h{h.level}>{escape(h.text)}</h{h.level}>")


def _page(title: str, body: str, head: str = "") -> str:
    return (
        f"<!doctype html><html lang=nl><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body>{body}</body></html>"
    )


def _parts(body: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands above the first part of a page, and its parts: heading and what is below."""
    first, *others = re.split(r"(?=<h2>)", body)
    found = (re.match(r"<h2>(.*?)</h2>(.*)", part, re.DOTALL) for part in others)
    return first, [(part[1], part[2]) for part in found if part is not None]


def _each(part: str, around: str = "{}") -> Callable[[str, str], str]:
    """A page whose parts are written so: `{h}` is the heading, `{r}` what is below, `{n}` a number."""

    def page(title: str, body: str) -> str:
        first, parts = _parts(body)
        written = "".join(part.format(h=h, r=r, n=n, items=r.count("<li>")) for n, (h, r) in enumerate(parts))
        return _page(title, first + around.format(written))

    return page


def _in_menu(title: str, body: str) -> str:
    """Sections that the links of a menu name."""
    first, parts = _parts(body)
    links = "".join(f"<li><a id=s{n} href='#c{n}'>{h}</a></li>" for n, (h, _) in enumerate(parts))
    sections = "".join(
        f"<section id=c{n} aria-labelledby=s{n}><div>{r}</div></section>" for n, (_, r) in enumerate(parts)
    )
    return _page(title, f"{first}<nav aria-label='Op deze pagina'><ul>{links}</ul></nav>{sections}")


def _streamed(title: str, body: str) -> str:
    script = '<script>$RC=function(b,c){};$RC("B:0","S:0")</script>'
    waiting = '<div id="__next"><!--$?--><template id="B:0"></template><p>Laden...</p><!--/$--></div>'
    return _page(title, f'{waiting}<div hidden id="S:0">{body}</div>{script}')


def _in_data(title: str, body: str) -> str:
    data = json.dumps({"props": {"pageProps": {"html": body}}}).replace("</", "<\\/")
    return _page(title, f'<div id=__next></div><script id=__NEXT_DATA__ type="application/json">{data}</script>')


def _kix(items: list[Item]) -> str:
    return "".join(
        f"<ul class='c5 lst-kix_abc123-{item.level - 1}'><li class=c2><span>{lines(item.text)}</span></li></ul>"
        for item in items
    )


def _beside(items: list[Item]) -> str:
    return "".join(
        f"<div style='margin-left:{20 * item.level}px'><div>•</div><div><p>{lines(item.text)}</p></div></div>"
        for item in items
    )


def _fields(heading: Heading) -> str:
    """The fields of Drupal print their labels in blocks."""
    if heading.level == 2:
        return f"<div class=field><div class=field__label>{escape(heading.text)}</div></div>"
    return f"<h{heading.level}><span>{escape(heading.text)}</span></h{heading.level}>"


def _libre(grid: Grid) -> str:
    cells = rows(grid, lambda c, _: f"<td{span(c)} class=A1><p class=P5>{lines(c.text, '<br/>') or ' '}</p></td>")
    caption = f"<p class=Table>{escape(grid.caption)}</p>" if grid.caption else ""
    return f"{caption}<table class=Tabel1><colgroup><col width=214 /></colgroup>{cells}</table>"


def _xhtml(title: str, body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1 plus MathML 2.0//EN" "x">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title xml:lang="en-US">{title}</title></head>'
        f'<body dir="ltr">{body}</body></html>'
    )


def _in_frames(title: str, body: str) -> str:
    first, parts = _parts(body)
    return _page(title, first + "".join(f"<h2>{h}</h2><iframe srcdoc='{escape(r)}'></iframe>" for h, r in parts))


def _dressed(change: Callable[[str], str]) -> Callable[[str, str], str]:
    """A page whose printed text is changed so, but for the breadcrumb."""

    def page(title: str, body: str) -> str:
        return _page(title, re.sub(r"(?<=>)[^<>]+", lambda text: escape(change(unescape(text[0]))), body))

    return page


def _cdata(title: str, body: str) -> str:
    return _xhtml(title, re.sub(r"(?<=>)[^<>]+", lambda text: f"<![CDATA[{unescape(text[0])}]]>", body))


def _saved_single(title: str, body: str) -> str:
    """As SingleFile writes a page: ends that may be left out are printed only where words follow."""
    bare = re.sub(r"</(?:li|t[dhr]|tbody)>", "", body)
    return (
        "<!DOCTYPE html> <html lang=nl><!--\n Page saved with SingleFile \n url: about:blank \n--><meta charset=utf-8>"
        f"<title>{title}</title><body><div>{bare}</div><script>x()</script> "
    )


def _word_filtered(items: list[Item]) -> str:
    return "".join(
        f"<p class=MsoListParagraph style='margin-left:{36 * i.level}.0pt;text-indent:-18.0pt'><span>·<span>&nbsp; "
        f"</span></span><span lang=NL>{lines(i.text)}</span></p>"
        for i in items
    )


def _for_two_screens(grid: Grid) -> str:
    """A table for wide screens, cards for small ones."""
    heads = [cell.text for cell in grid.rows[0]]
    cards = ""
    for row in grid.rows[1:]:
        pairs = (f"<dt>{lines(h)}</dt><dd>{lines(c.text)}</dd>" for h, c in zip(heads, row, strict=True))
        cards += f"<dl>{''.join(pairs)}</dl>"
    return f"<div class=hidden-xs>{PLAIN.grid(grid)}</div><div class=visible-xs>{cards}</div>"


def _heads_in_sight(grid: Grid) -> str:
    """The heads once more above and below the table, for who scrolls."""
    if not grid.header_rows or len(grid.rows) == grid.header_rows:
        return PLAIN.grid(grid)
    heads, body = Grid(grid.rows[: grid.header_rows], None, grid.header_rows), PLAIN.grid(grid)
    again = rows(heads, lambda c, _: f"<th{span(c)}>{lines(c.text)}</th>")
    body = body.replace("</tbody>", f"</tbody><tfoot>{again}</tfoot>")
    return (
        f"<div><table class=sticky style='visibility:hidden'><thead>{again}</thead></table>{body}"
        f"<table class=clone><thead>{again}</thead></table></div>"
    )


_BADGE = (
    "<div><h2 id=h{n}><button class=accordion-button aria-expanded=false aria-controls=c{n}><span>{h}</span>"
    "<span class='badge'>{items}</span><span class=sr-only>, </span><span><span>Toon</span></span></button></h2>"
    "<div id=c{n} class=collapse aria-labelledby=h{n}>{r}</div></div>"
)
_SHADOW = (
    "<x-section><template shadowrootmode=open><style>h2{{color:red}}</style><h2>{h}</h2><slot></slot></template>"
    "{r}</x-section>"
)
_MATERIAL = (
    "<mat-expansion-panel><mat-expansion-panel-header role=button aria-expanded=true><mat-icon>expand_more</mat-icon>"
    "<mat-panel-title>{h}</mat-panel-title><mat-panel-description>{items} onderdelen</mat-panel-description>"
    "</mat-expansion-panel-header><div role=region>{r}</div></mat-expansion-panel>"
)

TOOLS: dict[str, Dialect] = {
    "drupal": replace(PLAIN, heading=_fields, paragraph=lambda p: f"<div><p>{bold_lead(p)}</p></div>"),
    "shadow_roots": replace(PLAIN, page=_each(_SHADOW)),
    "names_for_the_ear": replace(PLAIN, page=_each("<section aria-label='{h}'>{r}</section>")),
    "names_in_a_menu": replace(PLAIN, page=_in_menu),
    "panels_with_attributes": replace(PLAIN, page=_each("<x-panel heading='{h}'><div>{r}</div></x-panel>")),
    "badges": replace(PLAIN, page=_each(_BADGE)),
    "material": replace(PLAIN, page=_each(_MATERIAL, "<mat-accordion>{}</mat-accordion>")),
    "amp": replace(
        PLAIN, page=_each("<section expanded><h4>{h}</h4><div>{r}</div></section>", "<amp-accordion>{}</amp-accordion>")
    ),
    "terms": replace(PLAIN, page=_each("<dt>{h}</dt><dd>{r}</dd>", "<dl>{}</dl>")),
    "two_columns": replace(PLAIN, page=_each("<tr><td><b>{h}</b></td><td>{r}</td></tr>", "<table>{}</table>")),
    "rows_of_parts": replace(
        PLAIN, page=_each("<tr><th colspan=2>{h}</th></tr><tr><td colspan=2>{r}</td></tr>", "<table>{}</table>")
    ),
    "icons": replace(
        PLAIN, heading=lambda h: f"<h{h.level}><i class=material-icons>expand_more</i>{escape(h.text)}</h{h.level}>"
    ),
    "streamed": replace(PLAIN, page=_streamed),
    "in_a_frame": replace(PLAIN, page=lambda title, body: _page(title, f"<iframe srcdoc='{escape(body)}'></iframe>")),
    "in_data": replace(PLAIN, page=_in_data),
    "for_paper": replace(PLAIN, page=lambda title, body: _page(title, f"<div>{title}</div>{body}<p>Pagina 1 van 1")),
    "google_docs_published": replace(DIALECTS["google_docs"], items=_kix),
    "bullets_beside": replace(PLAIN, items=_beside),
    "word_filtered": replace(
        PLAIN, heading=lambda h: f"<h{h.level}><a name='_Toc1'>{escape(h.text)}</a></h{h.level}>", items=_word_filtered
    ),
    "word_online": replace(
        PLAIN,
        items=lambda items: "".join(
            f"<div class=ListContainerWrapper><ul role=list><li role=listitem data-aria-level={i.level}>"
            f"<p><span>{lines(i.text)}</span><span>&nbsp;</span></p></li></ul></div>"
            for i in items
        ),
    ),
    "draft": replace(
        PLAIN,
        items=lambda items: (
            "<ul>"
            + "".join(f"<li class=x-depth{i.level - 1}><div><span>{lines(i.text)}</span></div></li>" for i in items)
            + "</ul>"
        ),
    ),
    "wiki": replace(
        PLAIN,
        heading=lambda h: (
            f"<h{h.level}><span id=x>{escape(h.text)}</span><span><span>[</span><a href=/e>bewerken</a><span> | </span>"
            f"<a href=/s>brontekst bewerken</a><span>]</span></span></h{h.level}>"
        ),
    ),
    "contents": replace(
        PLAIN, page=_each("<section id=s{n}><h2>{h}</h2>{r}</section>", "<p><b>Inhoudsopgave</b></p>{}")
    ),
    "frames": replace(PLAIN, page=_in_frames),
    "pictures": replace(PLAIN, page=_each("<h2><img src=h{n}.png alt='{h}'></h2>{r}")),
    "slides": replace(
        PLAIN, page=_each("<div class=swiper-slide aria-label='{n} / 9' aria-hidden=true><h2>{h}</h2>{r}</div>")
    ),
    "windows": replace(
        PLAIN,
        page=_each(
            "<button data-bs-toggle=modal data-bs-target='#m{n}'>{h}</button><div class=modal id=m{n} aria-hidden=true>"
            "<div><h5>{h}</h5><button aria-label=Sluiten></button></div><div>{r}</div></div>"
        ),
    ),
    "cdata": replace(PLAIN, page=_cdata),
    "directions": replace(
        PLAIN, page=_dressed(lambda text: re.sub(r"-?\d[\d.,]*", "\u2066\\g<0>\u2069", text.replace("-", "\u2011")))
    ),
    "saved_single": replace(PLAIN, page=_saved_single),
    "two_screens": replace(
        PLAIN,
        paragraph=lambda p: f"<p class='d-none d-md-block'>{bold_lead(p)}</p><p class=d-md-none>{bold_lead(p)}</p>",
        items=lambda i: (
            f"<div class=hide-for-small>{nested_list(i)}</div><div class=show-for-small>{nested_list(i)}</div>"
        ),
        grid=_for_two_screens,
    ),
    "heads_in_sight": replace(PLAIN, grid=_heads_in_sight),
    "libre_office": replace(PLAIN, grid=_libre, items=lambda i: nested_list(i, "<li><p class=P3>{}</p>"), page=_xhtml),
}
