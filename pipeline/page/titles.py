"""The title line of a page: `Doel 1.2.3 ...`, `Ambitie 5.3 ...`, `Programma 4. Inkomen`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.contents import Numbered
from pipeline.dutch.codes import find_ambitie, find_doel, find_programma, split_doelen, strip_text_origin
from pipeline.dutch.footnotes import without_mark
from pipeline.dutch.printed import letters
from pipeline.model import Grid, Heading, Item, Paragraph
from pipeline.page.address import ascii_slug
from pipeline.page.labels import find_label, opening_label

_FRONT = 6
_BARE_CODE = re.compile(
    r"(?:beschrijving +)?(?:doel|ambitie|programma)[ \u00a0]*[0-9]{1,2}[A-Z]?(?:\.[0-9]{1,2}){0,2}[.:]?", re.IGNORECASE
)
_LONGEST_TITLE = 80
_PROGRAMME_SUM = re.compile(
    r"(?:totaal|saldo|resultaat)(?: van)?(?: het)? programma[ \u00a0]+(\d{1,2}[A-Z]?)\b", re.IGNORECASE
)
# `3. Doel 1.2.3`, `1.2.3. Beschrijving doel 1.2.3`: a number of the site before its own code
_NUMBER = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]? +(?=(?:beschrijving +)?(?:doel|ambitie|programma)[ \u00a0]*\d)", re.IGNORECASE
)
# `1.2.3. Doel Sport`
_CODE_BEFORE = re.compile(r"(\d{1,2}\.\d{1,2}\.\d{1,2})\.? +[Dd]oel\b(?! *\d) *[:–-]? *(?=[A-ZÀ-Þ])")
_CODE_FIRST = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}\.? +[A-ZÀ-Þ'‘’\"“]")  # not `24.7 uur`
_SENTENCE = re.compile(r"(?:we|wij)\s[^\n]*\w\Z", re.IGNORECASE)
_DEPTHS = {"programme": 0, "ambition": 1, "goal": 2}
_SLUG_DEPTHS = {"programma": 0, "ambitie": 1}


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A title as printed: `text` is what follows the code (without origin remark), `line` the whole first line and
    `rest` the lines below it in the same block. `described` marks `Beschrijving doel 2.1.1 <doelzin>`. `above` are the
    lines directly above it: of its ambition and programme, its own code or the same title once more."""

    kind: Literal["goal", "ambition", "programme"]
    code: str
    text: str
    block_no: int
    line: str
    rest: str = ""
    odd: str | None = None
    described: bool = False
    above: tuple[TitleLine, ...] = ()

    def of(self, kind: str) -> TitleLine | None:
        """The line of that kind: this one or one above it."""
        return next((line for line in (self, *self.above) if line.kind == kind), None)


def first_line(text: str) -> tuple[str, str]:
    """The first line of a text and what stands below it."""
    if "\n" not in text:
        return text.strip(), ""
    line, _, rest = text.partition("\n")
    return line.strip(), rest.strip()


def title_line(text: str) -> tuple[str, str]:
    """The title that a text opens with and what stands below it: `Doel 1.2.3` alone on a line goes on on the next."""
    line, rest = first_line(text)
    if rest and _BARE_CODE.fullmatch(line):
        name, below = first_line(rest)
        if find_label(name) is None:
            return f"{line} {name}", below
    return line, rest


def without_number(line: str) -> str:
    """The line without the number that a site with numbered headings prints before `Doel 1.2.3`; before a bare `Doel`
    that number is the code."""
    if not line[:1].isdigit():
        return line
    if found := _NUMBER.match(line):
        return line[found.end() :]
    return f"Doel {found[1]} {line[found.end() :]}" if (found := _CODE_BEFORE.match(line)) else line


def read_title(number: int, text: str, first: bool = False) -> TitleLine | None:
    """The title that a block opens with. `first`: it is the first block, where `12 Inwonersondersteuning` may be the
    programme."""
    line, rest = title_line(text)
    line = without_number(without_mark(line))
    described = line[:12].lower() == "beschrijving"
    if goal := find_doel(line):
        return TitleLine("goal", goal[0].code, goal[1].strip(), number, line, rest, goal[0].odd, described)
    if ambition := find_ambitie(line):
        return TitleLine("ambition", ambition[0], ambition[1].strip(), number, line, rest, None, described)
    named = strip_text_origin(line).lower().removeprefix("beschrijving ").lstrip().startswith("programma ")
    if (named or (first and find_label(line) is None)) and (programme := find_programma(line)):
        return TitleLine("programme", programme[0], programme[1], number, line, rest, None, described)
    return None


