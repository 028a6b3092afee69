"""Codes of goals, ambitions and programmes (INTEGRITY row 58; headings as both format documents list them)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dutch.codes import (
    GoalCode,
    code_from_slug,
    find_ambitie,
    find_doel,
    find_doel_mentions,
    find_programma,
    split_doelen,
    strip_text_origin,
    text_origin_year,
)


@pytest.mark.parametrize(
    ("text", "code", "odd"),
    [
        ("Doel 1.2.3", "1.2.3", None), ("Doel 10.1.1", "10.1.1", None),
        ("Doel 1.2.3.", "1.2.3", "point behind the code"),
        ("Doel 1.2.3a", "1.2.3a", "letter behind the code"), ("Doel 1.2. 3", "1.2.3", "space in the code"),
        ("Doel 4.2", "4.2", "two levels"), ("doel\u00a01.2.3", "1.2.3", None), ("Doel 17a.1", "17A.1", "two levels"),
        ("Doel5.1.1", "5.1.1", None), ("Doel 01.2.3", "01.2.3", "leading zero"),
    ],
)  # fmt: skip
def test_a_goal_code_is_normalised_and_oddness_named(text: str, code: str, odd: str | None) -> None:
    assert find_doel(text) == (GoalCode(code, odd), "")


@pytest.mark.parametrize("text", ["1", "1.2.3.4", "1.2.345", "1-1-2015", "", "C01"])
def test_other_text_is_no_goal_code(text: str) -> None:
    assert find_doel(f"Doel {text}") is None


@pytest.mark.parametrize(
    ("text", "code", "title"),
    [
        ("Doel 1.2.3 Langdurige en/of intensieve ondersteuning", "1.2.3",
        "Langdurige en/of intensieve ondersteuning"),
        ("Beschrijving doel 7.2.1 We zorgen (tekst uit Begroting 2020)", "7.2.1", "We zorgen"),
        ("Doel 5.2.1We versterken de positie", "5.2.1", "We versterken de positie"), ("Doel 1.2.3", "1.2.3", ""),
        ("DOEL 1.2.3 Sport", "1.2.3", "Sport"),
        ("Doel\u00a01.2.3:\u00a0Sport  en  spel", "1.2.3", "Sport en spel"),
        ("Doel 1.2. 3 Sport", "1.2.3", "Sport"), ("Doel 1.2.3a Sport", "1.2.3a", "Sport"),
        ("Doel 4.2 Wonen", "4.2", "Wonen"),
        ("Doel 1.2.3. Sport", "1.2.3", "Sport"), ("Doel 1.2.3\nSport", "1.2.3", "Sport"),
        ("Doel 6.4.4 Klimaatadaptie\nDe stad is", "6.4.4", "Klimaatadaptie\nDe stad is"),
        ("Doel 1.2.3we", "1.2.3", "we"),
        ("Doel 5.1.1 24 uur open", "5.1.1", "24 uur open"),
    ],
)  # fmt: skip
def test_a_heading_opens_with_its_goal(text: str, code: str, title: str) -> None:
    found = find_doel(text)
    assert found is not None
    assert (found[0].code, found[1]) == (code, title)


@pytest.mark.parametrize(
    "text",
    ["Beschrijving doel", "Beschrijving doel (tekst uit Begroting 2022)", "",
    "De activiteiten van doel 1.2.3 hebben",
     "Doelstellingen", "Financieel overzicht doel", "Resultaat doel Ondersteuning in de wijk",
     "Doel 1.3.1, onderdeel jeugdhulp",
     "Doel 1.1.1 t/m 2.2.1", "Doel 1.2.3 en doel 1.3.1", "Doel 1.2.3)", "Begroting 2019", "Doel 2019"],
)  # fmt: skip
def test_a_mention_is_no_heading(text: str) -> None:
    assert find_doel(text) is None


def test_a_glued_list_of_goals_is_split() -> None:
    text = (
        "Doel 5.1.1We zorgen voor werk (zie ook doel 5.3.1). Doel 5.1.2We faciliteren de stad"
        " Doel 5.2.1 (Sociale) wijken"
        " die groeienDoel 5.2.2 We versterken, zie Doel 1.1.1 Samen, onze positie"
    )
    assert [(code.code, title) for code, title in split_doelen(text)] == [
        ("5.1.1", "We zorgen voor werk (zie ook doel 5.3.1)."),
        ("5.1.2", "We faciliteren de stad"),
        ("5.2.1", "(Sociale) wijken die groeien"),
        ("5.2.2", "We versterken, zie Doel 1.1.1 Samen, onze positie"),
    ]


def test_goals_listed_in_capitals() -> None:
    assert [(code.code, title) for code, title in split_doelen("DOEL 3.3.1 WE BIEDEN DOEL 3.3.2 WE HELPEN")] == [
        ("3.3.1", "WE BIEDEN"),
        ("3.3.2", "WE HELPEN"),
    ]


@pytest.mark.parametrize(
    "text", ["", "Doelstellingen", "dat past bij doel 5.3.1 en de stad", "(Doel 5.3.1 Samen)", "Doel 5.3.1"]
)
def test_mentions_alone_are_no_list(text: str) -> None:
    assert split_doelen(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Programma 4. Inkomen", ("4", "Inkomen")), ("Programma 4 Inkomen", ("4", "Inkomen")),
        ("Beschrijving programma 7. Vitale wijken", ("7", "Vitale wijken")),
        ("1. Samen sterk in Zwolle", ("1", "Samen sterk in Zwolle")),
        ("12 Inwonersondersteuning", ("12", "Inwonersondersteuning")), ("Programma 17A Naam", ("17A", "Naam")),
        ("1. samenleving", ("1", "samenleving")), ("9 Cultuur", ("9", "Cultuur")),
        ("Programma 8: Bestuur", ("8", "Bestuur")),
        ("Programma 1 Samen Sterk in Zwolle", ("1", "Samen Sterk in Zwolle")),
        ("Programma 9.Bedrijfsvoering", ("9", "Bedrijfsvoering")),
        ("3\u00a0 Bereikbaarheid en mobiliteit", ("3", "Bereikbaarheid en mobiliteit")),
        ("17A Naam", ("17A", "Naam")),
        ("Beschrijving programma 6. Stad (tekst uit Begroting 2020)", ("6", "Stad")),
        ("Programma 2 – Zorg", ("2", "Zorg")),
        ("Programma 6.", None), ("programma 11 aan de orde", None), ("Programma's", None), ("Programma", None),
        ("", None),
        ("7.   Circulaire economie (doel 5.1.2)", None), ("16 patiowoningen in Westenholte", None),
        ("1 juli 2025", None),
        ("1 Juli 2025", None), ("2022", None), ("2e half jaar", None), ("1.2.3 Sport", None),
        ("12. " + "Lang " * 40, None),
        ("3. Zwemvangnet 12+\n-  Dekking", None), ("programma 7. Samenleving.", None),
        ("Programma 4 Inkomen is duur.", None),
        ("Subtotaal programma 4 Inkomen", None),
        ("Programma 4 Wonen › Ambitie 4.2", ("4", "Wonen")),
    ],
)  # fmt: skip
def test_a_programme_has_a_code_and_a_name(text: str, expected: tuple[str, str] | None) -> None:
    assert find_programma(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ambitie 5.3 Zwolle is een stad", ("5.3", "Zwolle is een stad")),
        ("Beschrijving ambitie 7.2 Veilig", ("7.2", "Veilig")),
        ("Ambitie 5.3We", ("5.3", "We")), ("Beschrijving ambitie 7.2 X (tekst uit Begroting 2019)", ("7.2", "X")),
        ("Beschrijving ambitie (tekst uit Begroting 2019)", None), ("Ambitie 5.3.1 Doel", None), ("", None),
        ("ambitie 5.3, waarbij", None), ("De ambitie 5.3 is", None), ("Ambitie 2018", None),
    ],
)  # fmt: skip
def test_an_ambition_has_two_levels(text: str, expected: tuple[str, str] | None) -> None:
    assert find_ambitie(text) == expected


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("doel-9-3-2", ("doel", "9.3.2")), ("doel-6-1-5-grondbeleid", ("doel", "6.1.5")),
        ("ambitie-6-2", ("ambitie", "6.2")),
        ("beschrijving-ambitie-7-2", ("ambitie", "7.2")), ("programma-9-bedrijfsvoering", ("programma", "9")),
        ("beschrijving-programma-6-toekomstgerichte-stad", ("programma", "6")),
        ("12-inwonersondersteuning", ("programma", "12")),
        ("4-inkomen", ("programma", "4")), ("activiteiten-en-kredieten-doel-10-1-1", ("doel", "10.1.1")),
        ("Doel-1-2-3-Sport", ("doel", "1.2.3")), ("doel-4-2-wonen", ("doel", "4.2")),
        ("doel-1-2-3a-sport", ("doel", "1.2.3a")),
        ("programma-17a-naam", ("programma", "17A")), ("17a-naam", ("programma", "17A")),
        ("3-6-overzicht-per-taakveld", None),
        ("programma-mobiliteit", None), ("doelstellingen-p14", None), ("samenvatting-p3", None),
        ("beschrijving", None), ("", None),
        ("1-juli-2025", None), ("2e-half-jaar", None), ("periodieke-wijziging-2019-1", None), ("doel-2020", None),
        ("bestedingsvoorstellen-begroting-2022", None), ("1e-beleidsrapportage", None),
    ],
)  # fmt: skip
def test_a_slug_names_its_code(slug: str, expected: tuple[str, str] | None) -> None:
    assert code_from_slug(slug) == expected


@pytest.mark.parametrize(
    ("text", "year", "rest"),
    [
        ("Criteria (tekst uit begroting 2021)", 2021, "Criteria"),
        ("Activiteiten (tekst uit Begroting 2021)", 2021, "Activiteiten"),
        ("BESCHRIJVING (TEKST UIT\u00a0BEGROTING 2020) ", 2020, "BESCHRIJVING"), ("Criteria", None, "Criteria"),
        ("Doel (tekst uit de Berap 2018-2) x", 2018, "Doel x"),
        ("Portefeuillehouder(s)", None, "Portefeuillehouder(s)"),
        ("Criteria (tekst uit begroting)", None, "Criteria"), ("Begroting 2021", None, "Begroting 2021"),
    ],
)  # fmt: skip
def test_the_origin_of_a_text_is_read_and_removed(text: str, year: int | None, rest: str) -> None:
    assert text_origin_year(text) == year
    assert strip_text_origin(text) == rest


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("(doel 1.1.2 )", ["1.1.2"]), ("(doelen 5.2.1, 5.3.1, 5.3.2)", ["5.2.1", "5.3.1", "5.3.2"]),
        ("(structureel, doel 1.1.1 t/m 2.2.1 )", ["1.1.1", "2.2.1"]), ("doorbraakmethode(doel 2.1.1)", ["2.1.1"]),
        ("doel 2.1.3.)", ["2.1.3"]), ("staan bij de doelen 5.1.1, 6.1.2 en 6.2.1.", ["5.1.1", "6.1.2", "6.2.1"]),
        ("Zie doel 6.4.1 we bevorderen", ["6.4.1"]), ("doel 1.2.3 en doel 1.3.1, doel 1.2.3", ["1.2.3", "1.3.1"]),
        ("zie 5.3.1", ["5.3.1"]), ("op 1.2.2024 is doel 4.2 af", ["4.2"]), ("versie 1.2.3", []), ("", []),
        ("het doel is 1.6", []),
    ],
)  # fmt: skip
def test_mentions_name_their_codes(text: str, codes: list[str]) -> None:
    assert find_doel_mentions(text) == codes


_CODE = re.compile(r"\d{1,2}[A-Z]?(?:\.\d{1,2}){1,2}[a-z]?", re.IGNORECASE)
TEXTS = st.text(st.sampled_from("Ddoel Programma123.(),\u00a0\nWetzi ambitie-"), max_size=40) | st.text(max_size=20)


@given(TEXTS, st.sampled_from(["", "Doel ", "doel-", "Beschrijving doel ", "Ambitie ", "Programma ", "(tekst uit "]))
def test_any_text_is_searched_without_error(text: str, opening: str) -> None:
    printed = opening + text
    for code, title in split_doelen(printed):
        assert code.code
        assert title == title.strip()
    for found in (find_programma(printed), find_ambitie(printed), code_from_slug(printed)):
        assert found is None or all(isinstance(part, str) for part in found)
    goal = find_doel(printed)
    assert goal is None or _CODE.fullmatch(goal[0].code)
    assert all(map(_CODE.fullmatch, find_doel_mentions(printed)))
    assert len(strip_text_origin(printed)) <= len(printed)
    assert text_origin_year(printed) is None or "20" in printed or any(map(str.isdigit, printed))


@given(st.tuples(*[st.integers(1, 99)] * 3))
def test_every_code_survives_heading_and_slug(levels: tuple[int, int, int]) -> None:
    code = ".".join(map(str, levels))
    found = find_doel(f"Doel {code}We zorgen")
    assert found is not None
    assert found[0].code == code
    assert code_from_slug(f"doel-{code.replace('.', '-')}-naam") == ("doel", code)


def test_a_programme_with_a_letter_has_goals() -> None:
    assert find_doel("Doel 17a.1.2 Iets") == (GoalCode("17A.1.2", None), "Iets")
    assert code_from_slug("doel-17a-1-2-iets") == ("doel", "17A.1.2")
