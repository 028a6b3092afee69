"""The systemd units and the crontab: read by systemd itself where it is installed, and one run on every local day."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli_words import check_command
from nights import FIRST, LAST, assert_one_a_day, assert_one_run_a_day
from raw_pages import ROOT

UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
TIMERS = [unit for unit in UNITS if unit.suffix == ".timer"]
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
CRONTAB = (ROOT / "deploy" / "cron" / "doelenboom").read_text("utf-8")
CRON_LINES = [line.split(None, 6) for line in CRONTAB.splitlines() if re.match(r"[\d*]", line)]
PYTHON = "/opt/doelenboom/.venv/bin/python"
systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


def settings(unit: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(unit.read_text("utf-8"))
    return parser


def on_calendar(timer: Path) -> str:
    return settings(timer)["Timer"]["OnCalendar"]


@systemd
def test_systemd_finds_nothing_to_say_about_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text("utf-8").replace(PYTHON, sys.executable))
    files = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *files], capture_output=True, text=True, check=False
    )
    ours = [line for line in done.stderr.splitlines() if "doelenboom" in line]
    assert (done.returncode, ours) == (0, [])


@systemd
@pytest.mark.parametrize("service", SERVICES, ids=lambda unit: unit.name)
def test_a_service_may_do_little(service: Path) -> None:
    """Exposure at most 2.0 of 10 by systemd's own measure."""
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=20", str(service)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-300:]


@systemd
@pytest.mark.parametrize("timer", TIMERS, ids=lambda unit: unit.name)
def test_systemd_runs_a_timer_once_on_every_local_day(timer: Path) -> None:
    days = (LAST - FIRST).days + 1
    command = [
        "systemd-analyze",
        "calendar",
        f"--base-time={FIRST} 00:00 UTC",
        f"--iterations={days}",
        on_calendar(timer),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"TZ": "UTC"})
    runs = re.findall(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC", done.stdout)
    assert len(runs) == days
    assert_one_a_day(datetime.fromisoformat(run).replace(tzinfo=UTC) for run in runs)


@pytest.mark.parametrize("timer", TIMERS, ids=lambda unit: unit.name)
def test_a_timer_is_daily_local_time(timer: Path) -> None:
    """The same without systemd."""
    found = re.fullmatch(r"\*-\*-\* (\d\d):(\d\d):00 (Europe/Amsterdam)", on_calendar(timer))
    assert found
    assert_one_run_a_day(f"{int(found[2])} {int(found[1])} * * *", found[3])
    assert timer.with_suffix(".service") in SERVICES


def test_a_night_that_was_missed_is_not_caught_up_in_the_doubled_hour(tmp_path: Path) -> None:
    condition = settings(ROOT / "deploy" / "systemd" / "doelenboom-refresh.service")["Service"]["ExecCondition"]
    command = shlex.split(condition.replace("%%", "%"))
    clock = tmp_path / "date"
    for hour in range(24):
        clock.write_text(f'#!/bin/sh\ntest "$TZ $1" = "Europe/Amsterdam +%H" && echo {hour:02}\n')
        clock.chmod(0o755)
        done = subprocess.run(command, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=False)
        assert (done.returncode == 0) == (hour != 2), hour


def test_the_crontab_runs_once_on_every_local_day() -> None:
    assert "CRON_TZ=Europe/Amsterdam\n" in CRONTAB
    assert [line[5] for line in CRON_LINES] == ["doelenboom"] * 2
    for line in CRON_LINES:
        for zone in ("Europe/Amsterdam", "UTC"):  # UTC: a cron that does not know CRON_TZ, on a machine in UTC
            assert_one_run_a_day(" ".join(line[:5]), zone)
        assert "%" not in line[6]  # cron would make it a line break


@pytest.mark.parametrize("wrong", ["30 2 * * *", "15 4 * * 1-5", "15 */12 * * *", "15 4 1-30 * *"])
def test_the_judge_of_schedules_sees_a_wrong_one(wrong: str) -> None:
    with pytest.raises(AssertionError):
        assert_one_run_a_day(wrong, "Europe/Amsterdam")


def test_every_command_is_one_that_exists() -> None:
    lines = [settings(service)["Service"]["ExecStart"] for service in SERVICES]
    lines += [re.split(r" 2>|>| \|", line[6].partition("&& ")[2])[0] for line in CRON_LINES]
    assert len(lines) == 4
    for line in lines:
        python, dash_m, pipeline, *words = line.split()
        assert python.endswith(".venv/bin/python")
        assert (dash_m, pipeline) == ("-m", "pipeline")
        check_command(words)
    assert [line.split()[3] for line in lines] == ["refresh", "status"] * 2