def find_title(content: Sequence[Numbered], slug_kind: str | None) -> TitleLine | None:
    """The title line among the first blocks, above any label: the most specific one where the lines of programme,
    ambition and goal stand below each other (berap 2019-2). On an ambition's page a line with goals is its list of
    goals, no title (begroting-2018 p10692)."""
    for place, (number, block) in enumerate(content[:_FRONT]):
        if isinstance(block, Grid) and not block.layout:
            return None
        if isinstance(block, (Grid, Item)):
            continue
        title = read_title(number, block.text, first=place == 0 or _announces_programme(content[place - 1]))
        title = _in_two_blocks(title, number, block.text, content[place + 1 : place + 3])
        if title is not None:
            return (
                None if _lists_goals(title, block.text, slug_kind) else _deepest(title, content[place + 1 :], slug_kind)
            )
        label = opening_label(block.text)
        if label is not None and not label.prose:
            return None
    return None


def _in_two_blocks(title: TitleLine | None, number: int, text: str, below: Sequence[Numbered]) -> TitleLine | None:
    """The title that goes on in the next block: `Doel` above `6.3.2 Fietsstad`, `Doel 6.3.2` above the heading
    `Fietsstad` or a line with the doelzin below it, `Beschrijving doel 6.3.2` above `We maken ...`."""
    if title is not None and (title.kind == "ambition" or title.text or title.rest):
        return title
    if not below:
        return title
    under, block = below[0]
    if isinstance(block, (Grid, Item)) or find_label(block.text) is not None:
        return title
    opening = title
    is_goal = letters(text) in ("doel", "beschrijvingdoel") and _CODE_FIRST.match(block.text) is not None
    if opening is None and (is_goal or (isinstance(block, Heading) and _BARE_CODE.fullmatch(text.strip()))):
        opening = TitleLine("goal", "", "", number, text.strip())
    elif not isinstance(block, Heading) and not (title and _goes_on(title, block, below[1:])):
        return title
    whole = read_title(under, f"{opening.line} {block.text}") if opening else None
    if opening is None or whole is None or whole.rest or opening.code not in ("", whole.code):
        return title
    return replace(whole, above=(opening,))


def _goes_on(title: TitleLine, block: Paragraph, below: Sequence[Numbered]) -> bool:
    """Whether a paragraph below `Doel 6.3.2` is the rest of that title: the doelzin below `Beschrijving doel`, bold, or
    short and above the doelzin."""
    if title.described or _SENTENCE.match(block.text):
        return title.described and _SENTENCE.match(block.text) is not None
    if len(block.text) > _LONGEST_TITLE or block.text.endswith((".", "!", "?", ";", ":")):
        return False
    is_bold = block.lead == block.text
    return is_bold or (bool(below) and isinstance(below[0][1], Paragraph) and bool(_SENTENCE.match(below[0][1].text)))


def find_title_of_slug(content: Sequence[Numbered], slug: str, code: str) -> TitleLine | None:
    """The first line of a page that prints no code, where it is what the slug says behind the code."""
    number, block = content[0] if content else (0, None)
    if not isinstance(block, (Heading, Paragraph)) or find_label(block.text) is not None:
        return None
    name = ascii_slug(block.text)
    if not name or slug != f"doel-{code.replace('.', '-')}-{name}":
        return None
    return TitleLine("goal", code, block.text.strip(), number, block.text.strip())


def find_late_title(content: Sequence[Numbered], code: str) -> TitleLine | None:
    """The heading of the goal that the page is known to be about, wherever it stands above the first label: what stands
    above it belongs to the site."""
    for number, block in content:
        if isinstance(block, Heading):
            title = read_title(number, block.text)
            if title is None and block.text.startswith(code) and _CODE_FIRST.match(block.text):
                title = read_title(number, f"Doel {block.text}")  # `1.3.1 Fietsstad`
            if title is not None and title.kind == "goal" and title.code == code:
                return title
        if not isinstance(block, (Grid, Item)) and (label := opening_label(block.text)) and not label.prose:
            return None
    return None


