"""Which publication and page: paths, links, titles and text, and what is told where they disagree."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from page_samples import GOAL_PATH, codes, document, finding, grid, source

from pipeline.model import Document, Ignored, Item, PageRefused, Paragraph
from pipeline.page import identify
from pipeline.page.address import Address, ascii_slug, page_url, parse_address

STAMP = "Deze pagina is gebouwd op {} met de export van {}"


def stamped(built: str, exported: str) -> Document:
    return document("# Doel 1.2.3 Titel", Ignored(STAMP.format(built, exported), "stamp"))


@pytest.mark.parametrize(
    ("path", "page_id", "url"),
    [
        ("zwolle.begroting-2026.nl/p50287/doel-1-3-1-x.html", "zwolle-begroting-2026/p50287", "p50287/doel-1-3-1-x"),
        ("zwolle.jaarverslag-2014.nl/p1574.html", "zwolle-jaarstukken-2014/p1574", "p1574.html"),
        (
            "zwolle2018.2ebeleidsrapportage.nl/p16559/afwijkingen.htm",
            "zwolle-berap-2018-2/p16559",
            "p16559/afwijkingen",
        ),
        ("zwolle.1ebeleidsrapportage.nl/p4366/cultuur.txt", "zwolle-berap-2016-1/p4366", "p4366/cultuur"),
        ("zwolle2020.perspectiefnota.nl/index.html", "zwolle-perspectiefnota-2020/index", None),
        ("zwolle.begroting-2016.nl/12-zorg.txt", "zwolle-begroting-2016/12-zorg", "12-zorg"),
        ("s-hertogenbosch.jaarverslag-2018.nl/p2860/x.html", "s-hertogenbosch-jaarstukken-2018/p2860", "p2860/x"),
        ("mirror/www.zwolle.begroting-2021.nl/p5/doel-1-1-1/index.html", "zwolle-begroting-2021/p5", "p5/doel-1-1-1"),
        ("zwolle.jaarverslag-2024.nl_p49571_doel-1-2-3.html", "zwolle-jaarstukken-2024/p49571", "p49571/doel-1-2-3"),
    ],
)
def test_publication_and_page_from_the_path(path: str, page_id: str, url: str | None) -> None:
    page = identify(source(path), document("Tekst van de pagina."))
    assert page.page_id == page_id
    assert page.url == (f"https://{page.publication.host}/{url}" if url else None)
    assert "IDENTITY_FROM_PAGE" not in dict(codes(page)).values()


@pytest.mark.parametrize(
    ("page_known", "text", "publication_id", "place"),
    [
        ({"canonical": "https://zwolle.begroting-2021.nl/p7/doel-1-1-1-x"}, "x", "zwolle-begroting-2021", "canonical"),
        ({"title": "Zorg - Jaarstukken 2024 - Gemeente Zwolle"}, "x", "zwolle-jaarstukken-2024", "title"),
        ({"title": "Zorg - Begroting 2019 - Gemeente Ede"}, "x", "ede-begroting-2019", "title"),
        ({"breadcrumb": ("Berap 2018-2",)}, "x", "zwolle-berap-2018-2", "text"),
        ({}, "Jaarstukken 2020\nportal", "zwolle-jaarstukken-2020", "text"),
        ({}, "Afwijkingen op activiteiten Berap 2021-2", "zwolle-berap-2021-2", "text"),
        (
            {},
            "De totaalbedragen die door de raad beschikbaar zijn gesteld voor 2024.\nDe jaarrekening.",
            "zwolle-jaarstukken-2024",
            "text",
        ),
        ({}, "Criteria (tekst uit Begroting 2021)\nToelichting op realisatie doel", "zwolle-jaarstukken-2021", "hint"),
    ],
)
def test_a_flat_folder(page_known: dict[str, object], text: str, publication_id: str, place: str) -> None:
    page = identify(source("export/0001.html"), document(text, **page_known))
    assert page.publication.publication_id == publication_id
    told = finding(page, "IDENTITY_FROM_PAGE")
    assert (told.severity, told.location) == ("info", place)


@pytest.mark.parametrize("host", ["uden.begrotingsapp.nl", "financien.uden.nl"])
def test_a_host_that_names_no_publication_names_its_municipality(host: str) -> None:
    page = identify(source(f"mirror/{host}/p1/zorg.html"), document("x", title="Zorg - Begroting 2019"))
    assert page.publication.publication_id == "uden-begroting-2019"
    assert "MUNICIPALITY_ASSUMED" not in codes(page)


def test_tables_of_2016_tell_their_year() -> None:
    rows = [["Streefdoel/indicator", "", ""], ["Nulsituatie", "Norm van 2016", "Activiteiten"], ["a", "b", "c"]]
    assert identify(source("a.txt"), document(grid(rows))).publication.publication_id == "zwolle-begroting-2016"
    for head in ("Wat is in 2016 gerealiseerd", "Wat is er in 2016 bereikt"):
        rows[1][2] = head
        assert identify(source("a.txt"), document(grid(rows))).publication.publication_id == "zwolle-jaarstukken-2016"


def test_indicators_of_a_begroting_end_with_its_year() -> None:
    rows = [
        ["Indicator", "Verleden", "Heden", "Toekomst"],
        ["Opvang (aantal)", "2022", "2024", "2026"],
        ["", "2332", "2", "3"],
    ]
    page = identify(source("a.txt"), document("Lopende activiteiten", grid(rows)))
    assert page.publication.publication_id == "zwolle-begroting-2026"


def test_slug_and_number_of_a_flat_folder_come_from_the_canonical_link() -> None:
    canonical = "https://zwolle.jaarverslag-2024.nl/p49571/doel-1-2-3-zorg"
    page = identify(source("export/0001.html"), document("Tekst.", canonical=canonical))
    assert (page.page_number, page.slug, page.goal_code) == (49571, "doel-1-2-3-zorg", "1.2.3")


def test_a_warc_record_is_known_by_its_address() -> None:
    url = "https://zwolle.jaarverslag-2024.nl/p49571/doel-1-2-3-zorg?print=1"
    page = identify(source("zwolle.begroting-2020.nl.warc.gz#3", url, "warc"), document("Tekst."))
    assert (page.page_id, page.slug) == ("zwolle-jaarstukken-2024/p49571", "doel-1-2-3-zorg")
    assert codes(page) == []


def test_the_edition_comes_from_the_next_evidence_of_the_same_kind() -> None:
    page = identify(source("x.html"), document("Berap 2018-2", title="Zorg - Beleidsrapportage 2018 - Gemeente Zwolle"))
    assert page.publication.publication_id == "zwolle-berap-2018-2"
    page = identify(source("x.html"), document("Tekst.", title="Zorg - Beleidsrapportage 2018 - Gemeente Zwolle"))
    assert page.publication.publication_id == "zwolle-berap-2018"
    assert ("warning", "EDITION_UNKNOWN") in codes(page)


def test_disagreement_is_told_and_the_path_kept() -> None:
    page = identify(source(), document("Tekst.", title="Zorg - Begroting 2023 - Gemeente Zwolle"))
    assert page.publication.publication_id == "zwolle-jaarstukken-2024"
    told = finding(page, "IDENTITY_CONFLICT")
    assert (told.severity, told.found, told.expected) == ("warning", "Begroting 2023", "zwolle-jaarstukken-2024")


def test_a_link_to_an_older_berap_is_no_evidence() -> None:
    path = "zwolle2021.2ebeleidsrapportage.nl/p36191/doel-7-2-2-veiligheid.html"
    page = identify(source(path), document("Link naar afwijkingen in Berap 2021-1", "(tekst uit Begroting 2021)"))
    assert codes(page) == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("export/0001.html", "IDENTITY_UNKNOWN"),
        ("zwolle.begroting-2013.nl/p1/x.html", "YEAR_RANGE"),
        ("zwolle.begroting-2028.nl/p1/x.html", "YEAR_RANGE"),
        ("zuidholland2019.najaarsnota.nl/p24016/x.html", "IDENTITY_UNKNOWN"),
    ],
)
def test_refused(path: str, code: str) -> None:
    with pytest.raises(PageRefused) as refused:
        identify(source(path), document("Tekst zonder jaar."))
    assert refused.value.finding.code == code
    assert refused.value.finding.found


def test_the_years_of_the_corpus_are_known() -> None:
    for year in (2014, 2015, 2027):
        assert identify(source(f"zwolle.begroting-{year}.nl/p1/x.html"), document("x")).publication.report_year == year


def test_unknown_template() -> None:
    page = identify(source("ede.jaarverslag-2022.nl/p16080/wat-heeft-het-gekost.html"), document("Tekst."))
    assert ("warning", "UNKNOWN_TEMPLATE") in codes(page)
    strange = document("# Vreemd", "## Anders", grid([["Naam", "Kleur"], ["a", "b"]]))
    assert ("warning", "UNKNOWN_TEMPLATE") in codes(identify(source("zwolle.begroting-2021.nl/p1/x.html"), strange))
    for marked in (
        replace(strange, breadcrumb=("Home", "Paragrafen")),
        document(Ignored(STAMP, "stamp"), *strange.blocks),
    ):
        page = identify(source("zwolle.begroting-2021.nl/p1/x.html"), marked)
        assert ("warning", "UNKNOWN_TEMPLATE") not in codes(page)


@pytest.mark.parametrize(
    ("built", "exported", "told"),
    [
        ("06/13/2025 13:22:06", "06/13/2025 13:13:22", []),
        ("10/10/2025 07:33:06", "10/10/2025 07:24:21", []),  # either way the same day
        ("10/09/2025 07:33:06", "10/09/2025 07:24:21", [("info", "STAMP_AMBIGUOUS")]),
        ("13/06/2025 13:22:06", "06/13/2025 13:13:22", [("error", "STAMP_INVALID")]),
        ("06/13/2025 13:22:06", "06/13/2025 14:13:22", [("error", "STAMP_INVALID")]),
        ("06/15/2025 13:22:06", "06/13/2025 13:13:22", [("warning", "STAMP_INVALID")]),
        ("06/13/2022 13:22:06", "06/13/2022 13:13:22", [("error", "STAMP_INVALID")]),
    ],
)
def test_stamps(built: str, exported: str, told: list[tuple[str, str]]) -> None:
    page = identify(source(), stamped(built, exported))
    assert codes(page) == told
    if told in ([], [("info", "STAMP_AMBIGUOUS")]):
        assert page.built_at == datetime.strptime(built, "%m/%d/%Y %H:%M:%S")  # noqa: DTZ007


def test_no_stamp_is_an_info() -> None:
    assert finding(identify(source(), document("Tekst.")), "NO_BUILD_STAMP").severity == "info"


def test_year_of_the_financial_text() -> None:
    text = "De totaalbedragen die door de raad beschikbaar zijn gesteld voor {}, opgedeeld naar:"
    right = document("# Doel 1.2.3 Titel", "Zin.", "## Financieel overzicht doel", Item(text.format(2024), 1))
    wrong = document("# Doel 1.2.3 Titel", "Zin.", "## Financieel overzicht doel", Item(text.format(2023), 1))
    assert codes(identify(source(), right)) == []
    told = finding(identify(source(), wrong), "YEAR_CONFLICT")
    assert (told.severity, told.location, told.expected) == ("error", "block 4", "2024")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (GOAL_PATH, Address("zwolle.jaarverslag-2024.nl", 49571, "doel-1-2-3-langdurige-ondersteuning", True)),
        ("https://zwolle.jaarverslag-2014.nl/p1955.html", Address("zwolle.jaarverslag-2014.nl", 1955, None, True)),
        (
            "zwolle.begroting-2016.nl/p3026/doelstellingen-p1.txt",
            Address("zwolle.begroting-2016.nl", 3026, "doelstellingen-p1", True),
        ),
        ("map/naam.html", Address(None, None, "naam", False)),
        ("", Address()),
    ],
)
def test_addresses(text: str, address: Address) -> None:
    assert parse_address(text) == address


def test_pages_of_2014_have_no_slug() -> None:
    assert page_url(Address("zwolle.jaarverslag-2014.nl", 1955)) == "https://zwolle.jaarverslag-2014.nl/p1955.html"
    assert page_url(Address()) is None


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Langdurige en/of intensieve zorg", "langdurige-en-of-intensieve-zorg"),
        ("Risico’s & één", "risicos-een"),
        ("…", ""),
    ],
)
def test_ascii_slug(text: str, slug: str) -> None:
    assert ascii_slug(text) == slug


def test_the_programme_may_stand_below_the_word_programma() -> None:
    """begroting-2017 p6919."""
    page = identify(
        source("zwolle.begroting-2017.nl/p6919/7-vitale-wijken.txt"),
        document(
            "Programma", "7. Vitale wijken", "We streven naar vitale wijken.", "Ambities binnen huidige programma", "x"
        ),
    )
    assert (page.page_kind, page.programme_code, page.programme) == ("programme", "7", "Vitale wijken")
    assert (page.title, page.sections[-1].heading) == ("7. Vitale wijken", "Ambities binnen huidige programma")
    listed = identify(source("zwolle.begroting-2017.nl/p1/x.txt"), document("Wat we doen", "7. Vitale wijken", "x"))
    assert listed.programme is None


SUBJECTS = grid([["(x € 1.000)", "Lasten", "Baten", "Saldo"], ["Riolering", "9.100", "9.400", "300"]])


@pytest.mark.parametrize(
    ("path", "opening", "crumbs", "title"),
    [
        ("zwolle.begroting-2017.nl/p7313/4-lokale-heffingen", ["Paragraaf", "# 4 Lokale heffingen"], (), None),
        ("zwolle.begroting-2017.nl/p7313/4-lokale-heffingen", ["Paragraaf", "4 Lokale heffingen"], (), None),
        ("zwolle.begroting-2023.nl/p40011/heffingen", ["# 4 Heffingen"], ("Paragrafen",), "4 Heffingen"),
        ("zwolle.begroting-2023.nl/p40011/heffingen", ["# 4. Lokale heffingen"], (), "4. Lokale heffingen"),
        ("zwolle.jaarverslag-2016.nl/p83/heffingen", ["Tekst."], ("Jaarverslag 2016", "Financiering"), "Financiering"),
    ],
)
def test_a_paragraaf_is_no_programme(path: str, opening: list[str], crumbs: tuple[str, ...], title: str | None) -> None:
    """Its number was taken for a programme's, and the subjects of its tables for programmes (begroting-2017 p7313)."""
    page = identify(source(f"{path}.html"), document(*opening, SUBJECTS, breadcrumb=crumbs))
    assert (page.programme_code, page.programme, page.page_kind) == (None, None, "finance")
    assert page.title == (title or "4 Lokale heffingen")


@pytest.mark.parametrize("opening", [["Programma", "# 4. Grondbeleid"], ["# Programma 4 Grondbeleid"]])
def test_a_programme_may_have_the_name_of_a_paragraaf(opening: list[str]) -> None:
    page = identify(source("zwolle.begroting-2017.nl/p6919/4-grondbeleid.html"), document(*opening, "Tekst."))
    assert (page.page_kind, page.programme_code, page.programme) == ("programme", "4", "Grondbeleid")


def test_a_bold_line_that_the_address_repeats_is_the_title() -> None:
    path = "zwolle.begroting-2027.nl/p60111/doel-2-3-1-een-sterke-basis.html"
    for line in ("Een sterke basis", Paragraph("Een sterke basis", lead="Een sterke basis")):
        (goal,) = identify(source(path), document(line, "Kinderen groeien op", "## Beschrijving", "Tekst.")).goals
        assert (goal.goal_code, goal.title, goal.statement) == ("2.3.1", "Een sterke basis", "Kinderen groeien op")
    (goal,) = identify(source(path), document("Een sterke stad", "## Beschrijving", "Tekst.")).goals
    assert goal.title is None
