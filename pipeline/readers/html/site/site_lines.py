"""Lines of a page that are no text of the report, whatever wraps them: known by their words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.dutch.dates import MONTH, STAMP_OPENS
from pipeline.model import Block, Heading, Ignored, Paragraph
from pipeline.readers.table_labels import document, names_part

_TIME = r"\s*:?\s+[\d/.-]+(?:,?\s+[\d:]+(?:\s?[AP]M\b)?)?"
STAMP = re.compile(
    rf"{STAMP_OPENS}{_TIME}(?:[.,]?\s+met de export van{_TIME})?\.?",
    re.IGNORECASE,
)
_SKIP = r"(?:(?:ga|spring|direct)\s+)*naar\s+(?:de\s+)?(?:hoofd)?(?:inhoud|content|navigatie|menu|zoeken)"
# what a script prints around a table that can be searched and sorted
_OF_A_TABLE = (
    r"(?:toon|show)(?: \d+)? (?:rijen|regels|resultaten|entries)|(?:zoeken|search)(?= ?:)|"
    r"(?:rij|rijen|resultaten?|showing) \d+ (?:tot|t/m|to) \d+ (?:van|of) \d+.{0,12}|"
    r"\d+ (?:tot|t/m|to) \d+ (?:van|of) \d+ (?:rijen|regels|resultaten|entries)|"
    r"(?:vorige|previous) ?[\d ]*(?:volgende|next)"
)
OF_A_SITE = r"(?:menu|zoeken?|help|contact|inloggen|sitemap|sluiten)"
LEFTOVER = re.compile(
    r"[↑⇑⬆▲^]?\s*(?:ga terug|(?:pc)?portal|inhoudsopgave|op deze pagina|terug naar (?:boven|begin|vorige pagina)"
    r"|(?:laden|loading) ?(?:\.\.\.|…)"
    r"|(?:lees|toon) (?:meer|minder|verder)|[+×✕✖▾▸▼▲▶►⌄⌃]"
    rf"|{_SKIP}|{_OF_A_TABLE}|{OF_A_SITE}(?:\W*{OF_A_SITE})+)\W*\Z",
    re.IGNORECASE,
)
_SITE_NAME = re.compile(
    r"(?:(?:programma)?begroting|jaarstukken|jaarverslag|berap)?(?: \d{4})? ?(?:van (?:de )?)?gemeente \w+\Z",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:(?:bron|url|adres|pagina)\s?:\s*)?(?:https?://|www\.)\S+\Z", re.IGNORECASE)  # on paper
_PAGE_NUMBER = re.compile(r"pagina \d+ (?:van|/) \d+", re.IGNORECASE)
_TITLE_PARTS = re.compile(r"\s+[-–|·]\s+")
_LONGEST_NAME = 40
_LONGEST = 160
# `Privacy` or `Toegankelijkheid` alone may be a theme of the report
_POLICY = (
    r"privacy(?:verklaring|statement)|disclaimer|toegankelijkheidsverklaring|cookie(?:verklaring|s)|sitemap|proclaimer"
)
_ABOUT = rf"{_POLICY}|privacy|toegankelijkheid|contact|colofon|archief|home|over (?:deze|ons).{{0,12}}"
_ABOUT_SITE = re.compile(rf"(?:{_ABOUT})\W*", re.IGNORECASE)
_DATE = rf"\d{{1,2}}(?:[-/.]\d{{1,2}}[-/.]| (?:{MONTH}) )\d{{2,4}}"
_DATED = (
    r"(?:laatst(?:e)? )?(?:gewijzigd|bijgewerkt|gepubliceerd|geplaatst|afgedrukt|geprint|gedownload|wijziging|update)"
)
# a line has no verb: `Gepubliceerd op 1 mei 2024 is de woonvisie` is a sentence of the report
_NO_VERB = r"(?!.*\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|kan|kunnen|wij|we|er)\b)"
_BEHIND_DATE = r"(?:,?(?: om)? \d{1,2}[:.]\d\d(?: uur)?)?\W*(?:(?:door|versie|auteur)\b.{0,50}|[|·–-].*)?"
_LINE = re.compile(
    rf"©.*|(?:\(c\)|copyright\b)\W*(?:\d{{4}}|gemeente\b|alle rechten\b|all rights\b).*|copyright"
    rf"|{_NO_VERB}(?:powered by|(?:mede )?mogelijk gemaakt door) .{{1,60}}"
    rf"|{_NO_VERB}{_DATED}(?: op)?\s*:?\s*{_DATE}{_BEHIND_DATE}"
    r"|(?:schuif|sleep|veeg|swipe|scroll|draai)\b(?=.*\b(?:tabel|kolommen|scherm|toestel)\b).{1,100}"
    r"|(?:gepubliceerd|geplaatst) door ?: .{1,60}|(?:tags|trefwoorden) ?: .{1,120}"
    r"|published using google docs|report abuse|(?:automatically )?updated (?:automatically )?every \d+ minutes"
    r"|(?:(?:zet|schakel|(?:please )?enable|deze (?:web)?(?:site|pagina|applicatie)) .{0,60})?javascript\b.{0,80}"
    r"|last (?:updated|modified)(?: on)?\W{1,3}\d.{0,40}"
    rf"|leestijd\s*:\W*\d.*|er zijn (?:nog )?geen reacties\W*|reacties \(\d+\)"
    rf"|gemeente \w+ *[|,·-].*\b\d{{4}} ?[A-Z]{{2}}\b.*"
    rf"|(?:{_POLICY})(?:\W+(?:{_ABOUT}))*\W*|(?:{_ABOUT})(?:[^\w,/&]+(?:{_ABOUT}))+\W*",
    re.IGNORECASE,
)
_STARTS = frozenset(name[:4] for name in (
    "copyright", "powered", "mede", "mogelijk", "laatst", "gewijzigd", "bijgewerkt", "gepubliceerd", "geplaatst",
    "afgedrukt", "geprint", "gedownload",
    "wijziging", "update", "leestijd", "gemeente", "privacy", "disclaimer", "toegankelijkheid", "cookies", "sitemap",
    "proclaimer", "published", "report", "automatically", "updated", "last", "tags", "trefwoorden", "er zijn",
    "reacties", "(c) ", "schuif", "sleep", "veeg", "swipe", "scroll", "draai", "zet ", "schakel", "enable", "please",
    "deze ", "javascript",
))  # fmt: skip
_CLICK = re.compile(r"\s*(?:[(\[]|[–-] )\s*(?:klik|tik)(?: hier)? (?:om|voor) .{3,25}?[)\]]?\Z", re.IGNORECASE)
_ICONS = "»›📌📍🔎💶📊📈🎯✅👉🔽🔼▸▹▶►▷▼▾▽▲▴△◀◂❯❮➤➔→⯈✓✔●○■□◆◇• \n"
_EDITED = re.compile(r"\s*\[(?:[\s|]|(?:brontekst )?bewerken|edit(?: source)?)*\]\Z", re.IGNORECASE)  # what wikis print
_OPENS = re.compile(r"\A\+\s+|(?<!\d)\s+\+\Z")  # `Ouderen 65 +` ends with its own


def is_about_site(name: str) -> bool:
    """Whether a link is named for what a site tells of itself; one such name alone may be a theme of the report."""
    return _ABOUT_SITE.fullmatch(name) is not None


def is_leftover(text: str, *, headed: bool) -> bool:
    """Whether a text is a link of the site itself, speaks of the site (who made it, when a page was changed, where its
    policies are), or is its name above the first heading of the page."""
    length = len(text)
    if length >= _LONGEST:
        return False
    if (text[:4].lower() in _STARTS or text[0] == "©") and _LINE.fullmatch(text):
        return True
    if not headed and text[-1] != "." and _ADDRESS.match(text):
        return True
    if length >= _LONGEST_NAME:
        return False
    return LEFTOVER.match(text) is not None or (not headed and _SITE_NAME.match(text) is not None)


def without_paper(blocks: list[Block], title: str | None) -> list[Block]:
    """The blocks without the header and the footer of a page for paper: the whole `<title>` of the page, with the name
    of the document or of the site in it, above all others, and `Pagina 1 van 2` below them."""
    places = [place for place, block in enumerate(blocks) if not isinstance(block, Ignored)]
    last = blocks[places[-1]] if places else None
    if isinstance(last, Paragraph) and _PAGE_NUMBER.fullmatch(last.text) and any(map(_is_heading, blocks)):
        blocks = [*blocks[: places[-1]], Ignored(last.text, "navigation"), *blocks[places[-1] + 1 :]]
    parts = _TITLE_PARTS.split(title) if title is not None else []
    if len(parts) < 2 or not any(document(part) or _SITE_NAME.match(part) for part in parts[1:]):
        return blocks
    place = places[0] if places else None
    if place is None or not isinstance(first := blocks[place], Paragraph) or first.text != title:
        return blocks
    return [*blocks[:place], Ignored(first.text, "navigation"), *blocks[place + 1 :]]


def _is_heading(block: Block) -> bool:
    return isinstance(block, Heading)


def is_said(blocks: Sequence[Block], text: str) -> bool:
    """Whether the heading right above is the same label: that of a panel, printed again on its bar. The title of a goal
    is printed twice by the pages themselves (begroting-2016 programme 12)."""
    above = blocks[-1] if blocks else None
    return isinstance(above, Heading) and above.text == text and names_part(text)


def without_icons(title: str) -> str:
    """A heading without the signs around it that open and close its part of the page."""
    bare = _CLICK.sub("", title.strip(_ICONS)) if title[-1:] in ")>" or "lik" in title[-40:] else title.strip(_ICONS)
    if bare[-1:] == "]":
        bare = _EDITED.sub("", bare)
    return (_OPENS.sub("", bare) if "+" in bare else bare) or title
