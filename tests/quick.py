"""Builds without the checks that cost most and touch no file: the canary and the validation of rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest import mock


@contextmanager
def unvalidated() -> Iterator[None]:
    """What is built in here is not validated; the tests of build, binding and spanning validate."""
    with ExitStack() as patches:
        patches.enter_context(mock.patch("pipeline.build.canary"))
        patches.enter_context(mock.patch("pipeline.judging.validate_rows", return_value=[]))
        patches.enter_context(mock.patch("pipeline.store.snapshot.validate", return_value=[]))
        yield
