"""Tables made of other tables: one file each, spanning publications.

To add one:
1. schemas/<name>.py: a Table with `derived=True`, the columns COMMON first and one key column that is unique; put it
   into TABLES of schemas/__init__.py. The five common columns say which page the row rests on, so that years and
   publications can be filtered in it as in any table.
2. a module here with a function Material -> Derived: pure, and its rows and their order follow from the rows it reads
   alone: nothing that depends on the time, on the order of the tables or on the order of a set.
3. its line in DERIVATIONS with the tables it reads, and in material.py the columns it reads that no other one did. A
   derivation sees the tables of its predecessors through the same Material.

neighbours.py makes the Arrow table and spanning.py stores it as `<name>/all.parquet`; validation, gate, diff,
verify and load treat it as every table. Limits of the gate for it stand in store/gate.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .budget_vs_actual import budget_vs_actual
from .confirmed import ConfirmedLink
from .goal_links import goal_links, goal_series
from .indicator_series import indicator_series
from .material import TABLES_READ, Common, Derivation, Derived, Material, digest, digests

DERIVATIONS: Mapping[str, Derivation] = MappingProxyType(
    {
        "goal_links": Derivation(goal_links, ("pages", "goals", "criteria", "indicators", "baten_lasten")),
        "goal_series": Derivation(goal_series, ("goals", "goal_links")),
        "indicator_series": Derivation(indicator_series, ("indicators", "goal_series")),
        "budget_vs_actual": Derivation(budget_vs_actual, ("goals", "baten_lasten", "sections", "goal_series")),
    }
)

__all__ = [
    "DERIVATIONS",
    "TABLES_READ",
    "Common",
    "ConfirmedLink",
    "Derivation",
    "Derived",
    "Material",
    "digest",
    "digests",
]
