"""What the README claims, run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from raw_pages import RAW, ROOT, build_of_raw
from schemas import TABLES

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data/ and raw/ in it, as a new user has."""
    here = tmp_path_factory.mktemp("readme")
    build_of_raw(here / "data")
    (here / "raw").symlink_to(RAW)
    return here


def test_the_first_look_shows_what_the_readme_prints(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    code = next(body for language, body in BLOCKS if language == "python")
    *statements, shown = [line for line in code.splitlines() if line and not line.startswith("#")]
    scope: dict[str, object] = {}
    exec("\n".join(statements), scope)  # noqa: S102 - our own README
    result = eval(shown, scope)  # noqa: S307
    assert isinstance(result, pd.DataFrame)
    printed = [line.removeprefix("#").split() for line in code.splitlines() if line.startswith("#")]
    assert [[str(value) for value in row] for row in result.itertuples(index=False)] == printed[1:]
    assert list(result.columns) == printed[0]


def test_every_other_python_block_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    blocks = [body for language, body in BLOCKS if language == "python"][1:]
    assert blocks
    for body in blocks:
        exec(body, {})  # noqa: S102


def test_every_command_runs_or_is_a_make_target(folder: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    lines = [line for language, body in BLOCKS if language == "sh" for line in body.splitlines()]
    commands = [line.split("#")[0].split() for line in lines]
    assert commands
    name = (folder / "data" / "CURRENT").read_text().strip()
    for command in filter(None, commands):
        if command[0] == "make":
            assert command[1] in targets
            continue
        assert command[:3] == [".venv/bin/python", "-m", "pipeline"]
        arguments = [name if re.fullmatch(r"\d{8}T\d{6}Z-[0-9a-f]{12}", word) else word for word in command[3:]]
        run = subprocess.run(
            [sys.executable, "-m", "pipeline", *arguments], cwd=folder, capture_output=True, text=True, check=False
        )
        # with a single snapshot there is nothing before it to go back to: said in one line, not a traceback
        assert run.returncode == (2 if arguments[0] == "rollback" else 0), run.stderr
        assert "Traceback" not in run.stderr


def test_every_dataset_and_linked_file_is_there() -> None:
    for table in TABLES:
        assert f"`{table}`" in README, table
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
    for path in re.findall(r"`(pipeline/[\w/.]+|schemas|raw/)`", README):
        assert (ROOT / path).exists(), path
