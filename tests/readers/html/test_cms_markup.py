"""Markup that content systems write around the same page -> blocks, one row per rule."""

from __future__ import annotations

import re

import pytest

from pipeline.model import Block, Grid, Heading, Ignored, Item, Paragraph, Source
from pipeline.readers import read
from pipeline.readers.html import read_markup

LIST = "<ul><li>een</ul>"
GRID = "<table><tr><td>Lasten<td>5</table>"


def H(text: str, level: int = 2) -> Heading:  # noqa: N802
    return Heading(text, level)


def P(text: str, lead: str | None = None) -> Paragraph:  # noqa: N802
    return Paragraph(text, lead)


def shape(block: Block) -> object:
    return [[cell.text for cell in row] for row in block.rows] if isinstance(block, Grid) else block


CASES: list[tuple[str, str, list[object]]] = [
    ("a title in bold before its sentence", ("<p><b>Woonvisie</b> De visie geeft richting.<ul><li><b>Zorg (Wmo)</b> "
     "We helpen wie dat vraagt.</ul><table><tr><td><p><strong>Wonen</strong> Aantal nieuwe woningen.</p><td>5</table>"),
     [P("Woonvisie\nDe visie geeft richting.", "Woonvisie"), Item("Zorg (Wmo)\nWe helpen wie dat vraagt.", 1),
      [["Wonen\nAantal nieuwe woningen.", "5"]]]),
    ("a list of bullets on one line", "<p>• We bouwen. • We verven.</p><p>Om 5 • uur</p>",
     [Item("We bouwen.", 1), Item("We verven.", 1), P("Om 5 • uur")]),
    ("bold words of a sentence", "<p><b>Samen met</b> De Kern bouwen we.<p><b>Zwolle</b> groeit.<p><b>We</b> Ook niet",
     [P("Samen met De Kern bouwen we.", "Samen met"), P("Zwolle groeit.", "Zwolle"), P("We Ook niet", "We")]),
    ("panels that a style closes", (f"<h2>Criteria</h2><div style='display:none'>{LIST}</div><h2>Activiteiten</h2>"
     f"<div style='display:none'>{LIST}</div>"), [H("Criteria"), Item("een", 1), H("Activiteiten"), Item("een", 1)]),
    ("panel in a block of its own", f"<div><div><i></i>Criteria</div><div style='display:none'>{LIST}</div></div><p>a",
     [P("Criteria"), Item("een", 1), P("a")]),
    ("panel that a script opens", "<div><a href='javascript:void(0)'>Wonen</a><div style='display:none'>t</div></div>",
     [P("Wonen"), P("t")]),
    ("link in a line above a hidden block", "<p>a <a href='#'>b</a></p><div hidden>c</div>",
     [P("a b"), Ignored("c", "hidden")]),
    ("hidden copy below a label", f"<h2>Financieel overzicht</h2><div hidden>{GRID}</div><div>{GRID}</div>",
     [H("Financieel overzicht"), [["Lasten", "5"]], [["Lasten", "5"]]]),
    ("hidden block below a sentence", "<p>Criteria staan hieronder.</p><div hidden>c</div>",
     [P("Criteria staan hieronder."), Ignored("c", "hidden")]),
    ("link to the rest of a text",
     "<p>a <a href=/x>Lees meer</a></p><ul><li>b <a href=/x><i>Lees</i> meer over b</a></ul>",
     [Ignored("Lees meer", "navigation"), P("a"), Ignored("Lees meer over b", "navigation"), Item("b", 1)]),
    ("pages before and behind",
     "<p>a</p><div><a rel=prev href=/p1>Doel 1.1.1 A</a> <a rel=next href=/p3>Doel 1.1.3 B</a></div>",
     [P("a"), Ignored("Doel 1.1.1 A Doel 1.1.3 B", "navigation")]),
    ("pages before and behind by arrows",
     "<div><a href=/p1>‹ Doel 1.1.1 A</a> <a href=/p3>Doel 1.1.3 B ›</a></div><h1>C</h1>",
     [Ignored("‹ Doel 1.1.1 A Doel 1.1.3 B ›", "navigation"), H("C", 1)]),
    ("what a page can do", "<div><a href=/1>Print</a> | <a href=/2>PDF</a> | <a href=/3>Voorlezen</a></div><p>a</p>",
     [Ignored("Print | PDF | Voorlezen", "navigation"), P("a")]),
    ("links that only sound like it",
     "<p>Zie de <a href=/x>volgende pagina</a>.</p><p><a href=/y>Volgende stappen</a></p>",
     [P("Zie de volgende pagina."), P("Volgende stappen")]),
    ("contents of the page",
     "<div><p>Inhoud</p><ul><li><a href='#a'>Criteria</a><li><a href='#b'>Activiteiten</a></ul></div>",
     [Ignored("Inhoud", "navigation"), Ignored("Criteria Activiteiten", "navigation")]),
    ("contents that a script fills in", "<div><b>Op deze pagina:</b><ul></ul></div><p>a</p>",
     [Ignored("Op deze pagina:", "navigation"), P("a")]),
    ("link to a heading beside it", "<header><h2>Criteria</h2><a href='p1.html#c'>#</a></header><p>a</p>",
     [H("Criteria"), Ignored("#", "navigation"), P("a")]),
    ("what can be done with a part",
     "<div><h2>Criteria</h2><button>Reageer</button><a href='#'>Print dit deel</a></div>a",
     [H("Criteria"), Ignored("Reageer", "navigation"), Ignored("Print dit deel", "navigation"), P("a")]),
    ("parts that buttons name",
     "<h2>Activiteiten</h2><button>Wonen</button><div>a</div><button>Zorg</button><div>b</div>",
     [H("Activiteiten"), H("Wonen"), P("a"), H("Zorg"), P("b")]),
    ("a sentence that opens with a link", "<div><h2>Criteria</h2><a href='#'>Print</a> is duur.</div>",
     [H("Criteria"), P("Print is duur.")]),
    ("items that a button behind their list shows",
     ("<ul><li>a</ul><ul hidden><li>b</ul><button>Toon meer</button><ul><li>c<li hidden>d<li hidden>e</ul>"
     "<div><a href='#'>Bekijk alle 3 activiteiten</a></div>"),
     [Item("a", 1), Item("b", 1), Ignored("Toon meer", "navigation"), Item("c", 1), Item("d", 1), Item("e", 1),
      Ignored("Bekijk alle 3 activiteiten", "navigation")]),
    ("the rest of a paragraph", "<p>a<span hidden> en b.</span></p><a href='#'>Lees meer</a>",
     [P("a en b."), Ignored("Lees meer", "navigation")]),
    ("hidden above a link to another page", "<div hidden>a</div><p><a href=/b>Bekijk alle doelen</a></p><p>c</p>",
     [Ignored("a", "hidden"), P("Bekijk alle doelen"), P("c")]),
    ("a button below the text of a section", "<div><h2>a</h2><p>b</p><button>Wonen</button></div><div>c</div>",
     [H("a"), P("b"), H("Wonen"), P("c")]),
    ("a hidden part above a button", "<div hidden><h2>Criteria</h2> a</div><button>Toon meer</button><p>c</p>",
     [Ignored("Criteria a", "hidden"), Ignored("Toon meer", "navigation"), P("c")]),
    ("a hidden note above a sentence", "<p hidden>a</p><p>Lees meer over wonen in de nota.</p><p hidden>b</p>c",
     [Ignored("a", "hidden"), P("Lees meer over wonen in de nota."), Ignored("b", "hidden"), P("c")]),
    ("windows that are not open", "<p>a</p><dialog><p>b</p></dialog><dialog open>c</dialog>",
     [P("a"), Ignored("b", "hidden"), P("c")]),
    ("bullets beside the text of an item",
     "<p><i aria-hidden=true>•</i> a</p><div><span>•</span><div>b</div></div><div><div>•</div><p>c</p></div><p>d</p>",
     [Item("a", 1), Item("b", 1), Item("c", 1), P("d")]),
    ("words behind the main part of a page",
     ("<div><main><h2>Criteria</h2>a</main></div><div><p>Wij plaatsen cookies.</p><button>Akkoord</button></div>"
     "<div>Chat met ons</div><div>Deze pagina is gebouwd op 10/10/2025 07:33:06</div>"),
     [H("Criteria"), P("a"), Ignored("Wij plaatsen cookies. Akkoord", "navigation"),
      Ignored("Chat met ons", "navigation"), Ignored("Deze pagina is gebouwd op 10/10/2025 07:33:06", "stamp")]),
    ("a part of the report behind the main part", "<main><h1>Doel</h1></main><h2>Criteria</h2><ul><li>a</ul><p>b</p>",
     [H("Doel", 1), H("Criteria"), Item("a", 1), P("b")]),
    ("text of the report behind the main part", "<main><h2>Financiën</h2>a</main><div>Activiteiten: b</div><p>€ 5</p>",
     [H("Financiën"), P("a"), P("Activiteiten: b"), P("€ 5")]),
    ("the last paragraph of the report behind the main part",
     "<main><h2>Financiën</h2>a</main><div><p>Er staan 34 woningen</p></div><ul><li>b</ul><p>Bel ons</p>",
     [H("Financiën"), P("a"), P("Er staan 34 woningen"), Item("b", 1), P("Bel ons")]),
    ("a part of the page that is named as a button is not", "<h2>a</h2><button>Alle kinderen lezen</button><p>b</p>",
     [H("a"), H("Alle kinderen lezen"), P("b")]),
    ("who published a page, and under which words",
     "<p>a</p><p>Gepubliceerd door: Team X</p><div>Tags: <a>zorg</a></div>",
     [P("a"), Ignored("Gepubliceerd door: Team X", "navigation"), Ignored("Tags: zorg", "navigation")]),
    ("share buttons below the report", "<p>a</p><div><h3>Dit delen:</h3><ul><li><a href=/f>Facebook</a></ul></div>",
     [P("a"), Ignored("Dit delen: Facebook", "navigation")]),
    ("elements of a site's own in a line", "<p>Het <x-term>SWT</x-term> kost <x-sum>€ 5</x-sum>.</p>",
     [P("Het SWT kost € 5.")]),
    ("blocks of a site's own", "<x-part><x-text>a</x-text><x-text>b</x-text></x-part>", [P("a"), P("b")]),
    ("rows of a site's own", ("<x-t><x-r><x-c></x-c><x-c>Lasten</x-c><x-c>Baten</x-c></x-r>"
     "<x-r><x-c>Rekening</x-c><x-c>5.000</x-c><x-c>4.000</x-c></x-r></x-t>"),
     [[["", "Lasten", "Baten"], ["Rekening", "5.000", "4.000"]]]),
    ("labels that blank lines part above the end of a page", (
     "<p><b>Indicatoren</b><br><br><b>Criteria</b><br><br>a<br>ga terug</p>"
     "<p><b>Wonen</b><br><br><b>Zorg</b><br><br>Deze pagina is gebouwd op 10/10/2025 07:33:06</p>"),
     [P("Indicatoren", "Indicatoren"), P("Criteria", "Criteria"), P("a"), Ignored("ga terug", "navigation"),
      P("Wonen", "Wonen"), P("Zorg", "Zorg"), Ignored("Deze pagina is gebouwd op 10/10/2025 07:33:06", "stamp")]),
    ("a page in a cell whose paragraphs are blank lines",
     f"<table><tr><td> <td><b>Criteria</b><br><br>a<br> <br>b:<br><br>{LIST}</table>",
     [P("Criteria", "Criteria"), P("a"), P("b:"), Item("een", 1)]),
    ("contents in words", "<h2>Inhoud</h2><p>De inhoud wijzigt.</p>", [H("Inhoud"), P("De inhoud wijzigt.")]),
    ("numbers that are characters",
     "<h2>Criteria</h2><p>Zodanig dat:</p><p>1. een<p>a) twee<p>b) drie<p>2. vier<p>t<p>3. u",
     [H("Criteria"), P("Zodanig dat:"), Item("een", 1, True), Item("twee", 2, True), Item("drie", 2, True),
      Item("vier", 1, True), P("t"), P("3. u")]),
    ("numbers on lines",
     "<p>Zodanig dat:<br>a. een<br>b. twee</p>", [P("Zodanig dat:"), Item("een", 1, True), Item("twee", 1, True)]),
    ("numbers below a theme",
     "<p><b>Wonen</b><p>1. een<p>2. twee", [P("Wonen", "Wonen"), Item("een", 1, True), Item("twee", 1, True)]),
    ("numbers of proposals", "<h2>Voorstellen</h2><p>1. Formatie<br>tekst<p>2. Sport<br>tekst",
     [H("Voorstellen"), P("1. Formatie\ntekst"), P("2. Sport\ntekst")]),
    ("numbers of deviations", "<p><b>Afwijking op activiteiten</b><p>1. Een<p>2. Twee",
     [P("Afwijking op activiteiten", "Afwijking op activiteiten"), P("1. Een"), P("2. Twee")]),
    ("numbers of labels",
     "<p>De delen:<p>1. Criteria<p>2. Activiteiten", [P("De delen:"), P("1. Criteria"), P("2. Activiteiten")]),
    ("one number", "<h2>Criteria</h2><p>1. een", [H("Criteria"), P("1. een")]),
    ("levels as margins",
     "<ul><li style='margin-left:36pt'>a</ul><ul><li style='margin-left:72pt'>b</ul><ul><li>c</ul>",
     [Item("a", 2), Item("b", 3), Item("c", 1)]),
    ("levels as margins of paragraphs",
     "<p style='margin-left:1cm'>• a<p style='margin-left:2cm'>• b<p style='margin-left:2cm'>c",
     [Item("a", 1), Item("b", 2), P("c")]),
    ("levels as a class", "<ul><li>a<li class='x indent-1'>b<li>c</ul>", [Item("a", 1), Item("b", 2), Item("c", 1)]),
    ("levels as other classes",
     "<ul><li>a<li class=sub-item>b<li>c</ul><p>x<ul><li class='pl-4'>d<li class='pl-8'>e</ul>",
     [Item("a", 1), Item("b", 2), Item("c", 1), P("x"), Item("d", 1), Item("e", 2)]),
    ("classes that are no levels", "<ul><li class='item-1'>a<li class='item-2'>b</ul>", [Item("a", 1), Item("b", 1)]),
    ("levels as data", "<ul><li data-level=1>a<li data-level=2>b</ul>", [Item("a", 1), Item("b", 2)]),
    ("levels told without a role", "<ul><li aria-level=1>a<li aria-level=2>b</ul>", [Item("a", 1), Item("b", 2)]),
    ("levels as signs", "<ul><li style='list-style-type:disc'>a<li style='list-style-type:circle'>b</ul>",
     [Item("a", 1), Item("b", 2)]),
    ("levels as classes of paragraphs",
     "<p class='Opsomming-1'>• a<p class='Opsomming-2'>• b", [Item("a", 1), Item("b", 2)]),
    ("numbers in a numbered list", "<ol><li>1. a<ul><li>b</ul><li>2. c</ol>",
     [Item("a", 1, True), Item("b", 2), Item("c", 1, True)]),
    ("numbers in a list of bullets", "<ul><li>1. a<li>2. b</ul>", [Item("1. a", 1), Item("2. b", 1)]),
    ("not all numbers", "<ol><li>1. a<li>2. b<li>c</ol>",
     [Item("1. a", 1, True), Item("2. b", 1, True), Item("c", 1, True)]),
    ("angles", "<p>» a<p>» b<p>» Criteria<p>&gt; c<p>&gt; d",
     [Item("a", 1), Item("b", 1), P("» Criteria"), Item("c", 1), Item("d", 1)]),
    ("statuses of items in attributes",
     "<ul><li title=Nieuw>a<ul><li>b</ul><li data-status=lopend>c<li class='x status-gestopt'>d</ul>",
     [Item("a\nNieuw", 1), Item("b", 2), Item("c\nLopend", 1), Item("d\nGestopt", 1)]),
    ("attributes of items that are no statuses", "<ul><li title=Nieuw>Nieuw: e<li class=stopt>f<li title=Nieuws>g</ul>",
     [Item("Nieuw: e", 1), Item("f", 1), Item("g", 1)]),
    ("the bar of a part", "<table><tr><td>Criteria<td><a href='javascript:t()'><img></a></table><p>a",
     [P("Criteria"), P("a")]),
    ("a row that is no bar", "<table><tr><td>Woningen<td></table>", [[["Woningen", ""]]]),
    ("levels told", "<ul><li aria-level=1><p role=presentation>a<li aria-level=2>b</ul>", [Item("a", 1), Item("b", 2)]),
    ("levels told of lists in lists",
     "<ul><li aria-level=1>a<ul><li aria-level=2>b</ul></ul>", [Item("a", 1), Item("b", 2)]),
    ("margins that are one",
     "<ul><li style='padding-left:5px'>a<li style='padding-left:8px'>b</ul>", [Item("a", 1), Item("b", 1)]),
    ("margins of paragraphs", "<p style='margin-left:5px'>a<p style='margin-left:50px'>b", [P("a"), P("b")]),
    ("bullets of two kinds",
     "<p>• a<br>◦ b<br>• c</p><p>▪ d</p>", [Item("a", 1), Item("b", 2), Item("c", 1), Item("d", 1)]),
    ("columns of blanks",
     "<pre>A (x 1.000)\n        Lasten  Baten  Saldo\n---\nRaming  81.964  1.204\nSaldo                  3.368</pre>",
     [P("A (x 1.000)"),
      [["", "Lasten", "Baten", "Saldo"], ["Raming", "81.964", "1.204", ""], ["Saldo", "", "", "3.368"]]]),
    ("columns of tabs", "<pre>a\tb\tc\n1\t\t3</pre>", [[["a", "b", "c"], ["1", "", "3"]]]),
    ("columns of pipes", "<pre><code>| a | b |\n|---|---|\n| 1 | 2 |</code></pre>", [[["a", "b"], ["1", "2"]]]),
    ("a label that reaches up to its amount",
     "<pre>        2016   2017\nLasten  1.000  1.100\nSaldo   1.000  1.100\nBegroot 1.000  1.100</pre>",
     [[["", "2016", "2017"], *([text, "1.000", "1.100"] for text in ("Lasten", "Saldo", "Begroot"))]]),
    ("values in fields and names", ("<table><tr><th>a<th>b<th>c<tr><td>d<td><input value='1.204'><td title='-297'>"
     "<tr><td>e<td><select><option>1<option selected>2</select><td aria-label='3'>3,5</table>"),
     [[["a", "b", "c"], ["d", "1.204", "-297"], ["e", "2", "3,5"]]]),
    ("fields and names that are no values", ("<table><tr><th>a<th>b<th>c<tr><td>d<td><input type=checkbox value=1>"
     "<td title='Zie de toelichting'></table>"), [[["a", "b", "c"], ["d", "", ""]]]),
    ("lines in a pre", "<pre>een\ntwee  drie\n\nvier</pre>", [P("een\ntwee drie"), P("vier")]),
    ("panels that are items",
     ("<ul><li><div>Criteria</div><div><p>Zodanig dat:</p><ul><li>a</ul></div></li><li><a href='#'>Activiteiten</a>"
     "<ul><li>b</ul></li></ul>"),
     [P("Criteria"), P("Zodanig dat:"), Item("a", 1), P("Activiteiten"), Item("b", 1)]),
    ("text above the heading of a panel", "<ul><li><p>a</p><h2>B</h2><p>c</p></li></ul>", [P("a"), H("B"), P("c")]),
    ("page in an item", f"<ul><li><p>a</p>{GRID}<p>b</p></li></ul>", [P("a"), [["Lasten", "5"]], P("b")]),
    ("item with a table", f"<ul><li>a{GRID}</li><li>b</li></ul>", [Item("a", 1), [["Lasten", "5"]], Item("b", 1)]),
    ("item that opens with a bold word",
     "<ul><li><b>Wonen</b>: a<ul><li>b</ul></li></ul>", [Item("Wonen: a", 1), Item("b", 2)]),
    ("page in an item that opens with a trail", f"<ul><li><p><a href=/>Domeinen</a></p><p>{'a ' * 400}</p></li></ul>",
     [Item("Domeinen\n" + ("a " * 400).strip(), 1)]),
    ("paragraphs parted by breaks", "<div><b>a</b><br>b<br><br>c<br><br><br>d</div>", [P("a\nb", "a"), P("c"), P("d")]),
    ("bold paragraphs parted by breaks", "<p><b>a<br><br>b</b><br>c</p>", [P("a", "a"), P("b\nc", "b")]),
    ("blank lines of an item", "<ul><li>a<br><br>b</ul>", [Item("a\n\nb", 1)]),
    ("what a script prints around a table",
     f"<p>Toon <select><option>10</select> rijen</p><p>Zoeken: <input></p>{GRID}<p>Rij 1 tot 7 van 7</p>",
     [Ignored("10", "script"), Ignored("Toon rijen", "navigation"), Ignored("Zoeken:", "navigation"), [["Lasten", "5"]],
      Ignored("Rij 1 tot 7 van 7", "navigation")]),
    ("icons in a heading", "<h2>\uf140 Criteria <i>+</i></h2><h3>▸ Wonen</h3>", [H("Criteria"), H("Wonen", 3)]),
    ("title printed again on its bar",
     "<h2>Criteria</h2><div>Criteria</div><p>a", [H("Criteria"), Ignored("Criteria", "navigation"), P("a")]),
    ("dashes of items", "<ul><li>- a<li>– <b>b</b><li>- 5</ul>", [Item("a", 1), Item("b", 1), Item("- 5", 1)]),
    ("lines about the site",
     "<p>a<p>© 2025 Gemeente Zwolle<p>Laatst gewijzigd op 12-10-2025<p>Privacy | Toegankelijkheid",
     [P("a"), *(Ignored(text, "navigation") for text in ("© 2025 Gemeente Zwolle", "Laatst gewijzigd op 12-10-2025",
                                                         "Privacy | Toegankelijkheid"))]),
    ("lines about its subject", "<p>Privacy en gegevens<p>Gemeente Zwolle zorgt.<p>Update van de nota", [
        P("Privacy en gegevens"), P("Gemeente Zwolle zorgt."), P("Update van de nota")]),
    ("links above the title",
     ("<ul><li><a href=/1>1. Samen</a><li><a href=/2>2. Wonen</a></ul><h1>A</h1><ul><li><a href=/3>B</a><li>"
     "<a href=/4>C</a></ul>"), [Ignored("1. Samen 2. Wonen", "navigation"), H("A", 1), Item("B", 1), Item("C", 1)]),
    ("tabs of one table",
     f"<ul><li><a href='#t'>Tabel</a><li><a href='#g'>Grafiek</a></ul><div id=t>{GRID}</div><div id=g>a</div>",
     [Ignored("Tabel Grafiek", "navigation"), [["Lasten", "5"]], P("a")]),
    ("currency signs of rows without heads", "<table><tr><td>A<td colspan=2>2024<tr><td>b<td>€<td>5</table>",
     [[["A", "2024"], ["b", "€ 5"]]]),
    ("tags with a prefix",
     "<?xml version='1.0'?><h:html xmlns:h='http://www.w3.org/1999/xhtml'><h:body><h:h2>A</h:h2><h:p>b</h:p></h:body></h:html>",
     [H("A"), P("b")]),
    ("goal printed again below its label", "<h2>Jeugdhulp</h2><p>Jeugdhulp</p>", [H("Jeugdhulp"), P("Jeugdhulp")]),
    ("end of the comments", "<p>a</p><h3>Reacties (2)</h3><p>Er zijn nog geen reacties.</p>",
     [P("a"), Ignored("Reacties (2)", "navigation"), Ignored("Er zijn nog geen reacties.", "navigation")]),
    ("card of an indicator",
     "<div><h3>Roken (%)</h3><dl><dt>2022<dd>12<dt>2024<dd>11</dl><p>Bron: GGD.</p></div><p>a</p>",
     [[["", "2022", "2024"], ["Roken (%)", "12", "11"], ["Bron: GGD."] * 3], P("a")]),
    ("card of something else", "<div><h3>Feiten</h3><dl><dt>Inwoners<dd>12<dt>Wijken<dd>11</dl></div>",
     [H("Feiten", 3), P("Inwoners", "Inwoners"), P("12"), P("Wijken", "Wijken"), P("11")]),
    ("button above the title", "<button>Toevoegen aan mijn rapport</button><h1>A</h1><button>Wonen</button><p>b</p>",
     [Ignored("Toevoegen aan mijn rapport", "navigation"), H("A", 1), H("Wonen"), P("b")]),
    ("button that opens above the title", "<button aria-expanded=false>Wonen</button><p>b</p><h1>A</h1>",
     [H("Wonen"), P("b"), H("A", 1)]),
    ("roles of an indicator in blocks",
     "<div><div><i>Verleden</i><i>2022</i><i>12</i></div><div><i>Heden</i><i>2024</i><i>11</i></div></div>",
     [[["Verleden", "2022", "12"], ["Heden", "2024", "11"]]]),
    ("headings with a plus",
     "<h3>Ouderen 65+</h3><h3>Criteria +</h3><h3>Groen + blauw</h3>",
     [H("Ouderen 65+", 3), H("Criteria", 3), H("Groen + blauw", 3)]),
    ("themes that sites have too", "<p>Privacy<p>Update 2 van de woonvisie<p>Privacy, toegankelijkheid",
     [P("Privacy"), P("Update 2 van de woonvisie"), P("Privacy, toegankelijkheid")]),
    ("item that opens with the bold name of a part", "<ul><li><b>Toelichting op de wijk</b><ul><li>a</ul></ul>",
     [Item("Toelichting op de wijk", 1), Item("a", 2)]),
    ("sentences that open as lines about the site do",
     ("<p>Gepubliceerd op 1 mei 2024 is de woonvisie<p>Mede mogelijk gemaakt door het Rijk hebben we 20 huizen gebouwd"
      "<p>(c) rechten van derden<p>Geplaatst 12 bomen 2024<p>Update 1-1-2024 van de nota<p>Reacties"),
     [P("Gepubliceerd op 1 mei 2024 is de woonvisie"),
      P("Mede mogelijk gemaakt door het Rijk hebben we 20 huizen gebouwd"), P("(c) rechten van derden"),
      P("Geplaatst 12 bomen 2024"), P("Update 1-1-2024 van de nota"), P("Reacties")]),
    ("items that open as the label of a part does",
     ("<ul><li><p>Kaderstellende nota wonen opstellen</p><p>in mei</p><li><p>b</p><p>c</p>"
      "<li><i>Criteria voor</i> <i>d</i></ul>"),
     [Item("Kaderstellende nota wonen opstellen\nin mei", 1), Item("b\nc", 1), Item("Criteria voor d", 1)]),
    ("links above the link to the next page",
     "<h2>A</h2><div><ul><li><a href=/a>Woonvisie</a><li><a href=/b>Sportnota</a></ul><p><a href=/n>Volgende</a></div>",
     [H("A"), Item("Woonvisie", 1), Item("Sportnota", 1), Ignored("Volgende", "navigation")]),
    ("names in guillemets", "<h2>A</h2><ul><li><a href=/a>«Samen leven» 2019</a><li><a href=/b>Sportnota</a></ul>",
     [H("A"), Item("«Samen leven» 2019", 1), Item("Sportnota", 1)]),
    ("a theme named Inhoud", "<h3>Inhoud</h3><ul><li><a href=/a>Nota</a></ul>", [H("Inhoud", 3), Item("Nota", 1)]),
    ("a plus behind a number", "<h3>Ouderen 65 +</h3>", [H("Ouderen 65 +", 3)]),
    ("what explains a word is hidden",
     ("<ul><li>Wij bouwen <a href='#'>hubs</a><div style='display:none'>een plek</div><li><a href='#'>Hub</a>"
      "<span hidden>een plek</span></ul><p><a href='#'>Contact</a></p><div hidden>Bel ons</div>"),
     [Ignored("een plek", "hidden"), Item("Wij bouwen hubs", 1), Ignored("een plek", "hidden"), Item("Hub", 1),
      H("Contact"), Ignored("Bel ons", "hidden")]),
    ("links that a script follows to a document",
     "<p><a href='javascript:open(3)'>Woonvisie</a></p><p><a onclick='x()'>B</a>",
     [P("Woonvisie"), P("B")]),
    ("a lone star is a footnote", "<h3>A</h3><p>* exclusief de middelen van het Rijk",
     [H("A", 3), P("* exclusief de middelen van het Rijk")]),
    ("a button that a sentence goes on behind", "<p>Wij<br><button aria-expanded=false>hubs</button> in de stad",
     [P("Wij\nhubs in de stad")]),
    ("bullets that hang to the left of their text", "<ul><li>a<li style='margin-left:18pt;text-indent:-18pt'>b</ul>",
     [Item("a", 1), Item("b", 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_markup_of_content_systems(markup: str, expected: list[object]) -> None:
    assert [shape(block) for block in read_markup(markup).blocks] == expected


def test_a_text_export_that_a_browser_saved() -> None:
    text = "Domeinen\n\nSociaal domein\n\nDoel 1.1.2 Samen &amp; sterk\n\nCriteria\n\n  • een\n\n    • twee\n"
    saved = f"<html><head><meta name=color-scheme></head><body><pre>{text}</pre></body></html>"
    document = read(Source("h/p1/x.html", saved.encode(), "", "html"))
    assert (document.reader, document.breadcrumb) == ("text", ("Domeinen", "Sociaal domein"))
    assert [block.text for block in document.blocks if isinstance(block, (Paragraph, Item))][-2:] == ["een", "twee"]


@pytest.mark.parametrize(
    "item",
    [
        '<li>We bouwen.<span class="badge bg-success">Gereed</span></li>',
        '<li>We bouwen. <span class="status">Gereed</span></li>',
    ],
)
def test_a_word_on_a_badge_stands_on_its_own_line(item: str) -> None:
    assert read_markup(f"<h2>a</h2><ul>{item}</ul>").blocks[-1] == Item("We bouwen.\nGereed", 1)


def test_a_badge_before_its_text() -> None:
    blocks = read_markup('<h2>a</h2><ul><li><span class="label">Gereed</span> We bouwen.</li></ul>').blocks
    assert blocks[-1] == Item("Gereed\nWe bouwen.", 1)


@pytest.mark.parametrize(
    "printed",
    [
        'De lasten stijgen tot <span class="tag">anderhalf</span> miljoen.',
        'In de wijk <span class="label">Holtenbroek</span> bouwen we.',
        '<span class="label">De</span> gemeente bouwt.',
        'We bouwen in <span class="vantage">Zwolle</span>',
        'De lasten stijgen met <span class="percentage">5%</span>',
        '<span class="currency-label">€</span> 1.250',
        '1.250 <span class="label">V</span>',
        '12 <span class="unit-label">procent</span>',
    ],
)
@pytest.mark.parametrize("tag", ["li", "p", "td"])
def test_a_word_of_a_sentence_or_beside_a_number_stays_on_its_line(printed: str, tag: str) -> None:
    around = "<table><tr>{}<td>b</td></tr></table>" if tag == "td" else "<ul>{}</ul>" if tag == "li" else "{}"
    last = read_markup(f"<h2>a</h2>{around.format(f'<{tag}>{printed}</{tag}>')}").blocks[-1]
    read_text = last.rows[0][0].text if isinstance(last, Grid) else last.text
    assert read_text == re.sub("<.*?>", "", printed)


@pytest.mark.parametrize("tag", ["del", "s", "strike", 'span style="text-decoration: line-through"'])
def test_text_that_is_struck_through_is_not_printed(tag: str) -> None:
    struck = f"<{tag}>geen</{tag.split()[0]}>"
    page = f"<h2>a</h2><p>We bouwen {struck} een huis.</p><table><tr><td>1{struck}</td><td>2</td></tr></table>"
    blocks = [block for block in read_markup(page).blocks if not isinstance(block, Ignored)]
    assert blocks[1] == Paragraph("We bouwen een huis.")
    assert isinstance(blocks[2], Grid)
    assert [cell.text for cell in blocks[2].rows[0]] == ["1", "2"]


@pytest.mark.parametrize(
    "inner",
    [
        '<div>• A</div><div class="level-2">• B</div><div>• C</div>',
        '<div class="level-1">• A</div><div class="level-2">• B</div><div class="level-1">• C</div>',
        '<div>• A</div><div style="margin-left: 2em">• B</div><div>• C</div>',
        '<div>• A<div style="margin-left: 2em">• B</div></div><div>• C</div>',
        '<div>• A</div><div class="level-2"><p>• B</p></div><div>• C</div>',
        '<p class="indent-1">• A</p><p class="indent-2">• B</p><p class="indent-1">• C</p>',
        "".join(
            f'<div class="level-{n}"><div>•</div><div>{text}</div></div>' for n, text in ((1, "A"), (2, "B"), (1, "C"))
        ),
    ],
)
def test_blocks_with_a_bullet_are_nested_by_their_indent(inner: str) -> None:
    assert read_markup(f"<h2>a</h2>{inner}").blocks[1:] == (Item("A", 1), Item("B", 2), Item("C", 1))


def test_margins_of_blocks_in_each_other_add_up() -> None:
    margin = '<div style="margin-left:20px">'
    blocks = read_markup(f"<h2>a</h2>{margin}• A{margin}• B{margin}• C</div></div></div>{margin}• D</div>").blocks
    assert blocks[1:] == (Item("A", 1), Item("B", 2), Item("C", 3), Item("D", 1))


def test_text_behind_indented_blocks_stays() -> None:
    page = '<h2>a</h2><div>• A</div><div class="level-2"><p>• B</p><p>• C</p></div>Slot.'
    assert read_markup(page).blocks[1:] == (Item("A", 1), Item("B", 2), Item("C", 2), Paragraph("Slot."))


def test_levels_of_google_docs() -> None:
    """A published document has a list to a level, one behind the other, and lines about itself above its text."""
    lists = "".join(
        f"<ul class='c1 lst-kix_a1b-{level} start'><li class=li-bullet-0><span>{text}</span></li></ul>"
        for level, text in ((0, "a"), (1, "b"), (2, "c"), (0, "d"))
    )
    banner = "<div>Published using Google Docs</div><div><a href=x>Report abuse</a></div>"
    found = read_markup(f"<body>{banner}<h1>Doel</h1><h2>Criteria</h2>{lists}").blocks
    assert [block for block in found if not isinstance(block, Ignored)] == [
        H("Doel", 1),
        H("Criteria"),
        Item("a", 1),
        Item("b", 2),
        Item("c", 3),
        Item("d", 1),
    ]


@pytest.mark.parametrize(
    "icon",
    [
        "<i class='material-icons'>expand_more</i>",
        "<span class='material-symbols-outlined'>home</span>",
        "<i class=icon>chevron-down</i>",
        "<mat-icon>keyboard_arrow_down</mat-icon>",
    ],
)
def test_names_that_a_font_shows_as_icons(icon: str) -> None:
    found = read_markup(f"<h1>Doel</h1><h2>{icon}Criteria</h2><p>{icon} Een.</p><div>{icon}<p>Twee.</p></div>").blocks
    assert [block.text for block in found if isinstance(block, (Heading, Paragraph))] == [
        "Doel",
        "Criteria",
        "Een.",
        "Twee.",
    ]


def test_words_beside_an_icon_stay() -> None:
    found = read_markup(
        "<h2><span class='with-icon'>Criteria</span></h2><p><b class=icon-text>Sport en spel</b></p>"
    ).blocks
    assert [block.text for block in found if isinstance(block, (Heading, Paragraph))] == ["Criteria", "Sport en spel"]


def test_the_header_and_footer_of_a_page_for_paper() -> None:
    title = "Doel 1.2.3 Sport - Begroting 2024 - Gemeente Zwolle"
    body = f"<div>{title}</div><h1>Doel 1.2.3 Sport</h1><p>a</p><div>Pagina 1 van 2</div>"
    found = read_markup(f"<html><head><title>{title}</title></head><body>{body}</body></html>").blocks
    assert [block for block in found if not isinstance(block, Ignored)] == [H("Doel 1.2.3 Sport", 1), P("a")]
    own = read_markup(
        "<html><head><title>Wonen - werken</title></head><body><p>Wonen - werken</p><h2>A</h2></body>"
    ).blocks
    assert own[0] == P("Wonen - werken")


def test_a_page_in_one_table_of_labels_and_their_parts() -> None:
    parts = ("Criteria", f"<p>Zo:</p>{LIST}", "Activiteiten", "<p>b")
    rows = "".join(f"<tr><td colspan=2>{part}" for part in parts)
    found = read_markup(f"<h1>Doel</h1><table>{rows}</table>").blocks
    assert [block.text for block in found if not isinstance(block, Grid)] == [
        "Doel",
        "Criteria",
        "Zo:",
        "een",
        "Activiteiten",
        "b",
    ]


@pytest.mark.parametrize(
    "home", ["href='/'", "href='https://zwolle.begroting-2024.nl'", "href=/x rel=home", "href=index.html"]
)
def test_the_name_of_the_site_as_a_heading_is_no_title(home: str) -> None:
    site = f"<header><h1><a {home}>Begroting en verantwoording</a></h1></header>"
    found = read_markup(f"<body>{site}<h2>Doel 1.2.3 Sport</h2><p>a</p></body>").blocks
    assert [block for block in found if not isinstance(block, Ignored)] == [H("Doel 1.2.3 Sport"), P("a")]


@pytest.mark.parametrize("link", ["<a href='/p3/doel-1-2-3'>Doel 1.2.3 Sport</a>", "<a href='#x'></a>Doel 1.2.3 Sport"])
def test_a_title_that_links_elsewhere_is_one(link: str) -> None:
    found = read_markup(f"<body><h1>{link}</h1><p>a</p></body>").blocks
    assert [block for block in found if not isinstance(block, Ignored)] == [H("Doel 1.2.3 Sport", 1), P("a")]


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        ("<div><label>Budget</label><strong>€ 12.000</strong></div>", "Budget\n€ 12.000"),
        ("<div><label>Wanneer</label> <span>in 2024</span></div>", "Wanneer\nin 2024"),
        ("<p><label>Wanneer</label>2024</p>", "Wanneer\n2024"),
        ("<div><span>Portefeuillehouder</span><span>Ed Anker</span></div>", "Portefeuillehouder Ed Anker"),
        ("<div class='d-flex'><span>status</span><span>gereed</span></div>", "status gereed"),
        ("<p><em class=label>status</em><em class=value>gereed</em></p>", "status gereed"),
        ("<p>In <b>Lasten</b><span>2024</span> staat</p>", "In Lasten 2024 staat"),
        ("<p><a href=/x>Nota Sport</a><a href=/y>Nota Wonen</a></p>", "Nota Sport\nNota Wonen"),
        ("<p><span>We be</span><span>steden veel.</span></p>", "We besteden veel."),
        ("<p><b>Digi</b><b>D</b> en <b>CO</b><span>2</span></p>", "DigiD en CO2"),
        ("<p>Mijn<b>Zwolle</b>: <i>8</i><i>12</i> keer <b>1</b><i>.204</i></p>", "MijnZwolle: 812 keer 1.204"),
        ("<p><span>Zin.Zin</span><span>Tekst</span></p>", "Zin.ZinTekst"),
        ("<h2>Activiteiten<small>tekst uit Begroting 2021</small></h2>", "Activiteiten tekst uit Begroting 2021"),
    ],
)  # fmt: skip
def test_texts_side_by_side_are_not_one_word(markup: str, printed: str) -> None:
    blocks = read_markup(f"<h1>Doel 1.2.3 Sport</h1><p>De tekst.</p>{markup}").blocks
    assert [block.text for block in blocks if not isinstance(block, Grid)][2:] == [printed]


def test_items_that_are_opened_are_parts_and_no_list() -> None:
    item = "<li><a href='#'>{}</a><div><p>{}</p></div></li>".format
    items = item("Blauw beheer (meevaller € 74.000)", "Minder baggeren.") + item("Wegen", "Meer asfalt.")
    blocks = read_markup(f"<h1>Doel 7.1.2</h1><p>Afwijkingen.</p><ul class=accordion>{items}</ul><p>Slot.</p>").blocks
    assert [(type(block).__name__, block.text) for block in blocks if not isinstance(block, Grid)] == [
        ("Heading", "Doel 7.1.2"), ("Paragraph", "Afwijkingen."), ("Paragraph", "Blauw beheer (meevaller € 74.000)"),
        ("Paragraph", "Minder baggeren."), ("Paragraph", "Wegen"), ("Paragraph", "Meer asfalt."),
        ("Paragraph", "Slot."),
    ]  # fmt: skip


def test_of_two_bold_labels_in_lines_the_first_has_nothing_below_it() -> None:
    body = "<b>Kaderstellende nota('s)</b><br><b>Portefeuillehouder(s)</b><br>Klaas Sloots<br><br>"
    body += "<b>Lopende activiteiten</b><br><b>Wonen</b><br><b>Opvang</b><br>We bouwen."
    assert [block for block in read_markup(f"<h1>Doel 7.1.2</h1>{body}").blocks if isinstance(block, Paragraph)] == [
        P("Kaderstellende nota('s)", "Kaderstellende nota('s)"),
        P("Portefeuillehouder(s)\nKlaas Sloots", "Portefeuillehouder(s)"),
        P("Lopende activiteiten", "Lopende activiteiten"),
        P("Wonen\nOpvang\nWe bouwen.", "Wonen\nOpvang"),
    ]


@pytest.mark.parametrize(
    ("cell", "severity"),
    [
        ("<td data-value=18050>", "warning"),
        ("<td><data value=18050></data>", "warning"),
        ("<td><meter value=18050></meter>", "warning"),
        ("<td data-value=18050412>18.050", "info"),
        ("<td><data value='18.4'>18</data>", "info"),
        ("<td data-value=18050>18.050", ""),
        ("<td data-value=18050000>18.050", ""),
        ("<td data-value=3>18.050", ""),  # the order of the row
        ("<td data-value=0>", ""),
        ("<td title='18.050' data-value=18050>", ""),
    ],
)
def test_numbers_that_only_a_script_shows_are_told(cell: str, severity: str) -> None:
    found = read_markup(f"<table><tr><th>a<th>b<tr><td>Lasten{cell}</table>").findings
    assert [f.severity for f in found if f.code == "VALUE_HELD"] == [severity] * bool(severity)


VALUES = "<tr><td><a href=/a>Lasten</a></td><td><a href=/a>12</a></td><td><a href=/a>13</a></td></tr>"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "<details open><summary><h2>Criteria</h2><span>+</span></summary><p>een</p></details>",
            [H("Criteria"), P("een")],
        ),
        ("<h2>» Criteria</h2><p>een</p><p><a href=#top>↑ Terug naar boven</a></p>", [H("Criteria"), P("een")]),
        ("<h2>📌 Criteria <span>(klik om te openen)</span></h2><p>een</p>", [H("Criteria"), P("een")]),
        ("<h2>Toelichting op<br>realisatie doel</h2>", [H("Toelichting op realisatie doel")]),
        ("<h2>Doel 1.2.3 Zorg<br>We zorgen</h2>", [H("Doel 1.2.3 Zorg\nWe zorgen")]),
        ("<input type=checkbox id=e><div><p>een</p></div><label for=e>Lees meer</label>", [P("een")]),
        (
            "<p>een<span>...</span><span style='display:none'> twee</span></p><button onclick=x()>Lees meer</button>",
            [P("een twee")],
        ),
        (f"<nav><h2>Criteria</h2><p>{'een ' * 50}</p></nav>", [H("Criteria"), P(f"{'een ' * 50}".strip())]),
        ("<nav><h2>Criteria</h2><ul><li><a href=/a>een</a></ul></nav>", []),
        (
            "<div id=CookieDialog role=dialog><h2>Cookies</h2><table><tr><th>Naam<th>Doel<tr><td>_ga</table></div>een",
            [P("een")],
        ),
        ("<button role=tab aria-controls=a>Grafiek</button><button role=tab>Tabel</button><p>een</p>", [P("een")]),
        (f"<table>{VALUES * 8}</table>", [(8, 3)]),
        (f"<table role=presentation>{VALUES.replace('a href=/a', 'b')}{VALUES}</table>", [(2, 3)]),
        (
            "<table><thead style='display:none'><tr><th><th>Lasten<th>Baten</thead><tr><td>Sport<td>1<td>2</table>",
            [(2, 3)],
        ),
    ],
)
def test_what_scripts_and_styles_add(markup: str, expected: list[object]) -> None:
    blocks = read_markup(f"<body><h1>Doel 7.1.2 Wijken</h1>{markup}</body>").blocks[1:]
    printed = [block for block in blocks if not isinstance(block, Ignored)]
    assert [(len(b.rows), len(b.rows[0])) if isinstance(b, Grid) else b for b in printed] == expected


@pytest.mark.parametrize(
    ("markup", "codes"),
    [
        ("<p>Lasten 12 13 14<br>Baten 1 2 3<br>Saldo -11 -11 -11</p>", ["TABLE_LOST"]),
        ("<p>Lasten 12 13 14</p><p>Baten 1 2 3</p><p>Saldo -11 -11 -11</p>", ["TABLE_LOST"]),
        ("<p>Van 2019, 2020, 2021 en 2022<br>en van 2023<br>tot 2024</p><p>Doelen 1.1, 1.2 en 1.3</p>", []),
    ],
)
def test_rows_in_lines_of_text_are_told(markup: str, codes: list[str]) -> None:
    assert [finding.code for finding in read_markup(f"<body><h1>Doel 7.1.2</h1>{markup}</body>").findings] == codes
