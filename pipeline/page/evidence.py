"""What a page, its path and its address say about its publication. The forms are publication_forms.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pipeline.dutch.printed import plain
from pipeline.model import DocumentKind

Place: TypeAlias = Literal["path", "url", "canonical", "title", "text", "slug", "hint"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that names a publication, wholly or in part. `printed` is what stands there."""

    place: Place
    kind: DocumentKind
    year: int | None
    edition: int | None
    municipality: str | None
    host: str | None
    printed: str
    quiet: bool = False  # never held against better evidence


@dataclass(frozen=True, slots=True)
class Form:
    """A row of publication_forms.toml. `needs` and `unless` are words that must, or must not, stand on the page."""

    kind: DocumentKind
    pattern: re.Pattern[str]
    year: int | None
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    quiet: bool
    word: bytes  # lower case; a page without it needs no search


@dataclass(frozen=True, slots=True)
class Forms:
    """publication_forms.toml as a whole."""

    default_municipality: str
    municipality_hosts: tuple[re.Pattern[str], ...]
    first_year: int
    last_year: int
    host: tuple[Form, ...]
    line: tuple[Form, ...]
    phrase: tuple[Form, ...]
    hint: tuple[Form, ...]
    slug: tuple[Form, ...]


_FLAGS = re.IGNORECASE | re.MULTILINE
_LONGEST_LINE = 60


def _form(row: dict[str, Any], before: str = "", behind: str = "") -> Form:
    words = {key: re.compile(row[key], _FLAGS) if key in row else None for key in ("needs", "unless")}
    pattern = re.compile(f"{before}(?:{row['pattern']}){behind}", _FLAGS)
    return Form(
        row["kind"],
        pattern,
        row.get("year"),
        words["needs"],
        words["unless"],
        row.get("quiet", False),
        row.get("word", "").encode(),
    )


@cache
def forms() -> Forms:
    """The table of forms, read once."""
    table = tomllib.loads(Path(__file__).with_name("publication_forms.toml").read_text("utf-8"))
    return Forms(
        table["default_municipality"],
        tuple(re.compile(pattern, _FLAGS) for pattern in table["municipality_hosts"]),
        table["first_year"],
        table["last_year"],
        tuple(_form(row, r"(?<![a-z0-9-])", r"(?![a-z0-9-]*\.[a-z]|[a-z0-9])") for row in table["host"]),
        *(tuple(_form(row) for row in table[name]) for name in ("line", "phrase", "hint", "slug")),
    )


def _evidence(place: Place, form: Form, found: re.Match[str], host: bool = False) -> Evidence:
    groups = found.groupdict()
    return Evidence(
        place,
        form.kind,
        int(groups["year"]) if groups.get("year") else form.year,
        int(groups["edition"]) if groups.get("edition") else None,
        groups["municipality"].lower() if groups.get("municipality") else None,
        found[0].lower() if host else None,
        found[0].strip()[:120],
        form.quiet or place in ("slug", "hint"),
    )


@lru_cache(maxsize=1024)
def _host_match(host: str) -> tuple[Form, re.Match[str]] | None:
    for form in forms().host:
        if found := form.pattern.search(host):
            return form, found
    return None


def _first_host(text: str) -> str | None:
    hosts = (part for part in text.replace("\\", "/").split("/") if ".nl" in part.lower())
    return next(filter(_host_match, hosts), None)


def find_host(text: str) -> str | None:
    """The host of a known form in a path or address, lower case."""
    host = _first_host(text)
    match = _host_match(host) if host else None
    return match[1][0].lower() if match else None


def from_host(place: Place, text: str) -> Evidence | None:
    """Evidence from a path (`zwolle2018.2ebeleidsrapportage.nl/p16559/...`) or an address."""
    host = _first_host(text)
    return _of_host(place, host) if host else None


@lru_cache(maxsize=1024)
def _of_host(place: Place, host: str) -> Evidence | None:
    match = _host_match(host)
    return _evidence(place, *match, host=True) if match else None


