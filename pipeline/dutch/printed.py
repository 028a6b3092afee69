"""Printed characters made comparable: the pages hold 2-23 no-break spaces each, and several dashes for one minus."""

from __future__ import annotations

import re
import unicodedata

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_MINUSES = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"

_SAME_LENGTH = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_MINUSES, "-")})
_ALL = {**_SAME_LENGTH, **dict.fromkeys(map(ord, _INVISIBLE))}
_HAS_INVISIBLE = re.compile(f"[{_INVISIBLE}]")
# Most text that is not ASCII holds only accents and euro signs; looking for what changes is ten times cheaper.
_CHANGES = re.compile(f"[{_SPACES}{_MINUSES}{_INVISIBLE}]")

_NO_LETTER = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """`text` for matching: every Unicode space (not the newline) a space, every minus, `-/-` and en dash `-`, invisible
    characters (zero-width, soft hyphen, direction marks) gone, ends stripped. Digits stay as printed."""
    if "-/-" in text:
        text = text.replace("-/-", "-")
    if text.isascii() or _CHANGES.search(text) is None:
        return text.strip()
    return text.translate(_ALL).strip()


def aligned(text: str) -> tuple[str, list[int] | None]:
    """`text` for searching, with the place of each character in the original: None means unchanged places."""
    if text.isascii() or _CHANGES.search(text) is None:
        return text, None
    if not _HAS_INVISIBLE.search(text):
        return text.translate(_SAME_LENGTH), None
    kept = [place for place, character in enumerate(text) if character not in _INVISIBLE]
    kept.append(len(text))
    return text.translate(_ALL), kept


def letters(text: str) -> str:
    """Letters and digits of `text` in lower case without accents: `Financiële toelichting:` and
    `financiele toe lichting` are the same."""
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", _HAS_INVISIBLE.sub("", text))
        text = "".join(sign for sign in folded if not unicodedata.combining(sign))
    joined = "".join(text.split())  # all that most labels need
    return (joined if joined.isalnum() else _NO_LETTER.sub("", joined)).lower()
