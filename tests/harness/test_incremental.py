"""Incremental equals clean, byte for byte, after random edits (INTEGRITY.md F11): pages added, changed, deleted,
renamed and reverted, time stamps running backwards, other corrections, another parser."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from edits import CORRECTIONS, EDITS, World, change_unseen, parser
from whole_runs import contents, quick_build, raw_folder, snapshot, without_cache

from pipeline.store.cache import Keyed, PageCache

Edit = Callable[[World], None]
START = (
    "zwolle.jaarverslag-2024.nl",
    "zwolle.jaarverslag-2021.nl",
    "zwolle.begroting-2019.nl",
    "zwolle2018.2ebeleidsrapportage.nl",
)


def new_world(folder: Path, seed: int) -> World:
    corrections = folder / "corrections.csv"
    raw = raw_folder(folder / "raw", *START)
    corrections.write_text(CORRECTIONS.partition("\n")[0] + "\n")
    return World(raw, corrections, random.Random(seed))


def built(world: World, data: Path) -> dict[str, bytes]:
    with parser(world.dialect):
        quick_build(world.raw, data, corrections=world.corrections)
    return contents(data)


def differences(folder: Path, seed: int, longest: int, *edits: Edit) -> list[str]:
    """Files in which an incremental build differs from a clean one, along one sequence of edits."""
    world, data = new_world(folder, seed), folder / "data"
    world.edits = edits
    built(world, data)
    last = world.draw.randint(1, longest)
    for step in range(last):
        world.step()
        looked_at = step == last - 1 or world.draw.random() < 0.3
        clean = without_cache(data, folder / "clean") if looked_at else None
        incremental = built(world, data)
        if clean is None:
            continue
        wanted = built(world, clean)
        shutil.rmtree(clean)
        if step == last - 1 and not stale(data):  # nothing depends on the past: equal to a first build as well
            wanted |= built(world, folder / "first")
        found = [path for path in wanted.keys() | incremental.keys() if wanted.get(path) != incremental.get(path)]
        if found:
            return [f"seed {seed} after {world.log}: {sorted(found)}"]
    return []


def stale(data: Path) -> bool:
    with snapshot(data) as view:
        return "stale" in view.arrow("pages")["status"].to_pylist()


@pytest.mark.parametrize(("sequences", "longest"), [(4, 4), pytest.param(200, 20, marks=pytest.mark.soak)])
def test_incremental_equals_clean(tmp_path: Path, sequences: int, longest: int) -> None:
    found = []
    for seed in range(sequences):
        found += differences(tmp_path / str(seed), seed, longest)
        shutil.rmtree(tmp_path / str(seed))
    assert found == []


@pytest.mark.parametrize("edit", dict.fromkeys(EDITS), ids=lambda e: e.__name__)
def test_each_edit_does_something(tmp_path: Path, edit: Edit) -> None:
    world = new_world(tmp_path, 3)
    world.originals = {world.pick(): b"<p>anders</p>"}
    before = {p: (p.read_bytes(), p.stat().st_mtime) for p in tmp_path.rglob("*.*") if p.is_file()}
    edit(world)
    after = {p: (p.read_bytes(), p.stat().st_mtime) for p in tmp_path.rglob("*.*") if p.is_file()}
    assert (before, 0) != (after, world.dialect)


def by_name(self: PageCache, page: Keyed) -> str:
    """Known bad: a file that is there again is taken for the file that was there, as `make` and many caches do."""
    return page.path.replace("/", "-")


def test_the_harness_sees_a_cache_that_believes_names(tmp_path: Path) -> None:
    with mock.patch.object(PageCache, "key", by_name):
        assert differences(tmp_path, 1, 1, change_unseen)
