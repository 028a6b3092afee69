"""Publication sites grown from the sample corpus: any number of goal pages for a host, the same on every run.

Every page is a goal page of that host in `raw/` under a goal code, number and slug of its own. Its tables, labels and
encoding stay as they are, so that its amounts prove; menu, canonical link and build stamp are made for the site.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape

from raw_pages import RAW

HOSTS = ("zwolle.jaarverslag-2024.nl", "zwolle.begroting-2026.nl", "zwolle2022.2ebeleidsrapportage.nl")
STAMP = "10/10/2025 07:33:06"

_GOAL_FILE = re.compile(r"doel-(\d+)-(\d+)-(\d+)-([a-z0-9-]+)\.html$")
_MENU_LINKS = re.compile(r'(?:<li><a href="/p\d+/x\d+">[^<]*</a></li>\s*)+')
_CANONICAL = re.compile(r'(<link rel="canonical" href=")[^"]*')
_STAMP = re.compile(r"<p>Deze pagina is gebouwd op [^<]*</p>")


@dataclass(frozen=True)
class _Template:
    text: str
    encoding: str
    code: tuple[int, int, int]
    slug: str


@cache
def _templates(host: str) -> tuple[_Template, ...]:
    found = []
    for file in sorted((RAW / host).rglob("doel-*.html")):
        if (match := _GOAL_FILE.match(file.name)) and "template" not in file.parts:
            content = file.read_bytes()
            try:
                text, encoding = content.decode("utf-8"), "utf-8"
            except UnicodeDecodeError:
                text, encoding = content.decode("cp1252"), "cp1252"
            domain, ambition, goal, slug = match.groups()
            found.append(_Template(text, encoding, (int(domain), int(ambition), int(goal)), slug))
    if not found:
        raise ValueError(f"raw/{host} has no goal page to grow a site from")
    return tuple(found)


@dataclass(frozen=True)
class _Place:
    """One page of the site before it is written: which template, which goal code, which address."""

    template: _Template
    code: tuple[int, int, int]
    path: str
    title: str


def _places(host: str, count: int, first_number: int) -> list[_Place]:
    templates = _templates(host)
    places = []
    for n in range(count):
        template = templates[n % len(templates)]
        domain, ambition, goal = template.code
        code = (domain, ambition, goal + n // len(templates))
        slug = f"doel-{code[0]}-{code[1]}-{code[2]}-{template.slug}"
        title = f"Doel {'.'.join(map(str, code))} {template.slug.replace('-', ' ').capitalize()}"
        places.append(_Place(template, code, f"/p{first_number + n}/{slug}", title))
    return places


def grown_site(
    host: str,
    count: int,
    *,
    stamp: str = STAMP,
    without: Collection[str] = (),
    menu_on_pages: bool = True,
    changed: Mapping[str, tuple[str, str]] | None = None,
    first_number: int = 60_000,
) -> dict[str, bytes]:
    """path -> bytes of `/` (start page with the menu), `/sitemap.xml` and `count` goal pages.

    `without`: paths that the new menu and the site no longer have. `stamp`: "gebouwd op", MM/DD/YYYY HH:MM:SS.
    `menu_on_pages` False leaves the menu to the start page. `changed`: path -> (text, other text) to replace on it.
    """
    places = [place for place in _places(host, count, first_number) if place.path not in without]
    menu = "".join(f'<li><a href="{place.path}">{escape(place.title)}</a></li>' for place in places)
    site = {"/": _start_page(host, menu, stamp), "/sitemap.xml": _sitemap(host, places)}
    for place in places:
        text = _written(place, host, menu if menu_on_pages else "", stamp)
        if changed and place.path in changed:
            old, new = changed[place.path]
            if old not in text:
                raise ValueError(f"{place.path} does not hold {old!r}")
            text = text.replace(old, new)
        site[place.path] = text.encode(place.template.encoding)
    return site


def page_paths(site: Mapping[str, bytes]) -> list[str]:
    """The report pages of a grown site, in menu order."""
    return [path for path in site if path.startswith("/p")]


def _footer(stamp: str) -> str:
    return f"<p>Deze pagina is gebouwd op {stamp} met de export van {stamp}</p>"


def _start_page(host: str, menu: str, stamp: str) -> bytes:
    return (
        f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{host}</title></head>'
        f"<body><nav><ul>{menu}</ul></nav><h1>Welkom</h1><p>Kies een onderwerp.</p>{_footer(stamp)}</body></html>"
    ).encode()


def _sitemap(host: str, places: list[_Place]) -> bytes:
    rows = "".join(f"<url><loc>https://{host}{place.path}</loc></url>" for place in places)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}'
        "</urlset>"
    ).encode()


def _written(place: _Place, host: str, menu: str, stamp: str) -> str:
    old = r"\.".join(map(str, place.template.code))
    text = re.sub(rf"(?<![\d.]){old}(?![\d.])", ".".join(map(str, place.code)), place.template.text)
    text = _CANONICAL.sub(lambda found: f"{found[1]}https://{host}{place.path}", _MENU_LINKS.sub("", text))
    if menu:
        text = re.sub(r"<body\b[^>]*>", lambda body: f"{body[0]}<nav><ul>{menu}</ul></nav>", text, count=1)
    text, stamped = _STAMP.subn(_footer(stamp), text)
    return text if stamped else text.replace("</body>", f"{_footer(stamp)}</body>")
