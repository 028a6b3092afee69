"""Page text that would act on a terminal, a browser or a spreadsheet, planted in a page."""

from __future__ import annotations

from html import escape

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></table><svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '=HYPERLINK("http://evil.example","klik")',
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\x1b[31mrood\x1b[0m",
    "\x1b]0;titel\x07",
    "\x9b31m",
    "regel\r\n2026-01-01T00:00:00Z ERROR gelogd",
    "\u202egnirts\u2066",
    "a\u2028b\u2029c",
    "\ufeff\u200b\u200d",
    "[bold red]rich[/bold red]",
    "%s %(x)s {0} ${jndi:ldap://x}",
)


def page(payload: str, code: str) -> bytes:
    """A goal page whose title, goal, list items, cells and heads all carry the payload."""
    text = escape(payload)
    return (
        f"<!DOCTYPE html><html lang=nl><head><meta charset=utf-8><title>Doel {code} {text} - Jaarstukken 2024"
        f" - Gemeente Zwolle</title></head><body><main><article><h1>Doel {code} {text}</h1>"
        f"<p>We willen {text} bereiken</p>"
        f"<h2>Criteria</h2><ul><li>{text}</li><li>Ruim € 1.000 {text}</li></ul><h2>{text}</h2><p>{text}</p>"
        f"<h2>Financieel overzicht doel</h2><table><tr><th></th><th>Lasten {text}</th><th>Baten</th></tr>"
        f"<tr><td>Vastgestelde begroting {text}</td><td>{text}</td><td>-297</td></tr></table></article></main>"
        "<footer><p>Deze pagina is gebouwd op 06/13/2025 13:22:06 met de export van 06/13/2025 13:13:22</p></footer>"
        "</body></html>"
    ).encode()
