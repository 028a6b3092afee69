"""What pages say about each other (INTEGRITY.md I-30, I-32, I-36, I-37)."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.assemble import assemble
from pipeline.datasets import to_tables
from pipeline.model import Source
from pipeline.neighbours import neighbours
from pipeline.outcome import PageResult
from pipeline.parse import parse


def page(path: str, body: str, stamp: str = "") -> PageResult:
    footer = f"<p>Deze pagina is gebouwd op {stamp} met de export van {stamp}</p>" if stamp else ""
    content = f"<html><body>{body}{footer}</body></html>".encode()
    return parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html"))


def budget(lasten: str, baten: str, year: int = 2024, code: str = "1.2.3") -> PageResult:
    saldo = f"{int(lasten.replace('.', '')) - int(baten.replace('.', '')):,}".replace(",", ".")
    heads = "<th></th><th>Lasten</th><th>Baten</th><th>Saldo</th><th>Toevoeging aan reserves</th>"
    return page(
        f"zwolle.begroting-{year}.nl/p1/doel-{code.replace('.', '-')}-zorg.html",
        f"<h1>Doel {code} Zorg</h1><p>Wij zorgen voor elkaar</p><h2>Overzicht baten en lasten</h2><table>"
        f"<caption>Overzicht baten en lasten (x €1.000)</caption><tr>{heads}<th>Onttrekking aan reserves</th>"
        f"<th>Geraamd resultaat</th></tr><tr><td>Doel {code} Zorg</td><td>{lasten}</td><td>{baten}</td><td>{saldo}</td>"
        f"<td>0</td><td>0</td><td>{saldo}</td></tr></table>",
    )


def report(lasten: str = "81.964", baten: str = "1.204") -> PageResult:
    rows = "".join(
        f"<tr><td>{label}</td>" + "".join(f"<td>{v}</td>" for v in values) + "</tr>"
        for label, *values in (
            ("Vastgestelde begroting", lasten, baten, "0", "0", ""),
            ("+ mutaties kredieten", "0", "0", "0", "0", ""),
            ("+ begrotingswijzigingen", "0", "0", "0", "0", ""),
            ("Begroting t/m december", lasten, baten, "0", "0", ""),
            ("- Jaarrekening", lasten, baten, "0", "0", ""),
            ("Resultaat doel Zorg", "0", "0", "0", "0", ""),
            ("Saldo", "", "", "", "", "0"),
        )
    )
    return page(
        "zwolle.jaarverslag-2024.nl/p2/doel-1-2-3-zorg.html",
        "<h1>Doel 1.2.3 Zorg</h1><p>Wij zorgen voor elkaar</p><h2>Financieel overzicht doel</h2><table>"
        "<caption>Baten en lasten (bedragen x €1.000)</caption><tr><th></th><th>Lasten</th><th>Baten</th>"
        f"<th>Toevoeging aan reserves</th><th>Onttrekking aan reserves</th><th>Saldo</th></tr>{rows}</table>",
    )


def across(*pages: PageResult) -> tuple[dict[str, str], dict[str, str]]:
    """Status per cross-page identity and found text per finding code."""
    tables = to_tables(*assemble(pages))
    patched, _ = neighbours(tables)
    rows = {
        name: [row for own, part in tables[name].items() for row in patched.get(own, {}).get(name, part).to_pylist()]
        for name in ("checks", "findings")
    }
    checks = {row["identity"]: row["status"] for row in rows["checks"] if row["identity"].startswith("I-36")}
    return checks, {row["code"]: row["found"] for row in rows["findings"]}


def test_the_report_repeats_the_adopted_budget() -> None:
    checks, findings = across(budget("81.964", "1.204"), report())
    assert checks == {
        "I-36 begroting lasten": "exact",
        "I-36 begroting baten": "exact",
        "I-36 begroting toevoeging_reserves": "exact",
        "I-36 begroting onttrekking_reserves": "exact",
    }
    assert "BUDGET_DIFFERS" not in findings


def test_another_adopted_budget_is_told_with_both_amounts() -> None:
    checks, findings = across(budget("81.000", "1.204"), report())
    assert (checks["I-36 begroting lasten"], checks["I-36 begroting baten"]) == ("mismatch", "exact")
    assert findings["BUDGET_DIFFERS"] == "81964000 euros, +964000"


def test_budgets_of_another_year_or_goal_are_not_compared() -> None:
    assert across(budget("81.000", "1.204", year=2025), report())[0] == {}
    assert across(budget("81.000", "1.204", code="1.2.4"), report())[0] == {}


@pytest.mark.parametrize(("lasten", "told"), [("82.500", False), ("82", True)])
def test_a_goal_a_thousand_times_smaller_in_the_next_year(lasten: str, told: bool) -> None:
    _, findings = across(budget("81.964", "1", year=2024), budget(lasten, "1", year=2025))
    assert (findings.get("UNIT_SUSPECT") == "82000 euros in 2025") is told


def test_two_builds_in_one_publication() -> None:
    host = "zwolle.begroting-2026.nl"
    one = page(f"{host}/p1/doel-1-1-1-a.html", "<h1>Doel 1.1.1 A</h1><p>Wij doen A</p>", "10/13/2025 07:33:06")
    two = page(f"{host}/p2/doel-1-1-2-b.html", "<h1>Doel 1.1.2 B</h1><p>Wij doen B</p>", "10/14/2025 07:33:06")
    assert across(one, two)[1]["MIXED_BUILD"] == "2025-10-14 07:33:06"
    assert "MIXED_BUILD" not in across(one)[1]


def indicators(year: int, *values: str, code: str = "1.1.1", title: str = "A") -> PageResult:
    blocks = [
        f"<tr><td>Meldingen (aantal)</td><td>2020</td><td>2022</td><td>{year}</td></tr><tr><td></td><td>{value}</td>"
        "<td>12</td><td>14</td></tr><tr><td colspan=4>Meldingen. Bron: GGD.</td></tr>"
        for value in values
    ]
    return page(
        f"zwolle.begroting-{year}.nl/p{code.replace('.', '')}/doel-{code.replace('.', '-')}-a.html",
        f"<h1>Doel {code} {title}</h1><p>Wij doen {title}</p><h2>Indicatoren</h2><table><tr><th>Indicator</th>"
        f"<th>Verleden</th><th>Heden</th><th>Toekomst</th></tr>{''.join(blocks)}</table>",
    )


def test_a_revised_indicator_is_told() -> None:
    assert across(indicators(2025, "10"), indicators(2026, "11"))[1]["INDICATOR_REVISED"] == "11"
    assert "INDICATOR_REVISED" not in across(indicators(2025, "10"), indicators(2026, "10"))[1]
    both = indicators(2025, "10", "30")
    assert "INDICATOR_REVISED" not in across(both, indicators(2026, "10", "30"))[1]
    assert across(both, indicators(2026, "10", "31"))[1]["INDICATOR_REVISED"] == "31"


def test_one_name_below_several_goals_is_compared_below_each() -> None:
    sport, zorg = {"code": "1.1.1", "title": "Sport"}, {"code": "1.1.2", "title": "Zorg"}
    before = indicators(2025, "10", **sport), indicators(2025, "30", **zorg)
    renumbered = indicators(2026, "10", code="2.1.1", title="Sport"), indicators(2026, "30", code="1.1.1", title="Zorg")
    assert "INDICATOR_REVISED" not in across(*before, *renumbered)[1]
    swapped = indicators(2026, "30", **sport), indicators(2026, "10", **zorg)
    assert "INDICATOR_REVISED" in across(*before, *swapped)[1]
    assert "INDICATOR_REVISED" not in across(*before, indicators(2026, "50", code="1.1.3", title="Wonen"))[1]
    alone = indicators(2025, "10", **sport), indicators(2026, "11", code="2.1.1", title="Sport en bewegen")
    assert across(*alone)[1]["INDICATOR_REVISED"] == "11"
