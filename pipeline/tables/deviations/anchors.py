"""Where the deviations of a page begin in its lines: titles with their kind and amount in every arrangement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..themes import speaks
from .heads import role_of
from .labels import (
    Label,
    amount_euros,
    before_text,
    below_kind,
    is_total,
    only_amount,
    over_items,
    run_in,
    said,
    whole_line,
    with_title,
)
from .lines import Line


@dataclass(frozen=True, slots=True)
class Anchor:
    """A deviation in the list of lines: `first` is its title, the lines before `end` are title, kind and amount, and
    those of `explained` what explains it where that stands between them."""

    first: int
    end: int
    title: str
    label: Label | None
    explained: range = range(0)


_NO_TITLE = re.compile(r"(?:link naar|artikel \d|ga terug|geen\b|niet van toepassing|n\.v\.t)", re.IGNORECASE)
# How often an amount comes, on a line of its own among title, kind and amount: it is none of them.
_TERM = re.compile(r"\(?(?:incidenteel|structureel|eenmalig)(?: ?(?:/|en) ?(?:incidenteel|structureel))?\)?", re.I)
# What heads of these say, over a kind or an amount, is no title: `Financiële gevolgen`.
_OVER_A_LABEL = ("amount", "kind", "effect", "term", "explanation")


def find_anchors(lines: Sequence[Line]) -> list[Anchor]:
    """Where deviations begin in the lines of a page, and where their title, kind and amount end."""
    labelled = list(_labelled(lines)) or list(_run_in(lines))
    # Where kinds stand on lines of their own every deviation has one, so that other headings are parts of an
    # explanation (`Beginsaldo 1-1-2018:`, 2018-2); with kinds in brackets an item without one has no effect (2017).
    if any(anchor.end > anchor.first + 1 for anchor in labelled):
        return labelled
    taken = {anchor.first for anchor in labelled}
    bare = [one for place in range(len(lines)) if place not in taken and (one := _bare(lines, place))]
    return sorted([*labelled, *_no_parts(bare, labelled, len(lines))], key=lambda anchor: anchor.first)


def _no_parts(bare: Sequence[Anchor], labelled: Sequence[Anchor], end: int) -> Iterator[Anchor]:
    """Without a title between the amount of a deviation and the text that explains it: `Algemene uitkering` right
    below `Gemeentefonds (tegenvaller € 785.000)` is a part of that one (2017-2 p12213)."""
    amounts = {anchor.end for anchor in labelled if anchor.label and anchor.label.euros is not None}
    starts = {anchor.first for anchor in (*bare, *labelled)} | {end}
    return (one for one in bare if one.first not in amounts or one.end in starts)


def _bare(lines: Sequence[Line], place: int) -> Anchor | None:
    """A title without kind and amount: no financial effect (2017-1 p9926)."""
    line = lines[place]
    plain = line.listed and line.strong and not line.item and "€" not in line.text and line.text[-1] not in ":.…;,"
    if (
        not plain
        or _NO_TITLE.match(line.text)
        or is_total(line.text)
        or any(c.paragraph == line.paragraph for c in lines[:place][-1:])
    ):
        return None
    return Anchor(place, place + 1, line.text, None)


def _labelled(lines: Sequence[Line]) -> Iterator[Anchor]:
    place, free = 0, 0  # lines before `free` belong to an earlier deviation's title, kind or amount
    while place < len(lines):
        if group := _below_kind(lines, place):
            yield from group
            place = free = group[-1].end
            continue
        found = _label_at(lines, place, free)
        if found:
            yield found
            place = free = found.end
        else:
            place += 1


def _below_kind(lines: Sequence[Line], place: int) -> list[Anchor]:
    """The deviations, each with its amount, below a kind that no title stands above: `Lagere uitgaven` over `Wmo
    € 50.000`. None where the line is no such kind."""
    line, above = lines[place], lines[place - 1] if place else None
    if not line.strong or line.item or (kind := over_items(line.text)) is None:
        return []
    if above and above.section == line.section and above.strong and not (above.item or above.text[-1:].isdigit()):
        return []
    found: list[Anchor] = []
    for at, below in enumerate(lines[place + 1 :], place + 1):
        label = below_kind(below.text, kind) if below.section == line.section else None
        if label is not None and with_title(below.text) is None:
            found.append(Anchor(at if found else place, at + 1, label.title or below.text, label))
        elif not found or below.section != line.section or (below.strong and not below.item):
            break
    return found


def _run_in(lines: Sequence[Line]) -> Iterator[Anchor]:
    """Deviations of one sentence each. Below a title of a deviation in the same section, with a label or without, such
    sentences are parts of it; one whose own title is a sentence (`De stand is als volgt:`) is text."""
    titled: int | None = None  # the last section with a title that stands alone
    for place, line in enumerate(lines):
        if _bare(lines, place):
            titled = line.section
        alone = line.section != titled and "€" in line.text and ":" in line.text
        if alone and (label := run_in(line.text)) and not speaks(label.title or ""):
            yield Anchor(place, place + 1, label.title or line.text, label)


def _label_at(lines: Sequence[Line], place: int, free: int) -> Anchor | None:
    text = lines[place].text
    label = whole_line(text)
    if label is None and place > free and lines[place - 1].strong:
        label = before_text(text) or _said(lines, place)
    if label is None:
        on_line = with_title(text) if lines[place].strong or not _is_sentence(text) else None
        return Anchor(place, place + 1, on_line.title or text, on_line) if on_line else None
    end = place + 1
    before = place - 1
    while before > free and (_TERM.fullmatch(lines[before].text) or role_of(lines[before].text) in _OVER_A_LABEL):
        before -= 1
    if label.euros is None and end + 1 < len(lines) and _TERM.fullmatch(lines[end].text):
        end += only_amount(lines[end + 1].text) is not None
    if label.euros is None and end < len(lines) and (printed := only_amount(lines[end].text)):
        label = _with_amount(label, f"{label.printed} {printed}", printed)
        end += 1
    elif label.euros is None and before > free and (printed := only_amount(lines[before].text)):
        label = _with_amount(label, f"{printed} {label.printed}", printed)
        before -= 1
    if before < free:
        return None
    if (titled := _above_explanation(lines, before, free)) is not None:
        return Anchor(titled, end, lines[titled].text.rstrip(" :"), label, range(titled + 1, before + 1))
    first = _title_start(lines, before, free, lines[place].paragraph)
    title = " ".join(line.text for line in lines[first : before + 1])
    return Anchor(first, end, title.rstrip(" :"), label)


def _said(lines: Sequence[Line], place: int) -> Label | None:
    """`Tekort € 30.000`, or `Tekort` above its amount; without one it may be a title."""
    text, below = lines[place].text, lines[place + 1 : place + 2]
    has_amount = any(map(str.isdigit, text)) or any(only_amount(line.text) for line in below)
    return said(text) if has_amount else None


def _with_amount(label: Label, printed: str, amount: str) -> Label:
    """The label with the amount of another line."""
    return label._replace(printed=printed, euros=amount_euros(amount))


def _title_start(lines: Sequence[Line], last: int, free: int, paragraph: int) -> int:
    """A title is the line above its kind; in one paragraph with the kind, all its lines above the kind."""
    first = last
    while lines[last].paragraph == paragraph and first > free and lines[first - 1].paragraph == paragraph:
        first -= 1
    return first


def _above_explanation(lines: Sequence[Line], last: int, free: int) -> int | None:
    """The title where what explains it stands between title and kind: the line above the kind is a sentence, and the
    last title above it opens what is free. Elsewhere a sentence above a kind is its title."""
    if not _is_sentence(lines[last].text):
        return None
    above = (k for k in range(last - 1, free - 1, -1) if lines[k].strong and not _is_sentence(lines[k].text))
    titled = next((k for k in above if role_of(lines[k].text) not in _OVER_A_LABEL), None)
    if titled is None or (free and titled > free) or lines[titled].section != lines[last].section:
        return None
    return titled


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "…")) and not text.endswith(").")
