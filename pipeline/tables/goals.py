"""Goals (doelen) of a page: identity, description, realisation and the aldermen responsible."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import chain, islice, takewhile
from pathlib import Path

from ..contents import contents
from ..model import (
    Block,
    Cell,
    GoalRef,
    Grid,
    Heading,
    Ignored,
    Item,
    Page,
    Paragraph,
    Records,
    Section,
    SectionKind,
    record,
)
from .grids import NumberedGrid, numbered_grids
from .lines import as_text, is_nothing, one_line, tidy
from .themes import speaks


@record
class GoalRecord:
    goal_id: str
    goal_code: str | None
    title: str | None
    statement: str | None
    domain: str | None
    programme_code: str | None
    programme: str | None
    ambition_code: str | None
    ambition: str | None
    description: str | None
    realisation: str | None
    portfolio_holders: tuple[str, ...] | None
    text_origin_year: int | None
    block_no: int | None


_WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_BETWEEN_NAMES = re.compile(r"\s*[,;/|]\s*|\s+(?:en|&)\s+|\s+[-–]\s+(?=(?:loco-?)?(?:wethouder|burgemeester)\b)")
# `Wethouder Jan de Boer`; `Wethouder De Heer` has no other name
_TITLED_NAME = re.compile(
    r"(?:[Ww]ethouder|[Bb]urgemeester) +(?!(?:[Dd]e|[Vv]an|[Tt]e[nr]?|[Dd]e[nr]) )(?=[A-ZÀ-Þ][^ ]* +\S)"
)
_LONGEST_NAME = 6  # words
_LONGEST_KEY = 30  # characters of `Doelstelling van dit doel: `
_IN_HEADING = re.compile(r"(?:portefeuille|wet)houders?(?:\(s\))?\s*:\s*(?P<names>\S.*)", re.IGNORECASE)
_LISTS = frozenset({"activities", "activities_realised", "criteria", "policy_documents", "indicators", "deviations"})
_LABELLED = re.compile(r"[A-ZÀ-Þ][^:.;\n]{0,40}:\s*\S")
_LABEL = re.compile(
    r"(?:(?:verantwoordelijke?|betrokken) )?(?:portefeuillehouder(?:s|\(s\))?|wethouders?)\s*:?", re.IGNORECASE
)
_OF_ANOTHER = re.compile(rf"(?:{'|'.join(_WORDS['of_another'])})\w*\b.*", re.IGNORECASE)  # label of what has its own
_ORGANISATIONS = frozenset(_WORDS["organisations"])
_FULL_NAME = re.compile(r"[^\d:]+[\s.][A-ZÀ-Þ][\w'’-]+(?: *\([^()]{1,25}\))?")
_NAMES_HEAD = re.compile(r"naam|namen|portefeuillehouders?(?:\(s\))?|wethouders?|bestuurder", re.IGNORECASE)
_CAPTION = re.compile(r"doeltabel\W*", re.IGNORECASE)  # of the table of goals (jaarverslag-2016 p8623), no text
_PARTY = re.compile(r" *\([^()]{1,25}\)\Z")  # `Jan Jansen (D66)`
_PORTFOLIO = re.compile(r" *\([^()]*(?:[,;/&]| en )[^()]*\)")  # `Ed Anker (Wonen, Verkeer)`
_OFFICE = re.compile(r"(?:loco-?)?(?:wethouder|burgemeester)\b")
# a blank, a party, a number, a label, or what someone is (`Wethouder economie`; `Wethouder De Heer` is a name)
_NO_NAME = re.compile(
    r"[\s|•·.-]*|[A-Z\d]{2,}|.*[\d@].*|[^:]+: .*"
    r"|[Nn]a(?:am|men):?|(?:[Ww]ethouder|[Bb]urgemeester|[Pp]ortefeuille):?(?: (?!de |van |ter |ten )[a-z].*)?"
)


def read(page: Page) -> Records:
    """One row per goal of the page. Goals that an ambition page only lists have no description of their own: what
    stands there describes the ambition (begroting-2018 p10692). A goal both listed and shown gives one row."""
    chosen: dict[str, GoalRef] = {}
    for goal in page.goals:
        if goal.goal_id not in chosen or (chosen[goal.goal_id].from_listing and not goal.from_listing):
            chosen[goal.goal_id] = goal
    cells = tuple(
        (numbered.table_no, place.row, place.column)
        for numbered in _labelled_grids(page)
        for label, value in _labelled(numbered.grid)
        for place in (label, value)
    )
    cells += tuple(
        (numbered.table_no, cell.row, cell.column)
        for numbered in _named_grids(page)
        for cell in _named_cells(numbered.grid)
    )
    return Records(tuple(_record(page, goal) for goal in chosen.values()), (), cells)


def _record(page: Page, goal: GoalRef) -> GoalRecord:
    shown = () if goal.from_listing else tuple(s for s in page.sections if s.goal_id == goal.goal_id)
    origins = (s.text_origin_year for s in shown if s.kind == "description" and s.text_origin_year)
    return GoalRecord(
        goal.goal_id,
        goal.goal_code,
        goal.title,
        goal.statement,
        page.domain,
        page.programme_code,
        page.programme,
        page.ambition_code,
        page.ambition,
        _text(shown, "description", goal),
        _text(shown, "realisation", goal),
        _holders(page, shown),
        next(origins, None),
        goal.block_no,
    )


def _text(sections: tuple[Section, ...], kind: SectionKind, goal: GoalRef) -> str | None:
    named = {line for text in (goal.title, goal.statement) if text for line in tidy(text).split("\n")}
    blocks = [b for s in sections if s.kind == kind for no, b in s.blocks if not _is_title(no, b, goal, named)]
    text = as_text(blocks)
    return None if not text or is_nothing(text) else text


def _is_title(block_no: int, block: Block, goal: GoalRef, named: set[str]) -> bool:
    """The title line and the doelzin stand in columns of their own. A page of 2017 opens with prose and its goal is
    known by the address alone: then the goal's block is text."""
    if isinstance(block, (Grid, Ignored)):
        return False
    text = tidy(block.text)
    if named.issuperset(text.split("\n")) or _CAPTION.fullmatch(text):
        return True
    if block_no <= goal.block_no + 2 and goal.statement and " " in text and _states(one_line(text), goal.statement):
        return True
    code = goal.goal_code
    return (
        block_no == goal.block_no
        and code is not None
        and re.search(rf"\bdoel *{re.escape(code)}", text, re.I) is not None
    )


