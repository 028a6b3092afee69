"""The name of a page, and what it says where no title line does: pages of paragrafen, overviews and tabs."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.contents import Numbered
from pipeline.dutch.codes import strip_text_origin
from pipeline.dutch.paragrafen import is_paragraaf, tell_paragraaf
from pipeline.dutch.printed import letters
from pipeline.dutch.streefdoel import row_kind
from pipeline.model import Document, Grid, Heading, Item, Paragraph
from pipeline.page.breadcrumb import is_menu_name
from pipeline.page.labels import find_label
from pipeline.page.titles import TitleLine, first_line


def is_aside(title: TitleLine | None, slug_kind: str | None, document: Document, content: Sequence[Numbered]) -> bool:
    """Whether the page is about a paragraaf: `Paragraaf` above `1 Kapitaalgoederen` (begroting-2017 p7313)."""
    if slug_kind in ("doel", "ambitie") or (title is not None and title.kind != "programme"):
        return False
    block = content[0][1] if content else None
    opening = first_line(block.text)[0] if isinstance(block, (Heading, Paragraph)) else ""
    return tell_paragraaf([*(line for text in document.breadcrumb for line in text.split("\n")), opening])


def is_word_paragraaf(above: Numbered) -> bool:
    """`Paragraaf` on a line of its own above `1 Kapitaalgoederen` (begroting-2017 p7313)."""
    return isinstance(above[1], (Heading, Paragraph)) and letters(above[1].text) == "paragraaf"


def find_name(content: Sequence[Numbered], slug: str | None, breadcrumb: Sequence[str]) -> Numbered | None:
    """The block that repeats the page's own name, its slug or the end of its breadcrumb, at its very beginning:
    `Incidentele baten en lasten`, `Fysiek domein` (begroting-2024 p43676, begroting-2025 p48862)."""
    if not content or isinstance(content[0][1], (Grid, Item)):
        return None
    name = letters(first_line(content[0][1].text)[0])
    names = {letters(slug)} if slug else set()
    names |= {letters(line) for text in breadcrumb[-1:] for line in text.split("\n")}
    return content[0] if name and (name in names or is_paragraaf(first_line(content[0][1].text)[0])) else None


def page_title(
    title: TitleLine | None, name: Numbered | None, content: Sequence[Numbered], breadcrumb: Sequence[str]
) -> str | None:
    """The printed title: the title line, the page's own name, a heading or label that opens the page, or the last
    name of the breadcrumb."""
    if title is not None:
        return strip_text_origin(title.line)
    crumbs = [line for text in breadcrumb for line in text.split("\n") if line.strip() and line.strip() != "Home"]
    last = crumbs[-1].strip() if crumbs else None
    if content:
        block = content[0][1]
        if isinstance(block, (Heading, Paragraph)):
            line = first_line(block.text)[0]
            labelled = row_kind([line]) == "text" and find_label(line) is not None
            if name is not None or labelled or (isinstance(block, Heading) and row_kind([line]) == "text"):
                return line
    return None if last is None or (is_menu_name(last) and len(crumbs) == 1) else last
