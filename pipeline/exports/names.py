"""What an export is called."""

from __future__ import annotations

from ..store.opening import Snapshot


def file_stem(view: Snapshot) -> str:
    """The municipality, `doelenboom` where there are several."""
    found = set(view.arrow("publications", columns=["municipality"])["municipality"].to_pylist())
    return found.pop() if len(found) == 1 else "doelenboom"
