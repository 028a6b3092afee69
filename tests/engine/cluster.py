"""A Dask cluster of real processes on loopback: a scheduler and workers of one thread, each with a nanny."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
WORDS = "import sys; from distributed.cli.{0} import main; main()"


@contextmanager
def cluster(workers: int = 2):
    """Its address."""
    started = [_start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")]
    try:
        address = _line(started[0], "Scheduler at:").split()[-1]
        started += [
            _start("dask_worker", address, "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard")
            for _ in range(workers)
        ]
        yield address
    finally:
        for process in started:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            process.stderr.close()


def _start(command, *words):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS))), "COLUMNS": "300"}
    return subprocess.Popen(
        [sys.executable, "-c", WORDS.format(command), *words],
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        process_group=0,
    )


def _line(process, wanted):
    for line in process.stderr:
        if wanted in line:
            return line
    raise AssertionError(f"never said {wanted!r}")


def process_of_a_worker(address):
    """The process id of one worker that is there now."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return next(iter(client.run(os.getpid).values()))
