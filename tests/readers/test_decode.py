"""INTEGRITY section 3, rows 9 and 11-18: bytes -> text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.decode import decode

PAGE = "<html><head>{meta}</head><body><p>Doel één kost € 1.204.000, geëvalueerd</p></body></html>"


def page(meta: str = "") -> str:
    return PAGE.replace("{meta}", f'<meta charset="{meta}">' if meta else "")


CASES = [
    # bytes, HTTP charset, text expected in the result, encoding, codes
    (page().encode(), None, "€ 1.204.000", "utf-8", []),
    (page("utf-8").encode(), "UTF-8", "één", "utf-8", []),
    (page().encode("utf-8-sig"), None, "één", "utf-8", []),
    (b"\xff\xfe" + page().encode("utf-16-le"), None, "€ 1.204.000", "utf-16-le", []),
    (b"\xfe\xff" + page().encode("utf-16-be"), None, "€ 1.204.000", "utf-16-be", []),
    (page().encode("cp1252"), None, "€ 1.204.000", "cp1252", ["CHARSET_FALLBACK"]),
    (page("iso-8859-1").encode("cp1252"), None, "€ 1.204.000", "cp1252", []),
    (page().encode("cp1252"), "ISO-8859-1", "€ 1.204.000", "cp1252", []),
    (page().encode("iso-8859-15"), "iso-8859-15", "€ 1.204.000", "iso8859-15", []),
    (page("utf-8").encode("cp1252"), None, "€ 1.204.000", "cp1252", ["CHARSET_CONFLICT"]),
    (page("iso-8859-1").encode(), None, "geëvalueerd", "utf-8", ["CHARSET_CONFLICT"]),
    (page("iso-8859-1").encode(), "utf-8", "geëvalueerd", "utf-8", ["CHARSET_CONFLICT"]),
    (page("utf-16").encode(), None, "geëvalueerd", "utf-8", ["CHARSET_CONFLICT"]),
    (page("bogus").encode(), None, "€ 1.204.000", "utf-8", ["CHARSET_UNKNOWN"]),
    (page("bogus").encode("cp1252"), None, "€ 1.204.000", "cp1252", ["CHARSET_UNKNOWN", "CHARSET_FALLBACK"]),
    (page("rot13").encode(), None, "€ 1.204.000", "utf-8", ["CHARSET_UNKNOWN"]),
    (b"<p>alleen ascii</p>", "iso-8859-1", "alleen", "utf-8", []),
    ("<p>â‚¬ 5 geÃ«valueerd</p>".encode(), None, "â‚¬ 5 geÃ«valueerd", "utf-8", ["MOJIBAKE"]),
    ("<p>SÃO â en Â zijn letters</p>".encode(), None, "SÃO", "utf-8", []),
    (b"<p>1\x002\x013</p>", None, "1\ufffd2\ufffd3", "utf-8", ["BAD_CHAR"]),
    ("<p>a\u0092b</p>".encode(), None, "a\ufffdb", "utf-8", ["BAD_CHAR"]),
    ("<p>één\x0cé</p>".encode(), None, "één é", "utf-8", []),
]


@pytest.mark.parametrize(("content", "charset", "text", "encoding", "codes"), CASES)
def test_decode(content: bytes, charset: str | None, text: str, encoding: str, codes: list[str]) -> None:
    decoded = decode(content, charset)
    assert text in decoded.text
    assert decoded.encoding == encoding
    assert [finding.code for finding in decoded.findings] == codes
    assert {finding.severity for finding in decoded.findings} <= {"warning"}


def test_bad_characters_are_counted() -> None:
    (finding,) = decode(b"a\x00b\x1bc\x7f").findings
    assert finding.found == "3"


@pytest.mark.parametrize(
    "content",
    ["geëvalueerd wordt é".encode()[:-1], b'<meta charset="utf-8"><p>' + "€".encode()[:2], "één €".encode()[:-2]],
)
def test_cut_inside_a_character_is_truncated(content: bytes) -> None:
    decoded = decode(content)
    assert decoded.cut is not None
    assert decoded.cut.code == "TRUNCATED"
    assert content.startswith(decoded.text.encode())
    assert len(content) - len(decoded.text.encode()) <= 2


def test_cp1252_page_that_ends_in_an_accented_letter_is_whole() -> None:
    assert decode("caf\xe9".encode("cp1252")).text == "café"


@given(st.binary(max_size=300))
def test_any_bytes_become_text_without_control_characters(content: bytes) -> None:
    text = decode(content).text
    assert not [character for character in text if ord(character) < 32 and character not in "\t\n\r"]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=200))
def test_utf8_is_read_back_as_written(text: str) -> None:
    kept = text.replace("\ufffd", "").lstrip("\ufeff")
    assert decode(kept.encode()).text == kept
