"""The page of one publication: its doelenboom, its finances above goal level, its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from .corpus import CYCLE, Corpus, Row, rank
from .dutch_words import share
from .figures import Figures
from .money import overviews, printed_overviews
from .places import page_file
from .series import Series
from .state import SEVERITY
from .tree import doelenboom, programme_names

OTHER_MONEY = (
    ("reserves", "Reserves"),
    ("spending_proposals", "Bestedingsvoorstellen"),
    ("incidental", "Incidentele baten en lasten"),
)


def publication_page(
    corpus: Corpus, figures: Figures, series_of_goal: Mapping[str, Series], publication: Row
) -> dict[str, Any]:
    """What publication.html shows."""
    publication_id = publication["publication_id"]
    goals = corpus.of("goals", "publication_id", publication_id)
    amounts = [a for a in corpus.of("baten_lasten", "publication_id", publication_id) if a["goal_id"] is None]
    findings = corpus.of("findings", "publication_id", publication_id)
    pages = sorted(corpus.of("pages", "publication_id", publication_id), key=lambda p: p["page_number"] or 0)
    return {
        "publication": publication,
        "tree": doelenboom(goals, programme_names(corpus)),
        "series_of_goal": series_of_goal,
        "with_money": {a["goal_id"] for a in corpus.of("baten_lasten", "publication_id", publication_id)},
        "overviews": overviews(figures, amounts),
        "other_money": [
            (title, printed_overviews(figures, name, corpus.of(name, "publication_id", publication_id)))
            for name, title in OTHER_MONEY
            if corpus.of(name, "publication_id", publication_id)
        ],
        "pages": [(p, page_file(p["page_id"])) for p in pages],
        "findings": sorted(
            Counter((f["severity"], f["code"]) for f in findings).items(), key=lambda f: (SEVERITY.index(f[0][0]), f[0])
        ),
        "typed": share(publication["number_cells_typed"], publication["number_cells"]),
        "siblings": _siblings(corpus, publication),
    }


def _siblings(corpus: Corpus, publication: Row) -> tuple[Row | None, Row | None]:
    """The same document of the years before and after, as far as they are here."""
    alike = [
        p
        for p in corpus.publications()
        if (p["municipality"], p["document_kind"], p["edition"])
        == (publication["municipality"], publication["document_kind"], publication["edition"])
    ]
    at = alike.index(publication)
    return (alike[at - 1] if at else None), (alike[at + 1] if at + 1 < len(alike) else None)


def calendar(corpus: Corpus) -> list[tuple[int, list[list[Row]]]]:
    """Publications by year, newest first; per year a list per kind of document in the order of the budget cycle."""
    years = sorted({p["report_year"] for p in corpus.publications()}, reverse=True)
    kinds = documents(corpus)
    rows = sorted(corpus.publications(), key=rank)
    return [
        (year, [[p for p in rows if p["report_year"] == year and p["document_kind"] == kind] for kind in kinds])
        for year in years
    ]


def documents(corpus: Corpus) -> list[str]:
    """Kinds of document that occur, in the order of the budget cycle."""
    found = {p["document_kind"] for p in corpus.publications()}
    return [kind for kind in CYCLE if kind in found]
