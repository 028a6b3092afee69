"""Stamps, years and dates as printed (INTEGRITY rows 43, 62-64)."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dutch.dates import BadStamp, find_stamps, find_years, parse_reference_date, to_utc

FOOTER = "Deze pagina is gebouwd op {} met de export van {}"


def test_the_footer_is_month_day_year() -> None:
    text = "laatste regel\n" + FOOTER.format("06/13/2025 13:22:06", "06/13/2025 13:13:22")
    assert find_stamps(text) == (datetime(2025, 6, 13, 13, 22, 6), datetime(2025, 6, 13, 13, 13, 22))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "built", "exported"),
    [
        (FOOTER.format("03/04/2025 01:02:03", "03/04/2025 01:02"), (2025, 3, 4, 1, 2, 3), (2025, 3, 4, 1, 2)),
        ("Deze\u00a0pagina is gebouwd op\u00a010/10/2025 07:33:06.", (2025, 10, 10, 7, 33, 6), None),
        (FOOTER.format("", "07/25/2022 17:24:53"), None, (2022, 7, 25, 17, 24, 53)),
        ("deze pagina is gebouwd op 6/13/2025 1:22:06 PM", (2025, 6, 13, 13, 22, 6), None),
        (FOOTER.format("06/13/2025 12:00:00 AM", "06/13/2025 12:00:00 PM"), (2025, 6, 13), (2025, 6, 13, 12)),
        ("Deze pagina is gebouwd op\n07/25/2022 17:45:09\nmet de export van", (2022, 7, 25, 17, 45, 9), None),
        (FOOTER.format("10/10/2025\n09:08", "10/09/2025\n17:00"), (2025, 10, 10, 9, 8), (2025, 10, 9, 17)),
        (FOOTER.format("10/10/2025 09:08\n", "10/09/2025 17:00"), (2025, 10, 10, 9, 8), (2025, 10, 9, 17)),
    ],
)
def test_stamps_may_be_incomplete(text: str, built: tuple[int, ...] | None, exported: tuple[int, ...] | None) -> None:
    stamps = find_stamps(text)
    assert stamps is not None
    wanted = [datetime(*parts) if parts else None for parts in (built, exported)]  # type: ignore[arg-type]  # noqa: DTZ001
    assert list(stamps) == wanted


@pytest.mark.parametrize(
    "text", ["", "ga terug", "Het huis is gebouwd op palen", "gebouwd in 2025", "06/13/2025 13:22:06"]
)
def test_other_text_has_no_stamp(text: str) -> None:
    assert find_stamps(text) is None


@pytest.mark.parametrize(
    "stamp",
    ["25/07/2022 17:45:09", "13/06/2025 13:22:06", "02/30/2025 10:00:00", "06/13/2025 25:00:00",
    "2025-06-13 13:22:06",
     "06/13/20", "gisteren", "06/13/0001 10:00:00", "06/13/2025 10:61:00"],
)  # fmt: skip
def test_a_stamp_in_another_order_is_refused(stamp: str) -> None:
    with pytest.raises(BadStamp):
        find_stamps(FOOTER.format(stamp, "06/13/2025 13:13:22"))
    with pytest.raises(BadStamp):
        find_stamps(FOOTER.format("06/13/2025 13:22:06", stamp))


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        (datetime(2025, 6, 13, 13, 22, 6), datetime(2025, 6, 13, 11, 22, 6, tzinfo=UTC)),  # noqa: DTZ001
        (datetime(2025, 1, 1), datetime(2024, 12, 31, 23, tzinfo=UTC)),  # noqa: DTZ001
        (datetime(2025, 10, 26, 2, 30), None),  # noqa: DTZ001
        (datetime(2026, 3, 29, 2, 30), None),  # noqa: DTZ001
        (datetime(2025, 10, 26, 3, 0), datetime(2025, 10, 26, 2, tzinfo=UTC)),  # noqa: DTZ001
        (datetime(2026, 3, 29, 3, 0), datetime(2026, 3, 29, 1, tzinfo=UTC)),  # noqa: DTZ001
    ],
)
def test_local_time_becomes_utc_unless_it_is_ambiguous(local: datetime, utc: datetime | None) -> None:
    assert to_utc(local) == utc


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Rekening 2015", [2015]), ("Norm van 2016", [2016]), ("2022-2023", [2022, 2023]),
        ("PPN 2017 - 2020:", [2017, 2020]),
        ("2015 | 2016 | 2017", [2015, 2016, 2017]), ("raad 15-12-2015", []), ("1-1- 2015", []),
        ("06/13/2025 13:22", []),
        ("2025-06-13", []), ("17 december 2015", [2015]), ("Berap 2018-2", [2018]), ("berap 1-2024", [2024]),
        ("12.024", []),
        ("2.024", []), ("2024,5", []), ("120240", []), ("PPN2017", []), ("1989 en 2061", []),
        ("1990 en 2060", [1990, 2060]),
        ("in 2014, 4,4.", [2014]), ("€ 2024", []), ("2025 – 2028", [2025, 2028]), ("", []),
        ("(tekst uit Begroting 2021)", [2021]),
        ("begroting-2016.nl", [2016]), ("2332", []),
    ],
)  # fmt: skip
def test_years_are_found(text: str, years: list[int]) -> None:
    assert find_years(text) == years


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Bron: GGD. Peildatum 1 juli van het betreffende jaar.", "1 juli van het betreffende jaar"),
        ("Voortgang betreft de afgelopen periode met peildatum   : 1 juli 2025", "1 juli 2025"),
        ("peildatum is 31-12-2019; bron CBS", "31-12-2019"), ("Bron: CBS", None), ("Peildatum", None),
    ],
)  # fmt: skip
def test_a_reference_date_is_the_phrase_as_printed(text: str, phrase: str | None) -> None:
    assert parse_reference_date(text) == phrase


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 12, 31)))  # noqa: DTZ001
def test_every_stamp_comes_back(built: datetime) -> None:
    built = built.replace(microsecond=0)
    assert find_stamps(FOOTER.format(*[built.strftime("%m/%d/%Y %H:%M:%S")] * 2)) == (built, built)


@given(st.text(st.sampled_from("0123456789-/.: juliPM\u00a0"), max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert all(1990 <= year <= 2060 for year in find_years(text))
    with contextlib.suppress(BadStamp):
        assert find_stamps(FOOTER.format(text, text)) is not None
