"""Markup -> blocks, one row per rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Block, Grid, Heading, Ignored, Item, Paragraph
from pipeline.readers.html import read_markup


def H(text: str, level: int = 2) -> Heading:  # noqa: N802
    return Heading(text, level)


def P(text: str, lead: str | None = None) -> Paragraph:  # noqa: N802
    return Paragraph(text, lead)


def table(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def shape(block: Block) -> object:
    return table(block) if isinstance(block, Grid) else block


STAMP = "Deze pagina is gebouwd op 05/03/2021 10:11:12 met de export van 05/03/2021 10:01:12"
MENU = "<ul>" + "".join(f"<li><a href=/p{n}>Pagina {n}</a></li>" for n in range(25)) + "</ul>"
MENU_TEXT = "".join(f"Pagina {n}" for n in range(25))

CASES: list[tuple[str, str, list[object]]] = [
    ("headings", "<h1>A</h1><h2><span>B</span><i></i></h2><h6>C</h6>", [H("A", 1), H("B"), H("C", 6)]),
    ("heading of two lines", "<h1>Doel 1.2.3 X<br>Zin</h1>", [H("Doel 1.2.3 X\nZin", 1)]),
    ("role heading", "<div role=heading aria-level=3>A</div>", [H("A", 3)]),
    ("button around heading", "<div role=button><h2>A<i></i></h2></div><p>t", [H("A"), P("t")]),
    ("heading around button", "<h3><button>A</button></h3>", [H("A", 3)]),
    ("toggle", "<button>Beschrijving</button><p>t</p>", [H("Beschrijving"), P("t")]),
    ("action", "<p>t</p><button>Print</button>", [P("t"), Ignored("Print", "navigation")]),
    ("details", "<details><summary>A</summary>t<details><summary>B</summary>u</details></details>",
     [H("A"), P("t"), H("B", 3), P("u")]),
    ("legend", "<fieldset><legend>A</legend>t</fieldset>", [H("A", 3), P("t")]),
    ("link that opens", "<div><a href='#c1'>Criteria</a></div><div id=c1>t</div>", [H("Criteria"), P("t")]),
    ("link that goes to a heading", "<h1>A</h1><p><a href='#c1'>Afwijkingen</a></p><p>t</p><h2 id=c1>B</h2>",
     [H("A", 1), Ignored("Afwijkingen", "navigation"), P("t"), H("B")]),
    ("link to a bare anchor", "<h1>A</h1><p><a href='#c1'>B</a></p><p>t</p><h2><a name=c1></a>B</h2>",
     [H("A", 1), Ignored("B", "navigation"), P("t"), H("B")]),
    ("link to deviations", "<h1>A</h1><p><a href='/p1'>Link naar afwijkingen in Berap 2021-1</a></p><p>t</p>",
     [H("A", 1), Ignored("Link naar afwijkingen in Berap 2021-1", "navigation"), P("t")]),
    ("link that opens what stands below its anchor", "<p><a href='#c1'>Criteria</a></p><span id=c1></span><p>t</p>",
     [H("Criteria"), P("t")]),
    ("link to a document", "<p><a href='/a.pdf'>Link naar Woonvisie</a></p>", [P("Link naar Woonvisie")]),
    ("links above all text", "<div><a href='/p1'>A</a> <a href='/p2'>B</a></div><p>t</p>",
     [Ignored("A B", "navigation"), P("t")]),
    ("cells of links above the title", "<table><tr><td><a href='/p1'>A</a><td><a href='/p2'>B</a></table><h1>T</h1>",
     [Ignored("A B", "navigation"), H("T", 1)]),
    ("words of the site above all text",
     "<div><span>Menu</span><span>Zoeken</span></div><p>Begroting gemeente Zwolle</p>t",
     [Ignored("Menu Zoeken", "navigation"), Ignored("Begroting gemeente Zwolle", "navigation"), P("t")]),
    ("hidden behind a part with buttons of its own",
     f"<h1>T</h1><div><button aria-expanded=true>Criteria</button><p>{'t ' * 200}</p></div><div style='display:none'>u",
     [H("T", 1), H("Criteria"), P(("t " * 200).strip()), Ignored("u", "hidden")]),
    ("stamp below lines", "<h1>T</h1>t<br><br>u<br><br>Deze pagina is gebouwd op 06/13/2024 13:22:06",
     [H("T", 1), P("t"), P("u"), Ignored("Deze pagina is gebouwd op 06/13/2024 13:22:06", "stamp")]),
    ("links to goals above all text", "<p><a href='/p1'>Doel 1.1.1 A</a> <a href='/p2'>Doel 1.1.2 B</a></p>",
     [P("Doel 1.1.1 A Doel 1.1.2 B")]),
    ("links that turn the page", "<h1>T</h1><p>t</p><div><a href='/p1'>Vorige</a> <a href='/p2'>Volgende</a></div>",
     [H("T", 1), P("t"), Ignored("Vorige Volgende", "navigation")]),
    ("way back below a line", "<h1>T</h1>Klaas Sloots<br><br>ga terug",
     [H("T", 1), P("Klaas Sloots"), Ignored("ga terug", "navigation")]),
    ("button around a word", "<h1>T</h1>een <button aria-expanded=false>begrip</button> in de zin",
     [H("T", 1), P("een begrip in de zin")]),
    ("button on a line of its own", "<h1>T</h1>t<br><br><button aria-expanded=true>Criteria</button>u",
     [H("T", 1), P("t"), H("Criteria"), P("u")]),
    ("a lone dash below a bold line", "<h1>T</h1><p><b>A</b></p><p>- wij doen iets dat lang duurt</p>",
     [H("T", 1), P("A", "A"), Item("wij doen iets dat lang duurt", 1)]),
    ("a lone dash in text", "<h1>T</h1><p>A</p><p>- wij doen iets dat lang duurt</p>",
     [H("T", 1), P("A"), P("- wij doen iets dat lang duurt")]),
    ("a label behind a dash", "<h1>T</h1><p>- Jaarrekening</p>", [H("T", 1), P("- Jaarrekening")]),
    ("link in text", "<p>zie <a href='#c1'>Criteria</a></p>", [P("zie Criteria")]),
    ("link around heading", "<a href=#><h2>A</h2></a>", [H("A")]),
    ("lead", "<p><strong>A</strong><br/><strong>B</strong><br/>t</p>", [P("A\nB\nt", "A\nB")]),
    ("bold block", "<p><b>A</b></p>", [P("A", "A")]),
    ("bold style", "<p><span style='font-weight:600'>A:</span> t</p>", [P("A: t", "A:")]),
    ("bold later", "<p>t <b>A</b></p>", [P("t A")]),
    ("bold around blocks", "<b><div>A</div><div>B</div></b>", [P("A", "A"), P("B", "B")]),
    ("breaks", "<p>a<br><br><br>b<br></p>", [P("a"), P("b")]),
    ("bold below a blank line", "<div><b>A</b><br>t<br><br><b>B</b><br>u<br><b>C</b><br><br>v</div>",
     [P("A\nt", "A"), P("B\nu\nC", "B"), P("v")]),
    ("white space", "<p> a&nbsp; b\n\tc&shy;d&#8203;e&thinsp;f </p>", [P("a b cde f")]),
    ("euro by number", "<p>&#128; 5 &#150; 7</p>", [P("€ 5 – 7")]),
    ("loose text", "<div>a <em>b</em> c<p>d</p>e</div>", [P("a b c"), P("d"), P("e")]),
    ("items", "<ul><li>a<li><p>b</p><p>c</p></ul><ol><li>d</ol>",
     [Item("a", 1), Item("b\nc", 1), Item("d", 1, ordered=True)]),
    ("items that open with a dash", "<p>Wij:<br>- A<br>- B<br>en verder<br><br>Zorg<br>– C</p>",
     [P("Wij:"), Item("A", 1), Item("B\nen verder", 1), P("Zorg"), Item("C", 1)]),
    ("paragraphs that open with a dash", "<p>Wij:</p><p>- A</p><p>– B</p><p>- 80% C</p><p>en verder</p>",
     [P("Wij:"), Item("A", 1), Item("B", 1), Item("80% C", 1), P("en verder")]),
    ("rows that open with a sign", "<p>- Jaarrekening</p><p>- 250</p><p>- Saldo</p>",
     [P("- Jaarrekening"), P("- 250"), P("- Saldo")]),
    ("list of roles", "<div role=list><div role=listitem>a<div role=list><div role=listitem>b</div></div></div></div>",
     [Item("a", 1), Item("b", 2)]),
    ("indented items of an editor", "<ul><li>a</li><li class=ql-indent-1>b</li><li class=ql-indent-2>c</li><li>d</ul>",
     [Item("a", 1), Item("b", 2), Item("c", 3), Item("d", 1)]),
    ("table of bullets", "<table><tr><td>•<td>a<tr><td>·<td><p>b</p><ul><li>c</ul></table>",
     [Item("a", 1), Item("b", 1), Item("c", 2)]),
    ("table of squares for bullets", "<table><tr><td>□<td>a<tr><td>□<td>b</table>", [Item("a", 1), Item("b", 1)]),
    ("table of marks", "<table><tr><td>●<td>a<tr><td>○<td>b</table>", [[["●", "a"], ["○", "b"]]]),
    ("table of dashes for nothing", "<table><tr><td>-<td>5<tr><td>-<td>6</table>", [[["-", "5"], ["-", "6"]]]),
    ("link of a heading to itself",
     "<h2><a href=#a>#</a> A <a href=#a title=link>¶</a></h2><h2>Nr #</h2><h2><a href=#b>#</a></h2>",
     [H("A"), H("Nr #"), H("#")]),
    ("tabs that do not name their panels",
     "<div role=tablist><button role=tab id=k>Een</button></div><div role=tabpanel aria-labelledby=k>a</div>",
     [Ignored("Een", "navigation"), H("Een"), P("a")]),
    ("block that opens by a click", "<div onclick='t()'>Criteria</div><div style='display:none'>b</div>",
     [P("Criteria"), P("b")]),
    ("link that counts clicks", "<p>a <a onclick='t()'>b</a></p><div style='display:none'>c</div>",
     [P("a b"), Ignored("c", "hidden")]),
    ("content without scripts", f"<p>Laden...</p><noscript><p>{'tekst ' * 9}</p></noscript>",
     [Ignored("Laden...", "navigation"), P(("tekst " * 9).strip())]),
    ("copy without scripts", f"<p>{'tekst ' * 9}</p><noscript><p>{'tekst ' * 9}</p></noscript>",
     [P(("tekst " * 9).strip()), Ignored(("tekst " * 9).strip(), "script")]),
    ("request for scripts", "<noscript><p>Deze pagina werkt alleen met JavaScript, schakel dat in.</p></noscript>",
     [Ignored("Deze pagina werkt alleen met JavaScript, schakel dat in.", "script")]),
    ("shadow of a custom element",
     "<x-page><template shadowrootmode=open><style>p{}</style><p>a</p><slot></slot></template></x-page>",
     [Ignored("p{}", "script"), P("a")]),
    ("form of rows", "<template><ul><li>{{ rij.naam }} met een lange omschrijving van de rij</ul></template><p>a</p>",
     [Ignored("{{ rij.naam }} met een lange omschrijving van de rij", "script"), P("a")]),
    ("icons for bullets", "<ul><li><i>✓</i> A<li>➢ B</ul><p>● C</p><p>→ D<br>→ E</p>",
     [Item("A", 1), Item("B", 1), Item("C", 1), Item("D", 1), Item("E", 1)]),
    ("notes behind a star", "<p>* voorlopig cijfer</p>", [P("* voorlopig cijfer")]),
    ("action in a heading", "<h2>A <a href=/e>Bewerken</a></h2><h2><a href=/p1>Verder</a></h2>",
     [Ignored("Bewerken", "navigation"), H("A"), H("Verder")]),
    ("summary that does something", "<details><summary>Toon tabel</summary>t</details>",
     [Ignored("Toon tabel", "navigation"), P("t")]),
    ("spans shown as blocks", "<div><span style='display: block'>A</span><b style='display:block'>B</b>t</div>",
     [P("A"), P("B", "B"), P("t")]),
    ("charging is no waiting", "<p>Laden</p><p>laden…</p>", [P("Laden"), Ignored("laden…", "navigation")]),
    ("tooltip of a block", "<div data-toggle=tooltip>a</div><div style='display:none'>b</div>",
     [P("a"), Ignored("b", "hidden")]),
    ("rest behind a button", "<p>a <span style='display:none'>b</span> <button aria-expanded=false>Lees meer</button>",
     [Ignored("Lees meer", "navigation"), P("a b")]),
    ("one dash is no list", "<p>- Jaarrekening</p><p>a<br>- b</p><p>a<br>- 250<br>- 300</p>",
     [P("- Jaarrekening"), P("a\n- b"), P("a\n- 250\n- 300")]),
    ("parts of a custom element",
     "<x-card><span slot=a>A</span><span slot=b><i>B</i> t</span></x-card>",
     [P("A"), P("B t")]),
    ("nested items", "<ul><li>a<ul><li>b</li></ul>c</li></ul>", [Item("a\nc", 1), Item("b", 2)]),
    ("list in list", "<ul><li>a</li><ul><li>b</li></ul></ul>", [Item("a", 1), Item("b", 2)]),
    ("table in item", "<ul><li>a<table><tr><td>1<td>2</table>b</ul>", [Item("a", 1), [["1", "2"]], Item("b", 1)]),
    ("accordion of items", "<ul><li><h3>A</h3><p>t</p><ul><li>i</ul></ul>", [H("A", 3), P("t"), Item("i", 1)]),
    ("word list",
     ("<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>·<span>&nbsp;&nbsp; </span>a<o:p></o:p></p>"
     "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>o&nbsp;&nbsp; b</p>"
     "<p class=MsoListParagraph style='margin-left:36pt;mso-list:l1 lfo2'>1.&nbsp; c</p>"
     "<p class=MsoNormal>o nee</p>"),
     [Item("a", 1), Item("b", 2), Item("c", 1, ordered=True), P("o nee")]),
    ("bullets as characters", "<p>Wij:<br>• a<br>vervolg<br>·b</p>", [P("Wij:"), Item("a\nvervolg", 1), Item("b", 1)]),
    ("empty paragraphs", "<p></p><p>&nbsp;</p><div> </div><h2></h2><table><tr><td></td></tr></table>", []),
    ("navigation", f"<nav>{MENU}</nav><p>t", [Ignored(MENU_TEXT, "navigation"), P("t")]),
    (
        "list of parts",
        "<ul><li><b>Beschrijving</b><p>t</p></li><li><b>Criteria</b><ul><li>a</li></ul></li></ul>",
        [P("Beschrijving", "Beschrijving"), P("t"), P("Criteria", "Criteria"), Item("a", 1)],
    ),
    (
        "pages of the goal",
        "<h1>A</h1><div><a href=/p1>Beschrijving</a> <a href=/p2>Activiteiten en kredieten</a></div><p>t",
        [H("A", 1), Ignored("Beschrijving Activiteiten en kredieten", "navigation"), P("t")],
    ),
    ("menu without nav", f"<div>{MENU}</div><p>t", [Ignored(MENU_TEXT, "navigation"), P("t")]),
    ("documents below a heading", "<h2>Nota's</h2><ul>" + "<li><a href=n.pdf>N</a>" * 6 + "</ul>",
     [H("Nota's"), *[Item("N", 1)] * 6]),
    ("goals on an ambition page", "<h2>Doelen</h2><p>t</p><ul>" + "<li><a href=x>Doel 1.1.1 N</a>" * 6 + "</ul>",
     [H("Doelen"), P("t"), *[Item("Doel 1.1.1 N", 1)] * 6]),
    ("cookie bar", "<div>Wij gebruiken cookies <button>Akkoord</button></div><p>t",
     [Ignored("Wij gebruiken cookies Akkoord", "cookie"), P("t")]),
    ("cookie bar on a short page",
     "<div><div>Wij gebruiken cookies <button>Akkoord</button></div><div><p>korte tekst</p></div></div>",
     [Ignored("Wij gebruiken cookies Akkoord", "cookie"), P("korte tekst")]),
    ("cookies in prose", "<h1>A</h1><p>Wij plaatsten 5 cookies.</p>", [H("A", 1), P("Wij plaatsten 5 cookies.")]),
    ("script", "<p>a</p><script>var t='<table>'</script>", [P("a"), Ignored("var t='<table>'", "script")]),
    ("footer", "<main><p>a</p></main><footer><p>Gemeente</p></footer>", [P("a"), Ignored("Gemeente", "footer")]),
    ("stamp", f"<p>a</p><div><small>{STAMP}</small></div>", [P("a"), Ignored(STAMP, "stamp")]),
    ("stamp behind an item", f"<ul><li>a<br>{STAMP}</ul>", [Item("a", 1), Ignored(STAMP, "stamp")]),
    ("leftovers", "<p>portal</p><p>a</p><p>ga terug</p>",
     [Ignored("portal", "navigation"), P("a"), Ignored("ga terug", "navigation")]),
    ("hidden text", "<p>a</p><div style='display: none'>b</div><p hidden>c</p>",
     [P("a"), Ignored("b", "hidden"), Ignored("c", "hidden")]),
    ("collapsed body", "<button aria-controls=x>Kop</button><div id=x hidden>b</div>", [H("Kop"), P("b")]),
    ("collapse class", "<h2>A</h2><div class='panel-collapse collapse' aria-hidden=true>b</div>", [H("A"), P("b")]),
    ("tabs",
     "<ul><li><a href=#t1>Een</a><li><a href=#t2>Twee</a></ul><div id=t1>a</div><div id=t2><h2>Twee</h2>b</div>",
     [Ignored("Een Twee", "navigation"), H("Een"), P("a"), H("Twee"), P("b")]),
    ("definitions", "<dl><dt>A<dd>t</dl>", [P("A", "A"), P("t")]),
    ("many definitions", "<dl>" + "<dt>A<dd>1" * 4 + "</dl>", [[["A", "1"]] * 4]),
    ("definitions of parts",
     "<dl>" + "".join(f"<dt>{label}<dd>t" for label in ("Beschrijving", "Criteria", "Activiteiten", "Indicatoren")),
     [P("Beschrijving", "Beschrijving"), P("t"), P("Criteria", "Criteria"), P("t"),
      P("Activiteiten", "Activiteiten"), P("t"), P("Indicatoren", "Indicatoren"), P("t")]),
    ("table of parts below a title",
     "<table><tr><td colspan=2>Doel 1.2.3 A<tr><td><b>Beschrijving</b><td>t<tr><td><b>Criteria</b><td>u</table>",
     [P("Doel 1.2.3 A"), P("Beschrijving", "Beschrijving"), P("t"), P("Criteria", "Criteria"), P("u")]),
    ("spans", "<table><tr><th rowspan=2>L<th colspan=2>G<tr><th>2020<th>2021<tr><td>r<td>1<td>2<tr><td>k</table>",
     [[["L", "G", "G"], ["L", "2020", "2021"], ["r", "1", "2"], ["k", "", ""]]]),
    ("foot last", "<table><tfoot><tr><td>T<td>9</tfoot><tbody><tr><td>a<td>9</tbody></table>",
     [[["a", "9"], ["T", "9"]]]),
    ("lines of a cell", "<table><tr><td>A<td>B<tr><td>a<br>b<p></p>c<ul><li>d<ul><li>e</ul></ul><td>1</table>",
     [[["A", "B"], ["a\nb\n\nc\n• d\n  • e", "1"]]]),
    ("cells never closed", "<table><tr><td><div>a<td>b<tr><td>c<td>d</table>", [[["a", "b"], ["c", "d"]]]),
    ("no rows", "<table><td>a<td>b</table>", [[["a", "b"]]]),
    ("form between table and row", "<table><form><tr><td>a<td>b</form></table>", [[["a", "b"]]]),
    ("table in cell", "<table><tr><th>A<th>B<tr><td>1<td>2<tr><td>3<td>x<table><tr><td>i<td>j</table>y</table>",
     [[["A", "B"], ["1", "2"], ["3", "x\ny"]], [["i", "j"]]]),
    ("page frame",
     "<table><tr><td>" + "<a href=x>m</a><br>" * 6 + "<td><b>K</b><p>t<table><tr><td>a<td>1</table></table>",
     [Ignored("m m m m m m", "navigation"), P("K", "K"), P("t"), [["a", "1"]]]),
    ("frame of prose", "<table><tr><td>x<td><p>a<p>b<ul><li>c</ul></table>", [P("x"), P("a"), P("b"), Item("c", 1)]),
    ("one column", "<table><tr><th>A<tr><td><p>t</p><ul><li>i</ul></table>",
     [[["A"], ["t\n• i"]], P("A", "A"), P("t"), Item("i", 1)]),
    ("roles",
     ("<div role=table><div role=row><i role=columnheader>A</i><i role=columnheader>B</i></div>"
     "<div role=row><i role=cell>1</i><i role=cell>2</i></div></div>"), [[["A", "B"], ["1", "2"]]]),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_blocks(markup: str, expected: list[object]) -> None:
    assert [shape(block) for block in read_markup(markup).blocks] == expected


@pytest.mark.parametrize(("name", "year"), [("Jaarverslag 2016", 2016), ("Leefbaarheid en welzijn", 2014)])
def test_the_name_of_the_document_above_a_table_belongs_to_the_breadcrumb(name: str, year: int) -> None:
    """jaarverslag-2016 p8623: the first goal has no title, its table follows at once. A paragraph that is one link
    reads as a heading."""
    heads = f"<tr><td>Nulsituatie<td>Norm van {year}<td>Wat is in {year} gerealiseerd"
    table = f"<table><tr><td colspan=3>Doelstellingen/maatschappelijke effecten{heads}<tr><td>1<td>2<td>3</table>"
    for written in (f"<p>{name}</p>", f"<p><a href=/>{name}</a></p>", f"<h2>{name}</h2>"):
        assert read_markup(f"<body>{written}{table}</body>").breadcrumb == (name,)
    assert read_markup(f"<body><h2>Veilige wijken</h2>{table}</body>").breadcrumb == ()


def test_the_name_of_the_document_above_the_title_belongs_to_the_breadcrumb() -> None:
    trail = "<nav aria-label=breadcrumb><ol><li>Domeinen<li>Fysiek domein</ol></nav>"
    document = read_markup(f"{trail}<p>Jaarstukken 2020<br>portal</p><h1>A</h1><p>t</p>")
    assert document.breadcrumb == ("Jaarstukken 2020", "Domeinen", "Fysiek domein")
    assert [block for block in document.blocks if not isinstance(block, Ignored)] == [H("A", 1), P("t")]
    other = read_markup(f"{trail}<p>Jaarstukken 2020<br>Tekst.</p><h1>A</h1>")
    assert other.blocks[1:] == (P("Jaarstukken 2020\nTekst."), H("A", 1))


def only_grid(markup: str) -> Grid:
    (grid,) = [block for block in read_markup(markup).blocks if isinstance(block, Grid)]
    return grid


HEADER_ROWS = [
    ("<table><thead><tr><th>A<th>B</thead><tr><td>a<td>1</table>", 1),
    ("<table><tr><td><b>A</b><td><p><strong>B</strong></p><td>&nbsp;<tr><td>a<td>1<td>2</table>", 1),
    (
        "<table><tr><th>A<th colspan=2>B<tr><td><b>&nbsp;</b><td><b>2024</b><td><b>2025</b><tr><td>a<td>1<td>2</table>",
        2,
    ),
    ("<table><tr><th>A<th>B<tr><td colspan=2>&nbsp;<tr><th><th>2024<tr><td>a<td>1</table>", 3),
    ("<table><tr><th>A<th>B<tr><td colspan=2>&nbsp;<tr><td>a<td>1</table>", 1),
    ("<table><tr><th>A<th>B<tr><th scope=row>a<td>1</table>", 1),
    ("<table><tr><td>A<td>B<tr><td>a<td>1</table>", 0),
    ("<table><tr><td><b>A</b> x<td><b>B</b></table>", 0),
    ("<table><tr><th>A<th>B<tr><td><b>Mutaties:</b><td></table>", 1),
    ("<table><tr><th>A<th>B<tr><td><b>Totaal</b><td><b>1.204</b></table>", 1),
]


@pytest.mark.parametrize(("markup", "count"), HEADER_ROWS)
def test_header_rows(markup: str, count: int) -> None:
    grid = only_grid(markup)
    assert grid.header_rows == count
    assert all(cell.is_header for row in grid.rows[:count] for cell in row if cell.text)


def test_captions() -> None:
    rows = "<tr><td>a<td>1"
    assert only_grid(f"<table><caption><b>Baten en lasten</b></caption>{rows}</table>").caption == "Baten en lasten"
    figure = f"<figure><table>{rows}</table><figcaption>Lasten</figcaption></figure>"
    assert only_grid(figure).caption == "Lasten"
    assert len(read_markup(figure).blocks) == 1


def test_a_spanning_cell_is_one_object_in_several_places() -> None:
    grid = only_grid("<table><tr><td colspan=2 rowspan=2>a<td>b<tr><td>c</table>")
    assert grid.rows[0][0] is grid.rows[0][1] is grid.rows[1][0] is grid.rows[1][1]
    assert (grid.rows[1][2].row, grid.rows[1][2].column) == (2, 3)


def test_hidden_table_is_recorded_and_not_used() -> None:
    document = read_markup("<h2>A</h2><div style='DISPLAY:none'><table><tr><td>a<td>1</table>b</div>")
    assert [block.hidden for block in document.blocks if isinstance(block, Grid)] == [True]
    assert document.blocks[-1] == Ignored("b", "hidden")
    assert [(finding.code, finding.location) for finding in document.findings] == [("HIDDEN_TABLE", "table 1")]


def test_hidden_sort_key_in_a_cell_is_left_out_by_name() -> None:
    document = read_markup("<table><tr><td>a<td><span style='display:none'>0012</span>12</table>")
    assert [shape(block) for block in document.blocks] == [Ignored("0012", "hidden"), [["a", "12"]]]


TRAILS = [
    "<nav aria-label=breadcrumb><ol><li><a href=/>Domeinen</a><li><a href=/>Sociaal domein</a></ol></nav>",
    "<div class='page-Breadcrumb'><a href=/>Domeinen</a> <span>›</span> <a href=/>Sociaal domein</a></div>",
    "<p id=kruimelpad>U bent hier: Domeinen &gt; Sociaal domein</p>",
    "<p><a href=/>Domeinen</a> &gt; <a href=/>Sociaal domein</a></p>",
    "<div><a href=/>Domeinen</a> / Sociaal domein</div>",
    "<td>Domeinen » Sociaal domein</td>",
    "<ul><li><a href=/>Domeinen</a></li><li><a href=/>Sociaal domein</a></li></ul>",
    "<header><nav><a href=/>Domeinen</a> › <a href=/>portal</a> › <a href=/>Sociaal domein</a></nav></header>",
    "<nav><a href=/>Domeinen</a><a href=/>Sociaal domein</a></nav>",
    "<div><a href=/>Domeinen</a> <span>Sociaal domein</span></div>",
]


@pytest.mark.parametrize("trail", TRAILS)
def test_breadcrumb(trail: str) -> None:
    document = read_markup(f"<html><body>{trail}<h1>Doel 1.2.3</h1></body></html>")
    assert document.breadcrumb == ("Domeinen", "Sociaal domein")
    assert [block.reason for block in document.blocks if isinstance(block, Ignored)] == ["breadcrumb"]
    assert document.blocks[-1] == Heading("Doel 1.2.3", 1)


MENUS = [
    ("two domains", ["Home", "Fysiek domein", "Sociaal domein"]),
    ("two programmes", ["Programma's", "1. Sterke samenleving", "Programma 2 Zorg en werk"]),
    ("two parts of the report", ["Domeinen", "Paragrafen", "Bijlagen"]),
    ("what a site has", ["Home", "Contact", "Zoeken"]),
]


@pytest.mark.parametrize("names", [names for _, names in MENUS], ids=[case for case, _ in MENUS])
def test_names_side_by_side_are_a_menu_and_the_trail_below_it_counts(names: list[str]) -> None:
    links = [f"<a href=/{number}>{name}</a>" for number, name in enumerate(names)]
    trail = "<p><a href=/>Domeinen</a> / Sociaal domein</p>"
    for menu in (f"<nav>{''.join(links)}</nav>", f"<ul><li>{'<li>'.join(links)}</ul>"):
        assert read_markup(f"<body>{menu}<h1>A</h1></body>").breadcrumb == ()
        assert read_markup(f"<body>{menu}{trail}<h1>A</h1></body>").breadcrumb == ("Domeinen", "Sociaal domein")


def test_a_labelled_trail_counts_above_links_that_look_like_one() -> None:
    menu = "<ul><li><a href=/>Home</a><li><a href=/p>Programma's</a><li><a href=/q>Begroting in het kort</a></ul>"
    document = read_markup(f"<body>{menu}{TRAILS[0]}<h1>A</h1></body>")
    assert document.breadcrumb == ("Domeinen", "Sociaal domein")


def test_class_breadcrumb_on_the_body_hides_nothing() -> None:
    document = read_markup("<body class=has-breadcrumb><div class=breadcrumb-page><h1>A</h1><p>t</p></div></body>")
    assert document.blocks == (Heading("A", 1), Paragraph("t"))


def test_title_and_canonical() -> None:
    head = "<title> Doel  1.2.3 </title><link rel=canonical href='https://zwolle.nl/p1/x'>"
    document = read_markup(f"<html><head>{head}</head><body>t</body></html>")
    assert (document.title, document.canonical) == ("Doel 1.2.3", "https://zwolle.nl/p1/x")
    og = read_markup("<meta property='og:url' content='https://zwolle.nl/p2'><p>t")
    assert og.canonical == "https://zwolle.nl/p2"
    saved = read_markup("<!DOCTYPE html>\n<!-- saved from url=(0021)https://zwolle.nl/p3/x -->\n<html><p>t")
    assert saved.canonical == "https://zwolle.nl/p3/x"


def test_references_that_name_no_character_are_counted() -> None:
    document = read_markup("<p>a&#0;b&#55296;c&#x110000;d &#8364;</p>")
    (finding,) = document.findings
    assert (finding.code, finding.found) == ("BAD_CHAR", "3")
    assert document.blocks == (Paragraph("a\ufffdb\ufffdc\ufffdd €"),)


ODD = [
    "", "<!", "<![CDATA[x]]>", "<plaintext>a<b>", "<svg><text>a", "<template><p>a", "<frameset><frame>", "</p>", "<",
    "<table><table><table>",
    "<li>" * 300, "<ul>" * 300 + "x", "<details>" * 400 + "<summary>x", "\x00", "&#;", "<a:b>c",
]  # fmt: skip


@pytest.mark.parametrize("markup", ODD)
def test_odd_markup_is_no_traceback(markup: str) -> None:
    assert read_markup(markup).blocks == read_markup(markup).blocks


TAGS = [
    "p",
    "b",
    "div",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "h2",
    "button",
    "nav",
    "details",
    "summary",
    "dl",
    "dt",
    "dd",
    "section",
    "br",
    "footer",
    "form",
    "caption",
    "figure",
]
TAGS += ["a href='#x'", "span hidden", "td colspan=3", "td rowspan=2", "div role=button", "div role=heading"]
TOKEN = st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag.split()[0]}>" for tag in TAGS] + ["woord", " 81.964 "])


def words_of(block: Block) -> str:
    if isinstance(block, Grid):
        return (block.caption or "") + "".join(cell.text for row in block.rows for cell in row)
    return block.text


@given(st.lists(TOKEN, max_size=60))
def test_every_printed_word_is_in_a_block(tokens: list[str]) -> None:
    blocks = read_markup("<body>" + "".join(tokens) + "</body>").blocks
    printed = "".join(map(words_of, blocks))
    assert printed.count("woord") >= tokens.count("woord")
    assert printed.count("81.964") >= tokens.count(" 81.964 ")
    assert all(len({len(row) for row in block.rows}) == 1 for block in blocks if isinstance(block, Grid))


@pytest.mark.parametrize("words", ["Alle cookies accepteren", "Open menu", "Lees voor", "Naar boven", "Deel dit op"])
def test_a_button_that_does_something_is_no_heading(words: str) -> None:
    document = read_markup(f"<body><button>{words}</button><h1>Doel 1.1.1 A</h1><p>Tekst</p></body>")
    assert [b.text for b in document.blocks if isinstance(b, Heading)] == ["Doel 1.1.1 A"]


def test_a_button_that_opens_a_section_is_its_heading() -> None:
    document = read_markup("<body><h1>Doel 1.1.1 A</h1><button>Deelname en meedoen</button><p>Tekst</p></body>")
    assert [b.text for b in document.blocks if isinstance(b, Heading)] == ["Doel 1.1.1 A", "Deelname en meedoen"]


@pytest.mark.parametrize("head", ["<title>t</title>", "<head><title>t</title></head>", "<meta charset=utf-8>"])
def test_a_page_without_a_body_tag(head: str) -> None:
    blocks = read_markup(f"<!doctype html>{head}<nav>a</nav><main><p>b</p></main><div>c</div></html>").blocks
    assert blocks == (Ignored("a", "navigation"), Paragraph("b"), Paragraph("c"))


def test_pages_that_an_archive_or_a_tool_kept() -> None:
    single = (
        "<!DOCTYPE html> <html lang=nl><!--\n Page saved with SingleFile \n url: https://zwolle.nl/p3/x \n saved: x"
    )
    assert read_markup(f"{single}\n--><p>t</html>").canonical == "https://zwolle.nl/p3/x"
    toolbar = (
        "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id=wm-ipp style='display:none'><table><tr><td>2021<td>2023</table>"
        "</div><!-- END WAYBACK TOOLBAR INSERT -->"
    )
    kept = read_markup(f"<html><body>{toolbar}<h1>Doel 1.2.3 Sport</h1><p>t</p></body></html>")
    assert [block.text for block in kept.blocks if not isinstance(block, Grid)] == ["Doel 1.2.3 Sport", "t"]
    assert kept.findings == ()