def _states(text: str, statement: str) -> bool:
    """Whether a text is a half of the doelzin, all of it over two lines, or all of it behind its name."""
    return text in statement or (text.endswith(f": {statement}") and len(text) < len(statement) + _LONGEST_KEY)


def _holders(page: Page, sections: tuple[Section, ...]) -> tuple[str, ...] | None:
    names: dict[str, None] = {}
    for section in sections:
        if section.kind == "portfolio_holders":
            names |= dict.fromkeys(_names(_texts(section)))
        elif (
            section.heading and "houder" in section.heading and (found := _IN_HEADING.search(one_line(section.heading)))
        ):
            names |= dict.fromkeys(filter(_is_person, _names([found["names"].rstrip(")")])))
        for place, (_, block) in enumerate(section.blocks):
            if (
                isinstance(block, Item)
                and "ortefeuillehouder" in block.text
                and (found := _IN_HEADING.match(block.text))
                and _in_labels(section, place)
            ):
                names |= dict.fromkeys(filter(_is_person, _names([found["names"]])))
    seqs = {section.seq for section in sections}
    for numbered in _named_grids(page):
        if numbered.section is not None and numbered.section.seq in seqs:
            names |= dict.fromkeys(filter(_is_capital, _names([tidy(c.text) for c in _named_cells(numbered.grid)])))
    for numbered in () if names else _labelled_grids(page):
        if numbered.section is not None and numbered.section.seq in seqs:
            values = [tidy(value.text) for _, value in _labelled(numbered.grid)]
            names |= dict.fromkeys(filter(_is_capital, _names(values)))
    return tuple(names) or None


def _named_grids(page: Page) -> list[NumberedGrid]:
    """The tables below the label of the aldermen that print their names in a column (`Naam | Partij`)."""
    if not any(section.kind == "portfolio_holders" for section in page.sections):
        return []
    return [
        numbered
        for numbered in numbered_grids(page)
        if numbered.section is not None and numbered.section.kind == "portfolio_holders"
        if not (numbered.grid.hidden or numbered.grid.layout)
    ]


def _named_cells(grid: Grid) -> list[Cell]:
    """The cells below a head that names the persons of a table."""
    place = next((n for n, cell in enumerate(grid.rows[0]) if _NAMES_HEAD.fullmatch(one_line(cell.text))), None)
    return [] if place is None else [row[place] for row in grid.rows[1:]]


def _in_labels(section: Section, place: int) -> bool:
    """Whether all items around the one at this place open with a label too: in another list, or below activities, it
    tells what the aldermen do (`Portefeuillehouders: Regionaal Overleg Jeugd`)."""
    if section.kind in _LISTS:
        return False
    blocks = [block for _, block in section.blocks]
    around = (takewhile(_is_item, blocks[place::-1]), takewhile(_is_item, blocks[place:]))
    return all(_LABELLED.match(block.text) for block in chain(*around) if isinstance(block, Item))


