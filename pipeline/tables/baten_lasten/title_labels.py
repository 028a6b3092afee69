"""What titles, corners and rows without amounts say of all amounts below them, by labels.toml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ..themes import speaks
from . import folding, labels

_BLOCK, _LEVELS, _INCIDENTAL, _INCIDENTAL_TITLE, _APPENDIX = (
    re.compile(labels.TABLE["blocks"][key]) for key in ("title", "levels", "incidental", "incidental_title", "appendix")
)
_BEFORE_YEAR = re.compile(r"\A" + labels.TABLE["titles"]["before"])
_OTHER_BLOCKS = re.compile("|".join(labels.TABLE["blocks"]["others"]))
_SUBJECTS = re.compile("|".join(labels.TABLE["blocks"]["subjects"]))
_ELSEWHERE = re.compile("|".join((*labels.TABLE["blocks"]["subjects"], *labels.TABLE["blocks"]["elsewhere"])))


_OF_ALL = re.compile("|".join(labels.TABLE["blocks"]["slug_of_all"])).fullmatch


@lru_cache(4096)
def title_label(text: str) -> labels.Label | None:
    """The year or the stage that a title says of all amounts below it, or both. Differences and a raming
    of a title without a year (`Resultaat doel`, `Meerjarenraming`) name the table."""
    found = labels.column_label(_BEFORE_YEAR.sub("", labels.flat(text).lower()))
    return (
        found if found and not found.component and (found.year or found.stage not in ("verschil", "raming")) else None
    )


@lru_cache(4096)
def block_component(text: str) -> str | None:
    """Lasten, baten or saldo, where a title or a row without amounts says it of all rows below (`Lasten`, `Overzicht
    lasten per programma`). Movements of reserves above rows are an overview of reserves."""
    found = _BLOCK.fullmatch(folding.without_year(text)[0])
    component = labels.row_component(found[1]) if found else None
    return component if component in ("lasten", "baten", "saldo") else None


def is_level_head(text: str) -> bool:
    """Whether a corner or title says that the rows are programmes, goals, domains or taakvelden."""
    return _LEVELS.fullmatch(labels.fold(text)) is not None


def is_no_block(texts: Iterable[str]) -> bool:
    """Whether a title says that the amounts below years are no lasten or baten of those years, or of no programme."""
    return any(
        _OTHER_BLOCKS.search(text.lower())
        or (_SUBJECTS.search(text.lower()) and not (text.rstrip().endswith(".") or speaks(text)))
        for text in texts
    )


def is_elsewhere(text: str) -> bool:
    """Whether a title says that the lasten and baten below it are those of something that is no programme and not the
    municipality (`Lokale heffingen`), or changes of them."""
    return labels.is_short_title(text) and not speaks(text) and _ELSEWHERE.search(text.lower()) is not None


def names_subject(slug: str) -> bool:
    """Whether an address names something, and not the budget as a whole or a part of the document."""
    return not all(map(_OF_ALL, slug.lower().split("-")))


def is_incidental(texts: Iterable[str]) -> bool:
    """Whether a title makes a table one of incidental amounts."""
    return any(_INCIDENTAL.search(text.lower()) for text in texts)


def is_incidental_title(text: str) -> bool:
    """Whether a text is the title of incidental lasten and baten, and not only mentions them."""
    return "ele" in text and labels.is_short_title(text) and _INCIDENTAL_TITLE.fullmatch(labels.fold(text)) is not None


def is_appendix(text: str) -> bool:
    """Whether a part of a publication is its appendix (`Bijlagen`)."""
    return _APPENDIX.fullmatch(labels.fold(text)) is not None
