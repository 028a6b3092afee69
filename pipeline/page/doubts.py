"""What a person should know about a page as a whole: no code, an unknown template, another year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.contents import Contents, Numbered
from pipeline.dutch.printed import plain
from pipeline.model import Finding, Grid, Heading, Item, PageKind, Paragraph, Publication, Section
from pipeline.page import evidence
from pipeline.page.kinds import is_part_of_site, labels_on
from pipeline.page.labels import Label, find_label

_BUDGET_YEAR = re.compile(r"totaalbedragen\b.{0,40}?\bbeschikbaar\b.{0,30}?\bvoor (20\d\d)\b", re.IGNORECASE)


def _describes_goal(label: Label) -> bool:
    of_goal = label.kind == "realisation" and "doel" in label.name
    return label.kind == "criteria" or of_goal or label.name == "beschrijving doel"


_PARTS = ("criteria", "activities", "activities_realised", "indicators", "policy_documents", "portfolio_holders")
_FEWEST_PARTS = 3  # of a goal's page
_NEVER_EMPTY = frozenset({"criteria", "description"})  # documents and charts may be missing
_LONGEST_NAME = 60  # characters
_MOST_WORDS = 4  # of a name
_GLUED = re.compile(r"(?<=[a-zà-ÿ.;:)])(?=[A-Z])|\n")  # text of blocks on one line
_NO_NAME = (".", ",", ";")  # at its end
_EACH = "each name above its own text"


def _is_laid_out_as_goal(labels: Sequence[Label]) -> bool:
    return len({label.kind for label in labels if label.kind in _PARTS and not label.prose}) >= _FEWEST_PARTS


def missing_code(kind: PageKind, content: Sequence[Numbered]) -> Iterator[Finding]:
    """GOAL_CODE_MISSING: a goal's text whose code stands nowhere (begroting-2020 p21355, berap 2021-1 p32794)."""
    if kind in ("goal", "ambition", "programme"):
        return
    labels = list(labels_on(content))
    if not _is_laid_out_as_goal(labels) and not (kind == "other" and any(map(_describes_goal, labels))):
        return
    message = "a goal's text whose code stands neither in the slug nor in a title; it is kept as sections only"
    yield Finding("info", "GOAL_CODE_MISSING", message, "page", "no code", "Doel 1.2.3 ... or a slug doel-1-2-3")


def parts_together(kind: PageKind, content: Sequence[Numbered]) -> Iterator[Finding]:
    """SECTION_UNKNOWN where the names of at least three parts stand together as items or on one line, and none of them
    opens a part: tabs of whose panels nobody knows which is which. What a sentence lists is none of this."""
    if kind not in ("goal", "ambition", "programme"):
        return
    for number, above, names in _names_together(content):
        kinds = {label.kind for name in names if (label := find_label(name))}
        if len(kinds) >= _FEWEST_PARTS and not above.endswith(":") and not _open_parts(names, content):
            message = "names of parts of the report stand together, and nothing tells which text is whose"
            yield Finding("warning", "SECTION_UNKNOWN", message, f"block {number}", " | ".join(names)[:200], _EACH)
            return


def parts_without_text(sections: Sequence[Section]) -> Iterator[Finding]:
    """SECTION_UNKNOWN where at least three parts follow each other, all text stands below the last, and one of those
    without any has text on every page: panels that nobody can tell apart below the names of their tabs."""
    run: list[Section] = []
    for section in sections:
        labelled = section.heading is not None and find_label(section.heading) is not None
        run = [*run, section] if labelled else []
        if not section.blocks:
            continue
        kinds = [part.kind for part in run]
        if len(set(kinds)) >= _FEWEST_PARTS and not _NEVER_EMPTY.isdisjoint(kinds[:-1]):
            message = "names of parts of the report stand right below each other, and all text below the last of them"
            names = " | ".join(part.heading or "" for part in run)
            yield Finding("warning", "SECTION_UNKNOWN", message, f"block {run[0].heading_block_no}", names[:200], _EACH)
        run = []


