"""Work for the cluster tests, importable where the workers are."""

from __future__ import annotations

import os
import signal
import time


def squares(batch):
    return [number * number for number in batch]


def slow_squares(batch):
    time.sleep(0.05 * len(batch))
    return squares(batch)


def with_process(batch):
    return [(number, os.getppid()) for number in batch]


def dies_at_7(batch):
    if 7 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return squares(batch)


def hangs_at_7(batch):
    if 7 in batch:
        time.sleep(600)
    return squares(batch)


def kills_its_worker_at_7(batch):
    if 7 in batch:
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(600)
    return squares(batch)


def takes_all_memory_at_7(batch):
    if 7 in batch:
        bytearray(3 * 1024**3)
    return squares(batch)


class Told(Exception):
    """An exception that does not survive pickling by its arguments."""

    def __init__(self, number, text):
        super().__init__(f"{number} {text}")


def fails_at_7(batch):
    if 7 in batch:
        raise ValueError("seven")
    return squares(batch)


def fails_unpicklably_at_7(batch):
    if 7 in batch:
        raise Told(7, "seven")
    return squares(batch)


def prints(batch):
    print("what a library prints is no answer")  # noqa: T201
    return squares(batch)


def same(batch):
    return list(batch)


def busy(batch):
    """As much work as a batch of pages of 6 ms."""
    until = time.process_time() + 0.006 * len(batch)
    while time.process_time() < until:
        pass
    return list(batch)
