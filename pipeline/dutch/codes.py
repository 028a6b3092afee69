"""Codes of goals (1.2.3), ambitions (5.3) and programmes (4) in headings, slugs and running text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.dutch.dates import MONTH_NAME
from pipeline.dutch.printed import plain


@dataclass(frozen=True, slots=True)
class GoalCode:
    """A normalised code (`1.2.3`, `4.2`, `1.2.3a`) and what was odd about the printed one, or None."""

    code: str
    odd: str | None


# A letter belongs to the code only where no word begins: `5.1.1We` is code 5.1.1.
_LETTER = r"[a-z](?![A-Za-zÀ-ÿ])"
_CODE = rf"[0-9]{{1,2}}[A-Z]? ?\. ?[0-9]{{1,2}}(?: ?\. ?[0-9]{{1,2}})?(?![0-9])(?! ?\. ?[0-9])(?:{_LETTER})?"


def _goal_code(printed: str, closing: str = "") -> GoalCode:
    programme, point, rest = printed.replace(" ", "").partition(".")
    code = programme.upper() + point + rest.lower()  # programme 17A
    remarks = (
        ("space in the code", " " in printed),
        ("letter behind the code", code[-1].isalpha()),
        ("two levels", code.count(".") == 1),
        ("leading zero", any(len(level) > 1 and level[0] == "0" for level in code.split("."))),
        ("point behind the code", closing == "."),
    )
    return GoalCode(code, "; ".join(remark for remark, applies in remarks if applies) or None)


_ORIGIN = re.compile(r"\s*\(\s*tekst\s+uit\b[^()0-9]*(20[1-9][0-9](?![0-9]))?[^()]*\)", re.IGNORECASE)


def text_origin_year(text: str) -> int | None:
    """2021 for `Criteria (tekst uit begroting 2021)`, in any case; None without such a remark or with a year
    no budget has."""
    found = _ORIGIN.search(text) if "(" in text else None
    return int(found[1]) if found and found[1] else None


def strip_text_origin(text: str) -> str:
    """`text` without the remark `(tekst uit Begroting 2021)`, ends stripped."""
    return _ORIGIN.sub("", text).strip() if "(" in text else text.strip()


_SPACES = re.compile(r" {2,}")
_DOEL = re.compile(rf"(?:beschrijving +)?doel *({_CODE})(\.(?=\s|$))?[ ]*[:–-]?\s*", re.IGNORECASE)
# What follows a code inside a sentence instead of a title: `Doel 1.3.1, onderdeel ...`, `Doel 1.1.1 t/m 2.2.1`
_NO_TITLE = re.compile(r"[,;)]|(?:en|t/m|tot|of) +(?:doel *)?[0-9]", re.IGNORECASE)


def find_doel(text: str) -> tuple[GoalCode, str] | None:
    """Code and title of a heading that opens with a goal: `Doel 1.2.3 title`, `Doel 5.2.1We versterken`,
    `Beschrijving doel 7.2.1 title (tekst uit Begroting 2020)` without its origin remark. The title is `` where
    none is printed and keeps its line breaks. None for `Beschrijving doel` alone and for a sentence that only
    mentions a goal."""
    if "oel" not in text[:40] and "OEL" not in text[:40]:
        return None
    printed = plain(strip_text_origin(text))
    found = _DOEL.match(printed)
    if found is None or _NO_TITLE.match(printed, found.end()):
        return None
    return _goal_code(found[1], found[2] or ""), _SPACES.sub(" ", printed[found.end() :])


# A capital opens a goal (`DOEL` too), `doel` in small letters is a mention; `zie Doel 5.3.1` is a mention too.
_LISTED = re.compile(
    rf"(?<!\bzie )(?<!\book )(?<!\bbij )(?<!\bonder )(?<!\bnaar )(?<!\ben )(?<!\bvan )(?<!\bvoor )(?<!\()"
    rf"(?:Doel|DOEL) *({_CODE})\.?\s*:?\s*(?=[A-ZÀ-Þ(‘'\"“])"
)


def split_doelen(text: str) -> list[tuple[GoalCode, str]]:
    """The goals that an ambition page lists in one run (`Doel 5.1.1We zorgen ... Doel 5.1.2We ...`,
    begroting-2017 and -2018): code and title each. Mentions such as `(zie ook doel 5.3.1)` stay in the title."""
    if "Doel" not in text and "DOEL" not in text:
        return []
    printed = plain(text)
    listed = list(_LISTED.finditer(printed))
    ends = [later.start() for later in listed[1:]]
    return [
        (_goal_code(found[1]), _SPACES.sub(" ", printed[found.end() : end]).strip())
        for found, end in zip(listed, [*ends, len(printed)], strict=False)
    ]


_PROGRAMMA = re.compile(
    r"(?:beschrijving +)?programma +(?P<code>[0-9]{1,2}[A-Za-z]?)"
    r"(?:(?: ?[.:]| +[–-]) *(?P<any>\w[^\n]*)| +(?P<name>\w[^\n]*))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?P<code>[0-9]{{1,2}}[A-Z]?)(?P<point>\. *| +)(?!(?:{MONTH_NAME})\b)(?P<name>[^\W\d_][^\n]*)", re.IGNORECASE
)
_LONGEST_NAME = 80


_TRAIL = re.compile(r" [›»→❯>] ")  # the rest of a trail on one line


def find_programma(text: str) -> tuple[str, str] | None:
    """Code and name of a programme: `Programma 4. Inkomen`, `Programma 17A Naam`, `Beschrijving programma 7.
    Vitale wijken`, and as a breadcrumb `1. Samen sterk in Zwolle` or `12 Inwonersondersteuning`. A name without
    the point before it needs a capital. Numbered list items look the same: ask only where a programme can stand."""
    printed = plain(strip_text_origin(text))
    if len(printed) > _LONGEST_NAME + 40:
        return None
    if found := _PROGRAMMA.match(printed):
        name = _SPACES.sub(" ", found["any"] or found["name"]).strip()
        pointed = found["any"] is not None
    elif found := _NUMBERED.fullmatch(printed):
        name, pointed = _SPACES.sub(" ", found["name"]).strip(), found["point"][0] == "."
    else:
        return None
    name = _TRAIL.split(name, 1)[0]
    sentence = len(name) > _LONGEST_NAME or name[-1] in ".:;?!" or "(" in name or (name[0].islower() and not pointed)
    return None if sentence else (found["code"].upper(), name)


_AMBITIE = re.compile(
    r"(?:beschrijving +)?ambitie *([0-9]{1,2}) ?\. ?([0-9]{1,2})(?![0-9])(?!\.[0-9])\.?[ ]*[:–-]?\s*", re.IGNORECASE
)


def find_ambitie(text: str) -> tuple[str, str] | None:
    """Code and title of a heading that opens with an ambition: `Ambitie 5.3 ...`, `Beschrijving ambitie 7.2 ...`."""
    if "mbitie" not in text[:40] and "MBITIE" not in text[:40]:
        return None
    printed = plain(strip_text_origin(text))
    found = _AMBITIE.match(printed)
    if found is None or _NO_TITLE.match(printed, found.end()):
        return None
    return f"{found[1]}.{found[2]}", _SPACES.sub(" ", printed[found.end() :])


_SLUG_CODES = (
    ("doel", re.compile(r"(?:^|-)doel-([0-9]{1,2}[a-z]?)-([0-9]{1,2})-([0-9]{1,2}[a-z]?)(?![a-z0-9])")),
    ("doel", re.compile(r"(?:^|-)doel-([0-9]{1,2}[a-z]?)-([0-9]{1,2})(?![a-z0-9])(?!-[0-9])")),
    ("ambitie", re.compile(r"(?:^|-)ambitie-([0-9]{1,2})-([0-9]{1,2})(?![a-z0-9])(?!-[0-9])")),
    ("programma", re.compile(r"(?:^|-)programma-([0-9]{1,2}[a-z]?)(?![a-z0-9])(?!-[0-9])")),
    ("programma", re.compile(rf"^([0-9]{{1,2}}[a-z]?)-(?!(?:{MONTH_NAME})\b)(?=[a-z])")),
)
_ORDINAL = re.compile(r"[0-9]{1,2}(?:e|de|ste)-")


def code_from_slug(slug: str) -> tuple[str, str] | None:
    """Kind (`doel`, `ambitie`, `programma`) and code of a page by its slug, for 2017 and 2018 the only place:
    `doel-6-1-5-grondbeleid`, `beschrijving-ambitie-7-2`, `12-inwonersondersteuning`. None for other slugs
    (`3-6-overzicht-per-taakveld`, `programma-mobiliteit`)."""
    lowered = slug.lower()
    if _ORDINAL.match(lowered):
        return None
    for kind, pattern in _SLUG_CODES:
        if found := pattern.search(lowered):
            programme, *rest = found.groups()
            return kind, ".".join((programme.upper(), *rest))
    return None


_PLAIN_CODE = rf"[0-9]{{1,2}}[A-Z]?\.[0-9]{{1,2}}(?:\.[0-9]{{1,2}})?(?![0-9])(?:{_LETTER})?"
_MENTION = re.compile(
    rf"(?:doel(?:en|stelling|stellingen)?\s*|\bzie\s+(?:ook\s+|bij\s+|onder\s+)?(?=[0-9]+\.[0-9]+\.[0-9]))"
    rf"({_PLAIN_CODE}(?:(?:\s*[,/&]\s*|\s+(?:en|of|t/m|tot en met)\s+)(?:(?:en|of)\s+)?{_PLAIN_CODE})*)",
    re.IGNORECASE,
)
_ONE_CODE = re.compile(_PLAIN_CODE)


def find_doel_mentions(text: str) -> list[str]:
    """Goal codes named in running text, each once, in order: `(doelen 5.2.1, 5.3.1)`, `doel 1.1.1 t/m 2.2.1`
    (both ends only: what lies between them is not printed), `zie 5.3.1`."""
    if "." not in text:
        return []
    codes = (code for found in _MENTION.finditer(plain(text)) for code in _ONE_CODE.findall(found[1]))
    return list(dict.fromkeys(codes))
