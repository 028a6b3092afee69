"""What a site prints at every heading: left out where it is, kept where it is text of the report."""

from __future__ import annotations

import pytest
from page_samples import GOAL_PATH, document, outline, source

from pipeline.model import Block, Document, Ignored, Item, Page
from pipeline.page import identify
from pipeline.page.repeated import without_repeated


def _page(*blocks: Block | str) -> Page:
    return identify(source(GOAL_PATH), document(*blocks))


def _ignored(page: Page) -> list[str]:
    return [block.text for block in page.document.blocks if isinstance(block, Ignored)]


_PARTS = (("Beschrijving", "Tekst."), ("Criteria", "Inwoners doen mee"), ("Activiteiten", "We openen een inloop"))


@pytest.mark.parametrize("line", ["Onderdeel", "Onderdeel {}", "{:02d}", "12 november 2025", "Doel 1.2.3 Zorg"])
@pytest.mark.parametrize("above", [True, False])
def test_a_line_beside_every_heading_is_of_the_site(line: str, *, above: bool) -> None:
    blocks: list[Block | str] = ["# Doel 1.2.3 Zorg"]
    for number, (name, text) in enumerate(_PARTS, 1):
        said = line.format(number)
        blocks += [said, f"## {name}"] if above else [f"## {name}", said]
        blocks.append(Item(text, 1) if name != "Beschrijving" else text)
    page = _page(*blocks)
    assert len(_ignored(page)) == len(_PARTS)
    assert outline(page)[-3:] == [("description", "Beschrijving", 1), ("criteria", "Criteria", 1),
                                  ("activities", "Activiteiten", 1)]  # fmt: skip


@pytest.mark.parametrize(
    "blocks",
    [
        "## Criteria|Jeugd|- a|## Nieuwe activiteiten|Jeugd|- b|## Lopende activiteiten|Jeugd|- c",
        "## Criteria|Geen|## Activiteiten|Geen|## Indicatoren|Geen|## Portefeuillehouder(s)|Geen",
        "## Criteria|Zie doel 1.1.1.|- a|## Indicatoren|Zie doel 1.1.2.|- b|## Activiteiten|Zie doel 1.1.2.",
        "## Afwijkingen op activiteiten Berap 2021-2|### Zwembad|€ 20.000|Tekst|### Brug|€ 30.000|Tekst",
    ],
)
def test_text_that_several_parts_hold_stays(blocks: str) -> None:
    assert _ignored(_page("# Doel 1.2.3 Zorg", *blocks.split("|"))) == []


@pytest.mark.parametrize(
    "form",
    ["{0} {1}", "0{0} {1}", "Stap {0}: {1}", "§ {0} {1}", "Onderdeel: {1}", "{1} | Begroting Zwolle", "{1} uitklappen",
     "{2}. {1}"],
)  # fmt: skip
def test_words_in_every_heading_are_of_the_site(form: str) -> None:
    blocks = [(f"## {form.format(number, name, 'ABC'[number - 1])}", text)
              for number, (name, text) in enumerate(_PARTS, 1)]  # fmt: skip
    page = _page("# Doel 1.2.3 Zorg", *(block for pair in blocks for block in pair))
    assert [heading for _, heading, _ in outline(page)[1:]] == [name for name, _ in _PARTS]
    assert len(_ignored(page)) == len(_PARTS)


def test_words_in_one_heading_or_beside_whole_labels_stay() -> None:
    labels = ("## Criteria", "Tekst.", "## Activiteiten", "Tekst.")
    for more in (
        ("## Overige criteria", "Tekst."),
        ("## 2 Activiteiten", "Tekst."),
        ("## Zorg nu", "a", "## Zorg straks", "b"),
    ):
        found = document("# Doel 1.2.3 Zorg", *labels, *more)
        assert without_repeated(found) is found
    assert isinstance(without_repeated(Document(())), Document)
