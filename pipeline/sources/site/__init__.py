"""The fetcher: from a site list to a stream of answers (`fetched.Fetched`), each a whole page or named for what it is.

    sites, settings = read_sites(path), read_settings(path)
    for fetched in crawl(sites[0], in_force, settings): ...

From the inside out: exchange (one request, h11) < request (redirects, tries, pace) < robots, sitemap < crawl.
"""

from .crawl import Crawl, crawl
from .settings import Settings
from .site import Site
from .site_list import SiteListBroken, read_settings, read_sites

__all__ = ["Crawl", "Settings", "Site", "SiteListBroken", "crawl", "read_settings", "read_sites"]
