from __future__ import annotations

import pytest

from pipeline.derive.similarity import agreement, containment, plain, title_agreement, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We bieden ondersteuning, zodat", "we bieden ondersteuning zodat"),
        ("Risico’s in één  keer", "risico s in een keer"),
        ("Het vergroten van de veerkracht , z odanig dat er:", "het vergroten van de veerkracht"),
        ("We werken aan een leerlijn, zodanig dat :", "we werken aan een leerlijn"),
        ("Het bestuur, waarbij:", "het bestuur"),
        ("We bouwen woningen, waarbij groen voorop staat", "we bouwen woningen waarbij groen voorop staat"),
        ("", ""),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_words_leave_small_words_out_and_keep_order() -> None:
    assert words("We zorgen dat groen één van de leidende thema’s is; groen!") == (
        "zorgen",
        "groen",
        "leidende",
        "thema",
    )
    assert words(None) == words("de het een") == ()


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("a, b en parken en tuinen", "parken; tuinen", 1.0, 1.0),
        ("Water-, groen- en recreatiestructuur", "water - groen- en recreatiestructuur", 1.0, 1.0),
        ("ondersteunen van bewoners", "ondersteuning voor buurtbewoners", 1.0, 1.0),  # inflection and compound
        ("Klimaatadaptatie", "klimaatadaptie", 1.0, 1.0),  # misprint
        ("parken en tuinen", "parken en wegen", 0.5, 0.5),
        ("veiligheidsgevoel", "veiligheidsniveau", 0.0, 0.0),
        ("parken", "", 0.0, 0.0),
    ],
)
def test_agreement(one: str, other: str, least: float, most: float) -> None:
    found = agreement(words(one), words(other))
    assert least <= found <= most
    assert found == agreement(words(other), words(one))


def test_each_word_counts_once() -> None:
    assert agreement(("bewoners",), ("buurtbewoners", "wijkbewoners")) == pytest.approx(2 / 3)


def test_containment_needs_two_words() -> None:
    assert containment(words("erfgoed koesteren"), words("we onderzoeken en koesteren het Zwolse erfgoed")) == 1.0
    assert containment(words("erfgoed"), words("we koesteren het erfgoed")) == 0.0


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Fysieke veiligheid", "veiligheid, fysieke", 1.0, 1.0),
        ("Voorkomen gezondheidsrisico's", "voorkomen gezondheidsrisicos", 0.9, 1.0),
        ("Klimaatadaptie", "Klimaatadaptatie", 0.7, 1.0),
        ("Inkomen en armoede", "Inkomensondersteuning", 0.0, 0.0),
        ("Ondersteuning in de wijk", "Inkomensondersteuning", 0.0, 0.0),
        ("Een passend woningaanbod", "Sociaal woningaanbod", 0.0, 0.05),
    ],
)
def test_title_agreement(one: str, other: str, least: float, most: float) -> None:
    assert least <= title_agreement(one, other) <= most
