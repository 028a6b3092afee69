"""Dates and years as printed. Stamps are month/day (US order, INTEGRITY row 62); all other dates are day-month."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from pipeline.dutch.printed import plain

_ZONE = ZoneInfo("Europe/Amsterdam")
_MONTHS = (
    "januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul", "augustus aug",
    "september sept sep", "oktober okt", "november nov", "december dec",
)  # fmt: skip
MONTH = "|".join(sorted((name for names in _MONTHS for name in names.split()), key=len, reverse=True))
"""The name of a month, also a short one, as part of a pattern."""
MONTH_NAME = "|".join(names.split()[0] for names in _MONTHS)
"""The whole name of a month, as part of a pattern."""

is_year = re.compile("(?:19|20)[0-9]{2}").fullmatch
"""Whether a whole text is a year, with nothing around it."""

STAMP_OPENS = "Deze pagina is gebouwd op"
"""How the stamp in the footer of a page begins, as all known sites print it."""


class BadStamp(ValueError):
    """A footer stamp that is no MM/DD/YYYY date and time."""


_FOOTER = re.compile(
    r"pagina\s+is\s+gebouwd\s+op\b\s*:?(?P<built>.{0,40}?)(?:\s*\bmet\s+de\s+export\s+van\b\s*:?(?P<exported>.{0,40})|$|\n(?!\d+:))",
    re.IGNORECASE | re.DOTALL,
)
_STAMP = re.compile(
    r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4})[\s,]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2}))?(?: ?(?P<half>[AP])M\b)?(?![0-9])",
    re.IGNORECASE,
)


def _stamp(printed: str | None) -> datetime | None:
    text = plain(printed or "").strip(" .\n")
    if not text:
        return None
    found = _STAMP.match(text)
    if found is None:
        raise BadStamp(f"{text!r} is no MM/DD/YYYY stamp")
    part = {name: int(value or 0) for name, value in found.groupdict().items() if name != "half"}
    if found["half"]:
        part["hour"] = part["hour"] % 12 + (12 if found["half"].lower() == "p" else 0)
    if not 2000 <= part["year"] <= 2100:
        raise BadStamp(f"{text!r}: the year cannot be right")
    try:
        return datetime(**part)  # type: ignore[arg-type]  # noqa: DTZ001 - naive local time, as printed
    except ValueError as error:
        raise BadStamp(f"{text!r} is no MM/DD/YYYY stamp: {error}") from None


@lru_cache(maxsize=256)  # all pages of a publication are built in one night
def find_stamps(text: str) -> tuple[datetime | None, datetime | None] | None:
    """When a page was built and exported, from `Deze pagina is gebouwd op 06/13/2025 13:22:06 met de export van
    06/13/2025 13:13:22`, as naive local times (Europe/Amsterdam). A time that is not printed is None, and so is
    the whole answer without that sentence. Raises BadStamp for a stamp that is not MM/DD (25/07/2022)."""
    if "ebouwd" not in text:
        return None
    footer = _FOOTER.search(text)
    if footer is None:
        return None
    return _stamp(footer["built"]), _stamp(footer["exported"])


@lru_cache(maxsize=256)  # all pages of a publication are built in one night
def to_utc(local: datetime) -> datetime | None:
    """A naive Europe/Amsterdam time in UTC; None in the hour that occurs twice (10/26/2025 02:30) or never
    (03/29/2026 02:30)."""
    early, late = (local.replace(tzinfo=_ZONE, fold=fold) for fold in (0, 1))
    return early.astimezone(UTC) if early.utcoffset() == late.utcoffset() else None


_YEAR_OR_DATE = re.compile(
    r"[0-9]{1,2} ?[-/.] ?[0-9]{1,2} ?[-/.] ?[0-9]{4}|[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}(?![0-9])"
    r"|(?<![\w€])(?<![0-9][.,])(?<!€ )(?P<year>199[0-9]|20[0-5][0-9]|2060)(?!\w)(?![.,][0-9])"
)


def find_years(text: str) -> list[int]:
    """Years 1990-2060 in reading order. Both ends of `2022-2023` count; the year of `30-06-2024` or of a stamp
    does not, nor digits inside a bigger number, a word (`PPN2017`) or an amount (`€ 2024`)."""
    return [int(found["year"]) for found in _YEAR_OR_DATE.finditer(text) if found["year"]]


_REFERENCE_DATE = re.compile(r"\bpeildatum\b[ :]*(?:is |op |per )?([^.;)\n]*[^.;)\s])", re.IGNORECASE)


def parse_reference_date(text: str) -> str | None:
    """The phrase behind `Peildatum`, as printed: `1 juli van het betreffende jaar` (begroting-2026 p50287)."""
    found = _REFERENCE_DATE.search(plain(text)) if "eildatum" in text else None
    return found[1].strip() if found else None
