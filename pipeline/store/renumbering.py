"""Keys of pages that their site has under another number now, and of goals that another page of theirs gave another id,
so that the gate compares a page with itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def new_ids(
    old: Iterable[tuple[str, str]], new: Iterable[tuple[str, str]], renumbered: Mapping[str, str]
) -> dict[str, str]:
    """page_id before to page_id now, by the files of the pages: `old` and `new` are (page_id, source_path) of both
    sides, `renumbered` maps files. A page that was renumbered more than once is followed to where it is."""
    before, now = {path: page for page, path in old}, {path: page for page, path in new}
    found = {}
    for path, page in before.items():
        seen = {path}
        while path not in now and (path := renumbered.get(path, path)) not in seen:
            seen.add(path)
        if len(seen) > 1 and path in now:
            found[page] = now[path]
    return found


def new_goal_ids(
    old: Iterable[tuple[str, str]], new: Iterable[tuple[str, str]], pages: Mapping[str, str]
) -> dict[str, str]:
    """goal_id before to goal_id now: of two pages with one code, the goal of one is `1.2.3@p60000` until the other is
    gone. `old` and `new` are (goal_id, page_id) of both sides, `pages` maps those that are renumbered."""
    now = {(page, _code(goal)): goal for goal, page in new}
    there = set(now.values())
    same = ((goal, now.get((pages.get(page, page), _code(goal)))) for goal, page in old if goal not in there)
    return {before: goal for before, goal in same if goal}


def _code(goal_id: str) -> str:
    return goal_id.partition("@")[0]


def with_new_ids(row: tuple[Any, ...], ids: Mapping[str, str]) -> tuple[Any, ...]:
    """A row whose keys begin with the page_id, or goal_id, that is right now."""
    return tuple(_renamed(value, ids) for value in row)


def _renamed(value: Any, ids: Mapping[str, str]) -> Any:
    """`<publication_id>/p60000/s01` begins with a page_id, `<publication_id>/1.2.3/a001` with a goal_id."""
    if not isinstance(value, str):
        return value
    publication, _, rest = value.partition("/")
    page = f"{publication}/{rest.partition('/')[0]}"
    return ids[page] + value[len(page) :] if page in ids else value
