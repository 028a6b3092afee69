"""Refuse what is no report page, before parsing where bytes or text tell and after reading where only words do.

Rows 1-9 and 20-23 of INTEGRITY section 3. Every function returns None or raises PageRefused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.dutch.dates import STAMP_OPENS
from pipeline.file_kinds import asks_for_a_password, binary_kind, refresh_of, text_kind
from pipeline.model import Block, Document, Finding, Grid, Heading, Ignored, Item, PageRefused, Paragraph
from pipeline.notices import notices
from pipeline.page_source import MAX_BYTES

MAX_DEPTH = 2_000
MAX_CELLS = 1_000_000
MAX_COLUMNS = 50_000
MAX_SPAN = 1_000
_PAGE = "a page of the report"

_COMMENTS = re.compile(r"<!--.*?-->|<!--.*\Z", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*?(/?)>")
_VOID_NAMES = "area base basefont br col embed frame hr img input isindex link meta param source track wbr"
_VOID = frozenset(_VOID_NAMES.split())
_OPTIONAL_NAMES = "p li dt dd tr td th thead tbody tfoot option"  # often never closed; none nests alone
_OPTIONAL = frozenset(_OPTIONAL_NAMES.split())
_ROOTS = frozenset({"html", "head", "body"})
_BLOCKS = frozenset({"div", "main", "article", "section", "footer"})

_SAVED = re.compile(r"<!--\s*Page saved with SingleFile")
_FRONT = 2_000  # characters

_LOADING = re.compile(
    r"""^(?:(?:de\s+)?(?:pagina|gegevens)\s+)?(?:wordt\s+geladen|worden\s+geladen|(?:is\s+)?(?:aan\s+het\s+)?laden)\W*$
      |^loading\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_NEXT_TO_NOTHING = 700  # characters; a soft 404 or login page says less, and no table stands on it
_NOTICE = 160  # characters: what a notice says first is short
_WALLS = frozenset({"cookie", "hidden", "script"})
_REPORT_WORDS = re.compile(
    r"\bDoel\s*\d|\bProgramma\s*\d|\bAmbitie\s*\d|\bCriteria\b|Portefeuillehouder|Baten en lasten|Doelstelling"
)
_OF_A_GOAL = re.compile(r"\bDoel\s*\d")


def refuse(code: str, message: str, *, found: str, expected: str = "") -> PageRefused:
    """The refusal to raise: a page with a finding of severity error."""
    return PageRefused(Finding("error", code, message, "", found, expected))


class PageCut(PageRefused):
    """The page stops before its end (TRUNCATED): nothing of it is used, and `document` is what stands before."""

    def __init__(self, finding: Finding, document: Document) -> None:
        super().__init__(finding)
        self.document = document


def screen_bytes(content: bytes) -> None:
    """Refuse EMPTY_PAGE, TOO_LARGE (over 20 MB) and NOT_HTML: bytes that are no text."""
    if len(content) > MAX_BYTES:
        raise refuse("TOO_LARGE", "the page is too large to be read", found=f"{len(content)} bytes",
                     expected=f"at most {MAX_BYTES} bytes")  # fmt: skip
    if not content or content.isspace():
        raise refuse("EMPTY_PAGE", "the file is empty", found=f"{len(content)} bytes", expected="a page")
    if kind := binary_kind(content):
        raise refuse("NOT_HTML", f"the file is {kind}, not a page", found=kind, expected="html or text")


def screen_markup(text: str) -> None:
    """Refuse decoded html that is EMPTY_PAGE, another text format (NOT_HTML) or holds a table that no page can show
    (TOO_LARGE)."""
    start = text[:200].lstrip()
    if not start or (start.startswith("<!--") and blank_without_comments(text)):
        raise refuse("EMPTY_PAGE", "the file holds no text", found=text[:60].strip() or "white space", expected="text")
    if kind := text_kind(text):
        raise refuse("NOT_HTML", f"the file is {kind}, not a page", found=kind, expected="html or text")
    if len(text) > 3 * MAX_CELLS:
        lowered = text.lower()
        if (cells := lowered.count("<td") + lowered.count("<th")) >= MAX_CELLS:
            raise refuse("TOO_LARGE", "the page holds too many table cells", found=str(cells),
                         expected=f"fewer than {MAX_CELLS}")  # fmt: skip


def blank_without_comments(text: str) -> bool:
    """Whether nothing but white space stands outside comments."""
    return not _COMMENTS.sub("", text).strip()


