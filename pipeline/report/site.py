"""All files of the report, as text: what is written depends on the snapshot and on nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.show import NotShown
from schemas import TABLES

from . import dutch_words
from .corpus import Corpus, Row, page_name
from .evidence import Evidence
from .figures import Figures
from .goal_pages import goal_page
from .money import STAGES
from .places import Place, cell_place, finding_file, page_file, publication_file
from .publication_pages import calendar, documents, publication_page
from .search_index import search_index
from .series import Series, all_series
from .state import finding_counts, finding_page, state, unusable_pages
from .through_time import through_time

SEARCH_INDEX = "assets/search-index.js"


@dataclass(frozen=True)
class Site:
    """The report over one snapshot."""

    corpus: Corpus

    @cached_property
    def evidence(self) -> Evidence:
        return Evidence(self.corpus)

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.corpus, self.evidence)

    @cached_property
    def series(self) -> Mapping[str, Series]:
        return all_series(self.corpus)

    @cached_property
    def series_of_goal(self) -> Mapping[str, Series]:
        return {goal["goal_id"]: one for one in self.series.values() for goal in one.goals}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path below the report's folder and content of every file."""
        yield from assets()
        index = search_index(self.corpus, self.series, self.series_of_goal)
        yield SEARCH_INDEX, index.encode("ascii")
        for path, template, context in self._pages():
            yield path, self.render(path, template, context)

    def find(self, wanted: str) -> tuple[str, Place]:
        """page_id and place of a row of any table by its key, or of a page by its page_id. Raises NotShown."""
        for table, schema in TABLES.items():
            row = self.corpus.one(table, schema.key[0], wanted) if len(schema.key) == 1 else None
            if row is None:
                continue
            page_id = row["page_id"]
            if page_id is None or self.corpus.one("pages", "page_id", page_id) is None:
                raise NotShown(f"{wanted}: row of {table}, about no page")
            return page_id, Place(page_file(page_id)) if table == "pages" else self.evidence.place(table, row)
        raise NotShown(f"{wanted}: no page and no row of {self.corpus.snapshot} has this name")

    def page_of_evidence(self, page_id: str, *, alone: bool = False) -> bytes:
        """The page of evidence of one printed page; `alone` leaves out links to the rest of the report."""
        found = self.evidence.page(page_id)
        if found is None:
            raise KeyError(page_id)
        return self.render(page_file(page_id), "page.html", {"page": found, "goals": self._goals_of(page_id)}, alone)

    def render(self, path: str, template: str, context: Mapping[str, Any], alone: bool = False) -> bytes:
        """One page as UTF-8."""
        root = "../" * path.count("/")
        text = self._environment.get_template(template).render(root=root, here=path, alone=alone, **context)
        return text.encode("utf-8", "backslashreplace")

    def _pages(self) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        corpus, evidence, figures = self.corpus, self.evidence, self.figures
        years = {"calendar": calendar(corpus), "documents": documents(corpus)}
        yield "index.html", "index.html", {"state": state(corpus), "unusable": unusable_pages(corpus), **years}
        yield "doelenboom.html", "doelenboom.html", {"groups": through_time(corpus, self.series), **years}
        yield "zoeken.html", "search.html", {}
        yield "bevindingen.html", "findings.html", {"findings": finding_counts(corpus)}
        for publication in corpus.publications():
            context = publication_page(corpus, figures, self.series_of_goal, publication)
            yield publication_file(publication["publication_id"]), "publication.html", context
        for one in self.series.values():
            yield one.file, "goal.html", goal_page(corpus, evidence, figures, self.series, one)
        for found in finding_counts(corpus):
            yield found["file"], "finding.html", finding_page(corpus, evidence, found["code"])
        for page in corpus.rows("pages"):
            about = {"page": evidence.page(page["page_id"]), "goals": self._goals_of(page["page_id"])}
            yield page_file(page["page_id"]), "page.html", about

    def _goals_of(self, page_id: str) -> list[tuple[Row, Series]]:
        goals = self.corpus.of("goals", "page_id", page_id)
        return [(goal, self.series_of_goal[goal["goal_id"]]) for goal in goals]

    @cached_property
    def _environment(self) -> Environment:
        found = Environment(
            loader=PackageLoader(__package__),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        found.filters.update(
            whole=dutch_words.whole, day=dutch_words.day, location=dutch_words.location, drawing=Markup, weblink=weblink
        )
        found.globals.update(
            word=dutch_words.word,
            finding_words=dutch_words.finding_words(),
            publication_title=self.corpus.publication_title,
            page_name=page_name,
            publication_file=publication_file,
            page_file=page_file,
            finding_file=finding_file,
            cell_place=cell_place,
            snapshot=self.corpus.snapshot,
            made_at=self.corpus.made_at,
            municipalities=sorted({p["municipality"].title() for p in self.corpus.rows("publications")}),
            side_by_side=STAGES,
        )
        return found


def weblink(address: str | None) -> bool:
    """Whether an address taken from a page may become a link: only http and https may (INTEGRITY.md F24)."""
    return bool(address) and str(address).lower().startswith(("http://", "https://"))


def assets() -> Iterator[tuple[str, bytes]]:
    """Style sheet, scripts and icon, with the licence of what is not ours."""
    yield from _below(files(__package__).joinpath("assets"), "assets")


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _below(entry, f"{path}/{entry.name}")
        else:
            yield f"{path}/{entry.name}", entry.read_bytes()
