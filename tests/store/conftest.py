"""Publishing tests are about files: validation of rows (0.3 s a time) runs where a test asks for it."""

from __future__ import annotations

import pytest

from pipeline.store import snapshot


@pytest.fixture
def validation():
    """Ask for the real validation."""


@pytest.fixture(autouse=True, scope="module")
def _quick(request):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot, "validate", lambda frames: [])
        yield


@pytest.fixture(autouse=True)
def _slow_on_request(request, monkeypatch):
    if "validation" in request.fixturenames:
        from schemas.validation import validate

        monkeypatch.setattr(snapshot, "validate", validate)
