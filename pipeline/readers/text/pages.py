"""What a converter of pdf prints at the borders of its pages: running heads, footers and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import Ignored
from pipeline.readers import table_labels as labels
from pipeline.readers.wrapped import is_low

BREAK = "\x0c"
_MOST_LINES = 2  # at the top and at the bottom of a page
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\W*(?:(?:pagina|blz\.?|page)\s*)?\d{1,4}(?:\s*(?:van|/|\||of)\s*\d{1,4})?\W*", re.IGNORECASE)
_PRINTED_NUMBER = re.compile(
    r"^[ \t]*(?:pagina \d{1,4}(?: van \d{1,4})?|- [1-9]\d{0,3} -)[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_FEWEST = 2


def without_borders(text: str) -> tuple[str, list[Ignored]]:
    """The text as one page, and the lines that stood at the borders of its pages: those that the same words, but for
    numbers, open or close most pages with, and page numbers. What goes on over a border is not parted."""
    if BREAK not in text:
        return _without_numbers(text)
    pages = [page.strip("\n").split("\n") for page in text.split(BREAK) if page.strip()]
    left_out: list[Ignored] = []
    counted = False
    for place in (-1, 0):  # from the border inwards
        for _ in range(_MOST_LINES):
            edge = [page[place] for page in pages if page]
            numbers = _counts_pages(edge)
            if not numbers and not _is_border(edge, 1 if counted else 2):
                break
            counted |= numbers
            words = Counter(map(_key, edge)).most_common(1)[0][0]
            for no, page in enumerate(pages):
                printed = page[place] if page else ""
                name = no == 0 and place == 0 and labels.document(printed.strip())
                if printed and not name and (_key(printed) == words or (numbers and _NUMBER.fullmatch(printed))):
                    left_out.append(Ignored(" ".join(page.pop(place).split()), "footer"))
                while page and not page[place].strip():
                    page.pop(place)
    whole = ""
    for page in filter(None, pages):
        rest = "\n".join(page)
        whole += _between(whole, rest, text) + rest if whole else rest
    return whole, left_out


def _without_numbers(text: str) -> tuple[str, list[Ignored]]:
    parts = _PRINTED_NUMBER.split(text)
    numbers = _PRINTED_NUMBER.findall(text)
    if len(numbers) < _FEWEST:
        return text, []
    whole = parts[0].strip("\n")
    for part in parts[1:]:
        rest = part.strip("\n")
        whole += _between(whole, rest, text) + rest if whole and rest else rest
    return whole, [Ignored(number.strip(), "footer") for number in numbers]


def _key(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _counts_pages(edge: Sequence[str]) -> bool:
    """Whether the lines at one border count the pages, or are their numbers but on the first."""
    found = {no: int(_DIGITS.findall(line)[0]) for no, line in enumerate(edge, 1) if _NUMBER.fullmatch(line)}
    numbers = list(found.values())
    if (
        len(edge) > 1
        and len(found) + (1 not in found) == len(edge)
        and all(no == number for no, number in found.items())
    ):
        return True
    return len(numbers) > 1 and len(numbers) * 2 > len(edge) and all(b == a + 1 for a, b in pairwise(numbers))


def _is_border(edge: Sequence[str], least: int) -> bool:
    """Whether the same words stand at one border of most pages, and of more than `least`; of two pages that nothing
    else counts only words that count these do."""
    line, count = Counter(map(_key, edge)).most_common(1)[0] if edge else ("", 0)
    if count < 2 or count * 2 <= len(edge) or not any(map(str.isalpha, line)):
        return False
    return count > least or len(set(edge)) == count


def _between(above: str, below: str, text: str) -> str:
    """What parts two pages: a line end where a sentence goes on, or where blank lines part nothing in this text."""
    goes_on = is_low(below.lstrip()) and not above.endswith((".", "!", "?", ":", ";"))
    return "\n" if goes_on or "\n\n" not in text.replace(BREAK, "") else "\n\n"
