"""Those that read the same bytes, one file each: NAME, LACKS (what it does not deliver), DISTRIBUTIONS (whose versions
count), `read` (bytes and path of a page -> its result) and `found` (how many things are in that result)."""

from __future__ import annotations

HERE = ("floor", "doelenboom", "read_html", "beautifulsoup")
"""What runs in the environment of the project: its own dependencies."""

ELSEWHERE = {"trafilatura": "peers", "docling": "peers", "unstructured": "unstructured"}
"""What runs in an environment of its own below build/bench: never in the project's lock."""
