"""Whole runs for the harnesses: small raw folders, runs in forked copies of this warm process, and their results."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline import snapshot
from pipeline.build import Report, build
from pipeline.fsops import FileOps
from pipeline.store.gate import GateReport
from quick import unvalidated
from raw_pages import RAW, ROOT

JAARSTUKKEN = "zwolle.jaarverslag-2024.nl"


class Unsynced(FileOps):
    """The real file system without waiting for the disk: a killed process loses nothing by it."""

    def fsync(self, path: Path) -> None:
        self.step("fsync", path)


def anything(*_: Any) -> GateReport:
    """A gate that lets everything through: these harnesses change more in a minute than a site does in a year."""
    return GateReport(())


def raw_folder(folder: Path, *parts: str) -> Path:
    """A copy of parts of the sample corpus (hosts or pages)."""
    for part in parts:
        for file in sorted((RAW / part).rglob("*.html")) if (RAW / part).is_dir() else [RAW / part]:
            target = folder / file.relative_to(RAW)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    return folder


def two_contents(folder: Path) -> tuple[Path, Path]:
    """The same pages twice; in the second one paragraph of each names an amount more, so that row counts differ."""
    first = raw_folder(folder / "raw-a", JAARSTUKKEN)
    second = raw_folder(folder / "raw-b", JAARSTUKKEN)
    for file in second.rglob("*.html"):
        head, heading, tail = file.read_bytes().partition(b"</h2>\n<p>")
        file.write_bytes(head + heading + b"In stand b kost dit \xe2\x82\xac 12.345 per jaar. " + tail)
    return first, second


def quick_build(raw: Path, data: Path, **options: Any) -> Report:
    """A build without the checks that cost most and touch no file: the canary and the validation of rows."""
    with unvalidated():
        return build(raw, data, jobs=1, **{"gate": anything, "ops": Unsynced()} | options)


def contents(data: Path) -> dict[str, bytes]:
    """The bytes of every table file in force, by path."""
    with snapshot(data) as view:
        return {path: (view.path / path).read_bytes() for path in view.manifest.files}


def hashes(data: Path) -> dict[str, str]:
    """sha256 of every file in force, by path, as the checked manifest has it."""
    with snapshot(data) as view:
        for table in view.tables:
            view.arrow(table)
        return {path: entry.sha256 for path, entry in view.manifest.files.items()}


def tables(data: Path) -> dict[str, pa.Table]:
    """Every table in force, checked against the manifest."""
    with snapshot(data) as view:
        return {name: view.arrow(name) for name in view.tables}


def without_cache(data: Path, target: Path) -> Path:
    """A copy of a data folder that must parse every page again."""
    return shutil.copytree(data, target, symlinks=True, ignore=shutil.ignore_patterns(".cache", ".lock"))


def forked(function: Callable[..., object], *arguments: object) -> int:
    """Run in a copy of this process; the pid. The exit code is 0, or 70 with a traceback."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        function(*arguments)
        code = 0
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    except BaseException:  # noqa: BLE001 - a child never returns into the test that forked it
        traceback.print_exc()
    os._exit(code)


def fresh(function: Callable[..., object], *arguments: object) -> int:
    """Run a function of a module in a new process; the pid. For what measures memory: a forked copy has from the first
    all that the tests before it held (1.4 GiB behind the other soaks), and grows unseen in what they gave back."""
    process = multiprocessing.get_context("spawn").Process(target=function, args=arguments)
    process.start()
    return int(process.pid or 0)


def peak_memory() -> int:
    """The most bytes that this process held. `ru_maxrss` counts what it was a copy of as well, even before an exec."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    (peak,) = (line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(peak) * 1024


def ended(child: int) -> int:
    """Exit code of a child, negative for the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed(child: int) -> int:
    os.kill(child, signal.SIGKILL)
    return ended(child)


def start_cli(*arguments: object, environment: Mapping[str, str] | None = None, cwd: Path = ROOT) -> Any:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=cwd, env=dict(environment or os.environ), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def cli(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    process = start_cli(*arguments, **options)
    out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def command(said: Path, *arguments: object) -> None:
    """The command line in this warm process, for a forked child: it ends with the exit code, `said` has its words."""
    from pipeline.__main__ import main

    words = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.dup2(words, 1)
    os.dup2(words, 2)
    # pytest's capture stands between these names and the descriptors
    sys.stdout = sys.stderr = os.fdopen(words, "w", buffering=1)
    sys.argv = ["doelenboom", *map(str, arguments)]
    main()
