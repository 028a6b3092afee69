"""The descriptions of a snapshot before the standards' own validators: frictionless and mlcroissant.

    python tests/check_metadata.py data/latest

They have an environment of their own (`make metadata`): mlcroissant needs a package that has no wheel. Exit code 1
when one of them finds an error, or reads other rows than the files hold.
"""

from __future__ import annotations

import sys
from pathlib import Path

import mlcroissant
import pyarrow.parquet as pq
from frictionless import Package


def frictionless_errors(snapshot: Path) -> list[str]:
    """What frictionless has to say of datapackage.json and of every row it reads."""
    report = Package(str(snapshot / "datapackage.json")).validate()
    of_tables = [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    return [f"datapackage.json: {message}" for message in [*(e.message for e in report.errors), *of_tables]]


def croissant_errors(snapshot: Path) -> list[str]:
    """What mlcroissant has to say of croissant.json, and tables it reads another number of rows of."""
    dataset = mlcroissant.Dataset(str(snapshot / "croissant.json"))
    problems = [f"croissant.json: {line}" for line in sorted(dataset.metadata.issues.errors)]
    for records in dataset.metadata.record_sets:
        found = sum(1 for _ in dataset.records(records.name))
        files = (snapshot / records.name).glob("*.parquet")
        expected = sum(pq.ParquetFile(file).metadata.num_rows for file in files)
        if found != expected:
            problems.append(f"croissant.json: {records.name} has {expected} rows, mlcroissant reads {found}")
    return problems


def main() -> int:
    snapshot = Path(sys.argv[1]).resolve()
    problems = [*frictionless_errors(snapshot), *croissant_errors(snapshot)]
    for problem in problems[:20]:
        print(problem)
    print(f"frictionless and mlcroissant: {len(problems)} errors")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
