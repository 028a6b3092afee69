"""A command with its wall time and the peak memory of every process it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_POLL = 0.05
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Finished:
    """What one command took. `peaks` are megabytes, of the first process and then of those below it, largest first;
    `peak` is the largest of all, as the kernel counted it, also where /proc could not be polled."""

    command: tuple[str, ...]
    exit_code: int
    seconds: float
    cpu: float
    peak: float
    peaks: tuple[float, ...]
    output: str


class CommandFailed(Exception):
    """A command of the bench did not do what it was started for."""


def run(command: Sequence[str], *, cwd: Path) -> Finished:
    """Run a command to its end. Raises CommandFailed with the end of its output where its exit code is not 0."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    watch = _Watch(process.pid)
    watch.start()
    assert process.stdout is not None
    with process.stdout:
        output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.stop()
    if process.returncode:
        raise CommandFailed(f"{' '.join(command)}: exit code {process.returncode}\n{output[-2000:]}")
    peak = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Finished(
        tuple(command), 0, seconds, used.ru_utime + used.ru_stime, peak, watch.peaks(process.pid), output
    )  # fmt: skip


class _Watch(threading.Thread):
    """Polls the kernel's own high-water mark (VmHWM) of a process and of all below it. A worker that lives less than
    a poll is missed here; the kernel counts it in `peak` all the same."""

    def __init__(self, first: int) -> None:
        super().__init__(daemon=True)
        self._first, self._found, self._done = first, dict[int, float](), threading.Event()

    def run(self) -> None:
        while not self._done.wait(_POLL):
            for pid in _family(self._first):
                if mark := _high_water(pid):
                    self._found[pid] = mark

    def stop(self) -> None:
        self._done.set()
        self.join()

    def peaks(self, first: int) -> tuple[float, ...]:
        others = sorted((mark for pid, mark in self._found.items() if pid != first), reverse=True)
        return (self._found.get(first, 0.0), *others)


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        lists = [(task / "children").read_text() for task in (_PROC / str(pid) / "task").iterdir()]
    except OSError:
        return
    for child in " ".join(lists).split():
        yield from _family(int(child))


def _high_water(pid: int) -> float | None:
    """Megabytes; None for a process that ended or has none."""
    try:
        status = (_PROC / str(pid) / "status").read_text()
    except OSError:
        return None
    lines = [line.split() for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(lines[0][1]) / 1024 if lines else None
