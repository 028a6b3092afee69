"""Labels and sections: what opens a section, what stays in it, and that nothing is lost."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_samples import GOAL_PATH, codes, document, finding, grid, outline, source

from pipeline.model import Block, Document, GoalRef, Grid, Heading, Ignored, Item, Page, PageRefused, Paragraph, Source
from pipeline.page import identify
from pipeline.page.labels import find_label
from pipeline.readers import read
from raw_pages import SHARED

COMPLETE = (
    "zwolle.jaarverslag-2024.nl/p49571/doel-1-2-3-langdurige-en-of-intensieve-ondersteuning",
    "zwolle.jaarverslag-2021.nl/doel-2-1-1-ondersteuning-in-de-wijk",
    "zwolle.begroting-2026.nl/p50287/doel-1-3-1-tijdelijk-verblijf-in-een-instelling",
    "zwolle.begroting-2016.nl/12-inwonersondersteuning",
)
needs_pages = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/pages is not here")


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            "description",
            [
                "Beschrijving",
                "Beschrijving doel",
                "Beschrijving ambitie (tekst uit Begroting 2019)",
                "Doelstellingen",
                "Doelstellingen/maatschappelijke effecten",
                "Situatie en problematiek",
                "Doelstellingen & maatschappelijke effecten",
                "Wat willen we bereiken?",
            ],
        ),
        ("realisation", ["Toelichting op realisatie doel", "TOELICHTING OP REALISATIE DOEL:", "Beleidsverantwoording"]),
        ("realisation", ["Wat hebben we bereikt?"]),
        ("activities_realised", ["Wat hebben we daarvoor gedaan?", "Wat hebben wij gedaan"]),
        (
            "financial_overview",
            ["Wat mag het kosten?", "Wat gaat het kosten?", "Wat heeft het gekost?", "Wat kost het?"],
        ),
        ("indicators", ["Verplichte BBV-indicatoren", "Prestatie-indicatoren"]),
        ("policy_documents", ["Beleidskaders", "Relevante beleidsnota's"]),
        ("criteria", ["Criteria", "Criteria (tekst uit begroting 2021)", "Cri teria", "\xa0Criteria.", "Criteria 1)"]),
        ("criteria", ["Criteria doel 7.2.1", "Criteria (doel 7.2.1)", "Criteria (3)"]),
        ("activities", ["Activiteiten en kredieten doel 10.1.1"]),
        ("policy_documents", ["Kaderstellende nota('s)", "Kaderstellende nota’s", "Relevante kaderstellende nota's"]),
        ("portfolio_holders", ["Portefeuillehouder(s)", "Portefeuillehouders", "Portefeuillehouder:"]),
        (
            "activities",
            [
                "Activiteiten",
                "Activiteiten (tekst uit Begroting 2021)",
                "Nieuwe activiteiten",
                "Lopende  activiteiten",
                "Activiteiten waar we mee stoppen",
                "Wat gaan we daarvoor doen?",
                "Wat doen we daarvoor?",
            ],
        ),
        ("activities_realised", ["Toelichting realisatie activiteiten", "Toelichting op realisatie activiteiten"]),
        ("indicators", ["Indicatoren", "Streefdoel/indicator"]),
        (
            "financial_overview",
            [
                "Financieel overzicht doel",
                "Overzicht baten en lasten",
                "Budget o.b.v. bestaand beleid",
                "Baten en lasten",
                "Baten en lasten (bedragen x €1.000)",
                "Baten en lasten 2017 (x 1.000€)",
                "Overzicht baten en lasten (x €1.000)",
                "Financieel overzicht (bedragen x € 1.000)",
            ],
        ),
        (
            "financial_explanation",
            [
                "Financiële toelichting activiteiten (verschillenanalyse)",
                "Financiële verantwoording",
                "Toelichting verschil 2017 t.o.v. 2016:",
                "Analyse afwijkingen > € 50.000 tussen begroting na wijziging en programmarekening 2015",
            ],
        ),
        (
            "deviations",
            [
                "Afwijkingen op activiteiten Berap 2021-2",
                "Afwijking op activiteiten uit Berap 2018 -2",
                "Afwijkingen op activiteiten",
                "Beleidsinterventie op doel/criteria",
                "Beleidsinterventie bij Berap 2018 - 2",
                "Afwijking op projecten en kredieten",
                "Beleidsmatige afwijkingen",
                "A. verwachte financiële afwijkingen van de financiële jaarprognose",
            ],
        ),
        (
            "other",
            [
                "Relaties met andere programma’s",
                "Relatie met andere programma's",
                "Toelichting",
                "Toelichting algemeen",
                "Samenvatting",
                "Visie",
                "Ontwikkelingen",
                "Algemeen",
                "Projecten",
                "Project omschrijving",
                "Programma omschrijving",
                "Voortgangsrapportage Projecten",
            ],
        ),
    ],
)
def test_labels(kind: str, texts: list[str]) -> None:
    for text in texts:
        label = find_label(text)
        assert label is not None, text
        assert label.kind == kind, text


@pytest.mark.parametrize(
    ("text", "kind"),
    [("3. Criteria", "criteria"), ("2.1 Kaderstellende nota('s)", "policy_documents")],
)
def test_a_label_may_be_numbered(text: str, kind: str) -> None:
    label = find_label(text)
    assert label is not None
    assert label.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "2 Activiteiten",
        "1.2.3 Zorg",
        "1. Projecten",
        "Link naar afwijkingen in Berap 2021-1",
        "De criteria zijn streng.",
        "Cirkel van geweld doorbreken",
        "",
        "Doel 1.2.3 Zorg",
        "Activiteiten in de wijk",
        "Toelichting op de cijfers van dit jaar",
        "x" * 400,
    ],
)
def test_other_text_is_no_label(text: str) -> None:
    assert find_label(text) is None


def page_of(*blocks: Block | str, path: str = GOAL_PATH) -> Page:
    return identify(source(path), document(*blocks))


def test_labels_open_sections_in_any_markup() -> None:
    bold = Paragraph("Criteria", lead="Criteria")
    for label in ("Criteria", "## Criteria", bold):
        page = page_of("# Doel 1.2.3 Zorg", "We helpen.", "Beschrijving", "Tekst.", label, Item("Indicatoren", 1))
        assert outline(page) == [
            ("description", "Doel 1.2.3 Zorg", 1),
            ("description", "Beschrijving", 1),
            ("criteria", "Criteria", 1),
        ]
        assert {section.goal_id for section in page.sections} == {"zwolle-jaarstukken-2024/1.2.3"}


def test_a_label_on_the_first_line_keeps_its_rest() -> None:
    page = page_of(
        "Relaties met andere programma's\nProgramma 6.\nProgramma 7.", path="zwolle.begroting-2016.nl/p1/x.html"
    )
    section = page.sections[0]
    assert (section.heading, section.heading_block_no) == ("Relaties met andere programma's", 1)
    assert section.blocks == ((1, Paragraph("Programma 6.\nProgramma 7.")),)
    bold = Paragraph("Criteria Inwoners, zodanig dat:", lead="Criteria")
    assert page_of("# Doel 1.2.3 Zorg", bold).sections[1].blocks == ((2, Paragraph("Inwoners, zodanig dat:")),)
    inline = page_of("# Doel 1.2.3 Zorg", "Portefeuillehouder:      Jan de Boer")
    assert outline(inline)[1] == ("portfolio_holders", "Portefeuillehouder", 1)


def test_status_headings_lie_below_activities() -> None:
    page = page_of(
        "# Doel 1.2.3 Zorg",
        "## Activiteiten",
        "### Nieuwe activiteiten",
        "Thema",
        "### Lopende activiteiten",
        Item("x", 1),
    )
    assert [section.heading_path for section in page.sections[1:]] == [
        ("Activiteiten",),
        ("Activiteiten", "Nieuwe activiteiten"),
        ("Activiteiten", "Lopende activiteiten"),
    ]


def test_the_address_names_the_part_where_the_page_prints_no_label() -> None:
    """begroting-2019 p15940, a tab of its own; begroting-2020 p21367 prints the label itself."""
    title = "Doel 7.1.3 We houden het groen op peil"
    path = "zwolle.begroting-2019.nl/p15940/{}.html"
    tab = identify(source(path.format("activiteiten")), document(title, "Beheer", "We snoeien.", "Criteria", "x"))
    assert outline(tab) == [("activities", title, 2), ("criteria", "Criteria", 1)]
    labelled = identify(
        source(path.format("activiteiten-en-kredieten")), document(title, "Een zin.", "Activiteiten", "x")
    )
    assert outline(labelled) == [("description", title, 1), ("activities", "Activiteiten", 1)]
    other = identify(source(path.format("beschrijving")), document(title, "We snoeien."))
    programme = identify(source(path.format("activiteiten")), document("Programma 4. Inkomen", "We snoeien."))
    assert [outline(page)[0][0] for page in (other, programme)] == ["description", "description"]


def test_a_caption_stays_with_its_section() -> None:
    page = page_of(
        "Doel 1.2.3 Zorg", "Financieel overzicht doel", "Baten en lasten (bedragen x €1.000)", grid([["", "Lasten"]])
    )
    assert outline(page)[1:] == [("financial_overview", "Financieel overzicht doel", 2)]
    page = page_of("Doel 1.2.3 Zorg", "Portefeuillehouder(s)", "Jan de Boer", "Baten en lasten", grid([["", "Lasten"]]))
    assert outline(page)[2:] == [("financial_overview", "Baten en lasten", 1)]


def test_unknown_headings() -> None:
    blocks = (
        "# Doel 1.2.3 Zorg",
        "Zin",
        "## Beschrijving",
        "Tekst.",
        "## Samen in de wijk",
        "Meer.",
        "## Criteria",
        "We.",
    )
    page = page_of(*blocks)
    assert outline(page)[2] == ("other", "Samen in de wijk", 1)
    told = finding(page, "SECTION_UNKNOWN")
    assert (told.severity, told.location, told.found) == ("warning", "block 5", "Samen in de wijk")
    theme = page_of(
        "# Doel 1.2.3 Zorg", "## Activiteiten", "### Samen in de wijk", Item("x", 1), "### Toelichting", "y"
    )
    assert (outline(theme)[1:], codes(theme)) == ([("activities", "Activiteiten", 4)], [])
    bold = page_of("Doel 1.2.3 Zorg", "Toelichting realisatie activiteiten", "#### Jeugd", "Tekst.")
    assert (outline(bold)[1:], codes(bold)) == ([("activities_realised", "Toelichting realisatie activiteiten", 2)], [])


def test_toelichting_ends_the_list_of_criteria() -> None:
    """jaarverslag-2017 p13566: what stands below is no criterion. Above the list, or below activities, it is text."""
    page = page_of(
        "Doel 1.3.5 Leerlijn", "Criteria", "Zodanig dat:", Item("x", 1), "Toelichting", "Tekst.", Item("y", 1)
    )
    assert outline(page)[1:] == [("criteria", "Criteria", 2), ("other", "Toelichting", 2)]
    above = page_of("Doel 1.3.5 Leerlijn", "Criteria", "Toelichting", "Zodanig dat:", Item("x", 1))
    assert outline(above)[1:] == [("criteria", "Criteria", 3)]


def test_a_theme_of_activities_may_be_called_as_the_policy_documents_are() -> None:
    page = page_of("# Doel 1.2.3 Zorg", "## Activiteiten", "Beleidskader", Item("Wij maken een kader", 1), "Kaders")
    assert [kind for kind, _, _ in outline(page)][-1] == "activities"
    page = page_of("# Doel 1.2.3 Zorg", "## Activiteiten", Item("x", 1), "## Beleidskader", Item("Woonvisie", 1))
    assert [kind for kind, _, _ in outline(page)][-1] == "policy_documents"


def test_words_that_explain_a_deviation_are_no_labels() -> None:
    page = page_of(
        "# Afwijkingen op activiteiten",
        "Jeugd",
        "Acties",
        Item("x", 1),
        path="zwolle2018.2ebeleidsrapportage.nl/p16559/afwijkingen.html",
    )
    assert [kind for kind, _, _ in outline(page)] == ["deviations"]


def test_a_wethouder_is_named_and_not_spoken_of() -> None:
    page = page_of("# Doel 1.2.3 Zorg", "## Activiteiten", "Wethouders: allen zijn betrokken", "Wethouder: Jan Jansen")
    assert [kind for kind, _, _ in outline(page)] == ["description", "activities", "portfolio_holders"]


def test_headings_that_are_text() -> None:
    """Reconstructed html prints names and titles of deviations as headings (begroting-2020 p21355, berap 2018-2)."""
    page = page_of(
        "# Doel 1.2.3 Zorg",
        "## Portefeuillehouder(s)",
        "## Monique van der Berg",
        "## Afwijkingen op activiteiten",
        "## Erfgoedhotspot (tegenvaller € 20.000)",
        "Tekst.",
    )
    assert outline(page)[1:] == [
        ("portfolio_holders", "Portefeuillehouder(s)", 1),
        ("deviations", "Afwijkingen op activiteiten", 2),
    ]
    assert codes(page) == []


def test_prose_pages_know_no_warning() -> None:
    page = page_of(
        "# Algemene beschouwing",
        "Tekst.",
        "## Wonen",
        "Meer.",
        "### Huur",
        "x.",
        path="zwolle.jaarverslag-2023.nl/p1/x.html",
    )
    assert outline(page) == [("other", "Algemene beschouwing", 1), ("other", "Wonen", 1), ("other", "Huur", 1)]
    assert (page.sections[2].heading_path, codes(page)) == (("Wonen", "Huur"), [])


def test_empty_sections_and_origin_years() -> None:
    page = page_of(
        "Beschrijving doel 1.2.3 We helpen (tekst uit Begroting 2024)",
        "Kaderstellende nota('s)",
        "Activiteiten (tekst uit Begroting 2021)",
    )
    assert [(section.text_origin_year, len(section.blocks)) for section in page.sections] == [
        (2024, 0),
        (None, 0),
        (2021, 0),
    ]
    assert codes(page) == []


def uncovered(page: Page) -> tuple[set[int], list[int]]:
    """Content blocks in no section, and blocks in more than one."""
    seen: Counter[int] = Counter()
    for section in page.sections:
        seen.update({number for number, _ in section.blocks} | {section.heading_block_no or 0})
    del seen[0]
    content = {no for no, block in enumerate(page.document.blocks, 1) if not isinstance(block, Ignored)}
    return content ^ set(seen), [number for number, times in seen.items() if times > 1]


TEXT = st.sampled_from(
    [
        "Criteria",
        "Doel 1.2.3 Zorg",
        "Jeugd",
        "Een zin.",
        "Toelichting\nMeer",
        "Doelstellingen/maatschappelijke effecten",
        "Doelen",
        "Ambitie 1.2 x",
        "Nieuwe activiteiten",
        "Baten en lasten",
        "Portefeuillehouder: Jan de Boer",
        "Streefdoel/indicator",
        "Afwijkingen op activiteiten",
        "4 Inkomen",
        "",
    ]
)
BLOCKS = st.one_of(
    st.builds(Paragraph, TEXT),
    st.builds(Heading, TEXT, st.integers(1, 6)),
    st.builds(Item, TEXT, st.integers(1, 3)),
    st.builds(Ignored, TEXT, st.sampled_from(["navigation", "breadcrumb", "stamp"])),
    st.lists(TEXT.map(lambda text: [text, ""]), max_size=8).map(grid),
)
PATHS = st.sampled_from(
    [GOAL_PATH, "zwolle.begroting-2016.nl/p1/x.html", "zwolle.begroting-2018.nl/p1/ambitie-1-2.html"]
)


@settings(max_examples=150)
@given(st.lists(BLOCKS, max_size=14), PATHS)
def test_every_block_is_in_exactly_one_section(blocks: list[Block], path: str) -> None:
    page = identify(source(path), Document(tuple(blocks)))
    assert uncovered(page) == (set(), [])
    goals = {goal.goal_id for goal in page.goals}
    assert {section.goal_id for section in page.sections} - {None} <= goals
    assert [section.seq for section in page.sections] == list(range(1, len(page.sections) + 1))


def load(file: Path, form: str) -> Page:
    content = file.read_bytes()
    path = file.relative_to(SHARED / form).as_posix()
    known = Source(path, content, hashlib.sha256(content).hexdigest(), "text" if file.suffix == ".txt" else "html")
    return identify(known, read(known))


@needs_pages
@pytest.mark.parametrize("form", ["text", "text-pipes", "html-a", "html-b"])
def test_real_pages(form: str) -> None:
    for file in sorted((SHARED / form).rglob("p*/*.*")):
        page = load(file, form)
        assert uncovered(page) == (set(), []), file
        assert not [found for found in page.findings if found.severity != "info"], file


def printed(block: Block) -> str:
    return "table" if isinstance(block, Grid) else block.text


def known(goal: GoalRef) -> tuple[object, ...]:
    return goal.goal_id, goal.goal_code, goal.title, goal.statement


def told(page: Page) -> list[tuple[object, ...]]:
    return [
        (s.kind, s.heading, s.heading_path, s.goal_id, s.text_origin_year, [printed(block) for _, block in s.blocks])
        for s in page.sections
    ]


@needs_pages
@pytest.mark.parametrize("name", COMPLETE)
def test_complete_pages_are_equal_in_all_forms(name: str) -> None:
    text = load(SHARED / "text" / f"{name}.txt", "text")
    for form in ("html-a", "html-b"):
        html = load(SHARED / form / f"{name}.html", form)
        assert told(html) == told(text)
        for field in (
            "page_id",
            "url",
            "title",
            "domain",
            "programme_code",
            "programme",
            "goal_code",
            "built_at",
            "page_kind",
        ):
            assert getattr(html, field) == getattr(text, field), field
        assert [(g.goal_id, g.title, g.statement) for g in html.goals] == [
            (g.goal_id, g.title, g.statement) for g in text.goals
        ]


@needs_pages
@pytest.mark.parametrize("name", COMPLETE)
@pytest.mark.parametrize("form", ["text", "html-a", "html-b"])
def test_complete_pages_in_a_flat_folder(name: str, form: str) -> None:
    file = next((SHARED / form).glob(f"{name}.*"))
    known = Source(f"0001{file.suffix}", file.read_bytes(), "0" * 64, "text" if form == "text" else "html")
    page = identify(known, read(known))
    assert page.publication.publication_id == load(file, form).publication.publication_id
    assert finding(page, "IDENTITY_FROM_PAGE").severity == "info"


@needs_pages
def test_real_pages_in_a_flat_folder_are_never_taken_for_another_publication() -> None:
    refused = 0
    for file in sorted((SHARED / "text").rglob("p*/*.txt")):
        known = Source("0001.txt", file.read_bytes(), "0" * 64, "text")
        try:
            page = identify(known, read(known))
        except PageRefused as reason:
            refused += reason.finding.code == "IDENTITY_UNKNOWN"
            continue
        assert page.publication.publication_id == load(file, "text").publication.publication_id, file
    assert refused < 60  # most excerpts name no document at all


def test_a_title_below_many_lines_of_the_site_is_the_title() -> None:
    above = [f"Regel {number}" for number in range(8)]  # more than a handful: the heading is still the title
    below = ["# Doel 1.2.3 Zorg", "We zorgen dat het goed gaat", "## Toelichting op realisatie doel", "Tekst."]
    page = identify(source(), document(*above, grid([["Home", "Contact"]]), *below))
    assert page.title == "Doel 1.2.3 Zorg"
    assert [(section.kind, section.heading) for section in page.sections] == [
        ("other", None),
        ("description", "Doel 1.2.3 Zorg"),
        ("realisation", "Toelichting op realisatie doel"),
    ]
    assert page.goals[0].statement == "We zorgen dat het goed gaat"


def test_a_heading_of_another_goal_further_down_is_no_title() -> None:
    page = identify(source(), document(*["Regel"] * 8, "# Doel 4.1.1 Inkomen", "Tekst."))
    assert page.title != "Doel 4.1.1 Inkomen"
    assert page.goal_code == "1.2.3"


@pytest.mark.parametrize("caption", ["#### Baten en lasten", "Baten en lasten"])
def test_themes_are_headings_where_the_labels_are_bold_lines(caption: str) -> None:
    label = Paragraph("Activiteiten", "Activiteiten")
    page = identify(source(), document("# Doel 1.2.3 Zorg", "We zorgen.", label, "#### Thema", "We bouwen.", caption))
    assert [section.heading for section in page.sections][1:] == ["Activiteiten", "Baten en lasten"]
    assert "SECTION_UNKNOWN" not in [code for _, code in codes(page)]


def test_what_stands_above_the_title_of_a_goal_is_not_its_description() -> None:
    page = identify(source(GOAL_PATH), document("Begroting in beeld", "# Doel 1.2.3 Zorg", "We zorgen.", "## Criteria"))
    assert outline(page)[0] == ("other", None, 1)
    assert [kind for kind, _, _ in outline(page)[1:]] == ["description", "criteria"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("description", "Wat willen we bereiken?"),
        ("description", "Wat wilden we bereiken in 2025?"),
        ("realisation", "Wat hebben we bereikt?"),
        ("realisation", "Toelichting realisatie"),
        ("activities", "Wat gaan we daarvoor doen?"),
        ("activities", "Wat doen we daarvoor in 2027?"),
        ("activities_realised", "Wat hebben we daarvoor gedaan?"),
        ("indicators", "Hoe meten we dat?"),
        ("indicators", "Hoe gaan we dat meten?"),
        ("criteria", "Waar gaan we dat aan merken?"),
        ("criteria", "Waaraan zien we dat?"),
        ("criteria", "Wanneer zijn we tevreden?"),
        ("indicators", "Verplichte beleidsindicatoren"),
        ("policy_documents", "Beleidskaders"),
        ("portfolio_holders", "Wethouder"),
        ("financial_overview", "Wat mag het kosten?"),
        ("financial_overview", "Wat heeft het gekost?"),
        ("financial_explanation", "Toelichting op de verschillen"),
    ],
)
def test_labels_that_other_municipalities_print(kind: str, text: str) -> None:
    label = find_label(text)
    assert label is not None
    assert label.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "Wat willen we",
        "Wethouder van Zorg",
        "Waar we dat aan merken",
        "Wat kost het de stad?",
        "Nieuwe acties in de wijk",
    ],
)
def test_sentences_are_no_labels(text: str) -> None:
    assert find_label(text) is None


GOALS_BESIDE = (Item("Doel 1.1.1 Sociale basis", 1), Item("Doel 1.1.2 Samenkracht", 1))


@pytest.mark.parametrize(
    "below",
    [
        GOALS_BESIDE,
        ("## Andere doelen", *GOALS_BESIDE),
        ("Andere doelen", "Doel 1.1.1 Sociale basis", "Doel 1.1.2 Samenkracht"),
        ("Doel 1.1.1 Sociale basis Doel 1.1.2 Samenkracht",),
        ("## Meer weten?", "Neem contact op via 14 038."),
        ("Meer informatie", Item("Website gemeente Zwolle", 1), Item("begroting@zwolle.nl", 1)),
        ("Heeft u vragen over deze pagina? Neem dan contact op met de gemeente.",),
    ],
)
def test_what_stands_below_the_report_is_no_part_of_it(below: tuple[Block | str, ...]) -> None:
    page = identify(
        source("zwolle.begroting-2026.nl/p1/doel-1-2-3-zorg.html"),
        document(
            "# Doel 1.2.3 Zorg", "## Portefeuillehouder(s)", "A. Bos", "## Activiteiten", Item("Bouwen", 1), *below
        ),
    )
    assert [(s.kind, len(s.blocks)) for s in page.sections][-2:] == [("activities", 1), ("other", len(below))]
    assert codes(page) == []


def test_items_that_open_with_a_goal_are_text() -> None:
    items = (Item("Doel 1.1.1 krijgt hulp", 1), Item("We werken aan doel 1.1.2.", 1))
    page = identify(
        source("zwolle.begroting-2026.nl/p1/doel-1-2-3-zorg.html"),
        document("# Doel 1.2.3 Zorg", "## Activiteiten", *items),
    )
    assert [(s.kind, len(s.blocks)) for s in page.sections][-1] == ("activities", 2)


@pytest.mark.parametrize(
    "theme",
    [
        ("### Meer informatie", Item("Informatiepunten in de wijk", 1)),
        ("### Meer lezen", Item("Voorlezen in de bibliotheek", 1)),
        ("### Andere doelen", Item("Doel 1.1.1 steunen", 1), Item("Huizen bouwen", 1)),
        (Item("Doel 1.1.1 steunen", 1), Item("Doel 1.1.2 steunen", 1), Item("Huizen bouwen", 1)),
        ("Zo dragen we bij aan andere doelen:", Item("Doel 1.1.1 Sociale basis", 1), Item("Doel 1.1.2 Samenkracht", 1)),
    ],
)
def test_a_theme_or_list_of_the_report_stays_in_it(theme: tuple[Block | str, ...]) -> None:
    above = ("# Doel 1.2.3 Zorg", "## Portefeuillehouder(s)", "A. Bos", "## Activiteiten", Item("Bouwen", 1))
    page = identify(source("zwolle.begroting-2026.nl/p1/doel-1-2-3-zorg.html"), document(*above, *theme))
    assert (page.sections[-1].kind, len(page.sections[-1].blocks)) == ("activities", 1 + len(theme))


def test_the_doelzin_may_be_a_heading():
    below = (Heading("Doel 1.2.3 Zorg", 1), Heading("We helpen inwoners", 2), Paragraph("Dat is nodig."))
    page = identify(source(GOAL_PATH), document(*below, Heading("Criteria", 2), Item("zij gezond zijn", 1)))
    assert [(s.kind, s.heading) for s in page.sections] == [
        ("description", "Doel 1.2.3 Zorg"),
        ("criteria", "Criteria"),
    ]
    assert page.goals[0].statement == "We helpen inwoners"
    assert not codes(page)


def test_a_colon_behind_a_bold_label_is_no_text():
    bold = [Paragraph(f"{label}:", label) for label in ("Criteria", "Portefeuillehouder(s)")]
    page = identify(source(GOAL_PATH), document("# Doel 1.2.3 Zorg", bold[0], "- a", bold[1], "Gerdien Rots"))
    assert [(s.heading, len(s.blocks)) for s in page.sections[1:]] == [("Criteria", 1), ("Portefeuillehouder(s)", 1)]


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        (["• Beschrijving", "• Criteria", "• Activiteiten", "Fietsen is gezond."], True),
        (["Fietsen is gezond.", "• Beschrijving", "• Criteria", "• Activiteiten"], True),
        (["Beschrijving | Criteria | Activiteiten", "Fietsen is gezond."], True),
        (["Wij geven van elk doel:", "• Beschrijving", "• Criteria", "• Activiteiten"], False),
        (["• Beschrijving", "• Criteria", "Fietsen is gezond."], False),
        (["• Activiteiten", "• Nieuwe activiteiten", "• Lopende activiteiten", "Fietsen is gezond."], False),
        (["• Beschrijving", "• Criteria", "• Activiteiten", "Criteria", "• het is veilig"], False),
    ],
)
def test_names_of_parts_together_are_told(blocks, told):
    texts = [Item(text[2:], 1) if text[0] == "•" else Paragraph(text) for text in blocks]
    page = identify(source(GOAL_PATH), document(Heading("Doel 1.2.3 Fietsstad", 1), *texts))
    assert any("stand together" in each.message for each in page.findings) is told


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (("Beschrijving", "Criteria", "Activiteiten"), True),
        (("Criteria", "Indicatoren", "Activiteiten"), True),
        (("Indicatoren", "Kaderstellende nota('s)", "Portefeuillehouder(s)"), False),  # begroting-2020 p21355
        (("Criteria", "Activiteiten"), False),
        (("Activiteiten", "Nieuwe activiteiten", "Criteria"), False),
    ],
)
def test_labels_with_all_text_below_the_last_are_told(labels: tuple[str, ...], told: bool) -> None:
    page = page_of("# Doel 1.2.3 Zorg", "We helpen inwoners.", *(f"## {label}" for label in labels), "Tekst.")
    assert any("below the last" in each.message for each in page.findings) is told


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Beschrijvng", "description"),
        ("Portefeuilehouder(s)", "portfolio_holders"),
        ("Critera (tekst uit Begroting 2022)", "criteria"),
        ("3. Activitieten", "activities"),
        ("Kaderstellend nota('s)", "policy_documents"),
    ],
)
def test_a_label_with_one_wrong_letter_is_read_and_told(printed: str, kind: str) -> None:
    page = page_of("# Doel 1.2.3 Zorg", "We helpen.", Paragraph(printed, lead=printed), "Tekst.", "## Indicatoren")
    assert outline(page)[1][0] == kind
    assert finding(page, "SECTION_UNKNOWN").severity == "info"


@pytest.mark.parametrize("text", ["Beschrijvingen", "Activiteit", "Indicator", "Criterium voor toegang", "Nota kaders"])
def test_another_word_is_no_misspelt_label(text: str) -> None:
    assert find_label(text) is None


def test_a_heading_may_print_its_names_behind_a_colon() -> None:
    page = page_of("# Doel 1.2.3 Zorg", "## Criteria", "Tekst.", "## Portefeuillehouder(s): Jan de Boer, An Smit")
    assert outline(page)[-1] == ("portfolio_holders", "Portefeuillehouder(s)", 1)
    assert "SECTION_UNKNOWN" not in codes(page)


def test_headings_may_be_counted_without_a_point() -> None:
    page = page_of("# Doel 1.2.3 Zorg", "##### 1 Beschrijving", "Tekst.", "##### 2 Criteria", "Tekst.")
    assert outline(page)[1:] == [("description", "Beschrijving", 1), ("criteria", "Criteria", 1)]
    alone = page_of("# Doel 1.2.3 Zorg", "## Activiteiten", "### 2 Activiteiten", "Tekst.")
    assert [kind for kind, *_ in outline(alone)] == ["description", "activities"]


def test_a_status_among_the_headings_of_the_parts_belongs_to_the_activities() -> None:
    """An accordion of its own for each status."""
    page = page_of(
        "# Doel 1.2.3 Zorg", "## Activiteiten", "## Nieuw", "- Een", "## Lopend", "- Twee", "## Criteria", "- c"
    )
    assert outline(page)[1:] == [("activities", "Activiteiten", 4), ("criteria", "Criteria", 1)]
    other = page_of("# Doel 1.2.3 Zorg", "## Criteria", "- c", "## Nieuw", "- Een")
    assert finding(other, "SECTION_UNKNOWN").found == "Nieuw"


@pytest.mark.parametrize("name", ["Portefeuillehouder", "Bestuurder", "Wethouder"])
def test_the_description_goes_on_below_a_line_with_an_alderman(name: str) -> None:
    """The doelzin below a byline was one of the aldermen, and the goal had none."""
    page = page_of("# Doel 1.2.3 Zorg", f"{name}: Gerdien Rots", "We helpen inwoners", "## Beschrijving", "Tekst.")
    assert [(s.kind, len(s.blocks)) for s in page.sections] == [
        ("description", 0), ("portfolio_holders", 1), ("description", 1), ("description", 1),
    ]  # fmt: skip
    assert page.goals[0].statement == "We helpen inwoners"
    below = page_of("# Doel 1.2.3 Zorg", "Tekst.", f"{name}: Gerdien Rots", "Ed Anker", "## Criteria", "- a")
    assert outline(below)[1:] == [("portfolio_holders", name, 2), ("criteria", "Criteria", 1)]


def test_documents_behind_their_label_on_one_line() -> None:
    page = page_of(
        "# Doel 1.2.3 Zorg", "We helpen.", "Kaderstellende nota's: Zorgvisie (2019), Woonvisie (2020)", "Tekst."
    )
    assert [section.kind for section in page.sections] == ["description", "policy_documents", "description"]


def test_a_criterion_less_deep_than_the_activities_above_it_goes_on_with_the_criteria() -> None:
    first = ("## Criteria", "### 1. Sporten", "#### Activiteiten", "- Een")
    page = page_of("# Doel 1.2.3 Zorg", *first, "### 2. Bewegen", "#### Activiteiten", "- Twee", "## Indicatoren")
    assert [(section.kind, section.heading, len(section.blocks)) for section in page.sections[1:]] == [
        ("criteria", "Criteria", 1), ("activities", "Activiteiten", 1),
        ("criteria", None, 1), ("activities", "Activiteiten", 1), ("indicators", "Indicatoren", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hidden", "told"),
    [
        ("CriteriaInwoners doen mee, zodanig dat:meer mensen elkaar helpen in de wijk", True),
        ("Activiteiten We openen een inloop in elke wijk van de stad, ook in het weekend", True),
        ("Beschrijving van het menu: Wonen Werken Verkeer Groen Water Afval Zorg Jeugd Sport", False),
        ("Portefeuillehouder(s)Klaas Sloots, en met hem alle wethouders die er verder over gaan", False),
        ("Criteria", False),
    ],
)
def test_a_part_that_the_page_hides_and_prints_nowhere_is_told(hidden: str, *, told: bool) -> None:
    parts = ("## Beschrijving", "Tekst.", "## Portefeuillehouder(s)", "Klaas Sloots")
    page = page_of("# Doel 1.2.3 Zorg", *parts, Ignored(hidden, "hidden"))
    assert (("warning", "SECTION_UNKNOWN") in codes(page)) is told


def test_an_item_may_name_the_aldermen() -> None:
    items = [Item(text, 1) for text in ("Een", "Portefeuillehouder: Klaas Sloots", "Meer mensen doen mee met de stad")]
    page = page_of("# Doel 1.2.3 Zorg", "## Criteria", *items)
    assert outline(page)[1:] == [
        ("criteria", "Criteria", 1), ("portfolio_holders", "Portefeuillehouder", 1), ("criteria", None, 1)
    ]  # fmt: skip
    for text in ("Wethouders: Allen doen mee", "Kaderstellende nota: we stellen de woonvisie vast"):
        assert outline(page_of("# Doel 1.2.3 Zorg", "## Criteria", Item(text, 1)))[1:] == [("criteria", "Criteria", 1)]