def find_only_title(content: Sequence[Numbered], slug_kind: str | None, slug_code: str | None) -> TitleLine | None:
    """The one heading of the first level, where it reads as a title and the address names no other goal: whatever
    stands above it (tools, a list of contents, the table of a cookie wall, the aldermen) stands beside the page."""
    first = [numbered for numbered in content if isinstance(numbered[1], Heading) and numbered[1].level == 1]
    if len(first) != 1:
        return None
    number, heading = first[0]
    title = read_title(number, heading.text)  # type: ignore[union-attr]
    if title is None or _lists_goals(title, title.line, slug_kind):
        return None
    return None if slug_kind == "doel" and title.code != slug_code else title


def _announces_programme(above: Numbered) -> bool:
    """`Programma` on a line of its own above `7. Vitale wijken` (begroting-2017 p6919)."""
    return isinstance(above[1], (Heading, Paragraph)) and above[1].text.strip().lower() == "programma"


def _lists_goals(title: TitleLine, text: str, slug_kind: str | None) -> bool:
    return title.kind == "goal" and (slug_kind == "ambitie" or len(split_doelen(text)) > 1)


def _deepest(title: TitleLine, below: Sequence[Numbered], slug_kind: str | None) -> TitleLine:
    """The last of the title lines that follow `title` directly, each more specific than the one above it. A sentence,
    one of several of its kind, and one on a page with more of its programme are parts of the page, no title."""
    deepest = _SLUG_DEPTHS.get(slug_kind or "", _DEPTHS["goal"])
    for at, (number, block) in enumerate(below):
        if title.rest or isinstance(block, (Grid, Item)):
            break
        if number <= title.block_no:
            continue  # the second block of a title in two
        found = _in_two_blocks(read_title(number, block.text), number, block.text, below[at + 1 : at + 3])
        if isinstance(block, Heading) and title.kind == "goal" and letters(block.text) == letters(title.text):
            title = replace(title, block_no=number, above=(*title.above, title))  # once more, without its code
            continue
        if found is not None and title.text and letters(found.line) == letters(title.line):
            title = replace(found, above=(*title.above, title))  # printed twice
            continue
        if found is None or not _DEPTHS[title.kind] < _DEPTHS[found.kind] <= deepest:
            break
        if _lists_goals(found, block.text, slug_kind) or not _stands_as_title(found, block, title):
            break
        if slug_kind != "doel" and _has_sibling(found, below[at + 1 :]):
            break
        if slug_kind not in ("doel", "ambitie") and _is_part(found, below[at + 1 :]):
            break
        title = replace(found, above=(*title.above, title, *found.above))
    return title


def _stands_as_title(found: TitleLine, block: Heading | Paragraph, above: TitleLine) -> bool:
    """Whether the line below `above` is a title and no sentence that opens with a code (`Doel 4.1.1 is het
    belangrijkste doel ...`). Below its own ambition stands the goal's doelzin, which may be long (berap
    2019-2 p22555)."""
    if isinstance(block, Heading):
        return True
    if found.text[:1].islower():
        return False
    if above.kind == "ambition" and found.code.startswith(f"{above.code}."):
        return True
    return len(found.line) <= _LONGEST_TITLE and not found.line.endswith((".", "!", "?", ";"))


def _is_part(found: TitleLine, below: Sequence[Numbered]) -> bool:
    """Whether the page goes on with its programme: with a sum of the programme, or below the text of an ambition with
    its goals."""
    if any(isinstance(block, Grid) and _sums_programme(block, found.code.partition(".")[0]) for _, block in below):
        return True
    if found.kind != "ambition":
        return False
    kinds = [title.kind if title else None for title in _titles(below)]
    return bool(kinds) and kinds[0] != "goal" and "goal" in kinds


def _sums_programme(grid: Grid, code: str) -> bool:
    sums = (_PROGRAMME_SUM.match(row[0].text.strip()) for row in grid.rows if row)
    return not grid.hidden and any(found is not None and found[1] == code for found in sums)


def _titles(below: Sequence[Numbered]) -> list[TitleLine | None]:
    """What each heading and paragraph says as a title."""
    return [read_title(number, block.text) for number, block in below if isinstance(block, (Heading, Paragraph))]


def _has_sibling(title: TitleLine, below: Sequence[Numbered]) -> bool:
    return any(found and found.kind == title.kind and found.code != title.code for found in _titles(below))
