"""What a publication tells about a goal: criteria, activities, explanation, documents, deviations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .corpus import Corpus, Row
from .dutch_words import word
from .evidence import Evidence
from .figures import Figure, Figures
from .places import Place, page_file
from .printed_text import PrintedSection

EXPLAINS = ("description", "realisation", "financial_explanation")
PLANNED = ("new", "ongoing", "planned", "stopping")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a printed group or theme name, which may be empty; a line is (level, text)."""

    title: str
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Activities:
    """Activities of one status with its Dutch name."""

    status: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(len(g.lines) for g in self.groups)


@dataclass(frozen=True, slots=True)
class Explanation:
    title: str
    file: str
    section: PrintedSection


@dataclass(frozen=True, slots=True)
class Told:
    """What one publication tells about one goal; `place` is where its page shows the goal."""

    publication: str
    publication_id: str
    code: str
    place: Place
    lead_in: str
    criteria: tuple[Group, ...]
    planned: tuple[Activities, ...]
    realised: tuple[Activities, ...]
    explanations: tuple[Explanation, ...]
    documents: tuple[Row, ...]
    deviations: tuple[tuple[Row, Figure | None], ...]
    portfolio_holders: tuple[str, ...]


def told(corpus: Corpus, evidence: Evidence, figures: Figures, goal: Row) -> Told:
    """Everything one publication tells about a goal."""
    goal_id = goal["goal_id"]
    criteria = corpus.of("criteria", "goal_id", goal_id)
    activities = corpus.of("activities", "goal_id", goal_id)
    deviations = corpus.of("deviations", "goal_id", goal_id)
    return Told(
        corpus.publication_title(goal["publication_id"]),
        goal["publication_id"],
        goal["goal_code"] or "",
        evidence.place("goals", goal),
        next((c["lead_in"] for c in criteria if c["lead_in"]), ""),
        tuple(_groups(criteria, ("group",))),
        tuple(_by_status(activities, PLANNED)),
        tuple(_by_status(activities, ("realised",))),
        tuple(_explanations(corpus, evidence, goal)),
        tuple(corpus.of("policy_documents", "goal_id", goal_id)),
        tuple((d, figures.deviation(d) if d["amount_eur"] is not None else None) for d in deviations),
        tuple(goal["portfolio_holders"] or ()),
    )


def _by_status(activities: Sequence[Row], statuses: Iterable[str]) -> Iterable[Activities]:
    for status in statuses:
        rows = [a for a in activities if a["status"] == status]
        if rows:
            yield Activities(word("activity_status", status), tuple(_groups(rows, ("theme", "subtheme"))))


def _groups(rows: Sequence[Row], columns: Sequence[str]) -> Iterable[Group]:
    """Rows under the names printed above them, in printed order."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for row in sorted(rows, key=lambda r: int(r["seq"])):
        title = ": ".join(row[column] for column in columns if row[column])
        groups.setdefault(title, []).append((int(row["level"]), row["text"]))
    return (Group(title, tuple(lines)) for title, lines in groups.items())


def _explanations(corpus: Corpus, evidence: Evidence, goal: Row) -> Iterable[Explanation]:
    pages = {s["page_id"] for s in corpus.of("sections", "goal_id", goal["goal_id"])} | {goal["page_id"]}
    of_kind: Mapping[str, list[Explanation]] = defaultdict(list)
    for page_id in sorted(pages):
        for section in evidence.text(page_id).sections:
            if section.goal_id == goal["goal_id"] and section.kind in EXPLAINS and section.passages:
                title = section.heading or word("section_kind", section.kind)
                of_kind[section.kind].append(Explanation(title, page_file(page_id), section))
    return (explanation for kind in EXPLAINS for explanation in of_kind[kind])
