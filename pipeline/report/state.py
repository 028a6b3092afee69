"""The state of the data: what was read, how much of it is proven, what a person should know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from .corpus import Corpus, Row, page_name
from .dutch_words import finding_words, share
from .evidence import Evidence
from .places import Place, finding_file, page_file, publication_file

RELIABILITY = ("proven", "consistent", "unverified", "doubtful")
SEVERITY = ("error", "warning", "info")


def state(corpus: Corpus) -> dict[str, Any]:
    """Numbers of the start page."""
    publications = corpus.rows("publications")
    pages = corpus.rows("pages")
    reliability = Counter(a["reliability"] for a in corpus.rows("baten_lasten"))
    checks = Counter(c["status"] for c in corpus.rows("checks"))
    characters, unclaimed = (sum(p[name] for p in pages) for name in ("characters", "characters_unclaimed"))
    cells, typed = (sum(p[name] for p in publications) for name in ("number_cells", "number_cells_typed"))
    amounts = sum(reliability.values())
    return {
        "counts": {name: len(corpus.rows(name)) for name in ("publications", "pages", "goals", "baten_lasten")},
        "observations": len(corpus.rows("indicators")),
        "activities": len(corpus.rows("activities")),
        "reliability": [(name, reliability[name], share(reliability[name], amounts)) for name in RELIABILITY],
        "checks": checks,
        "tried": sum(checks.values()),
        "kept": share(characters - unclaimed, characters),
        "cells": cells,
        "typed": typed,
        "typed_share": share(typed, cells),
        "statuses": sorted(Counter(p["status"] for p in pages).items()),
        "newest_export": max((p["last_exported_at"] for p in publications if p["last_exported_at"]), default=None),
        "findings": finding_counts(corpus),
        "first_year": min((p["report_year"] for p in publications), default=None),
        "last_year": max((p["report_year"] for p in publications), default=None),
    }


def finding_counts(corpus: Corpus) -> list[dict[str, Any]]:
    """Codes that occur, the worst first: code, name, severity, how many findings on how many pages, file."""
    by_code: defaultdict[str, list[Row]] = defaultdict(list)
    for finding in corpus.rows("findings"):
        by_code[finding["code"]].append(finding)
    counted = [
        {
            "code": code,
            "name": finding_words().get(code, {}).get("name", code),
            "severity": min((f["severity"] for f in rows), key=SEVERITY.index),
            "count": len(rows),
            "pages": len({f["page_id"] for f in rows if f["page_id"]}),
            "file": finding_file(code),
        }
        for code, rows in by_code.items()
    ]
    return sorted(counted, key=lambda c: (SEVERITY.index(str(c["severity"])), -int(str(c["count"])), str(c["code"])))


def finding_page(corpus: Corpus, evidence: Evidence, code: str) -> dict[str, Any]:
    """What finding.html shows of one code."""
    rows = corpus.in_time(corpus.of("findings", "code", code))
    return {
        "code": code,
        "words": finding_words().get(code, {"name": code, "means": "", "advice": ""}),
        "findings": [
            (row, corpus.publication_title(row["publication_id"]), _title(corpus, row), _place(corpus, evidence, row))
            for row in rows
        ],
        "severities": [s for s in SEVERITY if any(row["severity"] == s for row in rows)],
    }


def _title(corpus: Corpus, finding: Row) -> str:
    page = corpus.one("pages", "page_id", finding["page_id"]) if finding["page_id"] else None
    return page_name(page) if page else finding["page_id"] or corpus.publication_title(finding["publication_id"])


def _place(corpus: Corpus, evidence: Evidence, finding: Row) -> Place | None:
    """Where a finding can be looked at: its place on the page, or the publication it is about."""
    if finding["page_id"] and corpus.one("pages", "page_id", finding["page_id"]):
        return evidence.place("findings", finding)
    publication = corpus.one("publications", "publication_id", finding["publication_id"])
    return Place(publication_file(publication["publication_id"])) if publication else None


def unusable_pages(corpus: Corpus) -> Sequence[tuple[Row, str]]:
    """Pages that were refused or whose older version is in force, with their file."""
    return [(p, page_file(p["page_id"])) for p in corpus.rows("pages") if p["status"] in ("quarantined", "stale")]
