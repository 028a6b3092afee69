"""Whether an answer is a page of the site: the order of the questions, and the finding where one fails.

INTEGRITY.md 2a. Nothing here repairs or guesses: what is no page is refused with what was found.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from pipeline.dutch.dates import STAMP_OPENS
from pipeline.file_kinds import asks_for_a_password, binary_kind, refresh_of, text_kind
from pipeline.model import Finding
from pipeline.notices import notices

from .address import page_key
from .answer import Answer
from .charset import charset_findings
from .exchange import incomplete
from .markup import (
    links,
    missing_end,
    text_of,
    title_and_headings,
    words_beside_links,
    words_for_robots,
)
from .request import status_words
from .trouble import NoPage, no_page

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_BLANK = b" \t\r\n\0"
_BEGINNING = 20_000  # bytes: remarks may stand above what shows the kind of a file
_AT_ONCE = re.compile(r"""content\s*=\s*["']?\s*[0-5]\s*[;,]\s*url""", re.IGNORECASE)
_NOSCRIPT = re.compile(r"<noscript\b.*?(?:</noscript\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_A_MENU = 3  # links to pages: nobody shows a menu in front of a wall
_TABLE = re.compile(r"<t(?:able|d|h)\b", re.IGNORECASE)


def require_whole(answer: Answer) -> None:
    """Raises NoPage, worth another try, where an HTML answer with status 200 stops before its end."""
    if answer.status == 200 and answer.body.strip(_BLANK) and _other_kind(answer) is None:
        why = missing_end(text_of(answer.body), answer.framed)
        if why:
            raise incomplete(answer, why, "</html>")


def require_page(answer: Answer, asked: str) -> list[Finding]:
    """The findings of an accepted page (CHARSET_CONFLICT). Raises NoPage: PAGE_GONE, FETCH_STATUS, NOT_HTML,
    EMPTY_PAGE, NOT_A_REPORT_PAGE. `asked` is the page that was asked for, before redirects."""
    _require_status(answer)
    _require_same_page(answer, asked)
    if "url" in answer.headers.get("refresh", "").lower():
        raise _notice(answer, "the server sends on to another address", f"Refresh: {answer.headers['refresh']}")
    _require_html(answer)
    markup = text_of(answer.body)
    _require_report(answer, asked, markup)
    return list(charset_findings(answer))


def _require_status(answer: Answer) -> None:
    if answer.status in (404, 410):
        raise no_page("warning", "gone", "PAGE_GONE", "the site no longer has this page", status_words(answer), "200",
                      answer=answer)  # fmt: skip
    if answer.status != 200:
        raise no_page("error", "rejected", "FETCH_STATUS", "only 200 is a page", status_words(answer), "200",
                      answer=answer)  # fmt: skip


def _require_same_page(answer: Answer, asked: str) -> None:
    key = page_key(asked)
    if key and page_key(answer.url) != key:
        raise _notice(answer, "the server sent another page instead of this one", f"redirect to {answer.url}", asked)


def _require_html(answer: Answer) -> None:
    if not answer.body.strip(_BLANK):
        raise no_page("error", "rejected", "EMPTY_PAGE", "nothing came with status 200",
                      f"{len(answer.body)} bytes", "a page", answer=answer)  # fmt: skip
    if kind := _other_kind(answer):
        raise no_page("error", "rejected", "NOT_HTML", f"the answer is {kind}, not a page", kind, "text/html",
                      answer=answer)  # fmt: skip


def _other_kind(answer: Answer) -> str | None:
    """What the answer is by its type, its first bytes or its first characters, where that is no HTML."""
    media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media and media not in _HTML:
        return media
    if binary := binary_kind(answer.body):
        return binary
    return text_kind(text_of(answer.body[:_BEGINNING]))


def _require_report(answer: Answer, asked: str, markup: str) -> None:
    rules = notices()
    refresh = refresh_of(_NOSCRIPT.sub("", markup))
    if refresh and _AT_ONCE.search(refresh):
        raise _notice(answer, "the page sends on to another address", refresh[:200])
    words, titles = words_beside_links(markup), title_and_headings(markup)
    if len(words) > rules.longest or _TABLE.search(markup) or rules.report_words.search(" ".join((*titles, words))):
        return
    said = [*titles, words[: rules.first_words], words_for_robots(markup)[: rules.first_words]]
    to_pages = sum(1 for link in links(markup) if _leads_to_a_page(link, asked))
    for notice in rules.kinds:
        if notice.hides_the_site and to_pages >= _A_MENU:
            continue
        if STAMP_OPENS in words and not notice.may_be_built:
            continue
        if found := notice.found(said, words):
            raise _notice(answer, f"the server sent a notice instead of the page: {notice.kind}", found[0])
    if asks_for_a_password(markup):
        raise _notice(answer, "the page only asks to log in", titles[0] if titles else words[:60] or "a password field")
    if refresh:
        raise _notice(answer, "the page sends on to another address", refresh[:200])
    if words or to_pages:
        return
    if "<script" in markup.lower():
        raise _notice(answer, "the server sent a script instead of the page", titles[0] if titles else "no text")
    if not titles:
        raise no_page("error", "rejected", "EMPTY_PAGE", "nothing is printed on the page", "no text", "a page",
                      answer=answer)  # fmt: skip


def _leads_to_a_page(link: str, base: str) -> bool:
    try:
        return page_key(urljoin(base, link)) is not None
    except ValueError:
        return False


def _notice(answer: Answer, message: str, found: str, expected: str = "a page of the report") -> NoPage:
    return no_page("error", "rejected", "NOT_A_REPORT_PAGE", message, found, expected, answer=answer)
