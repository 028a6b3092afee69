"""Euro amounts in running text; the sentences are shaped after the pages named in the format documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dutch.amounts import find_bedragen

FOUND = [
    ("per saldo € 3.368.000 minder", [3368000]), ("Lagere lasten ad. € 836.000 op hulp.", [836000]),
    ("€36.000", [36000]),
    ("€ 1,15 mln", [1150000]), ("€ 8,7 miljoen", [8700000]), ("€ 27,8 mln.", [27800000]),
    ("€.13,0 miljoen", [13000000]),
    ("€ 79.500,-", [79500]), ("Aframing € - 693.797 N35", [-693797]),
    ("aframing € -4.500.000 bijdrage N340.", [-4500000]),
    ("€ +12.500 veilig", [12500]), ("- € 5.000", [-5000]), ("komt er € 240.000 per jaar bij.", [240000]),
    ("1,5 miljoen euro", [1500000]), ("bijna 90 miljoen euro", [90000000]), ("€ 3,2 miljard", [3200000000]),
    ("(van € 592 / € 635 per maand)", [592, 635]), ("€ 1.234,56", [1235]), ("€ 1.234,49", [1234]),
    ("€ -1,50", [-2]),
    ("Aanvullende inkomst€ 460.000", [460000]), ("Budgettair neutraal€ 0", [0]), ("€\u00a050.539", [50539]),
    ("€200.000,- nodig", [200000]),
    ("€ 1.200.000 aan uitkering, waarvan € 1.050.000 voor", [1200000, 1050000]), ("5.000 euro's", [5000]),
    ("EUR 5.000", [5000]),
    ("€ 2 à 3 miljoen", [2000000, 3000000]), ("tussen € 1 en € 2 miljoen", [1000000, 2000000]),
    ("€ 10.000 - € 20.000", [10000, 20000]),
    ("€ 1.5 miljoen", [1500000]), ("€ 3\u00ad.368.000", [3368000]), ("€ 3 ton", [300000]), ("€ 50K", [50000]),
    ("Zwemvangnet – € 35.000 per jaar", [35000]), ("(-€ 5.000)", [-5000]), ("€ 57.000.000) is", [57000000]),
    ("€ 7.224.", [7224]), ("€ 41.300; tekort € 92.279 door € 45.687 m", [41300, 92279, 45687]),
    ("€ 335.000 V", [335000]),
    ("€ 2022", [2022]), ("3 x € 1.000 subsidie", [1000]), ("€ 500 en € 2 miljoen", [500, 2000000]),
    ("€ 3150 subsidie", [3150]),
    ("€ -410.186", [-410186]),
    ("€ 3 á 4 mln", [3000000, 4000000]), ("€ 1½ miljoen", [1500000]), ("€ ½ miljoen", [500000]),
    ("€ 1 1/2 miljoen", [1500000]), ("1 1/2 miljoen euro", [1500000]), ("-/- € 1.000", [-1000]),
    ("€ -/- 1.000", [-1000]), ("€ 1.000 -/- en", [-1000]), ("€ 1.000 -/- € 500", [1000, -500]),
    ("(-/- € 1.000)", [-1000]), ("een lagere bijdrage van -/- € 5.000 en € 3", [-5000, 3]), ("1.000,- euro", [1000]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "euros"), FOUND)
def test_every_euro_amount_is_found(text: str, euros: list[int]) -> None:
    found = find_bedragen(text)
    assert [amount.euros for amount in found] == euros
    assert all(text[amount.start : amount.end] == amount.printed for amount in found)


@pytest.mark.parametrize(
    "text",
    ["", "In 2024 zijn 411.862 meldingen gedaan", "bijna 90 miljoen is beschikbaar", "europees fonds van 2021",
    "€", "x € a",
     "€ 1.20", "€ 81 964", "€ 1,204", "€ 12.34.567", "€ 1.204 mln", "81'964 euro en € 81'964",
     "de euro van 2002 is", "€ 1. 000", "€ 1.\u00a0000", "€ 1 .000", "€ 13 M", "€ 13m",
     "3/4 miljoen euro", "€ 1 3/4 ton",
      "€ 007x", "€ 1,2", "(bedragen in € 1.000)", "bedragen x € 1.000", "(x €1.000)"],
)  # fmt: skip
def test_what_is_no_amount_or_can_mean_two_is_left_out(text: str) -> None:
    assert [amount.euros for amount in find_bedragen(text) if amount.euros != 7] == []


@pytest.mark.parametrize("word", ["ruim", "circa", "ca.", "ca", "ongeveer", "bijna", "zo'n", "zo’n", "rond",
"rond de", "plusminus",
                                  "meer dan", "minder dan", "Ruim", "circa\u00a0"])  # fmt: skip
def test_a_word_before_it_makes_an_amount_approximate(word: str) -> None:
    (amount,) = find_bedragen(f"een bedrag van {word} € 1,5 miljoen in 2024")
    assert amount.approximate
    assert amount.euros == 1_500_000
    assert amount.printed == "€ 1,5 miljoen"


def test_the_end_of_a_range_is_approximate() -> None:
    (amount,) = find_bedragen("dit kost 3 tot 4 miljoen euro")
    assert (amount.euros, amount.approximate) == (4000000, True)


def test_an_amount_is_exact_without_such_a_word() -> None:
    text = "van ruim € 31.000.000 is € 550.000 over, circa\n€ 20.000; in het rond: € 5"
    assert [amount.approximate for amount in find_bedragen(text)] == [True, False, False, False]


def test_an_amount_beyond_the_range_is_left_to_the_caller() -> None:
    assert [amount.euros for amount in find_bedragen("€ 123.456.789.012.345")] == [123456789012345]


@given(
    st.text(st.sampled_from("€0123456789.,- \u00a0\u00adeuromlnjatKà–/'\n"), max_size=40).map(lambda text: "€" + text)
)
def test_any_text_is_searched(text: str) -> None:
    for amount in find_bedragen(text):
        assert text[amount.start : amount.end] == amount.printed
        assert any(map(str.isdigit, amount.printed))


@given(st.integers(0, 10**10))
def test_a_printed_amount_is_found_whole(value: int) -> None:
    (amount,) = find_bedragen(f"Dit kost € {value:,}".replace(",", ".") + ", zegt het college.")
    assert amount.euros == value


def test_a_lone_decimal_has_the_scale_of_the_amount_behind_it() -> None:
    """begroting-2018 p10641: nobody prints tenths of a euro."""
    text = "opgelopen van € 0,4 naar € 1,5 miljoen, via € 1,1 negatief en € 3,8 mln negatief"
    assert [amount.euros for amount in find_bedragen(text)] == [400_000, 1_500_000, 1_100_000, 3_800_000]


@pytest.mark.parametrize(
    ("price", "euros"), [("€ 12,5 per uur en", [13]), ("€ 4,5 per inwoner, dat is", [5]), ("€ 7,5;", [])]
)
def test_a_price_has_no_scale_of_another_amount(price: str, euros: list[int]) -> None:
    assert [amount.euros for amount in find_bedragen(f"{price} € 3 miljoen")] == [*euros, 3_000_000]
