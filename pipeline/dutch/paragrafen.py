"""Paragrafen: the parts of a publication on one subject, beside its programmes and numbered like them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from .printed import plain

_TABLE = tomllib.loads(Path(__file__).with_name("paragrafen.toml").read_text("utf-8"))
_ROOT, _NAMES, _PROGRAMMES = (re.compile(_TABLE[key]) for key in ("root", "names", "programmes"))
_LONGEST = 80


@lru_cache(maxsize=1024)  # the same few on all pages of a publication
def _folded(line: str) -> str:
    return " ".join(plain(line).lower().replace("’", "'").split()).rstrip(".: ")


def is_paragraaf(line: str) -> bool:
    """Whether a line is the name of a paragraaf (`Grondbeleid`, `1 Kapitaalgoederen`, `Paragraaf Bedrijfsvoering`)."""
    return len(line) <= _LONGEST and _NAMES.fullmatch(_folded(line)) is not None


def tell_paragraaf(lines: Iterable[str]) -> bool:
    """Whether the breadcrumb and the first line of a page are those of a paragraaf: one says so, or has the name of
    one where none speaks of programmes."""
    told = [_folded(line) for line in lines if len(line) <= _LONGEST]
    if any(map(_ROOT.fullmatch, told)):
        return True
    return any(map(_NAMES.fullmatch, told)) and not any(map(_PROGRAMMES.fullmatch, told))
