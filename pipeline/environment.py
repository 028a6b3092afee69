"""Whether the environment may switch validation off (INTEGRITY.md row 82), asked before anything large is imported."""

from __future__ import annotations

import os
import sys


def refuse_unsafe() -> None:
    """Raises UnsafeEnvironment where validation is switched off from outside, also for a run that will find nothing to
    do: it would fail on the first night that brings a page."""
    setting = os.environ.get("PANDERA_VALIDATION_ENABLED", "True").lower()
    if setting not in ("true", "1") or "PANDERA_VALIDATION_DEPTH" in os.environ or sys.flags.optimize:
        from schemas import validation  # imports pandas and pandera, and knows what each setting means

        validation.refuse_unsafe()
