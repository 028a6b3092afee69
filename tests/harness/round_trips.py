"""Drawn pages written in a form by chance and read back, and what may be told of them."""

from __future__ import annotations

import hashlib
import random

from printed_parts import Printed
from renderings import Markup
from text_exports import flat_text, pipe_rows

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

FORMS = ("html", "flat", "pipes")
HARMLESS = {"UNKNOWN_TEMPLATE", "UNIT_INFERRED", "STAMP_INVALID", "CODE_PROGRAMME", "RESERVES_SUSPECT", "TEXT_MISMATCH"}
"""What chance gives: a programme of another number, reserves above the lasten, a text amount that fits another cell."""


def write(page: Printed, chance: random.Random, form: str, *, worded: bool = False) -> tuple[bytes, dict[str, str]]:
    """The page in one of FORMS, and the choices that were made for it."""
    if form == "html":
        markup = Markup(chance, worded=worded)
        return markup.page(page), markup.forms
    return flat_text(page, chance) if form == "flat" else pipe_rows(page), {"export": form}


def read(page: Printed, content: bytes, form: str) -> PageResult:
    """What the pipeline makes of the page in that form."""
    digest = hashlib.sha256(content).hexdigest()
    if form == "html":
        return parse(Source(f"{page.path}.html", content, digest, "html"))
    return parse(Source(f"{page.path}.txt", content, digest, "text"))


def plain(text: str | None) -> str:
    """A text as it is compared: on one line, without a closing colon."""
    return " ".join((text or "").split()).rstrip(":")


def complaints(result: PageResult, *harmless: str) -> list[str]:
    """The warnings and errors that no such page should give, but for codes that are `harmless` on it."""
    told = [one for one in result.findings if one.severity != "info" and one.code not in {*HARMLESS, *harmless}]
    return [f"{one.code} {one.found}" for one in told]
