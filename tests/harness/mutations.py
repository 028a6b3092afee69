"""Damage to a page, 40 kinds: tokens dropped, doubled, swapped and cut, hostile attributes, odd bytes, moved cells.

Each kind takes tokens (tags and the text between them) and a source of chance and gives bytes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Tokens = list[str]
Mutation = Callable[[Tokens, random.Random], Tokens | str | bytes]
KINDS: dict[str, Mutation] = {}
_TOKEN = re.compile(r"<[^>]*>|[^<]+|<")
_TAGS = ("div", "span", "table", "tr", "td", "th", "ul", "li", "p", "b", "h2", "details", "summary", "a", "section")


def mutate(content: bytes, kind: str, draw: random.Random) -> bytes:
    """The page with one to three injuries of this kind."""
    found: Tokens | str | bytes = tokens(content)
    for _ in range(draw.randint(1, 3)):
        if isinstance(found, bytes) or len(found) < 2:
            break
        found = KINDS[kind](found if isinstance(found, list) else _TOKEN.findall(found), draw)
    text = "".join(found) if isinstance(found, list) else found
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def tokens(content: bytes) -> Tokens:
    return _TOKEN.findall(content.decode("utf-8", "replace"))


def kind(function: Mutation) -> Mutation:
    KINDS[function.__name__] = function
    return function


def tags(found: Tokens, *names: str) -> list[int]:
    """Places of tags, all or those that open with one of these."""
    return [n for n, t in enumerate(found) if t[0] == "<" and (not names or t.startswith(names))] or [0]


def texts(found: Tokens) -> list[int]:
    return [n for n, t in enumerate(found) if t[0] != "<" and t.strip()] or [0]


def inserted(found: Tokens, draw: random.Random, text: str) -> Tokens:
    at = draw.choice(tags(found))
    return [*found[:at], text, *found[at:]]


@kind
def drop_tag(found: Tokens, draw: random.Random) -> Tokens:
    at = draw.choice(tags(found))
    return found[:at] + found[at + 1 :]


@kind
def drop_closing(found: Tokens, draw: random.Random) -> Tokens:
    at = draw.choice(tags(found, "</"))
    return found[:at] + found[at + 1 :]


@kind
def drop_all_of_a_kind(found: Tokens, draw: random.Random) -> Tokens:
    gone = draw.choice([found[n] for n in tags(found)])
    return [t for t in found if t != gone]


@kind
def drop_range(found: Tokens, draw: random.Random) -> Tokens:
    at = draw.randrange(len(found))
    return found[:at] + found[at + draw.randint(2, 60) :]


@kind
def double_tag(found: Tokens, draw: random.Random) -> Tokens:
    at = draw.choice(tags(found))
    return found[:at] + [found[at]] * draw.randint(2, 5) + found[at + 1 :]


@kind
def double_range(found: Tokens, draw: random.Random) -> Tokens:
    at = draw.randrange(len(found))
    part = found[at : at + draw.randint(5, 200)]
    return found[:at] + part + found[at:]


@kind
def swap_tags(found: Tokens, draw: random.Random) -> Tokens:
    a, b = draw.choice(tags(found)), draw.choice(tags(found))
    found[a], found[b] = found[b], found[a]
    return found


@kind
def swap_texts(found: Tokens, draw: random.Random) -> Tokens:
    a, b = draw.choice(texts(found)), draw.choice(texts(found))
    found[a], found[b] = found[b], found[a]
    return found


@kind
def swap_cells(found: Tokens, draw: random.Random) -> Tokens:
    cells = [n + 1 for n in tags(found, "<td", "<th") if n + 1 < len(found)] or [0]
    a, b = draw.choice(cells), draw.choice(cells)
    found[a], found[b] = found[b], found[a]
    return found


@kind
def drop_cell(found: Tokens, draw: random.Random) -> Tokens:
    at = draw.choice(tags(found, "<td", "<th"))
    return found[:at] + found[at + 3 :]


@kind
def shuffle_range(found: Tokens, draw: random.Random) -> Tokens:
    at = draw.randrange(len(found))
    part = found[at : at + 30]
    draw.shuffle(part)
    return found[:at] + part + found[at + 30 :]


@kind
def cut(found: Tokens, draw: random.Random) -> bytes:
    content = "".join(found).encode()
    return content[: draw.randrange(len(content))]


@kind
def cut_front(found: Tokens, draw: random.Random) -> bytes:
    content = "".join(found).encode()
    return content[draw.randrange(len(content)) :]


@kind
def unclosed_inline(found: Tokens, draw: random.Random) -> Tokens:
    return inserted(found, draw, f"<{draw.choice(('b', 'i', 'font', 'span', 'a'))}>" * draw.randint(1, 400))


@kind
def nested(found: Tokens, draw: random.Random) -> Tokens:
    return inserted(found, draw, f"<{draw.choice(_TAGS)}>" * draw.choice((10, 200, 300, 3_000, 30_000)))


@kind
def stray_closing(found: Tokens, draw: random.Random) -> Tokens:
    return inserted(found, draw, f"</{draw.choice((*_TAGS, 'body', 'html', 'article', 'main'))}>" * draw.randint(1, 50))


@kind
def huge_attribute(found: Tokens, draw: random.Random) -> Tokens:
    return inserted(found, draw, f'<p data-x="{"x" * draw.choice((100, 70_000, 300_000))}">')


@kind
def many_attributes(found: Tokens, draw: random.Random) -> Tokens:
    return inserted(found, draw, f"<div {' '.join(f'a{n}=1' for n in range(draw.choice((10, 2_000))))}>")


@kind
def broken_quote(found: Tokens, draw: random.Random) -> Tokens:
    at = draw.choice(tags(found))
    found[at] = found[at].replace(">", draw.choice((' class="x>', " title='>", " =>", ' "')))
    return found


@kind
def nul_and_control(found: Tokens, draw: random.Random) -> Tokens:
    at = draw.choice(texts(found))
    place = draw.randrange(len(found[at]) + 1)
    found[at] = (
        found[at][:place] + draw.choice(("\0", "\x0b", "\x1b[31m", "\x7f", "\x85", "\ufffe")) + found[at][place:]
    )
    return found


@kind
def odd_spaces(found: Tokens, draw: random.Random) -> Tokens:
    at = draw.choice(texts(found))
    found[at] = found[at].replace(" ", draw.choice(("\xa0", "\u2009", "\xad", "\u200b", "\r\n\t", "\u3000", "\u2028")))
    return found


@kind
def bidi(found: Tokens, draw: random.Random) -> Tokens:
    at = draw.choice(texts(found))
    found[at] = f"\u202e{found[at]}\u2066"
    return found


@kind
def bad_entity(found: Tokens, draw: random.Random) -> Tokens:
    bad = ("&#55296;", "&#x110000;", "&#0;", "&bogus;", "&#99999999999999;", "&amp", "&", "&#x;", "&euro", "&#128;")
    return inserted(found, draw, draw.choice(bad))


@kind
def entity_bomb(found: Tokens, draw: random.Random) -> Tokens:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>&b;&c;'
    )
    return [bomb, *found]


@kind
def wide_span(found: Tokens, draw: random.Random) -> Tokens:
    at = draw.choice(tags(found, "<td", "<th"))
    span = draw.choice(("1000000000", "0", "-1", "1001", "99", "3", "x", "1e9", "\u0663"))
    found[at] = found[at].replace(">", f' {draw.choice(("colspan", "rowspan"))}="{span}">')
    return found


@kind
def mixed_encoding(found: Tokens, draw: random.Random) -> bytes:
    at = draw.choice(texts(found))
    first = "".join(found[:at]).encode()
    return first + "".join(found[at:]).encode(draw.choice(("cp1252", "utf-16-le", "latin-1")), "replace")


@kind
def other_charset(found: Tokens, draw: random.Random) -> Tokens:
    charset = draw.choice(("bogus", "utf-16", "iso-8859-1", "utf-7", "", "x" * 500))
    return [t.replace("utf-8", charset) for t in found]


@kind
def mojibake(found: Tokens, draw: random.Random) -> str:
    return "".join(found).encode().decode("cp1252", "replace")


@kind
def script(found: Tokens, draw: random.Random) -> Tokens:
    return inserted(
        found, draw, "<script>var t='<table><tr><td>Lasten 81.964</td></tr></table>';" + draw.choice(("</script>", ""))
    )


@kind
def odd_construct(found: Tokens, draw: random.Random) -> Tokens:
    odd = ("<![CDATA[", "<!", "<!--", "<!-->", "<?php", "<plaintext>", "<svg><p>", "<math><td>", "<template>", "<xmp>",
           "<frameset>", "<noscript>", "<textarea>", "<select><option>", "<title>", "<style>", "<iframe>")  # fmt: skip
    return inserted(found, draw, draw.choice(odd))


@kind
def table_in_table(found: Tokens, draw: random.Random) -> Tokens:
    at = draw.choice(tags(found, "<td", "<tr", "<table"))
    return [*found[: at + 1], "<table><tr><td>1.000</td><td>-2</td></tr></table>", *found[at + 1 :]]


@kind
def table_torn_open(found: Tokens, draw: random.Random) -> Tokens:
    at = draw.choice(tags(found, "<tr", "<td", "</tr"))
    return [
        *found[:at],
        draw.choice(("<p>", "<h2>Criteria</h2>", "<table>", "</table>", "<li>", "<tbody>")),
        *found[at:],
    ]


@kind
def random_bytes(found: Tokens, draw: random.Random) -> bytes:
    content = bytearray("".join(found).encode())
    for _ in range(draw.randint(1, 200)):
        content[draw.randrange(len(content))] = draw.randrange(256)
    return bytes(content)


@kind
def bit_noise(found: Tokens, draw: random.Random) -> bytes:
    content = "".join(found).encode()
    at = draw.randrange(len(content))
    return content[:at] + draw.randbytes(draw.choice((1, 50, 5_000))) + content[at:]


@kind
def odd_number(found: Tokens, draw: random.Random) -> Tokens:
    odd = (
        "9" * 400,
        "1.2.3.4",
        "€ -",
        "--5",
        "1e309",
        "٣",
        "½",
        "-0-",
        "999.999.999.999.999",
        "€ 12,345.67",
        "1,2,3",
        "∞",
    )
    at = draw.choice([n + 1 for n in tags(found, "<td", "<p", "<li") if n + 1 < len(found)] or [0])
    found[at] = draw.choice(odd) + (found[at] if found[at][0] == "<" else "")
    return found


@kind
def long_text(found: Tokens, draw: random.Random) -> Tokens:
    return inserted(
        found, draw, draw.choice(("€ 1.000 ", "lager dan ", "a", "1.2.3 ", "Doel 1.1.1 ", ") ", "x\n")) * 20_000
    )


@kind
def odd_year(found: Tokens, draw: random.Random) -> Tokens:
    year = draw.choice(("1899", "0000", "9999", "20244", "2 0 2 4"))
    return [re.sub(r"20[12]\d", year, t) if t[0] != "<" and draw.random() < 0.3 else t for t in found]


@kind
def odd_stamp(found: Tokens, draw: random.Random) -> Tokens:
    stamp = draw.choice(("13/32/2025 25:61:61", "03/29/2026 02:30:00", "01/01/0001 00:00:00", "12/31/9999 23:59:59"))
    return inserted(found, draw, f"<footer><p>Deze pagina is gebouwd op {stamp} met de export van {stamp}</p></footer>")


@kind
def other_heading(found: Tokens, draw: random.Random) -> Tokens:
    heads = (
        "Criteria",
        "Activiteiten",
        "Financieel overzicht doel",
        "Indicatoren",
        "Wat mag het kosten?",
        "Baten en lasten",
    )
    return inserted(found, draw, f"<h{draw.randint(1, 9)}>{draw.choice(heads)}</h2>")


@kind
def no_tags(found: Tokens, draw: random.Random) -> str:
    return "\n".join(t for t in found if t[0] != "<")


@kind
def only_tags(found: Tokens, draw: random.Random) -> str:
    return "".join(t for t in found if t[0] == "<")


@kind
def upper_case(found: Tokens, draw: random.Random) -> str:
    return "".join(found).upper()