def parts_hidden(sections: Sequence[Section], content: Contents) -> Iterator[Finding]:
    """SECTION_UNKNOWN where a text that the page does not show opens as a part of the report, or holds one, that is
    printed nowhere else: no click that is known opens it. Most hidden text is menus and copies."""
    printed = {section.kind for section in sections if section.blocks}
    for number, block in content.ignored:
        if block.reason != "hidden" or len(block.text) <= _LONGEST_NAME:
            continue
        words = block.text[:_LONGEST_NAME].split()
        openings = [" ".join(words[:count]) for count in range(1, _MOST_WORDS)]
        for name in (*openings, *_GLUED.split(block.text)):
            label = find_label(name) if len(name) < _LONGEST_NAME else None
            if label is not None and not label.prose and label.kind in _PARTS and label.kind not in printed:
                message = "a part of the report that the page hides and prints nowhere else is not read"
                yield Finding("warning", "SECTION_UNKNOWN", message, f"block {number}", name, "a part that is shown")
                return


def _names_together(content: Sequence[Numbered]) -> Iterator[tuple[int, str, list[str]]]:
    """Runs of blocks that are names of parts: the number of the last block, the text above and the names."""
    last, above, run = 0, "", list[str]()
    for number, block in content:
        text = "" if isinstance(block, Grid) else block.text
        listed = isinstance(block, Item)
        if (len(text) < _LONGEST_NAME if listed else "|" in text) and (names := _names(text, listed=listed)):
            last = number
            run += names
            continue
        if run:
            yield last, above, run
            run = []
        above = text
    if run:
        yield last, above, run


def _names(text: str, *, listed: bool) -> list[str]:
    """The names of parts that an item is, or a line holds between strokes."""
    if text[-1:] in _NO_NAME:
        return []
    names = [text] if listed else text.split("|")
    return [n.strip() for n in names] if all(len(n) < _LONGEST_NAME and find_label(n.strip()) for n in names) else []


def _open_parts(names: Sequence[str], content: Sequence[Numbered]) -> bool:
    printed = {block.text for _, block in content if isinstance(block, (Heading, Paragraph))}
    return not printed.isdisjoint(names)


def unknown_template(
    publication: Publication, kind: PageKind, content: Contents, breadcrumb: Sequence[str]
) -> Iterator[Finding]:
    """UNKNOWN_TEMPLATE (INTEGRITY row 5): another municipality, or structure without any label that is known and
    without a mark of the site (its build stamp, the parts of a publication in the breadcrumb): a page such as the
    balance sheet or the WNT has no label, and is no page of another site."""
    usual = evidence.forms().default_municipality
    if publication.municipality != usual:
        message = f"a page of {publication.municipality}: only what has a known label is read into tables"
        yield Finding("warning", "UNKNOWN_TEMPLATE", message, "page", publication.municipality, usual)
        return
    if kind != "other" or not content.grids or not any(isinstance(block, Heading) for _, block in content.texts):
        return
    if any(block.reason == "stamp" for _, block in content.ignored) or any(map(is_part_of_site, breadcrumb)):
        return
    if next(labels_on(content.texts), None) is None:
        message = "a page with headings and tables, but no label, title or slug that is known"
        yield Finding("warning", "UNKNOWN_TEMPLATE", message, "page", "no known label", "a known label")


def year_conflicts(publication: Publication, content: Contents) -> Iterator[Finding]:
    """YEAR_CONFLICT (INTEGRITY row 60): the sentence `beschikbaar zijn gesteld voor 2024` names another year."""
    if b"beschikbaar" not in content.words:
        return
    for number, block in content.texts:
        if "beschikbaar" not in block.text:
            continue
        found = _BUDGET_YEAR.search(plain(block.text))
        if found and int(found[1]) != publication.report_year:
            message = f"the financial text is about {found[1]}, the publication about {publication.report_year}"
            location = f"block {number}"
            yield Finding("error", "YEAR_CONFLICT", message, location, found[0], str(publication.report_year))
