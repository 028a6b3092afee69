"""What a person settled about two goals, and the text it was said of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from .similarity import plain

HASHED = "sha256:"
DIGITS = 12


@dataclass(frozen=True, slots=True)
class ConfirmedLink:
    """A person's word on two goals: `kind` is a kind of goal_links, or `different` where they are not linked.

    It holds for the texts the person read: `from_text` and `to_text` are what the goals said then (the statement, else
    the sentence that leads to the criteria, else the title), or its fingerprint where it is long.
    """

    from_goal_id: str
    to_goal_id: str
    kind: str
    from_text: str
    to_text: str
    reason: str
    confirmed_on: str

    @property
    def pair(self) -> tuple[str, str]:
        return (self.from_goal_id, self.to_goal_id)


def fingerprint(text: str) -> str:
    """`sha256:` and 12 digits of a text, whatever its capitals and punctuation."""
    return HASHED + hashlib.sha256(plain(text).encode()).hexdigest()[:DIGITS]


def is_text(printed: str, confirmed: str) -> bool:
    """Whether a goal still says what was confirmed."""
    return fingerprint(printed) == (confirmed if confirmed.startswith(HASHED) else fingerprint(confirmed))
