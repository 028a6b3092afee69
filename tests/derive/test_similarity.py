from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from pipeline.derive.similarity import Lexicon, Titles, Words, plain, words


def agreement(one: Words, other: Words) -> float:
    return Lexicon([one, other]).agreement(one, other)


def containment(one: Words, other: Words) -> float:
    return Lexicon([one, other]).containment(one, other)


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
    assert least <= Titles([one, other]).agreement(one, other) <= most


def test_titles_without_content_words_are_equal() -> None:
    assert Titles(["De", "Het doel", "Wonen"]).agreement("De", "Het doel") == 1.0
    assert Titles(["De", "Wonen"]).agreement("De", "Wonen") == 0.0


# -- what the lexicon looks up is what comparing every word with every word gives

PARTS = st.lists(st.sampled_from(["be", "woner", "s", "buurt", "wonen", "in", "zorg", "heid", "en"]), max_size=4)
TEXTS = st.lists(PARTS.map("".join).filter(bool), max_size=7, unique=True).map(tuple)


def is_one_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return (len(short) >= 6 and short in long) or fuzz.ratio(one, other) >= 82


def shared(one: Words, other: Words) -> int:
    """Equal words, then each word with the first of the other that is left."""
    left = [word for word in other if word not in one]
    found = len(other) - len(left)
    for word in one:
        match = next((w for w in left if word not in other and is_one_word(word, w)), None)
        if match is not None:
            left.remove(match)
            found += 1
    return found


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3), st.sampled_from([0.0, 0.5, 0.75, 0.9, 1.0]))
def test_no_word_is_overlooked(one: Words, other: Words, more: list[Words], least: float) -> None:
    lexicon = Lexicon([one, other, *more])
    alike = 2 * shared(one, other) / (len(one) + len(other)) if one and other else 0.0
    shortest = min(len(one), len(other))
    part = shared(one, other) / shortest if shortest > 1 else 0.0
    assert lexicon.agreement(one, other) == alike
    assert lexicon.containment(one, other) == part
    assert lexicon.agreement(one, other, least) == (alike if alike >= least else 0.0)
    assert lexicon.containment(one, other, least) == (part if part >= least else 0.0)


def test_a_word_without_end_has_its_parts_and_costs_no_more_than_a_long_text() -> None:
    endless = "bewoners" + "x" * 200_000 + "veiligheid"
    lexicon = Lexicon([(endless,), ("bewoners", "veiligheid", "kort"), (f"a{endless}z",)])
    assert lexicon.alike(endless) >= {endless, "bewoners", "veiligheid", f"a{endless}z"}
    assert "kort" not in lexicon.alike(endless)
    assert endless in lexicon.alike("veiligheid")
