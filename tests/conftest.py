"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no defect: tests that are about time measure it themselves.
settings.register_profile("doelenboom", deadline=None)
settings.load_profile("doelenboom")
