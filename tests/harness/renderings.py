"""Drawn pages written out in HTML, each kind of block in one of many forms that sites and tools use."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from html import escape

from printed_parts import Bullets, Label, Lines, Part, Printed, Table, Text, Theme, Title

FORMS: dict[str, tuple[str, ...]] = {
    "title": ("<h1>{}</h1>", "<h2>{}</h2>", "<header><h1>{}</h1></header>", "<div class='title'><h1>{}</h1></div>"),
    "label": ("<h{0}>{1}</h{0}>", "<h{0}><span><a name='x'></a>{1}</span></h{0}>", "<p><strong>{1}</strong></p>",
              "<div class='kop'><strong>{1}</strong></div>", "<div><b>{1}</b></div>",
              "<div role='heading' aria-level='{0}'>{1}</div>", "<details open><summary>{1}</summary></details>",
              "<button type='button' aria-expanded='true' aria-controls='c{0}'>{1}</button>",
              "<p><font size='4'><b>{1}</b></font></p>"),
    "wording": ("as it is", "as it is", "colon", "capitals", "no breaks", "arrow", "number", "split word"),
    "text": ("<p>{}</p>", "<p>{}</p>", "<div>{}</div>", "<div class='txt'><p>{}</p></div>", "{}<br><br>",
             "<p><span style='font-size:11pt'>{}</span></p>", "<section><p>{}</p></section>"),
    "theme": ("<h4>{}</h4>", "<h5>{}</h5>", "<p><strong>{}</strong></p>", "<p><b>{}</b></p>", "<p><u>{}</u></p>",
              "<p><em>{}</em></p>", "<div style='font-weight:bold'>{}</div>", "<p><strong>{}:</strong></p>"),
    "items": ("ul", "ul", "ul p", "ol div", "<p style='margin-left:20px'>\u2022&nbsp;{}</p>", "<p>\u00b7 {}</p>",
              "<div class='li'>\u2022 {}</div>", "<table><tr><td>\u2022</td><td>{}</td></tr></table>"),
    "table": ("thead", "th", "td", "td p", "strong", "roles", "font", "group", "figure", "scope", "inside", "spans"),
    "width": ("colspan", "colspan", "blank cells"),
    "listed": ("typed", "typed", "ul"),
    "line": ("<br>", "<br/>\n", "</p><p>", "</div><div>"),
    "caption": ("caption", "<p>{}</p>", "<h4>{}</h4>", "<p><strong>{}</strong></p>", "corner", "row"),
    "empty": ("", "&nbsp;", "<br>", "<span></span>", " "),
    "number": ("{}", "{}", "\u20ac {}", "{}&nbsp;", "  {}  ", "<b>{}</b>"),
    "frame": ("{}", "<main>{}</main>", "<div id='c'><div>{}</div></div>", "<article>{}</article>",
              "<center>{}</center>", "<form method='post'>{}</form>",
              "<table width='100%'><tr><td>{}</td></tr></table>",
              "<div class='tab-content'><div class='tab-pane active' role='tabpanel'>{}</div></div>"),
    "part": ("", "", "<section>", "<fieldset>", "<dl><dd>", "<table><tr><td>", "<div class='card'><div>", "<article>"),
    "menu": ("", "<ul>{}</ul>", "<nav>{}</nav>", "<div>{}</div>", "<table><tr>{}</tr></table>", "<aside>{}</aside>"),
    "trail": ("", "<nav aria-label='breadcrumb'>{}</nav>", "<div class='kruimelpad'>{}</div>", "<p>{}</p>"),
    "above": ("", "<a href='#main'>Direct naar de inhoud</a>", "<header><p>Gemeente Zwolle</p></header>",
              "<form><label for='q'>Zoeken</label><input id='q'><button>Zoek</button></form>",
              "<div id='cookiebar'><p>Deze website gebruikt cookies.</p><button>Akkoord</button></div>",
              "<div><span>Menu</span> <span>Zoeken</span> <span>Help</span></div>",
              "<div><a href='/'>Begroting gemeente Zwolle</a></div>"),
    "below": ("", "<div><a href='/p1/a'>Vorige</a> <a href='/p2/b'>Volgende</a></div>",
              "<p><a href='#top'>Naar boven</a></p>",
              "<footer><h2>Contact</h2><p>Postbus 10007, 8000 GA Zwolle</p></footer>",
              "<aside><h3>Zie ook</h3><ul><li><a href='/p5/x'>Wonen</a></li></ul></aside>",
              "<div style='display:none'><h2>Criteria</h2><p>kopie</p></div>",
              "<template><h2>Criteria</h2><p>sjabloon</p></template>"),
    "stamp": ("<p>{}</p>", "<footer>{}</footer>", "<div>{}</div>", "<small>{}</small>",
              "<table><tr><td>{}</td></tr></table>"),
    "tool": ("plain", "plain", "comments", "pretty", "one line", "attributes", "blank paragraphs", "spans",
             "upper case", "no head", "soft hyphens", "word"),
}  # fmt: skip
_CLOSING = {
    "<dl><dd>": "</dd></dl>",
    "<table><tr><td>": "</td></tr></table>",
    "<div class='card'><div>": "</div></div>",
}
_INLINE = ("plain",) * 12 + ("nbsp", "lines", "span")


class Markup:
    """One choice of every form; `forms` tells which, for the message of a test that fails. `worded`: labels are also
    printed as few pages do, in capitals, numbered, with a blank inside a word."""

    def __init__(self, chance: random.Random, *, worded: bool = False) -> None:
        self.chance = chance
        self.forms = {name: chance.choice(forms) for name, forms in FORMS.items()}
        if not worded:
            self.forms["wording"] = "as it is"

    def page(self, known: Printed) -> bytes:
        """The page as UTF-8."""
        forms = self.forms
        links = "".join(self._link(number) for number in range(self.chance.choice((3, 12, 80))))
        trail = " &gt; ".join(f"<a href='#'>{escape(name)}</a>" for name in known.crumbs)
        body = forms["frame"].format(self._body(known.parts))
        html = (
            f"<!doctype html><html lang='nl'><head><meta charset='utf-8'><title>{escape(known.name)}</title></head>"
            "<body>"
            f"{forms['above']}{forms['menu'].format(links)}{forms['trail'].format(trail) if trail else ''}{body}"
            f"{forms['stamp'].format(known.stamp)}{forms['below']}</body></html>"
        )
        return self._by_tool(html).encode()

    def _link(self, number: int) -> str:
        cell, name = self.forms["menu"].startswith("<table"), f"Onderdeel {number}"
        tag = "td" if cell else "li" if self.forms["menu"].startswith("<ul") else "div"
        return f"<{tag}><a href='/p{number}/x'>{name}</a></{tag}>"

    def _body(self, parts: Sequence[Part]) -> str:
        opening = self.forms["part"]
        closing = _CLOSING.get(opening, opening.replace("<", "</"))
        out, inside = [], False
        for part in parts:
            if opening and isinstance(part, Label) and part.level == 2:
                out.append(closing * inside + opening)
                inside = True
            out.append(self._part(part))
        return "\n".join([*out, closing * inside])

    def _part(self, part: Part) -> str:
        match part:
            case Title(text):
                return self.forms["title"].format(self._words(text))
            case Label(text, level):
                worded = _worded(text, self.forms["wording"]) if level == 2 else text
                return self.forms["label"].format(level + 1, self._words(worded))
            case Text(text):
                return self.forms["text"].format(self._words(text))
            case Lines(lines):
                whole = f"<p>{'<br>'.join(map(escape, lines))}</p>"
                return self.chance.choice((whole, "".join(f"<p>{escape(line)}</p>" for line in lines)))
            case Bullets(items):
                return self._items(items)
            case Theme(name, bullets):
                return self.forms["theme"].format(self._words(name)) + self._items(bullets.items)
            case Table():
                return self._table(part)

    def _words(self, text: str) -> str:
        text = escape(text, quote=False)
        match self.chance.choice(_INLINE):
            case "nbsp":
                return text.replace(" ", "&nbsp;", 1)
            case "lines":
                return text.replace(" ", "\n   ", 2)
            case "span" if " " in text:
                first, rest = text.split(" ", 1)
                return f"<span>{first}</span> {rest}"
        return text

    def _items(self, items: Sequence[tuple[int, str]]) -> str:
        form = self.forms["items"]
        if "{}" in form:
            return "".join(form.format(self._words(text)) for _, text in items)
        tag, _, inner = form.partition(" ")
        out, level = [], 0
        for depth, text in items:
            out.append(f"<{tag}>" * (depth - level) + f"</li></{tag}>" * (level - depth) + "</li>" * (depth <= level))
            out.append("<li>" + (f"<{inner}>{self._words(text)}</{inner}>" if inner else self._words(text)))
            level = depth
        return "".join(out) + f"</li></{tag}>" * level

    def _table(self, table: Table) -> str:
        form = self._form_of(table)
        above, row, inside, corner = self._caption(table, form)
        head = [corner or table.head[0], *table.head[1:]]
        if form == "roles":
            cells = [self._row(head, "columnheader"), *(self._row(texts, "cell") for texts in table.rows)]
            return f"{above}<div role='table'>{''.join(cells)}</div>"
        heads = self._heads(table, head, form)
        rows = "".join(self._printed(texts, len(head), full=n in table.full) for n, texts in enumerate(table.rows))
        parted = form in ("thead", "scope", "figure", "group") and not row
        body = f"<thead>{heads}</thead><tbody>{rows}</tbody>" if parted else f"{heads}{rows}"
        written = f"<table>{inside}{row}{body}</table>"
        if form == "figure":
            written = f"<figure>{written}</figure>"
        return above + (f"<table><tr><td>{written}</td></tr></table>" if form == "inside" else written)

    def _form_of(self, table: Table) -> str:
        """The form of tables, but for one that cannot print what this table holds."""
        form = self.forms["table"]
        no_roles = form == "roles" and (table.full or table.above)
        no_group = form == "group" and (table.above or not table.caption)
        return "th" if no_roles or no_group else form

    def _caption(self, table: Table, form: str) -> tuple[str, str, str, str]:
        """The caption where it is printed, and nothing elsewhere: above the table, as its first row, as its caption,
        in the corner of its head."""
        text, caption = table.caption, self.forms["caption"]
        if not text:
            return "", "", "", ""
        if "{}" in caption or form in ("roles", "group"):
            return (caption if "{}" in caption else "<p>{}</p>").format(escape(text)), "", "", ""
        if caption == "corner" and not table.head[0] and not table.above:
            return "", "", "", text
        if caption == "row":
            return "", self._wide(text, len(table.head)), "", ""
        return "", "", f"<caption>{escape(text)}</caption>", ""

    def _heads(self, table: Table, head: Sequence[str], form: str) -> str:
        """The rows of heads: those above the columns, and the columns themselves."""
        if form == "group":
            below = "".join(f"<th>{escape(text)}</th>" for text in head[1:])
            return (
                f"<tr><th rowspan='2'>{escape(head[0])}</th><th colspan='{len(head) - 1}'>Bedragen</th></tr>"
                f"<tr>{below}</tr>"
            )
        tag = "td" if form in ("td", "td p", "font", "inside", "spans", "strong") else "th"
        above = "".join(self._spanning(row, tag) for row in table.above)
        if len(head) > 1 and not any(head[1:]):
            return above + self._spanning(((head[0], len(head)),), tag)
        return above + "<tr>" + "".join(self._cell(text, tag, head=True) for text in head) + "</tr>"

    def _wide(self, text: str, width: int) -> str:
        return f"<tr><td colspan='{width}'>{self._lines(text)}</td></tr>"

    def _spanning(self, row: Sequence[tuple[str, int]], tag: str) -> str:
        wide = self.forms["width"] == "colspan"
        cells = (
            self._cell(text, f"{tag} colspan='{span}'" if wide and span > 1 else tag, head=True)
            + (not wide) * (span - 1) * f"<{tag}>{self.forms['empty']}</{tag}>"
            for text, span in row
        )
        return f"<tr>{''.join(cells)}</tr>"

    def _lines(self, text: str) -> str:
        """The lines of a cell; `-` and a bullet stay as they are typed."""
        line = self.forms["line"]
        if text.startswith("\u2022 ") and self.forms["listed"] == "ul":
            return f"<ul>{''.join(f'<li>{escape(one[2:])}</li>' for one in text.split(chr(10)))}</ul>"
        written = line.join(escape(one) for one in text.split("\n"))
        if "\n" in text and "</" in line:
            tag = line[2 : line.index(">")]
            return f"<{tag}>{written}</{tag}>"
        return written

    def _row(self, texts: Sequence[str], role: str) -> str:
        cells = (f"<div role='{role}'>{self._lines(text) or self.forms['empty']}</div>" for text in texts)
        return f"<div role='row'>{''.join(cells)}</div>"

    def _printed(self, row: Sequence[str], width: int, full: bool) -> str:
        if full and self.forms["width"] == "colspan":
            return self._wide(row[0], width)
        first = "th" if self.forms["table"] == "scope" else "td"
        cells = (self._cell(text, "td" if place else first) for place, text in enumerate(row))
        return f"<tr>{''.join(cells)}</tr>"

    def _cell(self, text: str, tag: str, head: bool = False) -> str:
        form, shown = self.forms["table"], self._lines(text) or self.forms["empty"]
        if re.fullmatch(r"-?\d+(?:\.\d{3})+", text):
            shown = self.forms["number"].format(shown)
        elif form == "spans" and len(text) > 3 and text == shown and "\n" not in text:
            shown = f"<span>{text[:2]}</span><span>{text[2:]}</span>"
        if form == "td p" and text:
            shown = f"<div><p>{shown}</p></div>"
        if form == "font":
            shown = f"<font face='Arial' size='2'>{shown}</font>"
        if form == "strong" and head:
            shown = f"<strong>{shown}</strong>"
        return f"<{tag}>{shown}</{tag.partition(' ')[0]}>"

    def _by_tool(self, html: str) -> str:
        tool = self.forms["tool"]
        if tool == "one line":
            return html.replace("\n", " ")
        if tool == "no head":
            return html.partition("<body>")[2].removesuffix("</body></html>")
        if tool == "upper case":
            return re.sub(r"<(/?)([a-z]\w*)", lambda tag: f"<{tag[1]}{tag[2].upper()}", html)
        if tool in _TOOLS:
            pattern, changed, share = _TOOLS[tool]
            return re.sub(pattern, lambda m: changed(m) if self.chance.random() < share else m[0], html)
        return html


_TOOLS: dict[str, tuple[str, Callable[[re.Match[str]], str], float]] = {
    "comments": (r"<(?:p|li|tr|h\d)\b", lambda m: f"<!-- x -->{m[0]}", 0.3),
    "pretty": (r"<(?:p|li|tr|t[dh]|h\d|div|ul|/table|/ul|/div)\b", lambda m: f"\n    {m[0]}", 1.0),
    "attributes": (r"<(?:p|li|t[dh]|tr|div|h\d)(?=[ >])", lambda m: f"{m[0]} data-v-7ba5bd90='' lang='nl'", 0.5),
    "blank paragraphs": (r"</(?:p|table|ul)>", lambda m: f"{m[0]}<p>&nbsp;</p>", 0.4),
    "spans": (r">([^<>]{12,}?)<", lambda m: f"><span lang='NL' style='font-size:10pt'>{m[1]}</span><", 0.5),
    "soft hyphens": (r"(?<=[a-z]{4})(?=[a-z]{4}[^<>]*</)", lambda _: "&shy;", 0.05),
    "word": (r"(<t[dh]>)([^<>]+)(</t[dh]>)", lambda m: f"{m[1]}<p class='MsoNormal'>{m[2]}<o:p></o:p></p>{m[3]}", 1.0),
}


def _worded(label: str, form: str) -> str:
    match form:
        case "colon":
            return f"{label}:"
        case "capitals":
            return label.upper()
        case "no breaks":
            return label.replace(" ", "\xa0")
        case "arrow":
            return f"{label} \u25be"
        case "number":
            return f"3. {label}"
        case "split word":
            return f"{label[0]} {label[1:]}"
    return label
