"""What a row is about."""

from __future__ import annotations

import hashlib

from pipeline.model import Source
from pipeline.parse import parse

ROWS = [
    ["Baten en lasten 2017 (x 1.000€)", "Lasten", "Baten", "Storting in reserves", "Onttrekking uit reserves"],
    ["Ambitie 7.1 Veilige wijken", "1.000", "100", "0", "50"],
    ["Ambitie 7.2 Groene wijken", "2.000", "200", "30", "0"],
    ["Totaal programma 7", "3.000", "300", "30", "50"],
]


def test_the_ambitions_of_a_programme_add_up_to_it() -> None:
    table = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in ROWS)
    content = f"<html><body><h1>Programma 7. Vitale wijken</h1><table>{table}</table></body></html>".encode()
    path = "zwolle.begroting-2017.nl/p6930/programma-7-vitale-wijken.html"
    result = parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html"))
    rows = [row for row in result.tables["baten_lasten"] if row.component == "lasten"]
    assert [(row.scope, row.scope_code, row.amount_eur, row.reliability) for row in rows] == [
        ("programme", None, 1_000_000, "consistent"),
        ("programme", None, 2_000_000, "consistent"),
        ("programme", "7", 3_000_000, "consistent"),
    ]
    assert not [finding for finding in result.findings if finding.severity == "error"]
