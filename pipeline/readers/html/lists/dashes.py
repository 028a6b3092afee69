"""Items of a list behind a dash. A label such as `- Jaarrekening` opens with one as well, and stands alone."""

from __future__ import annotations

import re

from pipeline.model import Block, Heading, Paragraph
from pipeline.readers.table_labels import names_part

_DASH = re.compile(r"^[-–*→»›>o] +(?=['’‘\"“(]?[^\W\d_])", re.MULTILINE)
OPENINGS = "[-–*→»›>o]"
_OPENINGS = (
    "- ",
    "– ",
    "* ",
    "→ ",
    "» ",
    "› ",
    "> ",
    "o ",
)  # the last is the circle of Word's second level, printed as text
_HYPHENS = "-–o"
_LINES = tuple(f"\n{opening}" for opening in _OPENINGS)
_LABEL_LENGTH = 25  # characters: `- Jaarrekening` is shorter, a sentence longer


def opens(text: str) -> bool:
    """Whether a text opens with a dash, whatever stands behind it."""
    return text[:2] in _OPENINGS


def is_item(text: str) -> bool:
    """Whether words stand behind the dash that a text opens with."""
    return _DASH.match(text) is not None


def goes_on(text: str) -> bool:
    """Whether a text behind a dash may be one more item: a label of a part ends the list (`» Criteria`)."""
    return any(map(str.isalpha, text)) and not names_part(without(text))


def are_items(*texts: str) -> bool:
    """Whether texts are items of a list, none of them a label."""
    return all(map(is_item, texts)) and all(map(goes_on, texts))


def without(text: str) -> str:
    """The text behind its dash."""
    return text[2:].lstrip()


def in_lines(text: str) -> bool:
    """Whether a line below the first one opens with a dash."""
    return any(map(text.__contains__, _LINES))


def as_bullets(text: str) -> str | None:
    """A paragraph of which two or more lines open with a dash, with bullets instead; None for another one."""
    return _DASH.sub("• ", text) if in_lines(text) and len(_DASH.findall(text)) > 1 else None


def is_lone_item(text: str, above: Block | None, *, listed: bool) -> bool:
    """Whether a paragraph behind a dash is the only item of its list: a sentence right below a heading or a bold line,
    and on a page with other such items (`listed`) below any line that is no sentence."""
    if len(text) <= _LABEL_LENGTH or text[0] not in _HYPHENS or not is_item(text):
        return False  # a lone star is a footnote, a lone arrow points elsewhere
    if isinstance(above, Paragraph):
        return above.lead == above.text or (listed and not above.text.endswith((".", ";", "!", "?")))
    return isinstance(above, Heading)
