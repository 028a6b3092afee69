"""Goals with a code: of a goal's own page, and as an ambition's or programme's page lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.contents import Numbered
from pipeline.dutch.codes import find_doel, split_doelen, strip_text_origin
from pipeline.dutch.dates import MONTH
from pipeline.dutch.printed import plain
from pipeline.model import Block, Finding, GoalRef, Grid, Heading, Item, Paragraph
from pipeline.page.labels import find_label, may_state, opening_label
from pipeline.page.titles import TitleLine, first_line, without_number

_LONGEST_SHORT_TITLE = 100
_LONGEST_TITLE_OF_PARTS = 70
_LONGEST_STATEMENT = 400
_LONGEST_NAME = 30  # of what names it: `Doelzin van dit doel`
_FEWEST_WORDS = 6  # of a doelzin that is a heading
_FRONT = 8  # blocks from the title on: below these no doelzin stands
_OPENINGS = ("Doel ", "DOEL ")
_RESULT_ROW = re.compile(r"resultaat\s+doel\s+(?:\d+(?:\.\d+)+\s+)?(.+)", re.IGNORECASE | re.DOTALL)
# `FietsstadWe maken ...`: an element in the heading; `Fietsstad - We maken ...`
_GLUED = re.compile(r"(?<=[a-zà-ÿ)])(?: ?[-–|:])? ?(?=(?:We|Wij) [a-z])")
# an alderman behind the title: `Fietsstad (portefeuillehouder: Gerdien Rots)`
_HOLDERS_BEHIND = re.compile(r"(?<=\w)\s*[(|–-]?\s*(?:portefeuille|wet)houder(?:s|\(s\))?: +[^:]+\Z", re.IGNORECASE)
_DAY = re.compile(rf"\d{{1,2}}(?:-\d{{1,2}}-| (?:{MONTH}) )\d{{4}}")
_SENTENCE_OPENS = re.compile(r"(?:we|wij)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GoalText:
    """Short title and doelzin of a goal, each as far as printed."""

    title: str | None
    statement: str | None


def _short_title_in_table(code: str | None, content: Sequence[Numbered]) -> str | None:
    """`Ondersteuning in de wijk` from the row `Resultaat doel Ondersteuning in de wijk` (jaarverslag-2021), or from the
    row of the goal itself in its budget (`Doel 1.3.1 Tijdelijk verblijf`, begroting-2026)."""
    for _, block in content:
        if isinstance(block, Grid) and not block.hidden:
            of_goal = code if any("lasten" in cell.text.lower() for row in block.rows[:2] for cell in row) else None
            for row in block.rows:
                if row and (title := _short_title_of(plain(row[0].text), of_goal)):
                    return title
    return None


def _short_title_of(label: str, code: str | None) -> str | None:
    if found := _RESULT_ROW.fullmatch(label):
        return " ".join(found[1].split())
    if code is None or not label.startswith("Doel ") or (named := find_doel(label)) is None:
        return None
    return named[1] if named[0].code == code and named[1] and not _is_sentence(named[1]) else None


def _labelled_statement(title: TitleLine | None, content: Sequence[Numbered]) -> str | None:
    """The doelzin that a label names, on its line (`Doelzin: We ...`), below it or in the cell beside it."""
    below = [block for number, block in content if title is None or number >= title.block_no][:_FRONT]
    for place, block in enumerate(below):
        if isinstance(block, Grid):
            rows = () if block.hidden else (row for row in block.rows if len(row) > 1)
            named = (
                (row[1].text, find_label(row[0].text.strip(" :"))) for row in rows if len(row[0].text) < _LONGEST_NAME
            )
            if found := next((text for text, label in named if label and label.statement and text.strip()), None):
                return first_line(found)[0]
            continue
        lines = [line.strip() for line in block.text.split("\n")]
        for line, after in zip(lines, [*lines[1:], _line_of(below[place + 1 : place + 2])], strict=True):
            name = line.partition(":")[0]
            label = find_label(name) if len(name) < _LONGEST_NAME and len(line) < _LONGEST_STATEMENT else None
            if label is not None and label.statement:
                text = line.partition(":")[2].strip() or after
                return text if text and find_label(text) is None else None
    return None


def _stated(title: TitleLine, content: Sequence[Numbered]) -> str | None:
    """The doelzin that stands alone beside or below `Doel` or `Doelstelling`, and opens as one (`We ...`)."""
    below = [block for number, block in content if number > title.block_no][:_FRONT]
    pairs: list[tuple[str, str]] = []
    for place, block in enumerate(below):
        if isinstance(block, Grid):
            pairs += [] if block.hidden else [(row[0].text, row[1].text) for row in block.rows if len(row) > 1]
        elif _ends_there(below[place + 2 : place + 3]):
            pairs.append((block.text, _line_of(below[place + 1 : place + 2])))
    texts = (text.strip() for name, text in pairs if may_state(name.strip(" :")))
    return next((text for text in texts if _SENTENCE_OPENS.match(text) and "\n" not in text), None)


def _ends_there(following: Sequence[Block]) -> bool:
    """Whether nothing follows, or another part of the page."""
    block = following[0] if following else None
    return isinstance(block, (Heading, type(None))) or (
        isinstance(block, Paragraph) and opening_label(block.text) is not None
    )


def _names_holders(text: str) -> bool:
    """`Portefeuillehouder: <namen>` on one line."""
    name, _, rest = text.partition(":")
    label = find_label(name) if rest and len(name) < _LONGEST_NAME and "\n" not in text else None
    return label is not None and label.inline and label.kind == "portfolio_holders"


def _without_name(text: str) -> str:
    """The text without `Doelstelling: ` before it."""
    name, _, rest = text.partition(": ")
    return rest.strip() if rest and may_state(name) and _SENTENCE_OPENS.match(rest) else text


def _joined(below: Sequence[Block]) -> str | None:
    """A doelzin over two paragraphs or lines, the second of which goes on in small letters."""
    texts = [block.text.strip() for block in below[:2] if isinstance(block, Paragraph)]
    lines = texts[0].split("\n") if texts and "\n" in texts[0] else texts
    following = below[1:2] if lines != texts else below[2:3]
    if len(lines) != 2 or not _SENTENCE_OPENS.match(lines[0]) or not lines[1][:1].islower():
        return None
    whole = " ".join(line.strip() for line in lines)
    return whole if len(whole) <= _LONGEST_STATEMENT and following and _ends_there(following) else None


def _line_of(blocks: Sequence[Block]) -> str:
    """The first line of what stands below a label, nothing where that is a table or a heading."""
    return first_line(blocks[0].text)[0] if blocks and isinstance(blocks[0], (Paragraph, Item)) else ""


def _statement_below(title: TitleLine, content: Sequence[Numbered]) -> str | None:
    """The doelzin that stands alone between a short title and the next heading; in begroting-2019 and -2020 running
    text or `Criteria` follows the title, which is then the doelzin itself. `We versterken ...` without a closing point
    is one above running text too (berap 2022-2 p40878)."""
    if title.rest:
        return first_line(title.rest)[0]
    below = [block for number, block in content if number > title.block_no]
    if below and isinstance(below[0], Grid) and all(len(row) == 2 for row in below[0].rows):
        below = below[1:]  # facts about the goal
    if below and isinstance(below[0], Paragraph) and _names_holders(below[0].text):
        below = below[1:]
    if below and isinstance(below[0], Item):
        alone = _SENTENCE_OPENS.match(below[0].text) and "\n" not in below[0].text and _ends_there(below[1:2])
        return below[0].text.strip() if alone and below[1:] else None
    if not below or isinstance(below[0], Grid) or opening_label(below[0].text) is not None:
        return None
    if (whole := _joined(below)) is not None:
        return whole
    if isinstance(below[0], Heading) and not _is_doelzin(below[0], below[1:]):
        return None  # any other heading is one of the page
    following = next((block for block in below[1:] if not _is_dated(block)), None)
    label = None
    if isinstance(following, (Heading, Paragraph)):
        label = opening_label(following.text)
    unknown_heading = isinstance(following, Heading) and label is None
    named = label is not None and label.kind != "criteria"
    text = below[0].text.strip()
    short = len(text) <= _LONGEST_STATEMENT and "\n" not in text
    open_ended = _SENTENCE_OPENS.match(text) is not None and text[-1].isalnum()
    return _without_name(text) if short and (named or unknown_heading or open_ended) else None


def _is_dated(block: Block) -> bool:
    """A day alone, that a site prints below a title."""
    return isinstance(block, Paragraph) and block.text[:1].isdigit() and _DAY.fullmatch(block.text) is not None


def _is_doelzin(heading: Heading, below: Sequence[Block]) -> bool:
    """Whether a heading below the title is the doelzin: a sentence, and no theme of a few words among others (`We
    werken samen` above `We luisteren`)."""
    if not _SENTENCE_OPENS.match(heading.text):
        return False
    others = (block for block in below if isinstance(block, Heading) and block.level <= heading.level)
    following = next(others, None)
    is_among_others = following is not None and opening_label(following.text) is None
    return len(heading.text.split()) >= _FEWEST_WORDS or not is_among_others


def _is_sentence(printed: str) -> bool:
    """Whether the line of a goal is its doelzin: it opens as one, or is too long for a title. A semicolon joins two
    sentences (`Zwolle zonder afval; uit het afval van vandaag ontstaan ...`, berap 2019-1 p20467) or, in a short
    line, the parts of a title (`Wonen; zorg en welzijn`)."""
    longest = _LONGEST_TITLE_OF_PARTS if ";" in printed else _LONGEST_SHORT_TITLE
    return _SENTENCE_OPENS.match(printed) is not None or len(printed) > longest


def goal_text(title: TitleLine | None, content: Sequence[Numbered]) -> GoalText:
    """Title and statement in every layout: F1 `Beschrijving doel 2.1.1 <doelzin>` (short title only in the finance
    table), F2-F4 `Doel 1.2.3 <titel>` with the doelzin below, F0 `Doel 6.2.1 <doelzin>` (formats 2020-2026, 3), or any
    title above what a label names the doelzin."""
    printed = _HOLDERS_BEHIND.sub("", title.text) if title is not None else ""
    if (labelled := _labelled_statement(title, content)) is not None:
        short = printed if printed and title is not None and not title.described and not _is_sentence(printed) else None
        return GoalText(short or _short_title_in_table(title.code if title else None, content), labelled)
    if title is None or not printed:
        below = _statement_below(title, content) if title and not title.described else None
        statement = below if below and _SENTENCE_OPENS.match(below) else None
        return GoalText(_short_title_in_table(title.code if title else None, content), statement)
    if title.described:
        return GoalText(_short_title_in_table(title.code, content), strip_text_origin(printed) or None)
    if (glued := _GLUED.search(printed)) is not None:
        return GoalText(printed[: glued.start()], printed[glued.end() :])
    sentence = _is_sentence(printed)
    below = None if sentence else _statement_below(title, content) or _stated(title, content)
    if sentence:
        return GoalText(_short_title_in_table(title.code, content), printed)
    return GoalText(printed, below)


def listed_goals(content: Sequence[Numbered], publication_id: str, own_code: str | None) -> tuple[GoalRef, ...]:
    """The goals an ambition's or programme's page names, each once: `Doel 5.2.1We versterken ... Doel 5.2.2 ...` in
    one run or one to a block (begroting-2017 p6947, begroting-2018 p10692)."""
    return tuple(_listed(content, publication_id, own_code))


def _listed(content: Sequence[Numbered], publication_id: str, own_code: str | None) -> Iterator[GoalRef]:
    seen = {own_code}
    for number, block in content:
        listed = "" if isinstance(block, Grid) else _below_label(block.text)
        if not _opens_with_goal(listed):
            continue
        for code, text in split_doelen(listed):
            if code.code not in seen:
                seen.add(code.code)
                statement = text.strip() or None
                yield GoalRef(f"{publication_id}/{code.code}", code.code, None, statement, number, from_listing=True)


def _below_label(text: str) -> str:
    """A text without `Doelstellingen` on a line above its goals, which a break parts from them."""
    line, rest = first_line(text)
    return rest if rest and _opens_with_goal(rest) and find_label(line) is not None else text.lstrip()


def is_listing(text: str) -> bool:
    """Whether a block is such a list of goals and not the title of one."""
    return _opens_with_goal(text) and len(split_doelen(text)) > 0


def _opens_with_goal(text: str) -> bool:
    return without_number(text)[:5] in _OPENINGS


def code_findings(title: TitleLine | None, slug_code: str | None, programme_code: str | None) -> Iterator[Finding]:
    """CODE_FORM, CODE_CONFLICT and CODE_PROGRAMME (INTEGRITY rows 58, 59)."""
    printed = title.code if title is not None and title.kind == "goal" else None
    location = f"block {title.block_no}" if title is not None else "slug"
    if title is not None and printed is not None and title.odd:
        message = f"the goal code is read as {printed}: {title.odd}"
        yield Finding("warning", "CODE_FORM", message, location, title.line[:120], "a code such as 1.2.3")
    if printed is not None and slug_code is not None and printed != slug_code:
        message = (
            f"slug and title name different goals; {slug_code} is kept, because the slug is the most reliable place"
        )
        yield Finding("warning", "CODE_CONFLICT", message, location, printed, slug_code)
    code = slug_code or printed
    if code and programme_code and code.split(".")[0].lstrip("0") != re.sub(r"\D", "", programme_code).lstrip("0"):
        message = f"goal {code} does not lie below its programme {programme_code}"
        yield Finding("warning", "CODE_PROGRAMME", message, location, code, f"{programme_code}.x.x")
