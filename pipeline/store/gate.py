"""The gate before publishing: what may change between two snapshots (INTEGRITY.md 5.5). Limits are in gate.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

from .comparison import Comparison
from .gate_measures import Measured, measures
from .opening import Snapshot
from .staging import Tables

Verdict: TypeAlias = Literal["pass", "warn", "refuse"]
Rules: TypeAlias = Mapping[str, Mapping[str, Any]]
LIMITS = frozenset({"count", "percent", "points"})
HASH_LENGTH = 12


class GateMisconfigured(ValueError):
    """gate.toml holds something that is no limit; the message names the place and what is allowed."""


@dataclass(frozen=True, slots=True)
class GateRow:
    """One measure with its limits as in gate.toml, for instance `more than 20, more than 10 %`."""

    measure: str
    table: str
    publication: str
    found: float
    of: int
    warn: str
    refuse: str
    verdict: Verdict
    detail: str = ""

    def __str__(self) -> str:
        where = " ".join(part for part in (self.measure, self.table, self.publication) if part)
        limit = self.refuse if self.verdict == "refuse" else self.warn
        detail = f" ({self.detail})" if self.detail else ""
        return f"{where}: {self.found:g} of {self.of}, limit {limit or 'none'}{detail}"


@dataclass(frozen=True, slots=True)
class GateReport:
    """Every measure that was taken: all rows that fired, and one row for a measure of which none did."""

    rows: tuple[GateRow, ...]

    @property
    def refused(self) -> tuple[GateRow, ...]:
        return tuple(row for row in self.rows if row.verdict == "refuse")

    @property
    def warned(self) -> tuple[GateRow, ...]:
        return tuple(row for row in self.rows if row.verdict == "warn")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A person's word that one refused candidate is right. `candidate` is the hash the refusal named."""

    candidate: str
    reason: str

    def __post_init__(self) -> None:
        if len(self.candidate) < HASH_LENGTH or not self.reason.strip():
            raise ValueError("accepting a refused candidate needs its hash (12 characters or more) and a reason")

    def covers(self, content: str) -> bool:
        return content.startswith(self.candidate)


def judge(
    old: Snapshot | None,
    new: Tables,
    unchanged: frozenset[str] = frozenset(),
    rules: Rules | None = None,
    gone: frozenset[str] = frozenset(),
    renumbered: Mapping[str, str] | None = None,
) -> GateReport:
    """Compare a candidate with the snapshot in force.

    `unchanged` names files (`<table>/<publication_id>.parquet`) with the same bytes in both: they are not read.
    `gone` names files of pages (`source_path`) that their site took away for good: their rows may go.
    `renumbered` names those of them whose page lies in another file now: their rows are compared with that page's.
    Without `old` only the minimums of the first run count. Raises IntegrityError where `old` is damaged.
    """
    rules = default_rules() if rules is None else rules
    if old is None:
        return GateReport(tuple(_first_run(new, rules["first_run"])))
    comparison = Comparison(old, new, unchanged, gone, renumbered or {})
    taken = measures(comparison, tuple(rules["fill_rate"]["columns"]), _switched_off(rules["keys_lost"]))
    return GateReport(tuple(_worst([_judged(m, rules[m.measure]) for m in taken])))


@cache
def default_rules() -> Rules:
    """The limits of gate.toml, checked."""
    return checked_rules(files(__package__).joinpath("gate.toml").read_text(encoding="utf-8"))


def checked_rules(text: str) -> Rules:
    """Limits from TOML. Raises GateMisconfigured for anything that would silently never fire."""
    try:
        rules = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GateMisconfigured(f"gate.toml: {error}") from error
    for measure, rule in rules.items():
        for place in () if measure == "first_run" else (rule, *rule.get("tables", {}).values()):
            for name, limit in place.items():
                if name in ("warn", "refuse") and not (isinstance(limit, dict) and limit and limit.keys() <= LIMITS):
                    raise GateMisconfigured(f"gate.toml [{measure}] {name}: {limit!r}; allowed: {sorted(LIMITS)}")
                if name not in ("warn", "refuse", "tables", "columns"):
                    raise GateMisconfigured(
                        f"gate.toml [{measure}]: unknown key {name!r}; allowed: warn, refuse, tables"
                    )
    return rules


def _switched_off(rule: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(table for table, limits in rule.get("tables", {}).items() if not limits)


def _judged(found: Measured, rule: Mapping[str, Any]) -> GateRow:
    limits = rule.get("tables", {}).get(found.table, rule)
    warn, refuse = limits.get("warn", {}), limits.get("refuse", {})
    verdict: Verdict = "refuse" if _fires(found, refuse) else "warn" if _fires(found, warn) else "pass"
    return GateRow(
        found.measure,
        found.table,
        found.publication,
        round(found.found, 2),
        found.of,
        _words(warn),
        _words(refuse),
        verdict,
        found.detail,
    )


def _fires(found: Measured, limits: Mapping[str, float]) -> bool:
    return (
        found.found > limits.get("count", float("inf"))
        or found.found * 100 > limits.get("percent", float("inf")) * found.of
        or found.found >= limits.get("points", float("inf"))
    )


def _words(limits: Mapping[str, float]) -> str:
    words = {"count": "more than {}", "percent": "more than {} %", "points": "{} points or more"}
    return ", ".join(words[name].format(limit) for name, limit in limits.items())


def _worst(rows: Iterable[GateRow]) -> list[GateRow]:
    by_measure: dict[str, list[GateRow]] = {}
    for row in rows:
        by_measure.setdefault(row.measure, []).append(row)
    found = []
    for own in by_measure.values():
        fired = [row for row in own if row.verdict != "pass"]
        found += fired or [max(own, key=lambda row: row.found)]
    return found


def _first_run(new: Tables, minimums: Mapping[str, int]) -> list[GateRow]:
    rows = []
    for table, minimum in minimums.items():
        count = sum(part.num_rows for part in new[table].values())
        verdict: Verdict = "pass" if count >= minimum else "refuse"
        rows.append(GateRow("first_run", table, "", count, minimum, "", f"at least {minimum}", verdict))
    return rows