def municipality_of(places: Iterable[str | None]) -> str | None:
    """The municipality in a host that names no publication: `drimmelen.begrotingsapp.nl`, `financien.uden.nl`."""
    hosts = (part for text in places if text for part in text.replace("\\", "/").split("/") if ".nl" in part.lower())
    found = (form.fullmatch(host) for host in hosts for form in forms().municipality_hosts)
    return next((match["municipality"].lower() for match in found if match), None)


@lru_cache(maxsize=1024)  # the same few on all pages of a publication
def from_line(place: Place, line: str) -> Evidence | None:
    """Evidence from a line that is the name of a document: `Berap 2018-2`, `Jaarstukken 2020`."""
    if "20" not in line or len(line) > _LONGEST_LINE:
        return None
    printed = plain(line)
    for form in forms().line:
        if found := form.pattern.fullmatch(printed):
            return _evidence(place, form, found)
    return None


_TITLE_PART = re.compile(r"\s+[-–|·»]\s+|\s+[—]\s+")
_MUNICIPALITY = re.compile(r"(?:gemeente|provincie)\s+(.+)", re.IGNORECASE)


def from_title(title: str) -> tuple[Evidence | None, str | None]:
    """Evidence and the printed name of the municipality from `<title>`: `... - Begroting 2016 - Gemeente Zwolle`."""
    evidence: Evidence | None = None
    municipality: str | None = None
    for part in _TITLE_PART.split(f" {title} "):
        evidence = from_line("title", part) or evidence
        if found := _MUNICIPALITY.fullmatch(part.strip()):
            municipality = found[1].strip()
    return evidence or _inside_title(title), municipality


def _inside_title(title: str) -> Evidence | None:
    """Evidence from the one document that a title without separators names beside its municipality: `Doel 6.2.1
    Wonen :: Jaarverslag 2022 Gemeente Zwolle`. Of a title with another place, or none, nobody knows whose it is."""
    printed = plain(title)
    if "20" not in printed or re.search(rf"\b{forms().default_municipality}\b", printed, re.IGNORECASE) is None:
        return None
    found = {
        one.printed: one
        for form in forms().line
        for match in [re.search(rf"(?<![\w-])(?:{form.pattern.pattern})(?![\w-])", printed, re.IGNORECASE)]
        if match is not None and (one := _evidence("title", form, match))
    }
    names = [one for one in found.values() if not any(one.printed in other for other in found if other != one.printed)]
    return names[0] if len(names) == 1 else None


def is_document_line(line: str) -> bool:
    """Whether a line only names the document (`Begroting 2021`)."""
    return from_line("text", line) is not None


def _applies(form: Form, text: str) -> bool:
    return (form.needs is None or form.needs.search(text) is not None) and (
        form.unless is None or form.unless.search(text) is None
    )


def from_text(place: Place, words: bytes, running_text: Callable[[], str]) -> Iterator[Evidence]:
    """Evidence from the running text of a page, one form at a time (place `text`: phrases; `hint`: hints). Hardly any
    page holds one of their words (Contents.words), so the text is only asked for where one stands."""
    for form in forms().phrase if place == "text" else forms().hint:
        if form.word not in words:
            continue
        text = running_text()
        found = form.pattern.search(text)
        if found is not None and _applies(form, text):
            yield _evidence(place, form, found)


def from_slug(slug: str) -> Evidence | None:
    """Evidence from a slug such as `bestedingsvoorstellen-begroting-2022`."""
    for form in forms().slug:
        if found := form.pattern.search(slug):
            return _evidence("slug", form, found)
    return None


def first_lines(texts: Iterable[str]) -> Iterator[Evidence]:
    """Evidence from the first lines of a page and its breadcrumb."""
    for text in texts:
        for line in text.split("\n", 2)[:2]:
            if evidence := from_line("text", line):
                yield evidence
