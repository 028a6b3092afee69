"""When the page was built and exported: the footer's stamps and what is odd about them (INTEGRITY I-29, rows 62-64)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.contents import contents
from pipeline.dutch.dates import BadStamp, find_stamps, to_utc
from pipeline.model import Document, Finding
from pipeline.page.evidence import forms

_LONGEST_GAP = timedelta(hours=24)
_LAST_AMBIGUOUS_DAY = 12


@dataclass(frozen=True, slots=True)
class Stamps:
    """Naive local times (Europe/Amsterdam) as printed, and findings about them."""

    built_at: datetime | None
    exported_at: datetime | None
    findings: tuple[Finding, ...]


def _invalid(message: str, location: str, found: str, expected: str, warning: bool = False) -> Finding:
    return Finding("warning" if warning else "error", "STAMP_INVALID", message, location, found[:200], expected)


def _check(built: datetime | None, exported: datetime | None, year: int, location: str, found: str) -> list[Finding]:
    findings: list[Finding] = []
    if built and exported and built < exported:
        findings.append(_invalid("the page was built before its export", location, found, "export, then build"))
    elif built and exported and built - exported > _LONGEST_GAP:
        message = "more than 24 hours between export and build"
        findings.append(_invalid(message, location, found, "at most 24 hours", warning=True))
    if built and built.year < year - 1:
        message = f"the page was built in {built.year}, long before the year it is about"
        findings.append(_invalid(message, location, found, f"{year - 1} or later"))
    last = forms().last_year  # no clock: the same page must give the same findings every night
    if built and built.year > last:
        findings.append(_invalid("the page was built in the future", location, found, f"{last} or earlier"))
    if any(stamp and to_utc(stamp) is None for stamp in (built, exported)):
        message = "a stamp in the hour that occurs twice or never when the clock changes: it has no UTC time"
        findings.append(Finding("info", "STAMP_WITHOUT_UTC", message, location, found[:200], "an hour of one UTC time"))
    if any(stamp and stamp.month != stamp.day <= _LAST_AMBIGUOUS_DAY for stamp in (built, exported)):
        findings.append(
            Finding(
                "info",
                "STAMP_AMBIGUOUS",
                "day and month could change places; read as MM/DD",
                location,
                found[:200],
                "a day after the 12th tells them apart",
            )
        )
    return findings


def read_stamps(document: Document, report_year: int) -> Stamps:
    """The stamps of the footer. NO_BUILD_STAMP (info) without one, STAMP_INVALID (error) for one that is not
    MM/DD/YYYY or that contradicts itself or the year of the publication, STAMP_WITHOUT_UTC (info) for an hour that
    the clock change doubles or skips, STAMP_AMBIGUOUS (info) where day and month could change places."""
    for number, block in contents(document).ignored:
        if block.reason != "stamp":
            continue
        location = f"block {number}"
        try:
            stamps = find_stamps(block.text)
        except BadStamp as bad:
            finding = _invalid(str(bad), location, block.text, "MM/DD/YYYY HH:MM:SS")
            return Stamps(None, None, (finding,))
        if stamps is not None and any(stamps):
            return Stamps(*stamps, tuple(_check(*stamps, report_year, location, block.text)))
    message = "the page does not say when it was built"
    return Stamps(
        None, None, (Finding("info", "NO_BUILD_STAMP", message, "page", "no stamp", "Deze pagina is gebouwd op ..."),)
    )
