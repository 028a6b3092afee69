"""A publication site: one row of the site list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from pipeline.model import DocumentKind

State: TypeAlias = Literal["open", "closed"]
"""`closed`: the municipality has finished this publication; a change in it is an alert of its own."""


@dataclass(frozen=True)
class Via:
    """Where the hosts of a site are reached instead of where DNS says: a mirror, or a local copy. The only way to an
    address that is not public, and to http without TLS."""

    scheme: Literal["http", "https"]
    address: str
    port: int


@dataclass(frozen=True)
class Site:
    """One publication on the web. `base_url` is `https://<host>/`, with a port only where the row names one;
    `seen` False says that no page of it is known and its host follows from the others, so that a site that is not
    there is no alert; `pages` is how many pages it is known to have; `also_hosts` are further hosts a redirect may
    lead to."""

    municipality: str
    kind: DocumentKind
    year: int
    base_url: str
    state: State = "open"
    edition: int | None = None
    seen: bool = True
    pages: int | None = None
    also_hosts: tuple[str, ...] = ()
    via: Via | None = None

    @property
    def publication_id(self) -> str:
        """`zwolle-berap-2018-2`."""
        return "-".join(str(part) for part in (self.municipality, self.kind, self.year, self.edition) if part)

    @cached_property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or ""

    @cached_property
    def port(self) -> int:
        return urlsplit(self.base_url).port or 443

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Every host that may be asked."""
        return frozenset((self.host, *self.also_hosts))
