"""An HTTP answer as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` have lower-case names, repeated ones joined by a comma. `body` is what the content coding left, once
    decoded. `framed` says that the message tells its own end (length or chunks), so that a cut would have shown."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    framed: bool = True
