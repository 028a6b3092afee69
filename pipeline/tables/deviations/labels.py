"""The printed kind and amount of a deviation, in every arrangement of 2016-2026."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from ...dutch.amounts import NotAnAmount, find_bedragen, parse_bedrag
from ...dutch.beside_amounts import SCALE, SCALES
from ...dutch.footnotes import without_mark
from ..themes import speaks

Effect: TypeAlias = Literal["favourable", "unfavourable", "neutral"]


class Label(NamedTuple):
    """A printed kind and/or amount. `title` is the text before them on the same line; `printed` the kind and amount
    as printed; `euros` the amount with its printed sign; `rest` the text behind them on the same line."""

    title: str | None
    kind: str | None
    euros: int | None
    printed: str
    rest: str | None = None


_TABLE = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
EFFECTS: dict[str, Effect] = {kind: row["effect"] for kind, row in _TABLE.items()}
KIND_OF = {spelling: kind for kind, row in _TABLE.items() for spelling in row["spellings"]}
_KIND_SAID = KIND_OF | {word: kind for kind, row in _TABLE.items() for word in row.get("said", ())}
_MARKS = {mark: kind for kind, row in _TABLE.items() for mark in row.get("behind", ())}
_KIND_BEHIND = KIND_OF | _MARKS


def _alternatives(spellings: dict[str, str]) -> str:
    longest_first = sorted(spellings, key=len, reverse=True)
    return "|".join(re.escape(s).replace(r"\ /\ ", r"\s*/\s*").replace(r"\ ", r"\s+") for s in longest_first)


_KIND_OF_ALL = _alternatives(KIND_OF)
_KIND = rf"(?P<kind>{_KIND_OF_ALL})"
_ABOUT = r"(?:(?:circa|ca\.?|ongeveer|ruim|bijna|rond|afgerond|maximaal)\s+)?"
_AMOUNT = (
    rf"(?P<amount>{_ABOUT}(?:(?:-/-|[-+–−±])\s*)?(?:€|(?-i:EUR\b))?\s*(?:-/-|[-+–−±])?\s*\d[\d.]*(?:,-{{1,2}}|,\d{{1,2}})?"
    rf"(?:(?-i:{SCALE})\.?)?(?:\s*euro(?:['’]?s)?\b)?"
    r"|p\.?m\.?|€\s*-)"
)
# How often an amount comes and when, and its effect once more: `€ 90.000 (incidenteel)`, `- € 1.250.000 (N, S)`,
# `€ 45.000 in 2022`.
_TERM = (
    r"(?:\s*[,/]?\s*\(?(?:incidenteel|structureel|inc\.|str\.|voordeel|nadeel|[ISVN](?!\w)"
    r"|(?:in\s|(?<=\())20\d\d(?!\d))\)?){0,2}"
)
_WHOLE = re.compile(rf"\(?\s*{_KIND}\s*[:;|-]?\s*(?:van\s+)?{_AMOUNT}?{_TERM}\s*\)?\.?", re.IGNORECASE)
_SAID = rf"(?P<kind>{_alternatives(_KIND_SAID)})"
_IN_BRACKETS = re.compile(rf"\(?\s*{_SAID}\s*[:;-]?\s*(?:van\s+)?{_AMOUNT}{_TERM}\s*\)?\.?", re.IGNORECASE)
_BEHIND = re.compile(
    rf"{_KIND}\s*[:;-]?\s*(?:van\s+)?{_AMOUNT}{_TERM}(?:[.;]|(?=\s+(?:door|als|omdat|vanwege|wegens|voor)\b)|(?-i:(?=\s[A-Z])))"
    r"\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_RUN_IN = re.compile(
    rf"(?P<title>[^:.]{{1,120}}?)\s*:\s*(?P<label>{_KIND}\s+(?:van\s+)?{_AMOUNT}{_TERM})[.;,]?(?:\s+(?P<rest>\S.*)|$)",
    re.IGNORECASE,
)
_REVERSED = re.compile(
    rf"\(?\s*{_AMOUNT}\s*,?\s*\(?(?P<kind>{_alternatives(_KIND_BEHIND)}){_TERM}\s*\)?\.?", re.IGNORECASE
)
# `€ 100.000 N, incidenteel. Meer kinderen in zorg.`
_REVERSED_BEHIND = re.compile(
    rf"(?=€|\d{{1,3}}\.\d{{3}}){_AMOUNT}\s*,?\s*\(?(?P<kind>(?-i:[VN](?!\w))|{_alternatives(KIND_OF)}){_TERM}\s*\)?[.;:]\s+"
    r"(?P<rest>\S.*)",
    re.IGNORECASE,
)
# `V € 335.000`, `N 50.000`; `N 340` is a road
_MARK = rf"(?:{'|'.join(_MARKS).upper()})"
_MARK_BEFORE = re.compile(rf"\(?\s*(?P<kind>{_MARK})\s*(?=€|\d{{1,3}}\.\d{{3}}){_AMOUNT}{_TERM}\s*\)?\.?")
_BRACKETS = re.compile(
    rf"(?P<title>.*\S)\s*(?P<label>\(\s*{_SAID}[^()]*\)|\({_AMOUNT}\s*,?\s*[^()\d]+\)"
    rf"|\((?-i:{_MARK})[^()]*\))\s*[.:]?",
    re.IGNORECASE | re.DOTALL,
)
_NEUTRAL_WITHIN = re.compile(rf"\(\s*{_KIND}(?:\s+[^\W\d]+){{1,4}}\s*\)", re.IGNORECASE)
_TRAILING = re.compile(
    rf"(?P<title>.*?[^\s,(–-])\s*(?:[:|–-]\s*)?(?<![\w-])(?P<label>{_KIND}\s*[:|]?\s*(?=[€E\d+–−-]){_AMOUNT})",
    re.IGNORECASE | re.DOTALL,
)
# The parts below add up to nothing (berap 2016-1 p4355); a net amount that is not zero is told once more by its parts.
_NET_ZERO = re.compile(
    r"(?P<title>.*[^\s:–-])\W{1,9}(?P<label>netto\s+(?:afwijking|effect)\s*:?\s*€\s*0(?:,-)?)\)?\.?", re.IGNORECASE
)
# `Beschermd wonen: budgetneutraal`, an item of a list whose other items have an amount
_TRAILING_NEUTRAL = re.compile(rf"(?P<title>[^:.]{{1,120}}?)\s*(?::|\||\s[–-])\s*(?P<label>{_KIND})\.?", re.IGNORECASE)
_TRAILING_MARK = re.compile(
    rf"(?P<title>.*?[^\s:–-])(?P<behind>\s*[:–-])?\s+"
    rf"(?P<label>(?=€){_AMOUNT}\s*,?\s*\(?(?:{_MARK}|(?(behind)(?i:{_KIND_OF_ALL})|(?!)))\)?{_TERM})"
)
# `tekort van 1,2 miljoen euro`, `nadeel van 3 ton`, `25000 euro`: without a sign the size or the word euro makes it one
_SPOKEN = rf"(?:€\s*[-+–−]?\s*[1-9]|(?<![\d.,])[1-9][\d.]*(?:,\d+)?(?:(?-i:{SCALE})|\s*(?:euro\b|,-)))"
_WITHIN = re.compile(rf"(?<![\w-]){_SAID}(?!\w)[^€.;\d]{{0,40}}{_SPOKEN}", re.IGNORECASE)
_SIGNED = re.compile(r".*[^\d\s]\s*(?::\s*[-+–−]|\s[-+–−])\s?[1-9]\d{0,2}(?:\.\d{3})+")  # `Jeugdzorg: - 300.000`
_HOLDS_SIZE = ("€", "euro", ",-", *(f" {word}" for word in SCALES if len(word) > 1))
_ENDS_IN_AMOUNT = re.compile(rf"(?P<title>.*?[^\s:,–-])\s*[:,–-]?\s+(?=€){_AMOUNT}", re.IGNORECASE)
_OPENS_ABOUT = re.compile(_ABOUT, re.IGNORECASE)
_BRACKET = re.compile(r"^\(\s*|\s*\)[.:]?$")
_ONLY_AMOUNT = re.compile(rf"{_AMOUNT}{_TERM}", re.IGNORECASE)
_LONGEST_AMOUNT = 40
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}) +(?=[A-Z][a-z]{3})")
_TOTAL = re.compile(
    r"(?:(?:algemeen|generaal) |sub|eind)?tota(?:al|le)\b|per saldo\b|(?:saldo|(?:netto )?resultaat)"
    r"(?: (?:van )?(?:de |alle )?(?:afwijkingen|mutaties|doel|programma|berap)\b.*)?$",
    re.IGNORECASE,
)


def _euros(printed: str | None) -> int | None:
    """Whole euros of a printed amount, None for `p.m.` and for what is no amount. Raises nothing."""
    if printed is None:
        return None
    printed = _OPENS_ABOUT.sub("", printed.replace("-/-", "-").replace("EUR", "€"))
    found = find_bedragen(printed if "€" in printed else f"€ {printed}")
    if len(found) == 1:
        return found[0].euros
    try:
        value = parse_bedrag(printed).value
    except NotAnAmount:
        return None
    return int(value) if value is not None and value == value.to_integral_value() else None


def _kind(printed: str, table: dict[str, str]) -> str | None:
    return table.get(re.sub(r"\s*/\s*", " / ", re.sub(r"\s+", " ", printed.lower())))


def _unbracketed(line: str) -> str:
    return _BRACKET.sub("", line) if line.startswith("(") else line


def without_number(line: str) -> str:
    """The line without the number of a heading that it opens with: `1.2. Aanvullende inkomsten`."""
    return line[number.end() :] if line[:1].isdigit() and (number := _NUMBER.match(line)) else line


def whole_line(line: str) -> Label | None:
    """A line that is a kind label, with or without an amount (`Aanvullende inkomsten`, `Budgettair neutraal€ 0`), and
    with a number before it where a site numbers its headings."""
    line = without_number(without_mark(line))
    found = _WHOLE.fullmatch(line)
    if found:
        return Label(None, _kind(found["kind"], KIND_OF), _euros(found["amount"]), _unbracketed(line))
    found = _REVERSED.fullmatch(line) or _MARK_BEFORE.fullmatch(line)
    if found:
        return Label(None, _kind(found["kind"], _KIND_BEHIND), _euros(found["amount"]), _unbracketed(line))
    return None


def with_title(line: str) -> Label | None:
    """A title and its label on one line: `<onderwerp> (tegenvaller € 35.000)`, `Bijstandsverlening Tegenvaller
    € 3.200.000`. None for `Westerveldse Aa, nadeel € 15.000 incidenteel.`, which is a part of an item (2017-2)."""
    for pattern in (_BRACKETS, _TRAILING, _TRAILING_MARK):
        found = pattern.fullmatch(line)
        if found and (label := whole_line(found["label"]) or _within_brackets(found["label"])):
            return _amount_before(label, found["title"].strip(" :–-"))
    if "neutra" in line and (found := _TRAILING_NEUTRAL.fullmatch(line)):
        kind = None if speaks(found["title"]) else _kind(found["kind"], KIND_OF)
        return Label(found["title"], kind, None, found["label"]) if kind and EFFECTS[kind] == "neutral" else None
    if "etto" in line and (found := _NET_ZERO.fullmatch(line)):
        return Label(found["title"], "budgetneutraal", 0, found["label"])
    return None


def _amount_before(label: Label, title: str) -> Label:
    """`Verkeerslichten: € 5.000 (lagere uitgaven)`: the amount stands between title and kind."""
    found = _ENDS_IN_AMOUNT.fullmatch(title) if label.euros is None and "€" in title else None
    if found is None:
        return label._replace(title=title)
    printed = f"{found['amount']} {label.printed}"
    return label._replace(title=found["title"], euros=_euros(found["amount"]), printed=printed)


def said(line: str) -> Label | None:
    """A word of the effect with its amount below a title or beside a head of kinds: `Tekort € 30.000`, `Overschot`."""
    found = _IN_BRACKETS.fullmatch(line)
    kind = _kind((found["kind"] if found else line).strip(), _KIND_SAID)
    return Label(None, kind, _euros(found["amount"]) if found else None, _unbracketed(line)) if kind else None


def over_items(line: str) -> str | None:
    """The kind that stands above what is of it and names no deviation itself: `Voordelen:`, `Aanvullende uitgaven`."""
    line = without_number(line).rstrip(" :")
    label = whole_line(line) or said(line)
    return line if label and label.kind and label.euros is None else None


def below_kind(line: str, kind: str) -> Label | None:
    """A title with its amount, below the kind that stands over several of these (`over_items`)."""
    found = _ENDS_IN_AMOUNT.fullmatch(line)
    over = whole_line(kind) or said(kind)
    if found is None or over is None or speaks(found["title"]):
        return None
    return Label(found["title"], over.kind, _euros(found["amount"]), f"{kind} {found['amount']}")


def _within_brackets(printed: str) -> Label | None:
    """`(tekort € 30.000)`; `(budgetneutraal Sociaal Domein)`: within which budget there is no effect (berap 2017-2
    p12181)."""
    if found := _IN_BRACKETS.fullmatch(printed):
        return Label(None, _kind(found["kind"], _KIND_SAID), _euros(found["amount"]), _unbracketed(printed))
    found = _NEUTRAL_WITHIN.fullmatch(printed)
    kind = _kind(found["kind"], KIND_OF) if found else None
    return Label(None, kind, None, _unbracketed(printed)) if kind and EFFECTS[kind] == "neutral" else None


def before_text(line: str) -> Label | None:
    """A kind and an amount with their explanation behind them: `Hogere lasten € 1.250.000. Meer jeugdigen.`, `€ 50.000
    V (structureel). Minder zorg.`"""
    found = _BEHIND.match(line) or _REVERSED_BEHIND.match(line)
    if found is None:
        return None
    printed = line[: found.start("rest")].rstrip(" .;,:")
    return Label(None, _kind(found["kind"], _KIND_BEHIND), _euros(found["amount"]), printed, found["rest"])


def run_in(line: str) -> Label | None:
    """Title, kind, amount and explanation in one sentence: `Jeugd: hogere lasten van € 1.250.000 door de groei.`"""
    found = _RUN_IN.fullmatch(line)
    if found is None:
        return None
    label = Label(found["title"], _kind(found["kind"], KIND_OF), _euros(found["amount"]), found["label"].rstrip("."))
    return label._replace(rest=found["rest"])


def speaks_of_amount(line: str) -> bool:
    """Whether a line names a kind with an amount in euros behind it, whatever stands around them, or ends in an amount
    with a sign."""
    spoken = any(map(line.__contains__, _HOLDS_SIZE)) and _WITHIN.search(line) is not None
    return spoken or (line[-1:].isdigit() and _SIGNED.fullmatch(line) is not None)


def only_amount(line: str) -> str | None:
    """The line when it is one printed amount and nothing else but how often it comes (`€ 25.000`, `-290000`,
    `€ 90.000 (incidenteel)`, `p.m.`)."""
    return line if len(line) <= _LONGEST_AMOUNT and _ONLY_AMOUNT.fullmatch(line) else None


def amount_euros(printed: str) -> int | None:
    """Whole euros of a line that `only_amount` accepts."""
    found = _ONLY_AMOUNT.fullmatch(printed)
    return _euros(found["amount"]) if found else None


def is_total(title: str) -> bool:
    """Whether a row under this title adds up others."""
    return _TOTAL.match(title) is not None


def signed(kind: str | None, euros: int | None) -> int | None:
    """The amount with the sign its kind gives it, positive is favourable; as printed where no kind is printed."""
    if euros is None or kind is None:
        return euros
    effect = EFFECTS[kind]
    if effect == "neutral":
        return 0
    return abs(euros) if effect == "favourable" else -abs(euros)


def settled(label: Label | None) -> int | None:
    """The amount of a deviation as far as its label tells it; a neutral one needs none."""
    if label is None or label.euros is not None or label.kind is None:
        return label.euros if label else None
    return 0 if EFFECTS[label.kind] == "neutral" else None


def contradicts(kind: str | None, euros: int | None) -> bool:
    """Whether the printed sign says another thing than the kind label, or a neutral item has an amount."""
    if not euros or kind is None:
        return False
    return EFFECTS[kind] == "neutral" or (EFFECTS[kind] == "favourable" and euros < 0)
