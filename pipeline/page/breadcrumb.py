"""Domain and programme from the lines above the title. Names keep their printed form."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pipeline.dutch.codes import find_programma
from pipeline.dutch.printed import plain
from pipeline.page.evidence import is_document_line

_LAST_BARE = 2016


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page hangs in the site's menu."""

    domain: str | None = None
    programme_code: str | None = None
    programme: str | None = None


@cache
def _menu() -> dict[str, frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_name("breadcrumb.toml").read_text("utf-8"))
    return {key: frozenset(names) for key, names in table.items()}


def _key(text: str) -> str:
    return plain(text).lower().replace("’", "'").rstrip(".: ")


def is_menu_name(text: str) -> bool:
    """Whether a line is the menu's own (`Home`, `Financiën`) or names the document (`Begroting 2021`)."""
    return _key(text) in _menu()["menu"] or is_document_line(text)


def _is_general(text: str) -> bool:
    return is_menu_name(text) or _key(text) in _menu()["general"]


def is_domain(text: str) -> bool:
    """Whether a line names a domain: `Fysiek Domein`, `Domein Fysiek`, `Bestuur, Dienstverlening en
    Bedrijfsvoering`."""
    key = _key(text)
    return key in _menu()["domains"] or (len(key) < 40 and (key.endswith(" domein") or key.startswith("domein ")))


@lru_cache(maxsize=256)  # the pages of a programme have the same
def find_place(breadcrumb: tuple[str, ...], year: int) -> Place:
    """Domain and programme of `Domeinen` / `Sociaal domein`, `Programma's` / `1. Samen sterk in Zwolle`,
    `12 Inwonersondersteuning` or, up to 2016, a programme's bare name (formats 2014-2020 section 0, 2020-2026
    section 2). In later years such a name is the page's own: `Jaarstukken 2018` / `Lokale heffingen` (p18321)."""
    lines = [line for text in breadcrumb for line in text.split("\n") if line.strip()]
    domain: str | None = None
    programme: tuple[str | None, str] | None = None
    for before, line in zip(["", *lines], lines, strict=False):
        if is_domain(line) or (_key(before) in _menu()["domain_root"] and not is_menu_name(line)):
            domain = line.strip()
        elif programme is None and (numbered := find_programma(line)) is not None:
            programme = numbered
    real = [line for line in lines if not is_document_line(line) and _key(line) != "portal"]
    bare = len(real) == 1 or (len(real) == 2 and is_menu_name(real[1]))
    bare = bare and (year <= _LAST_BARE or _key(real[0]).startswith("programma "))
    if programme is None and domain is None and bare and not _is_general(real[0]):
        programme = (None, real[0].strip())
    return Place(domain, *(programme or (None, None)))
