"""Goals, ratios, the JSON file, the comparison of two commits, and peaks of processes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.compare import compared
from bench.processes import CommandFailed, run
from bench.results import Figure, Goal, Results, Section, lines, ratio, timing
from bench.run import options


@pytest.mark.parametrize(
    ("goal", "value", "held"),
    [
        (Goal(2.0), 1.9, True),
        (Goal(2.0), 2.0, True),
        (Goal(2.0), 2.01, False),
        (Goal(12.0, at_least=True), 12.0, True),
        (Goal(12.0, at_least=True), 11.9, False),
    ],
)
def test_a_goal_is_held_up_to_its_limit(goal: Goal, value: float, held: bool) -> None:
    assert goal.held(value) is held
    assert Figure("x", value, goal=goal).held is held


def test_a_figure_without_a_goal_is_neither() -> None:
    assert Figure("x", 99.0).held is None


def test_a_ratio_is_the_median_of_neighbouring_runs() -> None:
    figure = ratio("a / b", [2.0, 9.0, 8.0], [1.0, 3.0, 2.0])
    assert (figure.value, figure.low, figure.high) == (3.0, 2.0, 4.0)


def test_a_timing_is_a_page_in_milliseconds() -> None:
    assert timing("floor", [1.0, 3.0], 1_000).value == 2.0


def results(commit: str, value: float) -> Results:
    figures = [Figure("records / floor", value, low=1.0, high=3.0, goal=Goal(2.0)), timing("floor", [1.0], 10)]
    section = Section("records", "bytes to records", ["python -m bench"], figures, {"docling": "no wheel"}, {"a": [1]})
    return Results(commit, {"processor": "some"}, {"lxml": "6.1"}, {"runs": "5"}, [section])


def test_json_comes_back_as_it_was(tmp_path: Path) -> None:
    results("abc", 1.5).write(tmp_path / "new" / "abc.json")
    assert Results.read(tmp_path / "new" / "abc.json") == results("abc", 1.5)


def test_only_what_misses_its_goal_is_missed() -> None:
    assert results("abc", 1.5).missed() == []
    assert [figure.name for figure in results("abc", 2.5).missed()] == ["records / floor"]


def test_a_section_prints_goal_command_and_what_was_not_measured() -> None:
    printed = "\n".join(lines(results("abc", 2.5).sections[0]))
    assert "goal at most 2: NOT HELD" in printed
    assert "$ python -m bench" in printed
    assert "no wheel" in printed


def test_two_commits_stand_side_by_side() -> None:
    told = compared(results("old", 2.5), results("new", 1.5))
    [line] = [line for line in told if line.startswith("records: records / floor")]
    assert line.split()[4:] == ["2.50", "x", "NOT", "HELD", "1.50", "x", "-40.0%"]
    assert not any("ms/page" in line for line in told)


def test_other_machines_and_options_are_told() -> None:
    new = results("new", 1.5)
    new.machine, new.options = {"processor": "other"}, {"runs": "1"}
    told = "\n".join(compared(results("old", 2.5), new))
    assert "different machines" in told
    assert "different options" in told


def test_a_figure_that_only_one_run_has() -> None:
    old = results("old", 2.5)
    old.sections = []
    assert any(" - " in line and "1.50 x" in line for line in compared(old, results("new", 1.5)))


def test_the_peak_of_a_command_and_of_what_it_starts(tmp_path: Path) -> None:
    grandchild = "x = bytearray(90_000_000); import time; time.sleep(0.5)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grandchild!r}]); print('done')"
    finished = run([sys.executable, "-c", child], cwd=tmp_path)
    assert finished.output == "done\n"
    assert finished.peak > 90
    if Path("/proc/self/status").exists():
        assert finished.peaks[0] < 60 < 90 < max(finished.peaks[1:])


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="exit code 3"):
        run([sys.executable, "-c", "print('why'); raise SystemExit(3)"], cwd=tmp_path)


def test_the_options_have_the_sizes_of_the_goals() -> None:
    given = options().parse_args([])
    assert (given.build_pages, given.few, given.many) == (5_000, 2_000, 20_000)
