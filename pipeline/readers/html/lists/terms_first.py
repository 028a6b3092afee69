"""Definition lists whose terms all stand before all texts, as the names on tabs do before their panels."""

from __future__ import annotations

from lxml import etree

from pipeline.readers.html.site.tab_strips import linked

Element = etree._Element


def write_by_turns(definitions: Element) -> None:
    """Put, in place, each text of such a list below its term: by ids where any attribute names one, else in order. As
    many terms as texts, two at least, or the list stays as it is."""
    if len(definitions) < 4 or definitions[1].tag != "dt":
        return
    parts = [part for part in definitions if isinstance(part.tag, str)]
    half = len(parts) // 2
    terms, texts = parts[:half], parts[half:]
    if any(term.tag != "dt" for term in terms) or any(text.tag != "dd" for text in texts):
        return
    if len(texts) != half or not (in_order := linked(terms, texts)):
        return
    for term, text in zip(terms, in_order, strict=True):
        term.addnext(text)
