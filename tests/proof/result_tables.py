"""Three printed result tables of goals (figures of jaarverslag-2024 p49571 and p49787 and of jaarverslag-2021 doel
2.1.1; the explaining sentences are our own) as pages, built by hand."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import (
    Cell,
    Document,
    GoalRef,
    Grid,
    Heading,
    Page,
    Paragraph,
    Publication,
    Section,
    Source,
)

HEADS = ("Lasten", "Baten", "Toevoeging aan reserves", "Onttrekking aan reserves", "Saldo")
Figures = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ResultTable:
    """One table: `figures` are the cells without labels, row by row; `text` explains them."""

    name: str
    year: int
    code: str
    caption: str
    title: str
    second_row: str
    figures: Figures
    text: tuple[str, ...]

    @property
    def in_euros(self) -> bool:
        return "1.000" not in self.caption

    @property
    def row_labels(self) -> tuple[str, ...]:
        return (
            "Vastgestelde begroting", self.second_row, "+ begrotingswijzigingen", "Begroting t/m december",
            "- Jaarrekening", f"Resultaat doel {self.title}", "Saldo",
        )  # fmt: skip


P49571 = ResultTable(
    "p49571", 2024, "1.2.3", "Baten en lasten (bedragen x €1.000)", "Langdurige en/of intensieve ondersteuning",
    "+ mutaties kredieten",
    (
        ("81.964", "1.204", "0", "0", ""),
        ("0", "0", "0", "0", ""),
        ("-297", "0", "0", "1.678", ""),
        ("81.667", "1.204", "0", "1.678", ""),
        ("77.780", "1.489", "104", "978", ""),
        ("3.887", "285", "-104", "-700", ""),
        ("", "", "", "", "3.368"),
    ),
    (
        ("Per saldo is € 3.368.000 minder uitgegeven dan begroot. Er is een positief resultaat op de lasten van "
        "€ 3.887.000 en een positief resultaat op de baten van € 285.000. Er was een hogere toevoeging aan de reserve "
        "van € 104.000 en een lagere onttrekking van € 700.000."),
        "Vervoer\nDe lagere lasten van € 249.000 bestaan uit € 47.000 en € 202.000.",
    ),
)  # fmt: skip
P49787 = ResultTable(
    "p49787", 2024, "5.3.2", "Baten en lasten (bedragen x €1.000)", "Cultureel klimaat", "+ mutaties kredieten",
    (
        ("484", "0", "0", "0", ""),
        ("0", "0", "0", "0", ""),
        ("361", "295", "0", "60", ""),
        ("845", "295", "0", "60", ""),
        ("876", "404", "0", "25", ""),
        ("-31", "109", "0", "-35", ""),
        ("", "", "", "", "44"),
    ),
    (
        ("Per saldo kostte het doel € 44.000 minder: lasten € 31.000 hoger, baten € 109.000 hoger, onttrekking "
        "€ 35.000 lager."),
    ),
)  # fmt: skip
D211 = ResultTable(
    "d211", 2021, "2.1.1", "Baten en lasten", "Ondersteuning in de wijk", "+ mutaties projecten",
    (
        ("9.252.750", "0", "0", "0", ""),
        ("0", "0", "0", "0", ""),
        ("378.875", "0", "0", "90.000", ""),
        ("9.631.625", "0", "0", "90.000", ""),
        ("9.460.525", "0", "161.875", "63.440", ""),
        ("171.100", "0", "-161.875", "-26.560", ""),
        ("", "", "", "", "-17.335"),
    ),
    (
        ("Op de lasten is een voordelig saldo van € 171.100. Doordat € 161.875 meer is toegevoegd aan de reserves en "
        "€ 26.560 minder is onttrokken aan de reserves ontstaat een nadelig resultaat van € 17.335."),
        "Restanten\nHet gaat om € 28.125 voor de aanpak, € 108.750 voor het model en € 25.000 voor de organisatie.",
    ),
)  # fmt: skip
ALL = (P49571, P49787, D211)


def grid(rows: list[tuple[str, ...]], caption: str | None = None, uncertain: tuple[int, ...] = ()) -> Grid:
    """A rectangular grid without spans; the first row are heads."""
    cells = tuple(
        tuple(Cell(text, r, c, is_header=r == 1) for c, text in enumerate(row, 1)) for r, row in enumerate(rows, 1)
    )
    return Grid(cells, caption, 1, frozenset(uncertain))


def page_of(table: ResultTable, printed: Grid, *, explained: bool) -> Page:
    """A goal page with the table and, when `explained`, its text."""
    publication = Publication(f"zwolle-jaarstukken-{table.year}", "zwolle", "jaarstukken", table.year)
    goal_id = f"{publication.publication_id}/{table.code}"
    texts = tuple(Paragraph(text) for text in table.text) if explained else ()
    blocks = (Heading("Financieel overzicht doel", 2), printed, Heading("Financiële toelichting", 2), *texts)
    numbered = tuple(enumerate(blocks, 1))
    sections = (
        Section(1, "financial_overview", "Financieel overzicht doel", (), numbered[1:2], 1, goal_id),
        Section(2, "financial_explanation", "Financiële toelichting", (), numbered[3:], 3, goal_id),
    )
    return Page(
        f"{publication.publication_id}/{table.name}", publication, Source(table.name, b"", "0" * 64, "html"),
        Document(blocks), "goal", goal_code=table.code,
        goals=(GoalRef(goal_id, table.code, table.title, None, 1),), sections=sections,
    )  # fmt: skip


def printed(table: ResultTable, figures: Figures | None = None) -> list[tuple[str, ...]]:
    """The rows of the table, heads and labels included, with other figures if given."""
    body = zip(table.row_labels, figures or table.figures, strict=True)
    return [(table.caption, *HEADS), *((label, *values) for label, values in body)]
