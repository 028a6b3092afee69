"""The same page in two files: one is kept, the other is recorded as its alias or as its older version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from pipeline.model import Finding
from pipeline.outcome import PageResult, with_finding

_MEDIA = ("text", "warc", "html")
"""HTML has the real columns; a text export lost its empty cells."""

_FEWEST_SECTIONS = 3


def one_result_per_page(results: Iterable[PageResult]) -> list[PageResult]:
    """One result for each page_id, in the order of publication and page number. Of files in a flat folder no number
    tells that they hold one page: then its title, headings and goal do. A goal's page that prints word for word what
    another one prints is that page under a second number: its amounts would count twice."""
    groups: dict[tuple[object, ...], list[PageResult]] = defaultdict(list)
    printed: dict[tuple[object, ...], tuple[object, ...]] = {}
    for result in sorted(_by_page(_without_copies(results)), key=lambda r: r.page.page_number is None):
        key: tuple[object, ...] = (result.common[0], result.page_id)
        if outline := _outline(result):
            known = printed.setdefault(outline, key)
            key = known if result.page.page_number is None else printed.setdefault(_words(result), key)
        groups[key].append(result)
    return sorted((_newest(group) for group in groups.values()), key=_page_order)


def _outline(result: PageResult) -> tuple[object, ...] | None:
    """Title, headings and goal of a goal's page; None where there are too few to tell it by. Other pages of the goal
    (its activities, its finances) have the same title and other headings; other texts are told as GOAL_DUPLICATE."""
    page, sections = result.page, result.tables.get("sections", ())
    if page.status == "quarantined" or page.page_kind != "goal" or not page.title or len(sections) < _FEWEST_SECTIONS:
        return None
    headings = tuple((section.kind, section.heading) for section in sections)
    goals = tuple((goal.goal_id, goal.statement, goal.description) for goal in result.tables.get("goals", ()))
    return (result.common[0], page.title, headings, goals)


def _words(result: PageResult) -> tuple[object, ...]:
    """All that such a page prints of its goal: a site numbered anew may keep the old pages beside the new ones."""
    sections = tuple((section.heading, section.text) for section in result.tables["sections"])
    cells = tuple((cell.table_no, cell.row_no, cell.column_no, cell.text) for cell in result.tables["table_cells"])
    return (_outline(result), sections, cells)


def _without_copies(results: Iterable[PageResult]) -> list[PageResult]:
    """Files with the same bytes and the same identity are one page; the first path stands, the others are aliases.
    Two pages that came out empty are not the same page: each keeps its own refusal."""
    kept: dict[tuple[object, ...], PageResult] = {}
    for result in sorted(results, key=lambda r: r.page.source_path):
        page = result.page
        known = result.common[0] and page.status != "quarantined"
        same = (result.common[0], page.source_sha256, page.goal_code if known else page.source_path)
        first = kept.get(same)
        if first is None:
            kept[same] = result
        else:
            # a name with a page number says more than a name without one
            best, other = (result, first) if first.page.page_number is None and page.page_number else (first, result)
            aliases = tuple(sorted({*first.page.aliases, other.page.source_path}))
            kept[same] = replace(best, page=replace(best.page, aliases=aliases))
    return list(kept.values())


def _by_page(results: list[PageResult]) -> list[PageResult]:
    return sorted(results, key=lambda r: (r.page_id, r.page.source_path))


def _newest(group: list[PageResult]) -> PageResult:
    best = max(group, key=_preference)
    others = [result for result in group if result is not best]
    for other in others:
        best = with_finding(best, _older(best, other))
    aliases = {*best.page.aliases, *(other.page.source_path for other in others)}
    return replace(best, page=replace(best.page, aliases=tuple(sorted(aliases)))) if others else best


def _preference(result: PageResult) -> tuple[bool, datetime, int, str]:
    page = result.page
    built = page.built_at or datetime.min  # noqa: DTZ901 - stamps are printed without a zone
    return (page.status != "quarantined", built, _MEDIA.index(page.media), page.source_path)


def _older(best: PageResult, other: PageResult) -> Finding:
    older = best.page.built_at and other.page.built_at and other.page.built_at < best.page.built_at
    message = "Two files hold the same page with different content; one stays in force."
    if best.page_id != other.page_id and None not in (best.page.page_number, other.page.page_number):
        message = "Two pages print the same word for word; one stays in force, or its amounts would count twice."
    return Finding(
        "warning",
        "OLDER_BUILD" if older else "DUPLICATE_PAGE",
        message,
        "page",
        f"{other.page.source_path} {_state(other)}",
        f"{best.page.source_path} {_state(best)}",
    )


def _state(result: PageResult) -> str:
    if result.page.status == "quarantined":
        return f"refused: {', '.join(f.code for f in result.findings if f.severity == 'error')}"
    return f"built {result.page.built_at or 'without a stamp'}"


def _page_order(result: PageResult) -> tuple[str, float, str]:
    number = result.page.page_number
    return (result.common[0] or "~", float("inf") if number is None else number, result.page_id)
