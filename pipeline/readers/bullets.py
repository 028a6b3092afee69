"""Lists whose bullets are characters at the begin of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Block, Heading, Item, Paragraph

BULLETS = "•·▪‣◦●○■□➢►✓✔\uf0b7"
DASH = re.compile(r"^[-–*→] +(?=[^\W\d_])", re.MULTILINE)  # a label such as `- Jaarrekening` stands alone
DASHES = ("- ", "– ", "* ", "→ ")
_DASHED = tuple(f"\n{dash}" for dash in DASHES)
_LABEL_LENGTH = 25  # characters: `- Jaarrekening` is shorter, a sentence longer


def bulleted(text: str, lead: str, word_level: int) -> Iterator[Block]:
    """A paragraph of bullets that are characters: an item each; other lines stay text, bold as far as `lead` is. A line
    that goes on in lower case, and in Word (`word_level` above 0) every line, belongs to its bullet."""
    level = word_level or 1
    plain: list[str] = []
    items: list[str] = []
    for line in text.split("\n"):
        if line[:1] and line[0] in BULLETS:
            yield from _plain_lines(plain, lead)
            items.append(line.lstrip(BULLETS).strip())
        elif items and (line[:1].islower() or word_level):
            items[-1] += "\n" + line
        else:
            yield from (Item(item, level) for item in items if item)
            items = []
            plain.append(line)
    yield from (Item(item, level) for item in items if item)
    yield from _plain_lines(plain, lead)


def _plain_lines(lines: list[str], lead: str) -> Iterator[Paragraph]:
    text = "\n".join(lines).strip()
    lines.clear()
    if text:
        bold = lead if text.startswith(lead) else (text if lead.startswith(text) else "")
        yield Paragraph(text, bold or None)


def holds_dashes(text: str) -> bool:
    """Whether two or more lines of a paragraph open with a dash."""
    return any(map(text.__contains__, _DASHED)) and len(DASH.findall(text)) > 1


def is_dashed_sentence(text: str, above: Block | None, *, listed: bool) -> bool:
    """Whether a lone paragraph behind a dash is the only item of its list: a sentence right below a heading or a bold
    line, and on a page with other such items (`listed`) below any line that is no sentence."""
    if len(text) <= _LABEL_LENGTH or not DASH.match(text):
        return False
    if isinstance(above, Paragraph):
        return above.lead == above.text or (listed and not above.text.endswith((".", ";", "!", "?")))
    return isinstance(above, Heading)
