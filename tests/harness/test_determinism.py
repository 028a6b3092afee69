"""The same pages give the same bytes, whatever the machine looks like (INTEGRITY.md F12): hash seed, time zone,
locale, number of workers, working folder, order of directory listings, place of the raw folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from whole_runs import cli, hashes, quick_build, raw_folder, start_cli

from raw_pages import RAW, ROOT

SHUFFLED = Path(__file__).with_name("shuffled_listing")


@dataclass(frozen=True)
class Circumstances:
    """One way to run the same build."""

    seed: str = "0"
    zone: str = "UTC"
    locale: str = "C"
    jobs: int = 1
    elsewhere: bool = False
    moved: bool = False
    shuffled: bool = False
    more: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        path = [str(SHUFFLED)] * self.shuffled + [str(ROOT)]
        own = {"PYTHONHASHSEED": self.seed, "TZ": self.zone, "LC_ALL": self.locale, "PYTHONPATH": os.pathsep.join(path)}
        return {**os.environ, **own, **self.more}


FEW = (
    Circumstances(),
    Circumstances("1", "Pacific/Kiritimati", "nl_NL.UTF-8", jobs=2, moved=True),
    Circumstances("2", "Europe/Amsterdam", "C.UTF-8", elsewhere=True, shuffled=True),
    Circumstances("3", "America/St_Johns", "tr_TR.UTF-8", more={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}),
)
MANY = (
    *FEW,
    Circumstances("4", "Asia/Kathmandu", "POSIX", jobs=2, shuffled=True),
    Circumstances("random", "Europe/Amsterdam", "nl_NL.UTF-8", jobs=2, elsewhere=True),
    Circumstances("random", "Pacific/Kiritimati", "C", moved=True, shuffled=True),
    Circumstances("5", "Antarctica/Troll", "C.UTF-8", jobs=4, moved=True),
    Circumstances("6", "Europe/Amsterdam", "C", more={"OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}),
    Circumstances("7", "UTC", "de_DE.UTF-8", jobs=3, elsewhere=True, moved=True, shuffled=True),
)


def started(raw: Path, folder: Path, n: int, one: Circumstances):
    if one.moved:
        raw = shutil.copytree(raw, folder / f"elders {n}" / "ruw é")
    cwd = folder if one.elsewhere else ROOT
    data = folder / f"data-{n}"
    shown = Path(os.path.relpath(raw, cwd)) if one.elsewhere else raw
    return data, start_cli(
        "build", "--raw", shown, "--data", data, "--jobs", one.jobs, environment=one.environment(), cwd=cwd
    )


@pytest.mark.parametrize("ways", [FEW, pytest.param(MANY, marks=pytest.mark.soak)], ids=len)
def test_one_set_of_hashes(tmp_path: Path, ways: tuple[Circumstances, ...]) -> None:
    raw = RAW
    if len(ways) == len(FEW):
        raw = raw_folder(tmp_path / "raw", "zwolle.jaarverslag-2024.nl", "zwolle.begroting-2016.nl")
    found = []
    for first in range(0, len(ways), 2):  # two at a time, as there are two cores
        runs = [started(raw, tmp_path, first + n, one) for n, one in enumerate(ways[first : first + 2])]
        for data, run in runs:
            _, said = run.communicate(timeout=300)
            assert run.returncode == 0, said
            found.append(hashes(data))
    assert len(found) == len(ways)
    assert [n for n, one in enumerate(found) if one != found[0]] == []


def test_the_listing_is_shuffled_indeed(tmp_path: Path) -> None:
    for n in range(50):
        (tmp_path / f"{n:02}").touch()
    code = "import os, sys; print([e.name for e in os.scandir(sys.argv[1])] != sorted(os.listdir(sys.argv[1])))"
    environment = Circumstances(shuffled=True).environment()
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout == "True\n"


@pytest.mark.soak
def test_the_harness_sees_a_room_that_depends_on_hashes(tmp_path: Path) -> None:
    """Known bad: a column that comes out of a set."""
    raw = raw_folder(tmp_path / "raw", "zwolle.jaarverslag-2024.nl/p49787")
    (tmp_path / "bad" / "sitecustomize.py").parent.mkdir()
    (tmp_path / "bad" / "sitecustomize.py").write_text(
        "from dataclasses import replace\n"
        "from pipeline import outcome\n"
        "settle = outcome.settle\n"
        "def bad(*a, **k):\n"
        "    found = settle(*a, **k)\n"
        "    return replace(found, page=replace(found.page, breadcrumb=tuple({*'abcdefgh'})))\n"
        "outcome.settle = bad\n"
    )
    found = set()
    for seed in ("1", "2"):
        path = os.pathsep.join((str(tmp_path / "bad"), str(ROOT)))
        environment = Circumstances(seed, more={"PYTHONPATH": path}).environment()
        run = cli("build", "--raw", raw, "--data", tmp_path / seed, environment=environment)
        assert run.returncode == 0, run.stderr
        found.add(tuple(sorted(hashes(tmp_path / seed).items())))
    quick_build(raw, tmp_path / "good")
    assert len(found) == 2