def truncated(text: str) -> Finding | None:
    """TRUNCATED for html that stops before its end. HTML 4 may leave out closing tags of cells, rows, items and
    paragraphs; what closes a page is `</html>`, `</body>` or the build stamp. A page that is stored without every tag
    that may be left out has none of these, but closes all others; a fragment closes its tables. What
    SingleFile saves ends without them too."""
    if text.rfind("</html>") >= 0:  # from the end, where it stands
        return None
    lowered = text.lower()
    if "</html" in lowered or "</body" in lowered or STAMP_OPENS in text:
        return None
    if _leaves_out_ends(text):
        return None
    if "<html" in lowered or "<body" in lowered or lowered.count("<table") > lowered.count("</table"):
        return cut_off("the page stops before its end", text[-60:])
    opened = text.rfind("<")
    if opened > text.rfind(">") and re.match(r"<[a-zA-Z/!]", text[opened : opened + 2]):
        return cut_off("the page stops inside a tag", text[-60:])
    return None


def _leaves_out_ends(text: str) -> bool:
    """Whether no end that may be left out is printed, and every other one is, that of a block last of all."""
    open_ends: Counter[str] = Counter()
    last, saved = "", _SAVED.search(text, 0, _FRONT) is not None  # keeps such an end where words follow
    for match in _TAG.finditer(text):
        name = match[2].lower()
        if name in _OPTIONAL and match[1] and not saved:
            return False
        if name not in _VOID and name not in _OPTIONAL and name not in _ROOTS and not match[3]:
            open_ends[name] += -1 if match[1] else 1
        last = name if match[1] else ""
    return (saved or last in _BLOCKS) and not any(open_ends.values()) and text.rstrip().endswith(">")


def cut_off(message: str, found: str) -> Finding:
    """The finding TRUNCATED."""
    return Finding("error", "TRUNCATED", message, found=found, expected="</html>, </body> or the build stamp")


def depth(text: str) -> int:
    """Nesting depth of the tags in `text`, counted up to just over MAX_DEPTH. Void elements and those whose
    end may be left out do not count; a closing tag closes one level, whatever its name, unless nothing is open."""
    level = deepest = 0
    for match in _TAG.finditer(text):
        if match[1]:
            level = max(0, level - (match[2].lower() not in _OPTIONAL))
        elif not match[3] and (name := match[2].lower()) not in _VOID and name not in _OPTIONAL:
            level += 1
            if level > deepest:
                deepest = level
                if deepest > MAX_DEPTH:
                    break
    return deepest


def refuse_too_deep(text: str) -> None:
    """Refuse TOO_DEEP when tags nest deeper than 2,000."""
    if depth(text) > MAX_DEPTH:
        raise refuse("TOO_DEEP", "tags nest too deep to be read", found=f"more than {MAX_DEPTH} levels",
                     expected=f"at most {MAX_DEPTH} levels")  # fmt: skip


def screen_document(document: Document, text: str) -> None:
    """Refuse EMPTY_PAGE and NOT_A_REPORT_PAGE: a soft 404, maintenance, login, cookie wall or captcha is known by
    its title or first words and by having next to no content. `text` is the markup the document was read from."""
    printed = 0
    for block in document.blocks:
        if isinstance(block, Grid):
            return
        if isinstance(block, (Heading, Paragraph, Item)):
            printed += len(block.text)
            if printed > _NEXT_TO_NOTHING:
                return
    blocks = [block.text for block in document.blocks if isinstance(block, (Heading, Paragraph, Item))]
    if _REPORT_WORDS.search("\n".join(blocks)):
        return
    is_built = any(isinstance(block, Ignored) and block.reason == "stamp" for block in document.blocks)
    words = [document.title or "", *(block for block in blocks[:3] if len(block) < _NOTICE)]
    if printed < 200 and not is_built:  # a wall or a challenge may be all that is there, in a cookie bar or noscript
        walls = _WALLS if printed < 80 else _WALLS - {"script"}  # any page of an application asks for scripts
        apart = [block for block in document.blocks if isinstance(block, Ignored) and block.reason in walls]
        words += [block.text[:500] for block in apart]
    if match := _notice(words, "\n".join(blocks), is_built):
        message = "the server sent a notice instead of the page"
        raise refuse("NOT_A_REPORT_PAGE", message, found=match[0], expected=_PAGE)
    if asks_for_a_password(text) or (printed < 200 and refresh_of(text)):
        message = "the page only asks to log in or go elsewhere"
        raise refuse("NOT_A_REPORT_PAGE", message, found=(words[0] or text[:60]), expected=_PAGE)
    left = [block for block in document.blocks if not (isinstance(block, Grid) or _is_script(block)) and block.text]
    if not left or (not blocks and _OF_A_GOAL.search(document.title or "")):
        raise refuse("EMPTY_PAGE", "nothing is printed on the page", found=document.title or "no text", expected=_PAGE)


def _notice(said: Sequence[str], printed: str, is_built: bool) -> re.Match[str] | None:
    if loading := next((match for text in said if (match := _LOADING.search(text))), None):
        return loading
    kinds = (kind for kind in notices().kinds if kind.may_be_built or not is_built)
    return next((match for kind in kinds if (match := kind.found(said, printed))), None)


def _is_script(block: Block) -> bool:
    return isinstance(block, Ignored) and block.reason == "script"
