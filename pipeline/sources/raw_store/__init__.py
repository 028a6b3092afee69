"""The raw store: every answer a site ever gave, and the newest accepted version of each page in force.

    raw/<host>/p<number>/<slug>.html   the version in force, for people and for the build
    raw/.store/objects/                every body by SHA-256 (gzip); an accepted one is never removed
    raw/.store/log/                    every answer and every decision, one line each, only added to
    raw/.store/state                   what the log adds up to; made again from the log when it is gone

An answer changes nothing by itself: `record` keeps it. `decide` puts the answers of one site in force, all of them or
none. Pages that come from elsewhere (placed by hand, web archives) go the same way. (INTEGRITY.md 5.2, F16, F22, F30)
"""

from __future__ import annotations

from .answers import Answer
from .disk import RawStoreDamaged
from .loading import state_of
from .names import number_of, path_of, url_of
from .stamps import stamp_of, unstamped
from .state import Held, StoredPage
from .store import RawStore, newest, night_of

__all__ = [
    "Answer",
    "Held",
    "RawStore",
    "RawStoreDamaged",
    "StoredPage",
    "newest",
    "night_of",
    "number_of",
    "path_of",
    "stamp_of",
    "state_of",
    "unstamped",
    "url_of",
]
