"""Bytes that are no text are told from text by what stands in them, not only by known beginnings."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from pipeline.file_kinds import binary_kind, text_kind
from raw_pages import RAW

PAGES = sorted(RAW.rglob("*.html"))
PACKED = zlib.compress(b"".join(page.read_bytes() for page in PAGES[:5]), 9)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (PACKED, "binary"),
        (b"\x28\xb5\x2f\xfd" + PACKED, "binary"),
        ("<html><p>Doel 1.1.1</p></html>".encode("utf-16-le"), "binary"),
        ("<html><p>Doel 1.1.1</p></html>".encode("utf-16"), None),
        (b"<html><p>Doel\x00 1.1.1 Sociale basis in de wijk\x01</p></html>" + b" " * 60, None),
        (b"\tLasten\r\n\x0cBaten\n", None),
        (b"", None),
    ],
)  # fmt: skip
def test_kind_of_bytes(content: bytes, kind: str | None) -> None:
    assert binary_kind(content) == kind


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_a_page_is_text(page: Path) -> None:
    assert binary_kind(page.read_bytes()) is None
    assert text_kind(page.read_bytes().decode("utf-8", "replace")) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (".doel h2 { color: #333; margin: 0 }", "css"),
        ('@charset "utf-8";\nbody{margin:0}', "css"),
        ("/*!\n * Thema <https://example.org/>\n */\n:root{--kleur:#fff}", "css"),
        ("@media print { .menu { display: none } }", "css"),
        ("(function($){'use strict';})(jQuery);", "javascript"),
        ("/* menu */\nvar menu = [];", "javascript"),
        ("// menu\nconst menu = 1;", "javascript"),
        ('!function(e,t){"object"==typeof module}(this);', "javascript"),
        ("var t = '<h1>Doel 1.2.3</h1><p>Tekst.</p>';", "javascript"),
        ("window.dataLayer = window.dataLayer || [];", "javascript"),
        ('callback({"doel": "1.2.3"});', "javascript"),
        ('{"doel": "1.2.3", "tekst": "<h1>Doel', "json"),
        (')]}\',\n{"doel": 1}', "json"),
        ("[1, 2]", "json"),
        ("<!-- site --><rss><channel/></rss>", "xml"),
        ('<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><begroting/>', "xml"),
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "xml"),
        ('<?xml version="1.0"?><!DOCTYPE html><html></html>', None),
        ('<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body/></h:html>', None),
        ("<p>var a = 1</p>", None),
        ("Let op: de lasten dalen; de baten stijgen {zie bijlage}.", None),
        ("[1] Voetnoot bij doel 1.2.3", None),
        ("Doel 1.2.3 (zie bijlage)\nLasten: 81.964;", None),
        ("", None),
    ],
)
def test_kind_of_text(text: str, kind: str | None) -> None:
    assert text_kind(text) == kind
