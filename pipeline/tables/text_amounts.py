"""Every euro amount in running text. The proof room weighs the tables with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..contents import TextBlock, keep_last
from ..dutch.amounts import MAX_EUROS, FoundAmount, find_bedragen, may_hold_bedrag
from ..model import Finding, Grid, Ignored, Page, Paragraph, Records, Section, TextAmount, record
from .amount_words import Effect, meanings
from .deviations.labels import with_title
from .lines import one_line, tidy
from .sentences import sentence_spans
from .themes import looks_like_title, outline, title_text

LONGEST = 1_000
"""Characters of a sentence that are kept around an amount: a text without full stops would come back with each."""

_NUMBERED = re.compile(r"\s*(\d{1,3})\. ?(?=[A-Z])")


@record
class TextAmountRecord:
    text_amount_id: str
    goal_id: str | None
    section: str
    topic: str | None
    amount_eur: int
    printed_text: str
    approximate: bool
    effect: Effect | None
    component: str | None
    sentence: str
    block_no: int


def read(page: Page) -> Records:
    """One row per euro amount in running text, list items and headings. Amounts above 10^10 euros are left out
    with a finding AMOUNT_RANGE."""
    found = _found(page)
    kept = find_text_amounts(page)
    rows = tuple(
        TextAmountRecord(
            f"{page.page_id}/x{seq:03d}", a.goal_id, a.section, a.topic, a.amount_eur, a.printed_text, a.approximate,
            a.effect, a.component, a.sentence, a.block_no,
        )
        for seq, a in enumerate(kept, 1)
    )  # fmt: skip
    return Records(rows, tuple(map(_out_of_range, (a for a in found if abs(a.amount_eur) > MAX_EUROS))))


def find_text_amounts(page: Page) -> tuple[TextAmount, ...]:
    """The same amounts for the proof room, in whole euros, in reading order."""
    return tuple(amount for amount in _found(page) if abs(amount.amount_eur) <= MAX_EUROS)


def _out_of_range(amount: TextAmount) -> Finding:
    return Finding(
        "error", "AMOUNT_RANGE", "No municipality has an amount of this size.", f"block {amount.block_no}",
        amount.printed_text, f"at most {MAX_EUROS} euros",
    )  # fmt: skip


@keep_last  # the proof room takes the same amounts
def _found(page: Page) -> list[TextAmount]:
    found: list[TextAmount] = []
    for section in page.sections:
        blocks = section.blocks
        if section.heading and section.heading_block_no and may_hold_bedrag(section.heading):
            # HTML may print a line with an amount as a heading (berap 2018-2 p16559)
            blocks = ((section.heading_block_no, Paragraph(section.heading)), *blocks)
        texts = [(no, block) for no, block in blocks if not isinstance(block, (Grid, Ignored))]
        if may_hold_bedrag("\n".join([block.text for _, block in texts])):
            found += _in_section(section, texts)
    return found


def _in_section(section: Section, texts: Sequence[tuple[int, TextBlock]]) -> Iterator[TextAmount]:
    """The amounts of a section with the topic above each; what stands behind the last of them tells nothing."""
    last = next(place for place in reversed(range(len(texts))) if may_hold_bedrag(tidy(texts[place][1].text)))
    ended: str | None = None
    for part in outline(texts[: last + 2], set(), wanted=may_hold_bedrag):
        topic = part.subtheme or part.theme
        if section.kind == "deviations" and _is_next_deviation(part.text, topic):
            ended = topic
        yield from _in_text(section, part.block_no, None if topic == ended else topic, part.text)


def _is_next_deviation(text: str, topic: str | None) -> bool:
    """`Mobiliteitsbeeld 2030 (tegenvaller € 30.000)` below `Landelijke fietskalender (budgetneutraal)`: the title of
    the one is no topic of the other (berap 2017-1 p9933)."""
    return topic is not None and with_title(topic) is not None and with_title(one_line(text)) is not None


def _follows(line: str, topic: str | None) -> bool:
    """`24. Kabinetszaken (doel 8.1.2)` some lines below `23. Capaciteit public affairs (doel 8.1.2)`, in one paragraph
    (begroting-2025 p48863)."""
    above = _NUMBERED.match(topic) if topic is not None else None
    found = _NUMBERED.match(line) if above is not None else None
    if above is None or found is None:
        return False
    return int(found[1]) == int(above[1]) + 1 and looks_like_title(tidy(line))


def _in_text(section: Section, block_no: int, topic: str | None, text: str) -> Iterator[TextAmount]:
    for line in text.split("\n"):
        topic = title_text(tidy(line)) if _follows(line, topic) else topic
        amounts = find_bedragen(line)
        if not amounts:
            continue
        for start, end in sentence_spans(line):
            inside = [a for a in amounts if start <= a.start < end]
            if inside:
                yield from _in_sentence(section, block_no, topic, line[start:end], inside, start)


def _in_sentence(
    section: Section, block_no: int, topic: str | None, sentence: str, amounts: list[FoundAmount], offset: int
) -> Iterator[TextAmount]:
    places = [(a.start - offset, a.end - offset) for a in amounts]
    whole = one_line(sentence) if len(sentence) <= LONGEST else None
    for amount, meaning, place in zip(amounts, meanings(sentence, places), places, strict=True):
        printed = _around(sentence, place) if whole is None else whole
        yield TextAmount(
            section.goal_id, section.kind, topic, amount.euros, one_line(amount.printed), amount.approximate,
            meaning.effect, meaning.component, printed, block_no,
        )  # fmt: skip


def _around(sentence: str, place: tuple[int, int]) -> str:
    """The part of a long sentence around an amount, cut parts marked with an ellipsis."""
    start, end = max(0, place[0] - LONGEST // 2), max(place[0] + LONGEST // 2, place[1])
    part = one_line(sentence[start:end])
    return f"{'…' if start else ''}{part}{'…' if end < len(sentence) else ''}"
