from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.store.lock import LockHeld, writer_lock

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys, time
from pathlib import Path
from pipeline.store.lock import LockHeld, writer_lock
try:
    with writer_lock(Path(sys.argv[1])):
        print("writer", flush=True)
        if len(sys.argv) > 2:
            import os
            if os.fork() == 0:  # a pool worker that outlives its parent
                print("worker", flush=True)
                time.sleep(30)
        time.sleep(30)
except LockHeld as held:
    print(held, flush=True)
    sys.exit(4)
"""


def start(data, *more):
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(data), *more], stdout=subprocess.PIPE, text=True, cwd=ROOT, process_group=0
    )


def stop(process):
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


@pytest.mark.parametrize("what", ["file", "link"])
def test_what_is_no_folder_is_told(tmp_path, what):
    data = tmp_path / "data"
    data.write_text("") if what == "file" else data.symlink_to("nowhere")
    with pytest.raises(NotADirectoryError, match="is no folder, or a link to nothing"), writer_lock(data):
        pass


def test_the_holder_is_named_and_the_lock_comes_free(tmp_path):
    with writer_lock(tmp_path / "data"):
        with (
            pytest.raises(LockHeld, match=rf"process {os.getpid()} on {socket.gethostname()}, started 20\d\d-"),
            writer_lock(tmp_path / "data"),
        ):
            pass
        assert (tmp_path / "data/.lock").exists()
    with writer_lock(tmp_path / "data"):
        pass


def test_an_empty_or_strange_lock_file_is_no_obstacle(tmp_path):
    (tmp_path / ".lock").write_text("\x1b[31mnot json " * 100)
    with writer_lock(tmp_path):
        assert (tmp_path / ".lock").read_text().count("pid") == 1


def test_the_lock_is_let_go_when_the_run_fails(tmp_path):
    with pytest.raises(ZeroDivisionError), writer_lock(tmp_path):
        _ = 1 / 0
    with writer_lock(tmp_path):
        pass


def test_after_kill_of_the_holder_the_next_start_wins_although_a_worker_lives(tmp_path):
    holder = start(tmp_path, "fork")
    try:
        assert holder.stdout.readline() == "writer\n"
        assert holder.stdout.readline() == "worker\n"
        with pytest.raises(LockHeld, match=f"process {holder.pid} "), writer_lock(tmp_path):
            pass
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        began = time.monotonic()
        with writer_lock(tmp_path):
            assert time.monotonic() - began < 1
    finally:
        stop(holder)


def test_fifty_simultaneous_starts_have_one_writer(tmp_path):
    """Fifty forks of one warm process start at one moment: what is measured is the lock, not the interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", FIFTY, str(tmp_path)], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    lines = done.stdout.splitlines()
    assert lines.count("writer") == 1
    held = [line for line in lines if line.startswith("held ")]
    assert len(held) == 49
    assert max(float(line.split()[1]) for line in held) < 1
    assert all(": process " in line for line in held)


FIFTY = """
import os, sys, time
from pathlib import Path
from pipeline.store.lock import LockHeld, writer_lock
gate, opened = os.pipe()
done, finished = os.pipe()
children = []
for _ in range(50):
    child = os.fork()
    if child == 0:
        os.close(opened)
        os.read(gate, 1)  # until the parent closes its end
        began = time.monotonic()
        try:
            with writer_lock(Path(sys.argv[1])):
                os.write(1, b"writer\\n")
                os.close(finished)
                os.read(done, 1)  # until all others are gone
        except LockHeld as held:
            os.write(1, f"held {time.monotonic() - began:.3f} {held}\\n".encode())
        os._exit(0)
    children.append(child)
os.close(opened)
os.close(finished)
for child in children:
    os.waitpid(child, 0)
"""
