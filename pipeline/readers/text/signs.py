"""Signs that say the same in other characters: bullets of other fonts, ligatures, hyphens and blanks that do not break,
ends of lines; headings that a rule of signs underlines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import is_normalized, normalize

from pipeline.readers import table_labels as labels
from pipeline.readers.lines import with_whole_numbers

# each stands for itself in any text; the soft hyphen stays where it ends a line
_SAME = {
    **dict.fromkeys("\u2010\u2011", "-"), **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", ""),
    **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    "\u2028": "\n", "\u2029": "\n\n", "\u2024": ".", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st",
    "ﬆ": "st",
}  # fmt: skip
_OTHER = re.compile(f"[{''.join(_SAME)}]|\u00ad(?!\\s*\n)")
_FONT_BULLET = re.compile("^([ \t]*)[\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0fc\uf06e\uf076➢►✓✔❖]\\s+(?=\\S)", re.MULTILINE)
_BULLET = re.compile(r"^([ \t]*)[▪◦·‣○●■□][ \t]*(?=\S)", re.MULTILINE)  # of a text that has no other
_RUN = re.compile(r"^([ \t]*)•[^\n|\t•]+(?:[.;:a-z)] • ?[^\n|\t•]+)+$", re.MULTILINE)  # a list on one line
_LONE = re.compile(r"^([ \t\xa0]*[•▪◦·‣○●■□→*])[ \t\xa0]*\n+(?=[ \t]*[^\W\d_])", re.MULTILINE)
# a block whose lines are by turns a dash or a number and a text: alone below a blank line `-` may be a blank cell
_LONE_SIGNS = re.compile(
    r"(?<=\n\n)(?:[ \t]*(?:[-–—]|\d{1,2}[.)])[ \t]*\n[ \t]*[^\W\d_][^\n|\t]*(?:\n|\Z)){2,}(?=\n|\Z)"
)
_LONE_SIGN = re.compile(r"^([ \t]*(?:[-–—]|\d{1,2}[.)]))[ \t]*\n[ \t]*", re.MULTILINE)
_SIGN = re.compile(r"([ \t\xa0]*)([-–—*+→>§o])[ \t\xa0]+(?=['’‘\"“(]?[^\W\d_])")
_GAP = re.compile(r"\w[^\w\s]*(?:[ \xa0]{2,}|[ \xa0]*\t)")  # begins once a word: a line may be a megabyte
_NUMBER = re.compile(r"(\d{1,2}|[a-z])[.)] +(?=\S)")
_HEADING = re.compile(
    r"^(?:(?P<over>[=~^\"*#-])(?P=over){2,}\n)?(?P<title>[^\W_][^\n|]{1,118})\n(?P<rule>[=~^-])(?P=rule){2,}[ \t]*$",
    re.MULTILINE,
)
_MARKED = re.compile(
    r"^(?:={2,6} +([^\n=]{1,200}?)(?: +={2,6})?|(\*\*|__|_)(?=\S)([^\n*_]+)(?<=\S)\2)[ \t]*$", re.MULTILINE
)
_QUOTE = re.compile(r"^> ?", re.MULTILINE)


def in_known_signs(text: str) -> str:
    """`text` with the signs that the other rooms know, where these say the same."""
    if not text.isascii():
        text = with_whole_numbers(text)
        text = _OTHER.sub(lambda found: _SAME.get(found[0], ""), text)
        text = _FONT_BULLET.sub(r"\1• ", text if is_normalized("NFC", text) else normalize("NFC", text))
    if text.startswith("> ") and all(line.startswith(">") for line in text.split("\n") if line.strip()):
        text = _QUOTE.sub("", text)
    text = _HEADING.sub(_title_above_rule, text)
    text = _MARKED.sub(lambda found: f"\n{found[1] or found[3]}\n", text)
    if "•" not in text:
        text = _BULLET.sub(r"\1• ", text)
    elif " •" in text:
        text = _RUN.sub(_on_lines, text)
    if "\n\n" in text:
        text = _LONE_SIGNS.sub(_beside_text, text)
    return _with_bullets(_LONE.sub(r"\1 ", text))


def _beside_text(block: re.Match[str]) -> str:
    return _LONE_SIGN.sub(r"\1 ", block[0])


def _on_lines(run: re.Match[str]) -> str:
    return f"\n{run[1]}• ".join(re.split(r"(?<=\S) • ?", run[0]))


def _title_above_rule(found: re.Match[str]) -> str:
    title = found["title"].rstrip()
    of_title = found["rule"] == "=" or abs(len(found[0].rsplit("\n", 1)[1].rstrip()) - len(title)) < 4
    return f"\n{title}\n" if of_title else found[0]


def _with_bullets(text: str) -> str:
    """Lines below each other that open with the same sign, or count, are items: `- Jaarrekening` above its amounts is a
    row. A sign below another one stands a level deeper."""
    lines = text.split("\n")
    opened = [_SIGN.match(line) if not _is_row(line) else None for line in lines]
    counted = [_NUMBER.match(line) if not _is_row(line) else None for line in lines]
    if not any(opened) and not any(counted):
        return text
    outer = ""
    for at, line in enumerate(lines):
        if (sign := opened[at]) and _goes_with(opened, lines, at):
            deeper = "  " if outer and sign[2] != outer else ""
            lines[at] = f"{sign[1]}{deeper}• {line[sign.end() :]}"
            outer = outer or sign[2]
        elif counted[at] and any(_counts(counted, lines, n) for n in (at, _next(lines, at))):
            lines[at] = f"  {line}"
        elif line.strip():
            outer = "•" if line.lstrip().startswith("•") else outer if line.startswith("  ") else ""
    return "\n".join(lines)


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table: parted by pipes, or with a value behind a gap."""
    return "|" in line or (_GAP.search(line) is not None and labels.is_value(line.split()[-1]))


def _goes_with(opened: Sequence[re.Match[str] | None], lines: Sequence[str], at: int) -> bool:
    """Whether a line above or below it opens with a sign as well, and no value stands between or behind them."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    for step in (1, -1):
        near = at + step
        while 0 <= near < len(lines) and (not lines[near].strip() or _is_rest(opened[near], lines[near], indent)):
            near += step
        if not 0 <= near < len(lines) or labels.is_value(lines[near].strip()):
            if step == 1 and 0 <= near < len(lines):
                return False
            continue
        if opened[near] or (step == -1 and lines[near].lstrip().startswith("•")):
            return True
    return False


def _is_rest(opened: re.Match[str] | None, line: str, indent: int) -> bool:
    """Whether a line is the rest of an item: indented deeper than its sign."""
    return opened is None and len(line) - len(line.lstrip()) > indent and not line.lstrip().startswith("•")


def _next(lines: Sequence[str], at: int) -> int:
    return next((no for no in range(at + 1, len(lines)) if lines[no].strip()), len(lines))


def _counts(counted: Sequence[re.Match[str] | None], lines: Sequence[str], at: int) -> bool:
    """Whether a line counts on from the printed one above it."""
    this = counted[at] if 0 < at < len(counted) else None
    above = next((counted[no] for no in range(at - 1, -1, -1) if lines[no].strip()), None) if this else None
    if this is None or above is None:
        return False
    if this[1].isdigit() != above[1].isdigit():
        return False
    return int(this[1]) == int(above[1]) + 1 if this[1].isdigit() else ord(this[1]) == ord(above[1]) + 1
