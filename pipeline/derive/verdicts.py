"""Confirmed links against the texts of today: one that was confirmed on another text is asked again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pipeline.model import Finding

from .confirmed import ConfirmedLink, fingerprint, is_text
from .goal_profiles import Goal
from .goal_step import Verdicts

_Noted = list[tuple[str, Finding]]


def verdicts(confirmed: Sequence[ConfirmedLink], goals: Mapping[str, Goal]) -> tuple[Verdicts, _Noted]:
    """What holds of these confirmed links, and a finding for each pair whose text changed. A pair may have been
    confirmed on several texts; one of them is enough. Links of goals that are not in the data are left alone."""
    linked: dict[tuple[str, str], str] = {}
    different: set[tuple[str, str]] = set()
    asked_again: dict[tuple[str, str], ConfirmedLink] = {}
    for one in confirmed:
        if one.from_goal_id not in goals or one.to_goal_id not in goals:
            continue
        if _changed(one, goals):
            asked_again[one.pair] = one
        elif one.kind == "different":
            different.add(one.pair)
        else:
            linked[one.pair] = one.kind
    settled = linked.keys() | different
    changed = [one for pair, one in asked_again.items() if pair not in settled]
    findings = [(goals[one.to_goal_id].common[4], _text_changed(one, goals)) for one in changed]
    return Verdicts(linked, frozenset(different)), findings


def not_made(said: Verdicts, made: Collection[tuple[str, str]], goals: Mapping[str, Goal]) -> _Noted:
    """A finding for each confirmed link that could not be made, because another publication lies between its goals or
    because they stand in the wrong order."""
    missing = sorted(pair for pair in said.linked if pair not in made)
    return [(goals[later].common[4], _not_made(earlier, later)) for earlier, later in missing]


def _changed(one: ConfirmedLink, goals: Mapping[str, Goal]) -> list[tuple[str, str]]:
    """(text today, text when it was confirmed) of the goals whose text is another one now."""
    texts = ((goals[one.from_goal_id].text, one.from_text), (goals[one.to_goal_id].text, one.to_text))
    return [(now, then) for now, then in texts if not is_text(now, then)]


def _text_changed(one: ConfirmedLink, goals: Mapping[str, Goal]) -> Finding:
    changed = _changed(one, goals)
    today = ", ".join(fingerprint(now) for now, _ in changed)
    return Finding(
        "warning",
        "GOAL_LINK_ASK_AGAIN",
        f"goal_links.csv says of {one.from_goal_id} and {one.to_goal_id}: {one.kind}; the text was another one then, "
        f"so it does not count. Confirm it again on the text of today ({today}).",
        "page",
        "; ".join(now for now, _ in changed),
        "; ".join(then for _, then in changed),
        "pipeline",
    )


def _not_made(earlier: str, later: str) -> Finding:
    return Finding(
        "warning",
        "GOAL_LINK_NOT_MADE",
        "goal_links.csv links two goals of which the first is not the last known of its series before the second.",
        "page",
        f"{earlier} and {later}",
        "the goals of two publications that follow each other in the data",
        "pipeline",
    )
