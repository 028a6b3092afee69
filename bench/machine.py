"""What a figure was measured on."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import subprocess
from pathlib import Path
from typing import Any

_PACKAGES = ("doelenboom", "lxml", "pandas", "pyarrow", "pandera", "beautifulsoup4", "rapidfuzz")


def commit(root: Path) -> str:
    """The commit that is checked out, with `-changed` where files differ from it."""
    said = subprocess.run(
        ["git", "describe", "--always", "--abbrev=12", "--dirty=-changed", "--exclude=*"],
        cwd=root, capture_output=True, text=True,
    )  # fmt: skip
    return said.stdout.strip() or "no-commit"


def machine() -> dict[str, Any]:
    """Processor, cores, memory, system; and how busy it was when the bench began."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(memory, 1),
        "system": platform.platform(),
        "load": [round(value, 2) for value in os.getloadavg()],
    }


def versions() -> dict[str, str]:
    """Python and what the pipeline runs on."""
    return {"python": platform.python_version()} | {name: importlib.metadata.version(name) for name in _PACKAGES}


def _processor() -> str:
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    except OSError:
        found = None
    return found[1] if found else platform.processor()
