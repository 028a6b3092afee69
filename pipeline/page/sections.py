"""Blocks -> labelled sections. Printed labels decide; markup only tells where an unknown heading stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.contents import Contents, Numbered, TextBlock
from pipeline.dutch.codes import text_origin_year
from pipeline.dutch.printed import letters
from pipeline.dutch.streefdoel import is_streefdoel_table, may_hold_streefdoelen
from pipeline.model import Block, Finding, Grid, Heading, Item, Paragraph, Section, SectionKind
from pipeline.page.goals import is_listing
from pipeline.page.labels import Label, find_label, names_status
from pipeline.page.section_heads import section_level, split
from pipeline.page.streefdoelen import PageGoals, grid_texts
from pipeline.page.titles import title_line

_NAME = r"(?:[A-ZÀ-Þ][\w'’.-]*|van|de|der|den|ter|ten|te|['’]t)"
_LONGEST_INLINE = 40  # characters of `Portefeuillehouder` and its kin
_NAME_LINE = re.compile(rf"{_NAME}(?: {_NAME}){{1,5}}")

# Parts whose sub-headings are themes.
_THEMED = frozenset({"activities", "activities_realised", "description", "realisation", "financial_explanation"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of the page before its sections: `title_block` opens the first section, below the lines of its
    programme and ambition (`above_title`), `default` is the kind of text without a label, `above` of text above the
    title (of a goal's page a menu or a slogan of the site), `coded` says that one goal, ambition or programme is the
    page's subject (words such as `Toelichting` are then themes), `strict` that an unknown
    heading at section level is worth a warning; the doelzin (`statement`) below its title is none. From block `beside`
    on nothing is of the report."""

    goals: PageGoals
    title_block: int | None
    default: SectionKind
    above: SectionKind
    coded: bool
    strict: bool
    listing: bool
    goal_id: str | None = None
    statement: str | None = None
    above_title: frozenset[int] = frozenset()
    beside: int | None = None


@dataclass(slots=True)
class _Open:
    kind: SectionKind
    heading: str | None
    path: tuple[str, ...]
    heading_block_no: int | None
    goal_id: str | None
    blocks: list[tuple[int, Block]] = field(default_factory=list)
    level: int | None = None  # of its heading by markup


def _ends(current: _Open | None, label: Label) -> bool:
    """Whether the label stands below a list that it ends."""
    if current is None or current.kind not in label.ends:
        return False
    return any(type(block) is Item for _, block in current.blocks)


def _misspelt(number: int, heading: str, label: Label) -> Finding:
    message = "a heading that labels.toml knows but for one letter; it is read as that"
    return Finding("info", "SECTION_UNKNOWN", message, f"block {number}", heading[:200], label.name)


