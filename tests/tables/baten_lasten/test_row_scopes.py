"""What a row is about."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

ROWS = [
    ["Baten en lasten 2017 (x 1.000€)", "Lasten", "Baten", "Storting in reserves", "Onttrekking uit reserves"],
    ["Ambitie 7.1 Veilige wijken", "1.000", "100", "0", "50"],
    ["Ambitie 7.2 Groene wijken", "2.000", "200", "30", "0"],
    ["Totaal programma 7", "3.000", "300", "30", "50"],
]


def test_the_ambitions_of_a_programme_add_up_to_it() -> None:
    table = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in ROWS)
    content = f"<html><body><h1>Programma 7. Vitale wijken</h1><table>{table}</table></body></html>".encode()
    path = "zwolle.begroting-2017.nl/p6930/programma-7-vitale-wijken.html"
    result = parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html"))
    rows = [row for row in result.tables["baten_lasten"] if row.component == "lasten"]
    assert [(row.scope, row.scope_code, row.amount_eur, row.reliability) for row in rows] == [
        ("programme", None, 1_000_000, "consistent"),
        ("programme", None, 2_000_000, "consistent"),
        ("programme", "7", 3_000_000, "consistent"),
    ]
    assert not [finding for finding in result.findings if finding.severity == "error"]


def _read(title: str, rows: list[list[str]], above: str = "") -> PageResult:
    table = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in rows)
    content = f"<html><body><h1>{title}</h1>{above}<table>{table}</table></body></html>".encode()
    return parse(Source("zwolle.jaarverslag-2023.nl/p47712/x.html", content, "", "html"))


INCIDENTAL = [
    ["Programma (x € 1.000)", "Lasten begroting", "Lasten rekening", "Baten begroting", "Baten rekening"],
    ["Opvang", "5.200", "4.900", "5.200", "4.900"],
    ["Energietoeslag", "12.000", "11.500", "12.000", "12.500"],
    ["Totaal", "17.200", "16.400", "17.200", "17.400"],
]


@pytest.mark.parametrize(
    ("title", "above"),
    [
        ("Incidentele baten en lasten", ""),
        ("Incidentele baten en lasten", "<h2>Programma 1</h2>"),
        ("Jaarrekening", "<h2>Overzicht incidentele baten en lasten</h2>"),
        ("Jaarrekening", "<h2>Structurele en incidentele lasten</h2>"),
        ("Bijlagen", "<h2>Overzicht begrotingswijzigingen</h2>"),
    ],
)
def test_incidental_amounts_are_no_lasten_of_programmes(title: str, above: str) -> None:
    result = _read(title, INCIDENTAL, above)
    assert not result.tables["baten_lasten"]
    assert {finding.code for finding in result.findings} & {"OVERVIEW_UNKNOWN", "TABLE_OTHER"}
    other = _read(
        "Jaarrekening", INCIDENTAL, "<h2>Lasten en baten</h2><p>De incidentele baten zijn hierin begrepen.</p>"
    )
    assert len(other.tables["baten_lasten"]) == 12


def test_overspending_per_programme_is_another_table() -> None:
    rows = [
        ["Programma", "Begroting na wijziging", "Rekening", "Overschrijding", "Rechtmatig?"],
        ["1. Zorg", "90", "93", "3", "ja"],
    ]
    result = _read("Begrotingsrechtmatigheid", rows, "<p>Lasten x € 1.000</p>")
    assert [(f.severity, f.code) for f in result.findings if f.location.startswith("table")] == [
        ("info", "TABLE_OTHER")
    ]


SUBJECTS = [
    ["Complex (x € 1.000)", "Lasten", "Baten", "Saldo"],
    ["Hessenpoort", "1.200", "4.500", "3.300"],
    ["Wegen", "5", "0", "-5"],
]
SIDES = [
    ["Wegen (x € 1.000)", "Begroting 2023", "Rekening 2023"],
    ["Lasten", "5.000", "4.900"],
    ["Baten", "200", "250"],
]


@pytest.mark.parametrize(
    "title", ["Grondbeleid", "3.3 Lokale heffingen", "Paragraaf Bedrijfsvoering", "Onderhoud kapitaalgoederen"]
)
@pytest.mark.parametrize("rows", [SUBJECTS, SIDES])
def test_the_subjects_of_a_paragraaf_are_no_programmes(title: str, rows: list[list[str]]) -> None:
    result = _read(title, rows)
    assert not result.tables["baten_lasten"]
    assert [(f.severity, f.code) for f in result.findings if f.location.startswith("table")] == [
        ("info", "TABLE_OTHER")
    ]
    assert _read("Programma 9. Bedrijfsvoering", rows).tables["baten_lasten"]


OVERVIEW = [["Programma", "Lasten", "Baten", "Saldo"], ["1. Wonen", "100", "20", "-80"], ["2. Zorg", "90", "60", "-30"]]


@pytest.mark.parametrize(
    ("title", "stage", "year"),
    [
        ("Begroting 2023 na wijziging (x € 1.000)", "begroting_na_wijziging", 2023),
        ("Primitieve begroting 2023", "begroting_primitief", 2023),
        ("Rekening 2022", "rekening", 2022),
        ("Primitieve begroting", "begroting_primitief", 2023),
        ("Overzicht baten en lasten 2022</h2><h2>Primitieve begroting", "begroting_primitief", 2023),
        ("Meerjarenraming", "rekening", 2023),
        ("Overzicht baten en lasten", "rekening", 2023),
    ],
)
def test_a_title_names_the_stage_of_all_amounts_below_it(title: str, stage: str, year: int) -> None:
    result = _read("Jaarrekening", OVERVIEW, f"<h2>{title}</h2>")
    assert {(row.stage, row.fiscal_year) for row in result.tables["baten_lasten"]} == {(stage, year)}
    assert len(result.tables["baten_lasten"]) == 6


def test_shares_beside_amounts_are_no_column_of_amounts() -> None:
    shares = ["%", "52,6%", "47,4 %"]
    rows = [[*row, share] for row, share in zip(OVERVIEW, shares, strict=True)]
    assert len(_read("Jaarrekening", rows).tables["baten_lasten"]) == 6
    rows[1][4] = "52,6"
    assert len(_read("Jaarrekening", rows).tables["baten_lasten"]) == 6
    rows[0][4] = "Aandeel"
    assert "COLUMN_UNKNOWN" in {finding.code for finding in _read("Jaarrekening", rows).findings}


def test_a_saldo_below_each_programme_is_its_own() -> None:
    """They were published as several of the municipality, and negative baten kept their sign (Leiden 2022)."""
    rows = [
        ["Programma (x € 1.000)", "", "Begroting 2022", "Rekening 2023"],
        ["1. Wonen", "Lasten", "100", "110"],
        ["", "Baten", "-20", "-30"],
        ["Saldo", "", "80", "80"],
        ["2. Zorg", "Lasten", "90", "70"],
        ["", "Baten", "-60", "-50"],
        ["Saldo", "", "30", "20"],
    ]
    result = _read("Overzicht baten en lasten", [*rows, ["Saldo van baten en lasten", "", "110", "100"]])
    found = [(a.scope_code, a.component, a.amount_eur) for a in result.tables["baten_lasten"] if a.fiscal_year == 2023]
    assert found == [
        ("1", "lasten", 110_000), ("1", "baten", 30_000), ("1", "saldo", -80_000),
        ("2", "lasten", 70_000), ("2", "baten", 50_000), ("2", "saldo", -20_000), (None, "saldo", -100_000),
    ]  # fmt: skip
    one = _read("Overzicht baten en lasten", [*rows[:3], *rows[4:6], ["Saldo", "", "110", "100"]])
    assert [a.scope for a in one.tables["baten_lasten"] if a.component == "saldo"] == ["municipality"] * 2


YEARS = ["2023", "2024", "2025"]


def _of_three(title: str) -> str:
    rows = [[title, *YEARS], ["Lasten", "70", "80", "90"], ["Baten", "20", "25", "30"], ["Saldo", "-50", "-55", "-60"]]
    return "<table>" + "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in rows) + "</table>"


@pytest.mark.parametrize(
    ("names", "scopes"),
    [
        (("Programma 1. Wonen", "Programma 2. Zorg"), [("programme", "1", "Wonen"), ("programme", "2", "Zorg")]),
        (("01 Wonen", "02 Zorg"), [("programme", "01", "Wonen"), ("programme", "02", "Zorg")]),
        (("Doel 1.1.1 Wonen", "Doel 1.1.2 Zorg"), [("goal", "1.1.1", "Wonen"), ("goal", "1.1.2", "Zorg")]),
        (("Wonen", "Zorg"), [("domain", None, "Wonen"), ("domain", None, "Zorg")]),
        (("1. Wonen", "Totaal programma's"), [("programme", "1", "Wonen"), ("municipality", None, "zwolle")]),
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "{table}",
        "<h3>{name}</h3><p>(bedragen x € 1.000)</p>{bare}",
        "<h2>{name}</h2><p>Tekst.</p><h3>Wat mag het kosten?</h3>{bare}",
    ],
)
def test_each_of_several_tables_is_about_what_its_title_names(
    names: tuple[str, str], scopes: list[tuple[str, str | None, str]], form: str
) -> None:
    """The first was published as the municipality's, the others were left out as second ones (Doesburg 2023)."""
    body = "".join(form.format(table=_of_three(name), name=name, bare=_of_three("")) for name in names)
    tables = _read("Overzicht baten en lasten", [], body).tables
    found = dict.fromkeys((a.scope, a.scope_code, a.scope_title) for a in tables["baten_lasten"])
    assert (list(found), len(tables["baten_lasten"])) == (scopes, 18)


