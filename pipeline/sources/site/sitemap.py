"""The pages that the sitemaps of a site list (sitemaps.org)."""

from __future__ import annotations

from .address import linked
from .answer import Answer
from .coding import unzipped_file
from .guides import Guides
from .markup import locations, text_of
from .robots import Robots
from .settings import Settings
from .site import Site
from .trouble import NoPage

_GZIP = b"\x1f\x8b"


def sitemap_pages(site: Site, guides: Guides, robots: Robots, settings: Settings) -> tuple[list[str], dict[str, str]]:
    """The pages in the sitemaps that robots.txt names, or else in /sitemap.xml, and the sitemaps that gave nothing,
    with the reason. An index of sitemaps is followed; a sitemap that is not there is no trouble."""
    waiting = list(robots.sitemaps) or [f"{site.base_url}sitemap.xml"]
    pages: dict[str, None] = {}
    without: dict[str, str] = {}
    seen = set(waiting)
    for url in waiting:
        if not robots.allows(url):
            without[url] = "robots.txt"
            continue
        if linked(url, site.base_url, site):
            without[url] = "the address of a page"
            continue
        try:
            content = _content(guides.ask(url), settings.max_bytes)
        except NoPage as trouble:
            without[url] = f"{trouble.finding.code}: {trouble.finding.found}"
            if trouble.verdict == "unavailable":
                break  # the site has trouble; its pages will tell
            continue
        for found in locations(content):
            if "<sitemapindex" in content[:2_000]:
                if found not in seen and len(seen) < settings.sitemaps:
                    seen.add(found)
                    waiting.append(found)
            elif page := linked(found, url, site):
                pages.setdefault(page)
    return list(pages), without


def _content(answer: Answer, max_bytes: int) -> str:
    if answer.status != 200:
        return ""
    return text_of(unzipped_file(answer, max_bytes) if answer.body.startswith(_GZIP) else answer.body)
