"""The GitHub workflow: its schedule, and its own commands run in order against a local origin and a local site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from nights import assert_one_run_a_day
from raw_pages import ROOT
from site_server.grown_site import HOSTS, grown_site
from site_server.server import SiteServer

FILE = ROOT / ".github" / "workflows" / "refresh.yml"
# BaseLoader: `on` stays a word, and 15 4 * * * a text
WORKFLOW: Mapping[str, Any] = yaml.load(FILE.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
JOB = WORKFLOW["jobs"]["refresh"]
PROJECT = ("pipeline", "schemas", "Makefile", "pyproject.toml", "requirements.lock", "README.md", "LICENSE")


def test_the_schedule_is_local_time_and_never_in_the_doubled_hour() -> None:
    (schedule,) = WORKFLOW["on"]["schedule"]
    assert set(schedule) == {"cron", "timezone"}
    assert_one_run_a_day(schedule["cron"], schedule["timezone"])


def test_it_can_do_no_more_than_it_needs() -> None:
    assert WORKFLOW["permissions"] == {"contents": "write"}
    assert WORKFLOW["concurrency"] == {"group": "refresh", "cancel-in-progress": "false"}
    used = [step["uses"] for step in JOB["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", name) for name in used)
    # expressions stand in env only: in a command they would be pasted before the shell reads it
    assert not [step["name"] for step in JOB["steps"] if "${{" in step.get("run", "")]


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=test", "-c", "user.email=test@example.nl", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


class Runner:
    """What GitHub does for a job: a checkout, variables, a shell for each command, outputs of a step."""

    def __init__(self, home: Path, sites: Path) -> None:
        self.home, self.sites, self.origin = home, sites, home / "origin.git"
        self.runs = 0
        source = home / "source"
        for name in PROJECT:
            there = ROOT / name
            if there.is_dir():
                shutil.copytree(there, source / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                source.mkdir(exist_ok=True)
                shutil.copy(there, source / name)
        git(home, "init", "--quiet", "--bare", str(self.origin))
        git(source, "init", "--quiet")
        git(source, "add", "--all")
        git(source, "commit", "--quiet", "--message", "the project")
        git(source, "push", "--quiet", str(self.origin), "HEAD:main")

    def run(self) -> tuple[int, str]:
        """Every step in order; exit code of the one that failed, or 0, and the summary."""
        self.runs += 1
        workspace = self.home / f"run-{self.runs}"
        git(self.home, "clone", "--quiet", "--depth", "1", f"file://{self.origin}", str(workspace))
        self._environment(workspace)
        outputs: dict[str, str] = {}
        summary = workspace.with_suffix(".summary")
        for number, step in enumerate(step for step in JOB["steps"] if "run" in step):
            output = workspace.with_suffix(f".output-{number}")
            output.touch()
            given = {**JOB["env"], **step.get("env", {})}
            env = {name: self._value(text, outputs) for name, text in given.items()}
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=workspace, capture_output=True, text=True, check=False,
                env=os.environ | env | {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)},
            )  # fmt: skip
            if "id" in step:
                pairs = (line.split("=", 1) for line in output.read_text().splitlines())
                outputs |= {f"steps.{step['id']}.outputs.{name}": value for name, value in pairs}
            if done.returncode:
                return done.returncode, f"{step['name']}: {done.stdout}{done.stderr}"
        return 0, summary.read_text()

    def _value(self, text: str, outputs: Mapping[str, str]) -> str:
        known = {**outputs, "vars.SITES || 'pipeline/sources/publications.toml'": str(self.sites)}
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known[found[1]], text)

    @staticmethod
    def _environment(workspace: Path) -> None:
        """The environment that `make .venv/.ready` would fetch from the network, made before it."""
        (workspace / ".venv").mkdir()
        for name in ("bin", "lib", "pyvenv.cfg"):
            (workspace / ".venv" / name).symlink_to(Path(sys.prefix) / name)
        (workspace / ".venv" / ".ready").touch()


@pytest.fixture
def server() -> Iterator[SiteServer]:
    with SiteServer({HOSTS[0]: grown_site(HOSTS[0], 3)}) as running:
        yield running


own_environment = pytest.mark.skipif(sys.prefix == sys.base_prefix, reason="the tests run without a .venv to lend")


@own_environment
def test_its_commands_publish_keep_the_state_and_end_as_the_refresh_ends(tmp_path: Path, server: SiteServer) -> None:
    runner = Runner(tmp_path, server.site_list(tmp_path, 0.01))
    code, summary = runner.run()
    assert code == 0, summary
    assert "publications 1" in summary
    kept = set(git(runner.origin, "ls-tree", "-r", "--name-only", "nightly-data").splitlines())
    assert len([name for name in kept if name.startswith("raw/zwolle")]) == 3
    assert {"data/CURRENT", "data/latest", "raw/.store/state", ".gitattributes", ".gitignore"} <= kept
    assert not [name for name in kept if ".lock" in name or ".cache" in name]
    runner.sites.write_text("publication = []")  # a night that fails: its report is kept, the data stays in force
    code, told = runner.run()
    assert code == 2, told
    assert "refresh ended with exit code 2; docs/runbook.md says what to do" in told
    nights = git(runner.origin, "log", "--format=%s", "nightly-data").splitlines()
    assert [night.rpartition(": ")[2] for night in nights] == ["exit code 2", "exit code 0"]
    assert kept < set(git(runner.origin, "ls-tree", "-r", "--name-only", "nightly-data").splitlines())


@pytest.mark.soak
@own_environment
def test_the_second_night_asks_only_what_changed(tmp_path: Path, server: SiteServer) -> None:
    runner = Runner(tmp_path, server.site_list(tmp_path, 0.01))
    code, summary = runner.run()
    assert code == 0, summary
    asked = len(server.log)
    code, summary = runner.run()
    assert code == 0, summary
    pages = [request.status for request in server.log[asked:] if request.path.startswith("/p")]
    assert pages == [304] * 3
    assert "unchanged" in summary
