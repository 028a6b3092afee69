"""Text exports -> blocks: the flat form with a block per paragraph, and the form with pipe rows.

The rules of both forms: formats/2014-2020.md section 1 and formats/2020-2026.md sections 1 and 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.dutch.beside_amounts import without_word
from pipeline.model import Block, Document, Finding, Grid, Ignored, Item, Paragraph
from pipeline.readers import table_labels as labels
from pipeline.readers.text.blocks import lines_of_rows, split_blocks, split_lines, with_titles_apart
from pipeline.readers.text.broken_rows import has_pipe_rows, with_rules
from pipeline.readers.text.grids import flat_blocks
from pipeline.readers.text.markdown import without_marks
from pipeline.readers.text.pages import without_borders
from pipeline.readers.text.paper_lines import with_whole_paragraphs
from pipeline.readers.text.pipes import pipe_blocks
from pipeline.readers.text.set_out import MARK, SetOut, with_tables_apart
from pipeline.readers.text.signs import in_known_signs

_DRAWN = re.compile(r"[|\u2500-\u257f]")  # lines between cells
_RULE = re.compile(r"\s*(?:\+[-=]{2,}){2,}\+?\s*\Z|\s*[\u2500-\u257f]{4,}\s*\Z")
_MARKED = re.compile(rf"^({MARK}\d+)$", re.MULTILINE)
_GOAL_LABEL = re.compile(rf"^((?:{'|'.join(labels.GOAL_LABELS)}))$", re.MULTILINE | re.IGNORECASE)
FEWEST_OF_ROW = 3
"""Numbers of a row, and rows of a table."""
_DIGITS_OF_ROW = re.compile(r"\d(?:\D*\d){2}")  # a row of numbers has as many at least
_LOOSE = 3  # numbers in paragraphs of their own: fewer are page numbers, years or a figure in a box


def read_text(text: str) -> Document:
    """A decoded text export as a Document with reader `text` or `pipes`.

    Printed labels stay paragraphs (the section room knows them), tables are rebuilt as grids, breadcrumb, stamp
    and navigation lines are Ignored by name. Every word of the text stands in exactly one block, bullets, list
    numbers and pipes apart. Rows whose blanks cannot be put back are in `Grid.uncertain`, each with one info
    finding CELL_UNPLACED; numbers that stand alone or behind tabs give TABLE_LOST. Never raises for any text.
    """
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    plain, borders = without_borders(plain)
    plain, tables, heads = with_tables_apart(with_rules(in_known_signs(without_marks(plain))))
    plain, joined = with_whole_paragraphs(plain)
    if has_pipe_rows(plain) and not tables:
        lines = lines_of_rows(plain)
        crumbs, ignored, lines = take_breadcrumb(lines)
        blocks, findings = pipe_blocks(lines)
        found = (*ignored, *borders, *blocks)
        lost = rows_of_numbers(found)
        return Document(found, breadcrumb=crumbs, reader="pipes", findings=(*joined, *findings, *lost))
    in_lines = _is_one_line_per_block(plain)
    flat = split_lines(plain) if in_lines else split_blocks(_apart(plain) if tables else plain)
    crumbs, ignored, rest = take_breadcrumb(flat)
    blocks, findings = _with_tables(with_titles_apart(rest), tables)
    found = (*ignored, *borders, *blocks)
    lost = [*_loose_numbers(found), *(_tabbed_numbers(plain) or rows_of_numbers(found))]
    if heads and not lost:
        lost.append(_lost(f"{len(heads)} lines are heads of tables", "page", heads[0]))
    if in_lines:
        lost += _cells_of_lines(found)
    return Document(found, breadcrumb=crumbs, reader="text", findings=(*joined, *findings, *lost))


def _apart(text: str) -> str:
    """A text whose tables, and the labels of a goal, are parted by blank lines from what stands beside them."""
    text = _MARKED.sub(r"\n\1\n", text)
    return _GOAL_LABEL.sub(r"\n\1\n", text) if "streefdoel" in text.lower() else text


def _with_tables(flat: Sequence[str], tables: Sequence[SetOut]) -> tuple[list[Block], list[Finding]]:
    """All blocks of a page, the tables that keep their blanks in their places."""
    blocks: list[Block] = []
    findings: list[Finding] = []
    count = begin = 0
    for place in [*(at for at, block in enumerate(flat) if tables and block.startswith(MARK)), len(flat)]:
        between, told = flat_blocks(flat[begin:place], count)
        blocks += between
        findings += told
        count += sum(isinstance(block, Grid) for block in between)
        if place < len(flat):
            count += 1
            grid, told = tables[int(flat[place][1:])].grid(count)
            blocks.append(grid)
            findings += told
        begin = place + 1
    return blocks, findings


def _cells_of_lines(blocks: Sequence[Block]) -> Iterator[Finding]:
    """LINE_ENDS for a table of streefdoelen, whose cells have several lines, where each line is a block."""
    message = "nothing parts the cells of this table, which may have several lines: each line was taken for a cell"
    for number, grid in enumerate((block for block in blocks if isinstance(block, Grid)), 1):
        if any(labels.starts_with([cell.text for cell in row], 0, labels.goal_head) for row in grid.rows):
            found = grid.rows[-1][0].text[:200]
            yield Finding("warning", "LINE_ENDS", message, f"table {number}", found, "a blank line between cells")


def _loose_numbers(blocks: Sequence[Block]) -> list[Finding]:
    """TABLE_LOST where numbers stand in paragraphs of their own: a table of a shape that nobody knows, whose cells
    could not be put together again. An amount with its euro sign is read where it stands, and so is that of a
    deviation, below its kind; years and the numbers of steps are titles of what follows them."""
    texts = [block.text if type(block) is Paragraph and "€" not in block.text else "" for block in blocks]
    step = 1
    loose = []
    for no, text in enumerate(texts, 1):
        if text.strip(" .)") == str(step):
            step += 1
        elif labels.is_value(without_word(text)) and not labels.year(text.strip()):
            loose.append(no)
    if len(loose) >= _LOOSE:
        folded = list(map(labels.fold, texts))
        heading = next((no for no, text in enumerate(folded, 1) if labels.deviations(text)), len(texts))
        loose = [no for no in loose if not (no > heading + 1 and labels.deviation_kind(folded[no - 2]))]
    if len(loose) < _LOOSE:
        return []
    found = " | ".join(labels.fold(texts[no - 1]) for no in loose[:8])
    return [_lost(f"{len(loose)} numbers stand alone", f"block {loose[0]}", found)]


def _tabbed_numbers(text: str) -> list[Finding]:
    """TABLE_LOST where tabs part the cells of rows: no export prints its tables so, and what the columns are is not
    known."""
    rows = [line for line in text.split("\n") if "\t" in line and any(map(_is_number, line.split("\t")[1:]))]
    return [_lost(f"{len(rows)} rows are parted by tabs", "page", labels.fold(rows[0]))] if len(rows) > 1 else []


def rows_of_numbers(blocks: Sequence[Block]) -> list[Finding]:
    """TABLE_LOST where lines of text end in numbers, as the rows of tables that are set out with blanks or drawn with
    lines do, or draw these: a sentence ends in one number. Pages of html may hold such lines too."""
    rows = [
        (no, line)
        for no, block in enumerate(blocks, 1)
        if isinstance(block, (Paragraph, Item))
        for line in block.text.split("\n")
        if _ends_in_numbers(line) or _RULE.match(line)
    ]
    if len(rows) < FEWEST_OF_ROW:
        return []
    return [_lost(f"{len(rows)} lines are rows of tables", f"block {rows[0][0]}", rows[0][1])]


def _ends_in_numbers(line: str) -> bool:
    if not _DIGITS_OF_ROW.search(line):
        return False
    last = _DRAWN.sub(" ", line).split()[-FEWEST_OF_ROW:]
    return len(last) == FEWEST_OF_ROW and all(map(labels.is_value, last)) and not all(map(labels.year, last))


def _is_number(cell: str) -> bool:
    return labels.is_value(cell.strip())


def _lost(what: str, location: str, found: str) -> Finding:
    return Finding(
        "warning", "TABLE_LOST", f"{what}: the cells of a table of an unknown shape, which are kept as text.",
        location, found[:200], "a table whose heads are known", "pipeline",
    )  # fmt: skip


def _is_one_line_per_block(text: str) -> bool:
    """Form B without pipes, and what pdf readers write: no blank line anywhere. Sentences alone are one paragraph."""
    return "\n\n" not in text and not all(line.rstrip().endswith(".") for line in text.split("\n"))


def name_lines(text: str) -> list[str]:
    """The lines of a block above the title; `Begroting 2021 portal` is the name of a document and a link beside it."""
    lines = [labels.fold(line) for line in text.split("\n") if line.strip()]
    if len(lines) == 1 and labels.navigation(link := lines[0].rpartition(" ")[2]):
        name = lines[0].removesuffix(link).rstrip()
        return [name, link] if labels.document(name) else lines
    return lines


def take_breadcrumb(blocks: Sequence[str]) -> tuple[tuple[str, ...], list[Block], list[str]]:
    """The breadcrumb texts, the ignored blocks that hold them, and the blocks of the page itself."""
    crumbs: list[str] = []
    ignored: list[Block] = []
    lines: list[str] = []
    taken = 0
    while taken < len(blocks) and taken < 5:
        lines = name_lines(blocks[taken])
        if not _is_breadcrumb(lines, [labels.fold(block) for block in blocks[taken + 1 : taken + 4]], crumbs):
            break
        for line in lines:
            if labels.navigation(line):
                ignored.append(Ignored(line, "navigation"))
            else:
                crumbs.append(line)
                ignored.append(Ignored(line, "breadcrumb"))
        taken += 1
    return tuple(crumbs), ignored, list(blocks[taken:])


def _is_breadcrumb(lines: Sequence[str], following: Sequence[str], crumbs: Sequence[str]) -> bool:
    """Is this leading block part of the breadcrumb: a document or root label, the one label below a root, the programme
    a page of 2014-2016 belongs to? A caption is none, and `12 Inwonersondersteuning` above `Doelen` is the title."""
    text = lines[0]
    last = crumbs[-1] if crumbs else ""
    if labels.root(last):
        if labels.goal_title(text) and following[:1] != [text]:
            return False
        return len(lines) == 1 and bool(following) and len(text) < 120 and not labels.caption(text)
    if len(lines) > 1 and any(map(labels.root, lines)):
        return bool(following) and not crumbs and all(map(_is_crumb, lines))
    if all(labels.document(line) or labels.navigation(line) for line in lines):
        return bool(following) and (not crumbs or labels.navigation(text) is not None)
    if len(lines) != 1 or not following or (crumbs and not labels.document(last)):
        return False
    if labels.root(text) or (labels.domain(text) and labels.goal_title(following[0])):
        return True
    if labels.programme(text) or _is_old_programme(text, following):
        return not crumbs
    return labels.numbered_programme(text) is not None and not crumbs and not labels.overview(following[0])


def _is_crumb(line: str) -> bool:
    """Whether a line that stands in one block with a root label is a crumb as well."""
    return any(known(line) for known in (labels.document, labels.navigation, labels.root, labels.domain))


def _is_old_programme(text: str, following: Sequence[str]) -> bool:
    """A name that only the pages of 2014-2016 have for a programme, above what those print next."""
    if not labels.old_programme(text):
        return False
    return bool(labels.below_old_programme(following[0])) or any(labels.effects(block) for block in following)
