"""Text that reads like the report: the sentences of the sample corpus, joined and numbered differently every time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from random import Random

from lxml import etree

from pipeline.model import Source
from pipeline.readers.decode import decode

_NUMBER = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})*(?![\d.,-]*\d)")
_NO_PROSE = re.compile(r"gebouwd op|beschikbaar zijn gesteld|x € 1|\bdoel(?:en)?\b|\bambitie\b|\bprogramma\b|…", re.I)

_OPENINGS = """Samen met partners in de wijk; In de eerste helft van het jaar; Net als in 2023; Met ingang van 1 juli;
Voor inwoners met een laag inkomen; In overleg met de raad; Waar het kan; Volgens planning; Op verzoek van scholen;
Binnen het regionale netwerk; Voor jongeren tot 23 jaar; In de binnenstad; Na de evaluatie; Met subsidie van het rijk"""
_OPENINGS_LIST = [" ".join(opening.split()) for opening in _OPENINGS.split(";")]
_SUBJECTS = """Sociale basis; Wijkteams; Beschermd wonen; Jeugdhulp; Vervoer; Onderwijshuisvesting; Energietransitie;
Groenbeheer; Fietsroutes; Schuldhulp; Sportaccommodaties; Cultuurnota; Woningbouw; Veiligheid; Dienstverlening;
Inburgering; Mantelzorg; Economie en werk; Klimaatadaptatie; Monumenten; Evenementen; Afval en grondstoffen"""
_SUBJECTS_LIST = [" ".join(subject.split()) for subject in _SUBJECTS.split(";")]


def sentences(pages: Iterable[Source]) -> list[str]:
    """What paragraphs and list items of the sample corpus say, without titles, stamps and claims about a year."""
    found: set[str] = set()
    for page in pages:
        for element in etree.HTML(decode(page.content).text).iter("p", "li"):
            text = " ".join(str(element.text).split()).lstrip("·• ")
            if 40 < len(text) < 400 and len(element) == 0 and not _NO_PROSE.search(text):
                found.add(text)
    return sorted(found)


class Author:
    """Writes text that reads like the report: the same for the same seed."""

    def __init__(self, random: Random, sentences: list[str]) -> None:
        self.random = random
        self._sentences = sentences
        self.known = frozenset(sentences)

    def number(self, found: re.Match[str]) -> str:
        """Another number of the same length; a year stays a year."""
        printed = found[0]
        if len(printed) == 4 and printed[:2] == "20":
            return str(self.random.randint(2017, 2026))
        return str(self.random.randint(1, 9)) + re.sub(r"\d", lambda _: str(self.random.randint(0, 9)), printed[1:])

    def sentence(self) -> str:
        said = _NUMBER.sub(self.number, self.random.choice(self._sentences)).rstrip(".:;")
        if self.random.random() < 0.4:
            said = f"{self.random.choice(_OPENINGS_LIST)}: {said[0].lower()}{said[1:]}"
        return f"{said}."

    def subject(self) -> str:
        return f"{self.random.choice(_SUBJECTS_LIST)} {self.random.choice(('en', 'voor', 'rond'))} " + (
            self.random.choice(_SUBJECTS_LIST).lower()
        )

    def paragraph(self) -> str:
        said = [self.sentence() for _ in range(self.random.randint(2, 6))]
        if self.random.random() < 0.15:
            return "<br/>".join(said)
        return " ".join(said)

    def bullets(self, nested: bool = False) -> str:
        items = [self.sentence() for _ in range(self.random.randint(3, 7))]
        if nested:
            items[1] += f"<ul>{''.join(f'<li>{self.sentence()}</li>' for _ in range(3))}</ul>"
        return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
