"""A process that works batches for a worker of a cluster.

A task of Dask runs in a thread, where no clock can stop a page that hangs, and a page that kills its process would take
the worker with it. So the worker hands its batches to a child: there the time limit of a page holds, and what dies is
the child alone. They speak through its standard input and output: a length, then that many bytes.
"""

from __future__ import annotations

import os
import pickle
import resource
import selectors
import signal
import subprocess
import sys
import threading
import time
from typing import IO

from .batch import run_batch

_LENGTH = 8
START_SECONDS = 60
_SMALL = {"MALLOC_ARENA_MAX": "2"}
_STACK = 1 << 20
"""What a thread reserves counts as memory of the page: 72 MB each otherwise."""
_DONE, _RAISED, _READY = b"+", b"-", b"!"


class ChildDied(Exception):
    """The child ended, or did not answer in time and was killed."""


class Child:
    """One child process; it ends with the process that started it."""

    def __init__(self) -> None:
        process = subprocess.Popen(  # this program, with no word of anyone else
            [sys.executable, "-m", "pipeline.engine.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)} | _SMALL,
        )
        if process.stdin is None or process.stdout is None:
            raise ChildDied("has no pipes")
        self._process, self._requests, self._answers = process, process.stdin, process.stdout
        self._ready = False

    def run(self, work: bytes, batch: bytes, seconds: float) -> bytes:
        """What `work` makes of a batch; all three are pickled. Raises what `work` raised, and ChildDied."""
        try:
            if not self._ready:  # a machine under load takes seconds to start a process: no fault of the batch
                self._read(len(_READY), time.monotonic() + START_SECONDS)
                self._ready = True
            _send(self._requests, pickle.dumps((work, batch)))
            answer = self._received(time.monotonic() + seconds)
        except (ChildDied, OSError) as error:
            self.close()
            raise ChildDied(str(error)) from error
        if answer[:1] == _RAISED:
            raise pickle.loads(answer[1:])  # noqa: S301  # from our own child
        return answer[1:]

    def close(self) -> None:
        self._process.kill()
        self._requests.close()
        self._answers.close()
        self._process.wait()

    def _received(self, until: float) -> bytes:
        length = int.from_bytes(self._read(_LENGTH, until), "big")
        return self._read(length, until)

    def _read(self, count: int, until: float) -> bytes:
        content = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(self._answers, selectors.EVENT_READ)
            while len(content) < count:
                if not selector.select(max(0.0, until - time.monotonic())):
                    raise ChildDied("no answer in time")
                chunk = os.read(self._answers.fileno(), count - len(content))
                if not chunk:
                    raise ChildDied("ended")
                content += chunk
        return bytes(content)


def _send(pipe: IO[bytes], content: bytes) -> None:
    view = memoryview(len(content).to_bytes(_LENGTH, "big") + content)
    while view:
        view = view[pipe.write(view) :]


def main() -> None:
    """Answer batches until the parent is gone. What the work prints goes to standard error."""
    from .limits import PAGE_MEMORY

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.stack_size(_STACK)
    resource.setrlimit(resource.RLIMIT_AS, (PAGE_MEMORY, PAGE_MEMORY))
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    answers.write(_READY)
    while head := sys.stdin.buffer.read(_LENGTH):
        _send(answers, _answer(sys.stdin.buffer.read(int.from_bytes(head, "big"))))


def _answer(request: bytes) -> bytes:
    packed_work, packed_batch = pickle.loads(request)  # noqa: S301  # from the process that started this one
    try:
        work, batch = pickle.loads(packed_work), pickle.loads(packed_batch)  # noqa: S301
        return _DONE + pickle.dumps(run_batch(work, batch))
    except Exception as error:  # noqa: BLE001  # told to the parent, which raises it
        return _RAISED + _packed(error)


def _packed(error: Exception) -> bytes:
    try:
        content = pickle.dumps(error)
        pickle.loads(content)  # noqa: S301
    except Exception:  # noqa: BLE001  # an exception that cannot travel is told in words
        content = pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return content


if __name__ == "__main__":
    main()
