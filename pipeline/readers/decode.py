"""Bytes of a page -> text, with a finding for everything a reader of the page should distrust."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from pipeline.model import Finding

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(
    rb"""<meta\b[^<>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)|<\?xml\b[^<>]*?\bencoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_SNIFFED = 4096  # bytes of the head in which a charset is looked for
_LATIN = frozenset({"ascii", "iso8859-1", "cp1252"})  # browsers read all three as cp1252

_CONTROL_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 127])
_SHOW_CONTROLS = bytes.maketrans(_CONTROL_BYTES, b"?" * len(_CONTROL_BYTES))
# The same characters from 0x80 on, and U+FFFD, as UTF-8: the byte they begin with is found a hundred times as fast.
_BAD_UTF8 = (
    (b"\xc2", re.compile(rb"\xc2[\x80-\x9f]")),
    (b"\xef", re.compile(rb"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbd-\xbf])")),
)
_BAD_CHAR = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = {0x0B: "\n", 0x85: "\n"}
# UTF-8 read as cp1252 and stored as UTF-8 once more: `Ã«` for e-umlaut, `â‚¬` for the euro sign.
_MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|â‚¬")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, the Python name of the encoding it was read with, what was noticed, and the finding
    TRUNCATED where the bytes stop inside a character: `text` is what stands before it. `utf8`: the bytes of the page,
    where they are the text as it stands (a parser then needs no copy: 0.05 of 5 ms a page)."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()
    cut: Finding | None = None
    utf8: bytes | None = None


class _CutCharacter(Exception):
    """UTF-8 text stops inside the character that begins at byte `place`, counted from 0."""

    def __init__(self, place: int, finding: Finding) -> None:
        super().__init__(finding.message)
        self.place = place
        self.finding = finding


def decode(content: bytes, charset: str | None = None, *, of_text: bool = False) -> Decoded:
    """Text of `content`: byte order mark, strict UTF-8, the declared charset (HTTP `charset` before meta) if it
    decodes strictly, else cp1252 (INTEGRITY 5.4 and rows 11-18).

    `of_text`: vertical tabs and next lines, with which Word ends lines, do so, and form feeds stay.

    Findings, all warnings: CHARSET_UNKNOWN, CHARSET_CONFLICT, CHARSET_FALLBACK, MOJIBAKE, BAD_CHAR.
    """
    try:
        printed, encoding, findings = _decoded(content, charset)
    except _CutCharacter as cut:
        return replace(decode(content[: cut.place], charset, of_text=of_text), cut=cut.finding)
    utf8 = encoding == "utf-8" and not content.startswith(codecs.BOM_UTF8)  # strictly, without replacements
    text = printed.translate(_LINE_ENDS) if of_text and ("\x0b" in printed or "\x85" in printed) else printed
    text, found = _screened(text, content, utf8, of_text=of_text)
    untouched = utf8 and text is printed
    return Decoded(text, encoding, (*findings, *found), utf8=content if untouched else None)


def _decoded(content: bytes, charset: str | None) -> tuple[str, str, list[Finding]]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), encoding, []
    declared, findings = _declared(content, charset)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        _stop_at_cut_character(content, error, declared)
    else:
        others = [name for name in declared if name != "utf-8"]
        if others and not content.isascii():
            findings.append(_conflict(others, "utf-8"))
        return text, "utf-8", findings
    for name in declared:
        if name.startswith(("utf-16", "utf-32")):  # its own declaration could not have been read
            continue
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if others := [other for other in declared if other != name]:
            findings.append(_conflict(others, name))
        return text, name, findings
    if declared:
        findings.append(_conflict(declared, "cp1252"))
    else:
        findings.append(
            Finding("warning", "CHARSET_FALLBACK", "not UTF-8 and no usable charset is declared: read as cp1252",
                    found="no charset", expected="utf-8")
        )  # fmt: skip
    return content.decode("cp1252", "replace"), "cp1252", findings


def _declared(content: bytes, charset: str | None) -> tuple[list[str], list[Finding]]:
    """Codec names of the HTTP header and of the page itself, each once, and a warning for unknown names."""
    match = _META.search(content, 0, _SNIFFED)
    printed = (match[1] or match[2]).decode("ascii", "replace") if match else None
    names: list[str] = []
    findings: list[Finding] = []
    for name in (charset, printed):
        if not name or (codec := _codec(name)) in names:
            continue
        if codec is None:
            message = "the page declares a charset that does not exist"
            findings.append(
                Finding("warning", "CHARSET_UNKNOWN", message, found=name, expected="a charset such as utf-8")
            )
        else:
            names.append(codec)
    return names, findings


def _codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if not codec._is_text_encoding:  # rot13, hex and the like are no charsets
        return None
    return "cp1252" if codec.name in _LATIN else codec.name


def _conflict(declared: list[str], used: str) -> Finding:
    return Finding("warning", "CHARSET_CONFLICT", "the declared charset is not the one the bytes are written in",
                   found=", ".join(declared), expected=used)  # fmt: skip


def _stop_at_cut_character(content: bytes, error: UnicodeDecodeError, declared: list[str]) -> None:
    """A cp1252 page may end in an accented letter as well: only text that is UTF-8 up to there, by its bytes or
    by its own word, was cut."""
    if error.reason != "unexpected end of data" or error.start < len(content) - 3:
        return
    if "utf-8" in declared or not content[: error.start].isascii():
        raise _CutCharacter(
            error.start,
            Finding("error", "TRUNCATED", "the page stops inside a character", location=f"byte {error.start + 1}",
                    found=content[-40:].decode("utf-8", "replace"), expected="a whole page"),
        )  # fmt: skip


def _screened(text: str, content: bytes, utf8: bool, *, of_text: bool) -> tuple[str, list[Finding]]:
    """`text` without characters that no page may print, and the findings MOJIBAKE and BAD_CHAR. A hyphen at which no
    line may break is a hyphen, as a no-break space is a space: labels, dates and amounts are printed with either."""
    findings: list[Finding] = []
    if "\u2011" in text:
        text = text.replace("\u2011", "-")
    if ("Ã" in text or "Â" in text or "â" in text) and (hits := _MOJIBAKE.findall(text)):
        findings.append(
            Finding("warning", "MOJIBAKE", f"{len(hits)} characters were encoded twice; text is left as it stands",
                    found=" ".join(dict.fromkeys(hits[:5])), expected="text encoded once")
        )  # fmt: skip
    suspicious = _is_suspicious(text, content, utf8)
    if suspicious:
        text = _BAD_CHAR.sub("\ufffd", text if of_text else text.replace("\x0c", " "))
    if (suspicious or not utf8) and (count := text.count("\ufffd")):
        message = f"{count} characters that no text holds were replaced"
        findings.append(Finding("warning", "BAD_CHAR", message, found=str(count), expected="0"))
    return text, findings


def _is_suspicious(text: str, content: bytes, utf8: bool) -> bool:
    """Whether the bytes may hold a character that no page may print; UTF-8 that holds none is never suspicious."""
    if "\x0c" in text or content.translate(_SHOW_CONTROLS) != content:
        return True
    if text.isascii():
        return False
    if utf8:
        return any(lead in content and bad.search(content) for lead, bad in _BAD_UTF8)
    return b"\xc2" in content or b"\xef\xb7" in content or b"\xef\xbf" in content