def test_the_same_table_twice_is_told_whatever_stands_above_it() -> None:
    body = f"<h3>Begroting</h3>{_of_three('')}<h3>Begroting</h3>{_of_three('')}"
    result = _read("Overzicht baten en lasten", [], body)
    assert len(result.tables["baten_lasten"]) == 9
    assert "DUPLICATE_TABLE" in {finding.code for finding in result.findings}


def test_finances_with_labels_that_nobody_knows_are_no_table_of_another_kind() -> None:
    rows = [
        ["", "Realisatie 2022", "Begroting 2023"],
        ["Totaal lasten (4)", "459", "1.000"],
        ["Totaal baten (8)", "7", "5"],
    ]
    assert "TABLE_UNKNOWN" in {finding.code for finding in _read("Wat mag het kosten?", rows).findings}
    exclusive = [rows[0], *([f"{side} exclusief stortingen in reserves", "9", "8"] for side in ("LASTEN", "BATEN"))]
    assert len(_read("Wat mag het kosten?", exclusive).tables["baten_lasten"]) == 4


MODEL = [
    ["Programma (x € 1.000)", "Lasten", "Baten", "Saldo"],
    ["1. Wonen", "120", "30", "-90"],
    ["2. Zorg", "175", "100", "-75"],
    ["Algemene dekkingsmiddelen", "5", "170", "165"],
    ["Geraamd totaal saldo van baten en lasten", "300", "300", "0"],
    ["Toevoeging/onttrekking aan reserves:", "", "", ""],
    ["1. Wonen", "10", "2", "-8"],
    ["Algemene dekkingsmiddelen", "0", "10", "10"],
    ["Geraamd resultaat", "310", "312", "2"],
]