class SectionBuilder:
    """One pass over the content of a page; `sections` and `findings` are the result."""

    def __init__(self, plan: Plan, contents: Contents) -> None:
        self.plan = plan
        self.content: Sequence[Numbered] = contents.shown
        self.level = section_level(contents.texts)
        self.streefdoelen = may_hold_streefdoelen(contents.words)
        self.done: list[_Open] = []
        self.findings: list[Finding] = []
        self.goal_id = plan.goal_id
        self.goal_title: str | None = None
        self.within: _Open | None = None  # the description that goes on below a line with the names of aldermen
        self.titles = {goal.goal_id: goal.title for goal in plan.goals.goals}
        self.title_blocks = plan.goals.titles | plan.above_title | {plan.title_block}

    def run(self) -> SectionBuilder:
        """Puts each block of the page in its section; once."""
        at, after, beside = self.plan.goals.at, self.plan.goals.after, self.plan.beside
        for numbered in self.content:
            number, block = numbered
            if beside is not None and number >= beside:
                below = self._current() if number > beside else self._open("other", None, None, "", self._above())
                below.blocks.append(numbered)
                continue
            if number in at:
                self.goal_id = at[number]
                self.goal_title = self.titles.get(self.goal_id) if self.goal_id else None
            if isinstance(block, Grid):
                opened = self._grid(number, block)
            elif number in self.title_blocks:
                opened = self._title(number, block)
            elif isinstance(block, Item):
                named = ":" in block.text[:_LONGEST_INLINE]
                opened = named and self._inline(number, *split(block.text, None), listed=True)
            else:
                opened = self._text(number, block)
            if not opened:
                self._goes_on(block)
                self._current().blocks.append(numbered)
            if after:
                self.goal_id = after.get(number, self.goal_id)
        return self

    def _goes_on(self, block: Block) -> None:
        """Back to the description below `Portefeuillehouder: <namen>`, at the first text that is no name."""
        outer, self.within = self.within, None
        if outer is None or self.done[-2] is not outer or not isinstance(block, (Paragraph, Item)):
            return
        if not all(_NAME_LINE.fullmatch(line.strip()) for line in block.text.split("\n")):
            self.done.append(_Open(outer.kind, None, outer.path, None, self.goal_id, level=outer.level))

    def _current(self) -> _Open:
        if not self.done:
            self.done.append(_Open(self.plan.above, None, (), None, self.goal_id))
        return self.done[-1]

    def _open(
        self, kind: SectionKind, number: int | None, heading: str | None, rest: str, below: tuple[str, ...]
    ) -> _Open:
        path = (*below, heading) if heading else below
        opened = _Open(kind, heading, path, number, self.goal_id)
        if rest and number is not None:
            opened.blocks.append((number, Paragraph(rest)))
        self.done.append(opened)
        return opened

    def _above(self) -> tuple[str, ...]:
        return (self.goal_title,) if self.goal_title else ()

    def _grid(self, number: int, grid: Grid) -> bool:
        if not self.streefdoelen or grid.hidden or grid.layout or not is_streefdoel_table(grid_texts(grid)):
            return False
        current = self.done[-1] if self.done else None
        if current is None or current.kind != "indicators" or current.goal_id != self.goal_id:
            self._open("indicators", None, None, "", self._above()).blocks.append((number, grid))
            return True
        return False

    def _title(self, number: int, block: TextBlock) -> bool:
        line, rest = title_line(block.text)
        kind = "description" if number in self.plan.goals.titles else self.plan.default
        self._open(kind, number, line, rest, ()).level = getattr(block, "level", None)
        return True

    def _text(self, number: int, block: Heading | Paragraph) -> bool:
        heading, rest = split(block.text, block.lead if isinstance(block, Paragraph) else None)
        label = find_label(heading)
        if label is not None:
            opened = self._label(number, block, label, heading, rest)
            if opened and label.misspelt:
                self.findings.append(_misspelt(number, heading, label))
            return opened
        if self._inline(number, heading, rest):
            return True
        return isinstance(block, Heading) and self._unknown(number, block, heading, rest)

    def _inline(self, number: int, line: str, rest: str, *, listed: bool = False) -> bool:
        """`Portefeuillehouder: <namen>` on one line, or as the last item of another list."""
        colon = line.find(":", 0, _LONGEST_INLINE)
        label = find_label(line[:colon]) if colon > 0 else None
        name, value = line[:colon], line[colon + 1 :]
        if label is None or not label.inline or not value.strip() or (listed and label.prose):
            return False
        if (label.prose or listed) and not value.strip()[0].isupper():
            return False  # `Wethouders: allen zijn betrokken` is a sentence
        outer = self._current()
        self._open(label.kind, number, name.strip(), "\n".join(filter(None, (value.strip(), rest))), self._above())
        self.within = outer if (listed or outer.kind == "description") and outer.kind != label.kind else None
        return True

    def _label(self, number: int, block: Block, label: Label, heading: str, rest: str) -> bool:
        current = self.done[-1] if self.done else None
        at_level = isinstance(block, Heading) and (self.level is None or block.level <= self.level)
        if label.prose and self.plan.coded and not at_level and not _ends(current, label):
            return False
        if label.prose and label.kind != "other" and current and current.kind == "deviations" and not at_level:
            return False  # `Acties` in what explains a deviation
        if label.caption and current is not None and current.kind == label.kind:
            return False
        if (
            current is not None
            and current.heading
            and not current.blocks
            and letters(current.heading) == letters(heading)
        ):
            return False  # a doubled title: breadcrumb and heading
        parent = self._parent(label)
        opened = self._open(label.kind, number, heading, rest, parent or self._above())
        opened.level = block.level if isinstance(block, Heading) else None
        return True

    def _parent(self, label: Label) -> tuple[str, ...] | None:
        """The path of the nearest section above of which this label is a part."""
        if not label.below:
            return None
        for section in reversed(self.done):
            if section.kind not in label.below:
                return None
            own = find_label(section.heading) if section.heading else None
            if own is not None and not own.below:
                return section.path
        return None

    def _unknown(self, number: int, block: Heading, heading: str, rest: str) -> bool:
        if (outside := self._back_to(block)) is not None:
            again = _Open(outside.kind, None, outside.path, None, self.goal_id, level=outside.level)
            again.blocks.append((number, block))
            self.done.append(again)
            return True
        if self._belongs(block):
            return False
        outer = self._above()
        if not self.plan.strict:
            outer += tuple(section.heading for section in self._outer(block.level) if section.heading)
        kind: SectionKind = "other" if self.plan.strict or self.plan.default == "description" else self.plan.default
        self._open(kind, number, heading, rest, outer).level = block.level
        if self.plan.strict:
            message = "a heading that no row of labels.toml knows; its text is kept in a section of kind other"
            self.findings.append(
                Finding("warning", "SECTION_UNKNOWN", message, f"block {number}", heading[:200], "a known label")
            )
        return True

    def _back_to(self, block: Heading) -> _Open | None:
        """The criteria that a heading goes on with: `2. Minder eenzaamheid` is less deep than the activities of the
        first criterion."""
        current = self.done[-1] if self.done else None
        if current is None or current.level is None or not block.level < current.level:
            return None
        outer = next((one for one in reversed(self.done) if one.level is not None and one.level < block.level), None)
        return outer if outer is not None and outer.kind == "criteria" != current.kind else None

    def _outer(self, level: int) -> list[_Open]:
        """The unknown headings that enclose a heading of this level, outermost first; the page's title is not one."""
        enclosing: list[_Open] = []
        for section in reversed(self.done):
            known = section.heading is None or find_label(section.heading) is not None
            if known or section.heading_block_no == self.content[0][0]:
                break
            if section.level is not None and section.level < level:
                enclosing.append(section)
                level = section.level
        return enclosing[::-1]

    def _belongs(self, block: Heading) -> bool:
        """Whether a heading without a label is text of the section it stands in: a theme, a deviation's title, a
        name, a list of goals."""
        current = self.done[-1] if self.done else None
        if self.plan.listing and is_listing(block.text):
            return True
        if current is None:
            return False
        if self.goal_title is not None and block.text.strip() == self.goal_title:
            return True  # the title, doubled below the label (begroting-2016, programme 12)
        if current.heading_block_no in self.title_blocks and block.text.strip() == self.plan.statement:
            return True
        if current.kind == "activities" and names_status(block.text):
            return True
        if current.kind == "deviations" or (current.heading and not current.blocks and current.heading == block.text):
            return True
        if current.kind == "portfolio_holders" and not current.blocks:
            return all(_NAME_LINE.fullmatch(line.strip()) for line in block.text.split("\n"))
        if not self.plan.strict:
            return False
        labelled_by_text = current.heading is not None and current.level is None  # below it any heading is a theme
        if self.level is not None and not labelled_by_text:
            return block.level > self.level
        return current.kind in _THEMED


def build_sections(plan: Plan, contents: Contents) -> tuple[tuple[Section, ...], list[Finding]]:
    """The sections of a page in order; every content block is in exactly one, as its heading or in its body. A block
    whose first line is the heading gives the rest of its text as a Paragraph with the same block number. Empty
    sections stay. Findings: SECTION_UNKNOWN."""
    built = SectionBuilder(plan, contents).run()
    sections = tuple(
        Section(
            seq,
            section.kind,
            section.heading,
            section.path,
            tuple(section.blocks),
            section.heading_block_no,
            section.goal_id,
            text_origin_year(section.heading) if section.heading else None,
        )
        for seq, section in enumerate(built.done, start=1)
    )
    return sections, built.findings
