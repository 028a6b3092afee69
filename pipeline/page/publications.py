"""Which publication a page belongs to: the evidence in order of trust, and what to tell where it disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from pipeline.contents import contents
from pipeline.model import Document, Finding, Grid, Ignored, PageRefused, Publication, Source
from pipeline.page import evidence as ev
from pipeline.page.address import ascii_slug
from pipeline.page.evidence import Evidence

_FIRST_BLOCKS = 6
_FROM_PAGE = ("canonical", "title", "text", "slug", "hint")


def _running_text(document: Document, grids: bool) -> str:
    return "\n".join(_texts(document, grids))


def _texts(document: Document, grids: bool) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Grid):
            if grids:
                for row in block.rows:
                    yield from dict.fromkeys(cell.text for cell in row)
        elif not isinstance(block, Ignored) or block.reason == "breadcrumb":
            yield block.text


def _first_texts(document: Document) -> Iterable[str]:
    opening = [block.text for block in document.blocks[: 3 * _FIRST_BLOCKS] if not isinstance(block, Grid)]
    return (*document.breadcrumb, *opening[:_FIRST_BLOCKS])


def _gather(source: Source, document: Document, slug: str | None) -> tuple[list[Evidence], str | None]:
    """All evidence, the most trusted first, and the municipality that <title> prints."""
    in_warc = source.media == "warc" and source.url is not None
    found = [
        None if in_warc else ev.from_host("path", source.path),
        ev.from_host("url", source.url) if source.url else None,
        ev.from_host("canonical", document.canonical) if document.canonical else None,
    ]
    titled, municipality = ev.from_title(document.title) if document.title else (None, None)
    evidence = [one for one in (*found, titled) if one is not None]
    evidence += ev.first_lines(_first_texts(document))
    words = contents(document).words
    evidence += ev.from_text("text", words, partial(_running_text, document, grids=not evidence))
    if slug and (by_slug := ev.from_slug(slug)):
        evidence.append(by_slug)
    if not any(one.year for one in evidence):
        evidence += ev.from_text("hint", words, partial(_running_text, document, grids=True))
        folders = (part.replace("_", "-") for part in reversed(source.path.lower().split("/")))
        evidence += [one for part in folders if (one := ev.from_slug(part)) is not None]
    return evidence, municipality


def _conflicts(evidence: Sequence[Evidence], chosen: Publication) -> Iterator[Finding]:
    seen: set[tuple[object, ...]] = set()
    for one in evidence:
        told = (one.kind, one.year or chosen.report_year, one.edition or chosen.edition, one.municipality)
        here = (chosen.document_kind, chosen.report_year, chosen.edition, chosen.municipality)
        differs = told[:3] != here[:3] or (one.municipality is not None and one.municipality != chosen.municipality)
        if not differs or one.quiet or (one.place, told) in seen:
            continue
        seen.add((one.place, told))
        yield Finding(
            "warning",
            "IDENTITY_CONFLICT",
            f"the {one.place} names another publication than {chosen.publication_id}, which is kept",
            location=one.place,
            found=one.printed,
            expected=chosen.publication_id,
        )


def _refuse(code: str, message: str, found: str, expected: str) -> PageRefused:
    return PageRefused(Finding("error", code, message, location="page", found=found[:200], expected=expected))


def _check_year(year: int, printed: str) -> None:
    known = ev.forms()
    if not known.first_year <= year <= known.last_year:
        expected = f"{known.first_year}-{known.last_year}"
        raise _refuse("YEAR_RANGE", f"{year} is outside the years this project knows", printed, expected)


def _from_page(best: Evidence, publication: Publication, document: Document, printed_name: bool) -> Iterator[Finding]:
    if best.place in _FROM_PAGE:
        place = "a hint in the text" if best.place == "hint" else f"the {best.place}"
        message = f"the path names no publication; {publication.publication_id} is taken from {place}"
        if not printed_name:
            message += f", and the municipality ({publication.municipality}) is the usual one, because none is printed"
            yield from _assumed(publication, document)
        yield Finding("info", "IDENTITY_FROM_PAGE", message, best.place, best.printed, "a path below the host name")
    if publication.document_kind == "berap" and publication.edition is None:
        yield Finding(
            "warning",
            "EDITION_UNKNOWN",
            "nothing tells whether this is the first or the second beleidsrapportage of the year",
            location=best.place,
            found=best.printed,
            expected="1 or 2",
        )


def _assumed(publication: Publication, document: Document) -> Iterator[Finding]:
    """A page that never speaks of the municipality it is taken for (`Zwolle`, `Zwolse`, `Zwollenaren`)."""
    stem = publication.municipality[:4]
    texts = (document.title or "", *(block.text for block in document.blocks if not isinstance(block, Grid)))
    if not any(stem in text.lower() for text in texts):
        message = "no path, link, title or sentence names a municipality; the usual one is assumed"
        yield Finding("warning", "MUNICIPALITY_ASSUMED", message, "page", "no name", publication.municipality)


def find_publication(source: Source, document: Document, slug: str | None) -> tuple[Publication, list[Finding]]:
    """The publication of a page, from its path, address, canonical link, <title>, text and slug, in that order of
    trust (formats 2014-2020 section 0, 2020-2026 section 0). What the best evidence leaves open (the edition of
    `Beleidsrapportage 2018`) comes from the next of the same kind. Raises PageRefused: IDENTITY_UNKNOWN,
    YEAR_RANGE."""
    evidence, title_municipality = _gather(source, document, slug)
    if not evidence:
        raise _refuse(
            "IDENTITY_UNKNOWN",
            "no path, link, title or text names the publication this page belongs to",
            source.path,
            "begroting, jaarstukken, berap or perspectiefnota with a year",
        )
    best = evidence[0]
    same = [one for one in evidence if one.kind == best.kind]
    year = next((one.year for one in same if one.year), None)
    if year is None:
        raise _refuse("IDENTITY_UNKNOWN", f"a {best.kind} without a year", best.printed, "a year")
    _check_year(year, best.printed)
    of_year = [one for one in same if one.year in (None, year)]
    edition = next((one.edition for one in of_year if one.edition), None)
    named = next((one.municipality for one in evidence if one.municipality), None)
    named = named or ev.municipality_of((source.path, source.url, document.canonical))
    if named is None and title_municipality:
        named = ascii_slug(title_municipality)
    municipality = named or ev.forms().default_municipality
    host = next((one.host for one in of_year if one.host), None)
    name = "-".join(str(part) for part in (municipality, best.kind, year, edition) if part)
    publication = Publication(name, municipality, best.kind, year, edition, host)
    findings = [*_conflicts(evidence, publication), *_from_page(best, publication, document, named is not None)]
    return publication, findings