@pytest.mark.parametrize("total", [[], [["Totaal mutaties reserves", "10", "12", "2"]]])
def test_the_programmes_below_the_word_reserves_are_their_movements(total: list[list[str]]) -> None:
    """The model of the law (BBV article 17): second rows of the programmes, and a result without its terms."""
    result = _read("Overzicht van baten en lasten", [*MODEL[:8], *total, MODEL[8]])
    moved = [a for a in result.tables["baten_lasten"] if "reserves" in a.component and a.scope == "programme"]
    assert [(a.scope_code, a.scope_title, a.component, a.amount_eur) for a in moved] == [
        ("1", "Wonen", "toevoeging_reserves", 10_000),
        ("1", "Wonen", "onttrekking_reserves", 2_000),
        (None, "Algemene dekkingsmiddelen", "toevoeging_reserves", 0),
        (None, "Algemene dekkingsmiddelen", "onttrekking_reserves", 10_000),
    ]
    assert "error" not in {finding.severity for finding in result.findings}


def test_the_programmes_in_one_row_are_a_part_of_the_saldo_below() -> None:
    """`Totaal programma's` with nothing above it was the whole of the table, and the result missed its lasten."""
    first = ["Totaal programma's", "295", "130", "-165"]
    reserves = [["Toevoeging aan reserves", "10", "", "-10"], ["Onttrekking aan reserves", "", "12", "12"]]
    result = _read("Overzicht van baten en lasten", [MODEL[0], first, MODEL[3], MODEL[4], *reserves, MODEL[8]])
    assert "error" not in {finding.severity for finding in result.findings}
    lasten = [(a.scope, a.scope_title, a.amount_eur) for a in result.tables["baten_lasten"] if a.component == "lasten"]
    assert lasten == [
        ("domain", "Totaal programma's", 295_000),
        ("programme", "Algemene dekkingsmiddelen", 5_000),
        ("municipality", "zwolle", 300_000),
    ]
