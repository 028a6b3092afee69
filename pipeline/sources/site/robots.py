"""robots.txt of a site (RFC 9309): what may be asked, how fast, and where the sitemaps are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from protego import Protego

from .guides import Guides
from .settings import PRODUCT, Settings
from .site import Site
from .trouble import NoPage, no_page

_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<")


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for us. `delay`: seconds between requests that the site asks for, 0 where it asks nothing."""

    rules: Protego | None
    delay: float = 0.0
    sitemaps: Sequence[str] = ()

    def allows(self, url: str) -> bool:
        return self.rules is None or self.rules.can_fetch(url, PRODUCT)


def read_robots(site: Site, guides: Guides, settings: Settings) -> Robots:
    """The rules of `site`. No robots.txt (4xx), an empty one or a page of HTML in its place means no rules. Of a long
    one the first `robots_bytes` count. Raises NoPage (ROBOTS_UNAVAILABLE) where the server cannot tell: then nothing
    may be asked tonight; and FETCH_BLOCKED where the site itself may not be asked."""
    try:
        answer = guides.ask(f"{site.base_url}robots.txt")
    except NoPage as trouble:
        if trouble.finding.code in ("FETCH_BLOCKED", "FETCH_REDIRECTS") and trouble.answer:
            return Robots(None)  # it is somewhere we may not go: as if there were none
        if trouble.finding.code == "FETCH_BLOCKED":
            raise
        found = f"{trouble.finding.code}: {trouble.finding.found}"
        raise no_page("error", "unavailable", "ROBOTS_UNAVAILABLE", "robots.txt cannot be read; the site is left alone "
                      "tonight", found, "robots.txt, or 404", answer=trouble.answer) from trouble  # fmt: skip
    body = answer.body[: settings.robots_bytes]
    if answer.status != 200 or _MARKUP.match(body):
        return Robots(None)
    if len(answer.body) > len(body):  # the last line may be cut in its middle, and mean something else
        body = body[: body.rfind(b"\n") + 1]
    rules = Protego.parse(body.decode("utf-8", "replace"))
    delay = min(rules.crawl_delay(PRODUCT) or 0.0, settings.longest_crawl_delay)
    return Robots(rules, delay, tuple(rules.sitemaps))