def _is_item(block: Block) -> bool:
    return isinstance(block, Item)


def _labelled_grids(page: Page) -> Iterator[NumberedGrid]:
    """The tables that may print `Portefeuillehouder` beside or above a name."""
    if b"houder" in contents(page.document).words:
        for numbered in numbered_grids(page):
            if numbered.goal_id and not (numbered.grid.hidden or numbered.grid.layout):
                yield numbered


def _labelled(grid: Grid) -> Iterator[tuple[Cell, Cell]]:
    """The labels of a table of labels with the cell behind each, or below it in a table of one row below its heads. In
    the first of several rows, which may be heads, that cell must hold a full name."""
    places = [
        (row_no, column)
        for row_no, row in enumerate(grid.rows)
        for column, cell in enumerate(row)
        # most cells are known not to be one before their text is made tidy (which drops soft hyphens)
        if ("houder" in cell.text.lower() or not cell.text.isascii()) and _LABEL.fullmatch(one_line(cell.text))
    ]
    labels = (*grid.rows[0], *(row[0] for row in grid.rows)) if places else ()
    if any(_OF_ANOTHER.fullmatch(one_line(cell.text)) for cell in labels):
        return
    for row_no, column in places:
        row, cell = grid.rows[row_no], grid.rows[row_no][column]
        behind = [row[column + 1]] if column % 2 == 0 and column + 1 < len(row) else []
        below = [grid.rows[1][column]] if len(grid.rows) == 2 and row_no == 0 and grid.header_rows == 1 else []
        certain = row_no > 0 or len(grid.rows) == 1
        found = (other for other in (*below, *behind) if other is not cell and (certain or _is_full(other)))
        yield from ((cell, other) for other in islice(found, 1))


def _is_full(cell: Cell) -> bool:
    return _FULL_NAME.fullmatch(one_line(cell.text)) is not None


def _texts(section: Section) -> list[str]:
    blocks = [block for _, block in section.blocks if not isinstance(block, (Grid, Ignored))]
    texts = [tidy(block.text) for block in takewhile(_is_no_title, blocks[1:])]
    texts = [tidy(blocks[0].text), *texts] if blocks else []
    if section.heading and (found := _IN_HEADING.search(one_line(section.heading))):
        texts.insert(0, found["names"])
    return texts


def _is_no_title(block: Block) -> bool:
    """Whether a block below a name is no title of one word (`Contact`): what stands below that are no names."""
    title = isinstance(block, Heading) or (isinstance(block, Paragraph) and block.lead == block.text)
    return not title or isinstance(block, (Grid, Ignored)) or " " in block.text.strip()


def _names(texts: list[str]) -> Iterator[str]:
    """The names below a label, without the lines of running text below them (berap 2022-1 p39120), and without what
    the one above is (`wethouder Economie`)."""
    lines = _PORTFOLIO.sub("", "\n".join(texts)).split("\n")
    for place, line in enumerate(lines):
        names = [_TITLED_NAME.sub("", name.strip(" |•·"), count=1) for name in _BETWEEN_NAMES.split(line)]
        if place and _OFFICE.match(line) and not _OFFICE.match(lines[place - 1].lower()):
            continue
        if not _is_prose(names) and (not place or (_is_capital(names[0] or "X") and not speaks(line))):
            yield from (
                name for n, name in enumerate(names) if _is_name(name) and not (n and _is_office(name, names[0]))
            )


def _is_name(text: str) -> bool:
    return not _NO_NAME.fullmatch(_PARTY.sub("", text)) and not is_nothing(text)


def _is_capital(name: str) -> bool:
    """Whether more than its first word opens with a capital: `Nog te bepalen` is no name."""
    first, *others = name.split()
    return any(word[0].isupper() for word in others or [first])


def _is_person(name: str) -> bool:
    """Whether a name outside a section of holders may be one: `Regionaal Overleg Jeugd` is what they take part in."""
    return _is_capital(name) and _ORGANISATIONS.isdisjoint(name.lower().split())


def _is_office(text: str, first: str) -> bool:
    """What the one named before it is: `Jan Jansen, wethouder Wonen`."""
    return _OFFICE.match(text) is not None and _OFFICE.match(first.lower()) is None


def _is_prose(names: list[str]) -> bool:
    """Parts between commas that are a sentence: one is too long for a name, or the line ends with a point and one
    has no capital."""
    ends = names[-1].endswith(".") and any(name == name.lower() for name in names)
    return ends or any(len(name.split()) > _LONGEST_NAME for name in names)
