"""Competitors in turn: each in a process of its own, all on the same bytes, run and run about."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .peers import ELSEWHERE

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENTS = ROOT / "build" / "bench"


class NotTheSameBytes(Exception):
    """Two competitors saw different corpora: nothing can be compared."""


@dataclass(slots=True)
class Competitor:
    """One process. `failed` says why it takes no part."""

    name: str
    process: subprocess.Popen[str] | None = None
    ready: dict[str, Any] = field(default_factory=dict)
    failed: str | None = None
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    peak: float = 0.0

    @property
    def label(self) -> str:
        """What it is called in the table."""
        return str(self.ready.get("ready", self.name))

    def run(self) -> int:
        """One run over all pages; returns the bytes read."""
        answer = self._ask("run\n")
        self.seconds.append(answer["seconds"])
        self.cpu.append(answer["cpu"])
        return int(answer["bytes"])

    def warm_up(self) -> None:
        """A run that does not count."""
        self._ask("run\n")

    def _ask(self, line: str) -> dict[str, Any]:
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, Any]:
        """The next line of the process that is JSON; some peers print notices of their own."""
        assert self.process is not None
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("{"):
                return dict(json.loads(line))
        return {"failed": f"it ended with exit code {self.process.wait()}"}


def interpreter(name: str) -> Path | None:
    """The Python that a peer runs in, None where its environment could not be made."""
    if name not in ELSEWHERE:
        return Path(sys.executable)
    found = ENVIRONMENTS / ELSEWHERE[name] / "bin" / "python"
    return found if found.exists() else None


def command(name: str, listed: Path) -> list[str]:
    """How a competitor is started, from the root of the project."""
    return [str(interpreter(name) or sys.executable), "-m", "bench.worker", name, str(listed)]


@contextmanager
def competing(names: Sequence[str], listed: Path) -> Iterator[list[Competitor]]:
    """The competitors, ready to run. Raises NotTheSameBytes."""
    with ExitStack() as stack:
        competitors = [_started(name, listed, stack) for name in names]
        seen = {found.ready["sha256"] for found in competitors if not found.failed}
        if len(seen) > 1:
            raise NotTheSameBytes({found.name: found.ready.get("sha256") for found in competitors})
        yield competitors
        for found in competitors:
            if found.process is not None and not found.failed:
                assert found.process.stdin is not None
                found.process.stdin.close()
                found.peak = found.answer()["peak"]


def interleave(competitors: list[Competitor], runs: int) -> None:
    """One warm-up each, then `runs` rounds of everybody in turn. Raises NotTheSameBytes."""
    taking_part = [found for found in competitors if not found.failed]
    for found in taking_part:
        found.warm_up()
    for _ in range(runs):
        if len(sizes := {found.run() for found in taking_part}) > 1:
            raise NotTheSameBytes(sizes)


def _started(name: str, listed: Path, stack: ExitStack) -> Competitor:
    found = Competitor(name)
    if interpreter(name) is None:
        found.failed = f"not installable here: no environment build/bench/{ELSEWHERE[name]} (make bench says why)"
        return found
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"}
    found.process = stack.enter_context(
        subprocess.Popen(
            command(name, listed), cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )
    )  # fmt: skip
    found.ready = found.answer()
    if reason := found.ready.get("failed"):
        found.failed = f"does not run here: {reason}"
    return found
