"""What holds for every test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# A busy machine is no defect: tests that are about time measure it themselves.
settings.register_profile("doelenboom", deadline=None)
settings.load_profile("doelenboom")
# Some sixty tests start Python: a fresh checkout would compile all our modules in each of them.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(scope="session", autouse=True)
def _shared(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder that all workers of this run have, for what is made once (raw_pages.py)."""
    own = tmp_path_factory.getbasetemp()
    os.environ["DOELENBOOM_TESTS_SHARE"] = str(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session", autouse=True)
def _without_waiting_for_the_disk() -> Iterator[None]:
    """A process that is killed loses nothing by it, and no test cuts the power: what is forced to the disk and in which
    order test_publish.py asks of the steps, and test_fsops.py that the step does it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)  # a descriptor that is none is an error still
        yield
