"""Other signs, the same page: bullets, numbers, headings above rules, characters that look the same, page borders."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.model import Block, Document, Ignored, Item, Paragraph, Source
from pipeline.readers import read

ITEMS = ["Een eerste doel.", "Een tweede doel.", "Een derde."]


def blocks(text: str) -> list[Block]:
    content = text.encode()
    return [b for b in read(document(content)).blocks if not isinstance(b, Ignored)]


def document(content: bytes) -> Source:
    return Source("doel.txt", content, hashlib.sha256(content).hexdigest(), "text")


def texts(text: str) -> list[str]:
    return [b.text for b in blocks(text) if isinstance(b, (Paragraph, Item))]


@pytest.mark.parametrize(
    "sign", ["-", "–", "—", "*", "+", "o", "→", "§", ">", "▪", "◦", "\uf0b7", "\uf0a7", "\uf0d8", "➢", "✓"]
)
@pytest.mark.parametrize("form", ["{0} {1}", "  {0} {1}", "{0}\t{1}"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_any_bullet_opens_an_item(sign: str, form: str, between: str) -> None:
    """Lists of these signs were one paragraph, and one criterion."""
    found = blocks("Criteria\n\nZodanig dat:\n\n" + between.join(form.format(sign, item) for item in ITEMS))
    assert found == [Paragraph("Criteria"), Paragraph("Zodanig dat:"), *(Item(item, 1) for item in ITEMS)]


@pytest.mark.parametrize("form", ["{0}. {2}", "{0}) {2}", "{1}. {2}"])
def test_numbers_that_count_open_items(form: str) -> None:
    lines = [form.format(n + 1, chr(97 + n), item) for n, item in enumerate(ITEMS)]
    found = blocks("Criteria\n\n" + "\n".join(lines))
    assert found == [Paragraph("Criteria"), *(Item(item, 1, ordered=True) for item in ITEMS)]


def test_a_bullet_on_a_line_of_its_own_belongs_to_the_next() -> None:
    assert blocks("Criteria\n\n" + "\n".join(f"•\n{item}" for item in ITEMS))[1:] == [Item(item, 1) for item in ITEMS]


def test_a_dash_below_a_bullet_is_deeper() -> None:
    assert blocks("Wij:\n\n• Wonen\n- bouwen\n- slopen\n• Werken")[1:] == [
        Item("Wonen", 1), Item("bouwen", 2), Item("slopen", 2), Item("Werken", 1),
    ]  # fmt: skip


def test_rows_behind_a_dash_stay_rows() -> None:
    """`- Jaarrekening` stands above its amounts, and a dash alone is a blank cell."""
    text = "Saldo\n\n- Jaarrekening\n\n12.000\n\n+ mutaties kredieten\n\n13.000\n\n-\n\nTekst"
    assert texts(text) == text.split("\n\n")
    assert texts("Naam\n-  Dekking uit reserve\n\n35.000") == ["Naam\n- Dekking uit reserve", "35.000"]


@pytest.mark.parametrize(
    "heading",
    ["{0}\n{1}", "{1}\n{0}\n{1}", "== {0}", "=== {0} ===", "**{0}**", "__{0}__"],
)
def test_headings_above_rules_and_between_signs(heading: str) -> None:
    text = "\n".join(
        heading.format(name, "=" * len(name)) + "\nTekst van dit deel." for name in ("Criteria", "Beschrijving")
    )
    assert texts(text) == ["Criteria", "Tekst van dit deel.", "Beschrijving", "Tekst van dit deel."]


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("de o\ufb03ciële \ufb01nanciën", "de officiële financiën"),
        ("cli\u00ebnt\u2011ondersteuning", "cliënt-ondersteuning"),
        ("cli\u0065\u0308nt", "cliënt"),
        ("onder\u00adsteuning", "ondersteuning"),
        ("€\u202f1\u2009250\u2009000", "€ 1.250.000"),
        ("zero\u200bwidth", "zerowidth"),
        ("twee\u2028regels", "twee\nregels"),
        ("twee\x0bregels", "twee\nregels"),
        ("twee\x85regels", "twee\nregels"),
        ("in 2021\u2009500", "in 2021 500"),
    ],
)
def test_characters_that_say_the_same(printed: str, same: str) -> None:
    found = read(document(f"Beschrijving\n\nWij doen {printed} vandaag.\n\nEinde.".encode()))
    assert [b.text for b in found.blocks if isinstance(b, Paragraph)][1] == f"Wij doen {same} vandaag."
    assert found.findings == ()


def _pages(head: str, foot: str) -> Document:
    first = f"{head}Beschrijving\n\nInwoners wonen in een stad die elk jaar verder groeit, en die\n\n{foot.format(1)}"
    second = f"{head}daarom nieuwe huizen bouwt.\n\nCriteria\n\nDe stad groeit.\n\n{foot.format(2)}"
    third = f"{head}Activiteiten\n\nWe bouwen.\n\n{foot.format(3)}"
    return read(document(f"{first}\n\x0c{second}\n\x0c{third}\n\x0c".encode()))


@pytest.mark.parametrize("head", ["", "Jaarstukken 2021 gemeente Zwolle\n\n"])
@pytest.mark.parametrize("foot", ["{}", "Pagina {} van 12", "- {} -", "Jaarstukken | {}"])
def test_borders_of_pages_are_no_text(head: str, foot: str) -> None:
    """A running head was a theme, a page number cut the sentence in two."""
    found = _pages(head, foot)
    assert [b.text for b in found.blocks if isinstance(b, Paragraph)] == [
        "Beschrijving",
        "Inwoners wonen in een stad die elk jaar verder groeit, en die daarom nieuwe huizen bouwt.",
        "Criteria", "De stad groeit.", "Activiteiten", "We bouwen.",
    ]  # fmt: skip
    assert len([b for b in found.blocks if isinstance(b, Ignored)]) == 3 + 3 * bool(head)


def test_amounts_at_the_border_of_pages_stay() -> None:
    text = "\n\x0c".join("\n\n".join(["Lasten", "12", "Baten", number]) for number in ("0", "0", "7"))
    assert sum(t in ("0", "12", "7") for t in texts(text)) == 6


def between(block: str) -> list[Block]:
    return blocks(f"Doel 1.2.3 Zorg\n\nActiviteiten\n\n{block}\n\nTot slot.")[2:-1]


@pytest.mark.parametrize("block", ["-\n{0}\n-\n{1}", "• {0} • {1}", "1. {0}\n\n2. {1}", "1.\n{0}\n2.\n{1}"])
def test_signs_alone_on_their_line_and_lists_on_one(block: str) -> None:
    """Two activities were one, or kept their numbers."""
    assert [(item.text, item.level) for item in between(block.format(*ITEMS)) if isinstance(item, Item)] == [
        (ITEMS[0], 1), (ITEMS[1], 1),
    ]  # fmt: skip


@pytest.mark.parametrize("block", ["-\n\n5\n\nActiviteiten\n\n-", "1. Wonen\n\nDe stad groeit.\n\n3. Zorg", "-\nEen"])
def test_a_dash_alone_and_numbers_that_do_not_count_on_are_none(block: str) -> None:
    assert not any(isinstance(found, Item) for found in between(block))


@pytest.mark.parametrize("border", ["\n\x0c{0}\n", "\n\n- 1{0} -\n\n"])
def test_numbers_of_few_pages_part_no_sentence(border: str) -> None:
    """What stood behind the number was no part of the item before it."""
    text = f"Doel\n\nWe bouwen voor wie dat{border.format(2)}nodig heeft.\n\nWe verven.{border.format(3)}Tot slot."
    assert " ".join(" ".join(texts(text)).split()) == "Doel We bouwen voor wie dat nodig heeft. We verven. Tot slot."
